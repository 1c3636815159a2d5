use std::time::Duration;

use serde_json::Value;

use crate::{
    php,
    portal::faults::{
        Fault,
        kind::{Description, Hook, Kind, Target},
        scope::{Names, Scope},
    },
    rest::system_error::SystemError,
};

/// Reads a fault. Nothing is guessed: a fault that could never occur is refused.
pub(in crate::control) fn read(wish: &Value) -> Result<Fault, String> {
    let name = php::get(wish, "kind").or_else(|| php::get(wish, "mode")).map(php::string).unwrap_or_default();
    let description = Description::named(&name).ok_or_else(|| format!("unknown kind `{name}`"))?;
    let kind = read_kind(description, wish)?;
    let scope = read_scope(description, wish)?;
    check_command(&kind, &scope)?;
    let probability = read_probability(wish)?;
    let endless = description.is_lasting() || probability < 1.0;
    let left = match php::get(wish, "count") {
        None if endless => None,
        None => Some(1),
        Some(Value::String(text)) if text == "all" => None,
        Some(count) => Some(
            u64::try_from(php::int(count))
                .ok()
                .filter(|count| *count > 0)
                .ok_or_else(|| format!("`count` is {count}, but has to be a number from 1, or \"all\""))?,
        ),
    };
    Ok(Fault { id: 0, description, kind, scope, left, probability, hits: 0 })
}

fn read_kind(description: &Description, wish: &Value) -> Result<Kind, String> {
    let number = |name: &str, default: u64| match php::get(wish, name) {
        None => Ok(default),
        Some(value) => php::string(value)
            .parse::<u64>()
            .map_err(|_| format!("`{name}` is {value}, but has to be a number")),
    };
    Ok(match description.name {
        "delay" => Kind::Delay(Duration::from_millis(number("ms", number("delay", 1000)?)?)),
        "no_answer" => Kind::NoAnswer,
        "reset" => Kind::Reset,
        "truncated" => Kind::Truncated,
        "html" => {
            let status = number("status", 500)?;
            let status = u16::try_from(status).ok().filter(|status| (400..600).contains(status));
            Kind::Html(status.ok_or("`status` has to be from 400 to 599")?)
        }
        "query_limit" => Kind::System(SystemError::QueryLimit),
        "expired_token" => Kind::System(SystemError::ExpiredToken),
        "portal_deleted" => Kind::System(SystemError::PortalDeleted),
        "error" => {
            let code = php::get(wish, "code").map(php::string).unwrap_or_default();
            Kind::System(SystemError::by_code(&code).ok_or_else(|| format!("unknown code `{code}`"))?)
        }
        "operation_time_limit" => Kind::OperationTimeLimit,
        "rights_revoked" => Kind::RightsRevoked,
        "refuse" => Kind::Refused,
        "not_stored" => Kind::NotStored,
        "answer_lost" => Kind::AnswerLost,
        "crash" => Kind::Crash,
        "empty_token" => Kind::EmptyToken,
        "duplicate" => Kind::Duplicate,
        "wrong_origin" => Kind::WrongOrigin,
        "object" => Kind::Object,
        "unknown_id" => Kind::UnknownId,
        "wrong_mime" => Kind::WrongMime,
        other => return Err(format!("unknown kind `{other}`")),
    })
}

pub(super) const TARGETS: [(&str, Target); 3] =
    [("method", Target::Method), ("command", Target::Command), ("file", Target::File)];

/// `method`, `command` or `file`, at most one of them; without any, whatever the kind is about.
fn read_scope(description: &Description, wish: &Value) -> Result<Scope, String> {
    let named: Vec<_> = TARGETS
        .iter()
        .filter_map(|(name, target)| Some((*name, *target, php::string(php::get(wish, name)?))))
        .filter(|(.., text)| !text.is_empty())
        .collect();
    match named.as_slice() {
        [] => Ok(default_scope(description)),
        [(_, target, text)] if description.targets.contains(target) => {
            let text = match target {
                Target::Method => text.to_lowercase(),
                Target::File if !text.contains('*') => format!("*{text}"),
                _ => text.clone(),
            };
            Ok(Scope { target: *target, names: Names::parse(&text) })
        }
        [(name, ..)] => Err(format!("`{}` does not happen to a {name}", description.name)),
        _ => Err("`method`, `command` and `file` exclude each other".to_owned()),
    }
}

pub(super) fn default_scope(description: &Description) -> Scope {
    let target = description.targets.first().copied().unwrap_or(Target::Method);
    let names = match description.name {
        "rights_revoked" | "not_stored" | "answer_lost" => Names::Writing,
        "empty_token" => Names::One("refreshAuth".to_owned()),
        "wrong_mime" => Names::To(".wasm".to_owned()),
        _ => Names::All,
    };
    Scope { target, names }
}

fn read_probability(wish: &Value) -> Result<f64, String> {
    let Some(value) = php::get(wish, "probability") else { return Ok(1.0) };
    let probability = php::string(value).parse().unwrap_or(0.0);
    if probability > 0.0 && probability <= 1.0 {
        Ok(probability)
    } else {
        Err(format!("`probability` is {value}, but has to be more than 0 and at most 1"))
    }
}

/// Refuses what would wait for a command at a place that the command never comes to.
fn check_command(kind: &Kind, scope: &Scope) -> Result<(), String> {
    let Names::One(command) = &scope.names else { return Ok(()) };
    let occurs = [Hook::Server(command), Hook::Reply(command)].into_iter().any(|hook| kind.acts_at(hook));
    if scope.target == Target::Command && !occurs {
        return Err(format!("this does not happen to `{command}`: the page needs no server for it"));
    }
    Ok(())
}
