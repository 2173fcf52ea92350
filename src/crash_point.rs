//! Crash points: places where a debug build kills or stops itself, so that tests can prove what survives. Absent from
//! release builds.

use crate::config::Config;

/// Kills the process when `JOBFILL_CRASH_AT` names this point, as if the power went. With `:stop` after the name the
/// process stands still until a SIGCONT, as if the machine had slept.
#[cfg(debug_assertions)]
pub fn reach(config: &Config, point: &str) {
    use rustix::process::{Signal, getpid, kill_process};
    let signal = match config.crash_at.as_deref().and_then(|at| at.strip_prefix(point)) {
        Some("") => Signal::KILL,
        Some(":stop") => Signal::STOP,
        _ => return,
    };
    let _ = kill_process(getpid(), signal);
}

/// Does nothing: release builds have no crash points.
#[cfg(not(debug_assertions))]
pub fn reach(_config: &Config, _point: &str) {}
