//! How far back a list goes. Pure.

use crate::models::listing::{List, USUAL_DAYS};

/// Ages that the form offers, in days.
pub(in crate::web::jobs) const AGES: [i64; 4] = [1, 3, 7, 30];

/// Age limit of the list: how far back it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web::jobs) enum Age {
    Days(i64),
    All,
}

/// The age limit of a list without a choice.
pub(super) fn usual_age(list: List) -> Age {
    if list.is_marked() { Age::All } else { Age::Days(USUAL_DAYS) }
}

/// Reads an age from an address.
pub(super) fn age(text: &str) -> Option<Age> {
    if text == "all" {
        return Some(Age::All);
    }
    text.parse().ok().filter(|days| AGES.contains(days)).map(Age::Days)
}
