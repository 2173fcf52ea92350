//! Cost of a person's searches, and their cost without sharing.

use crate::app::App;
use crate::db::Connection;
use crate::models::listing::Count;
use crate::models::saving::Saving;
use crate::quota::price::Tariff;
use crate::sources::{Source, Unit};
use diesel::QueryResult;
use diesel::sql_types::{Array, Int4, Int8, Text};
use diesel_async::RunQueryDsl;

/// Figures over a person's active combinations. Daily runs belong to no person and are left out.
#[derive(Clone, Debug, Default)]
pub struct Receipt {
    /// Distinct jobs on the person's list, for whomever they were bought; of many, the least that they are.
    pub jobs: Count,
    /// Credits spent at each source that is set up.
    pub spent: Vec<Spent>,
    /// Credits that sharing saved, all sources together: for orientation.
    pub saved: i64,
}

/// Credits spent at a source on this person's behalf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent {
    /// The source.
    pub source: Source,
    /// Meaning of a credit at this source.
    pub unit: Unit,
    /// Credits, in `unit`.
    pub credits: i64,
}

impl Receipt {
    pub(super) async fn load(
        conn: &mut Connection,
        app: &App,
        subject: i64,
        ids: &[i32],
        jobs: Count,
        savings: &[Saving],
    ) -> QueryResult<Self> {
        let spent = credits_by_source(conn, subject, ids).await?;
        let spent_at = |source: Source| spent.iter().find(|row| row.source == source).map_or(0, |row| row.credits);
        let by_source = app.config.sources.iter().map(|config| Spent {
            source: config.source,
            unit: Tariff::of(config).main_unit(),
            credits: spent_at(config.source),
        });
        let saved = savings.iter().filter(|one| !one.is_pending).map(|one| one.credits).sum();
        Ok(Self { jobs, spent: by_source.collect(), saved })
    }

    /// Credits of all sources together, for orientation.
    pub fn credits(&self) -> i64 {
        self.spent.iter().map(|spent| spent.credits).sum()
    }

    /// Credits that buying alone would have cost.
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
        "SELECT asked.source, sum(cell.credits)::int8 AS credits
           FROM (SELECT DISTINCT source, request_id FROM combination_requests WHERE combination_id = ANY($2)) asked
           JOIN fetch_cells cell ON cell.request_id = asked.request_id AND cell.is_own
           JOIN fetches ON fetches.id = cell.fetch_id AND fetches.started_for = $1 AND fetches.purpose <> 'refresh'
          GROUP BY asked.source",
    )
    .bind::<Int8, _>(subject)
    .bind::<Array<Int4>, _>(ids)
    .load(conn)
    .await
}
