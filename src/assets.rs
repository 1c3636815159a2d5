//! What a page around the editor needs beside the program.

/// The styles, as one sheet. Its layers and custom properties are named after the editor's parts; it styles `body` as
/// well, because the editor fills its page.
pub const STYLE: &str = include_str!("../static/app.css");

/// The icons, as an `svg` to be put once into the body of the page.
pub const ICONS: &str = include_str!("../static/icons.svg");
