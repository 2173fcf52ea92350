//! Work not done, lost, or unreadable. Pure.

use crate::models::fetch::ErrorCode;
use crate::models::fetch::failure::Failure;
use crate::models::source_state::Health;
use crate::needs::{Cause, Facts, Need};
use crate::text;
use chrono::{DateTime, Utc};

/// Share of unreadable rows from which somebody has to act: one in so many.
const MANY_LEFT_OUT: i64 = 20;

pub(super) fn all(facts: &Facts) -> Vec<Need> {
    let troubles = &facts.troubles;
    let mut needs = vec![
        open(Cause::TasksIdle, troubles.idle, troubles.idle_since),
        open(Cause::CvWaits, troubles.cvs_waiting, troubles.cvs_waiting_since),
        open(Cause::CvFailed, troubles.cvs_failed, troubles.cvs_failed_since),
        unreadable(facts),
        failed(facts),
        mails(facts),
        open(Cause::AlertsFailed, facts.alerts.count, facts.alerts.since),
        Need {
            is_urgent: troubles.is_unknown_old,
            ..open(Cause::UnknownPages, troubles.unknown, troubles.unknown_since)
        },
        open(Cause::SignInsLocked, troubles.locked, troubles.locked_since),
        Need { is_urgent: false, ..open(Cause::NoPassword, troubles.no_password, troubles.no_password_since) },
    ];
    needs.extend(facts.health.iter().filter(|one| facts.enabled.contains(&one.source)).map(rows_left_out));
    needs.retain(|need| need.count > 0);
    needs.extend(facts.run_late_since.map(|since| run(facts, since)));
    needs
}

fn is_unreadable(failure: &&Failure) -> bool {
    failure.code == ErrorCode::Unreadable
}

/// Answers kept unread; where they were swept out, the fetches that failed for them.
fn unreadable(facts: &Facts) -> Need {
    let failures = facts.failures.iter().filter(is_unreadable);
    let fetches: i64 = failures.clone().map(|failure| failure.fetches).sum();
    let since = facts.troubles.unread_since.or_else(|| failures.map(|failure| failure.first_at).min());
    open(Cause::Unreadable, fetches.max(facts.troubles.unread), since)
}

/// Unreadable rows of a source. Single rows that lack what a job needs are usual; many are a change at the provider.
fn rows_left_out(one: &Health) -> Need {
    let why = one.left_out_why.clone().unwrap_or_default();
    Need {
        cause: Cause::RowsLeftOut,
        which: one.source.to_string(),
        is_urgent: one.left_out * MANY_LEFT_OUT >= one.rows,
        since: one.left_out_since,
        count: one.left_out,
        what: say!(
            "needs-rows-left-out",
            count = one.left_out,
            rows = one.rows,
            source = one.source.label(),
            why = why
        ),
        what_to_do: say!("needs-rows-left-out-do"),
        link: "/admin/fetches",
    }
}

fn failed(facts: &Facts) -> Need {
    let failures = facts.failures.iter().filter(|failure| !is_unreadable(failure));
    let fetches = failures.clone().map(|failure| failure.fetches).sum();
    open(Cause::FailedFetches, fetches, failures.map(|failure| failure.first_at).min())
}

/// One that is refused for its address needs nobody; where the last ones all failed, none goes out.
fn mails(facts: &Facts) -> Need {
    let mails = &facts.mails;
    Need { is_urgent: mails.are_last_ones, ..open(Cause::MailsFailed, mails.failed, mails.failed_since) }
}

fn run(facts: &Facts, since: DateTime<Utc>) -> Need {
    let day = text::short_day(facts.today);
    let what = match facts.troubles.is_run_missing {
        true => say!("needs-run-missing", day = day),
        false => say!("needs-run-hangs", day = day),
    };
    Need { what, ..open(Cause::RunOverdue, 1, Some(since)) }
}

/// Need with the words of its cause.
fn open(cause: Cause, count: i64, since: Option<DateTime<Utc>>) -> Need {
    let (what, what_to_do, link) = match cause {
        Cause::TasksIdle => (say!("needs-tasks", count = count), say!("needs-tasks-do"), "/admin/fetches"),
        Cause::RunOverdue => (String::new(), say!("needs-run-do"), "/admin/refreshes"),
        Cause::CvWaits => (say!("needs-cv-waits", count = count), say!("needs-cv-waits-do"), "/admin/settings"),
        Cause::CvFailed => (say!("needs-cv-failed", count = count), say!("needs-cv-failed-do"), "/admin/users"),
        Cause::Unreadable => {
            (say!("needs-unreadable", count = count), say!("needs-unreadable-do"), "/admin/fetches#failed")
        }
        Cause::FailedFetches => (say!("needs-failed", count = count), say!("needs-failed-do"), "/admin/fetches#failed"),
        Cause::MailsFailed => {
            (say!("needs-mails-failed", count = count), say!("needs-mails-failed-do"), "/admin/settings")
        }
        Cause::AlertsFailed => {
            (say!("needs-alerts-failed", count = count), say!("needs-alerts-failed-do"), "/admin/settings")
        }
        Cause::UnknownPages => (say!("needs-unknown", count = count), say!("needs-unknown-do"), "/admin/quota"),
        Cause::SignInsLocked => (say!("needs-locked", count = count), say!("needs-locked-do"), "/admin/users"),
        _ => (say!("needs-password", count = count), say!("needs-password-do"), "/admin/users"),
    };
    Need { cause, which: String::new(), is_urgent: true, since, count, what, what_to_do, link }
}
