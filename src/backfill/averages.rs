//! What a fetch is likely to cost.

use crate::db::{Connection, Prepare as _};
use crate::quota::price::{self, Tariff};
use crate::sources::Source;
use crate::sources::SpanName;
use diesel::prelude::*;
use diesel::sql_types::{Int8, Text};
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

/// What buying a request is likely to cost: measured over like fetches, of lists by their requests; else the first guess.
#[derive(Clone, Debug, Default)]
pub struct Averages(HashMap<(Source, SpanName), Average>);

#[derive(Clone, Copy, Debug)]
struct Average {
    credits: i64,
    /// Jobs that were not here before.
    new_jobs: i64,
}

#[derive(QueryableByName)]
struct AverageRow {
    #[diesel(sql_type = Text)]
    source: Source,
    #[diesel(sql_type = Text)]
    span: SpanName,
    #[diesel(sql_type = Int8)]
    credits: i64,
    #[diesel(sql_type = Int8)]
    new_jobs: i64,
}

impl Averages {
    /// Over the last 1,000 fetches that ended well.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn load(conn: &mut Connection) -> QueryResult<Self> {
        let rows: Vec<AverageRow> = diesel::sql_query(
            // Each request is looked up by itself: a join of a thousand would read all requests.
            "SELECT last.source, last.span, ceil(sum(last.credits) / sum(last.cells))::int8 AS credits,
                    round(sum(last.new_jobs)::numeric / sum(last.cells))::int8 AS new_jobs
               FROM (SELECT span, cells, credits, new_jobs,
                            (SELECT source FROM requests WHERE requests.id = fetches.request_id) AS source
                       FROM fetches WHERE state = 'done' AND continues IS NULL ORDER BY id DESC LIMIT 1000) last
              GROUP BY last.source, last.span",
        )
        .prepared()
        .load(conn)
        .await?;
        let average = |row: AverageRow| {
            let AverageRow { source, span, credits, new_jobs } = row;
            ((source, span), Average { credits, new_jobs })
        };
        Ok(Self(rows.into_iter().map(average).collect()))
    }

    /// Expected credits of a fetch of this span; true: measured.
    pub fn expected(&self, tariff: Tariff, span: SpanName) -> (i64, bool) {
        match self.0.get(&(tariff.source, span)) {
            Some(average) => (average.credits, true),
            None => (tariff.guess_for_jobs(price::first_guess_of_span(tariff.source, span)), false),
        }
    }

    /// Expected jobs of a fetch of this span that are not here yet.
    pub fn new_jobs(&self, source: Source, span: SpanName) -> i64 {
        self.0.get(&(source, span)).map_or_else(|| price::first_guess_of_span(source, span), |average| average.new_jobs)
    }
}
