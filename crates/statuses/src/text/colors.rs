//! Colours in words.

use super::{ColorTexts, Phrase, fill};
use crate::color::advice::{Advice, Hard};
use crate::color::ink::Ink;
use crate::color::name::{ColorName, Shade};
use crate::color::{Color, Sight};

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
