use std::{net::SocketAddr, path::PathBuf, time::Duration};

/// How an emulator is set up. The default listens on free ports of 127.0.0.1 and serves the folder `dist`.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the portal page and `/rest` listen.
    pub portal: SocketAddr,
    /// Where the application comes from.
    pub app: App,
    /// Where the control API listens.
    pub control: SocketAddr,
    /// A file in the format of `data/portal-seed.json` to start from instead of the built-in one.
    pub seed: Option<PathBuf>,
    /// Which error texts and statuses the REST API gives.
    pub profile: Profile,
    /// The address of the application's installer, absolute or relative to the application's origin. With one,
    /// the portal starts with the application not installed.
    pub install: Option<String>,
    /// Which portal release the page and the frame messages follow.
    pub generation: Generation,
    /// How long an access token is accepted.
    pub token_lifetime: Duration,
    /// How many requests the front end lets through.
    pub request_limit: RequestLimit,
    /// How long every REST request is on its way, preflights included, as if the portal were that far away.
    pub latency: Duration,
    /// Whether to write one line per REST request and per notable event to standard error.
    pub log: bool,
}

impl Default for Options {
    fn default() -> Self {
        let free = SocketAddr::from(([127, 0, 0, 1], 0));
        Self {
            portal: free,
            app: App::Dist { address: free, folder: PathBuf::from("dist") },
            control: free,
            seed: None,
            profile: Profile::default(),
            install: None,
            generation: Generation::default(),
            token_lifetime: Duration::from_hours(1),
            request_limit: RequestLimit::default(),
            latency: Duration::ZERO,
            log: false,
        }
    }
}

/// Where the application comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum App {
    /// A folder with an `index.html`, served on an origin of its own that answers POST as well (frame-protocol §10).
    Dist {
        /// Where the origin listens.
        address: SocketAddr,
        /// The folder with the built application.
        folder: PathBuf,
    },
    /// A server that runs already, for example a development server.
    External(String),
}

/// The error texts and statuses of the REST API (rest-behaviour §9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// As the server's code gives them: `error` is empty for a refusal, the text stands in `error_description`.
    #[default]
    Source,
    /// As the documentation prints them: the phrase stands in `error`.
    Docs,
}

impl Profile {
    /// Reads `source` or `docs`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "source" => Some(Self::Source),
            "docs" => Some(Self::Docs),
            _ => None,
        }
    }
}

/// The portal release that the frame follows (frame-protocol §0).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Generation {
    /// The release before `SERVER_ENDPOINT` and friends were posted.
    Y2024,
    /// The newest release known.
    #[default]
    Y2026,
}

impl Generation {
    /// Reads `2024` or `2026`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "2024" => Some(Self::Y2024),
            "2026" => Some(Self::Y2026),
            _ => None,
        }
    }

    /// The year that stands for the release.
    #[must_use]
    pub fn year(self) -> u16 {
        match self {
            Self::Y2024 => 2024,
            Self::Y2026 => 2026,
        }
    }
}

/// The leaky bucket in front of the REST API: each request is a drop, and what flows over is turned away with
/// `QUERY_LIMIT_EXCEEDED` (rest-behaviour §6.7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RequestLimit {
    /// 50 requests, 2 more each second, for applications that the portal page has opened; a script with a token of
    /// the control API or a webhook is let through.
    #[default]
    Page,
    /// No limit.
    Off,
    /// 50 requests, 2 more each second, for every caller.
    Standard,
    /// 250 requests, 5 more each second, for every caller.
    Enterprise,
}

impl RequestLimit {
    /// Reads `page`, `off`, `standard` or `enterprise`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "page" => Some(Self::Page),
            "off" => Some(Self::Off),
            "standard" => Some(Self::Standard),
            "enterprise" => Some(Self::Enterprise),
            _ => None,
        }
    }

    /// The name that [`Self::parse`] reads.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Off => "off",
            Self::Standard => "standard",
            Self::Enterprise => "enterprise",
        }
    }
}
