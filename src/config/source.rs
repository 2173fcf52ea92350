//! The settings of one job API.

use super::{Env, SETTLING, SettingError};
use crate::http;
use crate::secret::Secret;
use crate::sources::{Source, SourceSettings};
use std::time::Duration;

/// A credit: the unit that the source charges by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// A page of answers (JSearch since 2026).
    PerPage,
    /// A job returned (Active Jobs DB; JSearch on older plans).
    PerJob,
}

/// A source that has a key.
#[derive(Clone, Debug)]
pub struct SourceConfig {
    /// Source of the settings.
    pub source: Source,
    /// Address, key and manners.
    pub settings: SourceSettings,
    /// Requests under way at a time, over all processes; None: as many as the rate needs with the usual answers.
    pub concurrency: Option<i64>,
    /// Requests per second, over all processes.
    pub per_second: u32,
    /// Credits of the plan, per month.
    pub plan_credits: i64,
    /// Calls of the plan, per month.
    pub plan_requests: i64,
    /// Day of the month on which the plan starts anew, until a provider's header says otherwise.
    pub plan_day: u32,
    /// Meaning of a credit.
    pub cost: Cost,
    /// Active Jobs DB only: reach back a month through the half-year index.
    pub is_month: bool,
}

impl SourceConfig {
    /// Loopback address: true for a stand-in on this machine.
    pub fn is_loopback(&self) -> bool {
        http::is_loopback(&self.settings.base_url)
    }

    /// Time for a request, including the answer's body.
    pub fn deadline(&self) -> Duration {
        self.settings.deadline
    }

    /// The longest call: from marking a page as sent until its answer is settled. After that, neither an answer nor a
    /// charge for it comes any more.
    pub fn longest_call(&self) -> Duration {
        self.deadline() + SETTLING
    }
}

/// Every source that has a key.
pub(super) fn all(env: &Env) -> Result<Vec<SourceConfig>, SettingError> {
    let mut found = Vec::new();
    found.extend(jsearch(env)?);
    found.extend(active_jobs(env)?);
    Ok(found)
}

fn jsearch(env: &Env) -> Result<Option<SourceConfig>, SettingError> {
    let Some(settings) = settings(env, Source::JSearch, "JSEARCH_API_KEY", "JSEARCH_DEADLINE_SECONDS")? else {
        return Ok(None);
    };
    let cost = match env.text("JSEARCH_COST").as_deref() {
        None | Some("per_page") => Cost::PerPage,
        Some("per_job") => Cost::PerJob,
        Some(_) => return Err(SettingError::new("JSEARCH_COST", "per_page or per_job")),
    };
    let plan_credits = env.number("JSEARCH_PLAN", 20_000, 0..=1_000_000_000)?;
    Ok(Some(SourceConfig {
        source: Source::JSearch,
        settings,
        concurrency: env.number_if_set("JSEARCH_CONCURRENCY", 1..=64)?,
        per_second: env.number("JSEARCH_PER_SECOND", 5, 1..=1000)?,
        plan_credits,
        plan_requests: plan_credits,
        plan_day: env.number("JSEARCH_PLAN_DAY", 1, 1..=28)?,
        cost,
        is_month: false,
    }))
}

fn active_jobs(env: &Env) -> Result<Option<SourceConfig>, SettingError> {
    let source = Source::ActiveJobs;
    let Some(settings) = settings(env, source, "ACTIVE_JOBS_API_KEY", "ACTIVE_JOBS_DEADLINE_SECONDS")? else {
        return Ok(None);
    };
    Ok(Some(SourceConfig {
        source,
        settings,
        concurrency: env.number_if_set("ACTIVE_JOBS_CONCURRENCY", 1..=64)?,
        per_second: env.number("ACTIVE_JOBS_PER_SECOND", 5, 1..=1000)?,
        plan_credits: env.number("ACTIVE_JOBS_PLAN", 20_000, 0..=1_000_000_000)?,
        plan_requests: env.number("ACTIVE_JOBS_PLAN_REQUESTS", 20_000, 0..=1_000_000_000)?,
        plan_day: env.number("ACTIVE_JOBS_PLAN_DAY", 1, 1..=28)?,
        cost: Cost::PerJob,
        is_month: env.switch("ACTIVE_JOBS_MONTH")?,
    }))
}

/// Settings of a source; None: there is no key, neither the source's own nor the gateway's, which sells both.
fn settings(
    env: &Env,
    source: Source,
    own_key: &'static str,
    deadline: &str,
) -> Result<Option<SourceSettings>, SettingError> {
    let found = [own_key, "RAPIDAPI_KEY"].into_iter().find_map(|name| Some((name, env.text(name)?)));
    let Some((key_setting, api_key)) = found else { return Ok(None) };
    Ok(Some(SourceSettings {
        base_url: env.parsed(source.base_url_setting(), source.default_base_url(), "an address")?,
        path: env.text(source.path_setting()).unwrap_or_else(|| source.default_path().to_owned()),
        api_key: Secret::new(api_key),
        key_setting,
        deadline: Duration::from_secs(env.number(deadline, source.default_deadline().as_secs(), 1..=600)?),
    }))
}
