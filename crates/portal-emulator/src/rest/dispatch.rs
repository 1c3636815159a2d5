use std::{borrow::Cow, panic::resume_unwind};

use super::{
    answer::{Answer, Timing},
    batch,
    caller::Caller,
    error::RestError,
    methods,
    params::Params,
    system_error::SystemError,
};
use crate::{
    clock::Moment,
    portal::{
        Portal,
        faults::kind::{Hook, Kind},
    },
};

/// A method of the API. A new one is a line in the table of its module.
#[derive(Debug)]
pub(crate) struct ApiMethod {
    /// The name in lower case.
    pub(crate) name: &'static str,
    /// The scope that a credential must cover, if any; of several divided by `|`, one.
    pub(crate) scope: Option<&'static str>,
    pub(crate) run: Run,
}

/// What a method does.
pub(crate) type Run = fn(&mut Portal, &Caller, &Params) -> Result<Answer, RestError>;

/// The method of that name; this is checked before the caller is identified (rest-behaviour §6.3).
pub(crate) fn find(name: &str) -> Result<&'static ApiMethod, RestError> {
    all().find(|method| method.name == name).ok_or_else(|| SystemError::MethodNotFound.into())
}

/// Every method there is.
pub(crate) fn all() -> impl Iterator<Item = &'static ApiMethod> {
    methods::FAMILIES.into_iter().flatten().chain([&batch::METHOD])
}

impl ApiMethod {
    /// The scopes that have the method.
    pub(crate) fn scopes(&self) -> impl Iterator<Item = &'static str> {
        self.scope.into_iter().flat_map(|scopes| scopes.split('|'))
    }

    /// Runs the method after the checks that all share: scope, limits, CRM access (rest-behaviour §1.1).
    pub(crate) fn call(
        &self,
        portal: &mut Portal,
        caller: &Caller,
        params: &Params,
    ) -> Result<Answer, RestError> {
        caller.require_scope(self.scope)?;
        let start = Moment::now();
        if portal.knobs.operating_limit.stops(self.name) || self.is_used_up(portal, caller, start) {
            return Err(SystemError::OperationTimeLimit.into());
        }
        if self.scope == Some("crm") {
            caller.require_crm_access(portal)?;
        }
        let faults = portal.spring(Hook::Call(self.name));
        let answer = self.run_despite(&faults, portal, caller, params);
        let finish = Moment::now();
        let seconds = finish.seconds() - start.seconds() + portal.limits.cost(self.name);
        if self.is_timed() {
            portal.limits.count(&caller.key(), self.name, seconds, finish.whole_seconds());
        }
        answer
    }

    /// The timing of a call that began then.
    pub(crate) fn timing(&self, portal: &Portal, caller: &Caller, start: Moment) -> Timing {
        let limited = portal.limits.operating_is_limited();
        let used = || portal.limits.operating(&caller.key(), self.name, Moment::now().whole_seconds());
        Timing { start, pretended: portal.limits.cost(self.name), operating: limited.then(used) }
    }

    /// A batch itself has all the time it wants; what is in it has not (rest-behaviour §6.7).
    fn is_timed(&self) -> bool {
        self.name != batch::METHOD.name
    }

    fn is_used_up(&self, portal: &Portal, caller: &Caller, now: Moment) -> bool {
        self.is_timed() && portal.limits.is_used_up(&caller.key(), self.name, now.whole_seconds())
    }

    fn run_despite(
        &self,
        faults: &[Kind],
        portal: &mut Portal,
        caller: &Caller,
        params: &Params,
    ) -> Result<Answer, RestError> {
        for fault in faults {
            match fault {
                Kind::OperationTimeLimit => return Err(SystemError::OperationTimeLimit.into()),
                Kind::RightsRevoked => return Err(RestError::ACCESS_DENIED),
                Kind::Refused => return Err(RestError::Refused(self.refusal())),
                // Without the hook that would print it: it is no mistake of the emulator.
                Kind::Crash => resume_unwind(Box::new("the script was told to die")),
                _ => {}
            }
        }
        let before = faults.contains(&Kind::NotStored).then(|| portal.contents());
        let answer = (self.run)(portal, caller, params);
        if let Some(before) = before {
            portal.restore(before);
        }
        answer
    }

    /// The text when a method fails for no reason it could name (rest-behaviour §9).
    fn refusal(&self) -> Cow<'static, str> {
        let doing = match self.name.rsplit('.').next() {
            Some("add") => "creating",
            Some("delete") => "deleting",
            Some("update") => "updating",
            _ => "reading",
        };
        format!("Error on {doing} status.").into()
    }
}
