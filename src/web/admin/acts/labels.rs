//! Words for acts and their states.

use crate::models::act::{Act, ActKind, ActState, ItemState, Things};
use crate::web::form::Choice;

/// Acts that a list offers.
pub(super) fn choices(things: Things) -> Vec<Choice> {
    let choice = |kind: ActKind| Choice { value: kind.to_string(), label: name(kind), is_chosen: false };
    ActKind::of(things).into_iter().map(choice).collect()
}

/// An act's name, as a button would have it.
fn name(kind: ActKind) -> String {
    match kind {
        ActKind::Pause => say!("admin-acts-pause"),
        ActKind::Resume => say!("admin-acts-resume"),
        ActKind::LoadMissing => say!("admin-acts-load-missing"),
        ActKind::LoadAgain => say!("admin-acts-load-again"),
        ActKind::LoadDeeper => say!("admin-acts-load-deeper"),
        ActKind::CancelFetch => say!("admin-acts-cancel-fetch"),
        ActKind::DeepenFetch => say!("admin-acts-deepen-fetch"),
        ActKind::Disable => say!("admin-acts-disable"),
        ActKind::Enable => say!("admin-acts-enable"),
        ActKind::Invite => say!("admin-acts-invite"),
    }
}

/// "Let rest: 37 searches"
pub(super) fn title(act: &Act) -> String {
    let things = match act.kind.things() {
        Things::Combinations => say!("admin-acts-combinations", count = act.items),
        Things::Fetches => say!("admin-acts-fetches", count = act.items),
        Things::People => say!("admin-acts-people", count = act.items),
    };
    say!("admin-acts-title-of", act = name(act.kind), things = things)
}

/// Class and word of a state.
pub(super) fn state(state: ActState) -> (&'static str, String) {
    match state {
        ActState::Proposed => ("waiting", say!("admin-acts-proposed")),
        ActState::Waiting => ("waiting", say!("admin-acts-waiting")),
        ActState::Running => ("running", say!("admin-acts-running")),
        ActState::Done => ("done", say!("admin-acts-done")),
        ActState::Cancelled => ("cancelled", say!("admin-acts-cancelled")),
    }
}

/// Class and word of what became of a thing.
pub(super) fn item(state: ItemState) -> (&'static str, String) {
    match state {
        ItemState::Open => ("waiting", say!("admin-acts-item-open")),
        ItemState::Done => ("done", say!("admin-acts-item-done")),
        ItemState::Skipped => ("cancelled", say!("admin-acts-item-left")),
    }
}

/// "Fetch 12"
pub(super) fn fetch(id: i64) -> String {
    say!("admin-acts-fetch", id = id.to_string())
}

/// What an act would do.
pub(super) fn effect(act: &Act) -> String {
    let (affected, rest) = (act.affected, (act.items - act.affected).max(0));
    match act.kind {
        ActKind::Pause => say!("admin-acts-pause-effect", affected = affected, rest = rest),
        ActKind::Resume => say!("admin-acts-resume-effect", affected = affected, rest = rest),
        ActKind::LoadMissing => say!("admin-acts-load-missing-effect", affected = affected, rest = rest),
        ActKind::LoadAgain => say!("admin-acts-load-again-effect", affected = affected, rest = rest),
        ActKind::LoadDeeper => say!("admin-acts-load-deeper-effect", affected = affected),
        ActKind::CancelFetch => say!("admin-acts-cancel-fetch-effect", affected = affected, rest = rest),
        ActKind::DeepenFetch => say!("admin-acts-deepen-fetch-effect", affected = affected, rest = rest),
        ActKind::Disable => say!("admin-acts-disable-effect", affected = affected, rest = rest),
        ActKind::Enable => say!("admin-acts-enable-effect", affected = affected, rest = rest),
        ActKind::Invite => say!("admin-acts-invite-effect", affected = affected, rest = rest),
    }
}
