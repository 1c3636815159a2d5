//! Texts that are in use.

/// Texts, each once. They are kept in order by inserting each at its place: the library's sorting and trees are several
/// times as much program as this.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Known(Vec<String>);

impl Known {
    /// Takes a text in; whether it was not there.
    pub(crate) fn insert(&mut self, text: String) -> bool {
        match self.0.binary_search(&text) {
            Ok(_) => false,
            Err(at) => {
                self.0.insert(at, text);
                true
            }
        }
    }

    pub(crate) fn contains(&self, text: &str) -> bool {
        self.0.binary_search_by(|known| (**known).cmp(text)).is_ok()
    }

    pub(crate) fn of(texts: impl Iterator<Item = String>) -> Self {
        let mut known = Self::default();
        for text in texts {
            known.insert(text);
        }
        known
    }
}
