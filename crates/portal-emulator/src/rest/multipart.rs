use serde_json::{Map, Value};

use crate::php::Query;

/// Decodes the text fields of a `multipart/form-data` body; files are left out (rest-behaviour §6.2).
pub(crate) fn decode(content_type: &str, body: &[u8]) -> Map<String, Value> {
    let mut query = Query::default();
    if let Some(boundary) = parameter(content_type, "boundary") {
        let text = String::from_utf8_lossy(body);
        for part in text.split(&format!("--{boundary}")) {
            if let Some((name, value)) = field(part) {
                query.push(&name, value);
            }
        }
    }
    query.finish()
}

/// The name and the text of a part, unless it is a file, the preamble or the end.
fn field(part: &str) -> Option<(String, String)> {
    let (head, value) = part.strip_prefix("\r\n")?.split_once("\r\n\r\n")?;
    let disposition =
        head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    if parameter(disposition, "filename").is_some() {
        return None;
    }
    Some((parameter(disposition, "name")?, value.strip_suffix("\r\n")?.to_owned()))
}

/// `name="x"` or `name=x` among the parameters of a header. What is quoted may hold a semicolon.
fn parameter(header: &str, name: &str) -> Option<String> {
    let mut quoted = false;
    let mut parameters = header.split(|letter| {
        quoted ^= letter == '"';
        letter == ';' && !quoted
    });
    parameters.find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn text_fields_are_read_and_files_are_not() {
        let body = concat!(
            "--XX\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n103\r\n",
            "--XX\r\nContent-Disposition: form-data; name=\"fields[NAME]\"\r\n\r\na\r\nb\r\n",
            "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\ndata\r\n--XX--\r\n",
        );
        let fields = decode("multipart/form-data; boundary=XX", body.as_bytes());
        assert_eq!(Value::Object(fields), json!({"id": "103", "fields": {"NAME": "a\r\nb"}}));
    }

    #[test]
    fn a_semicolon_may_be_quoted() {
        let body = "--X;X\r\nContent-Disposition: form-data; name=\"a;b\"\r\n\r\n1\r\n--X;X--\r\n";
        let fields = decode("multipart/form-data; boundary=\"X;X\"", body.as_bytes());
        assert_eq!(Value::Object(fields), json!({"a;b": "1"}));
    }
}
