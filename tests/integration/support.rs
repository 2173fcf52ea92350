//! What the tests share.

use jobfill::db::{Database, Terms};
use std::ffi::OsString;

pub mod app;
pub mod books;
pub mod browser;
pub mod chromium;
pub mod cluster;
pub mod database;
pub mod dealer;
pub mod device;
pub mod gate;
pub mod jsearch;
pub mod program;
pub mod provider;
pub mod quiet_line;
pub mod raw;
pub mod receiver;
pub mod scripted;
pub mod smtp;
pub mod time;
pub mod wait;

/// The program under test.
pub const JOBFILL: &str = env!("CARGO_BIN_EXE_jobfill");

/// The environment, for what is told how to read it.
#[expect(clippy::disallowed_methods, reason = "this is where it enters the tests")]
pub fn env(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

/// Brings a database up to date.
pub async fn migrate(url: &str) -> anyhow::Result<()> {
    let database = Database::open(url, Terms::new(2)).await?;
    jobfill::db::migrate(&database).await?;
    Ok(())
}
