//! The command line.

use std::path::PathBuf;

use crate::{
    bench::Bench,
    package::{Origin, Package},
    suite::{Plan, Step},
};

/// What `cargo xtask --help` prints.
pub(crate) const USAGE: &str = "\
Usage: cargo xtask <command>

Commands:
  dev [--port N]     serve the widget inside the emulated portal and print its address
  dev --check        the same, but end as soon as both answer
  build              build the widget into dist/, check it and weigh it
  package [--portal ORIGIN]... [--out DIR]
                     the same, and make of it the archive for Bitrix24's cloud and a folder for other
                     hosts, for the portals of the cloud and these, in DIR or target/stagecraft/package
  test [--fast]      run every check; --fast leaves out what needs a browser or a production build
  test --only STEP [-- ARGS]
                     run one step: fmt, deny, clippy, clippy-wasm, test, doc, portal, web, dev,
                     build, package, e2e; ARGS go to the tests of `test`, `portal`, `web`, `package`,
                     `e2e`
  chaos [--minutes N] [--seed S]
                     let two people and every fault loose on the widget, for 10 minutes unless told
  bench [--quick] [--only CLIENT] [--no-build]
                     measure the widget beside a peer on the official stack and a page without framework,
                     and write docs/bench/; --quick opens each twice in place of five times, --only one CLIENT
                     of stagecraft, peer and floor, and neither writes; --no-build measures what was
                     built before
  bench --bytes      only weigh what the first load is made of, into docs/bench/bytes.md
  bench --decode     compare ways to decode an answer of the portal, and write docs/bench/decode.md
  pictures           take the pictures of docs/pictures/ anew
  profile            measure anew what the first screen runs; the rest of the program comes later
  languages [DIR]    write the tables of texts into DIR/lang; Trunk calls this for its own folder
  tools              install what is missing and list what is there
  env                print exports for a shell: eval \"$(cargo xtask env)\"
  help               print this

Tools are kept in $STAGECRAFT_TOOLS, else in a folder `stagecraft` of the user's cache.";

/// A command line that was understood.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Request {
    /// Print the usage.
    Help,
    /// Serve the widget, on this port if one was named.
    Dev {
        /// The port asked for.
        port: Option<u16>,
        /// Whether to end as soon as it works.
        check: bool,
    },
    /// Make the production build.
    Build,
    /// Make what is given away.
    Package(Package),
    /// Run the checks.
    Test(Plan),
    /// Run the chaos test for a long time.
    Chaos {
        /// How long.
        minutes: u32,
        /// The decisions of the first round, if they are to be those of another run.
        seed: Option<u64>,
    },
    /// Measure side by side.
    Bench(Bench),
    /// Take the pictures of the documentation.
    Pictures,
    /// Measure what the first screen runs.
    Profile,
    /// Write the tables of texts.
    Languages {
        /// Where, if not where Trunk says.
        folder: Option<PathBuf>,
    },
    /// Install and list the tools.
    Tools,
    /// Print the shell exports.
    Env,
}

impl Request {
    /// Reads the arguments that follow `cargo xtask`; the error is a complaint to show with the usage.
    pub(crate) fn parse(args: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let args: Vec<String> = args.into_iter().collect();
        let words: Vec<&str> = args.iter().map(String::as_str).collect();
        let Some((command, rest)) = words.split_first() else {
            return Err("a command is missing".to_owned());
        };
        let help_asked = rest.iter().take_while(|word| **word != "--").any(|word| is_help(word));
        if is_help(command) || help_asked {
            return Ok(Self::Help);
        }
        match *command {
            "dev" if rest == ["--check"] => Ok(Self::Dev { port: None, check: true }),
            "dev" => Ok(Self::Dev { port: port(rest)?, check: false }),
            "build" => nothing_more(rest).map(|()| Self::Build),
            "package" => package(rest).map(Self::Package),
            "test" => plan(rest).map(Self::Test),
            "chaos" => chaos(rest),
            "bench" => Bench::parse(rest).map(Self::Bench),
            "pictures" => nothing_more(rest).map(|()| Self::Pictures),
            "profile" => nothing_more(rest).map(|()| Self::Profile),
            "languages" => match rest {
                [] => Ok(Self::Languages { folder: None }),
                [folder, rest @ ..] => {
                    nothing_more(rest).map(|()| Self::Languages { folder: Some(folder.into()) })
                }
            },
            "tools" => nothing_more(rest).map(|()| Self::Tools),
            "env" => nothing_more(rest).map(|()| Self::Env),
            unknown => Err(format!("there is no command `{unknown}`")),
        }
    }
}

fn is_help(word: &str) -> bool {
    matches!(word, "help" | "-h" | "--help")
}

fn nothing_more(rest: &[&str]) -> Result<(), String> {
    rest.first().map_or(Ok(()), |word| Err(format!("`{word}` was not expected")))
}

fn port(rest: &[&str]) -> Result<Option<u16>, String> {
    let (number, rest) = match rest {
        [] => return Ok(None),
        ["--port", number, rest @ ..] => (*number, rest),
        ["--port"] => return Err("--port needs a number".to_owned()),
        [word, rest @ ..] => {
            let number = word.strip_prefix("--port=").ok_or(format!("`{word}` was not expected"))?;
            (number, rest)
        }
    };
    nothing_more(rest)?;
    match number.parse() {
        Ok(port) if port > 0 => Ok(Some(port)),
        _ => Err(format!("`{number}` is not a port")),
    }
}

fn chaos(mut rest: &[&str]) -> Result<Request, String> {
    let (mut minutes, mut seed) = (10, None);
    loop {
        rest = match rest {
            [] => return Ok(Request::Chaos { minutes, seed }),
            ["--minutes", word, rest @ ..] => {
                minutes = word.parse().map_err(|_| format!("`{word}` is not a number of minutes"))?;
                rest
            }
            ["--seed", word, rest @ ..] => {
                seed = Some(word.parse().map_err(|_| format!("`{word}` is not a seed"))?);
                rest
            }
            [word @ ("--minutes" | "--seed")] => return Err(format!("{word} needs a number")),
            [word, ..] => return Err(format!("`{word}` was not expected")),
        };
    }
}

fn package(mut rest: &[&str]) -> Result<Package, String> {
    let mut package = Package::default();
    loop {
        rest = match rest {
            [] => return Ok(package),
            ["--portal", origin, rest @ ..] => {
                package.portals.push(Origin::parse(origin)?);
                rest
            }
            ["--out", folder, rest @ ..] => {
                package.out = Some(folder.into());
                rest
            }
            ["--portal"] => {
                return Err("--portal needs an address such as https://crm.example.com".to_owned());
            }
            ["--out"] => return Err("--out needs a folder".to_owned()),
            [word, ..] => return Err(format!("`{word}` was not expected")),
        };
    }
}

fn plan(mut rest: &[&str]) -> Result<Plan, String> {
    let mut plan = Plan::default();
    loop {
        rest = match rest {
            [] => break,
            ["--fast", rest @ ..] => {
                plan.fast = true;
                rest
            }
            ["--only", name, rest @ ..] => {
                plan.only = Some(Step::named(name).ok_or(format!("there is no step `{name}`"))?);
                rest
            }
            ["--only"] => return Err("--only needs the name of a step".to_owned()),
            ["--", extra @ ..] => {
                plan.extra = extra.iter().copied().map(str::to_owned).collect();
                break;
            }
            [word, ..] => return Err(format!("`{word}` was not expected")),
        };
    }
    if !plan.extra.is_empty() && !plan.only.is_some_and(Step::takes_arguments) {
        let steps = "`--only test`, `portal`, `web`, `package` or `e2e`";
        return Err(format!("arguments after `--` need {steps}"));
    }
    Ok(plan)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Request, String> {
        Request::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn the_commands_are_understood() {
        assert_eq!(parse("dev"), Ok(Request::Dev { port: None, check: false }));
        assert_eq!(parse("dev --port 9000"), Ok(Request::Dev { port: Some(9000), check: false }));
        assert_eq!(parse("dev --port=9000"), Ok(Request::Dev { port: Some(9000), check: false }));
        assert_eq!(parse("dev --check"), Ok(Request::Dev { port: None, check: true }));
        assert_eq!(parse("build"), Ok(Request::Build));
        assert_eq!(parse("languages"), Ok(Request::Languages { folder: None }));
        assert_eq!(parse("languages dist"), Ok(Request::Languages { folder: Some("dist".into()) }));
        assert_eq!(parse("chaos"), Ok(Request::Chaos { minutes: 10, seed: None }));
        assert_eq!(parse("chaos --minutes 30 --seed 7"), Ok(Request::Chaos { minutes: 30, seed: Some(7) }));
        assert_eq!(parse("test --help"), Ok(Request::Help));
    }

    #[test]
    fn a_package_is_for_these_portals_and_in_this_folder() {
        let portals = ["https://crm.example.com", "http://10.0.0.1:8080"];
        let portals: Vec<_> = portals.iter().map(|portal| Origin::parse(portal).unwrap()).collect();
        let package = Package { portals, out: Some("out".into()) };
        let line = "package --portal https://crm.example.com --out out --portal http://10.0.0.1:8080";
        assert_eq!(parse(line), Ok(Request::Package(package)));
        assert_eq!(parse("package"), Ok(Request::Package(Package::default())));
        assert!(parse("package --portal").unwrap_err().contains("--portal needs"));
        assert!(parse("package --out").unwrap_err().contains("--out needs"));
    }

    #[test]
    fn one_step_takes_arguments_of_its_own() {
        let plan = Plan { fast: false, only: Some(Step::E2e), extra: vec!["rollback".to_owned()] };
        assert_eq!(parse("test --only e2e -- rollback"), Ok(Request::Test(plan)));
        assert!(parse("test -- rollback").is_err());
        assert!(parse("test --only fmt -- rollback").is_err());
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (line, word) in [
            ("serve", "serve"),
            ("dev --port 0", "0"),
            ("test --only lint", "lint"),
            ("build x", "x"),
            ("bench x", "x"),
            ("package x", "x"),
            ("package --portal crm.example.com", "crm.example.com"),
            ("chaos --seed x", "x"),
        ] {
            let complaint = parse(line).unwrap_err();
            assert!(complaint.contains(&format!("`{word}`")), "{line}: {complaint}");
        }
    }

    #[test]
    fn the_usage_names_every_step() {
        for step in Step::ALL {
            assert!(USAGE.contains(step.name()), "{}", step.name());
        }
    }
}
