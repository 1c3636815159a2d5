//! The JavaScript around a program, as wasm-bindgen writes it.

use std::collections::HashMap;

use crate::Outcome;

/// What the parts import from the glue.
pub(crate) const MODULE: &str = "parts";
/// The glue's function that notes a point.
pub(crate) const NOTE: &str = "note";
/// The glue's function that brings the rest.
pub(crate) const LOAD: &str = "load";
/// What the rest imports from the first part.
pub(crate) const FIRST: &str = "first";

const IMPORTS: &str = "function __wbg_get_imports() {";

/// The glue with a place for notes of `points`.
pub(crate) fn noting(glue: &str, points: usize) -> Outcome<String> {
    let own = format!(
        "const executed = globalThis.executed = new Uint8Array({points});
function __wbg_get_imports() {{
  return {{ ...__wbg_imports(), {MODULE}: {{ {NOTE}(point) {{ executed[point] = 1; }} }} }};
}}"
    );
    with_imports(glue, &own)
}

/// The glue of a program in parts. It exports `prepare()`, which fetches and compiles the rest, so that it is at hand
/// when it is wanted. The build puts its name in the place of `REST`.
pub(crate) fn joining(glue: &str, renamed: &HashMap<String, String>) -> Outcome<String> {
    let own = format!(
        "let __imports, __rest;
function __wbg_get_imports() {{
  return __imports = {{ ...__wbg_imports(), {MODULE}: {{ {LOAD}: __load }} }};
}}
const __address = new URL(\"REST\", import.meta.url);
export async function prepare() {{
  __rest ??= await WebAssembly.compileStreaming(fetch(__address));
}}
function __load() {{
  if (!__rest) {{
    // Somebody wants it before it has come. The browser gives bytes at once only disguised as text.
    const request = new XMLHttpRequest();
    request.open(\"GET\", __address, false);
    request.overrideMimeType(\"text/plain; charset=x-user-defined\");
    request.send();
    if (request.status !== 200) throw new Error(`${{__address}}: ${{request.status}}`);
    __rest = new WebAssembly.Module(Uint8Array.from(request.responseText, (sign) => sign.charCodeAt(0)));
  }}
  new WebAssembly.Instance(__rest, {{ ...__imports, {FIRST}: wasm }});
}}"
    );
    Ok(self::renamed(&with_imports(glue, &own)?, renamed))
}

/// The glue with another function for what the program imports, which can call the one that was there.
fn with_imports(glue: &str, own: &str) -> Outcome<String> {
    if glue.matches(IMPORTS).count() != 1 {
        return Err("this is not the glue that wasm-bindgen writes".into());
    }
    Ok(format!("{}\n{own}\n", glue.replace(IMPORTS, "function __wbg_imports() {")))
}

/// The glue with other names, replaced as whole words.
pub(crate) fn renamed(glue: &str, renamed: &HashMap<String, String>) -> String {
    let mut out = String::with_capacity(glue.len());
    let is_word = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == '$';
    let mut rest = glue;
    while let Some(start) = rest.find(is_word) {
        out.push_str(&rest[..start]);
        let word = &rest[start..];
        let end = word.find(|sign| !is_word(sign)).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        out.push_str(renamed.get(word).map_or(word, String::as_str));
        rest = after;
    }
    out + rest
}
