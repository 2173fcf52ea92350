//! The reason of an admin's act: required for each, and kept by the audit.

use crate::typed::clean;
use crate::web::error::{AppError, AppResult};
use serde::Deserialize;

/// Longest reason for an act, in characters; a longer text is refused.
const MAX_LENGTH: usize = 300;

/// The fields of every form that acts.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Because {
    reason: String,
    /// The last act on the same target when the form was shown, as `meanwhile` gave its number.
    seen: String,
}

impl Because {
    /// A reason that stands in a form of its own.
    pub(crate) fn of(reason: &str) -> Self {
        Self { reason: reason.to_owned(), seen: String::new() }
    }

    /// The last act that the form's page had shown; None: the form does not say.
    pub(crate) fn seen(&self) -> Option<i64> {
        self.seen.parse().ok()
    }

    /// The reason, cleaned. Browsers ask for a reason before, so the error is seldom seen.
    ///
    /// # Errors
    ///
    /// A bad request with a sentence: the reason is missing, too long or unclean.
    pub(crate) fn read(&self) -> AppResult<String> {
        read(&self.reason).map_err(AppError::BadRequest)
    }
}

/// A reason as typed, cleaned; else a sentence about what is wrong with it.
pub(crate) fn read(typed: &str) -> Result<String, String> {
    let reason = clean(typed).map_err(|unclean| say!("admin-reason-unclean", why = unclean.to_string()))?;
    match reason.chars().count() {
        0 => Err(say!("admin-reason-missing")),
        1..=MAX_LENGTH => Ok(reason),
        _ => Err(say!("admin-reason-long", most = MAX_LENGTH)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(reason: &str) -> Option<String> {
        Because { reason: reason.to_owned(), seen: String::new() }.read().ok()
    }

    #[test]
    fn nothing_is_done_without_a_reason() {
        assert_eq!((read(" "), read("a\nb"), read(&"x".repeat(301))), (None, None, None));
        assert_eq!(read("  invoice  disputed ").as_deref(), Some("invoice disputed"));
    }
}
