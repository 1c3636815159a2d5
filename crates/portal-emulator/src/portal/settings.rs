use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::user::User;

/// What the application stored about itself and its users (frame-protocol §4, §5).
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) app_options: Map<String, Value>,
    user_options: HashMap<User, Map<String, Value>>,
    installed_for: HashSet<User>,
    /// Whether the installation is over, which an application without an installer is from the start
    /// (frame-protocol §7).
    pub(crate) installed: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            app_options: Map::new(),
            user_options: HashMap::new(),
            installed_for: HashSet::new(),
            installed: true,
        }
    }
}

impl Settings {
    /// Nothing stored yet.
    pub(crate) fn fresh(installed: bool) -> Self {
        Self { installed, ..Self::default() }
    }

    pub(crate) fn user_options(&self, user: User) -> Map<String, Value> {
        self.user_options.get(&user).cloned().unwrap_or_default()
    }

    pub(crate) fn set_user_option(&mut self, user: User, name: String, value: Value) {
        self.user_options.entry(user).or_default().insert(name, value);
    }

    /// Remembers what `setInstall` said: `FIRST_RUN` is false from then on.
    pub(crate) fn set_installed_for(&mut self, user: User, installed: bool) {
        if installed {
            self.installed_for.insert(user);
        } else {
            self.installed_for.remove(&user);
        }
    }

    /// Remembers what `setInstallFinish` said, for everybody (frame-protocol §7).
    pub(crate) fn set_installed(&mut self, installed: bool) {
        self.installed = installed;
    }

    pub(crate) fn is_first_run(&self, user: User) -> bool {
        !self.installed_for.contains(&user)
    }
}
