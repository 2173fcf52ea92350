//! Words of the admins' pages for the names in tables.

use crate::models::combination::State;
use crate::sources::Source;
use crate::text;
use crate::web::labels;
use chrono::{DateTime, Utc};

/// A source's label.
pub fn source(name: &str) -> &str {
    Source::from_name(name).map_or(name, |source| source.label())
}

/// The purpose of a fetch.
pub fn purpose(name: &str) -> String {
    match name {
        "sign_up" => say!("admin-purpose-sign-up"),
        "refresh" => say!("admin-purpose-refresh"),
        _ => say!("admin-purpose-by-hand"),
    }
}

/// How far back a source is asked to look, by the source's own name of the span.
pub fn span(name: &str) -> String {
    match name {
        "today" => say!("admin-span-today"),
        "24h" => say!("admin-span-day"),
        "3days" => say!("admin-span-three-days"),
        "week" | "7d" => say!("admin-span-week"),
        _ => say!("admin-span-month"),
    }
}

/// The state of a combination.
pub fn combination(state: &str) -> String {
    State::from_name(state).map_or_else(|| state.to_owned(), labels::state)
}

/// The state of a fetch or an attempt.
pub fn state(name: &str) -> String {
    match name {
        "failed" => say!("admin-state-failed"),
        "queued" => say!("admin-state-queued"),
        "running" => say!("admin-state-running"),
        "put_off" => say!("admin-state-put-off"),
        "done" => say!("admin-state-done"),
        "cancelled" => say!("admin-state-cancelled"),
        "reserved" => say!("admin-state-reserved"),
        "sending" => say!("admin-state-sending"),
        "settled" => say!("admin-state-settled"),
        "refused" => say!("admin-state-refused"),
        "voided" => say!("admin-state-voided"),
        "unknown" => say!("admin-state-unknown"),
        "lost" => say!("admin-state-lost"),
        "freed" => say!("admin-state-freed"),
        "late" => say!("admin-state-late"),
        other => other.replace('_', " "),
    }
}

/// The kind of an entry of the ledger.
pub fn kind(name: &str) -> String {
    match name {
        "opening" => say!("admin-kind-opening"),
        "adjusted" => say!("admin-kind-adjusted"),
        // All others are ends of an attempt.
        other => state(other),
    }
}

/// The unit of a meter.
pub fn unit(name: &str) -> String {
    match name {
        "jobs" => say!("admin-unit-jobs"),
        "requests" => say!("admin-unit-requests"),
        _ => say!("admin-unit-credits"),
    }
}

/// The days of a window: "16 Nov to 23 Nov".
pub fn days(from: &DateTime<Utc>, to: &DateTime<Utc>) -> String {
    let [from, to] = [from, to].map(|at| text::short_day(at.date_naive()));
    if from == to { from } else { say!("admin-days", from = from, to = to) }
}

/// The cause of a failed fetch, by its code.
pub fn cause(code: &str) -> String {
    code.replace('_', " ")
}
