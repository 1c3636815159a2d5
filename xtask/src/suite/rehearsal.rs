//! A package as it is given away, but for the emulated portal.

use std::{
    net::{Ipv4Addr, TcpListener},
    path::PathBuf,
    process::Command,
};

use crate::{
    again,
    failure::Failure,
    package::{Origin, Package},
    tools::Tools,
    workspace::Workspace,
};

/// A package that is ready to be tried, and the portal that may show it.
#[derive(Debug)]
pub(crate) struct Rehearsal {
    folder: PathBuf,
    portal: Origin,
}

impl Rehearsal {
    /// Builds twice, and packages the production build.
    pub(crate) fn prepare(tools: &Tools, workspace: &Workspace) -> Result<Self, Failure> {
        again::check(tools, workspace)?;
        let portal = free_origin()?;
        let folder = workspace.output().join("rehearsal");
        Package { portals: vec![portal.clone()], out: Some(folder.clone()) }.make(workspace)?;
        Ok(Self { folder, portal })
    }

    /// Lets a test find both.
    pub(crate) fn tell(&self, command: &mut Command) {
        command.env("STAGECRAFT_PACKAGE", &self.folder).env("STAGECRAFT_PORTAL", self.portal.to_string());
    }
}

/// A portal's address here, on a port that nobody has now.
fn free_origin() -> Result<Origin, Failure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    let address = listener.map_err(Failure::of("looking for a free port"))?;
    Origin::parse(&format!("http://{address}")).map_err(Failure::new)
}
