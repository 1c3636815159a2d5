use super::{error::RestError, request::Credential, system_error::SystemError};
use crate::{
    portal::{Portal, knobs::AuthOverride, user::User},
    secret::Secret,
};

/// Who calls, and what the credential allows (rest-behaviour §1.4, §6.3).
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) user: User,
    scope: Scope,
}

#[derive(Clone, Debug)]
enum Scope {
    /// A webhook, or the control API.
    All,
    /// What an application's access token was issued for.
    Of(Vec<String>),
    /// A webhook that was given nothing.
    Nothing,
}

impl Caller {
    /// A caller with a credential that allows everything.
    pub(crate) fn trusted(user: User) -> Self {
        Self { user, scope: Scope::All }
    }

    /// Checks a credential, or does what the control API ordered instead.
    pub(crate) fn identify(portal: &Portal, credential: Option<&Credential>) -> Result<Self, RestError> {
        match portal.knobs.auth {
            Some(AuthOverride::Fails(error)) => return Err(error.into()),
            Some(AuthOverride::NoScope) => {
                return Ok(Self { user: User::Admin, scope: Scope::Nothing });
            }
            None => {}
        }
        match credential {
            None => Err(SystemError::NoAuthFound.into()),
            Some(Credential::Token { text, .. }) => Self::by_token(portal, text),
            Some(Credential::Webhook { user, secret, .. }) => Self::by_webhook(portal, user, secret),
        }
    }

    /// Whether the token is one that the portal page gave an application, whatever has become of it since.
    pub(crate) fn is_from_page(portal: &Portal, credential: Option<&Credential>) -> bool {
        let Some(Credential::Token { text, .. }) = credential else { return false };
        portal.sessions.find(text).is_some_and(|session| session.is_from_page)
    }

    fn by_token(portal: &Portal, token: &Secret) -> Result<Self, RestError> {
        let session = portal.sessions.find(token).ok_or(SystemError::InvalidToken)?;
        if session.is_expired() {
            return Err(SystemError::ExpiredToken.into());
        }
        Ok(Self { user: session.user, scope: Scope::Of(session.scope.clone()) })
    }

    fn by_webhook(portal: &Portal, user: &str, secret: &Secret) -> Result<Self, RestError> {
        if portal.knobs.https_required {
            return Err(SystemError::HttpsRequired.into());
        }
        User::by_id(user)
            .filter(|user| portal.sessions.webhook(*user) == Some(secret))
            .map(Self::trusted)
            .ok_or_else(|| SystemError::InvalidCredentials.into())
    }

    /// Under what the operating time of its methods is counted: the application, or the webhook (rest-behaviour §6.7).
    pub(crate) fn key(&self) -> String {
        if self.is_application() { "application".to_owned() } else { format!("webhook {}", self.user.id()) }
    }

    /// Whether an application calls, by an access token, and not a webhook.
    pub(crate) fn is_application(&self) -> bool {
        matches!(self.scope, Scope::Of(_))
    }

    /// What the access token was issued for; nothing for a webhook, which is not asked.
    pub(crate) fn granted(&self) -> &[String] {
        match &self.scope {
            Scope::Of(granted) => granted,
            Scope::All | Scope::Nothing => &[],
        }
    }

    /// Fails unless the credential covers the scope, or one of those divided by `|`; methods without one are open
    /// to every caller.
    pub(crate) fn require_scope(&self, scope: Option<&str>) -> Result<(), RestError> {
        let Some(scope) = scope else { return Ok(()) };
        match &self.scope {
            Scope::Of(granted)
                if granted.iter().any(|granted| scope.split('|').any(|scope| granted == scope)) =>
            {
                Ok(())
            }
            Scope::Of(_) => Err(SystemError::InsufficientTokenScope.into()),
            Scope::Nothing => Err(SystemError::InsufficientScope.into()),
            Scope::All => Ok(()),
        }
    }

    /// Fails unless an application calls.
    pub(crate) fn require_application(&self) -> Result<(), RestError> {
        if self.is_application() { Ok(()) } else { Err(RestError::forbidden("Application context required")) }
    }

    /// Fails unless the user has CRM access (rest-behaviour §1.1).
    pub(crate) fn require_crm_access(&self, portal: &Portal) -> Result<(), RestError> {
        let allowed = portal.knobs.crm_access.unwrap_or(self.user.has_crm_access());
        if allowed { Ok(()) } else { Err(RestError::ACCESS_DENIED) }
    }

    /// Fails unless the user may change settings (rest-behaviour §1.4).
    pub(crate) fn require_config_write(&self, portal: &Portal) -> Result<(), RestError> {
        let allowed = portal.knobs.config_write.unwrap_or(self.user.is_admin());
        if allowed { Ok(()) } else { Err(RestError::ACCESS_DENIED) }
    }
}
