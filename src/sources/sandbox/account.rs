//! The sandbox's own account: every charge, page by page.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use anyhow::Context;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Plan;
use super::meter::Meter;
use super::served::REFUSED;
use crate::sources::{Source, Unit};

/// A charge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Charged {
    pub at: DateTime<Utc>,
    pub source: Source,
    pub query: String,
    pub position: String,
    pub requests: u64,
    pub jobs: u64,
}

/// Charges of a source, open to all callers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SourceAccount {
    /// Calls that came in, charged or not.
    pub calls: u64,
    /// Requests charged ever.
    pub requests: u64,
    /// Jobs charged ever.
    pub jobs: u64,
    /// Requests left of the plan's current period.
    pub requests_left: u64,
    /// Jobs left of the plan's current period; None: the source counts calls only (JSearch).
    pub jobs_left: Option<u64>,
    /// Every page ever charged for, by query and position.
    pub pages: Vec<BoughtPage>,
}

/// A page, and the number of its charges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoughtPage {
    /// Decoded parameters in order, without the position.
    pub query: String,
    /// `row 0` for the first page; `refused` for a call without a page.
    pub position: String,
    /// Charges for this page; more than 1 is a double purchase.
    pub times: u64,
    /// Rows paid for, all times together.
    pub jobs: u64,
}

impl SourceAccount {
    /// Highest number of charges for a single page.
    pub fn most_often(&self) -> u64 {
        let pages = self.pages.iter().filter(|page| page.position != REFUSED);
        pages.map(|page| page.times).max().unwrap_or_default()
    }
}

/// All charges since the account was opened.
#[derive(Debug)]
pub(super) struct Account {
    meters: BTreeMap<(Source, Unit), Meter>,
    calls: BTreeMap<Source, u64>,
    totals: BTreeMap<(Source, Unit), u64>,
    /// Pages by source, query and position: number of charges, and rows.
    pages: BTreeMap<(Source, String, String), (u64, u64)>,
    file: Option<File>,
}

impl Account {
    pub(super) fn new(plan: Plan) -> Self {
        let meters = [
            ((Source::JSearch, Unit::Requests), plan.jsearch_requests),
            ((Source::ActiveJobs, Unit::Requests), plan.active_jobs_requests),
            ((Source::ActiveJobs, Unit::Jobs), plan.active_jobs_jobs),
        ];
        Self {
            meters: meters.map(|(of, limit)| (of, Meter::new(limit))).into(),
            calls: BTreeMap::new(),
            totals: BTreeMap::new(),
            pages: BTreeMap::new(),
            file: None,
        }
    }

    /// Opens an account: reads an earlier run's charges and goes on writing there.
    pub(super) fn open(plan: Plan, path: &Path) -> anyhow::Result<Self> {
        let mut account = Self::new(plan);
        let read = || format!("the sandbox's account {} cannot be read", path.display());
        let mut file = OpenOptions::new().create(true).read(true).append(true).open(path).with_context(read)?;
        for line in BufReader::new(&file).lines() {
            let line = line.with_context(read)?;
            // A cut line comes from a sandbox killed before its answer.
            if let Ok(charged) = serde_json::from_str(&line) {
                account.count(&charged);
            }
        }
        file.write_all(b"\n").with_context(read)?;
        account.file = Some(file);
        Ok(account)
    }

    pub(super) fn called(&mut self, source: Source) {
        *self.calls.entry(source).or_default() += 1;
    }

    /// Writes a charge down, before any answer.
    pub(super) fn charge(&mut self, charged: &Charged) -> std::io::Result<()> {
        if let Some(file) = &mut self.file {
            let mut line = serde_json::to_vec(charged)?;
            line.push(b'\n');
            file.write_all(&line)?;
        }
        self.count(charged);
        Ok(())
    }

    fn count(&mut self, charged: &Charged) {
        let source = charged.source;
        for (unit, count) in [(Unit::Requests, charged.requests), (Unit::Jobs, charged.jobs)] {
            *self.totals.entry((source, unit)).or_default() += count;
            if let Some(meter) = self.meters.get_mut(&(source, unit)) {
                meter.add(count, charged.at);
            }
        }
        let page = (source, charged.query.clone(), charged.position.clone());
        let (times, jobs) = self.pages.entry(page).or_default();
        *times += 1;
        *jobs += charged.jobs;
    }

    /// Pretends that all but `left` had been used.
    pub(super) fn set_left(&mut self, source: Source, unit: Unit, left: u64, now: DateTime<Utc>) {
        if let Some(meter) = self.meters.get_mut(&(source, unit)) {
            meter.set_left(left, now);
        }
    }

    /// Limit and rest of each unit that the source counts.
    pub(super) fn meters(&self, source: Source, now: DateTime<Utc>) -> Vec<(Unit, u64, u64)> {
        self.meters
            .iter()
            .filter(|((of, _), _)| *of == source)
            .map(|((_, unit), meter)| (*unit, meter.limit, meter.left(now)))
            .collect()
    }

    pub(super) fn of(&self, source: Source, now: DateTime<Utc>) -> SourceAccount {
        let left = |unit| self.meters.get(&(source, unit)).map(|meter| meter.left(now));
        let total = |unit| self.totals.get(&(source, unit)).copied().unwrap_or_default();
        let pages = self.pages.iter().filter(|((of, ..), _)| *of == source);
        SourceAccount {
            calls: self.calls.get(&source).copied().unwrap_or_default(),
            requests: total(Unit::Requests),
            jobs: total(Unit::Jobs),
            requests_left: left(Unit::Requests).unwrap_or_default(),
            jobs_left: left(Unit::Jobs),
            pages: pages
                .map(|((_, query, position), (times, jobs))| BoughtPage {
                    query: query.clone(),
                    position: position.clone(),
                    times: *times,
                    jobs: *jobs,
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time")
    }

    fn charged(when: &str) -> Charged {
        Charged {
            at: at(when),
            source: Source::ActiveJobs,
            query: "title=nurse".to_owned(),
            position: "row 0".to_owned(),
            requests: 1,
            jobs: 40,
        }
    }

    #[test]
    fn a_new_period_begins_with_the_whole_plan() {
        let mut account = Account::new(Plan::default());
        let before = at("2026-12-02T12:00:00Z");
        account.charge(&charged("2026-12-02T11:00:00Z")).expect("charged");
        assert_eq!(account.of(Source::ActiveJobs, before).jobs_left, Some(19_960));
        let after = at("2026-12-03T12:00:00Z");
        assert_eq!(account.of(Source::ActiveJobs, after).jobs_left, Some(20_000));
        assert_eq!(account.of(Source::ActiveJobs, after).jobs, 40, "charged ever");
    }

    #[test]
    fn an_account_outlives_a_sandbox_that_was_killed_while_writing() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("account.jsonl");
        let mut first = Account::open(Plan::default(), &path).expect("opened");
        first.charge(&charged("2026-11-20T11:00:00Z")).expect("charged");
        drop(first);
        let mut file = OpenOptions::new().append(true).open(&path).expect("opened");
        file.write_all(br#"{"at":"2026-11-2"#).expect("written");
        let mut second = Account::open(Plan::default(), &path).expect("opened again");
        second.charge(&charged("2026-11-20T12:00:00Z")).expect("charged");
        let third = Account::open(Plan::default(), &path).expect("opened again");
        let account = third.of(Source::ActiveJobs, at("2026-11-21T00:00:00Z"));
        assert_eq!((account.requests, account.jobs, account.most_often()), (2, 80, 2));
    }
}
