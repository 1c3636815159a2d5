//! A name in pieces: what was searched for stands out, and what nobody would see is given a mark.

use crate::filter::{Filter, is_unseen};

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Its text, as it is.
    pub text: &'a str,
    /// What it is.
    pub look: Look,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Ordinary text.
    Plain,
    /// What was searched for.
    Found,
    /// A character that takes no room, or a blank that is more than a blank between words.
    Unseen,
}

/// The pieces of a text, in order; together they are the text.
#[must_use]
pub fn pieces<'a>(text: &'a str, filter: &Filter) -> Vec<Piece<'a>> {
    let found = filter.part_of(text).unwrap_or_default();
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    let mut start = 0;
    for (at, letter) in text.char_indices() {
        let look = match letter {
            _ if is_unseen(letter) || is_odd_blank(text, at, letter) => Look::Unseen,
            _ if found.contains(&at) => Look::Found,
            _ => Look::Plain,
        };
        let end = at + letter.len_utf8();
        match pieces.last_mut() {
            Some(last) if last.look == look && look != Look::Unseen => last.text = &text[start..end],
            _ => {
                start = at;
                pieces.push(Piece { text: &text[at..end], look });
            }
        }
    }
    pieces
}

/// A blank at an end, beside another blank, or one that holds words together.
fn is_odd_blank(text: &str, at: usize, letter: char) -> bool {
    let joiner = matches!(letter, '\u{200c}' | '\u{200d}');
    if !letter.is_whitespace() && !joiner {
        return false;
    }
    let (before, after) = (text[..at].chars().next_back(), text[at + letter.len_utf8()..].chars().next());
    let blank = |beside: Option<char>| beside.is_none_or(char::is_whitespace);
    blank(before) || blank(after) || !matches!(letter, ' ' | '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn looks(text: &str, wanted: &str) -> Vec<(String, Look)> {
        let filter = Filter::default().with_text(wanted);
        pieces(text, &filter).iter().map(|piece| (piece.text.to_owned(), piece.look)).collect()
    }

    #[test]
    fn what_was_searched_for_stands_out() {
        let of = |text: &str, look| (text.to_owned(), look);
        assert_eq!(
            looks("Create papers", "PAP"),
            [of("Create ", Look::Plain), of("pap", Look::Found), of("ers", Look::Plain)]
        );
        assert_eq!(looks("Offer", ""), [of("Offer", Look::Plain)]);
        assert_eq!(looks("", "x"), []);
    }

    #[test]
    fn what_nobody_sees_is_marked() {
        for text in ["\u{200b}", "\u{202e}", "\u{a0}", "\u{ad}", "\u{feff}", "\t"] {
            let pieces = looks(&format!("a{text}b"), "");
            assert_eq!(pieces[1], (text.to_owned(), Look::Unseen), "{text:?}");
        }
        let unseen = |text: &str| looks(text, "").iter().filter(|(_, look)| *look == Look::Unseen).count();
        assert_eq!(unseen("a b"), 0);
        assert_eq!(unseen(" a  b "), 4, "at the ends, and twice");
        assert_eq!(unseen("👨\u{200d}👩 می\u{200c}خواهم"), 0, "joiners that do their work");
        assert_eq!(unseen("a\u{200d}"), 1);
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "\\PC{0,30}", wanted in "\\PC{0,3}") {
            let filter = Filter::default().with_text(&wanted);
            let joined: String = pieces(&text, &filter).iter().map(|piece| piece.text).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
