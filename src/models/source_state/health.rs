//! Health of each source: calls of the last day, backoff, and deferred fetches.

use crate::db::Connection;
use crate::sources::Source;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Recent calls of a source. Times by the database's clock, like those of attempts.
#[derive(Clone, Debug, QueryableByName)]
pub struct Health {
    /// Source of the calls.
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// Calls of the last 24 hours that have ended; attempts never sent are left out.
    #[diesel(sql_type = Int8)]
    pub tried: i64,
    /// Failed calls among `tried`: refused (charged or not), or with a lost or unreadable answer.
    #[diesel(sql_type = Int8)]
    pub failed: i64,
    /// Unreadable rows of these calls' answers.
    #[diesel(sql_type = Int8)]
    pub left_out: i64,
    /// Reason of the latest unreadable rows.
    #[diesel(sql_type = Nullable<Text>)]
    pub left_out_why: Option<String>,
    /// Reservation time of the first call with unreadable rows.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub left_out_since: Option<DateTime<Utc>>,
    /// Rows of all these calls' answers.
    #[diesel(sql_type = Int8)]
    pub rows: i64,
    /// Backoff: time before which the source asked for no call.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub waits_until: Option<DateTime<Utc>>,
    /// Time at which fetches deferred for the source's quota go on, by the App's clock.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub quota_until: Option<DateTime<Utc>>,
    /// Deferred fetches: for a quota, a limit or a switch.
    #[diesel(sql_type = Int8)]
    pub put_off: i64,
    /// Combinations with a fetch here that waits for no limit but for the end of the source's outage; 0 without an
    /// outage.
    #[diesel(sql_type = Int8)]
    pub waiting: i64,
    /// Seconds until the next call may go out, from now.
    #[diesel(sql_type = Int8)]
    pub next_seconds: i64,
}

impl Health {
    /// Health of all sources, from the last 1,000 attempts at most. A backoff of a few seconds is the usual pace and
    /// left out.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn all(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT one.source, coalesce(lately.tried, 0) AS tried, coalesce(lately.failed, 0) AS failed,
                    coalesce(lately.rows, 0) AS rows, coalesce(lately.left_out, 0) AS left_out,
                    lately.left_out_why, lately.left_out_since,
                    CASE WHEN one.next_call_at > now() + interval '10 seconds' THEN one.next_call_at END AS waits_until,
                    (SELECT min(put_off_until) FROM fetches JOIN requests ON requests.id = fetches.request_id
                      WHERE fetches.state = 'put_off' AND requests.source = one.source
                        AND fetches.error_code = 'quota' AND put_off_until > $1) AS quota_until,
                    (SELECT count(*) FROM fetches JOIN requests ON requests.id = fetches.request_id
                      WHERE fetches.state = 'put_off' AND requests.source = one.source) AS put_off,
                    (SELECT count(DISTINCT link.combination_id)
                       FROM fetches JOIN fetch_cells cell ON cell.fetch_id = fetches.id
                       JOIN combination_requests link ON link.request_id = cell.request_id
                      WHERE one.out_since IS NOT NULL AND fetches.state IN ('queued', 'running')
                        AND link.source = one.source) AS waiting,
                    greatest(ceil(extract(epoch FROM one.next_call_at - clock_timestamp())), 0)::int8 AS next_seconds
               FROM sources one
               LEFT JOIN (SELECT asked.source, count(*) AS tried,
                                 count(*) FILTER (WHERE last.state <> 'settled' OR last.reading = 'unreadable') AS failed,
                                 sum(last.answer_rows) AS rows, sum(last.left_out) AS left_out,
                                 (array_agg(last.left_out_why ORDER BY last.id DESC)
                                      FILTER (WHERE last.left_out > 0))[1] AS left_out_why,
                                 min(last.reserved_at) FILTER (WHERE last.left_out > 0) AS left_out_since
                            FROM (SELECT * FROM attempts ORDER BY id DESC LIMIT 1000) last
                           CROSS JOIN LATERAL (
                                 SELECT source FROM fetches JOIN requests ON requests.id = request_id
                                  WHERE fetches.id = last.fetch_id OFFSET 0) asked
                           WHERE last.reserved_at > now() - interval '24 hours'
                             AND last.state NOT IN ('reserved', 'sending') AND last.sent_at IS NOT NULL
                           GROUP BY asked.source) lately USING (source)",
        )
        .bind::<Timestamptz, _>(now)
        .load(conn)
        .await
    }

    /// Time of the source's next call, by the App's clock.
    pub fn next_try(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + TimeDelta::seconds(self.next_seconds.clamp(0, 86_400))
    }

    /// Failed calls in percent, rounded.
    pub fn failed_percent(&self) -> i64 {
        (self.failed * 100 + self.tried / 2) / self.tried.max(1)
    }
}
