//! Terms of a person's requests: the payer, and the earliest beginning.

use crate::backfill::demand::{FreshCombinations, Waiting};
use crate::coverage::plan::Planned;
use chrono::{DateTime, Utc};
use std::collections::HashMap;

/// Payer of a fetch, and the earliest beginning by the payer's own limit. Requests of equal terms may share a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Terms {
    pub payer: Option<i64>,
    pub not_before: Option<DateTime<Utc>>,
}

/// Terms of a person's requests to buy.
pub(super) fn terms_of(
    planned: &[Planned],
    waiting: &Waiting,
    subject: i64,
    fresh: &mut FreshCombinations,
) -> HashMap<i64, Terms> {
    let mut terms = HashMap::new();
    for one in planned.iter().filter(|one| one.why.ask().is_some()) {
        let payer = waiting.payer(one.request_id, Some(subject));
        let not_before = if payer == Some(subject) { fresh.not_before(one.combination_id) } else { None };
        terms.insert(one.request_id, Terms { payer, not_before });
    }
    terms
}
