//! What the page of a build may and may not contain.

mod tag;

use self::tag::{Tag, tags};
use super::policy::Policy;

/// Attributes that make the browser load something.
const LOADING: [&str; 7] = ["src", "href", "data-js", "data-wasm", "data-lang", "poster", "action"];

/// A page, as far as it is checked.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    tags: Vec<Tag<'a>>,
}

impl<'a> Page<'a> {
    /// Reads a page.
    pub(crate) fn parse(html: &'a str) -> Self {
        Self { tags: tags(html) }
    }

    /// What the portal's static hosting or the page's own policy would break.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = self.policy_faults();
        faults.extend(self.tags.iter().flat_map(inline_faults));
        faults.extend(self.tags.iter().flat_map(address_faults));
        faults
    }

    /// The addresses of what the page loads.
    pub(crate) fn references(&self) -> Vec<&'a str> {
        self.tags
            .iter()
            .flat_map(Tag::attributes)
            .filter(|(name, _)| is_loading(name))
            .map(|(_, value)| value)
            .collect()
    }

    /// The Content-Security-Policy that the page gives itself.
    pub(crate) fn policy(&self) -> Option<&'a str> {
        self.tags.iter().find(|tag| is_policy(tag))?.attribute("content")
    }

    fn policy_faults(&self) -> Vec<String> {
        let Some(place) = self.tags.iter().position(is_policy) else {
            return vec!["index.html has no Content-Security-Policy".to_owned()];
        };
        let mut faults = Policy(self.tags[place].attribute("content").unwrap_or_default()).faults();
        // A policy in a meta tag governs only what follows it.
        if self.tags[..place].iter().any(|tag| tag.is("script") || tag.is("link")) {
            faults.push("the Content-Security-Policy comes after a script or a link".to_owned());
        }
        faults
    }
}

fn is_policy(tag: &Tag<'_>) -> bool {
    let kind = tag.attribute("http-equiv").unwrap_or_default();
    tag.is("meta") && kind.eq_ignore_ascii_case("content-security-policy")
}

fn is_loading(attribute: &str) -> bool {
    LOADING.iter().any(|name| attribute.eq_ignore_ascii_case(name))
}

/// Scripts and styles within the page, all of which the policy blocks.
fn inline_faults(tag: &Tag<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    if tag.is("script") && !tag.content().trim().is_empty() {
        faults.push("index.html has an inline script".to_owned());
    }
    if tag.is("style") {
        faults.push("index.html has a style block".to_owned());
    }
    for (name, _) in tag.attributes() {
        let lower = name.to_ascii_lowercase();
        if lower == "style" || lower.starts_with("on") {
            faults.push(format!("<{}> in index.html has the attribute {lower}", tag.name()));
        }
    }
    faults
}

/// Addresses that hold only at one place; the folder the page is uploaded to is not known.
fn address_faults(tag: &Tag<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    if tag.is("base") {
        faults.push("index.html has a <base>, which redirects references to icons".to_owned());
    }
    let loading = tag.attributes().filter(|(name, value)| is_loading(name) && !is_relative(value));
    faults.extend(
        loading.map(|(name, value)| format!("{name}=\"{value}\" in index.html is not a relative address")),
    );
    faults
}

fn is_relative(address: &str) -> bool {
    let before_path = address.split(['/', '?', '#']).next().unwrap_or_default();
    let has_scheme = before_path.contains(':') && !address.starts_with("data:");
    !address.starts_with('/') && !has_scheme
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSP: &str = r#"<meta http-equiv="Content-Security-Policy"
        content="default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'self'">"#;

    fn faults(markup: &str) -> Vec<String> {
        Page::parse(&format!("<!doctype html><html><head>{CSP}{markup}")).faults()
    }

    #[test]
    fn a_page_of_references_is_fine() {
        let markup = r##"<link rel="stylesheet" href="./style-1.css"><script type="module" src="./boot.js" data-wasm="./a.wasm">
            </script><svg><use href="icons.svg#plus"/></svg><a href="#top">Up</a><!-- <style> <script>x</script> -->"##;
        assert_eq!(faults(markup), [""; 0]);
    }

    #[test]
    fn inline_code_and_styles_are_found() {
        for markup in
            ["<script>go()</script>", "<STYLE>a{}</STYLE>", "<p style='color:red'>", "<p onclick=go()>"]
        {
            assert_eq!(faults(markup).len(), 1, "{markup}");
        }
    }

    #[test]
    fn addresses_that_fix_the_place_are_found() {
        for address in ["/app.js", "//host/app.js", "https://host/app.js", "javascript:go()"] {
            assert_eq!(faults(&format!("<script src=\"{address}\"></script>")).len(), 1, "{address}");
        }
        assert_eq!(faults("<base target=_top>").len(), 1);
    }

    #[test]
    fn the_policy_must_be_there_and_come_first() {
        assert_eq!(Page::parse("<html>").faults(), ["index.html has no Content-Security-Policy"]);
        let late = format!("<script src=a.js></script>{CSP}");
        assert_eq!(
            Page::parse(&late).faults(),
            ["the Content-Security-Policy comes after a script or a link"]
        );
    }

    #[test]
    fn what_is_loaded_is_listed() {
        let page =
            Page::parse("<link href=a.css><script src='b.js' data-wasm=\"c.wasm\" type=module></script>");
        assert_eq!(page.references(), ["a.css", "b.js", "c.wasm"]);
    }
}
