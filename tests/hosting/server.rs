//! Real web servers with the configurations of the package: on a port of loopback, with what they write in a folder
//! that is gone afterwards, and without access logs.

use crate::package;
use crate::scratch::Scratch;
use std::ffi::OsString;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(20);

/// The servers that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Nginx,
    Caddy,
    Apache,
}

/// A server that runs until it is dropped.
pub(crate) struct Server {
    origin: String,
    process: Child,
    _scratch: Scratch,
}

impl Server {
    /// Starts a server with the package's configuration of it.
    pub(crate) fn start(kind: Kind) -> Self {
        let scratch = Scratch::new().with_site();
        let port = free_port();
        let mut command = match kind {
            Kind::Nginx => nginx(&scratch, port),
            Kind::Caddy => caddy(&scratch, port),
            Kind::Apache => apache(&scratch, port),
        };
        let mut process =
            command.stdin(Stdio::null()).spawn().unwrap_or_else(|error| panic!("{kind:?}: {error}"));
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let ended = process.try_wait().expect("a process");
            assert!(ended.is_none() && start.elapsed() < PATIENCE, "{kind:?} does not listen: {ended:?}");
            thread::sleep(Duration::from_millis(20));
        }
        Self { origin: format!("http://127.0.0.1:{port}"), process, _scratch: scratch }
    }

    /// Where it is, without a slash at the end.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Each is one process.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The file of the package in an otherwise empty `http` block.
fn nginx(scratch: &Scratch, port: u16) -> Command {
    let site = scratch.path().join("site");
    let own = adapt(
        "nginx.conf",
        &[
            ("listen 80;", &format!("listen 127.0.0.1:{port};")),
            ("root /srv/stagecraft/site;", &format!("root {};", site.display())),
        ],
    );
    scratch.write("stagecraft.conf", own);
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path {};", scratch.path().join(name).display()));
    let main = format!(
        "daemon off; master_process off; pid nginx.pid; error_log stderr crit;
         events {{}}
         http {{ access_log off; {} include stagecraft.conf; }}",
        temporary.join(" ")
    );
    let main = scratch.write("nginx.conf", main);
    let mut command = Command::new(program("NGINX_PROGRAM", "nginx"));
    command.args(["-e", "stderr", "-p"]).arg(scratch.path()).arg("-c").arg(main);
    command
}

fn caddy(scratch: &Scratch, port: u16) -> Command {
    let site = scratch.path().join("site");
    let own = adapt(
        "Caddyfile",
        &[
            ("stagecraft.example.com {", &format!("http://127.0.0.1:{port} {{\n\tbind 127.0.0.1")),
            ("root * /srv/stagecraft/site", &format!("root * {}", site.display())),
        ],
    );
    // Without TLS, and without an address to administer it by.
    let own = scratch.write("Caddyfile", format!("{{\n\tadmin off\n\tauto_https off\n}}\n{own}"));
    let mut command = Command::new(program("CADDY_PROGRAM", "caddy"));
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(own);
    command.env("HOME", scratch.path()).env_remove("XDG_CONFIG_HOME").env_remove("XDG_DATA_HOME");
    command.stderr(Stdio::null());
    command
}

/// An otherwise empty server that obeys the site's `.htaccess`.
fn apache(scratch: &Scratch, port: u16) -> Command {
    let modules = ["/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/opt/homebrew/lib/httpd/modules"];
    let modules = modules.into_iter().find(|folder| std::path::Path::new(folder).is_dir());
    let modules = modules.expect("the folder of Apache's modules");
    let load = ["mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "env"]
        .map(|name| format!("LoadModule {name}_module {modules}/mod_{name}.so\n"));
    let folder = scratch.path().display();
    let main = format!(
        "{}ServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/apache.pid\n\
         ErrorLog /dev/stderr\nLogLevel crit\nUser nobody\nGroup nogroup\nTypesConfig /dev/null\n\
         DocumentRoot {folder}/site\n<Directory {folder}/site>\nAllowOverride All\nRequire all granted\n</Directory>\n",
        load.concat()
    );
    let main = scratch.write("httpd.conf", main);
    let mut command = Command::new(program("APACHE2_PROGRAM", "apache2"));
    command.args(["-X", "-d"]).arg(scratch.path()).arg("-f").arg(main);
    command
}

/// A file of the package for this machine: a change that finds nothing to change is a failure.
fn adapt(name: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(package::text(name), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from} in {name}");
        text.replace(from, to)
    })
}

fn program(variable: &str, usual: &str) -> OsString {
    std::env::var_os(variable).unwrap_or_else(|| usual.into())
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}
