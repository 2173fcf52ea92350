//! Places where a debug build kills itself, so that tests can prove what survives. Nothing in a release build.

use crate::config::Config;

/// Kills the process, as if the power went, when the settings name this point.
#[cfg(debug_assertions)]
pub fn reach(config: &Config, point: &str) {
    if config.crash_at.as_deref() == Some(point) {
        let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
    }
}

/// Does nothing: release builds have no crash points.
#[cfg(not(debug_assertions))]
pub fn reach(_config: &Config, _point: &str) {}
