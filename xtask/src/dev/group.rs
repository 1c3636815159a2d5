//! A program together with whatever it starts.

use std::{
    io,
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How long programs may take to end when they are asked to.
const GRACE: Duration = Duration::from_secs(3);

/// A process group; its first process leads it.
#[derive(Debug)]
pub(crate) struct Group {
    leader: Child,
}

impl Group {
    /// Starts a command as the leader of a group of its own, so that Ctrl+C reaches only this
    /// process and the end is orderly.
    pub(crate) fn start(command: &mut Command) -> io::Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        Ok(Self { leader: command.stdin(Stdio::null()).spawn()? })
    }

    /// The first process.
    pub(crate) fn leader(&mut self) -> &mut Child {
        &mut self.leader
    }

    /// Asks the group to end.
    pub(crate) fn ask_to_end(&self) {
        self.signal("TERM");
    }

    fn wait(&mut self, patience: Duration) -> Option<ExitStatus> {
        let deadline = Instant::now() + patience;
        loop {
            match self.leader.try_wait() {
                Ok(None) if Instant::now() < deadline => thread::sleep(Duration::from_millis(20)),
                outcome => return outcome.ok().flatten(),
            }
        }
    }

    #[cfg(unix)]
    fn signal(&self, name: &str) {
        // The shell has `kill` built in; the standard library cannot signal a group.
        let kill = format!("kill -s {name} -- -{}", self.leader.id());
        let _ = Command::new("sh").args(["-c", &kill]).stderr(Stdio::null()).status();
    }

    #[cfg(not(unix))]
    fn signal(&self, _name: &str) {
        let pid = self.leader.id().to_string();
        let mut kill = Command::new("taskkill");
        let _ = kill.args(["/T", "/F", "/PID", &pid]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.ask_to_end();
        self.wait(GRACE);
        // A compiler may outlive the program that started it.
        self.signal("KILL");
        let _ = self.leader.wait();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::{BufRead, BufReader};

    use super::*;

    #[test]
    fn the_whole_group_ends_with_its_leader() {
        let mut shell = Command::new("sh");
        let mut group =
            Group::start(shell.args(["-c", "sleep 100 & echo $!; wait"]).stdout(Stdio::piped())).unwrap();
        let mut output = BufReader::new(group.leader().stdout.take().unwrap());
        let mut pid = String::new();
        output.read_line(&mut pid).unwrap();
        drop(group);
        // The pipe closes only when nobody holds it any more, the grandchild included.
        assert_eq!(output.read_line(&mut pid).unwrap(), 0);
    }
}
