//! What there is to say against a colour (ux §4.2).

use super::Color;
use super::ink::{Ink, READABLE, Surface};
use super::likeness::alike;
use super::sight::Sight;

/// A reason to choose another colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Bitrix24's text on it is hard to read.
    Hard(Hard),
    /// The value of this name has the very same colour.
    Same(Box<str>),
    /// That of the value of this name looks alike for an eye.
    Close(Box<str>, Sight),
}

/// Where text is hard to read, and what is written there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hard {
    /// What is written on the kanban board, if it is hard to read there.
    pub board: Option<Ink>,
    /// What is written in the card of a record, if it is hard to read there.
    pub card: Option<Ink>,
}

impl Hard {
    /// None if it can be read wherever people work with records.
    #[must_use]
    pub fn of(color: Color) -> Option<Self> {
        let hard = |surface: Surface| (surface.contrast(color) < READABLE).then(|| surface.ink(color));
        let hard = Self { board: hard(Surface::Board), card: hard(Surface::Card) };
        (hard.board.is_some() || hard.card.is_some()).then_some(hard)
    }
}

/// Everything there is to say against a colour for a stage among others, the most important first.
pub fn advise<'a>(
    color: Color,
    others: impl Iterator<Item = (&'a str, Color)> + Clone,
) -> impl Iterator<Item = Advice> {
    let hard = Hard::of(color).map(Advice::Hard);
    let same = others.clone().find(|(_, other)| *other == color).map(|(name, _)| Advice::Same(name.into()));
    let close =
        same.or_else(|| alike(color, others).map(|like| Advice::Close(like.other.into(), like.sight)));
    hard.into_iter().chain(close)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn advice(hex: &str, others: &[(&str, &str)]) -> Vec<Advice> {
        let color = |hex: &str| Color::typed(hex).unwrap().color;
        advise(color(hex), others.iter().map(|(name, hex)| (*name, color(hex)))).collect()
    }

    #[test]
    fn the_defaults_of_the_board_are_hard_to_read_on_it() {
        // White by exception on the board, dark by rule in the card.
        let hard = Hard { board: Some(Ink::White), card: None };
        assert_eq!(advice("#75d900", &[]), [Advice::Hard(hard)]);
        let hard = Hard { board: Some(Ink::White), card: Some(Ink::White) };
        assert_eq!(advice("#ff5752", &[]), [Advice::Hard(hard)]);
        assert_eq!(advice("#0052a7", &[]), []);
    }

    #[test]
    fn one_likeness_is_enough() {
        let others = [("New", "#0053a7"), ("Offer", "#0052a7")];
        assert_eq!(advice("#0052a7", &others), [Advice::Same("Offer".into())]);
        assert_eq!(advice("#0052a7", &others[..1]), [Advice::Close("New".into(), Sight::Usual)]);
        assert_eq!(
            advice("#ffa900", &[("Won", "#7bd500")]),
            [Advice::Close("Won".into(), Sight::Deuteranopia)]
        );
    }
}
