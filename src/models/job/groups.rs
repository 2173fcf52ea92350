//! Groups of copies. Each stored page compares its new jobs with the stored jobs, and with all jobs connected to either
//! by shared keys: `same::groups` says which of these are one job.

mod locks;

pub(super) use self::locks::{Keys, Locked, lock, lock_page};

use super::closing;
use super::columns::Columns;
use super::identities::Compared;
use super::keys::ReadPlaces;
use crate::db::{Connection, Prepare as _};
use crate::same::{self, Identity};
use crate::schema::jobs;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int8};
use diesel_async::RunQueryDsl;

/// Most copies of a group, the first ones; further copies make the next group. A posting in thousands of towns would be
/// thousands of copies to look through for each row of a list.
const LARGEST: usize = 100;

/// The groups that a page's postings join as these stand, each by the number of its group; None: a group of its own.
/// Returns None where groups change in another way, two of the page's are a group of their own, or another page has
/// stored a posting meanwhile: `regroup` sees to it when they are stored.
pub(super) fn joined(locked: &Locked, columns: &Columns) -> Option<Vec<Option<i64>>> {
    let is_new = |nth: &usize| columns.source_ids.get(*nth).is_some_and(|id| locked.new.contains(id));
    let new: Vec<usize> = (0..columns.source_ids.len()).filter(is_new).collect();
    let jobs: Vec<&Compared> = locked.jobs.iter().filter(|job| !job.is_taken_apart()).collect();
    let is_stored_meanwhile = locked.jobs.iter().any(|job| locked.new.contains(job.source_id()));
    let is_any_closed = jobs.iter().any(|job| job.is_closed_by_employer());
    if locked.is_any_touched || new.len() != locked.new.len() || is_stored_meanwhile || is_any_closed {
        return None;
    }
    let mut read = ReadPlaces::default();
    let stored = jobs.iter().map(|job| job.identity(read.places(&job.location, job.country())));
    let identities: Vec<Identity> =
        stored.chain(new.iter().filter_map(|nth| columns.identities.get(*nth).cloned())).collect();
    let mut joined = vec![None; columns.source_ids.len()];
    for group in same::groups(&identities) {
        let (old, come): (Vec<usize>, Vec<usize>) = group.iter().partition(|nth| **nth < jobs.len());
        let members: Vec<&&Compared> = old.iter().filter_map(|nth| jobs.get(*nth)).collect();
        let first = members.iter().map(|job| job.id).min();
        let is_whole = members.iter().all(|job| Some(job.group_id) == first);
        if !is_whole || group.len() > LARGEST || (old.is_empty() && come.len() > 1) {
            return None;
        }
        for nth in come.iter().filter_map(|nth| new.get(nth - jobs.len())) {
            if let Some(place) = joined.get_mut(*nth) {
                *place = first;
            }
        }
    }
    Some(joined)
}

/// Puts jobs, locked by their storer, into their groups. A group's number is the number of its first job.
pub(super) async fn regroup(conn: &mut Connection, ids: &[i64], now: DateTime<Utc>) -> QueryResult<()> {
    let jobs = Compared::load(conn, ids).await?;
    let mut read = ReadPlaces::default();
    let identities: Vec<_> = jobs.iter().map(|job| job.identity(read.places(&job.location, job.country()))).collect();
    let (mut moved, mut groups, mut left) = (Vec::new(), Vec::new(), Vec::new());
    for group in same::groups(&identities).iter().flat_map(|group| group.chunks(LARGEST)) {
        let members = || group.iter().filter_map(|nth| jobs.get(*nth));
        let Some(first) = members().map(|job| job.id).min() else { continue };
        for job in members().filter(|job| job.group_id != first) {
            moved.push(job.id);
            groups.push(first);
            left.push(job.group_id);
        }
    }
    if moved.is_empty() {
        return Ok(());
    }
    diesel::sql_query(
        "UPDATE jobs SET group_id = one.group_id FROM unnest($1::bigint[], $2::bigint[]) AS one (id, group_id)
          WHERE jobs.id = one.id",
    )
    .bind::<Array<Int8>, _>(&moved)
    .bind::<Array<Int8>, _>(&groups)
    .prepared()
    .execute(conn)
    .await?;
    if jobs.iter().any(Compared::is_closed_by_employer) {
        // As if all had come in this order from the beginning: on a board, a copy is as open as the group it is in now.
        let changed = [groups, left].concat();
        let members: Vec<i64> = jobs
            .iter()
            .filter(|job| changed.contains(&job.group_id) || moved.contains(&job.id))
            .map(|job| job.id)
            .collect();
        closing::open_copies(conn, &members, now).await?;
        closing::close_copies(conn, &changed).await?;
    }
    Ok(())
}

/// Takes a job's group apart: from now on each of its jobs stands alone, whatever comes, until `put_together`. Returns
/// the jobs; none: the job is in no group of several.
///
/// # Errors
///
/// `NotFound` when there is no such job; otherwise, when the database cannot be asked.
pub async fn take_apart(conn: &mut Connection, job_id: i64, now: DateTime<Utc>) -> QueryResult<Vec<i64>> {
    let ids = members(conn, job_id).await?;
    let keys = Keys::of(conn, &ids).await?;
    lock(conn, keys, &ids, now).await?;
    // The group as it is now, under the locks.
    let copies = members(conn, job_id).await?;
    if copies.len() < 2 {
        return Ok(Vec::new());
    }
    diesel::update(jobs::table.filter(jobs::id.eq_any(&copies)))
        .set((jobs::group_id.eq(jobs::id), jobs::taken_apart_at.eq(now)))
        .execute(conn)
        .await?;
    closing::open_copies(conn, &copies, now).await?;
    Ok(copies)
}

/// The jobs of a job's group.
async fn members(conn: &mut Connection, job_id: i64) -> QueryResult<Vec<i64>> {
    let group: i64 = jobs::table.find(job_id).select(jobs::group_id).first(conn).await?;
    jobs::table.filter(jobs::group_id.eq(group)).select(jobs::id).load(conn).await
}

/// Undoes `take_apart`: jobs taken apart at the same moment as this job are grouped anew, with all copies since.
/// Returns the jobs; none: the job was not taken apart.
///
/// # Errors
///
/// `NotFound` when there is no such job; otherwise, when the database cannot be asked.
pub async fn put_together(conn: &mut Connection, job_id: i64, now: DateTime<Utc>) -> QueryResult<Vec<i64>> {
    let taken: Option<DateTime<Utc>> = jobs::table.find(job_id).select(jobs::taken_apart_at).first(conn).await?;
    let Some(taken) = taken else { return Ok(Vec::new()) };
    let ids: Vec<i64> = jobs::table.filter(jobs::taken_apart_at.eq(taken)).select(jobs::id).load(conn).await?;
    let keys = Keys::of(conn, &ids).await?;
    let touched = lock(conn, keys, &ids, now).await?;
    diesel::update(jobs::table.filter(jobs::id.eq_any(&ids)))
        .set(jobs::taken_apart_at.eq(None::<DateTime<Utc>>))
        .execute(conn)
        .await?;
    regroup(conn, &touched, now).await?;
    Ok(ids)
}
