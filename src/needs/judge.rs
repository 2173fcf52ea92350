//! From facts to causes. Pure.

pub(super) mod limited;
#[cfg(test)]
mod tests;
mod work;

use super::{Cause, Facts, Need};
use crate::models::installation::Mode;
use crate::models::source_state::{SourceState, StopCode};

/// Troubles and good things to know: urgent first, then in the order of [`Cause`].
pub fn judge(facts: &Facts) -> Vec<Need> {
    let mut needs = Vec::new();
    needs.extend(no_key(facts));
    needs.extend(spending_stopped(facts));
    needs.extend(facts.sources.iter().filter(|state| facts.enabled.contains(&state.source)).filter_map(stopped));
    needs.extend(limited::all(facts));
    needs.extend(work::all(facts));
    needs.extend(clock_off(facts));
    needs.extend(no_operator(facts));
    needs.sort_by_key(|need| (!need.is_urgent, need.cause));
    needs
}

/// No key: without a key no job comes; over a sandbox the lack is meant.
fn no_key(facts: &Facts) -> Option<Need> {
    let is_missing = facts.enabled.is_empty() && facts.installation.mode != Some(Mode::Sandbox);
    is_missing.then(|| Need {
        cause: Cause::NoKey,
        which: String::new(),
        is_urgent: true,
        since: None,
        count: 1,
        what: say!("needs-no-key"),
        what_to_do: say!("needs-no-key-do"),
        link: "/admin/settings",
    })
}

/// Whoever offers this to others has to say who they are; a sandbox is offered to nobody.
fn no_operator(facts: &Facts) -> Option<Need> {
    let unsaid = &facts.unsaid_of_operator;
    let is_missing = !unsaid.is_empty() && facts.installation.mode != Some(Mode::Sandbox);
    is_missing.then(|| Need {
        cause: Cause::NoOperator,
        which: String::new(),
        is_urgent: true,
        since: None,
        count: i64::try_from(unsaid.len()).unwrap_or(i64::MAX),
        what: say!("needs-no-operator"),
        what_to_do: say!("needs-no-operator-do", settings = unsaid.join(", ")),
        link: "/admin/settings",
    })
}

fn spending_stopped(facts: &Facts) -> Option<Need> {
    let since = facts.installation.spending_stopped_at?;
    let why = facts.installation.spending_stopped_why.as_deref().unwrap_or_default();
    Some(Need {
        cause: Cause::SpendingStopped,
        which: String::new(),
        is_urgent: true,
        since: Some(since),
        count: 1,
        what: say!("needs-spending-stopped"),
        what_to_do: say!("needs-spending-stopped-do", why = why),
        link: "/admin#switches",
    })
}

/// Clock off: the App goes by the database's clock then; other programs on the machine do not.
fn clock_off(facts: &Facts) -> Option<Need> {
    let ahead = facts.clock_ahead?;
    Some(Need {
        cause: Cause::ClockOff,
        which: String::new(),
        is_urgent: true,
        since: None,
        count: 1,
        what: say!("needs-clock-off", seconds = ahead.num_seconds().abs()),
        what_to_do: say!("needs-clock-off-do"),
        link: "/admin/settings",
    })
}

fn stopped(state: &SourceState) -> Option<Need> {
    let code = state.stopped_code?;
    let why = state.stopped_why.as_deref().unwrap_or_default();
    let (cause, what_to_do, link) = match code {
        StopCode::Drift => (Cause::Drift, say!("needs-drift-do"), "/admin/quota"),
        StopCode::Misconfigured => (Cause::SourceStopped, say!("needs-misconfigured-do"), "/admin#sources"),
        StopCode::Unreadable => (Cause::SourceStopped, say!("needs-unreadable-source-do"), "/admin#sources"),
        StopCode::Outage => (Cause::SourceStopped, say!("needs-outage-do", why = why), "/admin#switches"),
        StopCode::AskedToWait => (Cause::SourceStopped, say!("needs-asked-to-wait-do", why = why), "/admin#switches"),
        StopCode::Paused => (Cause::SourceStopped, say!("needs-paused-do"), "/admin#switches"),
    };
    Some(Need {
        cause,
        which: state.source.to_string(),
        is_urgent: true,
        since: state.stopped_at,
        count: 1,
        what: say!("needs-source-stopped", source = state.source.label()),
        what_to_do,
        link,
    })
}
