//! The reason that every act of an admin needs; it is kept in the audit.

use crate::typed::clean;
use crate::web::error::{AppError, AppResult};
use serde::Deserialize;

/// Longer reasons are refused, in characters.
const MAX_LENGTH: usize = 300;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Because {
    reason: String,
    /// The last act on the same thing when the form was shown, as `meanwhile` gave it.
    seen: String,
}

impl Because {
    /// What the form's page had seen; None: it does not say.
    pub fn seen(&self) -> Option<i64> {
        self.seen.parse().ok()
    }

    /// The reason, or a sentence that asks for one. Browsers ask before, so this page is seldom seen.
    pub fn read(&self) -> AppResult<String> {
        let reason = clean(&self.reason).map_err(|unclean| AppError::BadRequest(format!("The reason: {unclean}")))?;
        match reason.chars().count() {
            0 => Err(AppError::BadRequest(
                "Nothing was done. Go back and give a reason: it is kept in the audit.".to_owned(),
            )),
            1..=MAX_LENGTH => Ok(reason),
            _ => Err(AppError::BadRequest(format!(
                "Nothing was done. Go back and give a reason of at most {MAX_LENGTH} characters."
            ))),
        }
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
