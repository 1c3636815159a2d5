//! Texts that are in use.

/// A shelf that is longer is made two.
const MOST: usize = 128;

/// Texts, each once. They are kept in order by inserting each at its place, on shelves of which none gets long: the
/// library's sorting and trees are several times as much program as this.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Known(Vec<Vec<String>>);

impl Known {
    /// Takes a text in; whether it was not there.
    pub(crate) fn insert(&mut self, text: String) -> bool {
        if self.0.is_empty() {
            self.0.push(Vec::new());
        }
        let nth = self.shelf(&text);
        let texts = &mut self.0[nth];
        let Err(at) = texts.binary_search(&text) else { return false };
        texts.insert(at, text);
        if texts.len() > MOST {
            let rest = texts.split_off(MOST / 2);
            self.0.insert(nth + 1, rest);
        }
        true
    }

    pub(crate) fn contains(&self, text: &str) -> bool {
        let texts = self.0.get(self.shelf(text));
        texts.is_some_and(|texts| texts.binary_search_by(|known| (**known).cmp(text)).is_ok())
    }

    pub(crate) fn of(texts: impl Iterator<Item = String>) -> Self {
        let mut known = Self::default();
        for text in texts {
            known.insert(text);
        }
        known
    }

    /// The shelf on which a text is, or belongs: the last one that does not begin behind it.
    fn shelf(&self, text: &str) -> usize {
        let begins = |shelf: &Vec<String>| shelf.first().is_some_and(|first| **first <= *text);
        self.0.partition_point(begins).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn each_text_is_known_once_however_many_there_are() {
        let texts = (0..2_000u32).map(|number| (number * 7_919 % 1_500).to_string());
        let (mut known, mut model) = (Known::default(), HashSet::new());
        for text in texts {
            assert_eq!(known.insert(text.clone()), model.insert(text));
        }
        assert!(model.iter().all(|text| known.contains(text)));
        assert!(!known.contains("1500") && !known.contains("") && !Known::default().contains("x"));
    }
}
