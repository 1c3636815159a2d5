//! Colours for many rows at once.

use super::{Color, StoredColor};
use crate::status::{Index, StatusId};

/// What each of several rows is to be coloured.
pub type Scheme = Vec<(StatusId, StoredColor)>;

/// The colours that are being tried on rows, to be looked up by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tried {
    rows: Index,
    colors: Vec<Color>,
}

impl Tried {
    /// These.
    #[must_use]
    pub fn new(tried: Vec<(StatusId, Color)>) -> Self {
        Self {
            rows: Index::new(tried.iter().map(|(id, _)| *id)),
            colors: tried.into_iter().map(|(_, color)| color).collect(),
        }
    }

    /// The colour tried on a row.
    #[must_use]
    pub fn on(&self, id: StatusId) -> Option<Color> {
        self.colors.get(self.rows.find(id)?).copied()
    }
}

/// The colours of a text, one to a line; none if any line is no colour. Empty lines do not count.
#[must_use]
pub fn read(text: &str) -> Option<Vec<Color>> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let colors: Option<Vec<_>> = lines.map(|line| Color::typed(line).map(|typed| typed.color)).collect();
    colors.filter(|colors| !colors.is_empty())
}

/// These colours for these rows, in order: one colour for all of them, several for as many as there are.
#[must_use]
pub fn laid_over(rows: &[StatusId], colors: &[Color]) -> Scheme {
    let color = |at: usize| if colors.len() == 1 { colors.first() } else { colors.get(at) };
    let pair = |(at, id): (usize, &StatusId)| Some((*id, (*color(at)?).into()));
    rows.iter().enumerate().filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(count: u32) -> Vec<StatusId> {
        (1..=count).filter_map(|number| StatusId::parse(&number.to_string())).collect()
    }

    #[test]
    fn a_text_is_all_colours_or_none() {
        let told =
            |text: &str| read(text).map(|colors| colors.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(
            told("#fff\r\n\n rgb(1,2,3) ").as_deref(),
            Some(&["#ffffff".to_owned(), "#010203".to_owned()][..])
        );
        assert_eq!(told("#fff\nNegotiation"), None);
        assert_eq!(told(" \n"), None);
    }

    #[test]
    fn one_colour_is_for_all_and_several_for_as_many() {
        let colors = [Color::from_rgb(1), Color::from_rgb(2)];
        let rows = ids(3);
        assert_eq!(
            laid_over(&rows, &colors[..1]),
            rows.iter().map(|id| (*id, colors[0].into())).collect::<Vec<_>>()
        );
        assert_eq!(laid_over(&rows, &colors), [(rows[0], colors[0].into()), (rows[1], colors[1].into())]);
        assert_eq!(laid_over(&rows[..1], &colors), [(rows[0], colors[0].into())]);
    }
}
