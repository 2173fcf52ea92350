//! Why one posting of a page was left out.

/// What a posting lacks. Prints as the end of a sentence about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Refusal {
    /// Not a set of named fields.
    #[error("is no object")]
    NoObject,
    /// Without a field that every posting has; by the provider's name for it.
    #[error("has no {0}")]
    Without(&'static str),
}
