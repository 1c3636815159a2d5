//! What is to be measured, how often, and where the results go.

use std::path::PathBuf;

use crate::client::Client;

/// How many values the directory holds.
pub(crate) const SIZES: [u32; 4] = [10, 100, 1_000, 10_000];

/// How often each is opened for the documentation.
const USUAL: u32 = 5;

/// The order for one run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    /// How often each is opened; the largest directory under the slow condition only three times at most.
    pub(crate) repetitions: u32,
    /// Whether it is a short run.
    pub(crate) quick: bool,
    /// Who is measured.
    pub(crate) clients: Vec<Client>,
    /// Into how many values.
    pub(crate) sizes: Vec<u32>,
    /// The folder of each client, in the order of [`Client::ALL`].
    pub(crate) folders: [PathBuf; 3],
    /// The folder with what the build has weighed, if that is written down and nothing else.
    pub(crate) bytes: Option<PathBuf>,
    /// The folder with the ways to decode an answer, if those are compared and nothing else.
    pub(crate) decode: Option<PathBuf>,
    /// Where table, results and plots go.
    pub(crate) out: PathBuf,
}

impl Plan {
    /// Reads the arguments; the error is a complaint.
    pub(crate) fn parse(args: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut plan = Self {
            repetitions: USUAL,
            quick: false,
            clients: Client::ALL.into(),
            sizes: SIZES.into(),
            folders: ["dist", "target/stagecraft/bench/peer", "bench/floor"].map(PathBuf::from),
            bytes: None,
            decode: None,
            out: "docs/bench".into(),
        };
        let mut args = args.into_iter();
        while let Some(word) = args.next() {
            let mut value = || args.next().ok_or(format!("{word} needs a value"));
            match &*word {
                "--quick" => (plan.quick, plan.repetitions) = (true, 2),
                "--repetitions" => plan.repetitions = number(&value()?)?,
                "--only" => {
                    let name = value()?;
                    plan.clients = vec![Client::named(&name).ok_or(format!("there is no client `{name}`"))?];
                }
                "--size" => plan.sizes = vec![number(&value()?)?],
                "--bytes" => plan.bytes = Some(value()?.into()),
                "--decode" => plan.decode = Some(value()?.into()),
                "--out" => plan.out = value()?.into(),
                _ => {
                    let client = word.strip_prefix("--").and_then(Client::named);
                    let client = client.ok_or(format!("`{word}` was not expected"))?;
                    plan.folders[client as usize] = value()?.into();
                }
            }
        }
        Ok(plan)
    }

    /// Whether the run is the whole of what the documentation shows.
    pub(crate) fn is_whole(&self) -> bool {
        self.clients.len() == Client::ALL.len()
            && self.sizes == SIZES
            && !self.quick
            && self.repetitions == USUAL
    }
}

fn number(text: &str) -> Result<u32, String> {
    text.parse().ok().filter(|number| *number > 0).ok_or(format!("`{text}` is not a number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Plan, String> {
        Plan::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn what_is_asked_for_is_measured() {
        let plan = parse("--quick --only peer --size 100 --peer there --out here").unwrap();
        assert_eq!((plan.repetitions, plan.quick, plan.is_whole()), (2, true, false));
        assert_eq!((plan.clients, plan.sizes), (vec![Client::Peer], vec![100]));
        assert_eq!((plan.folders[1].to_str(), plan.out.to_str()), (Some("there"), Some("here")));
        assert!(parse("").unwrap().is_whole());
        assert_eq!(parse("--decode there").unwrap().decode, Some("there".into()));
        assert_eq!(parse("--bytes there").unwrap().bytes, Some("there".into()));
        assert!(!parse("--quick").unwrap().is_whole() && !parse("--size 10").unwrap().is_whole());
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (line, word) in
            [("--only me", "me"), ("--size 0", "0"), ("--repetitions x", "x"), ("--slow", "--slow")]
        {
            assert!(parse(line).unwrap_err().contains(&format!("`{word}`")), "{line}");
        }
        assert!(parse("--out").unwrap_err().contains("--out needs"));
    }
}
