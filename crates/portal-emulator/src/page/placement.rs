/// Where the application is opened (frame-protocol §8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Placement {
    /// The application's own page.
    #[default]
    Default,
    /// An entry of the main menu.
    LeftMenu,
    /// A button in the header of the pipelines, which opens a slider.
    FunnelsToolbar,
}

impl Placement {
    pub(super) const ALL: [Self; 3] = [Self::Default, Self::LeftMenu, Self::FunnelsToolbar];

    pub(super) fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|placement| placement.code().eq_ignore_ascii_case(code))
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Default => "DEFAULT",
            Self::LeftMenu => "LEFT_MENU",
            Self::FunnelsToolbar => "CRM_FUNNELS_TOOLBAR",
        }
    }

    /// Whether it is shown in a slider, with `POPUP=1`.
    pub(super) fn is_popup(self) -> bool {
        self == Self::FunnelsToolbar
    }
}
