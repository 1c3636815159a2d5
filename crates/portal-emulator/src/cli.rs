//! The command line of the `portal-emulator` program.

use std::{
    net::{SocketAddr, ToSocketAddrs},
    path::PathBuf,
    time::Duration,
};

use crate::options::{App, Generation, Options, Profile, RequestLimit};

/// What `--help` prints.
pub const USAGE: &str = "\
usage: portal-emulator [options]

  --portal ADDR            where the portal page and /rest listen        [127.0.0.1:0]
  --app-host ADDR          where the application's files are served      [127.0.0.1:0]
  --dist DIR               the folder with those files                   [dist]
  --app URL                an application that runs elsewhere, instead of --app-host and --dist
  --install-url URL|PATH   the application's installer: the portal starts with the application not installed
  --control ADDR           where the control API listens                 [127.0.0.1:0]
  --seed FILE              the rows to start from, instead of the built-in ones
  --profile source|docs    error texts as in the server's code or in the documentation   [source]
  --generation 2024|2026   the portal release that the frame follows     [2026]
  --token-lifetime SECONDS how long an access token is accepted          [3600]
  --request-limit WHOM     page (what the page has opened), off, standard, enterprise (everybody)   [page]
  --help                   this text

An ADDR is HOST:PORT; port 0 picks a free one. When ready, one line of JSON with the three addresses is printed.
";

/// What the command line asks for.
#[derive(Debug)]
pub enum Command {
    /// Run with these options.
    Run(Box<Options>),
    /// Print [`USAGE`].
    Help,
}

/// What is wrong with the command line.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CliError {
    /// An option that does not exist.
    #[error("unknown option `{0}`")]
    Unknown(String),
    /// An option without its value.
    #[error("{0} needs a value")]
    MissingValue(String),
    /// A value that cannot be used.
    #[error("{option}: `{value}` is not {expected}")]
    Invalid {
        /// The option.
        option: String,
        /// What was given.
        value: String,
        /// What it should be.
        expected: &'static str,
    },
    /// Two ways to say where the application is.
    #[error("--app cannot be combined with --app-host or --dist")]
    TwoApps,
}

/// Reads the arguments that follow the program's name.
///
/// # Errors
///
/// If an option is unknown, lacks its value, or has one that cannot be used.
pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Command, CliError> {
    let mut options = Options { log: true, ..Options::default() };
    let (mut app_host, mut dist, mut external) = (None, None, None);
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        if matches!(argument.as_str(), "--help" | "-h") {
            return Ok(Command::Help);
        }
        let (name, inline) = match argument.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (argument, None),
        };
        let mut value = Argument { name: &name, inline, rest: &mut arguments };
        match name.as_str() {
            "--portal" => options.portal = value.address()?,
            "--control" => options.control = value.address()?,
            "--app-host" => app_host = Some(value.address()?),
            "--dist" => dist = Some(PathBuf::from(value.text()?)),
            "--app" => external = Some(value.text()?),
            "--install-url" => options.install = Some(value.text()?),
            "--seed" => options.seed = Some(PathBuf::from(value.text()?)),
            "--profile" => options.profile = value.read("source or docs", Profile::parse)?,
            "--generation" => options.generation = value.read("2024 or 2026", Generation::parse)?,
            "--request-limit" => {
                options.request_limit =
                    value.read("page, off, standard or enterprise", RequestLimit::parse)?;
            }
            "--token-lifetime" => {
                let seconds = value.read("a number of seconds", |text| text.parse().ok())?;
                options.token_lifetime = Duration::from_secs(seconds);
            }
            _ => return Err(CliError::Unknown(name)),
        }
    }
    options.app = choose_app(options.app, app_host, dist, external)?;
    Ok(Command::Run(Box::new(options)))
}

fn choose_app(
    default: App,
    app_host: Option<SocketAddr>,
    dist: Option<PathBuf>,
    external: Option<String>,
) -> Result<App, CliError> {
    match (default, external) {
        (_, Some(_)) if app_host.is_some() || dist.is_some() => Err(CliError::TwoApps),
        (_, Some(url)) | (App::External(url), None) => Ok(App::External(url)),
        (App::Dist { address, folder }, None) => {
            Ok(App::Dist { address: app_host.unwrap_or(address), folder: dist.unwrap_or(folder) })
        }
    }
}

/// An option whose value is still to be read.
struct Argument<'a, I> {
    name: &'a str,
    inline: Option<String>,
    rest: &'a mut I,
}

impl<I: Iterator<Item = String>> Argument<'_, I> {
    fn text(&mut self) -> Result<String, CliError> {
        let value = self.inline.take().or_else(|| self.rest.next());
        value.ok_or_else(|| CliError::MissingValue(self.name.to_owned()))
    }

    fn read<T>(&mut self, expected: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<T, CliError> {
        let value = self.text()?;
        read(&value).ok_or_else(|| CliError::Invalid { option: self.name.to_owned(), value, expected })
    }

    fn address(&mut self) -> Result<SocketAddr, CliError> {
        self.read("an address such as 127.0.0.1:8080", |text| {
            text.to_socket_addrs().ok()?.min_by_key(SocketAddr::is_ipv6)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(arguments: &str) -> Result<Options, CliError> {
        match parse(arguments.split_whitespace().map(ToOwned::to_owned))? {
            Command::Run(options) => Ok(*options),
            Command::Help => panic!("help was not asked for"),
        }
    }

    #[test]
    fn every_option_is_read() {
        let line = "--portal 127.0.0.1:81 --app-host=127.0.0.1:82 --dist out --control localhost:83 \
                    --seed s.json --profile docs --generation 2024 --token-lifetime 5 --request-limit off --install-url install.html";
        let options = options(line).unwrap();
        assert_eq!((options.portal.port(), options.control.port()), (81, 83));
        let address = SocketAddr::from(([127, 0, 0, 1], 82));
        assert_eq!(options.app, App::Dist { address, folder: PathBuf::from("out") });
        assert_eq!(options.seed, Some(PathBuf::from("s.json")));
        assert_eq!((options.profile, options.generation), (Profile::Docs, Generation::Y2024));
        assert_eq!(options.token_lifetime, Duration::from_secs(5));
        assert_eq!(options.request_limit, RequestLimit::Off);
        assert_eq!(options.install.as_deref(), Some("install.html"));
    }

    #[test]
    fn mistakes_are_named() {
        let message = |line: &str| options(line).unwrap_err().to_string();
        assert_eq!(message("--port 1"), "unknown option `--port`");
        assert_eq!(message("--portal"), "--portal needs a value");
        assert_eq!(message("--portal x"), "--portal: `x` is not an address such as 127.0.0.1:8080");
        assert_eq!(message("--generation 2025"), "--generation: `2025` is not 2024 or 2026");
        assert_eq!(message("--app http://a --dist b"), "--app cannot be combined with --app-host or --dist");
    }

    #[test]
    fn an_external_application_replaces_the_folder() {
        let app = options("--app http://127.0.0.1:8080").unwrap().app;
        assert_eq!(app, App::External("http://127.0.0.1:8080".to_owned()));
    }
}
