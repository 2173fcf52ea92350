//! Common parts of forms.

/// A value to choose from, as `m::select` shows one.
pub(super) struct Choice {
    pub value: String,
    /// The value in words.
    pub label: String,
    pub is_chosen: bool,
}

/// No complaint about a field.
pub(super) const NO_ERROR: Option<&str> = None;
