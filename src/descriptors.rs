//! File descriptors: as many as the system allows, shared out so that browsers cannot take the last one.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// More than anybody needs: a limit without end would make other programs close a billion descriptors one by one.
const MOST: u64 = 65_536;

/// Kept for what is no browser and no connection to the database: job APIs, readers of files, logs, listeners.
const OWN: u64 = 192;

/// The fewest browsers that are served, however few descriptors there are.
const LEAST: u64 = 64;

/// Raises this process's limit as far as it goes, and returns it. Children that limit themselves are not concerned.
pub fn raise() -> u64 {
    let limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.unwrap_or(MOST).min(MOST);
    let current = limit.current.unwrap_or(MOST);
    if current >= wanted {
        return current;
    }
    match setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), ..limit }) {
        Ok(()) => wanted,
        Err(error) => {
            tracing::warn!(%error, "the limit of open files stays at {current}");
            current
        }
    }
}

/// How many browsers may be connected at once, of so many descriptors. The others wait to be let in.
pub fn for_browsers(descriptors: u64, database_connections: u32) -> u64 {
    descriptors.saturating_sub(OWN + 2 * u64::from(database_connections)).max(LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_leave_descriptors_for_everything_else() {
        assert_eq!(for_browsers(1_024, 16), 800);
        assert_eq!(for_browsers(65_536, 500), 64_344);
        assert_eq!(for_browsers(256, 100), LEAST);
    }

    #[test]
    fn the_limit_is_raised_once_and_stays() {
        let raised = raise();
        assert_eq!(raise(), raised);
        assert!(raised >= getrlimit(Resource::Nofile).maximum.unwrap_or(MOST).min(MOST));
    }
}
