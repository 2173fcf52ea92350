//! The form of limits, and a field of it.

use crate::app::App;
use crate::config::Cap;
use crate::quota::caps::Wish;
use crate::sources::Source;
use crate::text;
use crate::typed::clean;
use crate::web::admin::reason;
use serde::Deserialize;
use std::collections::HashMap;

/// The fields as typed, by name: the limits, the reason, and the last change that was shown.
#[derive(Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct LimitsForm(HashMap<String, String>);

impl LimitsForm {
    /// The wishes and their reason; None: something cannot be read. A limit that the form does not name stays.
    pub(super) fn read(&self) -> Option<(Vec<Wish>, String)> {
        let named = Cap::ALL.iter().filter(|cap| self.0.contains_key(cap.as_str()));
        let wishes = named.map(|&cap| Some((cap, self.value(cap).ok()?))).collect::<Option<_>>()?;
        Some((wishes, reason::read(self.reason()).ok()?))
    }

    /// The last change on the page that was filled in.
    pub(super) fn seen(&self) -> Option<i64> {
        self.0.get("seen")?.parse().ok()
    }

    pub(super) fn reason(&self) -> &str {
        self.0.get("reason").map_or("", String::as_str)
    }

    /// A complaint about the reason of a form that was sent.
    pub(super) fn reason_error(&self) -> Option<String> {
        let is_bad = !self.0.is_empty() && reason::read(self.reason()).is_err();
        is_bad.then(|| say!("admin-limits-reason-odd"))
    }

    /// A limit as typed; None: the default is wanted.
    fn value(&self, cap: Cap) -> Result<Option<i64>, String> {
        let typed = clean(self.0.get(cap.as_str()).map_or("", String::as_str)).unwrap_or_default();
        if typed.is_empty() {
            return Ok(None);
        }
        let read: Option<i64> = typed.replace([',', ' ', '\u{a0}', '\u{202f}'], "").parse().ok();
        let allowed = cap.allowed();
        read.filter(|value| allowed.contains(value)).map(Some).ok_or_else(|| {
            say!("admin-limits-odd", least = text::number(*allowed.start()), most = text::number(*allowed.end()))
        })
    }
}

/// A limit on the page.
pub(super) struct Field {
    pub(super) cap: Cap,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) value: String,
    pub(super) error: Option<String>,
    /// The environment sets it.
    pub(super) is_fixed: bool,
}

impl Field {
    /// A limit as it stands, or as it was typed. `changed`: who changed it last.
    pub(super) fn of(app: &App, cap: Cap, form: &LimitsForm, changed: Option<String>) -> Self {
        let typed = form.0.get(cap.as_str());
        let is_fixed = app.config.caps.fixed(cap).is_some();
        Self {
            cap,
            label: label(cap),
            hint: hint(app, cap, changed),
            value: typed.filter(|_| !is_fixed).cloned().unwrap_or_else(|| app.caps().of(cap).to_string()),
            error: typed.and_then(|_| form.value(cap).err()),
            is_fixed,
        }
    }
}

/// What the limit is for, and where its value comes from.
fn hint(app: &App, cap: Cap, changed: Option<String>) -> String {
    let usual = text::number(app.config.caps.usual(cap));
    let from = match (app.config.caps.fixed(cap), changed) {
        (Some(_), _) => say!("admin-limits-fixed", setting = cap.setting()),
        (None, Some(who)) => say!("admin-limits-from-page", who = who, usual = usual),
        (None, None) => say!("admin-limits-usual"),
    };
    format!("{} {from}", what(cap))
}

/// A limit's name.
pub(super) fn label(cap: Cap) -> String {
    match cap {
        Cap::DailyCredits => say!("admin-limits-daily-credits"),
        Cap::PersonCredits => say!("admin-limits-person-credits"),
        Cap::PersonCombinations => say!("admin-limits-person-combinations"),
        Cap::FirstDayShare => say!("admin-limits-first-day-share"),
        Cap::SignUpShare => say!("admin-limits-sign-up-share"),
        Cap::RefreshDays => say!("admin-limits-refresh-days"),
        Cap::JSearchPages => Source::JSearch.label().to_owned(),
        Cap::CountryPages => say!("admin-limits-country-pages"),
        Cap::ActiveJobsPages => Source::ActiveJobs.label().to_owned(),
    }
}

fn what(cap: Cap) -> String {
    match cap {
        Cap::DailyCredits => say!("admin-limits-daily-credits-what"),
        Cap::PersonCredits => say!("admin-limits-person-credits-what"),
        Cap::PersonCombinations => say!("admin-limits-person-combinations-what"),
        Cap::FirstDayShare => say!("admin-limits-first-day-share-what"),
        Cap::SignUpShare => say!("admin-limits-sign-up-share-what"),
        Cap::RefreshDays => say!("admin-limits-refresh-days-what"),
        Cap::JSearchPages => say!("admin-limits-jsearch-pages-what"),
        Cap::CountryPages => say!("admin-limits-country-pages-what"),
        Cap::ActiveJobsPages => say!("admin-limits-active-jobs-pages-what"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> LimitsForm {
        LimitsForm(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn limits_are_read_as_people_write_them_and_an_empty_one_is_the_default() {
        let typed = form(&[("daily_credits", " 20,000 "), ("signup_share", ""), ("reason", "a rush")]);
        let (wishes, reason) = typed.read().unwrap();
        assert_eq!(wishes, [(Cap::DailyCredits, Some(20_000)), (Cap::SignUpShare, None)]);
        assert_eq!(reason, "a rush");
    }

    #[test]
    fn what_is_out_of_bounds_or_without_a_reason_is_refused_beside_its_field() {
        let typed = form(&[("refresh_days", "8"), ("jsearch_pages", "many"), ("reason", " ")]);
        assert!(typed.read().is_none() && typed.reason_error().is_some());
        assert_eq!(typed.value(Cap::RefreshDays).unwrap_err(), "Write a whole number from 1 to 7.");
        assert!(typed.value(Cap::JSearchPages).is_err() && typed.value(Cap::DailyCredits).is_ok());
    }
}
