//! A process for holding a cluster only: `jobfill hold-cluster`.

use std::{
    io::{self, Write},
    path::Path,
};

use anyhow::Result;

use super::{Cluster, Durability, Env};

/// Starts the cluster, prints `ready URL`, and leaves it when standard input ends.
///
/// Holds the tests' shared cluster: a test process cannot stop a server as its last act, but its pipe closes at any
/// end.
///
/// # Errors
///
/// If the cluster does not start or stop, or its output has no reader.
pub fn hold(root: &Path, durability: Durability, env: Env) -> Result<()> {
    let cluster = Cluster::start(root, durability, env)?;
    writeln!(io::stdout(), "ready {}", cluster.url("postgres"))?;
    io::copy(&mut io::stdin(), &mut io::sink())?;
    cluster.stop()?;
    Ok(())
}
