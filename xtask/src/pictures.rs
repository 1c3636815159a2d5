//! The pictures of the documentation.

use crate::{
    bundle::Bundle,
    failure::Failure,
    process::CommandExt,
    tools::{Need, Tools},
    workspace::Workspace,
};

/// The stories that look at every main state, and at the colours, in every width and theme, and at every language.
const STORIES: [&str; 2] = ["pictures::", "languages::every"];

/// Builds what users get, and has its pictures put into `docs/pictures`.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    Bundle::build(workspace)?;
    let tools = Tools::ensure(workspace, &[Need::Browser])?;
    let mut cargo = workspace.cargo();
    cargo.args(["test", "-p", "stagecraft", "--test", "e2e", "--"]).args(STORIES);
    cargo.env("STAGECRAFT_DIST", workspace.dist()).env("STAGECRAFT_WRITE_DOCS", "1");
    tools.equip(&mut cargo)?.run()
}
