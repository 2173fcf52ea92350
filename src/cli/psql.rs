//! `jobfill psql`: opens the database as it is, private or not.

use super::open::{DATABASE, close_cluster, locate};
use crate::config::{Config, Env};
use crate::db;
use anyhow::Context;
use clap::Args;
use std::process::Command;

#[derive(Args)]
pub(super) struct Options {
    /// Passed on to psql, such as: -c 'SELECT …'
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<String>,
}

pub(super) async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
    let (url, cluster) = locate(&config, env).await?;
    let mut command = match &cluster {
        Some(cluster) => cluster.psql_command(DATABASE),
        None => {
            // Every user of the machine can read a command line.
            let (address, password) = db::without_password(&url)?;
            let mut command = Command::new("psql");
            command.arg(address).envs(password.map(|password| ("PGPASSWORD", password)));
            command
        }
    };
    command.args(options.args);
    let status = tokio::task::spawn_blocking(move || command.status()).await?;
    let status = status.context("psql cannot be started; install the PostgreSQL client")?;
    close_cluster(cluster).await?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(super::FAILED))
}
