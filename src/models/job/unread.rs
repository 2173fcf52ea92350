//! Jobs stored by an older version: their keys for finding and comparing are read later.

use super::groups::{self, Keys};
use super::identities::Compared;
use super::keys::{Places, SEPARATOR, runs};
use crate::db::{Connection, Prepare as _};
use crate::same::posting_key;
use crate::schema::jobs;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int8, Text};
use diesel_async::RunQueryDsl;

/// Columns read from such jobs, job by job.
#[derive(Default)]
struct Columns {
    ids: Vec<i64>,
    title_runs: Vec<String>,
    place_keys: Vec<String>,
    remote_keys: Vec<String>,
    posting_keys: Vec<String>,
    word_keys: Vec<String>,
}

/// Reads the keys of jobs without keys, so many at most, and puts these into their groups. Returns their numbers.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn read_keys(conn: &mut Connection, most: i64, now: DateTime<Utc>) -> QueryResult<Vec<i64>> {
    let unread: Vec<(Compared, Option<String>)> = jobs::table
        .filter(jobs::title_runs.is_null())
        .order(jobs::id)
        .limit(most)
        .select((Compared::as_select(), jobs::apply_url))
        .load(conn)
        .await?;
    if unread.is_empty() {
        return Ok(Vec::new());
    }
    let (mut columns, mut keys) = (Columns::default(), Keys::default());
    for (job, link) in &unread {
        columns.push(job, link.as_deref(), &mut keys);
    }
    let touched = groups::lock(conn, keys, &columns.ids, now).await?;
    columns.write(conn).await?;
    groups::regroup(conn, &touched, now).await?;
    Ok(columns.ids)
}

impl Columns {
    fn push(&mut self, job: &Compared, link: Option<&str>, keys: &mut Keys) {
        let places = Places::read(&job.location, job.country());
        let of_places = places.keys();
        let posting_key = link.and_then(posting_key);
        let word_keys = job.identity(&places).word_keys();
        self.ids.push(job.id);
        self.title_runs.push(runs(&job.title));
        self.place_keys.push(of_places.always.join(SEPARATOR));
        self.remote_keys.push(of_places.if_remote.join(SEPARATOR));
        self.posting_keys.push(posting_key.clone().unwrap_or_default());
        self.word_keys.push(word_keys.join(SEPARATOR));
        keys.posting_keys.extend(posting_key);
        keys.word_keys.extend(word_keys);
    }

    /// Writes the columns of jobs still without them: more is known already of a job stored meanwhile.
    async fn write(&self, conn: &mut Connection) -> QueryResult<()> {
        diesel::sql_query(
            "UPDATE jobs SET title_runs = string_to_array(read.title_runs, E'\\x1f'),
                    place_keys = string_to_array(read.place_keys, E'\\x1f'),
                    remote_keys = string_to_array(read.remote_keys, E'\\x1f'),
                    posting_keys = string_to_array(read.posting_keys, E'\\x1f'),
                    word_keys = string_to_array(read.word_keys, E'\\x1f')
               FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
                 AS read (id, title_runs, place_keys, remote_keys, posting_keys, word_keys)
              WHERE jobs.id = read.id AND jobs.title_runs IS NULL",
        )
        .bind::<Array<Int8>, _>(&self.ids)
        .bind::<Array<Text>, _>(&self.title_runs)
        .bind::<Array<Text>, _>(&self.place_keys)
        .bind::<Array<Text>, _>(&self.remote_keys)
        .bind::<Array<Text>, _>(&self.posting_keys)
        .bind::<Array<Text>, _>(&self.word_keys)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }
}
