//! Caps: the limits that an admin may have to change before breakfast. The environment wins, then the admins' page, then
//! the default.

use super::{Env, SettingError};
use crate::closed_list;
use crate::sources::Source;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

closed_list! {
    "a limit";
    /// A limit that admins change on a page.
    pub enum Cap {
        /// Credits of all people together per local day.
        DailyCredits = "daily_credits",
        /// Each person's credits per local day.
        PersonCredits = "person_credits",
        /// Combinations bought for one person per local day.
        PersonCombinations = "person_combinations",
        /// Percent of everybody's day for all people together who signed up by themselves within a day.
        FirstDayShare = "first_day_share",
        /// Percent of everybody's day, and of each plan, that runs leave to new searches.
        SignUpShare = "signup_share",
        /// Days after which a daily run asks again at the latest.
        RefreshDays = "refresh_days",
        /// Pages of a fetch at JSearch.
        JSearchPages = "jsearch_pages",
        /// Pages of a country's list at JSearch that is bought instead of its towns' own.
        CountryPages = "jsearch_country_pages",
        /// Pages of a fetch at Active Jobs DB.
        ActiveJobsPages = "active_jobs_pages",
    }
}

impl Cap {
    /// Name of its setting in the environment.
    pub const fn setting(self) -> &'static str {
        match self {
            Self::DailyCredits => "JOBFILL_DAILY_CREDITS",
            Self::PersonCredits => "JOBFILL_PERSON_CREDITS",
            Self::PersonCombinations => "JOBFILL_PERSON_COMBINATIONS",
            Self::FirstDayShare => "JOBFILL_FIRST_DAY_SHARE",
            Self::SignUpShare => "JOBFILL_SIGNUP_SHARE",
            Self::RefreshDays => "JOBFILL_REFRESH_DAYS",
            Self::JSearchPages => "JSEARCH_PAGES",
            Self::CountryPages => "JSEARCH_COUNTRY_PAGES",
            Self::ActiveJobsPages => "ACTIVE_JOBS_PAGES",
        }
    }

    /// The default.
    pub const fn usual(self) -> i64 {
        match self {
            Self::DailyCredits => 2_000,
            Self::PersonCredits => 1_000,
            Self::PersonCombinations | Self::SignUpShare => 25,
            Self::FirstDayShare => 75,
            Self::RefreshDays => 1,
            Self::JSearchPages => 5,
            Self::CountryPages => 30,
            Self::ActiveJobsPages => 10,
        }
    }

    /// Values that make sense.
    pub const fn allowed(self) -> RangeInclusive<i64> {
        match self {
            Self::DailyCredits | Self::PersonCredits => 0..=1_000_000_000,
            Self::PersonCombinations => 0..=10_000,
            Self::FirstDayShare | Self::SignUpShare => 0..=100,
            Self::RefreshDays => 1..=7,
            Self::JSearchPages => 1..=50,
            Self::CountryPages => 1..=200,
            Self::ActiveJobsPages => 1..=100,
        }
    }
}

/// What a process knows of the caps from its start on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CapSettings {
    /// Set in the environment: no page changes these.
    set: BTreeMap<Cap, i64>,
    /// Defaults other than the usual ones: the demo's.
    usual: BTreeMap<Cap, i64>,
}

impl CapSettings {
    pub(super) fn from_env(env: &Env) -> Result<Self, SettingError> {
        let mut settings = Self::default();
        for &cap in Cap::ALL {
            if let Some(value) = env.number_if_set(cap.setting(), cap.allowed())? {
                let of = if env.is_suggested(cap.setting()) { &mut settings.usual } else { &mut settings.set };
                of.insert(cap, value);
            }
        }
        Ok(settings)
    }

    /// The environment's value, which wins; None: the environment leaves this cap to the page.
    pub fn fixed(&self, cap: Cap) -> Option<i64> {
        self.set.get(&cap).copied()
    }

    /// The value where neither the environment nor the page has one.
    pub fn usual(&self, cap: Cap) -> i64 {
        self.usual.get(&cap).copied().unwrap_or(cap.usual())
    }

    /// The caps that hold, where the page has set these.
    pub fn with(&self, changed: &BTreeMap<Cap, i64>) -> Caps {
        let value = |cap| self.fixed(cap).or_else(|| changed.get(&cap).copied()).unwrap_or_else(|| self.usual(cap));
        let pages = |cap| i32::try_from(value(cap)).unwrap_or(i32::MAX);
        Caps {
            installation_credits: value(Cap::DailyCredits),
            person_credits: value(Cap::PersonCredits),
            person_combinations: value(Cap::PersonCombinations),
            first_day_share_percent: value(Cap::FirstDayShare),
            sign_up_share_percent: value(Cap::SignUpShare),
            refresh_days: value(Cap::RefreshDays),
            jsearch_pages: pages(Cap::JSearchPages),
            country_pages: pages(Cap::CountryPages),
            active_jobs_pages: pages(Cap::ActiveJobsPages),
        }
    }
}

/// The caps that hold, as last looked up. Credits are those that a source charges, days are local ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caps {
    /// Credits of all people together.
    pub installation_credits: i64,
    /// Each person's credits.
    pub person_credits: i64,
    /// Combinations bought for one person.
    pub person_combinations: i64,
    /// Percent of the installation's day for new accounts.
    pub first_day_share_percent: i64,
    /// Percent of the installation's day, and of each plan, that runs leave to new searches.
    pub sign_up_share_percent: i64,
    /// Where few new jobs are expected, a daily run asks again after so many days.
    pub refresh_days: i64,
    /// Page limit of a country's list that is bought instead of its towns' own; JSearch only.
    pub country_pages: i32,
    jsearch_pages: i32,
    active_jobs_pages: i32,
}

impl Caps {
    /// Credits of a day for all new accounts together.
    pub fn first_day_credits(&self) -> i64 {
        self.installation_credits * self.first_day_share_percent / 100
    }

    /// Credits that a run leaves of so many.
    pub fn kept_for_sign_ups(&self, credits: i64) -> i64 {
        credits - credits * (100 - self.sign_up_share_percent) / 100
    }

    /// Page limit of a fetch.
    pub fn pages(&self, source: Source) -> i32 {
        match source {
            Source::JSearch => self.jsearch_pages,
            Source::ActiveJobs => self.active_jobs_pages,
        }
    }

    /// One of them, by its name.
    pub fn of(&self, cap: Cap) -> i64 {
        match cap {
            Cap::DailyCredits => self.installation_credits,
            Cap::PersonCredits => self.person_credits,
            Cap::PersonCombinations => self.person_combinations,
            Cap::FirstDayShare => self.first_day_share_percent,
            Cap::SignUpShare => self.sign_up_share_percent,
            Cap::RefreshDays => self.refresh_days,
            Cap::JSearchPages => self.jsearch_pages.into(),
            Cap::CountryPages => self.country_pages.into(),
            Cap::ActiveJobsPages => self.active_jobs_pages.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(env: &Env) -> CapSettings {
        CapSettings::from_env(env).unwrap()
    }

    #[test]
    fn the_environment_goes_before_the_page_and_the_page_before_the_default() {
        let page = BTreeMap::from([(Cap::DailyCredits, 500), (Cap::PersonCredits, 50)]);
        let caps = settings(&Env::of([("JOBFILL_DAILY_CREDITS", "300")])).with(&page);
        assert_eq!((caps.installation_credits, caps.person_credits, caps.person_combinations), (300, 50, 25));
    }

    #[test]
    fn what_is_only_suggested_is_a_default() {
        let mut env = Env::of([]);
        env.suggest("JOBFILL_DAILY_CREDITS", "60000");
        let settings = settings(&env);
        assert_eq!((settings.fixed(Cap::DailyCredits), settings.usual(Cap::DailyCredits)), (None, 60_000));
        assert_eq!(settings.with(&BTreeMap::from([(Cap::DailyCredits, 7)])).installation_credits, 7);
    }

    #[test]
    fn each_cap_is_found_by_its_own_name() {
        for (place, &cap) in Cap::ALL.iter().enumerate() {
            let value = i64::try_from(place).unwrap() + 1;
            let caps = CapSettings::default().with(&BTreeMap::from([(cap, value)]));
            assert_eq!(caps.of(cap), value, "{cap}");
            assert!(cap.allowed().contains(&cap.usual()), "{cap}");
        }
    }
}
