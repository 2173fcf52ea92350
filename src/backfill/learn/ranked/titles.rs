//! Whether JSearch returns for a title what it returns for the titles that it stands in. Both are bought every morning until
//! that is known: of what came for the narrower one, how much people would still see had only the wider one been asked.

use crate::db::Connection;
use crate::fits;
use crate::models::capability::{Compared, Titled};
use chrono::{DateTime, Utc};
use diesel::QueryResult;

/// What purchases have brought since a time. Of what a wider title brings, a narrower one is given what its words stand in.
pub(super) async fn bought(conn: &mut Connection, since: DateTime<Utc>) -> QueryResult<Compared> {
    let mut compared = Compared::default();
    for one in Titled::newest(conn, since).await? {
        let Some(key) = one.asked_title().and_then(|title| fits::only_key(&title)) else { continue };
        let is_given = fits::runs(&one.title).contains(&key);
        compared.jobs += 1;
        compared.with_wider += i64::from(is_given && one.is_with_wider);
    }
    Ok(compared)
}
