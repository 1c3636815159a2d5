//! Going to a row by typing the beginning of its name.

use super::fold::begins;
use crate::clock::Millis;

/// After a pause this long a letter begins another word.
const PAUSE: Millis = 1_000;

/// What was typed lately.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypeAhead {
    typed: String,
    at: Millis,
}

impl TypeAhead {
    /// Whether a word has been begun, so that a blank belongs to it.
    #[must_use]
    pub fn is_going(&self, now: Millis) -> bool {
        !self.typed.is_empty() && now.saturating_sub(self.at) < PAUSE
    }

    /// The row a further letter leads to, from the row `from` on and round again. The same letter again and
    /// again goes from one row to the next.
    pub fn find(&mut self, letter: &str, now: Millis, names: &[String], from: usize) -> Option<usize> {
        if !self.is_going(now) {
            self.typed.clear();
        }
        self.typed.push_str(letter);
        self.at = now;
        let same = self.typed.matches(letter).count() * letter.len() == self.typed.len();
        let wanted = if same { letter } else { &self.typed };
        // A word that grows may stay where it is.
        let skip = usize::from(same);
        let rows = (0..names.len()).map(|step| (from + skip + step) % names.len());
        rows.into_iter().find(|at| begins(&names[*at], wanted))
    }
}
