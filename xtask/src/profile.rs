//! Measuring what the first screen runs of the program.

use crate::{
    bundle::{Bundle, Program},
    failure::Failure,
    process::CommandExt,
    tools::{Need, Tools},
    workspace::Workspace,
};

/// The story that opens the editor in every way that is to be quick.
const STORY: &str = "startup::every_way_to_begin";

/// Has an editor note what it runs until somebody does something, and writes the profile that the next build is parted
/// by.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let mut needs = Bundle::NEEDS.to_vec();
    needs.push(Need::Browser);
    let tools = Tools::ensure(workspace, &needs)?;
    let (dist, copy) = Bundle::build_noting(&tools, workspace)?;
    let executed = workspace.output().join("profile").join("executed.txt");
    let mut cargo = workspace.cargo();
    cargo.args(["test", "-p", "stagecraft", "--test", "e2e", "--", STORY]);
    cargo.env("STAGECRAFT_DIST", dist).env("STAGECRAFT_EXECUTED", &executed);
    tools.equip(&mut cargo)?.run()?;
    Program::write_profile(workspace, &copy, &executed)
}
