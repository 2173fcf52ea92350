//! What a CV's profile offers beyond what is loaded at once: more titles × places, and filters that were guessed.

use crate::app::App;
use crate::backfill::claims::Claims;
use crate::backfill::quote;
use crate::backfill::start::{self, Order, Preview, Started};
use crate::combination::Combination;
use crate::cv::profile::{FoundFilter, Profile};
use crate::db::Connection;
use crate::filters::Filters;
use crate::models::cv::Cv;
use crate::models::search::Search;
use crate::searches::{self, List, Owner, Wish};
use diesel::QueryResult;
use std::collections::HashSet;

/// A title × place of the profile that the person does not search for yet, and its price.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What would be searched for.
    pub wish: Wish,
    /// What that would buy.
    pub price: Preview,
}

/// Everything that stands beside what is loaded.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    /// Strongest first.
    pub offers: Vec<Offer>,
    /// The price of all of them together.
    pub all: Preview,
}

/// What of a profile the person does not search for yet, strongest first, with prices. Buys nothing.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn of_cv(conn: &mut Connection, app: &App, cv: &Cv, profile: &Profile) -> QueryResult<Offers> {
    let (_, wishes) = rest(conn, app, cv, profile).await?;
    let combinations: Vec<Combination> = wishes.iter().map(|wish| wish.combination.clone()).collect();
    let quotes = quote::quote(conn, app, &combinations).await?;
    let offers = wishes.into_iter().zip(quotes.each).map(|(wish, price)| Offer { wish, price }).collect();
    Ok(Offers { offers, all: quotes.all })
}

/// Loads one offer, by its title and place, or all of them. None: there is no such offer, or no longer.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn load(
    conn: &mut Connection,
    app: &App,
    cv: &Cv,
    profile: &Profile,
    chosen: Option<(&str, &str)>,
) -> QueryResult<Option<Started>> {
    let claims = Claims::lock(conn).await?;
    let (list, mut wishes) = rest(conn, app, cv, profile).await?;
    wishes.retain(|wish| chosen.is_none_or(|(title, place)| wish.title == title && wish.location == place));
    if wishes.is_empty() {
        return Ok(None);
    }
    let mut added = Vec::new();
    for wish in &wishes {
        added.push(searches::add(conn, app, &claims, Owner::of_cv(cv), &list, wish).await?);
    }
    searches::resume(conn, app, &claims, cv.user_id, &added).await.map(Some)
}

/// Narrows all active searches of a CV by a filter that was offered: they give way to narrower ones.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn apply(conn: &mut Connection, app: &App, cv: &Cv, found: &FoundFilter) -> QueryResult<Started> {
    let claims = Claims::lock(conn).await?;
    let mut wider = active_of(conn, cv).await?;
    wider.retain(|search| narrowed(search, found) != search.parsed_filters());
    for search in &wider {
        let filters = narrowed(search, found);
        let Some(wish) = wish(app, search, filters.clone()) else { continue };
        let list = List { name: search.query_name.clone(), filters, priority: search.priority, ..List::default() };
        searches::add(conn, app, &claims, Owner::of_cv(cv), &list, &wish).await?;
    }
    searches::retire(conn, app, &claims, cv.user_id, &wider).await?;
    start::for_person(conn, app, &claims, cv.user_id, Order::sign_up()).await
}

/// A search's filters with one more.
fn narrowed(search: &Search, found: &FoundFilter) -> Filters {
    let mut filters = search.parsed_filters();
    found.filter.apply(&mut filters);
    filters
}

/// The active searches that came from a CV.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn active_of(conn: &mut Connection, cv: &Cv) -> QueryResult<Vec<Search>> {
    let all = Search::of_cv(conn, cv.user_id, cv.id).await?;
    Ok(all.into_iter().filter(|search| search.is_active).collect())
}

/// Titles × places that the person does not search for, narrowed as the CV's searches are.
async fn rest(conn: &mut Connection, app: &App, cv: &Cv, profile: &Profile) -> QueryResult<(List, Vec<Wish>)> {
    let active: Vec<Search> =
        Search::of_user(conn, cv.user_id).await?.into_iter().filter(|search| search.is_active).collect();
    let (mut list, _) = super::everything(app, profile);
    if let Some(search) = active.iter().find(|search| search.cv_id == Some(cv.id)) {
        list.filters = search.parsed_filters();
    }
    let searched = active.iter().filter_map(|search| Some(wish(app, search, search.parsed_filters())?.combination));
    let mut searched: HashSet<Combination> = searched.collect();
    let mut wishes = list.wishes(app.config.country).unwrap_or_default();
    wishes.retain(|wish| searched.insert(wish.combination.clone()));
    Ok((list, wishes))
}

/// A search as it was typed, narrowed by `filters`. None: its words are no longer understood.
fn wish(app: &App, search: &Search, filters: Filters) -> Option<Wish> {
    let (title, location) = (search.title_keyword.clone(), search.location.clone());
    let combination = Combination::parse(&title, &location, filters, app.config.country).ok()?;
    Some(Wish { title, location, surprise: None, combination })
}
