//! Colours in words.

use super::{Phrase, Plural, Template, Texts, fill};
use crate::color::advice::{Advice, Hard};
use crate::color::ink::Ink;
use crate::color::name::{ColorName, Shade};
use crate::color::{Color, Sight};

/// The texts of choosing colours.
#[derive(Debug)]
#[expect(missing_docs, reason = "a text explains itself in `en/colors.rs`")]
pub struct ColorTexts {
    /// In the order of [`crate::color::name::Hue`].
    pub hues: [Template; 15],
    pub light: Template,
    pub dark: Template,
    pub named: Template,
    pub used_by: Template,

    // The popover
    pub title: Template,
    pub in_list: Template,
    pub recent: Template,
    pub tabs_label: Template,
    pub tabs: [Template; 3],
    pub palette: Template,
    pub safe_eyes: Template,
    pub safe_ink: Template,
    pub readable_mark: Template,
    pub spots: [Template; 3],
    pub chip_note: Template,
    pub ratio: Template,
    pub readable: Template,
    pub hard: Template,
    pub channels: [Template; 3],
    pub channel_number: Template,
    pub hue_value: Template,

    // Other ways to a colour
    pub hex: Template,
    pub bad_hex: Template,
    pub alpha_dropped: Template,
    pub picker: Template,
    pub dropper: Template,
    pub next: Template,
    pub default: Template,
    pub default_of: Template,

    // Advice
    pub hard_on: [Template; 3],
    pub writes: Template,
    pub inks: [Template; 3],
    pub nudge: Template,
    pub same_as: Template,
    pub close_to: Template,
    pub close_for: Template,
    /// In the order of [`Sight::ALL`], without the usual one.
    pub sights: [Template; 3],

    // Many rows
    pub select: Template,
    pub unselect: Template,
    pub selected: Plural,
    pub selection: Template,
    pub unselect_all: Template,
    pub set: Template,
    pub title_of: Plural,
    pub tool: Template,
    pub ramp: Template,
    pub ramp_title: Template,
    pub ramp_body: Template,
    pub stops: [Template; 3],
    pub middle: Template,
    pub apply: Template,
    pub copy_from: Template,
    pub copy_title: Template,
    pub no_other: Template,
    pub reset: Template,
    pub see_as: Template,
    /// In the order of [`Sight::ALL`].
    pub eyes: [Template; 4],
    pub seen_as: Template,
    pub see_usual: Template,
    pub copied: Template,
    pub n_copied: Plural,
    pub not_pasted: Template,
    pub hard_mark: Template,
}

/// What people call a colour: "light blue".
#[must_use]
pub fn hue(texts: &ColorTexts, name: ColorName) -> Phrase {
    let hue = texts.hues[name.hue as usize];
    match name.shade {
        Shade::Light => fill(texts.light, &[("hue", hue)]),
        Shade::Plain => hue.into(),
        Shade::Dark => fill(texts.dark, &[("hue", hue)]),
    }
}

/// Its code and what people call it: "#aae9fc, light blue".
#[must_use]
pub fn named(texts: &ColorTexts, color: Color) -> Phrase {
    let name = hue(texts, color.into()).to_string();
    fill(texts.named, &[("color", &color.to_string()), ("hue", &name)])
}

/// What there is to say against a colour.
#[must_use]
pub fn advice(texts: &ColorTexts, advice: &Advice) -> Phrase {
    match advice {
        Advice::Hard(hard) => hard_to_read(texts, *hard),
        Advice::Same(name) => fill(texts.same_as, &[("name", name)]),
        Advice::Close(name, sight) => match Sight::ALL[1..].iter().position(|it| it == sight) {
            Some(at) => fill(texts.close_for, &[("name", name), ("sight", texts.sights[at])]),
            None => fill(texts.close_to, &[("name", name)]),
        },
    }
}

fn hard_to_read(texts: &ColorTexts, hard: Hard) -> Phrase {
    let (place, ink) = match hard {
        Hard { board: Some(board), card: Some(card) } => (0, (board == card).then_some(board)),
        Hard { board: Some(board), .. } => (1, Some(board)),
        Hard { card, .. } => (2, card),
    };
    let ink = ink.map(|ink| match ink {
        Ink::White => texts.inks[0],
        Ink::Black => texts.inks[1],
        Ink::Graphite | Ink::Slate => texts.inks[2],
    });
    let place = texts.hard_on[place];
    match ink {
        Some(ink) => fill(texts.writes, &[("place", place), ("ink", ink)]),
        None => fill("{place}.", &[("place", place)]),
    }
}

impl Texts {
    /// The name of a colour.
    #[must_use]
    pub fn named(&self, color: Color) -> String {
        named(&self.colors, color).to_string()
    }
}
