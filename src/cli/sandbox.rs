//! `jobfill sandbox`: the stand-in job APIs alone.

use super::{DONE, output};
use crate::clock::Clock;
use crate::closed::NotListed;
use crate::sources::{Dialect, Source, sandbox};
use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Args)]
pub(super) struct Options {
    /// A loopback address.
    #[arg(long, default_value = "127.0.0.1:8090")]
    bind: SocketAddr,
    /// Keep the account of what was charged in this file.
    #[arg(long)]
    account: Option<PathBuf>,
    /// Speak as Active Jobs DB's own host does (direct), or as RapidAPI (gateway).
    #[arg(long, default_value = "gateway", value_parser = dialect)]
    dialect: Dialect,
    /// Manners of Active Jobs DB that are not known.
    #[command(flatten)]
    manners: sandbox::Manners,
    /// Start with its clock at this time.
    #[command(flatten)]
    at: super::At,
}

fn dialect(name: &str) -> Result<Dialect, NotListed> {
    name.parse()
}

pub(super) async fn run(options: Options) -> anyhow::Result<u8> {
    let clock: Clock = options.at.clock();
    let mut settings = sandbox::Options::new(Arc::new(move || clock.now()));
    settings.bind = options.bind;
    settings.dialect = options.dialect;
    settings.manners = options.manners;
    settings.account_file = options.account;
    let running = sandbox::start(settings)?;
    output::line(&format!("The sandbox's account: {}/account", running.url()))?;
    output::line("Point Jobfill at it with:")?;
    for &source in Source::ALL {
        output::line(&format!("  {}={}", source.base_url_setting(), running.base_url(source)))?;
    }
    output::line(&format!("  RAPIDAPI_KEY={}", sandbox::API_KEY))?;
    tokio::signal::ctrl_c().await?;
    running.stop().await;
    Ok(DONE)
}
