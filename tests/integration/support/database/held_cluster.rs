//! The cluster that all test processes of a checkout share, held by a process of its own.

use std::{
    env,
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::support::{JOBFILL, wait};

/// The shared cluster's address, and the process that holds it while this one lives.
pub fn hold() -> Result<(String, Child)> {
    let mut supervisor = Command::new(JOBFILL)
        .arg("hold-cluster")
        .args([&cluster_root(), Path::new("--throwaway")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // Ctrl-C at the tests must not kill it before it has stopped the server.
        .process_group(0)
        .spawn()?;
    let mut printed = BufReader::new(supervisor.stdout.take().expect("it is piped"));
    let line = wait::blocking("the tests' cluster", move || {
        let mut line = String::new();
        printed.read_line(&mut line).map(|_| line)
    })?;
    let url = line.trim_end().strip_prefix("ready ").context("the tests' cluster did not start")?;
    Ok((url.to_owned(), supervisor))
}

/// The same for all test processes of one person and checkout. Not in the target directory: that
/// may lie in root's home, where the server, which never runs as root, cannot go.
fn cluster_root() -> PathBuf {
    let checkout = Sha256::digest(env!("CARGO_MANIFEST_DIR"));
    let user = rustix::process::geteuid().as_raw();
    env::temp_dir().join(format!("jobfill-tests-{user}-{}", short(&checkout)))
}

/// Enough of a hash to tell apart what one machine holds, and short enough for a socket's path.
pub fn short(hash: &[u8]) -> String {
    hash.iter().take(6).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}
