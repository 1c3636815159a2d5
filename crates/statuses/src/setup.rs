//! The placements in which the portal offers the editor, and what changes that (frame-protocol §7, §8).

use crate::call::Call;
use crate::failure::{Cause, Failure};
use crate::form::Params;
use crate::json::Json;
use crate::relocation::Reply;
use crate::text::{Phrase, Texts, fill};
use std::rc::Rc;

/// A placement that makes sense for an editor of directories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The portal's code, e.g. `CRM_FUNNELS_TOOLBAR`.
    pub code: Box<str>,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// A button above the pipelines of a family of directories.
    Funnels(Owner),
    /// A menu above the list of records; leads and quotes have no pipelines.
    List(Owner),
    /// The portal's main menu.
    Menu,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Owner {
    /// One of [`Words::families`](crate::text::Words).
    Family(usize),
    /// A smart process by its title.
    Process(Box<str>),
}

/// A placement, and how it stands with this application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which one.
    pub placement: Placement,
    /// Whether this portal has it.
    pub offered: bool,
    /// Whether it opens this address.
    pub here: bool,
    /// Other addresses that the application had before.
    pub older: Vec<Box<str>>,
}

/// All placements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    handler: Box<str>,
    rows: Vec<Row>,
}

/// What the application is called in the portal's menus, in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Titles(Vec<[Box<str>; 3]>);

/// Why a placement could not be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The portal has no such placement, or not for this application.
    Unoffered,
    /// The portal does not take the application's address.
    Address,
    /// There are as many handlers as the placement takes.
    Full,
    /// Anything else.
    Other(Rc<Failure>),
}

/// The placements of every portal.
const FIXED: [(&str, Kind); 5] = [
    ("CRM_FUNNELS_TOOLBAR", Kind::Funnels(Owner::Family(1))),
    ("CRM_LEAD_LIST_TOOLBAR", Kind::List(Owner::Family(0))),
    ("CRM_QUOTE_LIST_TOOLBAR", Kind::List(Owner::Family(2))),
    ("CRM_SMART_INVOICE_FUNNELS_TOOLBAR", Kind::Funnels(Owner::Family(3))),
    ("LEFT_MENU", Kind::Menu),
];

impl Placement {
    /// What people call it.
    #[must_use]
    pub fn label(&self, texts: &'static Texts) -> Phrase {
        let of = |template, owner: &Owner| match owner {
            Owner::Family(family) => fill(template, &[("what", texts.families[*family])]),
            Owner::Process(title) => fill(template, &[("what", title)]),
        };
        match &self.kind {
            Kind::Funnels(owner) => of(texts.setup.place_funnels, owner),
            Kind::List(owner) => of(texts.setup.place_list, owner),
            Kind::Menu => texts.setup.place_menu.into(),
        }
    }
}

impl Setup {
    /// What to ask for [`Self::read`]: which placements there are, which are bound, which smart processes there are.
    #[must_use]
    pub fn questions() -> Vec<Call> {
        ["placement.list", "placement.get", "crm.type.list"]
            .map(|method| Call::new(method, Params::new()))
            .into()
    }

    /// Reads the answers to [`Self::questions`]; `handler` is the address that is to be opened.
    ///
    /// # Errors
    /// Why the portal does not tell: no administrator, or no permission for placements.
    pub fn read(handler: &str, answers: Vec<Reply>) -> Result<Self, Failure> {
        let mut answers = answers.into_iter().map(|answer| answer.result);
        let mut next = || answers.next().unwrap_or_else(|| Ok(Json::default()));
        let (offered, bound, types) = (next()?, next()?, next());
        // Smart processes without titles are offered under their codes.
        let types = types.unwrap_or_default();
        let offered: Vec<&str> = offered.values().map(Json::text).collect();
        let fixed = FIXED.into_iter().map(|(code, kind)| Placement { code: code.into(), kind });
        let processes = offered.iter().filter_map(|code| process(code, &types));
        let row = |placement: Placement| Row {
            offered: offered.contains(&&*placement.code),
            placement,
            here: false,
            older: Vec::new(),
        };
        // The main menu is the last.
        let mut rows: Vec<Row> = fixed.map(row).collect();
        let menu = rows.pop();
        rows.extend(processes.map(row).chain(menu));
        let mut setup = Self { handler: handler.into(), rows };
        setup.reread(&bound);
        Ok(setup)
    }

    /// Takes over what [`Self::bound`] answers.
    pub fn reread(&mut self, bound: &Json) {
        for row in &mut self.rows {
            let own = bound.values().filter(|it| it.get("placement").text() == &*row.placement.code);
            let handlers: Vec<&str> = own.map(|it| it.get("handler").text()).collect();
            row.here = handlers.contains(&&*self.handler);
            row.older = handlers.into_iter().filter(|it| *it != &*self.handler).map(Into::into).collect();
        }
    }

    /// The placements, in the order in which they are shown.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Asks which placements the application has.
    #[must_use]
    pub fn bound() -> Call {
        Call::new("placement.get", Params::new())
    }

    /// Adds a placement. The portal refuses to add one twice, which [`Obstacle::of`] takes for success.
    #[must_use]
    pub fn add(&self, placement: &Placement, titles: &Titles) -> Call {
        let params = Params::new().text("PLACEMENT", &placement.code).text("HANDLER", &self.handler);
        let languages = titles.0.iter().fold(Params::new(), |languages, [code, title, hint]| {
            let texts = Params::new().text("TITLE", title).text("DESCRIPTION", hint);
            languages.map(code.to_string(), texts)
        });
        Call::new("placement.bind", params.map("LANG_ALL", languages))
    }

    /// Takes the application out of a placement, whichever of its addresses that opened.
    #[must_use]
    pub fn remove(&self, row: &Row) -> Vec<Call> {
        let here = row.here.then_some(&self.handler);
        here.into_iter().chain(&row.older).map(|handler| unbind(&row.placement, handler)).collect()
    }

    /// Takes away what opens another address, where this one is opened, too.
    #[must_use]
    pub fn tidy(&self) -> Vec<Call> {
        let doubled = self.rows.iter().filter(|row| row.here);
        doubled.flat_map(|row| row.older.iter().map(|handler| unbind(&row.placement, handler))).collect()
    }
}

/// A handler has to be named: without one, those of all addresses would go.
fn unbind(placement: &Placement, handler: &str) -> Call {
    let params = Params::new().text("PLACEMENT", &placement.code).text("HANDLER", &handler);
    Call::new("placement.unbind", params)
}

/// The placement above the pipelines of a smart process, if a code is one.
fn process(code: &str, types: &Json) -> Option<Placement> {
    let id = code.strip_prefix("CRM_DYNAMIC_")?.strip_suffix("_FUNNELS_TOOLBAR")?;
    let title = types
        .get("types")
        .values()
        .find(|it| it.get("entityTypeId").text() == id)
        .map(|it| it.get("title").text());
    let title = title.filter(|title| !title.is_empty()).unwrap_or(id);
    Some(Placement { code: code.into(), kind: Kind::Funnels(Owner::Process(title.into())) })
}

impl Titles {
    /// Reads lines of a language's code, a title and a description, divided by tabs.
    #[must_use]
    pub fn read(table: &str) -> Self {
        let line = |line: &str| {
            let mut parts = line.split('\t').map(Box::from);
            Some([parts.next()?, parts.next()?, parts.next()?])
        };
        Self(table.lines().filter_map(line).collect())
    }

    /// Those of one language, for want of more.
    #[must_use]
    pub fn of(texts: &Texts) -> Self {
        let setup = &texts.setup;
        Self(vec![[texts.language().code(), setup.placement_title, setup.placement_hint].map(Box::from)])
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Obstacle {
    /// What stood in the way of [`Setup::add`], by the portal's code or words; none if it was there already.
    #[must_use]
    pub fn of(failure: Failure) -> Option<Self> {
        match &*failure.raw.code {
            "ERROR_CORE" if failure.raw.description.contains("already binded") => None,
            "ERROR_PLACEMENT_NOT_FOUND" => Some(Self::Unoffered),
            "ERROR_WRONG_HANDLER_URL" | "ERROR_UNSUPPORTED_PROTOCOL" => Some(Self::Address),
            "ERROR_PLACEMENT_MAX_COUNT" => Some(Self::Full),
            _ => Some(Self::Other(Rc::new(failure))),
        }
    }

    /// In the user's words; `handler` is the address of the application.
    #[must_use]
    pub fn words(&self, texts: &'static Texts, handler: &str) -> Phrase {
        match self {
            Self::Unoffered => texts.setup.not_offered.into(),
            Self::Address => fill(texts.setup.bad_address, &[("address", handler)]),
            Self::Full => texts.setup.too_many.into(),
            Self::Other(failure) => refusal(texts, failure),
        }
    }
}

/// Why the portal does not let anybody look at placements or change them.
#[must_use]
pub fn refusal(texts: &'static Texts, failure: &Failure) -> Phrase {
    match failure.cause {
        Cause::AccessDenied => texts.setup.admin_body.into(),
        Cause::MissingScope => texts.setup.missing_scope.into(),
        _ => {
            let subject = crate::text::Subject { intent: crate::text::Intent::Load, name: "", was: "" };
            crate::text::explain(texts, failure, subject)
        }
    }
}

#[cfg(test)]
mod tests;
