//! The opening tags of a page.

/// An opening tag with its attributes, and the text up to the next tag.
#[derive(Debug)]
pub(crate) struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    content: &'a str,
}

impl<'a> Tag<'a> {
    /// The name as written.
    pub(crate) fn name(&self) -> &'a str {
        self.name
    }

    /// Whether it is a tag of this name.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// What stands between a script's or a style's tags; for others, the text that follows.
    pub(crate) fn content(&self) -> &'a str {
        self.content
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Names and values, without quotes; the value of a bare attribute is empty.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.attributes.iter().copied()
    }
}

/// All opening tags; comments, declarations and closing tags are passed over, and so is whatever
/// looks like a tag within a script or a style.
pub(crate) fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (tag, after) = opening(rest);
            rest = after;
            tags.push(tag);
        }
    }
    tags
}

/// Reads a tag from behind its `<`; returns it with what follows its content.
fn opening(text: &str) -> (Tag<'_>, &str) {
    let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
    let (name, mut rest) = text.split_at(text.find(ends_name).unwrap_or(text.len()));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            break;
        }
        if let Some(after) = rest.strip_prefix('>') {
            rest = after;
            break;
        }
        let (attribute, after) = attribute(rest);
        attributes.push(attribute);
        rest = after;
    }
    let end = content_end(name, rest);
    (Tag { name, attributes, content: &rest[..end] }, &rest[end..])
}

/// Where the text after an opening tag ends. Only a script or a style may contain `<`.
fn content_end(name: &str, text: &str) -> usize {
    let lower = name.to_ascii_lowercase();
    let close =
        if matches!(lower.as_str(), "script" | "style") { format!("</{lower}") } else { "<".to_owned() };
    text.to_ascii_lowercase().find(&close).unwrap_or(text.len())
}

/// Reads one attribute; returns it with what follows.
fn attribute(text: &str) -> ((&str, &str), &str) {
    // The first character belongs to the name even if it is a stray `=`, so that reading goes on.
    let first = text.chars().next().map_or(0, char::len_utf8);
    let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
    let end = text[first..].find(ends_name).map_or(text.len(), |end| first + end);
    let (name, rest) = text.split_at(end);
    let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else {
        return ((name, ""), rest);
    };
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            let (value, after) = quoted.split_once(quote).unwrap_or((quoted, ""));
            return ((name, value), after);
        }
    }
    let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len());
    ((name, &value[..end]), &value[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_in_every_spelling() {
        let tags = tags(r#"<a one="1 > 0" two='2' three=3 four five = "5"/>text<b>"#);
        let attributes: Vec<_> = tags[0].attributes().collect();
        assert_eq!(attributes, [("one", "1 > 0"), ("two", "2"), ("three", "3"), ("four", ""), ("five", "5")]);
        assert_eq!(tags[0].content(), "text");
        assert!(tags[1].is("B"));
    }

    #[test]
    fn scripts_are_not_read_as_markup() {
        let tags = tags("<script>if (a < b) { '<p style=x>' }</SCRIPT><i>");
        assert_eq!(tags.len(), 2);
        assert!(tags[0].content().ends_with('}') && tags[1].is("i"));
    }

    #[test]
    fn broken_markup_comes_to_an_end() {
        for html in ["<", "<a", "<a b=", "<a b='", "<!--", "<a ==", "<script>", "<a \"\""] {
            tags(html);
        }
    }
}
