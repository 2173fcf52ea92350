//! The month in figures: what the ledger says beside what the providers say, and what docs/figures.md tells of it.

use super::crew::Crew;
use super::people::PEOPLE;
use super::{DAYS, PLAN, TestApp};
use crate::support::books;
use diesel::prelude::*;
use diesel::sql_types::{Int8, Text};
use diesel_async::RunQueryDsl;
use jobfill::quota::report::Report;
use jobfill::sources::{Source, Unit};

/// One unit of one source: what our purchases cost by the ledger, and what the provider charged.
#[derive(Debug)]
pub struct Balance {
    source: Source,
    unit: Unit,
    spent: i64,
    reserved: i64,
    unknown: i64,
    charged: i64,
    /// What is used of the provider's current period: by our meter, and by theirs.
    period: (i64, i64),
}

#[derive(QueryableByName)]
struct Sums {
    #[diesel(sql_type = Text)]
    source: String,
    #[diesel(sql_type = Text)]
    unit: String,
    #[diesel(sql_type = Int8)]
    spent: i64,
    #[diesel(sql_type = Int8)]
    reserved: i64,
    #[diesel(sql_type = Int8)]
    unknown: i64,
    #[diesel(sql_type = Int8)]
    in_period: i64,
}

/// Over all periods, without what others had spent before our first answer: no purchase of ours made that.
const SUMS: &str = "
SELECT source, unit, coalesce(sum(entry.spent), 0)::int8 AS spent, coalesce(sum(entry.reserved), 0)::int8 AS reserved,
       coalesce(sum(entry.unknown), 0)::int8 AS unknown,
       (SELECT last.spent FROM meters last WHERE (last.source, last.unit) = (meters.source, meters.unit)
         ORDER BY period_from DESC LIMIT 1) AS in_period
  FROM meters LEFT JOIN ledger entry ON entry.meter_id = meters.id AND entry.attempt_id IS NOT NULL
 GROUP BY source, unit ORDER BY source DESC, unit";

/// Every meter's balance. The providers are asked first: what they charged before was reserved before.
pub async fn balance(app: &TestApp) -> Vec<Balance> {
    let accounts = Source::ALL.iter().map(|&source| (source, app.account(source))).collect::<Vec<_>>();
    let sums: Vec<Sums> = diesel::sql_query(SUMS).load(&mut *app.conn().await).await.unwrap();
    let of = |sums: Sums| {
        let source = sums.source.parse().unwrap();
        let unit = sums.unit.parse().unwrap();
        let (_, account) = accounts.iter().find(|(of, _)| *of == source).unwrap();
        let (charged, limit, left) = match (source, unit) {
            (Source::JSearch, _) => (account.requests, PLAN.jsearch_requests, account.requests_left),
            (_, Unit::Requests) => (account.requests, PLAN.active_jobs_requests, account.requests_left),
            (_, Unit::Jobs) => (account.jobs, PLAN.active_jobs_jobs, account.jobs_left.unwrap()),
        };
        let Sums { spent, reserved, unknown, in_period, .. } = sums;
        let period = (in_period, (limit - left).cast_signed());
        Balance { source, unit, spent, reserved, unknown, charged: charged.cast_signed(), period }
    };
    sums.into_iter().map(of).collect()
}

/// At no moment has a provider charged what the ledger does not know of.
pub async fn never_under(app: &TestApp) {
    for one in balance(app).await {
        assert!(one.charged <= one.spent + one.reserved + one.unknown, "{one:?}");
    }
}

impl Balance {
    /// To the credit, over all periods and in the current one.
    pub fn is_even(&self) {
        assert_eq!((self.spent, self.reserved, self.unknown), (self.charged, 0, 0), "{self:?}");
        assert_eq!(self.period.0, self.period.1, "{self:?}");
    }
}

/// What is looked at every evening.
#[derive(Default)]
pub struct Tally {
    days_put_off: usize,
    most_unknown: i64,
}

/// What became of every answer that was lost.
const UNKNOWNS: &str = "
SELECT attempts.state || ' ' || count(*) AS text FROM attempts WHERE was_unknown GROUP BY state ORDER BY state";

/// How the periods were used: by us, and before our first answer by others.
const PERIODS: &str = "
SELECT format('%s %s, %s to %s: %s spent, %s of it elsewhere', source, unit, period_from::date, resets_at::date, spent,
              (SELECT coalesce(sum(entry.spent), 0) FROM ledger entry WHERE meter_id = meters.id AND kind = 'opening'))
       AS text FROM meters ORDER BY id";

/// Entries of the unknown and their ends that do not belong together, by name.
const UNEXPLAINED: &str = "
SELECT format('attempt %s (%s) on meter %s: %s', attempts.id, attempts.state, lost.meter_id,
              coalesce(ended.kind, 'never ended')) AS text
  FROM ledger lost LEFT JOIN attempts ON attempts.id = lost.attempt_id
  LEFT JOIN ledger ended ON ended.attempt_id = lost.attempt_id AND ended.meter_id = lost.meter_id
        AND ended.kind IN ('settled', 'freed', 'voided')
 WHERE lost.kind = 'unknown' AND (ended.id IS NULL OR ended.kind = 'voided' OR attempts.was_unknown IS NOT TRUE
       OR attempts.state NOT IN ('lost', 'freed', 'late', 'settled'))";

impl Tally {
    pub async fn evening(&mut self, app: &TestApp) {
        books::look(app).await;
        never_under(app).await;
        let count = async |sql: &str| books::number(app, sql).await;
        assert_eq!(count("SELECT count(*) AS number FROM tasks WHERE state = 'running'").await, 0);
        assert_eq!(count("SELECT count(*) AS number FROM attempts WHERE state IN ('reserved', 'sending')").await, 0);
        let stopped = "SELECT concat_ws(': ', source, stopped_why) AS text FROM sources WHERE stopped_why IS NOT NULL";
        assert_eq!(books::texts(app, stopped).await, [""; 0]);
        let put_off = count("SELECT count(*) AS number FROM fetches WHERE state = 'put_off'").await;
        self.days_put_off += usize::from(put_off > 0);
        let unknown = count("SELECT count(*) AS number FROM attempts WHERE state = 'unknown'").await;
        self.most_unknown = self.most_unknown.max(unknown);
    }

    /// Every answer that was lost has its attempt, and its end.
    pub async fn nothing_is_unexplained(&self, app: &TestApp) {
        assert_eq!(books::texts(app, UNEXPLAINED).await, [""; 0]);
        assert!(self.most_unknown > 0 && self.days_put_off > 0, "nothing went wrong in this month");
    }

    pub async fn print(&self, app: &TestApp, crew: &Crew) {
        let total = Report::load(&mut *app.conn().await).await.unwrap().total;
        let count = async |sql: &str| books::number(app, sql).await;
        let calls: u64 = Source::ALL.iter().map(|&source| app.account(source).calls).sum();
        println!("{PEOPLE} people, {DAYS} days, {} processes started", crew.starts);
        println!(
            "{} wanted, {} bought, {} avoided ({} %)",
            total.wanted,
            total.bought,
            total.avoided(),
            total.saved_percent()
        );
        println!("{calls} calls, {} pages kept", count("SELECT count(*) AS number FROM answers").await);
        println!("{} jobs", count("SELECT count(*) AS number FROM jobs").await);
        for one in balance(app).await {
            println!("{} {}: ledger {}, provider {}", one.source.label(), one.unit, one.spent, one.charged);
        }
        println!("{}", books::texts(app, PERIODS).await.join("\n"));
        println!("lost answers: {}", books::texts(app, UNKNOWNS).await.join(", "));
        println!("evenings with something put off: {}", self.days_put_off);
        println!(
            "fetches: {}",
            books::texts(app, "SELECT state || ' ' || count(*) AS text FROM fetches GROUP BY state ORDER BY 1")
                .await
                .join(", ")
        );
    }
}
