//! The private PostgreSQL: a cluster in Jobfill's own data directory, for when `DATABASE_URL` is
//! not set.
//!
//! The cluster is made with the real `initdb`, run by the real `postgres`, and reached by a unix socket in a private
//! directory: no port can collide, and no other user of the machine gets in. All processes of a directory share one
//! server:
//!
//! * `start.lock`, held for moments, lets one process at a time make, start or stop the server;
//! * `users.lock`, shared and held for life, counts the users: the last to leave stops the server.
//!
//! The kernel releases both locks when a process is killed. The server survives the process, and the next start adopts
//! the server.

mod binaries;
mod directory;
mod hold;
mod initdb;
mod locks;
mod owner;
mod processes;
mod server;

use std::{ffi::OsString, path::Path, path::PathBuf, process::Command};

use anyhow::{Context, Result};

pub use hold::hold;

use binaries::Binaries;
use locks::{StartLock, UsersLock};
use server::Server;

/// Reader of environment variables for this process; the environment enters from outside.
pub type Env<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// Data that a crash of the machine may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// No committed data.
    Durable,
    /// All data, for tests: without syncing to disk, and with the whole directory removed by the last process.
    Throwaway,
}

/// A process's use of a cluster; dropping the last use stops the server.
#[derive(Debug)]
pub struct Cluster {
    server: Server,
    /// `None` once this process has left.
    users: Option<UsersLock>,
}

impl Cluster {
    /// Makes the cluster in `root` if missing, starts or adopts its server, and waits for an answer.
    ///
    /// `root` belongs to the cluster alone: no other files may lie there. Blocks for about a second the first time, and
    /// for a fraction of a second later.
    ///
    /// # Errors
    ///
    /// Sentences for the person at the terminal: no PostgreSQL is installed, its major version is not the cluster's,
    /// the directory is not ours or cannot be reached, or the server does not start (with the end of its log).
    pub fn start(root: &Path, durability: Durability, env: Env) -> Result<Self> {
        let (directory, start_lock) = StartLock::open_alone(root)?;
        let users = UsersLock::join(&directory)?;
        let binaries = Binaries::find(env, directory.major_version()?)?;
        let server = Server { directory, binaries, durability };
        server.make_if_new()?;
        server.start_or_adopt()?;
        // Leaving takes this lock again, so a user may exist only after its release.
        drop(start_lock);
        Ok(Self { server, users: Some(users) })
    }

    /// Address of a database in the cluster, as every client library reads it; `postgres` always exists.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        let host = percent_encoded(self.socket_dir().as_os_str().as_encoded_bytes());
        format!("postgresql://{}@/{database}?host={host}", server::ROLE)
    }

    /// Directory of the server's socket.
    #[must_use]
    pub fn socket_dir(&self) -> PathBuf {
        self.server.directory.socket_dir()
    }

    /// A `psql` for this terminal, ready to be spawned; keep the cluster until its end.
    ///
    /// psql reacts to Ctrl-C itself; the caller should ignore it meanwhile.
    #[must_use]
    pub fn psql_command(&self, database: &str) -> Command {
        let mut psql = self.server.psql();
        psql.arg(self.url(database));
        psql
    }

    /// Leaves the cluster. True if the last user left and the server was stopped.
    ///
    /// # Errors
    ///
    /// If the server does not stop within half a minute, or the directory cannot be locked any
    /// more.
    pub fn stop(mut self) -> Result<bool> {
        self.leave()
    }

    fn leave(&mut self) -> Result<bool> {
        let Some(users) = self.users.take() else {
            return Ok(false);
        };
        let directory = &self.server.directory;
        let _start_lock = StartLock::take(directory)?.context("its directory is gone")?;
        if !users.leave_as_last()? {
            return Ok(false);
        }
        self.server.stop()?;
        if self.server.durability == Durability::Throwaway {
            directory.remove()?;
        }
        Ok(true)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Err(error) = self.leave() {
            tracing::warn!("the private PostgreSQL was not stopped: {error:#}");
        }
    }
}

/// Encodes a path as `%XX`, byte by byte, since paths need not be Unicode. Letters, digits and usual path characters
/// stay.
fn percent_encoded(path: &[u8]) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    let encode = |&byte: &u8| {
        if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    path.iter().map(encode).collect()
}

#[cfg(test)]
mod tests {
    use super::percent_encoded;

    #[test]
    fn a_path_survives_being_put_into_a_url() {
        assert_eq!(percent_encoded(b"/var/lib/job-fill_1.2~/s"), "/var/lib/job-fill_1.2~/s");
        assert_eq!(percent_encoded("/a b/50%&ü".as_bytes()), "/a%20b/50%25%26%C3%BC");
        assert_eq!(percent_encoded(b"/\xff"), "/%FF");
    }
}
