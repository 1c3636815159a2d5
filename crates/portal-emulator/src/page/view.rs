use serde_json::{Map, Value};

use super::{launch::Launch, placement::Placement};
use crate::{php, portal::user::User};

const PAGE: &str = include_str!("../../assets/portal.html");

/// The languages that a portal can have, with their own names.
const LANGUAGES: [(&str, &str); 19] = [
    ("en", "English"),
    ("ru", "Русский"),
    ("de", "Deutsch"),
    ("la", "Español"),
    ("br", "Português (Brasil)"),
    ("fr", "Français"),
    ("it", "Italiano"),
    ("pl", "Polski"),
    ("tr", "Türkçe"),
    ("ua", "Українська"),
    ("kz", "Қазақша"),
    ("ar", "العربية"),
    ("vn", "Tiếng Việt"),
    ("id", "Bahasa Indonesia"),
    ("ms", "Bahasa Melayu"),
    ("th", "ไทย"),
    ("ja", "日本語"),
    ("sc", "简体中文"),
    ("tc", "繁體中文"),
];

/// How the frame is opened (frame-protocol §1.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Opening {
    /// By POST unless the application is static or does not take it.
    #[default]
    Auto,
    Post,
    Get,
}

impl Opening {
    const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Auto, "auto", "POST if the app takes it"),
        (Self::Post, "post", "POST"),
        (Self::Get, "get", "GET"),
    ];
}

/// What the page's address asks to be shown.
#[derive(Debug)]
pub(super) struct View {
    pub(super) placement: Placement,
    pub(super) user: User,
    pub(super) language: &'static str,
    pub(super) opening: Opening,
    /// `PLACEMENT_OPTIONS` given in the address.
    pub(super) options: Option<Value>,
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
        let language = take("lang").unwrap_or_default();
        let opening = take("open").unwrap_or_default();
        let options = take("options").and_then(|text| serde_json::from_str(&text).ok());
        take("_r");
        let known = LANGUAGES.iter().find(|(code, _)| *code == language).or_else(|| {
            // Hindi has a code but no portal of its own.
            (language == "in").then_some(&("in", "हिन्दी"))
        });
        Self {
            placement,
            user,
            language: known.map_or("en", |(code, _)| code),
            opening: Opening::ALL
                .iter()
                .find(|(_, name, _)| *name == opening)
                .map_or(Opening::Auto, |row| row.0),
            options: options.filter(php::is_array),
            parameters,
            referer: referer.filter(|path| path.starts_with('/')).map(ToOwned::to_owned),
        }
    }

    pub(super) fn render(&self, launch: &Launch) -> String {
        let direction = if self.language == "ar" { "rtl" } else { "ltr" };
        let popup = if self.placement.is_popup() { "yes" } else { "no" };
        // The configuration comes last: nothing in it is taken for a placeholder.
        PAGE.replace("{{lang}}", language_tag(self.language))
            .replace("{{dir}}", direction)
            .replace("{{popup}}", popup)
            .replace("{{placements}}", &self.placement_choices())
            .replace("{{users}}", &self.user_choices())
            .replace("{{languages}}", &self.language_choices())
            .replace("{{openings}}", &self.opening_choices())
            .replace("{{user}}", &escape(self.user.title()))
            .replace("{{config}}", &launch.config().to_string().replace('<', "\\u003c"))
    }

    fn placement_choices(&self) -> String {
        Placement::ALL
            .iter()
            .map(|choice| option(choice.code(), choice.code(), *choice == self.placement))
            .collect()
    }

    fn user_choices(&self) -> String {
        User::ALL.iter().map(|choice| option(choice.name(), choice.title(), *choice == self.user)).collect()
    }

    fn language_choices(&self) -> String {
        let hindi = [("in", "हिन्दी")];
        LANGUAGES
            .iter()
            .chain(&hindi)
            .map(|(code, name)| option(code, &format!("{code} · {name}"), *code == self.language))
            .collect()
    }

    fn opening_choices(&self) -> String {
        Opening::ALL
            .iter()
            .map(|(choice, name, title)| option(name, title, *choice == self.opening))
            .collect()
    }
}

/// The language tag of a portal language code; most are tags already.
fn language_tag(code: &str) -> &str {
    match code {
        "la" => "es",
        "br" => "pt-BR",
        "ua" => "uk",
        "kz" => "kk",
        "vn" => "vi",
        "sc" => "zh-Hans",
        "tc" => "zh-Hant",
        "in" => "hi",
        other => other,
    }
}

fn option(value: &str, title: &str, selected: bool) -> String {
    let selected = if selected { " selected" } else { "" };
    format!("<option value=\"{value}\"{selected}>{}</option>", escape(title))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
