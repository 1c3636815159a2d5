use serde_json::{Map, Value, json};

use crate::php;

/// The handlers that the application has bound to places (frame-protocol §8).
#[derive(Clone, Debug, Default)]
pub(crate) struct Bindings {
    list: Vec<Binding>,
}

/// A handler in a place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Binding {
    /// The code of the place.
    pub(crate) placement: String,
    /// The address that the frame opens.
    pub(crate) handler: String,
    /// Whom it is shown to; 0 is everybody.
    pub(crate) user_id: i64,
    pub(crate) options: Map<String, Value>,
    /// As `placement.get` prints it; what the portal shows is in the labels.
    pub(crate) shown: Label,
    pub(crate) labels: Labels,
}

/// What is written on a place, by language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Labels(Vec<(String, Label)>);

/// What is written on a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) group_name: String,
}

impl Bindings {
    /// All of them, the oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Binding> {
        self.list.iter()
    }

    /// Those in a place, the oldest first.
    pub(crate) fn of<'a>(&'a self, placement: &'a str) -> impl Iterator<Item = &'a Binding> {
        self.iter().filter(move |binding| binding.placement == placement)
    }

    /// Binds a handler unless it is in that place already, for whomever.
    pub(crate) fn add(&mut self, binding: Binding) -> bool {
        let is_new = self.of(&binding.placement).all(|other| other.handler != binding.handler);
        if is_new {
            self.list.push(binding);
        }
        is_new
    }

    /// Removes those that match, and says how many they were.
    pub(crate) fn remove(&mut self, matches: impl Fn(&Binding) -> bool) -> usize {
        let before = self.list.len();
        self.list.retain(|binding| !matches(binding));
        before - self.list.len()
    }
}

impl Labels {
    /// Those of `LANG_ALL`, or else one in the portal's language; texts are trimmed.
    pub(crate) fn read(top_level: &Value, by_language: &Value, language: &str) -> Self {
        if php::truthy(by_language) {
            let labels = php::entries(by_language).into_iter();
            return Self(labels.map(|(language, label)| (language, Label::read(label))).collect());
        }
        let label = Label::read(top_level);
        Self(if label == Label::default() { Vec::new() } else { vec![(language.to_owned(), label)] })
    }

    /// One with nothing but a title.
    pub(crate) fn titled(language: &str, title: &str) -> Self {
        Self(vec![(language.to_owned(), Label { title: title.to_owned(), ..Label::default() })])
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The one in a language, else in the portal's, else the first. Its title may be empty.
    pub(crate) fn shown_in(&self, language: &str, portal_language: &str) -> Option<&Label> {
        let of = |wanted: &str| self.0.iter().find(|(language, _)| language == wanted);
        of(language).or_else(|| of(portal_language)).or(self.0.first()).map(|(_, label)| label)
    }

    /// As `placement.get` prints them.
    pub(crate) fn to_json(&self) -> Value {
        php::array(self.0.iter().map(|(language, label)| (language.clone(), label.to_json())).collect())
    }
}

impl Label {
    fn read(label: &Value) -> Self {
        let text = |name| php::get(label, name).map(php::string).unwrap_or_default();
        let trimmed = |name| php::trim(&text(name)).to_owned();
        Self {
            title: trimmed("TITLE"),
            description: trimmed("DESCRIPTION"),
            group_name: trimmed("GROUP_NAME"),
        }
    }

    fn to_json(&self) -> Value {
        json!({"TITLE": self.title, "DESCRIPTION": self.description, "GROUP_NAME": self.group_name})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_found_in_the_nearest_language() {
        let labels = json!({"de": {"TITLE": " Phasen "}, "en": {"TITLE": "Stages"}});
        let labels = Labels::read(&json!({"TITLE": "ignored"}), &labels, "en");
        let title = |language, portal| labels.shown_in(language, portal).unwrap().title.clone();
        assert_eq!([title("de", "en"), title("pl", "en"), title("pl", "fr")], ["Phasen", "Stages", "Phasen"]);
        assert_eq!(Labels::default().shown_in("de", "en"), None);
    }

    #[test]
    fn a_single_label_is_in_the_language_of_the_portal() {
        let labels = Labels::read(&json!({"TITLE": "Stages"}), &json!([]), "en");
        let expected = json!({"en": {"TITLE": "Stages", "DESCRIPTION": "", "GROUP_NAME": ""}});
        assert_eq!(labels.to_json(), expected);
        assert!(Labels::read(&json!({"TITLE": "  "}), &Value::Null, "en").is_empty());
    }

    #[test]
    fn a_handler_is_bound_once_to_a_place() {
        let binding = |placement: &str, handler: &str| Binding {
            placement: placement.to_owned(),
            handler: handler.to_owned(),
            user_id: 0,
            options: Map::new(),
            shown: Label::default(),
            labels: Labels::default(),
        };
        let mut bindings = Bindings::default();
        assert!(bindings.add(binding("A", "x")) && bindings.add(binding("A", "y")));
        assert!(bindings.add(binding("B", "x")) && !bindings.add(binding("A", "x")));
        assert_eq!(bindings.of("A").map(|binding| binding.handler.as_str()).collect::<Vec<_>>(), ["x", "y"]);
        assert_eq!(bindings.remove(|binding| binding.handler == "x"), 2);
        assert_eq!(bindings.iter().count(), 1);
    }
}
