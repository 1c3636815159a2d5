use serde_json::{Map, Value, json};

use super::{
    html::{escape, option},
    language::Language,
    opening::Opening,
    placement::Placement,
    scene::Scene,
};
use crate::{php, portal::user::User};

const PAGE: &str = include_str!("../../assets/portal.html");

/// Parameters of the portal's own that no frame is told about (frame-protocol §5).
const SYSTEM_PARAMETERS: [&str; 18] = [
    "_r",
    "login",
    "login_form",
    "logout",
    "register",
    "forgot_password",
    "change_password",
    "confirm_registration",
    "confirm_code",
    "confirm_user_id",
    "bitrix_include_areas",
    "clear_cache",
    "show_page_exec_time",
    "show_include_exec_time",
    "show_sql_stat",
    "show_cache_stat",
    "show_link_stat",
    "sessid",
];

/// What the page's address asks to be shown.
#[derive(Debug)]
pub(super) struct View {
    pub(super) placement: Placement,
    pub(super) user: User,
    pub(super) language: Language,
    pub(super) opening: Opening,
    /// Which of the handlers in the place is shown, if the address says so; the first is 1.
    pub(super) handler: Option<usize>,
    /// `PLACEMENT_OPTIONS` given in the address.
    pub(super) options: Option<Value>,
    /// Commands and events for the placement's interface (frame-protocol §4).
    pub(super) commands: Vec<String>,
    pub(super) events: Vec<String>,
    /// The address's other parameters, which a `DEFAULT` frame gets as options.
    pub(super) parameters: Map<String, Value>,
    /// The portal page the user came from.
    pub(super) referer: Option<String>,
}

impl View {
    /// Unknown values fall back to the first choice.
    pub(super) fn read(query: &Value, referer: Option<&str>) -> Self {
        let mut parameters = query.as_object().cloned().unwrap_or_default();
        let mut take = |name: &str| parameters.shift_remove(name).map(|value| php::string(&value));
        let placement = take("placement").and_then(|code| Placement::parse(&code)).unwrap_or_default();
        let user = take("user").and_then(|name| User::parse(&name)).unwrap_or(User::Admin);
        let language = Language::parse(&take("lang").unwrap_or_default());
        let opening = Opening::parse(&take("open").unwrap_or_default());
        // Only a place has handlers: for the application's own page it is a parameter like any other.
        let handler = if placement == Placement::Default { None } else { take("handler") };
        let options = take("options").and_then(|text| serde_json::from_str(&text).ok());
        let (commands, events) = (names(take("commands")), names(take("events")));
        for name in SYSTEM_PARAMETERS {
            take(name);
        }
        Self {
            placement,
            user,
            language,
            opening,
            handler: handler.and_then(|number| number.parse().ok()).filter(|number| *number > 0),
            options: options.filter(php::is_array),
            commands,
            events,
            parameters,
            referer: referer.filter(|path| path.starts_with('/')).map(ToOwned::to_owned),
        }
    }

    /// The page with the configuration that its script reads.
    pub(super) fn render(&self, scene: &Scene, config: &Value) -> String {
        // The configuration comes last: nothing in it is taken for a placeholder.
        PAGE.replace("{{lang}}", self.language.tag)
            .replace("{{dir}}", self.language.direction())
            .replace("{{placements}}", &self.placement_choices())
            .replace("{{users}}", &self.user_choices())
            .replace("{{languages}}", &self.language_choices())
            .replace("{{openings}}", &self.opening_choices())
            .replace("{{kept}}", &self.kept_fields())
            .replace("{{user}}", &escape(self.user.title()))
            .replace("{{heading}}", &escape(&scene.heading))
            .replace("{{scene}}", &scene.body)
            .replace("{{config}}", &config.to_string().replace('<', "\\u003c"))
    }

    fn placement_choices(&self) -> String {
        let offered = Placement::OFFERED.iter().map(|(group, choices)| {
            let choices: String = choices.iter().map(|choice| self.placement_choice(*choice)).collect();
            format!("<optgroup label=\"{group}\">{choices}</optgroup>")
        });
        let is_offered = Placement::OFFERED.iter().any(|(_, choices)| choices.contains(&self.placement));
        let other = if is_offered { String::new() } else { self.placement_choice(self.placement) };
        offered.chain([other]).collect()
    }

    fn placement_choice(&self, choice: Placement) -> String {
        option(&choice.code(), &choice.code(), choice == self.placement)
    }

    fn user_choices(&self) -> String {
        User::ALL.iter().map(|choice| option(choice.name(), choice.title(), *choice == self.user)).collect()
    }

    fn language_choices(&self) -> String {
        let choice = |language: Language| {
            let title = format!("{} · {}", language.code, language.title);
            option(language.code, &title, language == self.language)
        };
        Language::ALL.into_iter().map(choice).collect()
    }

    fn opening_choices(&self) -> String {
        Opening::ALL
            .iter()
            .map(|(choice, name, title)| option(name, title, *choice == self.opening))
            .collect()
    }

    /// What the bar has no control for stays when another choice is made there.
    fn kept_fields(&self) -> String {
        let handler = self.handler.map(|number| number.to_string()).unwrap_or_default();
        [("commands", self.commands.join(",")), ("events", self.events.join(",")), ("handler", handler)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| {
                format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escape(&value))
            })
            .collect::<Vec<_>>()
            .concat()
    }
}

fn names(list: Option<String>) -> Vec<String> {
    let list = list.unwrap_or_default();
    list.split(',').map(str::trim).filter(|name| !name.is_empty()).map(ToOwned::to_owned).collect()
}

/// The people of the portal, for the dialogs that choose among them.
pub(super) fn people() -> Value {
    User::ALL
        .iter()
        .map(|user| json!({"id": user.id().to_string(), "name": user.title(), "login": user.name()}))
        .collect()
}
