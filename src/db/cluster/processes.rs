//! Whether a server process still lives in a data directory.
//!
//! A process number alone proves little: numbers are used again (the same small ones after every restart of a
//! container), and a dead process keeps its number until reaped, which not every process 1 does.

use std::{fs, io::ErrorKind, path::Path};

use rustix::process::{Pid, test_kill_process};

/// True when a process of a PostgreSQL server works in `data`: the first one, or a surviving child.
pub(super) fn server_lives_in(data: &Path) -> bool {
    let recorded = recorded_pid(data);
    let Ok(processes) = fs::read_dir("/proc") else {
        // Not Linux: the recorded number is all there is.
        return recorded.and_then(Pid::from_raw).is_some_and(|pid| test_kill_process(pid).is_ok());
    };
    processes.flatten().map(|entry| entry.path()).any(|process| {
        let stat = fs::read_to_string(process.join("stat")).unwrap_or_default();
        is_live_postgres(&stat) && is_at_home(&process, data, recorded)
    })
}

/// Number of the server's first process, from the first line of `postmaster.pid`.
fn recorded_pid(data: &Path) -> Option<i32> {
    fs::read_to_string(data.join("postmaster.pid")).ok()?.lines().next()?.trim().parse().ok()
}

/// True for a live process, by `PID (NAME) STATE ...` as in proc(5). State Z is dead but not yet reaped, X is dead.
fn is_live_postgres(stat: &str) -> bool {
    let name_and_state = stat.split_once('(').and_then(|(_, rest)| rest.rsplit_once(") "));
    name_and_state
        .is_some_and(|(name, state)| matches!(name, "postgres" | "postmaster") && !state.starts_with(['Z', 'X']))
}

/// True for a process working in `data`: a server's processes never leave their data directory.
fn is_at_home(process: &Path, data: &Path, recorded: Option<i32>) -> bool {
    match fs::read_link(process.join("cwd")) {
        Ok(directory) => directory == data,
        // In many containers even root may not look: waiting for the recorded process beats starting a second.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            recorded.is_some_and(|pid| process.ends_with(pid.to_string()))
        }
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_living_postgres_counts() {
        assert!(is_live_postgres("17 (postgres) S 1 17 17 0 -1"));
        assert!(is_live_postgres("17 (postmaster) R 1 17 17 0 -1"));
        assert!(!is_live_postgres("17 (postgres) Z 1 17 17 0 -1"));
        assert!(!is_live_postgres("17 (bash) S 1 17 17 0 -1"));
        assert!(!is_live_postgres("17 (my) (postgres) S 1 17 17 0 -1"));
        assert!(!is_live_postgres(""));
    }

    #[test]
    fn nobody_lives_in_an_empty_directory() {
        let data = tempfile::tempdir().unwrap();
        assert!(!server_lives_in(data.path()));
        fs::write(data.path().join("postmaster.pid"), format!("{}\n", std::process::id())).unwrap();
        assert!(!server_lives_in(data.path()), "this test is no PostgreSQL");
    }
}
