//! The Content-Security-Policy of the page.

/// What `default-src` does not cover, and what everything not named falls back to.
const CLOSED: [&str; 3] = ["default-src", "base-uri", "form-action"];

/// What may be named besides the page's own origin.
///
/// One build is for every portal, and which one it is in, the page learns when it is opened: so answers may come
/// from everywhere. Portals in a company's own network and the emulated one have no TLS; from a page with TLS, the
/// browser itself refuses `http:`. Web sockets, `data:` and `blob:` are refused all the same.
const ALLOWED: [(&str, &str); 4] = [
    ("script-src", "'wasm-unsafe-eval'"),
    ("img-src", "data:"),
    ("connect-src", "https:"),
    ("connect-src", "http:"),
];

/// A policy as the page states it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Policy<'a>(pub(crate) &'a str);

impl Policy<'_> {
    /// What makes the policy too weak.
    pub(crate) fn faults(self) -> Vec<String> {
        let directives: Vec<Directive> = self.0.split(';').filter_map(Directive::parse).collect();
        let closed = CLOSED.into_iter().filter(|name| {
            let directive = directives.iter().find(|directive| directive.name == *name);
            directive.is_none_or(|directive| directive.sources != ["'none'"])
        });
        let closed = closed.map(|name| format!("the Content-Security-Policy does not say {name} 'none'"));
        closed.chain(directives.iter().flat_map(Directive::faults)).collect()
    }
}

/// A kind of thing and where it may come from, in lower case.
#[derive(Debug)]
struct Directive {
    name: String,
    sources: Vec<String>,
}

impl Directive {
    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_ascii_whitespace().map(str::to_ascii_lowercase);
        Some(Self { name: words.next()?, sources: words.collect() })
    }

    fn faults(&self) -> Vec<String> {
        let faulty = self.sources.iter().filter(|source| !self.may_name(source));
        faulty.map(|source| format!("the Content-Security-Policy allows {source} in {}", self.name)).collect()
    }

    fn may_name(&self, source: &str) -> bool {
        ["'self'", "'none'"].contains(&source) || ALLOWED.contains(&(self.name.as_str(), source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRICT: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'self'";

    fn faults(more: &str) -> Vec<String> {
        Policy(&format!("{STRICT}{more}")).faults()
    }

    #[test]
    fn compiling_webassembly_is_not_evaluating_text() {
        assert_eq!(faults(" 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:;"), [""; 0]);
    }

    #[test]
    fn weak_keywords_are_found_wherever_they_stand() {
        assert_eq!(faults("; style-src 'self' 'unsafe-inline';").len(), 1);
        assert_eq!(faults(" 'UNSAFE-EVAL';font-src 'unsafe-inline'").len(), 2);
    }

    #[test]
    fn nothing_but_answers_comes_from_elsewhere() {
        assert_eq!(faults("; connect-src 'self' https: http:"), [""; 0]);
        for more in [" https:", " *", " data:", " https://cdn.example", "; style-src 'wasm-unsafe-eval'"] {
            assert_eq!(faults(more).len(), 1, "{more}");
        }
        for more in ["; connect-src *", "; connect-src ws:", "; img-src https:", "; frame-src data:"] {
            assert_eq!(faults(more).len(), 1, "{more}");
        }
    }

    #[test]
    fn whatever_is_not_named_is_refused() {
        assert_eq!(Policy("").faults().len(), 3);
        let open = Policy("default-src 'self'; base-uri 'none'; form-action").faults();
        assert_eq!(open.len(), 2, "{open:?}");
    }
}
