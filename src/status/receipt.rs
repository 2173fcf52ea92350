//! What a person's searches cost, and what they would have cost without sharing.

use crate::app::App;
use crate::db::Connection;
use crate::models::demand::{Demand, Saving};
use crate::quota::price::Tariff;
use crate::sources::{Source, Unit};
use diesel::QueryResult;
use diesel::sql_types::{Array, Int4, Int8, Text};
use diesel_async::RunQueryDsl;

/// Figures over a person's active combinations. Daily runs are nobody's, so they are left out.
#[derive(Clone, Debug, Default)]
pub struct Receipt {
    pub searches: usize,
    /// Of these, bought on this person's behalf.
    pub bought: usize,
    /// Distinct jobs that came for them, for whomever they were bought.
    pub jobs: i64,
    pub spent: Vec<Spent>,
    /// Credits that sharing saved, all sources together: for orientation.
    pub saved: i64,
}

/// Credits spent at one source on this person's behalf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent {
    pub source: Source,
    /// What a credit is at this source.
    pub unit: Unit,
    pub credits: i64,
}

impl Receipt {
    pub(super) async fn load(
        conn: &mut Connection,
        app: &App,
        subject: i64,
        ids: &[i32],
        demands: &[Demand],
        savings: &[Saving],
    ) -> QueryResult<Self> {
        let spent = credits_by_source(conn, subject, ids).await?;
        let spent_at = |source: Source| spent.iter().find(|row| row.source == source).map_or(0, |row| row.credits);
        let by_source = app.config.sources.iter().map(|config| Spent {
            source: config.source,
            unit: Tariff::of(config).main_unit(),
            credits: spent_at(config.source),
        });
        Ok(Self {
            searches: ids.len(),
            bought: demands.iter().filter(|demand| demand.bought_at.is_some()).count(),
            jobs: distinct_jobs(conn, ids).await?,
            spent: by_source.collect(),
            saved: savings.iter().filter(|one| !one.is_pending).map(|one| one.credits).sum(),
        })
    }

    /// Searches that needed no purchase of this person's own.
    pub fn already_here(&self) -> usize {
        self.searches.saturating_sub(self.bought)
    }

    /// Credits of all sources together, for orientation.
    pub fn credits(&self) -> i64 {
        self.spent.iter().map(|spent| spent.credits).sum()
    }

    /// Credits that it would have cost to buy everything.
    pub fn instead_of(&self) -> i64 {
        self.credits() + self.saved
    }
}

#[derive(diesel::QueryableByName)]
struct SourceCredits {
    #[diesel(sql_type = Text)]
    source: Source,
    #[diesel(sql_type = Int8)]
    credits: i64,
}

async fn credits_by_source(conn: &mut Connection, subject: i64, ids: &[i32]) -> QueryResult<Vec<SourceCredits>> {
    diesel::sql_query(
        "SELECT requests.source, sum(fetches.credits)::int8 AS credits
           FROM fetches JOIN requests ON requests.id = fetches.request_id
          WHERE fetches.started_for = $1 AND fetches.purpose <> 'refresh'
            AND fetches.request_id IN (SELECT request_id FROM combination_requests WHERE combination_id = ANY($2))
          GROUP BY requests.source",
    )
    .bind::<Int8, _>(subject)
    .bind::<Array<Int4>, _>(ids)
    .load(conn)
    .await
}

#[derive(diesel::QueryableByName)]
struct Jobs {
    #[diesel(sql_type = Int8)]
    jobs: i64,
}

async fn distinct_jobs(conn: &mut Connection, ids: &[i32]) -> QueryResult<i64> {
    let Jobs { jobs } = diesel::sql_query(
        "SELECT count(DISTINCT job_id) AS jobs FROM request_jobs
          WHERE request_id IN (SELECT request_id FROM combination_requests WHERE combination_id = ANY($1))",
    )
    .bind::<Array<Int4>, _>(ids)
    .get_result(conn)
    .await?;
    Ok(jobs)
}
