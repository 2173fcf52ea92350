//! Fetches that a page limit ended, and those that go on from there.

use super::{Fetch, Purpose};
use crate::db::Connection;
use crate::schema::{fetches, requests, sources};
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;

/// A fetch that could go on, with its source and whether that takes a date, as far as it is known.
#[derive(Clone, Debug)]
pub struct Ended {
    pub fetch: Fetch,
    pub source: Source,
    pub takes_date: Option<bool>,
}

/// A page limit ended it, or going deeper broke off on the way. What it left is still cut, nobody is buying the same,
/// and nobody has gone on from it.
const CAN_GO_ON: &str = "(fetches.is_cut AND fetches.state = 'done'
        OR fetches.continues IS NOT NULL AND fetches.pages > 0 AND fetches.state IN ('failed', 'cancelled'))
    AND requests.cut && tstzmultirange(tstzrange(fetches.window_from, fetches.window_to))
    AND NOT EXISTS (SELECT 1 FROM fetches other WHERE other.request_id = fetches.request_id
                       AND (other.state IN ('queued', 'running', 'put_off')
                            OR other.continues = fetches.id AND other.pages > 0))";

impl Ended {
    /// Those of some requests, the windows that reach back furthest first.
    pub async fn of_requests(conn: &mut Connection, request_ids: &[i64]) -> QueryResult<Vec<Self>> {
        let rows: Vec<(Fetch, String, Option<bool>)> = fetches::table
            .inner_join(requests::table.on(requests::id.eq(fetches::request_id)))
            .inner_join(sources::table.on(sources::source.eq(requests::source)))
            .filter(fetches::request_id.eq_any(request_ids))
            .filter(sql::<Bool>(CAN_GO_ON))
            .order((fetches::window_from, fetches::id.desc()))
            .select((Fetch::as_select(), requests::source, sources::takes_created_since))
            .load(conn)
            .await?;
        let ended = |(fetch, source, takes_date): (Fetch, String, Option<bool>)| {
            Some(Self { fetch, source: Source::from_name(&source)?, takes_date })
        };
        Ok(rows.into_iter().filter_map(ended).collect())
    }

    /// Goes on from it up to a limit of pages, counted from the list's beginning, as a fetch of its own. None: somebody
    /// else's fetch of the same request is alive.
    pub async fn go_on(
        &self,
        conn: &mut Connection,
        max_pages: i32,
        expected_credits: i64,
        now: DateTime<Utc>,
    ) -> QueryResult<Option<Fetch>> {
        let from = &self.fetch;
        diesel::insert_into(fetches::table)
            .values((
                fetches::request_id.eq(from.request_id),
                fetches::continues.eq(from.id),
                fetches::purpose.eq(Purpose::ByHand.as_str()),
                fetches::span.eq(&from.span),
                fetches::window_from.eq(from.window_from),
                fetches::window_to.eq(from.window_to),
                fetches::created_since.eq(from.created_since),
                fetches::next_page.eq(from.next_page),
                fetches::position.eq(&from.position),
                fetches::oldest_posted_at.eq(from.oldest_posted_at),
                fetches::max_pages.eq(max_pages),
                fetches::expected_credits.eq(expected_credits),
                fetches::created_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .returning(Fetch::as_returning())
            .get_result(conn)
            .await
            .optional()
    }
}
