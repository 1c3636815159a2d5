use super::kind::{Hook, Target};

/// Which requests, messages or files a fault waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    pub(crate) target: Target,
    pub(crate) names: Names,
}

/// The names that a fault waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// Every one.
    All,
    /// Methods that change something.
    Writing,
    /// This one.
    One(String),
    /// Those that begin so.
    From(String),
    /// Those that end so.
    To(String),
    /// Those with this in them.
    With(String),
}

impl Names {
    /// Reads `crm.status.list`, `crm.status.*`, `*.wasm`, `*status*` or `writing`.
    pub(crate) fn parse(text: &str) -> Self {
        let inner = text.trim_matches('*').to_owned();
        match (text.starts_with('*'), text.ends_with('*')) {
            _ if inner.is_empty() => Self::All,
            _ if text == "writing" => Self::Writing,
            (true, true) => Self::With(inner),
            (true, false) => Self::To(inner),
            (false, true) => Self::From(inner),
            (false, false) => Self::One(inner),
        }
    }

    fn admit(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Writing => is_writing(name),
            Self::One(one) => one == name,
            Self::From(start) => name.starts_with(start),
            Self::To(end) => name.ends_with(end),
            Self::With(part) => name.contains(part),
        }
    }

    /// As [`Self::parse`] reads it; nothing for every name.
    pub(crate) fn text(&self) -> Option<String> {
        match self {
            Self::All => None,
            Self::Writing => Some("writing".to_owned()),
            Self::One(one) => Some(one.clone()),
            Self::From(start) => Some(format!("{start}*")),
            Self::To(end) => Some(format!("*{end}")),
            Self::With(part) => Some(format!("*{part}*")),
        }
    }
}

impl Scope {
    pub(crate) fn covers(&self, hook: Hook<'_>) -> bool {
        match (self.target, hook) {
            (Target::Method, Hook::Request(methods)) => methods.iter().any(|name| self.names.admit(name)),
            // A batch is its commands, unless it is meant itself.
            (Target::Method, Hook::Call("batch")) => self.names == Names::One("batch".to_owned()),
            (Target::Method, Hook::Call(name))
            | (Target::Command, Hook::Server(name) | Hook::Reply(name))
            | (Target::File, Hook::File(name)) => self.names.admit(name),
            _ => false,
        }
    }
}

fn is_writing(method: &str) -> bool {
    let last = method.rsplit('.').next().unwrap_or_default();
    matches!(last, "add" | "update" | "delete" | "set" | "bind" | "unbind")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_stars_at_either_end() {
        let admits = |pattern: &str, name: &str| Names::parse(pattern).admit(name);
        assert!(admits("crm.status.*", "crm.status.list"));
        assert!(!admits("crm.status.*", "crm.deal.list"));
        assert!(admits("*.wasm", "/app_bg.wasm"));
        assert!(admits("batch", "batch"));
        assert!(!admits("batch", "batches"));
        assert!(admits("*", ""));
        assert!(admits("*status*", "crm.status.list"));
        assert!(!admits("*status*", "crm.deal.list"));
        for text in ["crm.*", "*.wasm", "*status*", "writing", "batch"] {
            assert_eq!(Names::parse(text).text().as_deref(), Some(text));
        }
    }

    #[test]
    fn a_batch_is_caught_by_what_is_in_it() {
        let scope = |names| Scope { target: Target::Method, names };
        let methods = ["batch".to_owned(), "crm.status.list".to_owned()];
        assert!(scope(Names::parse("crm.status.list")).covers(Hook::Request(&methods)));
        assert!(!scope(Names::Writing).covers(Hook::Request(&methods)));
        assert!(!scope(Names::All).covers(Hook::File("/index.html")));
    }
}
