//! Chaos: worlds of real processes over a database of their own, in which everything fails that can, and invariants
//! that hold all the same. `bin/chaos` runs it; `--help` says how.

#![expect(unreachable_pub, reason = "a program of its own: what its modules share is pub")]
#![expect(
    clippy::unwrap_used,
    reason = "a lock whose holder panicked, or a client that cannot be built, ends the harness"
)]

mod books;
mod database;
mod dice;
mod loops;
mod mail;
mod people;
mod plan;
mod process;
mod provider;
mod wire;
mod world;

use anyhow::Context;
use clap::Parser;
use jobfill::clock::Clock;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinSet;
use tokio::time::timeout;
use world::{Seen, World};

/// A world that takes longer hangs: its steps take half a minute, and its rest has bounds of some minutes in all.
const LONGEST_WORLD: Duration = Duration::from_secs(15 * 60);

/// The program under fire.
pub const JOBFILL: &str = env!("CARGO_BIN_EXE_jobfill");

/// The environment, for what is told how to read it.
#[expect(clippy::disallowed_methods, reason = "this is where it enters the harness")]
pub fn env(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

/// Worlds of real processes in which everything fails that can.
#[derive(Parser)]
#[command(name = "chaos")]
struct Options {
    /// No new world begins after so many minutes.
    #[arg(long, default_value_t = 3.0)]
    minutes: f64,
    /// The seed of the first world; the others follow it. Not given: a fresh one.
    #[arg(long)]
    seed: Option<u64>,
    /// End after so many worlds.
    #[arg(long)]
    worlds: Option<u64>,
    /// Worlds at the same time: most of a world is waiting.
    #[arg(long, default_value_t = 3)]
    at_once: usize,
    /// Instead of worlds: changes postings, places, CVs and a model's answers at random, each for so many seconds.
    #[arg(long)]
    loops: Option<u64>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let options = Options::parse();
    let first = options.seed.unwrap_or_else(fresh_seed);
    println!("chaos: seeds from {first} on");
    if let Some(seconds) = options.loops {
        let length = Duration::from_secs(seconds);
        let held = tokio::task::spawn_blocking(move || loops::run(first, length)).await;
        return if held.unwrap_or(false) { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    tokio::select! {
        outcome = all(&options, first) => outcome,
        () = stopped() => ExitCode::from(130),
    }
}

/// Ctrl-C or SIGTERM: then the worlds end in order, with all their processes.
async fn stopped() {
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

/// Small enough to be typed.
fn fresh_seed() -> u64 {
    Clock::System.now().timestamp_millis().unsigned_abs() % 1_000_000_000
}

async fn all(options: &Options, first: u64) -> ExitCode {
    let (begun, length) = (Instant::now(), Duration::from_secs_f64(options.minutes * 60.0));
    let mut seeds = (first..).take(options.worlds.unwrap_or(u64::MAX) as usize);
    let mut running = JoinSet::new();
    let mut held = 0;
    loop {
        while running.len() < options.at_once && begun.elapsed() < length {
            let Some(seed) = seeds.next() else { break };
            running.spawn(async move { one(seed).await });
        }
        match running.join_next().await {
            Some(Ok(true)) => held += 1,
            Some(_) => return ExitCode::FAILURE,
            None => break,
        }
    }
    println!("chaos: {held} worlds held, in {:.0} s", begun.elapsed().as_secs_f64());
    ExitCode::SUCCESS
}

/// One world; whether it held.
async fn one(seed: u64) -> bool {
    let logs = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("chaos").join(seed.to_string());
    let _ = std::fs::remove_dir_all(&logs);
    let begun = Instant::now();
    let making = timeout(LONGEST_WORLD, World::make(seed, logs.clone())).await;
    let mut world = match making.context("it takes too long").flatten() {
        Ok(world) => world,
        Err(error) => {
            println!("chaos: world {seed} could not be made: {error:#}");
            return false;
        }
    };
    let run = timeout(LONGEST_WORLD, world.run(seed)).await;
    match run.with_context(|| format!("no end after {LONGEST_WORLD:?}")).flatten() {
        Ok(seen) => {
            println!("world {seed} held, {:.0} s: {}", begun.elapsed().as_secs_f64(), told(seen));
            drop(world);
            let _ = std::fs::remove_dir_all(&logs);
            true
        }
        Err(error) => {
            let kept = world.keep().map_or_else(|error| format!("{error:#}"), |path| path.display().to_string());
            println!(
                "world {seed} broke:\n{}\nbecause: {error:#}\nlogs: {kept}\nagain: bin/chaos --seed {seed} --worlds 1",
                world.steps()
            );
            false
        }
    }
}

fn told(seen: Seen) -> String {
    let Seen { looks, deaths, stillborn, acknowledged, sold, lost } = seen;
    format!(
        "{looks} looks, {deaths} deaths ({stillborn} at birth), {acknowledged} acts acknowledged, {sold} pages sold, {lost} answers lost"
    )
}
