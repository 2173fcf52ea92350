//! Requests with what their last purchase brought: by this the next one is judged beforehand.

use super::RequestRow;
use crate::coverage::plan::lists::Brought;
use crate::db::{Connection, Prepare as _};
use crate::sources::{Request, Source};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Float8, Int8, Nullable, Text};
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
    #[diesel(sql_type = Bool)]
    is_cut: bool,
}

impl LastBought {
    /// The request, as its source takes it.
    pub fn request(&self) -> Option<Request> {
        Request::from_key(self.source, &self.key)
    }

    /// What the last whole purchase brought; None: never bought.
    pub fn brought(&self) -> Option<Brought> {
        self.credits_per_hour.map(|per_hour| Brought { per_hour, is_cut: self.is_cut })
    }
}

impl RequestRow {
    /// Requests of these numbers with their last purchase.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn last_bought(conn: &mut Connection, ids: &[i64]) -> QueryResult<Vec<LastBought>> {
        diesel::sql_query(
            "SELECT request.id AS request_id, request.source, request.key, coalesce(last.is_cut, FALSE) AS is_cut,
                    (last.credits / greatest(extract(epoch FROM last.window_to - last.window_from) / 3600, 1))::float8
                        AS credits_per_hour
               FROM requests request
               LEFT JOIN LATERAL (SELECT cell.credits, fetches.window_from, fetches.window_to, fetches.is_cut
                                    FROM fetch_cells cell JOIN fetches ON fetches.id = cell.fetch_id
                                   WHERE cell.request_id = request.id AND cell.is_own AND fetches.state = 'done'
                                     AND fetches.continues IS NULL
                                   ORDER BY cell.fetch_id DESC LIMIT 1) last ON TRUE
              WHERE request.id = ANY($1)",
        )
        .bind::<Array<Int8>, _>(ids)
        .prepared()
        .load(conn)
        .await
    }
}
