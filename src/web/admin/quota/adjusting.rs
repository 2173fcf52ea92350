//! The form that sets a meter right.

use crate::quota::adjust::Adjusted;
use crate::typed::clean;
use serde::Deserialize;

/// Longest reason for an adjustment, in characters; a longer text is refused.
const MAX_REASON: usize = 300;

/// A refused form, with a message beside each field.
#[derive(Clone, Debug, Default)]
pub(super) struct Refused {
    pub form: AdjustForm,
    pub credits: Option<String>,
    pub reason: Option<String>,
}

/// The form that sets a meter right.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AdjustForm {
    pub meter: i32,
    /// The last adjustment on the page.
    pub seen: i64,
    pub credits: String,
    pub reason: String,
}

impl AdjustForm {
    /// The credits and the reason.
    pub(super) fn read(&self) -> Result<(i64, String), Refused> {
        let credits = self.credits.trim().replace('−', "-").parse::<i64>().ok();
        let credits = credits.filter(|credits| credits.unsigned_abs() <= 1_000_000_000);
        let reason = clean(&self.reason).ok().filter(|reason| (1..=MAX_REASON).contains(&reason.chars().count()));
        match (credits, reason) {
            (Some(credits), Some(reason)) => Ok((credits, reason)),
            (credits, reason) => Err(Refused {
                form: self.clone(),
                credits: credits.is_none().then(|| say!("admin-quota-adjust-no-number")),
                reason: reason.is_none().then(|| say!("admin-quota-adjust-no-reason", most = MAX_REASON)),
            }),
        }
    }
}

impl Refused {
    pub(super) fn is_refused(&self) -> bool {
        self.credits.is_some() || self.reason.is_some()
    }

    /// The form as a new one after an adjustment: the admin has seen the change by now.
    pub(super) fn after(form: AdjustForm, outcome: &Adjusted) -> Self {
        let credits = match outcome {
            Adjusted::Overtaken(credits, reason) => {
                say!("admin-quota-adjust-overtaken", credits = credits.to_string(), reason = reason)
            }
            Adjusted::BelowZero(spent) => say!("admin-quota-adjust-below-zero", spent = spent),
            Adjusted::Done(_) => String::new(),
        };
        Self { form, credits: Some(credits), reason: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(credits: &str, reason: &str) -> AdjustForm {
        AdjustForm { credits: credits.to_owned(), reason: reason.to_owned(), ..AdjustForm::default() }
    }

    #[test]
    fn an_adjustment_needs_a_number_and_a_reason() {
        assert_eq!(form(" −20 ", "counted  twice").read().unwrap(), (-20, "counted twice".to_owned()));
        let refused = form("some", " ").read().unwrap_err();
        assert!(refused.credits.is_some() && refused.reason.is_some());
        assert!(form("1", &"x".repeat(MAX_REASON + 1)).read().is_err());
    }
}
