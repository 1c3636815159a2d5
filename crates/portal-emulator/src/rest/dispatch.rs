use std::borrow::Cow;

use super::{
    answer::Answer, batch, caller::Caller, error::RestError, methods, params::Params,
    system_error::SystemError,
};
use crate::portal::Portal;

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
        if portal.knobs.operating_limit.stops(self.name) {
            return Err(SystemError::OperationTimeLimit.into());
        }
        if self.scope == Some("crm") {
            caller.require_crm_access(portal)?;
        }
        if portal.knobs.traps.refuses(self.name) {
            return Err(RestError::Refused(self.refusal()));
        }
        (self.run)(portal, caller, params)
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
