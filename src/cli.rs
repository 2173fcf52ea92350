//! The command line: one file per command.

mod backfill;
pub mod demo;
mod doctor;
mod forget;
mod import;
mod limits;
mod lists;
mod open;
mod output;
mod people;
mod plan;
mod psql;
mod quota;
mod refresh;
mod reread;
mod sandbox;
mod savings;
mod serve;
mod status;
mod tracking;
mod working;

use crate::clock::Clock;
use crate::config::{self, Config, Env, SettingError};
use crate::cv;
use crate::db::cluster::{self, Durability};
use chrono::{DateTime, Utc};
use clap::{Args, Parser, Subcommand};
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Exit code of success.
const DONE: u8 = 0;
/// Exit code of a failure; the reason stands on standard error.
const FAILED: u8 = 1;
/// Exit code of a wrong command line or setting.
const WRONG_USAGE: u8 = 2;

/// Loads the jobs that people's CVs ask for from paid job APIs, and never pays twice.
#[derive(Parser)]
#[command(name = "jobfill", version, about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start everything on sandbox data, a month after ten people came; print the sign-ins.
    Demo(demo::Options),
    /// Serve the pages, and work the queue.
    Serve(serve::Options),
    /// Work the queue alone.
    Work,
    /// Bring the database up to date.
    Migrate,
    /// Add people, or give them a link to set a password.
    User {
        #[command(subcommand)]
        command: people::UserCommand,
    },
    /// Open the database with psql.
    Psql(psql::Options),
    /// Add searches in bulk from a CSV file.
    Import(import::Options),
    /// Buy what searches still need, and print what it cost.
    Backfill(backfill::Options),
    /// Ask all sources for what live searches lack, now.
    Refresh(refresh::Options),
    /// Show why each combination is bought or not. Buys nothing.
    Plan(plan::Options),
    /// Show how a person's searches stand, or everybody's.
    Status(status::Options),
    /// Show every combination that was ever asked for.
    Tracking(tracking::Options),
    /// Show what was spent, and what is left.
    Quota(quota::Options),
    /// Show the limits that hold, or change some.
    Limits(limits::Options),
    /// Show what sharing saved.
    Savings(savings::Options),
    /// Show what needs somebody, and what to do; exit with 1 while anything does.
    Doctor(doctor::Options),
    /// Delete again what a restored backup brought back.
    Forget(forget::Options),
    /// Read kept answers again after an update, without buying.
    Reread(reread::Options),
    /// Run the stand-in job APIs alone.
    Sandbox(sandbox::Options),
    /// Keep a private PostgreSQL running until standard input closes.
    #[command(hide = true)]
    HoldCluster {
        root: PathBuf,
        /// For tests: nothing is synced, and nothing stays.
        #[arg(long)]
        throwaway: bool,
    },
}

/// Option of commands that can run as if it were another time.
#[derive(Args, Clone, Copy, Debug)]
pub struct At {
    /// Run as if it were then (RFC 3339): for replays and tests.
    #[arg(long, value_name = "TIMESTAMP")]
    at: Option<DateTime<Utc>>,
}

impl At {
    fn clock(self) -> Clock {
        self.at.map_or(Clock::System, Clock::fixed)
    }
}

/// Reads the command line and runs the command; returns the process's exit code.
pub fn main() -> ExitCode {
    // The child process that reads an uploaded file limits itself before it does anything else.
    if first_argument().as_deref() == Some(cv::child::SUBCOMMAND) {
        return cv::child::main();
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { WRONG_USAGE } else { DONE });
        }
    };
    ExitCode::from(match dispatch(cli.command) {
        Ok(code) => code,
        Err(error) => report(&error),
    })
}

fn first_argument() -> Option<String> {
    std::env::args().nth(1)
}

/// Runs a command. Holding a cluster needs neither settings nor a runtime; every other command does.
fn dispatch(command: Command) -> anyhow::Result<u8> {
    let env = Env::of_process();
    match command {
        Command::HoldCluster { root, throwaway } => {
            let durability = if throwaway { Durability::Throwaway } else { Durability::Durable };
            cluster::hold(&root, durability, &|name| env.os(name))?;
            Ok(DONE)
        }
        command => runtime()?.block_on(run(command, env)),
    }
}

async fn run(command: Command, env: Env) -> anyhow::Result<u8> {
    start_log(&env)?;
    let _ = rustls::crypto::ring::default_provider().install_default();
    match command {
        Command::Demo(options) => demo::run(options, env).await,
        Command::Sandbox(options) => sandbox::run(options).await,
        command => with_config(command, Config::from_env(&env)?, env).await,
    }
}

async fn with_config(command: Command, config: Config, env: Env) -> anyhow::Result<u8> {
    match command {
        Command::Serve(options) => serve::run(options, config, &env).await,
        Command::Work => serve::work(config, &env).await,
        Command::Migrate => serve::migrate(config, &env).await,
        Command::User { command } => people::run(command, config, &env).await,
        Command::Psql(options) => psql::run(options, config, &env).await,
        Command::Import(options) => import::run(options, config, &env).await,
        Command::Backfill(options) => backfill::run(options, config, &env).await,
        Command::Refresh(options) => refresh::run(options, config, &env).await,
        Command::Plan(options) => plan::run(options, config, &env).await,
        Command::Status(options) => status::run(options, config, &env).await,
        Command::Tracking(options) => tracking::run(options, config, &env).await,
        Command::Quota(options) => quota::run(options, config, &env).await,
        Command::Limits(options) => limits::run(options, config, &env).await,
        Command::Savings(options) => savings::run(options, config, &env).await,
        Command::Doctor(options) => doctor::run(options, config, &env).await,
        Command::Forget(options) => forget::run(options, config, &env).await,
        Command::Reread(options) => reread::run(options, config, &env).await,
        Command::Demo(_) | Command::Sandbox(_) | Command::HoldCluster { .. } => Ok(WRONG_USAGE),
    }
}

/// Runtime for background work; the web server's threads bring their own.
fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()
}

/// Starts the log on standard error, so that standard output is the command's own.
fn start_log(env: &Env) -> Result<(), SettingError> {
    let expected = "a level such as info, or pairs such as jobfill=debug,warn";
    let filter: EnvFilter = env.parsed("JOBFILL_LOG", config::LOG, expected)?;
    let is_coloured = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    log.with_ansi(is_coloured).with_target(false).init();
    Ok(())
}

fn report(error: &anyhow::Error) -> u8 {
    eprintln!("jobfill: {error:#}");
    if error.is::<SettingError>() || error.is::<output::Usage>() { WRONG_USAGE } else { FAILED }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
