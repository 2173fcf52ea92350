//! Words for acts and their states.

use crate::models::act::{Act, ActKind, ActState, Things};
use crate::web::form::Choice;

/// Acts that a list offers.
pub(super) fn choices(things: Things) -> Vec<Choice> {
    let of_list = ActKind::ALL.iter().filter(|kind| kind.things() == things);
    let choice = |kind: &ActKind| Choice { value: kind.to_string(), label: name(*kind), is_chosen: false };
    of_list.map(choice).collect()
}

/// An act's name, as a button would have it.
fn name(kind: ActKind) -> String {
    match kind {
        ActKind::Pause => say!("acts-pause"),
        ActKind::Resume => say!("acts-resume"),
        ActKind::LoadMissing => say!("acts-load-missing"),
        ActKind::LoadAgain => say!("acts-load-again"),
        ActKind::LoadDeeper => say!("acts-load-deeper"),
        ActKind::CancelFetch => say!("acts-cancel-fetch"),
        ActKind::DeepenFetch => say!("acts-deepen-fetch"),
        ActKind::Disable => say!("acts-disable"),
        ActKind::Enable => say!("acts-enable"),
        ActKind::Invite => say!("acts-invite"),
    }
}

/// "Let rest: 37 searches"
pub(super) fn title(act: &Act) -> String {
    let things = match act.kind.things() {
        Things::Combinations => say!("acts-combinations", count = act.items),
        Things::Fetches => say!("acts-fetches", count = act.items),
        Things::People => say!("acts-people", count = act.items),
    };
    say!("acts-title-of", act = name(act.kind), things = things)
}

/// Class and word of a state.
pub(super) fn state(state: ActState) -> (&'static str, String) {
    match state {
        ActState::Proposed => ("waiting", say!("acts-proposed")),
        ActState::Waiting => ("waiting", say!("acts-waiting")),
        ActState::Running => ("running", say!("acts-running")),
        ActState::Done => ("done", say!("acts-done")),
        ActState::Cancelled => ("cancelled", say!("acts-cancelled")),
        ActState::Undoing => ("running", say!("acts-undoing")),
        ActState::Undone => ("cancelled", say!("acts-undone")),
    }
}

/// What an act would do.
pub(super) fn effect(act: &Act) -> String {
    let (affected, rest) = (act.affected, (act.items - act.affected).max(0));
    match act.kind {
        ActKind::Pause => say!("acts-pause-effect", affected = affected, rest = rest),
        ActKind::Resume => say!("acts-resume-effect", affected = affected, rest = rest),
        ActKind::LoadMissing => say!("acts-load-missing-effect", affected = affected, rest = rest),
        ActKind::LoadAgain => say!("acts-load-again-effect", affected = affected, rest = rest),
        ActKind::LoadDeeper => say!("acts-load-deeper-effect", affected = affected),
        ActKind::CancelFetch => say!("acts-cancel-fetch-effect", affected = affected, rest = rest),
        ActKind::DeepenFetch => say!("acts-deepen-fetch-effect", affected = affected, rest = rest),
        ActKind::Disable => say!("acts-disable-effect", affected = affected, rest = rest),
        ActKind::Enable => say!("acts-enable-effect", affected = affected, rest = rest),
        ActKind::Invite => say!("acts-invite-effect", affected = affected, rest = rest),
    }
}
