//! Likely prices of fetches.

use crate::closed_list;
use crate::coverage::plan::Planned;
use crate::coverage::reach::Ask;
use crate::db::{Connection, Prepare as _};
use crate::models::request::{LastBought, RequestRow};
use crate::quota::price::{self, Tariff};
use crate::sources::Source;
use crate::sources::SpanName;
use diesel::prelude::*;
use diesel::sql_types::{Int8, Text};
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

closed_list! {
    "how a price is known";
    /// Basis of an expected price.
    pub enum How {
        /// The source's own count.
        Count = "count",
        /// Jobs that are here: as many as the request's last purchase brought, by the hour. Or nothing is bought.
        Here = "here",
        /// Measured over like fetches.
        Average = "average",
        /// The first guess.
        Guess = "guess",
    }
}

/// Likely costs of buying requests: by the source's own count, by the request's last purchase, else as measured over
/// like fetches (of lists by their requests), else the first guess.
#[derive(Clone, Debug, Default)]
pub struct Prices {
    averages: HashMap<(Source, SpanName), Average>,
    /// Requests looked at so far, with their last purchase.
    last: HashMap<i64, LastBought>,
    /// Credits that the caller expects of a purchase, by better knowledge.
    told: HashMap<i64, i64>,
}

#[derive(Clone, Copy, Debug)]
struct Average {
    credits: i64,
    /// Jobs not here before.
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

impl Prices {
    /// Averages over the last 1,000 fetches that ended well; no request has been looked at.
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
        Ok(Self { averages: rows.into_iter().map(average).collect(), ..Self::default() })
    }

    /// Looks at the last purchases of a plan's requests at a source that charges by the job, as far as not known.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn look_at(&mut self, conn: &mut Connection, planned: &[Planned]) -> QueryResult<()> {
        let is_open = |one: &&Planned| one.source == Source::ActiveJobs && one.why.ask().is_some();
        let asked: Vec<i64> = planned.iter().filter(is_open).map(|one| one.request_id).collect();
        self.look_at_requests(conn, &asked).await
    }

    /// Looks at the last purchases of some requests at any source, bought by the plan or not, as far as not known.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn look_at_requests(&mut self, conn: &mut Connection, ids: &[i64]) -> QueryResult<()> {
        let unknown: Vec<i64> = ids.iter().copied().filter(|id| !self.last.contains_key(id)).collect();
        if !unknown.is_empty() {
            let last = RequestRow::last_bought(conn, &unknown).await?;
            self.last.extend(last.into_iter().map(|one| (one.request_id, one)));
        }
        Ok(())
    }

    /// Adds a request's last purchase, for a plan with another number for the request.
    pub fn known_as(&mut self, number: i64, last: LastBought) {
        self.last.insert(number, last);
    }

    /// Sets the credits expected of buying a request from here on.
    pub fn expect(&mut self, request_id: i64, credits: i64) {
        self.told.insert(request_id, credits);
    }

    /// Takes the credits set for a request back.
    pub fn expect_as_ever(&mut self, request_id: i64) {
        self.told.remove(&request_id);
    }

    /// Last purchase of a request, once looked at.
    pub fn last(&self, request_id: i64) -> Option<&LastBought> {
        self.last.get(&request_id)
    }

    /// Expected credits of a planned purchase, and their basis; no credits without a purchase.
    pub fn of(&self, tariff: Tariff, planned: &Planned) -> (i64, How) {
        let Some(ask) = planned.why.ask() else { return (0, How::Here) };
        if let Some(credits) = self.told.get(&planned.request_id) {
            return (*credits, How::Average);
        }
        let last = self.last(planned.request_id).filter(|_| planned.source == Source::ActiveJobs);
        if let Some(counted) = last.and_then(|last| last.counted(ask.window)) {
            return (counted, How::Count);
        }
        match last.and_then(LastBought::brought) {
            Some(last) => (last.within(ask.window), How::Here),
            None => self.average(tariff, ask.span.name(planned.source)),
        }
    }

    /// Expected credits of a fetch of this span, for any request.
    pub fn average(&self, tariff: Tariff, span: SpanName) -> (i64, How) {
        match self.averages.get(&(tariff.source, span)) {
            Some(average) => (average.credits, How::Average),
            None => (tariff.guess_for_jobs(price::first_guess_of_span(tariff.source, span)), How::Guess),
        }
    }

    /// Expected jobs of a planned purchase that are not here yet.
    pub fn new_jobs(&self, planned: &Planned, ask: Ask) -> i64 {
        let (source, span) = (planned.source, ask.span.name(planned.source));
        let last = self.last(planned.request_id).filter(|_| source == Source::ActiveJobs);
        if let Some(counted) = last.and_then(|last| last.counted(ask.window)) {
            return counted;
        }
        let average = self.averages.get(&(source, span));
        average.map_or_else(|| price::first_guess_of_span(source, span), |average| average.new_jobs)
    }
}
