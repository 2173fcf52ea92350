//! Adding searches to lists, in a fixed number of statements for any number of searches.

use super::{List, Owner, Wish};
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::db::Connection;
use crate::filters::Filters;
use crate::models::combination::Tracked;
use crate::models::search::{NewSearch, Search};
use crate::models::topic::Filling;
use diesel::QueryResult;
use std::collections::HashMap;

/// A search to be added.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Owner of the search.
    pub owner: Owner,
    /// List for the search.
    pub list: &'a List,
    /// Title and place.
    pub wish: &'a Wish,
}

/// Key of equal searches: owner, list, title, place, filters.
type Key<'a> = (i32, &'a str, &'a str, &'a str, Filters);

/// Adds a person's searches to lists; returns them in order. Of equal searches the last counts. What is here and fits is
/// on the lists at once.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn add(conn: &mut Connection, app: &App, claims: &Claims, wanted: &[Wanted<'_>]) -> QueryResult<Vec<Search>> {
    add_filling(conn, app, claims, wanted, Filling::AtOnce).await
}

/// Adds many people's searches to lists, as [`add`] does. A task puts on the lists what is here and fits.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn add_many(
    conn: &mut Connection,
    app: &App,
    claims: &Claims,
    wanted: &[Wanted<'_>],
) -> QueryResult<Vec<Search>> {
    add_filling(conn, app, claims, wanted, Filling::Later).await
}

async fn add_filling(
    conn: &mut Connection,
    app: &App,
    _claims: &Claims,
    wanted: &[Wanted<'_>],
    filling: Filling,
) -> QueryResult<Vec<Search>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let (now, sources) = (app.clock.now(), app.enabled());
    let combinations: Vec<_> = wanted.iter().map(|one| &one.wish.combination).collect();
    let ids = Tracked::find_or_create(conn, &combinations, (&sources, app.config.country), filling, now).await?;
    let all: Vec<_> = wanted.iter().zip(ids).map(|(one, id)| one.search(id, now)).collect();
    let saved = NewSearch::save_all(&distinct(&all), conn).await?;
    let saved: HashMap<Key<'_>, &Search> = saved.iter().map(|one| (key_of_saved(one), one)).collect();
    let found = |one: &NewSearch| saved.get(&key_of_new(one)).map(|search| (*search).clone());
    all.iter().map(found).collect::<Option<_>>().ok_or(diesel::result::Error::NotFound)
}

/// Distinct searches in the order of coming: the database refuses to change a row twice in one statement.
fn distinct(all: &[NewSearch]) -> Vec<NewSearch> {
    let (mut distinct, mut places) = (Vec::<NewSearch>::new(), HashMap::new());
    for one in all {
        let place = *places.entry(key_of_new(one)).or_insert(distinct.len());
        match distinct.get_mut(place) {
            Some(earlier) => earlier.clone_from(one),
            None => distinct.push(one.clone()),
        }
    }
    distinct
}

fn key_of_new(one: &NewSearch) -> Key<'_> {
    let filters = Filters {
        work_arrangement: one.ai_work_arrangement,
        employment_type: one.ai_employment_type,
        seniority: one.ai_seniority,
        industry: one.ai_industry,
    };
    (one.user_id, &one.query_name, &one.title_keyword, &one.location, filters)
}

fn key_of_saved(one: &Search) -> Key<'_> {
    (one.user_id, &one.query_name, &one.title_keyword, &one.location, one.filters())
}

impl Wanted<'_> {
    fn search(&self, combination_id: i32, now: chrono::DateTime<chrono::Utc>) -> NewSearch {
        let search = NewSearch {
            user_id: self.owner.user_id,
            query_name: self.list.name.trim().to_owned(),
            title_keyword: self.wish.title.clone(),
            location: self.wish.location.clone(),
            ai_work_arrangement: None,
            ai_employment_type: None,
            ai_seniority: None,
            ai_industry: None,
            priority: self.list.priority,
            created_at: now,
            combination_id,
            cv_id: self.owner.cv_id,
        };
        search.with_filters(self.wish.combination.filters())
    }
}
