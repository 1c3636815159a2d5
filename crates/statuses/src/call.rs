//! REST calls as values: a method and its parameters, nothing sent yet.

use crate::color::StoredColor;
use crate::directory::Kind;
use crate::form::Params;
use crate::name::Name;
use crate::status::StatusId;
use crate::store::{Act, Draft};
use std::borrow::Cow;

/// The methods for rows of directories (rest-behaviour §2). A pause is of one of them, so all speak of the same.
pub const LIST: &str = "crm.status.list";
/// One row.
pub const GET: &str = "crm.status.get";
/// Other values of a row.
pub const UPDATE: &str = "crm.status.update";
/// A new row.
pub const ADD: &str = "crm.status.add";
/// No such row.
pub const DELETE: &str = "crm.status.delete";

/// One call of the REST API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Method name, e.g. `crm.status.list`.
    pub method: &'static str,
    /// Its parameters, without the token.
    pub params: Params,
}

impl Call {
    /// Every row of a directory; the answer is never paged (rest-behaviour §2.1).
    #[must_use]
    pub fn list(entity: &str) -> Self {
        // The key must be upper case and without an operator, or the whole table comes back (§10.12).
        Self::new(LIST, Params::new().map("filter", Params::new().text("ENTITY_ID", entity)))
    }

    /// Every row of every directory (rest-behaviour §2.1).
    #[must_use]
    pub fn list_all() -> Self {
        Self::new(LIST, Params::new())
    }

    /// The pipelines of deals (rest-behaviour §8).
    #[must_use]
    pub fn deal_pipelines() -> Self {
        Self::new("crm.category.list", Params::new().text("entityTypeId", &2))
    }

    /// One row (rest-behaviour §2.2).
    #[must_use]
    pub fn get(id: StatusId) -> Self {
        Self::new(GET, Params::new().text("id", &id))
    }

    /// The directories of the portal (rest-behaviour §2.8).
    #[must_use]
    pub fn directories() -> Self {
        Self::new("crm.status.entity.types", Params::new())
    }

    /// Asks whether the caller may change statuses, and changes nothing.
    ///
    /// Permission is checked before existence (rest-behaviour §3): for a row that cannot exist the answer
    /// is `Access denied.` without the right and `Status is not found.` with it.
    #[must_use]
    pub fn may_edit() -> Self {
        Self::new(UPDATE, Params::new().text("id", &StatusId::NOBODY))
    }

    /// Everything that is needed to begin, in one request: all rows, so that whoever turns to another directory waits for
    /// nobody, and what the list is to look like. In this order: rows, directories, pipelines, rights.
    ///
    /// The page makes the same request by itself, before the program has come: `static/boot.js`.
    #[must_use]
    pub fn opening() -> [(Cow<'static, str>, Self); 4] {
        [
            ("list".into(), Self::list_all()),
            ("directories".into(), Self::directories()),
            ("pipelines".into(), Self::deal_pipelines()),
            ("rights".into(), Self::may_edit()),
        ]
    }

    /// Writes (rest-behaviour §2.4, §3, §4). Only what the user changed is sent (§10.31).
    #[must_use]
    pub fn act(act: &Act) -> Self {
        match act {
            Act::Update { id, name, color, sort } => Self::update(*id, name.as_ref(), color.as_ref(), *sort),
            Act::Add { draft, sort } => Self::add(draft, *sort),
            Act::Delete { id, forced } => Self::delete(*id, *forced),
        }
    }

    /// The row that the command of this key in the same batch has made (rest-behaviour §7).
    #[must_use]
    pub fn get_made_by(key: &str) -> Self {
        Self::new(GET, Params::new().text("id", &format!("$result[{key}]")))
    }

    /// Several calls in one request (rest-behaviour §7). The keys are ours and never numeric, so that the
    /// answer's containers are objects. `halt` stops at the first failure.
    #[must_use]
    pub fn batch(commands: &[(Cow<'static, str>, Self)], halt: bool) -> Self {
        let cmd =
            commands.iter().fold(Params::new(), |cmd, (key, call)| cmd.text(key.clone(), &call.command()));
        Self::new("batch", Params::new().text("halt", &u8::from(halt)).map("cmd", cmd))
    }

    fn update(id: StatusId, name: Option<&Name>, color: Option<&StoredColor>, sort: Option<i64>) -> Self {
        let mut fields = Params::new();
        if let Some(name) = name {
            fields = fields.text("NAME", name);
        }
        if let Some(color) = color {
            fields = fields.text("COLOR", color);
        }
        if let Some(sort) = sort {
            fields = fields.text("SORT", &sort);
        }
        Self::new(UPDATE, Params::new().text("id", &id).map("fields", fields))
    }

    fn add(draft: &Draft, sort: i64) -> Self {
        let fields = Params::new().text("ENTITY_ID", &draft.entity).text("STATUS_ID", &draft.code);
        let mut fields = fields.text("NAME", &draft.name).text("SORT", &sort);
        if let Some(color) = draft.color {
            fields = fields.text("COLOR", &color);
        }
        if Kind::of(&draft.entity) == Kind::Stages {
            fields = fields.text("SEMANTICS", draft.semantics());
        }
        Self::new(ADD, Params::new().map("fields", fields))
    }

    fn delete(id: StatusId, forced: bool) -> Self {
        let params = Params::new().text("id", &id);
        // Exactly the string "Y" under the upper-case key counts (rest-behaviour §4).
        let params = if forced { params.map("params", Params::new().text("FORCED", "Y")) } else { params };
        Self::new(DELETE, params)
    }

    /// Any method with its parameters.
    #[must_use]
    pub fn new(method: &'static str, params: Params) -> Self {
        Self { method, params }
    }

    /// The call as a batch carries it: `method?query`.
    fn command(&self) -> String {
        let query = self.params.encode();
        if query.is_empty() { self.method.to_owned() } else { format!("{}?{query}", self.method) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Color;
    use crate::status::Group;
    use crate::store::Place;

    #[test]
    fn the_page_begins_with_the_same_request() {
        let page = include_str!("../../../static/boot.js");
        let opening = Call::batch(&Call::opening(), false).params.encode();
        assert!(page.contains(&format!("\"{opening}\"")), "{opening}");
    }

    fn id() -> StatusId {
        StatusId::new(103).unwrap()
    }

    fn name(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    fn update(name: Option<Name>, color: Option<StoredColor>, sort: Option<i64>) -> Act {
        Act::Update { id: id(), name, color, sort }
    }

    fn draft(entity: &str, name: Name) -> Draft {
        let place = Place::at_end(Group::Failed);
        Draft { entity: entity.into(), code: "UC_1".into(), name, color: None, place }
    }

    fn encoded(act: &Act) -> String {
        let call = Call::act(act);
        format!("{}?{}", call.method, call.params.encode())
    }

    #[test]
    fn only_the_changed_fields_are_sent() {
        let color = StoredColor::Color(Color::from_rgb(0xff_0000));
        for (act, fields) in [
            (update(Some(name("A&B")), None, None), "fields%5BNAME%5D=A%26B"),
            (update(None, Some(color), None), "fields%5BCOLOR%5D=%23ff0000"),
            (update(None, Some(StoredColor::Default), None), "fields%5BCOLOR%5D="),
            (update(Some(name("A")), None, Some(25)), "fields%5BNAME%5D=A&fields%5BSORT%5D=25"),
        ] {
            assert_eq!(encoded(&act), format!("crm.status.update?id=103&{fields}"));
        }
    }

    #[test]
    fn a_new_stage_has_semantics_and_a_plain_value_has_none() {
        let add = |entity| encoded(&Act::Add { draft: draft(entity, name("X")), sort: 40 });
        assert_eq!(
            add("SOURCE"),
            "crm.status.add?fields%5BENTITY_ID%5D=SOURCE&fields%5BSTATUS_ID%5D=UC_1&fields%5BNAME%5D=X&fields%5BSORT%5D=40"
        );
        assert!(add("DEAL_STAGE_5").ends_with("&fields%5BSEMANTICS%5D=F"));
    }

    #[test]
    fn forced_is_said_only_when_meant() {
        assert_eq!(encoded(&Act::Delete { id: id(), forced: false }), "crm.status.delete?id=103");
        let forced = encoded(&Act::Delete { id: id(), forced: true });
        assert_eq!(forced, "crm.status.delete?id=103&params%5BFORCED%5D=Y");
    }

    #[test]
    fn a_batch_wraps_commands_as_text() {
        let batch = Call::batch(&[("read".into(), Call::get(id()))], true);
        assert_eq!(batch.params.encode(), "halt=1&cmd%5Bread%5D=crm.status.get%3Fid%3D103");
        let made = Call::batch(&[("r0".into(), Call::get_made_by("w0"))], false);
        // Escaped twice, as any value: the portal replaces references after it has read the values.
        assert!(made.params.encode().ends_with("crm.status.get%3Fid%3D%2524result%255Bw0%255D"));
    }

    #[test]
    fn what_has_a_dollar_does_not_travel_by_batch() {
        let survives = |text| update(Some(name(text)), None, None).survives_batch();
        assert!(!survives("$result[a]"));
        assert!(survives("50 % + #1"));
        assert!(!Act::Add { draft: draft("SOURCE", name("$")), sort: 10 }.survives_batch());
        assert!(!update(None, Some(StoredColor::Unknown("$x".into())), None).survives_batch());
    }
}
