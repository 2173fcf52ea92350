//! Rows locked at the beginning of a purchase's step, in the common order, until the transaction ends.

use crate::db::{Connection, Prepare as _};
use crate::models::attempt::Attempt;
use crate::models::fetch::Fetch;
use crate::models::source_state::SourceState;
use crate::queue::Claim;
use crate::sources::Source;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Float8, Int8, Text};
use diesel_async::RunQueryDsl;
use std::time::Duration;

/// A claimed fetch, locked with the task, and its question.
#[derive(Clone, Debug, QueryableByName)]
pub(super) struct Held {
    /// The fetch at present.
    #[diesel(embed)]
    pub fetch: Fetch,
    /// Source of the fetch.
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// Numbers of the requests bought, in ascending order.
    #[diesel(sql_type = Array<Int8>)]
    pub requests: Vec<i64>,
    /// Keys of these requests: the requests in the source's terms.
    #[diesel(sql_type = Array<Text>)]
    pub keys: Vec<String>,
    /// Whether postings are given to narrower requests, too.
    #[diesel(sql_type = Bool)]
    pub gives: bool,
}

const COLUMNS: &str = "fetches.*, requests.source, own.requests, own.keys,
    fetches.gives AND gives_to_narrower(requests.source, requests.wider) AS gives";

/// Requests of a fetch.
const ASKED: &str = "JOIN requests ON requests.id = fetches.request_id
    CROSS JOIN LATERAL (SELECT array_agg(one.id ORDER BY one.id) AS requests, array_agg(one.key ORDER BY one.id) AS keys
                          FROM fetch_cells JOIN requests one ON one.id = fetch_cells.request_id
                         WHERE fetch_cells.fetch_id = fetches.id AND is_own) own";

impl Held {
    /// Locks a fetch, without a worker.
    pub(super) async fn of_fetch(conn: &mut Connection, id: i64) -> QueryResult<Self> {
        diesel::sql_query(format!(
            "SELECT {COLUMNS} FROM fetches {ASKED} WHERE fetches.id = $1 FOR NO KEY UPDATE OF fetches"
        ))
        .bind::<Int8, _>(id)
        .prepared()
        .get_result(conn)
        .await
    }

    /// Locks the task, then its fetch; the lease begins anew, and the task no longer waits for a place. None: the claim
    /// was lost.
    pub(super) async fn lock(conn: &mut Connection, claim: &Claim, lease: Duration) -> QueryResult<Option<Self>> {
        diesel::sql_query(format!(
            "WITH held AS (UPDATE tasks SET lease_until = now() + make_interval(secs => $3), waits_for = NULL
                            WHERE id = $1 AND fence = $2 AND state = 'running' RETURNING fetch_id)
             SELECT {COLUMNS} FROM held JOIN fetches ON fetches.id = held.fetch_id {ASKED} FOR NO KEY UPDATE OF fetches",
        ))
        .bind::<Int8, _>(claim.id)
        .bind::<Int8, _>(claim.fence)
        .bind::<Float8, _>(lease.as_secs_f64())
        .prepared()
        .get_result(conn)
        .await
        .optional()
    }
}

/// A call sent, locked with fetch and source.
#[derive(Clone, Debug, QueryableByName)]
pub(super) struct Sent {
    /// The source's row.
    #[diesel(embed)]
    pub source: SourceState,
    /// The call's attempt.
    #[diesel(embed)]
    pub attempt: Attempt,
}

impl Sent {
    /// Locks the fetch, then the source, then the attempt: each looks at the row before.
    pub(super) async fn lock(
        conn: &mut Connection,
        fetch_id: i64,
        source: Source,
        attempt_id: i64,
    ) -> QueryResult<Self> {
        diesel::sql_query(
            "WITH bought AS MATERIALIZED (SELECT id FROM fetches WHERE id = $1 FOR NO KEY UPDATE),
             asked AS MATERIALIZED (SELECT sources.* FROM bought JOIN sources ON sources.source = $2
                                       FOR NO KEY UPDATE OF sources)
             SELECT asked.*, attempts.id, attempts.fetch_id, attempts.page, attempts.state, attempts.row_limit,
                    attempts.is_probe
               FROM asked JOIN attempts ON attempts.id = $3 FOR NO KEY UPDATE OF attempts",
        )
        .bind::<Int8, _>(fetch_id)
        .bind::<Text, _>(source)
        .bind::<Int8, _>(attempt_id)
        .prepared()
        .get_result(conn)
        .await
    }
}
