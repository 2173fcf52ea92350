//! Whether JSearch returns a longer title's postings for a shorter title within it. Until known, both are bought every
//! morning: the share of the longer title's postings that people would still see had only the shorter been asked.

use crate::db::Connection;
use crate::fits::asked;
use crate::models::capability::{Compared, Titled};
use chrono::{DateTime, Utc};
use diesel::QueryResult;

/// Compares purchases since a time. Of a wider title's postings, a narrower title is given those with its words.
pub(super) async fn bought(conn: &mut Connection, since: DateTime<Utc>) -> QueryResult<Compared> {
    let mut compared = Compared::default();
    for one in Titled::newest(conn, since).await? {
        let Some(key) = one.asked_title().and_then(|title| asked::only_key(&title)) else { continue };
        let is_given = asked::runs(&one.title).contains(&key);
        compared.jobs += 1;
        compared.with_wider += i64::from(is_given && one.is_with_wider);
    }
    Ok(compared)
}
