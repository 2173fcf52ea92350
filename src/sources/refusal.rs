//! Why one posting of a page was left out.

/// Fault of a posting. Prints as the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Refusal {
    /// Not a set of named fields.
    #[error("is no object")]
    NoObject,
    /// Without a field of every posting, named as the provider names it.
    #[error("has no {0}")]
    Without(&'static str),
}

impl Refusal {
    /// So many rows of this kind, in words.
    pub(super) fn of(self, count: usize) -> String {
        match (self, count) {
            (Self::NoObject, 1) => "1 that is no object".to_owned(),
            (Self::NoObject, _) => format!("{count} that are no objects"),
            (Self::Without(field), _) => format!("{count} without {field}"),
        }
    }
}
