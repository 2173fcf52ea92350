//! What forms have in common.

/// A value to choose from, as `m::select` shows one.
pub(super) struct Choice {
    pub value: String,
    /// The value in words.
    pub label: String,
    pub is_chosen: bool,
}

/// Of a field about which there is nothing to complain.
pub(super) const NO_ERROR: Option<&str> = None;
