use serde_json::{Map, Value, json};

use super::{Answer, ApiMethod, Caller, Params, Portal, RestError, open, user_filter::UserFilter};
use crate::{clock::Moment, php, portal::user::User};

/// Any of the three scopes has the methods; each shows more fields than the one before.
const BRIEF: &str = "user|user_basic|user_brief";
const BASIC: &str = "user|user_basic";
const FULL: &str = "user";

/// The people of the portal.
pub(super) const METHODS: [ApiMethod; 4] = [
    open("profile", profile),
    open("user.admin", admin),
    ApiMethod { name: "user.current", scope: Some(BRIEF), run: current },
    ApiMethod { name: "user.get", scope: Some(BRIEF), run: get },
];

/// The fields that have a value, and the scopes that show them.
const FIELDS: [(&str, &str); 21] = [
    ("ID", BRIEF),
    ("ACTIVE", BRIEF),
    ("NAME", BRIEF),
    ("LAST_NAME", BRIEF),
    ("SECOND_NAME", BRIEF),
    ("EMAIL", BASIC),
    ("LAST_LOGIN", FULL),
    ("DATE_REGISTER", BRIEF),
    ("TIME_ZONE", BRIEF),
    ("IS_ONLINE", BRIEF),
    ("TIMESTAMP_X", BRIEF),
    ("LAST_ACTIVITY_DATE", BRIEF),
    ("PERSONAL_GENDER", BRIEF),
    ("PERSONAL_WWW", FULL),
    ("PERSONAL_BIRTHDAY", BRIEF),
    ("PERSONAL_MOBILE", BASIC),
    ("PERSONAL_CITY", BRIEF),
    ("WORK_PHONE", BASIC),
    ("WORK_POSITION", BRIEF),
    ("UF_EMPLOYMENT_DATE", BRIEF),
    ("UF_DEPARTMENT", BRIEF),
];

/// `profile`: what everybody may know about themselves, with any credential.
#[expect(clippy::unnecessary_wraps, reason = "methods have one signature")]
fn profile(_: &mut Portal, caller: &Caller, _: &Params) -> Result<Answer, RestError> {
    let profile = caller.user.profile();
    Ok(Answer::plain(json!({
        "ID": caller.user.id().to_string(),
        "ADMIN": caller.user.is_admin(),
        "NAME": profile.name,
        "LAST_NAME": profile.last_name,
        "PERSONAL_GENDER": "",
        "TIME_ZONE": "",
        "TIME_ZONE_OFFSET": 0,
    })))
}

/// `user.admin`
#[expect(clippy::unnecessary_wraps, reason = "methods have one signature")]
fn admin(_: &mut Portal, caller: &Caller, _: &Params) -> Result<Answer, RestError> {
    Ok(Answer::plain(json!(caller.user.is_admin())))
}

/// `user.current`: its times are texts.
#[expect(clippy::unnecessary_wraps, reason = "methods have one signature")]
fn current(_: &mut Portal, caller: &Caller, _: &Params) -> Result<Answer, RestError> {
    let mut row = row(caller.user, caller);
    let now = Moment::now().iso();
    row.shift_remove("TIMESTAMP_X");
    row.insert("LAST_ACTIVITY_DATE".to_owned(), json!(now[..19].replace('T', " ")));
    Ok(Answer::plain(Value::Object(row)))
}

/// `user.get`: one page is enough for everybody there is.
#[expect(clippy::unnecessary_wraps, reason = "methods have one signature")]
fn get(_: &mut Portal, caller: &Caller, params: &Params) -> Result<Answer, RestError> {
    let filter = UserFilter::parse(params);
    let mut rows: Vec<_> = User::ALL.into_iter().map(|user| row(user, caller)).collect();
    rows.retain(|row| filter.admits(row));
    filter.sort(&mut rows);
    let found = rows.len() as u64;
    let start = usize::try_from(params.start).unwrap_or(0);
    let page: Vec<_> = rows.into_iter().skip(start).map(Value::Object).collect();
    if page.is_empty() {
        return Ok(Answer::plain(json!([])));
    }
    let total = if params.start == -1 { 0 } else { found };
    Ok(Answer { result: Value::Array(page), next: None, total: Some(total) })
}

/// What the caller's scopes show of a person.
fn row(user: User, caller: &Caller) -> Map<String, Value> {
    let shown = FIELDS.into_iter().filter(|(_, scopes)| caller.require_scope(Some(scopes)).is_ok());
    let mut row: Map<_, _> = shown.map(|(name, _)| (name.to_owned(), value(user, name))).collect();
    row.insert("USER_TYPE".to_owned(), json!("employee"));
    row
}

fn value(user: User, field: &str) -> Value {
    let profile = user.profile();
    match field {
        "ID" => json!(user.id().to_string()),
        "ACTIVE" => json!(true),
        "NAME" => json!(profile.name),
        "LAST_NAME" => json!(profile.last_name),
        "EMAIL" => json!(profile.email),
        "LAST_LOGIN" => json!(Moment::now().iso()),
        "DATE_REGISTER" => json!("2024-01-15T00:00:00+00:00"),
        "IS_ONLINE" => json!("Y"),
        // The server prints its time objects without looking into them.
        "TIMESTAMP_X" | "LAST_ACTIVITY_DATE" => json!({}),
        "WORK_POSITION" => json!(profile.position),
        "UF_DEPARTMENT" => json!([1]),
        _ => json!(""),
    }
}

/// A field as a filter compares it.
pub(super) fn comparable(value: &Value) -> String {
    match value {
        Value::Bool(flag) => if *flag { "Y" } else { "N" }.to_owned(),
        Value::Array(list) => list.first().map(php::string).unwrap_or_default(),
        other => php::string(other),
    }
}
