//! Keys as `WebDriver` names them.
#![expect(missing_docs, reason = "a key's name says which it is")]

pub const ENTER: &str = "\u{e007}";
pub const ESCAPE: &str = "\u{e00c}";
pub const TAB: &str = "\u{e004}";
pub const DELETE: &str = "\u{e017}";
pub const UP: &str = "\u{e013}";
pub const DOWN: &str = "\u{e015}";
pub const LEFT: &str = "\u{e012}";
pub const RIGHT: &str = "\u{e014}";
pub const HOME: &str = "\u{e011}";
pub const END: &str = "\u{e010}";
pub const F2: &str = "\u{e032}";
pub const PAGE_UP: &str = "\u{e00e}";
pub const PAGE_DOWN: &str = "\u{e00f}";
pub const F6: &str = "\u{e036}";
pub const BACKSPACE: &str = "\u{e003}";
pub const INSERT: &str = "\u{e016}";
pub const CONTROL: &str = "\u{e009}";
pub const SHIFT: &str = "\u{e008}";
pub const ALT: &str = "\u{e00a}";
