//! Reasons for leaving out a posting of a page.

/// Fault of a posting. Prints as the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Refusal {
    /// Row that is no set of named fields.
    #[error("is no object")]
    NoObject,
    /// Row without a field that every posting has, by the provider's name for the field.
    #[error("has no {0}")]
    Without(&'static str),
}

impl Refusal {
    /// Count of rows with this fault, in words.
    pub(super) fn of(self, count: usize) -> String {
        match (self, count) {
            (Self::NoObject, 1) => "1 that is no object".to_owned(),
            (Self::NoObject, _) => format!("{count} that are no objects"),
            (Self::Without(field), _) => format!("{count} without {field}"),
        }
    }
}
