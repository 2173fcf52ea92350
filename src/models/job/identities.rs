//! What the newest jobs are compared by, so as to find those that are one.

use super::keys::{NOWHERE, Places, Whereabouts};
use crate::db::Connection;
use crate::same::{Advert, Identity};
use crate::schema::jobs;
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

type Row =
    (Source, String, String, String, String, Option<String>, Option<String>, Option<DateTime<Utc>>, DateTime<Utc>);

/// The newest jobs, so many at most.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn newest(conn: &mut Connection, most: i64) -> QueryResult<Vec<Identity>> {
    let rows: Vec<Row> = jobs::table
        .order(jobs::id.desc())
        .limit(most)
        .select((
            jobs::source,
            jobs::source_id,
            jobs::title,
            jobs::company,
            jobs::location,
            jobs::country,
            jobs::apply_url,
            jobs::posted_at,
            jobs::first_seen_at,
        ))
        .load(conn)
        .await?;
    Ok(rows.iter().map(identity).collect())
}

fn identity(row: &Row) -> Identity {
    let (source, source_id, title, company, location, country, link, posted_at, first_seen_at) = row;
    let country = country.as_deref().and_then(|code| code.parse().ok());
    let mut places = Whereabouts::read(location, country).named;
    places.retain(|place| place != NOWHERE);
    let links: Vec<&str> = link.iter().map(String::as_str).collect();
    Identity::of(&Advert {
        source: source.as_str(),
        source_id,
        links: &links,
        employer: company,
        title,
        location,
        place_names: &Places::read(location, country).words(),
        places: &places,
        posted_on: posted_at.unwrap_or(*first_seen_at).date_naive(),
    })
}
