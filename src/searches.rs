//! A person's lists of titles and places: each title × place becomes one search, and points at its combination.

mod add;
mod list;

pub use self::add::{Wanted, add, add_many};
pub use self::list::{List, ListErrors, MAX_LINES, MAX_NAME_LENGTH, PRIORITIES, Wish, lines, priority};

use crate::app::App;
use crate::backfill::claims::Claims;
use crate::backfill::start::{self, Order, Preview, Started};
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::cv::Cv;
use crate::models::demand::{Demand, EndedWhy};
use crate::models::listing::{Count, Criteria, Links, Listing, SearchAtSource};
use crate::models::search::Search;
use crate::models::user::User;
use diesel::QueryResult;
use std::collections::HashSet;

/// Owner of a search: the person whose list holds the search, and the CV behind it.
#[derive(Clone, Copy, Debug)]
pub struct Owner {
    /// The person.
    pub user_id: i32,
    /// The CV that asked for the search. None: made by hand, or imported.
    pub cv_id: Option<i32>,
}

impl Owner {
    /// Owner of searches that come from no CV.
    pub fn of(user_id: i32) -> Self {
        Self { user_id, cv_id: None }
    }

    /// Owner of searches that a CV asks for.
    pub fn of_cv(cv: &Cv) -> Self {
        Self { user_id: cv.user_id, cv_id: Some(cv.id) }
    }
}

/// Sentences on surprising wishes, each said once; None: no surprise. Callers without a page that shows the price stop
/// at a surprise, unless the person confirmed the wishes.
pub fn surprises(wishes: &[Wish]) -> Option<String> {
    let mut said: Vec<&str> = wishes.iter().filter_map(|wish| wish.surprise.as_deref()).collect();
    said.dedup();
    (!said.is_empty()).then(|| said.join(" "))
}

/// Saves a list and starts the purchases missing for the list.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn save(
    conn: &mut Connection,
    app: &App,
    claims: &Claims,
    user_id: i32,
    list: &List,
    wishes: &[Wish],
) -> QueryResult<Started> {
    replace(conn, app, claims, Owner::of(user_id), list, wishes).await?;
    start::for_person(conn, app, claims, user_id, Order::sign_up()).await
}

/// A list as if it were saved.
pub struct TriedOut {
    /// Purchases for all of the person's searches.
    pub preview: Preview,
    /// Jobs that the list alone would show at once; of many, a lower bound.
    pub here: Count,
    /// Jobs that purchases for the list alone are expected to bring.
    pub expected_jobs: i64,
}

/// Purchases and present jobs that saving a list would mean. The caller rolls the transaction back.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn try_out(
    conn: &mut Connection,
    app: &App,
    claims: &Claims,
    user_id: i32,
    list: &List,
    wishes: &[Wish],
) -> QueryResult<TriedOut> {
    replace(conn, app, claims, Owner::of(user_id), list, wishes).await?;
    let combinations = Search::active_combinations(conn, user_id).await?;
    let preview = start::preview(conn, app, &combinations).await?;
    let of_list: Vec<i32> =
        Search::of_list(conn, user_id, list.name.trim()).await?.iter().map(|search| search.combination_id).collect();
    let mut searches = SearchAtSource::of_user(conn, user_id).await?;
    searches.retain(|search| of_list.contains(&search.combination_id));
    let listing = Listing { user_id, links: Links::of(&searches, None), criteria: &Criteria::usual(app.clock.now()) };
    let expected_jobs = preview.expected_jobs_of(&of_list);
    Ok(TriedOut { preview, here: listing.numbers(conn).await?.all, expected_jobs })
}

/// Makes a list's searches equal `wishes`: adds new searches, retires searches without a wish, keeps the rest. The
/// caller opens the transaction; nothing is bought.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn replace(
    conn: &mut Connection,
    app: &App,
    claims: &Claims,
    owner: Owner,
    list: &List,
    wishes: &[Wish],
) -> QueryResult<()> {
    let wanted: Vec<_> = wishes.iter().map(|wish| Wanted { owner, list, wish }).collect();
    let kept: HashSet<i32> = add(conn, app, claims, &wanted).await?.iter().map(|search| search.id).collect();
    let of_list = Search::of_list(conn, owner.user_id, list.name.trim()).await?;
    let gone: Vec<_> = of_list.into_iter().filter(|search| !kept.contains(&search.id)).collect();
    retire(conn, app, claims, owner.user_id, &gone).await
}

/// Retires searches: they leave a person's lists, while their jobs and rows stay, as history. The end of the
/// transaction counts anew who wants their combinations: starting missing purchases, giving up unwanted ones, or
/// [`recount_left`].
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn retire(
    conn: &mut Connection,
    app: &App,
    claims: &Claims,
    user_id: i32,
    searches: &[Search],
) -> QueryResult<()> {
    let now = app.clock.now();
    Search::retire(conn, user_id, &ids(searches), now).await?;
    let subject = User::subject_of(conn, user_id).await?;
    Demand::end(conn, subject, &combinations(searches), EndedWhy::Retired, now).await?;
    claims.leave(&combinations(searches));
    Ok(())
}

/// Recounts the people who want the combinations of retired searches; last in a transaction.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn recount_left(conn: &mut Connection, claims: &Claims) -> QueryResult<()> {
    Tracked::recount(conn, &claims.take_left()).await
}

/// Pauses searches: no new purchases until resumed. A fetch in flight for paused searches alone ends by itself.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn pause(
    conn: &mut Connection,
    app: &App,
    _claims: &Claims,
    user_id: i32,
    searches: &[Search],
) -> QueryResult<()> {
    Search::pause(conn, user_id, &ids(searches)).await?;
    let subject = User::subject_of(conn, user_id).await?;
    Demand::end(conn, subject, &combinations(searches), EndedWhy::Paused, app.clock.now()).await?;
    Tracked::recount(conn, &combinations(searches)).await
}

/// Resumes paused searches, or brings back retired ones, and starts the purchases missing for them.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn resume(
    conn: &mut Connection,
    app: &App,
    claims: &Claims,
    user_id: i32,
    searches: &[Search],
) -> QueryResult<Started> {
    Search::resume(conn, user_id, &ids(searches)).await?;
    start::for_person(conn, app, claims, user_id, Order::sign_up()).await
}

fn ids(searches: &[Search]) -> Vec<i32> {
    searches.iter().map(|search| search.id).collect()
}

/// Combinations of these searches.
pub fn combinations(searches: &[Search]) -> Vec<i32> {
    searches.iter().map(|search| search.combination_id).collect()
}
