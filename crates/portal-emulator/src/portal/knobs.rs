use std::collections::HashSet;

use crate::{options::Profile, rest::system_error::SystemError};

/// What the control API overrides, until a reset (rest-behaviour §6.8, §11).
#[derive(Debug)]
pub(crate) struct Knobs {
    pub(crate) profile: Profile,
    pub(crate) auth: Option<AuthOverride>,
    /// Whether whoever calls has CRM access, if overridden.
    pub(crate) crm_access: Option<bool>,
    /// Whether whoever calls may change settings, if overridden.
    pub(crate) config_write: Option<bool>,
    /// How many requests the front end still turns away.
    pub(crate) query_limit: u64,
    pub(crate) operating_limit: OperatingLimit,
    /// Whether webhooks are refused for want of TLS (rest-behaviour §6.3).
    pub(crate) https_required: bool,
}

impl Knobs {
    pub(crate) fn new(profile: Profile) -> Self {
        Self {
            profile,
            auth: None,
            crm_access: None,
            config_write: None,
            query_limit: 0,
            operating_limit: OperatingLimit::default(),
            https_required: false,
        }
    }
}

/// An authorisation state that holds for every call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AuthOverride {
    /// The credential is good for nothing but methods without a scope.
    NoScope,
    /// Every call is answered with this error.
    Fails(SystemError),
}

/// The methods that have used up their operating time (rest-behaviour §6.7).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum OperatingLimit {
    #[default]
    None,
    Of(HashSet<String>),
    All,
}

impl OperatingLimit {
    /// Whether a call is turned away; a batch itself never is.
    pub(crate) fn stops(&self, method: &str) -> bool {
        match self {
            _ if method == "batch" => false,
            Self::None => false,
            Self::Of(methods) => methods.contains(method),
            Self::All => true,
        }
    }
}
