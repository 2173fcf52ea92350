//! Numbers of combinations, found or made on first demand, by a fixed number of statements for however many.

use super::Tracked;
use crate::combination::Combination;
use crate::db::{Connection, Prepare as _};
use crate::filters::{EmploymentType, Industry, Seniority, WorkArrangement};
use crate::fits::languages;
use crate::models::request::RequestRow;
use crate::models::topic::{self, Filling};
use crate::place::CountryCode;
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Combinations ($1 to $6, a list for each column) beside the known rows.
const KNOWN: &str = "unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
        WITH ORDINALITY AS one (title_key, place_key, arrangement, employment, seniority, industry, number)
   JOIN backfill_tracking known
     ON (known.title_key, known.place_key) = (one.title_key, one.place_key)
    AND known.ai_work_arrangement IS NOT DISTINCT FROM one.arrangement
    AND known.ai_employment_type IS NOT DISTINCT FROM one.employment
    AND known.ai_seniority IS NOT DISTINCT FROM one.seniority
    AND known.ai_industry IS NOT DISTINCT FROM one.industry";

/// Keys of combinations, a list for each column: equal keys are the same combination.
#[derive(Default)]
struct Keys<'a> {
    titles: Vec<&'a str>,
    places: Vec<String>,
    arrangements: Vec<Option<&'static str>>,
    employments: Vec<Option<&'static str>>,
    seniorities: Vec<Option<&'static str>>,
    industries: Vec<Option<&'static str>>,
}

impl<'a> Keys<'a> {
    fn of(combinations: impl IntoIterator<Item = &'a Combination>) -> Self {
        let mut keys = Self::default();
        for one in combinations {
            let filters = one.filters();
            keys.titles.push(one.title_key());
            keys.places.push(one.place().key());
            keys.arrangements.push(filters.work_arrangement.map(WorkArrangement::as_str));
            keys.employments.push(filters.employment_type.map(EmploymentType::as_str));
            keys.seniorities.push(filters.seniority.map(Seniority::as_str));
            keys.industries.push(filters.industry.map(Industry::as_str));
        }
        keys
    }
}

#[derive(QueryableByName)]
struct Known {
    /// Position in the list asked for, from 1.
    #[diesel(sql_type = Int8)]
    number: i64,
    #[diesel(sql_type = Int4)]
    id: i32,
}

impl Tracked {
    /// Number of a combination; None: never asked for.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn known(conn: &mut Connection, combination: &Combination) -> QueryResult<Option<i32>> {
        Ok(find(conn, &[combination]).await?.pop().flatten())
    }

    /// Numbers of combinations, in their order, each made on first demand together with its requests at each of
    /// `sources`; `filling`: when new ones get the jobs that are here. The caller holds the claims lock.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn find_or_create(
        conn: &mut Connection,
        combinations: &[&Combination],
        (sources, home): (&[Source], CountryCode),
        filling: Filling,
        now: DateTime<Utc>,
    ) -> QueryResult<Vec<i32>> {
        let mut found = find(conn, combinations).await?;
        let is_new: Vec<bool> = found.iter().map(Option::is_none).collect();
        if is_new.contains(&true) {
            insert(conn, &of_these(combinations, &is_new), now).await?;
            found = find(conn, combinations).await?;
        }
        let ids: Vec<i32> = found.into_iter().collect::<Option<_>>().ok_or(diesel::result::Error::NotFound)?;
        let linked: Vec<_> = ids.iter().copied().zip(combinations.iter().copied()).collect();
        RequestRow::link(conn, &linked, sources, home, now).await?;
        let new = of_these(&linked, &is_new);
        if !new.is_empty() {
            topic::link_combinations(conn, &new, filling, now).await?;
        }
        Ok(ids)
    }
}

/// Marked items of a list, in their order.
fn of_these<T: Copy>(all: &[T], is_marked: &[bool]) -> Vec<T> {
    all.iter().zip(is_marked).filter(|(_, is_marked)| **is_marked).map(|(one, _)| *one).collect()
}

async fn find(conn: &mut Connection, combinations: &[&Combination]) -> QueryResult<Vec<Option<i32>>> {
    let keys = Keys::of(combinations.iter().copied());
    let known: Vec<Known> = diesel::sql_query(format!("SELECT one.number, known.id FROM {KNOWN}"))
        .bind::<Array<Text>, _>(keys.titles)
        .bind::<Array<Text>, _>(keys.places)
        .bind::<Array<Nullable<Text>>, _>(keys.arrangements)
        .bind::<Array<Nullable<Text>>, _>(keys.employments)
        .bind::<Array<Nullable<Text>>, _>(keys.seniorities)
        .bind::<Array<Nullable<Text>>, _>(keys.industries)
        .prepared()
        .load(conn)
        .await?;
    let mut found = vec![None; combinations.len()];
    for one in known {
        let place = usize::try_from(one.number - 1).ok().and_then(|number| found.get_mut(number));
        if let Some(place) = place {
            *place = Some(one.id);
        }
    }
    Ok(found)
}

/// Inserts combinations. Of equal combinations the first gives its spelling.
async fn insert(conn: &mut Connection, combinations: &[&Combination], now: DateTime<Utc>) -> QueryResult<()> {
    let keys = Keys::of(combinations.iter().copied());
    let titles: Vec<&str> = combinations.iter().map(|one| one.title()).collect();
    let places: Vec<String> = combinations.iter().map(|one| one.place().english_name()).collect();
    let named: Vec<String> = combinations.iter().map(|one| languages(one.title_key()).join(" ")).collect();
    diesel::sql_query(
        "INSERT INTO backfill_tracking (title_key, place_key, ai_work_arrangement, ai_employment_type, ai_seniority,
                                        ai_industry, title_keyword, location, languages, created_at, has_topics)
         SELECT title_key, place_key, arrangement, employment, seniority, industry, title, place, string_to_array(languages, ' '),
                $10, TRUE
           FROM (SELECT DISTINCT ON (title_key, place_key, arrangement, employment, seniority, industry) *
                   FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                               $8::text[], $9::text[])
                        WITH ORDINALITY AS one (title_key, place_key, arrangement, employment, seniority, industry, title,
                                                place, languages, number)
                  ORDER BY title_key, place_key, arrangement, employment, seniority, industry, number) one
          ORDER BY number
         ON CONFLICT DO NOTHING",
    )
    .bind::<Array<Text>, _>(keys.titles)
    .bind::<Array<Text>, _>(keys.places)
    .bind::<Array<Nullable<Text>>, _>(keys.arrangements)
    .bind::<Array<Nullable<Text>>, _>(keys.employments)
    .bind::<Array<Nullable<Text>>, _>(keys.seniorities)
    .bind::<Array<Nullable<Text>>, _>(keys.industries)
    .bind::<Array<Text>, _>(titles)
    .bind::<Array<Text>, _>(places)
    .bind::<Array<Text>, _>(named)
    .bind::<Timestamptz, _>(now)
    .prepared()
    .execute(conn)
    .await?;
    Ok(())
}
