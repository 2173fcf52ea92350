//! What a backfill takes over from other starters, instead of waiting for a worker.

use super::averages::Averages;
use super::start::{self, Preview};
use crate::app::App;
use crate::coverage::plan::{Planned, Why};
use crate::coverage::reach::Ask;
use crate::models::fetch::Joined;
use std::collections::HashSet;

/// The plan with untouched fetches counted as new, since they are bought now.
pub fn as_new(app: &App, averages: &Averages, preview: Preview, joined: &[Joined]) -> Preview {
    let mut counted = HashSet::new();
    let planned = preview.planned.into_iter().map(|one| match ask_of(&one, joined) {
        Some(ask) if counted.insert(one.request_id) => Planned { why: Why::New(ask), ..one },
        Some(_) => Planned { why: Why::SameRequest, ..one },
        None => one,
    });
    start::price(app, averages, planned.collect())
}

fn ask_of(planned: &Planned, joined: &[Joined]) -> Option<Ask> {
    let one = joined.iter().find(|one| one.is_untouched && one.fetch.request_id == planned.request_id)?;
    let is_waited_for = planned.why == Why::BeingBought;
    is_waited_for.then_some(Ask {
        span: one.fetch.span(),
        window: one.fetch.window(),
        created_since: one.fetch.created_since,
    })
}
