//! Many calls in one (rest-behaviour §7).

use serde_json::Value;

use super::{
    answer::Answer,
    caller::Caller,
    dispatch::{self, ApiMethod},
    error::RestError,
    params::Params,
    system_error::SystemError,
};
use crate::{clock::Moment, options::Profile, php, portal::Portal};

mod command;
mod outcome;

use command::Command;
use outcome::Outcome;

pub(crate) const METHOD: ApiMethod = ApiMethod { name: "batch", scope: None, run };

/// How many commands run; the rest fail one by one.
const MAX_LENGTH: usize = 50;

/// The methods that a batch with these parameters calls.
pub(super) fn methods(params: &Params) -> Vec<String> {
    let commands = params.any_case("cmd").map(php::entries).unwrap_or_default();
    commands.iter().filter_map(|(_, command)| Some(Command::parse(command.as_str()?).method)).collect()
}

fn run(portal: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    let commands = params.any_case("cmd").map(php::entries).unwrap_or_default();
    let halt = params.any_case("halt").is_some_and(php::truthy);
    if portal.knobs.profile == Profile::Docs {
        refuse_as_documented(&commands)?;
    }
    let mut batch = Batch { portal, caller, outcome: Outcome::default(), leak: None };
    for (index, (key, command)) in commands.into_iter().enumerate() {
        let succeeded = if index >= MAX_LENGTH {
            batch.fail(&key, &SystemError::BatchLength.into())
        } else if let Value::String(command) = command {
            batch.run(&key, command)
        } else {
            continue;
        };
        if halt && !succeeded {
            break;
        }
    }
    Ok(Answer::plain(batch.outcome.into_json()))
}

/// The documentation gives these two errors to the batch as a whole (rest-behaviour §6.6).
fn refuse_as_documented(commands: &[(String, &Value)]) -> Result<(), RestError> {
    if commands.len() > MAX_LENGTH {
        return Err(SystemError::BatchLength.into());
    }
    let forbidden =
        |command: &Value| command.as_str().is_some_and(|text| Command::parse(text).is_forbidden());
    if commands.iter().any(|(_, command)| forbidden(command)) {
        return Err(SystemError::BatchMethod.into());
    }
    Ok(())
}

/// A batch while it runs.
struct Batch<'a> {
    portal: &'a mut Portal,
    caller: &'a Caller,
    outcome: Outcome,
    /// The last message of the core: later failures carry it instead of their own text.
    leak: Option<RestError>,
}

impl Batch<'_> {
    /// Runs one command and says whether it succeeded.
    fn run(&mut self, key: &str, text: &str) -> bool {
        let command = Command::parse(text);
        if command.is_forbidden() {
            return self.fail(key, &SystemError::BatchMethod.into());
        }
        let start = Moment::now();
        let params = Params::new(command.params(&self.outcome));
        let called = dispatch::find(&command.method).and_then(|method| {
            let answer = method.call(self.portal, self.caller, &params)?;
            Ok((answer, method.timing(self.portal, self.caller, start)))
        });
        match called {
            Ok((answer, timing)) => {
                self.outcome.succeed(key, answer, timing.print(self.portal.generation));
                true
            }
            Err(error) => {
                if matches!(error, RestError::Core(_)) {
                    self.leak = Some(error.clone());
                }
                let reported = self.leak.clone().unwrap_or(error);
                self.fail(key, &reported)
            }
        }
    }

    fn fail(&mut self, key: &str, error: &RestError) -> bool {
        self.outcome.fail(key, error.body(self.portal.knobs.profile));
        false
    }
}
