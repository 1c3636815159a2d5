use std::{
    collections::{HashMap, HashSet},
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
    /// Nothing if that is further away than the clock goes.
    expires: Option<Instant>,
    refresh_token: Secret,
}

impl Session {
    pub(crate) fn is_expired(&self) -> bool {
        self.expires.is_some_and(|expires| Instant::now() >= expires)
    }

    /// Whether nobody will ask for it any more, not even to hear that it has expired.
    fn is_long_over(&self) -> bool {
        self.expires.is_some_and(|expires| expires.elapsed() > FORGOTTEN_AFTER)
    }
}

/// An expired token is remembered for so long, and told from one that never was.
const FORGOTTEN_AFTER: Duration = Duration::from_hours(1);

/// Tokens are looked through for forgotten ones when there are more than so many.
const MANY: usize = 2_000;

/// The access tokens issued so far, and one webhook per user.
#[derive(Debug)]
pub(crate) struct Sessions {
    lifetime: Duration,
    tokens: HashMap<Secret, Session>,
    refresh_tokens: HashSet<Secret>,
    webhooks: HashMap<User, Secret>,
}

impl Sessions {
    pub(crate) fn new(lifetime: Duration) -> Self {
        let webhooks = User::ALL.into_iter().map(|user| (user, Secret::random(WEBHOOK_BYTES))).collect();
        Self { lifetime, tokens: HashMap::new(), refresh_tokens: HashSet::new(), webhooks }
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
            access_token: Secret::random(TOKEN_BYTES),
            refresh_token: Secret::random(TOKEN_BYTES),
            expires_in: lifetime.as_secs(),
        };
        let expires = Instant::now().checked_add(lifetime);
        let refresh_token = grant.refresh_token.clone();
        let session = Session { user, scope, is_from_page, expires, refresh_token: refresh_token.clone() };
        if self.tokens.len() > MANY {
            self.forget();
        }
        self.tokens.insert(grant.access_token.clone(), session);
        self.refresh_tokens.insert(refresh_token);
        grant
    }

    fn forget(&mut self) {
        let refresh_tokens = &mut self.refresh_tokens;
        self.tokens.retain(|_, session| {
            let stays = !session.is_long_over();
            if !stays {
                refresh_tokens.remove(&session.refresh_token);
            }
            stays
        });
    }

    pub(crate) fn find(&self, access_token: &Secret) -> Option<&Session> {
        self.tokens.get(access_token)
    }

    /// Ends one access token.
    pub(crate) fn expire(&mut self, access_token: &Secret) {
        if let Some(session) = self.tokens.get_mut(access_token) {
            session.expires = Some(Instant::now());
        }
    }

    /// Ends every access token issued so far.
    pub(crate) fn expire_all(&mut self) {
        let now = Some(Instant::now());
        self.tokens.values_mut().for_each(|session| session.expires = now);
    }

    pub(crate) fn webhook(&self, user: User) -> Option<&Secret> {
        self.webhooks.get(&user)
    }

    /// The text with every token and webhook secret in it blotted out. They are hexadecimal numbers of a few lengths,
    /// so only long runs of such letters are looked at.
    pub(crate) fn redact(&self, text: &str) -> String {
        let mut redacted = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(is_hex) {
            let (plain, run) = rest.split_at(start);
            let (run, after) = run.split_at(run.find(|letter| !is_hex(letter)).unwrap_or(run.len()));
            redacted.push_str(plain);
            self.redact_run(run, &mut redacted);
            rest = after;
        }
        redacted + rest
    }

    fn redact_run(&self, run: &str, redacted: &mut String) {
        let mut at = 0;
        while let Some(rest) = run.get(at..).filter(|rest| !rest.is_empty()) {
            let secret =
                LENGTHS.iter().find(|length| rest.get(..**length).is_some_and(|part| self.knows(part)));
            redacted.push_str(if secret.is_some() { "***" } else { &rest[..1] });
            at += secret.copied().unwrap_or(1);
        }
    }

    fn knows(&self, secret: &str) -> bool {
        self.tokens.contains_key(secret)
            || self.refresh_tokens.contains(secret)
            || self.webhooks.values().any(|webhook| webhook.expose() == secret)
    }
}

/// How many bytes a token and the secret of a webhook have.
const TOKEN_BYTES: usize = 35;
const WEBHOOK_BYTES: usize = 8;

/// How long they are when printed.
const LENGTHS: [usize; 2] = [TOKEN_BYTES * 2, WEBHOOK_BYTES * 2];

fn is_hex(letter: char) -> bool {
    matches!(letter, '0'..='9' | 'a'..='f')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_blotted_out_wherever_they_stand() {
        let mut sessions = Sessions::new(Duration::from_mins(1));
        let grant = sessions.issue(User::Admin, "crm", None);
        let (access, refresh) = (grant.access_token.expose(), grant.refresh_token.expose());
        let webhook = sessions.webhook(User::Manager).unwrap().expose();
        let text = format!("ünö-{access}{refresh}/2/{webhook}/abc&0{access}f");
        assert_eq!(sessions.redact(&text), "ünö-******/2/***/abc&0***f");
        assert_eq!(sessions.redact("#ff5752 deadbeef"), "#ff5752 deadbeef");
    }

    #[test]
    fn a_lifetime_without_end_is_one() {
        let mut sessions = Sessions::new(Duration::MAX);
        let grant = sessions.issue(User::Admin, "crm", None);
        assert!(!sessions.find(&grant.access_token).unwrap().is_expired());
        sessions.expire(&grant.access_token);
        assert!(sessions.find(&grant.access_token).unwrap().is_expired());
    }
}
