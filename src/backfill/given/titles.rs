//! Postings of a title, given to longer titles, at JSearch: to titles whose words stand in the posting's own title, in
//! the town asked for, or in the towns around or near the posting.

use crate::answers::{around, marks_within};
use crate::backfill::held::Held;
use crate::db::Connection;
use crate::models::job::Whereabouts;
use crate::models::near::Near;
use crate::models::request::RequestRow;
use crate::place::Place;
use crate::sources::Posting;
use diesel::QueryResult;
use std::collections::HashSet;

/// Gives a town's postings to the requests for narrower titles there.
pub(super) async fn add_in_town(
    conn: &mut Connection,
    held: &Held,
    (postings, town): (&[Posting], &Place),
    each: &mut [Vec<i64>],
) -> QueryResult<()> {
    let marks: Vec<Vec<i64>> = postings.iter().map(|posting| marks_within(&posting.title, town)).collect();
    add(conn, held, &marks, each).await
}

/// Gives a country's postings to the requests for narrower titles there, and in its towns.
pub(super) async fn add_in_country(
    conn: &mut Connection,
    held: &Held,
    (postings, country, lie): (&[Posting], &Place, &[Whereabouts]),
    each: &mut [Vec<i64>],
) -> QueryResult<()> {
    let places: HashSet<String> = lie.iter().flat_map(|lies| lies.named.iter().cloned()).collect();
    let near = Near::around(conn, &places).await?;
    let marks = postings.iter().zip(lie).map(|(posting, lies)| {
        let beside = lies.named.iter().flat_map(|place| near.towns(place));
        let places: HashSet<&str> = lies.holding.iter().map(String::as_str).chain(beside).collect();
        let towns = places.into_iter().filter_map(Place::from_key);
        let places = towns.filter(|town| around(town).as_ref() == Some(country));
        places.chain([country.clone()]).flat_map(|place| marks_within(&posting.title, &place)).collect()
    });
    let marks: Vec<Vec<i64>> = marks.collect();
    add(conn, held, &marks, each).await
}

async fn add(conn: &mut Connection, held: &Held, marks: &[Vec<i64>], each: &mut [Vec<i64>]) -> QueryResult<()> {
    let wanted: HashSet<i64> = marks.iter().flatten().copied().collect();
    let wanted: Vec<i64> = wanted.into_iter().collect();
    let requests = RequestRow::with_narrower_titles(conn, held.fetch.request_id, &wanted).await?;
    for (marks, given) in marks.iter().zip(each) {
        given.extend(marks.iter().filter_map(|mark| requests.get(mark)).flatten());
        given.sort_unstable();
        given.dedup();
    }
    Ok(())
}
