//! Telling a source to leave out what it knew before some time, or only after it: whether it takes that is learnt from
//! its first answer, and kept.

use super::{Asked, Page};
use crate::app::App;
use crate::config::SourceConfig;
use crate::coverage::reach::{Later, Reach};
use crate::db::Connection;
use crate::models::fetch::Fetch;
use crate::models::source_state::SourceState;
use crate::schema::attempts;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// Refusals of one page, each of them paid, after which its date is no explanation any more.
const MOST_REFUSALS: i64 = 2;

/// How far a source reaches, by what is known of it.
async fn reach(conn: &mut Connection, app: &App, config: &SourceConfig) -> QueryResult<Option<Reach>> {
    let takes_created_since = SourceState::takes_date(conn, config.source).await?;
    let reach = app.reach(config.source);
    Ok(reach.map(|reach| Reach { takes_created_since, ..reach }))
}

/// A fetch that was planned before the source had refused a date asks without one from the start.
pub(super) async fn drop_refused(
    conn: &mut Connection,
    app: &App,
    config: &SourceConfig,
    fetch: Fetch,
) -> QueryResult<Fetch> {
    let is_refused = fetch.created_since.is_some()
        && fetch.next_page == 1
        && SourceState::takes_date(conn, config.source).await? == Some(false);
    if !is_refused {
        return Ok(fetch);
    }
    ask_without(conn, app, config, &fetch).await?;
    Fetch::lock(conn, fetch.id).await
}

/// How the next page is asked for. Before the first one the window moves up to now, since the fetch may have waited. A
/// later one is asked of the list as it was, where that has moved since; None: the source cannot be asked for that, so
/// there is nothing to go on with.
pub(super) async fn asked_now(
    conn: &mut Connection,
    app: &App,
    config: &SourceConfig,
    fetch: &Fetch,
    asked: Asked,
) -> QueryResult<Option<Asked>> {
    let Some(reach) = reach(conn, app, config).await? else { return Ok(Some(asked)) };
    let now = app.clock.now();
    if fetch.next_page == 1 {
        let window = reach.covered_by(asked.span, asked.created_since, now);
        return Ok(Some(Asked { created_before: reach.bound(window), window, ..asked }));
    }
    // A list that was begun with a date cannot be gone on with without one.
    if asked.created_since.is_some() && reach.takes_created_since == Some(false) {
        return Ok(None);
    }
    Ok(match reach.later(asked.span, asked.window, asked.created_before, now) {
        Later::AsBefore => Some(Asked { created_before: None, ..asked }),
        Later::AsItWas { span, created_since, created_before } => {
            let created_since = created_since.or(asked.created_since);
            Some(Asked { span, created_since, created_before: Some(created_before), ..asked })
        }
        Later::MovedOn => None,
    })
}

/// A page of this fetch was refused, and as far as anybody can tell because of its date. That is noted, and the same fetch
/// asks without it. The refused call is in the ledger like any other. False: the date cannot be the reason.
pub(super) async fn was_refused(
    conn: &mut Connection,
    app: &App,
    config: &SourceConfig,
    (fetch, page): (&Fetch, &Page),
) -> QueryResult<bool> {
    let takes = SourceState::takes_date(conn, config.source).await?;
    if fetch.created_since.is_some() && fetch.next_page > 1 {
        // Its first page was answered with this date, so who knows.
        SourceState::note_date(conn, config.source, None).await?;
        return Ok(false);
    }
    let refusals = refusals(conn, fetch).await?;
    if page.has_date() && refusals <= MOST_REFUSALS {
        SourceState::note_date(conn, config.source, Some(false)).await?;
        if fetch.next_page == 1 {
            ask_without(conn, app, config, fetch).await?;
        }
        return Ok(true);
    }
    // Refused with a date before, and now without one: the date was not the reason, and nothing is known of it.
    if takes == Some(false) && refusals > 1 {
        SourceState::note_date(conn, config.source, None).await?;
    }
    Ok(false)
}

/// An answer to this page came: a date that was sent was taken.
pub(super) async fn was_answered(conn: &mut Connection, config: &SourceConfig, page: &Page) -> QueryResult<()> {
    if page.has_date() {
        SourceState::note_date(conn, config.source, Some(true)).await?;
    }
    Ok(())
}

async fn ask_without(conn: &mut Connection, app: &App, config: &SourceConfig, fetch: &Fetch) -> QueryResult<()> {
    let reach = app.reach(config.source);
    if let (Some(reach), Some(since)) = (reach, fetch.created_since) {
        Fetch::ask_instead(conn, fetch.id, config.source, reach.ask_undated(since, app.clock.now())).await?;
    }
    Ok(())
}

/// How often the page that is next was refused.
async fn refusals(conn: &mut Connection, fetch: &Fetch) -> QueryResult<i64> {
    attempts::table
        .filter(attempts::fetch_id.eq(fetch.id).and(attempts::page.eq(fetch.next_page)))
        .filter(attempts::state.eq("refused"))
        .count()
        .get_result(conn)
        .await
}
