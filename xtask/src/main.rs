//! The project's commands, started as `cargo xtask <command>`.
//!
//! Every command brings the tools it needs (see [`tools`]) and then does one thing: serve the
//! widget inside the emulated portal, build what is uploaded, or run all the checks.

#![expect(clippy::print_stdout, reason = "a command-line program speaks through standard output")]

mod again;
mod bench;
mod bundle;
mod chaos;
mod cli;
mod dev;
mod failure;
#[cfg(test)]
mod features;
mod languages;
mod lockfile;
mod package;
mod pictures;
mod process;
mod profile;
mod suite;
mod tools;
mod workspace;

use std::process::ExitCode;

use crate::{
    bundle::Bundle,
    cli::{Request, USAGE},
    dev::Dev,
    failure::Failure,
    suite::Suite,
    tools::Tools,
    workspace::Workspace,
};

fn main() -> ExitCode {
    let request = match Request::parse(std::env::args().skip(1)) {
        Ok(request) => request,
        Err(complaint) => {
            eprintln!("error: {complaint}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(request) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(request: Request) -> Result<ExitCode, Failure> {
    let workspace = Workspace::locate();
    match request {
        Request::Help => println!("{USAGE}"),
        Request::Dev { port, check } => return Dev::new(&workspace, port)?.run(check),
        Request::Build => Bundle::build(&workspace)?,
        Request::Package(package) => package.build(&workspace)?,
        Request::Test(plan) => return Ok(Suite::new(&workspace, plan).run()),
        Request::Chaos { minutes, seed } => chaos::run(&workspace, minutes, seed)?,
        Request::Bench(bench) => bench.run(&workspace)?,
        Request::Pictures => pictures::run(&workspace)?,
        Request::Profile => profile::run(&workspace)?,
        Request::Languages { folder } => languages::run(folder)?,
        Request::Tools => Tools::ensure_all(&workspace)?.list(),
        Request::Env => Tools::for_shell(&workspace)?.print_exports(),
    }
    Ok(ExitCode::SUCCESS)
}
