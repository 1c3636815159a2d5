//! Serving the widget inside the emulated portal while it is being worked on.

mod emulator;
mod group;
mod ports;
mod probe;
mod service;

use std::{
    fs,
    process::{Command, ExitCode},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::Duration,
};

use crate::{
    failure::Failure,
    tools::{Need, Tools},
    workspace::Workspace,
};

use self::{
    emulator::{Emulator, Ready},
    ports::Ports,
    probe::Probe,
    service::Service,
};

/// What happened while the services run.
#[derive(Debug)]
pub(crate) enum Event {
    /// Somebody pressed Ctrl+C or asked the process to end.
    Interrupted,
    /// The emulator announced its addresses.
    PortalReady(Ready),
    /// Trunk answers, but has no page: the build failed.
    BuildFailed,
    /// Trunk serves the page.
    WidgetServed,
}

/// A run of `dev`.
#[derive(Debug)]
pub(crate) struct Dev<'a> {
    workspace: &'a Workspace,
    tools: Tools,
    ports: Ports,
}

impl<'a> Dev<'a> {
    /// Chooses the ports and brings the tools.
    pub(crate) fn new(workspace: &'a Workspace, port: Option<u16>) -> Result<Self, Failure> {
        let ports = Ports::choose(port)?;
        let tools = Tools::ensure(workspace, &[Need::WasmTarget, Need::Trunk, Need::WasmBindgen])?;
        Ok(Self { workspace, tools, ports })
    }

    /// Serves until it is interrupted or a service dies; for a check only until both are seen to answer.
    pub(crate) fn run(self, check: bool) -> Result<ExitCode, Failure> {
        self.workspace.fetch()?;
        let emulator = Emulator::build(self.workspace)?;
        let (events, inbox) = mpsc::channel();
        let interrupt = events.clone();
        ctrlc::set_handler(move || {
            let _ = interrupt.send(Event::Interrupted);
        })
        .map_err(Failure::of("listening for Ctrl+C"))?;
        let mut services = [
            Service::start("widget", self.trunk()?, |_| true)?,
            Service::start("portal", emulator.command(self.ports), announcing(events.clone()))?,
        ];
        let probe = Probe::new(self.ports.widget);
        thread::spawn(move || probe.watch(&events));
        let portal = Probe::new(self.ports.portal);
        watch(&inbox, &mut services, check.then_some(portal))
    }

    fn trunk(&self) -> Result<Command, Failure> {
        let mut trunk = self.tools.trunk(self.workspace)?;
        trunk.args(["serve", "--address", "127.0.0.1", "--disable-address-lookup", "true"]);
        trunk.args(["--no-autoreload", "true", "--port", &self.ports.widget.to_string()]);
        // A folder of its own: `dist` is the production build.
        let folder = self.workspace.output().join("dev");
        fs::create_dir_all(&folder).map_err(Failure::of(format!("creating {}", folder.display())))?;
        trunk.arg("--dist").arg(folder);
        Ok(trunk)
    }
}

/// Takes the emulator's announcement out of its output and leaves the rest to be shown.
fn announcing(events: Sender<Event>) -> impl Fn(&str) -> bool + Send + 'static {
    move |line| match Ready::parse(line) {
        Some(ready) => events.send(Event::PortalReady(ready)).is_err(),
        None => true,
    }
}

/// Follows the services until the end; dropping them ends whatever they started. A check ends by asking the portal
/// for its page.
fn watch(
    inbox: &Receiver<Event>,
    services: &mut [Service],
    check: Option<Probe>,
) -> Result<ExitCode, Failure> {
    let (mut portal, mut served) = (None, false);
    loop {
        match inbox.recv_timeout(Duration::from_millis(200)) {
            Ok(Event::Interrupted) => {
                println!("\nending the widget and the portal");
                return Ok(ExitCode::SUCCESS);
            }
            Ok(Event::PortalReady(ready)) => portal = Some(ready),
            Ok(Event::BuildFailed) if check.is_some() => {
                return Err(Failure::new("the widget does not build"));
            }
            Ok(Event::BuildFailed) => {
                println!("\nthe widget does not build; it is tried again when a file changes\n");
            }
            Ok(Event::WidgetServed) => served = true,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => thread::sleep(Duration::from_millis(200)),
        }
        if let Some(ready) = portal.take_if(|_| served) {
            println!("{}", ready.invitation());
            if let Some(portal) = check {
                portal.visit()?;
                println!("both answer; ending them");
                return Ok(ExitCode::SUCCESS);
            }
        }
        for service in services.iter_mut() {
            if let Some(status) = service.ended()? {
                return Err(Failure::new(format!("the {} ended by itself ({status})", service.name())));
            }
        }
    }
}
