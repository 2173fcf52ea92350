//! Errors that say nothing about the statement: the database is away, stops, or chose one of two transactions.

use super::PoolError;
use diesel::ConnectionError;
use diesel::result::{DatabaseErrorKind, Error};

/// Beginnings of PostgreSQL's messages, for errors without a kind in Diesel. Servers with messages in another language
/// are judged by kinds alone.
const PASSING: [&str; 14] = [
    "deadlock detected",
    "could not serialize access",
    "canceling statement due to",
    "terminating connection",
    "the database system is",
    "sorry, too many clients already",
    "remaining connection slots",
    "too many connections",
    "could not extend file",
    "could not write",
    "out of memory",
    "out of shared memory",
    "cannot execute",
    "connection closed",
];

/// True when a retry may succeed in a moment.
pub fn is_passing(error: &Error) -> bool {
    match error {
        Error::DatabaseError(kind, told) => match kind {
            DatabaseErrorKind::SerializationFailure
            | DatabaseErrorKind::ReadOnlyTransaction
            | DatabaseErrorKind::UnableToSendCommand
            | DatabaseErrorKind::ClosedConnection => true,
            DatabaseErrorKind::Unknown => PASSING.iter().any(|one| told.message().starts_with(one)),
            _ => false,
        },
        Error::RollbackErrorOnCommit { commit_error, .. } => is_passing(commit_error),
        Error::BrokenTransactionManager => true,
        _ => false,
    }
}

/// True for an error of any kind that is a failed connection, or passing as by [`is_passing`].
pub fn is_about_database(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.is::<PoolError>()
            || cause.is::<ConnectionError>()
            || cause.downcast_ref::<Error>().is_some_and(is_passing)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context;

    fn told(kind: DatabaseErrorKind, message: &str) -> Error {
        Error::DatabaseError(kind, Box::new(message.to_owned()))
    }

    #[test]
    fn what_may_go_well_in_a_moment_is_told_from_what_was_asked_wrongly() {
        for passing in [
            told(DatabaseErrorKind::Unknown, "deadlock detected"),
            told(DatabaseErrorKind::Unknown, "canceling statement due to statement timeout"),
            told(DatabaseErrorKind::Unknown, "terminating connection due to administrator command"),
            told(DatabaseErrorKind::SerializationFailure, "could not serialize access"),
            told(DatabaseErrorKind::ReadOnlyTransaction, "cannot execute UPDATE in a read-only transaction"),
            told(DatabaseErrorKind::UnableToSendCommand, "connection closed"),
            told(DatabaseErrorKind::ClosedConnection, "silent"),
            Error::BrokenTransactionManager,
        ] {
            assert!(is_passing(&passing), "{passing:?}");
        }
        for ours in [
            told(DatabaseErrorKind::UniqueViolation, "duplicate key value"),
            told(DatabaseErrorKind::CheckViolation, "violates check constraint"),
            told(DatabaseErrorKind::Unknown, "column \"x\" does not exist"),
            Error::NotFound,
        ] {
            assert!(!is_passing(&ours), "{ours:?}");
        }
    }

    #[test]
    fn the_cause_is_found_below_what_was_being_done() {
        let lost = told(DatabaseErrorKind::ClosedConnection, "silent");
        assert!(is_about_database(&Err::<(), _>(lost).context("planning").unwrap_err()));
        assert!(!is_about_database(&anyhow::anyhow!("another run is under way")));
    }
}
