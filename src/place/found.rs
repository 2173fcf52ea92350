//! A place found in a line, before any judgement.

use super::Place;
use crate::filters::WorkArrangement;

/// A single place of a line, before any judgement.
#[derive(Clone)]
pub(super) struct Found {
    pub typed: String,
    pub place: Place,
    pub arrangement: Option<WorkArrangement>,
    /// True when a part of the text has no known meaning, and was left out.
    pub is_guess: bool,
}
