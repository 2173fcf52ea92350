//! A place that was found in a line, before it is judged.

use super::Place;
use crate::filters::WorkArrangement;

/// One place of a line, before it is judged.
#[derive(Clone)]
pub(super) struct Found {
    pub typed: String,
    pub place: Place,
    pub arrangement: Option<WorkArrangement>,
    /// Some of the text means nothing to us, and was left out.
    pub is_guess: bool,
}
