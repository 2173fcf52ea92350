//! The task behind a fetch.

use crate::models::fetch::Fetch;
use crate::queue::{Compartment, Kind, NewTask};
use chrono::{DateTime, Utc};

/// Tries per page before a fetch is given up until the next daily run.
const MAX_ATTEMPTS: i32 = 4;

/// First rank of a run's pages, and of checks: they come after people's.
const RUN_RANK: i32 = 1_000;

/// The task behind a fetch's pages. Its rank is the next page: every first page goes before any second. Pages of a run
/// stand in the order of their start, the most valuable first.
pub(super) fn of(fetch: &Fetch, compartment: Compartment, priority: i32, due_at: DateTime<Utc>) -> NewTask {
    let (first, priority) = if fetch.is_for_all() { (RUN_RANK, 0) } else { (0, priority) };
    NewTask {
        kind: Kind::Fetch,
        lane: compartment.lane,
        source: compartment.source,
        unique_key: fetch.id.to_string(),
        fetch_id: Some(fetch.id),
        payload: serde_json::json!({ "fetch_id": fetch.id }),
        rank: i16::try_from(first + fetch.next_page).unwrap_or(i16::MAX),
        priority,
        max_attempts: if fetch.is_one_pass { 1 } else { MAX_ATTEMPTS },
        due_at,
    }
}
