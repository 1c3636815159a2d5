//! What is measured, and under which conditions.

/// An application that shows the stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Client {
    /// The widget as users get it.
    Stagecraft,
    /// The same job on the stack that Bitrix24 recommends.
    Peer,
    /// The same list by hand, without framework and SDK.
    Floor,
}

impl Client {
    /// All, in the order of their turns.
    pub(crate) const ALL: [Self; 3] = [Self::Stagecraft, Self::Peer, Self::Floor];

    /// The name on the command line and in results.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Stagecraft => "stagecraft",
            Self::Peer => "peer",
            Self::Floor => "floor",
        }
    }

    /// The name in tables and plots.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Stagecraft => "Stagecraft",
            Self::Peer => "official stack",
            Self::Floor => "floor",
        }
    }

    /// The client of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|client| client.name() == name)
    }

    /// Finds what shows a row to the eye: its name, which nobody may be able to do anything with yet.
    pub(crate) fn seen(self) -> &'static str {
        match self {
            Self::Stagecraft => ":is(.sketch .status-row__text, [role=grid] [role=row][data-status-id])",
            Self::Peer | Self::Floor => self.rows(),
        }
    }

    /// Finds its rows: elements with the row's id that hold its name.
    pub(crate) fn rows(self) -> &'static str {
        match self {
            Self::Stagecraft => "[role=grid] [role=row][data-status-id]",
            Self::Peer | Self::Floor => "[data-status-id]",
        }
    }
}

/// What the machine and the network are like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// As they are.
    Plain,
    /// A processor of a quarter of the speed, and answers that come 40 ms later.
    Slow,
}

impl Condition {
    pub(crate) const ALL: [Self; 2] = [Self::Plain, Self::Slow];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Slow => "slow",
        }
    }

    /// How many times slower the processor seems.
    pub(crate) fn slowdown(self) -> u32 {
        match self {
            Self::Plain => 1,
            Self::Slow => 4,
        }
    }

    /// How much later answers come.
    pub(crate) fn latency(self) -> std::time::Duration {
        std::time::Duration::from_millis(match self {
            Self::Plain => 0,
            Self::Slow => 40,
        })
    }
}
