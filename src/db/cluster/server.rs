//! The server of one cluster, started and stopped by `pg_ctl`. Called only under the start lock.

use std::{
    fs,
    io::ErrorKind,
    os::unix::{net::UnixStream, process::CommandExt},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};

use super::{Durability, binaries::Binaries, directory::Directory, processes::server_lives_in};

/// The only database role, owner of everything.
pub(super) const ROLE: &str = "app";

/// The server's log, in the data directory.
const LOG: &str = "postgres.log";

/// Time for a server to recover after a crash, before the start is given up (the recovery goes on).
const START_DEADLINE: Duration = Duration::from_mins(2);

/// Time for a server to stop; open connections are ended.
const STOP_DEADLINE: Duration = Duration::from_secs(30);

/// Pause between two looks at a starting server.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Size from which the log is put aside at a start.
const LARGEST_LOG_BYTES: u64 = 1 << 20;

/// Settings. Only this user gets in, by the socket's directory alone. Errors go to the client and not to the log, where
/// their values (a person's e-mail address, a CV's text) have no business; the server's own messages do. Paths are
/// relative to the data directory, so that it can be moved.
const SETTINGS: &str = "-c listen_addresses= -c unix_socket_directories=../s \
    -c unix_socket_permissions=0700 -c timezone=UTC -c log_timezone=UTC -c jit=off \
    -c log_min_messages=log -c log_min_error_statement=panic -c log_checkpoints=off";

/// Speed at the price of everything, and room for the pools of many tests at once.
const THROWAWAY_SETTINGS: &str = "-c fsync=off -c synchronous_commit=off \
    -c full_page_writes=off -c autovacuum=off -c wal_level=minimal -c max_wal_senders=0 \
    -c max_connections=300";

#[derive(Debug)]
pub(super) struct Server {
    pub directory: Directory,
    pub binaries: Binaries,
    pub durability: Durability,
}

impl Server {
    /// Returns once a server answers, adopted or new.
    pub(super) fn start_or_adopt(&self) -> Result<()> {
        let data = self.directory.data();
        self.directory.make_private(&self.directory.socket_dir())?;
        let until = Instant::now() + START_DEADLINE;
        while !self.answers() {
            if !server_lives_in(&data) {
                return self.start();
            }
            ensure!(
                Instant::now() < until,
                "A PostgreSQL server runs in {} but does not answer. Its log is {}.",
                data.display(),
                data.join(LOG).display()
            );
            thread::sleep(LOOK_AGAIN);
        }
        tracing::debug!("adopted the running PostgreSQL in {}", data.display());
        Ok(())
    }

    fn start(&self) -> Result<()> {
        self.remove_stale_files()?;
        self.put_large_log_aside();
        let settings = match self.durability {
            Durability::Durable => SETTINGS.to_owned(),
            Durability::Throwaway => format!("{SETTINGS} {THROWAWAY_SETTINGS}"),
        };
        let mut start = self.pg_ctl("start", START_DEADLINE);
        start.args(["-l", &format!("data/{LOG}"), "-o", &settings]);
        // Inherited by the server: the reader of a pipe would wait for ever for the pipe's end.
        let status = start.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        if !status.success() {
            bail!("PostgreSQL did not start ({status}). The end of its log:\n{}", self.end_of_log());
        }
        Ok(())
    }

    /// Removes a dead server's files. PostgreSQL clears up by itself, unless the recorded process number is alive again
    /// or not yet reaped. The caller knows that no server lives here.
    fn remove_stale_files(&self) -> Result<()> {
        let socket = self.directory.socket();
        let lock = socket.with_file_name(".s.PGSQL.5432.lock");
        for path in [self.directory.data().join("postmaster.pid"), lock, socket] {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(error).with_context(|| format!("{} cannot be removed", path.display()));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn put_large_log_aside(&self) {
        let log = self.directory.data().join(LOG);
        if fs::metadata(&log).is_ok_and(|data| data.len() > LARGEST_LOG_BYTES) {
            // A log that cannot be put aside is no reason not to start.
            let _ = fs::rename(&log, log.with_extension("log.1"));
        }
    }

    fn end_of_log(&self) -> String {
        let log = fs::read(self.directory.data().join(LOG)).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(15)..].join("\n")
    }

    /// Stops the server, if still running.
    pub(super) fn stop(&self) -> Result<()> {
        if !server_lives_in(&self.directory.data()) {
            return Ok(());
        }
        let mode = if self.durability == Durability::Durable { "fast" } else { "immediate" };
        run(self.pg_ctl("stop", STOP_DEADLINE).args(["-m", mode]))
    }

    /// True while the server lives: no other server ever listens here, so an accepted connection is a sign of life.
    fn answers(&self) -> bool {
        UnixStream::connect(self.directory.socket()).is_ok()
    }

    fn pg_ctl(&self, action: &str, deadline: Duration) -> Command {
        let mut pg_ctl = self.program("pg_ctl");
        // pg_ctl hands paths to a shell: relative paths hold no special characters.
        pg_ctl.args([action, "-D", "data", "-w", "-s", "-t", &deadline.as_secs().to_string()]);
        pg_ctl
    }

    /// A program without our environment, in the cluster's directory.
    pub(super) fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.binaries.program(name));
        command.env_clear().env("LC_ALL", "C").current_dir(self.directory.root()).stdin(Stdio::null());
        self.as_owner(&mut command);
        command
    }

    /// A `psql` with this terminal and environment.
    pub(super) fn psql(&self) -> Command {
        let beside = self.binaries.program("psql");
        let mut psql = Command::new(if beside.is_file() { beside } else { "psql".into() });
        if self.directory.owner().is_some() {
            // Root's own home and working directory are closed to psql's user.
            psql.env("HOME", self.directory.root()).current_dir(self.directory.root());
        }
        self.as_owner(&mut psql);
        psql
    }

    fn as_owner(&self, command: &mut Command) {
        if let Some(owner) = self.directory.owner() {
            // As root, the standard library drops the supplementary groups too.
            command.uid(owner.uid).gid(owner.gid);
        }
    }
}

/// Runs a program without a server, to its end.
pub(super) fn run(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("{program} cannot be run"))?;
    let said = [output.stdout, output.stderr].concat();
    ensure!(output.status.success(), "{program} failed ({}):\n{}", output.status, String::from_utf8_lossy(&said));
    Ok(())
}
