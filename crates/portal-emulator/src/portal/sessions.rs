use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use super::user::User;
use crate::secret::Secret;

/// What an application gets to speak for a user (frame-protocol §1.6).
#[derive(Clone, Debug)]
pub(crate) struct Grant {
    pub(crate) access_token: Secret,
    pub(crate) refresh_token: Secret,
    pub(crate) expires_in: u64,
}

/// An access token as the portal remembers it.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) user: User,
    pub(crate) scope: Vec<String>,
    /// Whether the portal page opened an application with it.
    pub(crate) is_from_page: bool,
    expires: Instant,
}

impl Session {
    pub(crate) fn is_expired(&self) -> bool {
        Instant::now() >= self.expires
    }
}

/// The access tokens issued so far, and one webhook per user.
#[derive(Debug)]
pub(crate) struct Sessions {
    lifetime: Duration,
    tokens: HashMap<Secret, Session>,
    refresh_tokens: Vec<Secret>,
    webhooks: HashMap<User, Secret>,
}

impl Sessions {
    pub(crate) fn new(lifetime: Duration) -> Self {
        let webhooks = User::ALL.into_iter().map(|user| (user, Secret::random(8))).collect();
        Self { lifetime, tokens: HashMap::new(), refresh_tokens: Vec::new(), webhooks }
    }

    /// Issues tokens for a script; `lifetime` overrides the portal's.
    pub(crate) fn issue(&mut self, user: User, scope: &str, lifetime: Option<Duration>) -> Grant {
        self.grant(user, scope, lifetime.unwrap_or(self.lifetime), false)
    }

    /// Issues tokens for an application that the portal page opens.
    pub(crate) fn issue_for_page(&mut self, user: User, scope: &str) -> Grant {
        self.grant(user, scope, self.lifetime, true)
    }

    fn grant(&mut self, user: User, scope: &str, lifetime: Duration, is_from_page: bool) -> Grant {
        let scope = scope.split(',').map(|name| name.trim().to_lowercase()).collect();
        let grant = Grant {
            access_token: Secret::random(35),
            refresh_token: Secret::random(35),
            expires_in: lifetime.as_secs(),
        };
        let session = Session { user, scope, is_from_page, expires: Instant::now() + lifetime };
        self.tokens.insert(grant.access_token.clone(), session);
        self.refresh_tokens.push(grant.refresh_token.clone());
        grant
    }

    pub(crate) fn find(&self, access_token: &Secret) -> Option<&Session> {
        self.tokens.get(access_token)
    }

    /// Ends one access token.
    pub(crate) fn expire(&mut self, access_token: &Secret) {
        if let Some(session) = self.tokens.get_mut(access_token) {
            session.expires = Instant::now();
        }
    }

    /// Ends every access token issued so far.
    pub(crate) fn expire_all(&mut self) {
        let now = Instant::now();
        self.tokens.values_mut().for_each(|session| session.expires = now);
    }

    pub(crate) fn webhook(&self, user: User) -> Option<&Secret> {
        self.webhooks.get(&user)
    }

    /// The text with every token and webhook secret in it blotted out.
    pub(crate) fn redact(&self, text: &str) -> String {
        let secrets = self.tokens.keys().chain(&self.refresh_tokens).chain(self.webhooks.values());
        secrets
            .map(Secret::expose)
            .filter(|secret| text.contains(secret))
            .fold(text.to_owned(), |text, secret| text.replace(secret, "***"))
    }
}
