//! What the end of a list shows of its source: whether it takes several titles in one question.

use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName, CapabilityState};
use crate::models::fetch::Fetch;
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::QueryResult;

/// The source refused the first page of a list, by all signs for being one. What the list was to buy is planned again.
pub(super) async fn was_refused(
    conn: &mut Connection,
    fetch: &Fetch,
    source: Source,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let evidence = format!("fetch {} asked for {} titles at once, and was refused", fetch.id, fetch.cells);
    Capability::note(conn, (source, CapabilityName::Lists), CapabilityState::Off, &evidence, now).await?;
    Fetch::plan_again(conn, fetch.id, now).await
}

/// A list has been read to its end. Where postings of two of its titles came that no other of its titles asks for, the
/// source has taken it as a list. True: that is not known yet, so that a title of which nothing came may not have been
/// looked for; what the list buys is planned again.
pub(super) async fn ends(
    conn: &mut Connection,
    fetch: &Fetch,
    source: Source,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let capability = (source, CapabilityName::Lists);
    let known = Capability::find(conn, source, CapabilityName::Lists).await?;
    if known.is_some_and(|known| known.state == CapabilityState::On) {
        return Ok(false);
    }
    let alone = Fetch::alone(conn, fetch.id).await?;
    let brought: Vec<String> =
        alone.iter().filter(|(_, postings)| *postings > 0).map(|(_, postings)| postings.to_string()).collect();
    if brought.len() > 1 {
        let evidence = format!(
            "fetch {} asked for {} titles at once, and {} postings were of one of them alone",
            fetch.id,
            fetch.cells,
            brought.join(" and ")
        );
        Capability::note(conn, capability, CapabilityState::On, &evidence, now).await?;
    } else {
        Capability::forget_trial(conn, source, CapabilityName::Lists).await?;
    }
    Fetch::plan_again(conn, fetch.id, now).await?;
    Ok(true)
}
