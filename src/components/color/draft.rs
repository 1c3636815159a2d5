//! What the user has done to a colour so far.

use statuses::color::{Lch, Typed};
use statuses::{Color, StoredColor};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// A choice that is not made yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Draft {
    /// Chosen, in whichever way.
    pub(super) picked: Option<StoredColor>,
    /// Where the sliders were left: a grey has no hue, but the slider stays where it was.
    pub(super) slid: Option<Lch>,
    /// In the hex field; none if nothing was typed since.
    pub(super) typed: Option<String>,
    /// Enter was pressed on text that is no colour.
    pub(super) refused: bool,
}

impl Draft {
    /// One that was pointed at.
    pub(super) fn pick(color: Color) -> Self {
        Self::store(color.into())
    }

    /// What is to be stored.
    pub(super) fn store(color: StoredColor) -> Self {
        Self { picked: Some(color), ..Self::default() }
    }

    /// One that was put together.
    pub(super) fn slide(lch: Lch) -> Self {
        Self { slid: Some(lch), ..Self::pick(lch.color()) }
    }

    /// The colour wanted now; none for the one there is. Half-typed text wants nothing new.
    pub(super) fn wanted(&self) -> Option<StoredColor> {
        let typed = self.typed.as_deref().and_then(read);
        typed.map(|typed| typed.color.into()).or_else(|| self.picked.clone())
    }
}

/// Reads what a person types: digits here, names and whatever else CSS has with the help of the browser.
pub(super) fn read(text: &str) -> Option<Typed> {
    Color::typed(text).or_else(|| {
        let typed = Color::typed(&resolve(text.trim())?)?;
        // "transparent" is no colour.
        (!typed.alpha_dropped || text.contains('(')).then_some(typed)
    })
}

/// What a canvas makes of a colour: `#rrggbb`, or `rgba()`. Whatever it does not understand changes nothing.
fn resolve(text: &str) -> Option<String> {
    const NONE: &str = "#010203";
    let canvas: HtmlCanvasElement = crate::dom::document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    let pen: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    pen.set_fill_style_str(NONE);
    pen.set_fill_style_str(text);
    let made = pen.fill_style().as_string()?;
    (made != NONE).then_some(made)
}
