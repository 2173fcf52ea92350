//! A person's lists of titles and places: each title × place becomes one search, and points at its combination.

use crate::app::App;
use crate::backfill::start::{self, Order, Preview, Started};
use crate::combination::{Combination, CombinationError};
use crate::db::Connection;
use crate::filters::Filters;
use crate::models::combination::Tracked;
use crate::models::search::{NewSearch, Search};
use crate::place::CountryCode;
use diesel::QueryResult;
use std::collections::HashSet;

/// At most this many titles, and this many places, on one list.
pub const MAX_LINES: usize = 20;

/// At most this many characters in a list's name.
pub const MAX_NAME_LENGTH: usize = 100;

/// A list as it was typed.
#[derive(Clone, Debug, Default)]
pub struct List {
    pub name: String,
    pub titles: Vec<String>,
    pub locations: Vec<String>,
    pub filters: Filters,
    pub priority: i32,
}

/// What is wrong with a list, by field, in plain sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListErrors {
    pub name: Option<String>,
    pub titles: Option<String>,
    pub locations: Option<String>,
    pub priority: Option<String>,
}

impl ListErrors {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One title × one place, as typed and as understood.
#[derive(Clone, Debug)]
pub struct Wish {
    pub title: String,
    pub location: String,
    pub combination: Combination,
}

impl List {
    /// Checks the list and makes its wishes; one combination under two spellings makes two wishes of it.
    pub fn wishes(&self, country: CountryCode) -> Result<Vec<Wish>, ListErrors> {
        let mut errors = self.check();
        let mut wishes = Vec::new();
        for title in &self.titles {
            for location in &self.locations {
                match Combination::parse(title, location, self.filters.clone(), country) {
                    Ok(combination) => {
                        wishes.push(Wish { title: title.clone(), location: location.clone(), combination });
                    }
                    Err(CombinationError::Title(error)) => errors.titles = Some(error.to_string()),
                    Err(CombinationError::Place(error)) => errors.locations = Some(error.to_string()),
                }
            }
        }
        if errors.is_empty() { Ok(wishes) } else { Err(errors) }
    }

    fn check(&self) -> ListErrors {
        let name = self.name.trim();
        let is_name_plain = !name.chars().any(char::is_control) && name.chars().count() <= MAX_NAME_LENGTH;
        ListErrors {
            name: (name.is_empty() || !is_name_plain)
                .then(|| format!("Give the list a name of at most {MAX_NAME_LENGTH} characters.")),
            titles: line_error(&self.titles, "title"),
            locations: line_error(&self.locations, "place"),
            priority: (!(0..=100).contains(&self.priority)).then(|| "A priority is a number from 0 to 100.".to_owned()),
        }
    }
}

fn line_error(lines: &[String], what: &str) -> Option<String> {
    if lines.is_empty() {
        return Some(format!("Enter at least one {what}, one per line."));
    }
    (lines.len() > MAX_LINES)
        .then(|| format!("At most {MAX_LINES} {what}s fit on one list; these are {}.", lines.len()))
}

/// Lines that are not empty, each once, in their order.
pub fn lines(text: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.filter(|line| seen.insert(line.to_lowercase())).map(str::to_owned).collect()
}

/// Makes a list's searches what `wishes` say: adds what is new, retires what is gone, keeps what stays.
/// The caller opens the transaction; nothing is bought.
pub async fn replace(
    conn: &mut Connection,
    app: &App,
    (user_id, cv_id): (i32, Option<i32>),
    list: &List,
    wishes: &[Wish],
) -> QueryResult<()> {
    start::lock_claims(conn).await?;
    let mut kept = HashSet::new();
    for wish in wishes {
        kept.insert(add(conn, app, (user_id, cv_id), list, wish).await?.id);
    }
    let of_list =
        Search::of_user(conn, user_id).await?.into_iter().filter(|search| search.query_name == list.name.trim());
    let gone: Vec<_> = of_list.filter(|search| !kept.contains(&search.id)).collect();
    let gone_ids: Vec<i32> = gone.iter().map(|search| search.id).collect();
    Search::retire(conn, user_id, &gone_ids, app.clock.now()).await?;
    let touched: Vec<i32> = gone.iter().map(|search| search.combination_id).collect();
    Tracked::recount(conn, &touched).await
}

/// Adds one search to a list.
pub async fn add(
    conn: &mut Connection,
    app: &App,
    (user_id, cv_id): (i32, Option<i32>),
    list: &List,
    wish: &Wish,
) -> QueryResult<Search> {
    let now = app.clock.now();
    let sources = start::enabled(&app.config);
    let combination_id = Tracked::find_or_create(conn, &wish.combination, &sources, now).await?;
    let search = NewSearch {
        user_id,
        query_name: list.name.trim().to_owned(),
        title_keyword: wish.title.clone(),
        location: wish.location.clone(),
        ai_work_arrangement: None,
        ai_employment_type: None,
        ai_seniority: None,
        ai_industry: None,
        priority: list.priority,
        created_at: now,
        combination_id,
        cv_id,
    };
    search.with_filters(&list.filters).save(conn).await
}

/// Saves a list and starts what is missing for it.
pub async fn save(
    conn: &mut Connection,
    app: &App,
    user_id: i32,
    list: &List,
    wishes: &[Wish],
) -> QueryResult<Started> {
    replace(conn, app, (user_id, None), list, wishes).await?;
    start::for_person(conn, app, user_id, Order::sign_up()).await
}

/// What saving a list would buy. The caller rolls its transaction back: nothing of it stays.
pub async fn try_out(
    conn: &mut Connection,
    app: &App,
    user_id: i32,
    list: &List,
    wishes: &[Wish],
) -> QueryResult<Preview> {
    replace(conn, app, (user_id, None), list, wishes).await?;
    let combinations = Search::active_combinations(conn, user_id).await?;
    start::preview(conn, app, &combinations).await
}
