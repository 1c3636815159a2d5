use std::collections::{HashMap, VecDeque};

use super::session::PageSession;
use crate::secret::Secret;

/// The frames opened so far, by their `sessid`. A slider has one of its own.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    sessions: HashMap<String, PageSession>,
    /// The oldest first.
    order: VecDeque<String>,
}

impl Pages {
    /// More than a browser has open; a test that opens pages all day does not fill the memory.
    const MAX: usize = 1000;

    /// Remembers a frame, and forgets the oldest if there are too many.
    pub(super) fn add(&mut self, sessid: String, session: PageSession) {
        if self.sessions.insert(sessid.clone(), session).is_none() {
            self.order.push_back(sessid);
        }
        while self.order.len() > Self::MAX {
            if let Some(oldest) = self.order.pop_front() {
                self.sessions.remove(&oldest);
            }
        }
    }

    pub(super) fn find(&self, sessid: &str) -> Option<&PageSession> {
        self.sessions.get(sessid)
    }

    /// The page whose cookie this is.
    pub(super) fn find_by_settings_key(&self, key: &str) -> Option<&PageSession> {
        self.sessions.values().find(|session| session.settings_key.expose() == key)
    }

    /// Gives a frame another access token, and returns the one that it held.
    pub(super) fn renew(&mut self, sessid: &str, access_token: Secret) -> Option<Secret> {
        let session = self.sessions.get_mut(sessid)?;
        Some(std::mem::replace(&mut session.access_token, access_token))
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{language::Language, opening::Opening},
        *,
    };
    use crate::portal::user::User;

    fn session() -> PageSession {
        PageSession {
            user: User::Admin,
            language: Language::ENGLISH,
            opening: Opening::Auto,
            access_token: Secret::random(16),
            settings_key: Secret::random(16),
        }
    }

    #[test]
    fn the_oldest_pages_are_forgotten() {
        let mut pages = Pages::default();
        for number in 0..=Pages::MAX {
            pages.add(number.to_string(), session());
        }
        assert_eq!((pages.sessions.len(), pages.order.len()), (Pages::MAX, Pages::MAX));
        assert!(pages.find("0").is_none() && pages.find("1").is_some());
        pages.add("1".to_owned(), session());
        assert!(pages.find("2").is_some(), "a page that is known already takes no more room");
    }

    #[test]
    fn a_page_is_found_by_its_cookie() {
        let mut pages = Pages::default();
        let (one, other) = (session(), session());
        let key = one.settings_key.clone();
        pages.add("a".to_owned(), one);
        pages.add("b".to_owned(), other);
        let found = pages.find_by_settings_key(key.expose()).unwrap();
        assert_eq!(found.settings_key.expose(), key.expose());
        assert!(pages.find_by_settings_key("a").is_none() && pages.find_by_settings_key("").is_none());
    }
}
