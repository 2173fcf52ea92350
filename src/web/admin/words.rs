//! Words of the admins' pages for the values of closed lists: one function for each list.

use crate::models::attempt::AttemptState;
use crate::models::combination::State;
use crate::models::fetch::{ErrorCode, FetchState, Purpose};
use crate::quota::ledger::Kind;
use crate::sources::{Source, SpanName, Unit};
use crate::status::Answer;
use crate::text;
use crate::web::labels;
use chrono::{DateTime, Utc};

/// A source's label.
pub(super) fn source(source: &Source) -> &'static str {
    source.label()
}

/// The state of a combination.
pub(super) fn combination(state: &State) -> String {
    labels::state(*state)
}

/// The plan's answer for a combination at a source.
pub(super) fn answer(answer: &Answer) -> String {
    match answer {
        Answer::Held => say!("plan-answer-held"),
        Answer::Contained => say!("plan-answer-contained"),
        Answer::InList => say!("plan-answer-in-list"),
        Answer::BeingBought => say!("plan-answer-being-bought"),
        Answer::Partly => say!("plan-answer-partly"),
        Answer::New => say!("plan-answer-new"),
        Answer::Waits => say!("plan-answer-waits"),
        Answer::Rests => say!("plan-answer-rests"),
    }
}

/// The purpose of a fetch.
pub(super) fn purpose(purpose: &Purpose) -> String {
    match purpose {
        Purpose::SignUp => say!("admin-purpose-sign-up"),
        Purpose::Refresh => say!("admin-purpose-refresh"),
        Purpose::ByHand => say!("admin-purpose-by-hand"),
        Purpose::Audit => say!("admin-purpose-audit"),
    }
}

/// Name of a span: how far back a source is asked to look.
pub(super) fn span(span: &SpanName) -> String {
    match span {
        SpanName::Today => say!("admin-span-today"),
        SpanName::Hours24 => say!("admin-span-day"),
        SpanName::ThreeDays => say!("admin-span-three-days"),
        SpanName::Week | SpanName::Days7 => say!("admin-span-week"),
        SpanName::Month | SpanName::Months6 => say!("admin-span-month"),
    }
}

/// The state of a fetch.
pub(super) fn state(state: &FetchState) -> String {
    match state {
        FetchState::Queued => say!("admin-state-queued"),
        FetchState::Running => say!("admin-state-running"),
        FetchState::PutOff => say!("admin-state-put-off"),
        FetchState::Done => say!("admin-state-done"),
        FetchState::Failed => say!("admin-state-failed"),
        FetchState::Cancelled => say!("admin-state-cancelled"),
    }
}

/// The state of an attempt.
pub(super) fn attempt(state: &AttemptState) -> String {
    match state {
        AttemptState::Reserved => say!("admin-state-reserved"),
        AttemptState::Sending => say!("admin-state-sending"),
        AttemptState::Settled => say!("admin-state-settled"),
        AttemptState::Refused => say!("admin-state-refused"),
        AttemptState::Voided => say!("admin-state-voided"),
        AttemptState::Unknown => say!("admin-state-unknown"),
        AttemptState::Lost => say!("admin-state-lost"),
        AttemptState::Freed => say!("admin-state-freed"),
        AttemptState::Late => say!("admin-state-late"),
    }
}

/// The kind of an entry of the ledger.
pub(super) fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Reserved => say!("admin-state-reserved"),
        Kind::Settled => say!("admin-state-settled"),
        Kind::Voided => say!("admin-state-voided"),
        Kind::Unknown => say!("admin-state-unknown"),
        Kind::Freed => say!("admin-state-freed"),
        Kind::Opening => say!("admin-kind-opening"),
        Kind::Adjusted => say!("admin-kind-adjusted"),
        Kind::Count => say!("admin-kind-count"),
    }
}

/// The unit of a meter.
pub(super) fn unit(unit: &Unit) -> String {
    match unit {
        Unit::Jobs => say!("admin-unit-jobs"),
        Unit::Requests => say!("admin-unit-requests"),
    }
}

/// The days of a window: "16 Nov to 23 Nov".
pub(super) fn days(from: &DateTime<Utc>, to: &DateTime<Utc>) -> String {
    let [from, to] = [from, to].map(|at| text::short_day(at.date_naive()));
    if from == to { from } else { say!("admin-days", from = from, to = to) }
}

/// The cause of a failed fetch.
pub(super) fn cause(code: &ErrorCode) -> String {
    code.as_str().replace('_', " ")
}
