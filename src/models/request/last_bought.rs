//! Requests with the results of their last purchase, by which the next purchase is judged beforehand.

use super::RequestRow;
use crate::coverage::plan::lists::Brought;
use crate::coverage::window::Window;
use crate::db::{Connection, Prepare as _};
use crate::models::source_count;
use crate::sources::{Request, Source};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Float8, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// A request and its last whole purchase.
#[derive(Clone, Debug, QueryableByName)]
pub struct LastBought {
    /// Number of the request.
    #[diesel(sql_type = Int8)]
    pub request_id: i64,
    #[diesel(sql_type = Text)]
    source: Source,
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Nullable<Float8>)]
    credits_per_hour: Option<f64>,
    #[diesel(sql_type = Nullable<Float8>)]
    jobs_per_hour: Option<f64>,
    /// Jobs an hour on an average of the request's newest purchases, whatever the source charges by: of purchases that
    /// no page limit cut short, where there are any. None: never bought.
    #[diesel(sql_type = Nullable<Float8>)]
    pub usual_per_hour: Option<f64>,
    #[diesel(sql_type = Bool)]
    is_cut: bool,
    /// Postings that the source counted, over the time from `counted_from` to `counted_to`.
    #[diesel(sql_type = Nullable<Int8>)]
    counted: Option<i64>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    counted_from: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    counted_to: Option<DateTime<Utc>>,
}

impl LastBought {
    /// The request, as its source takes it.
    pub fn request(&self) -> Option<Request> {
        Request::from_key(self.source, &self.key)
    }

    /// Postings that the source counted over about this time, while the request was never bought.
    pub fn counted(&self, window: Window) -> Option<i64> {
        let counted = Window::new(self.counted_from?, self.counted_to?);
        self.counted.filter(|_| self.credits_per_hour.is_none() && source_count::is_of(counted, window))
    }

    /// Result of the last whole purchase, in credits of a source that charges by the job; None: never bought.
    pub fn brought(&self) -> Option<Brought> {
        self.credits_per_hour.map(|per_hour| Brought { per_hour, is_cut: self.is_cut })
    }

    /// Highest result among the newest purchases, in jobs, whatever the source charges by.
    pub fn brought_jobs(&self) -> Option<Brought> {
        self.jobs_per_hour.map(|per_hour| Brought { per_hour, is_cut: self.is_cut })
    }
}

impl RequestRow {
    /// Requests with these numbers and their last purchases.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn last_bought(conn: &mut Connection, ids: &[i64]) -> QueryResult<Vec<LastBought>> {
        diesel::sql_query(
            "SELECT request.id AS request_id, request.source, request.key, coalesce(last.is_cut, FALSE) AS is_cut,
                    (last.credits / greatest(extract(epoch FROM last.window_to - last.window_from) / 3600, 1))::float8
                        AS credits_per_hour,
                    newest.jobs_per_hour, newest.usual_per_hour,
                    counts.jobs AS counted, counts.window_from AS counted_from, counts.window_to AS counted_to
               FROM requests request
               LEFT JOIN counts ON counts.source = request.source AND counts.key = request.key
               LEFT JOIN LATERAL (SELECT cell.credits, fetches.window_from, fetches.window_to, fetches.is_cut
                                    FROM fetch_cells cell JOIN fetches ON fetches.id = cell.fetch_id
                                   WHERE cell.request_id = request.id AND cell.is_own AND fetches.state = 'done'
                                     AND fetches.continues IS NULL AND NOT (fetches.is_cut AND fetches.purpose = 'audit')
                                   ORDER BY cell.fetch_id DESC LIMIT 1) last ON TRUE
               -- A week of them: a Sunday's says little of a Monday.
               LEFT JOIN LATERAL (SELECT max(per_hour)::float8 AS jobs_per_hour, 
                                         coalesce(avg(per_hour) FILTER (WHERE NOT is_cut), avg(per_hour))::float8
                                         AS usual_per_hour
                                    FROM (SELECT -- Of a list, each job is charged to one of its requests.
                                                 CASE fetches.cells WHEN 1 THEN fetches.jobs ELSE cell.credits END
                                                 / greatest(extract(epoch FROM window_to - window_from) / 3600, 1)
                                                 AS per_hour, fetches.is_cut
                                            FROM fetch_cells cell JOIN fetches ON fetches.id = cell.fetch_id
                                           WHERE cell.request_id = request.id AND cell.is_own AND fetches.state = 'done'
                                             AND fetches.continues IS NULL
                                           ORDER BY cell.fetch_id DESC LIMIT 7) week) newest ON TRUE
              WHERE request.id = ANY($1)",
        )
        .bind::<Array<Int8>, _>(ids)
        .prepared()
        .load(conn)
        .await
    }
}
