//! Parts a WebAssembly program into what its first screen runs, and the rest, which comes when it is wanted.
//!
//! The source knows nothing of it: what the first screen runs is measured ([`mod@instrument`]) and kept in a file
//! ([`profile`]); the parting ([`mod@split`]) changes when code arrives, never what it does. Code that is called before it
//! has come is fetched on the spot.

#![expect(clippy::print_stdout, reason = "a command-line program speaks through standard output")]

mod glue;
mod instrument;
mod outline;
mod points;
mod profile;
mod split;
#[cfg(test)]
mod tests;
mod weight;

use std::{env, error::Error, fs, process::ExitCode};

use profile::Profile;
use walrus::{Module, ModuleConfig};

const USAGE: &str = "\
usage: splitter instrument PROGRAM GLUE
           has a program note which of its code is run, for the page to read from `globalThis.executed`
       splitter profile PROGRAM EXECUTED PROFILE
           makes a profile of what was noted, numbers one in a line
       splitter split PROGRAM GLUE PROFILE REST WEIGHTS
           parts a program by a profile; what is not needed at first goes to REST, and to WEIGHTS how many
           instructions of each crate stay and go
       splitter strip PROGRAM GLUE
           leaves a program whole, but takes long names out of it and its glue
";

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match words[..] {
        ["instrument", program, glue] => instrument(program, glue),
        ["profile", program, executed, profile] => write_profile(program, executed, profile),
        ["split", program, glue, profile, rest, weights] => split(program, glue, profile, rest, weights),
        ["strip", program, glue] => strip(program, glue),
        _ => Err(USAGE.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn parse(program: &[u8]) -> Outcome<Module> {
    let mut config = ModuleConfig::new();
    config.generate_producers_section(false);
    config.parse(program).map_err(|error| format!("this is no program: {error:#}").into())
}

fn instrument(program: &str, glue: &str) -> Outcome<()> {
    let mut module = parse(&fs::read(program)?)?;
    let points = instrument::instrument(&mut module);
    fs::write(program, module.emit_wasm())?;
    fs::write(glue, glue::noting(&fs::read_to_string(glue)?, points)?)?;
    Ok(())
}

fn write_profile(program: &str, executed: &str, profile: &str) -> Outcome<()> {
    let numbers = fs::read_to_string(executed)?.lines().map(str::parse).collect::<Result<_, _>>()?;
    let made = Profile::of(&parse(&fs::read(program)?)?, &numbers);
    fs::write(profile, made.to_string())?;
    Ok(())
}

fn strip(program: &str, glue: &str) -> Outcome<()> {
    let mut module = parse(&fs::read(program)?)?;
    let renamed = split::strip(&mut module);
    fs::write(glue, glue::renamed(&fs::read_to_string(glue)?, &renamed))?;
    fs::write(program, module.emit_wasm())?;
    Ok(())
}

fn split(program: &str, glue: &str, profile: &str, rest: &str, weights: &str) -> Outcome<()> {
    let whole = fs::read(program)?;
    let profile = Profile::parse(&fs::read_to_string(profile)?)?;
    let parts = split::split(|| parse(&whole), &profile)?;
    fs::write(glue, glue::joining(&fs::read_to_string(glue)?, &parts.renamed)?)?;
    fs::write(program, &parts.first)?;
    fs::write(rest, &parts.rest)?;
    fs::write(weights, parts.weights.to_string())?;
    println!(
        "{program}: {} bytes of {} stay, {} go ({} functions of {}, {} of them have a way back)",
        parts.first.len(),
        whole.len(),
        parts.rest.len(),
        parts.moved,
        parts.functions,
        parts.stubs,
    );
    Ok(())
}
