//! A process that does nothing but use a cluster: what `jobfill hold-cluster` runs.

use std::{
    io::{self, Write},
    path::Path,
};

use anyhow::Result;

use super::{Cluster, Durability, Env};

/// Starts the cluster, prints `ready URL`, and leaves it when standard input ends.
///
/// The tests hold their shared cluster by it: a test process cannot stop a server as its last act,
/// but when it ends, however it ends, the pipe closes.
///
/// # Errors
///
/// If the cluster does not start or stop, or nobody reads what is printed.
pub fn hold(root: &Path, durability: Durability, env: Env) -> Result<()> {
    let cluster = Cluster::start(root, durability, env)?;
    writeln!(io::stdout(), "ready {}", cluster.url("postgres"))?;
    io::copy(&mut io::stdin(), &mut io::sink())?;
    cluster.stop()?;
    Ok(())
}
