//! Good lines into the database, a portion at a time: a dozen statements a portion, with locks held for moments.

use super::entry::Entry;
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::db::Connection;
use crate::models::search::Search;
use crate::models::user::User;
use crate::searches::{self, Owner, Wanted};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use std::collections::{BTreeSet, HashMap};

/// Lines taken in one transaction: sign-ups meanwhile wait for a single portion at most.
pub(super) const PORTION: usize = 250;

/// A good line.
pub(super) struct Line {
    /// Number of the line in the file, from 1.
    pub(super) number: usize,
    pub(super) entry: Entry,
}

/// A search that a line asked for.
pub(super) struct Added {
    pub(super) user_id: i32,
    /// True where the search was not on the list before.
    pub(super) is_new: bool,
}

/// Adds the lines' searches, in the order of the lines, and missing people too. All or nothing.
pub(super) async fn add(app: &App, lines: &[Line]) -> anyhow::Result<Vec<Added>> {
    let mut conn = app.db.conn().await?;
    Ok(conn.transaction(async |conn| save(conn, app, lines).await).await?)
}

async fn save(conn: &mut Connection, app: &App, lines: &[Line]) -> QueryResult<Vec<Added>> {
    let emails: BTreeSet<&str> = lines.iter().map(|line| line.entry.email.as_str()).collect();
    let people = User::find_or_add(conn, &emails, app.clock.now()).await?;
    let wanted = wanted(lines, &people).ok_or(diesel::result::Error::NotFound)?;
    let claims = Claims::lock(conn).await?;
    let ids: Vec<i32> = people.into_values().collect();
    let mut there: BTreeSet<i32> = Search::on_lists_of(conn, &ids).await?.into_iter().collect();
    let saved = searches::add_many(conn, app, &claims, &wanted).await?;
    Ok(saved.iter().map(|one| Added { user_id: one.user_id, is_new: there.insert(one.id) }).collect())
}

/// Pairs lines with people. None: a person is missing.
fn wanted<'a>(lines: &'a [Line], people: &HashMap<String, i32>) -> Option<Vec<Wanted<'a>>> {
    let mut wanted = Vec::new();
    for Line { entry, .. } in lines {
        let owner = Owner::of(*people.get(entry.email.as_str())?);
        wanted.extend(entry.wishes.iter().map(|wish| Wanted { owner, list: &entry.list, wish }));
    }
    Some(wanted)
}
