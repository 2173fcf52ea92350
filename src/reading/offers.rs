//! Offers of a CV's profile beyond the loaded searches: searches waiting for a click, more titles × places, and guessed
//! filters. Never anything that the person dropped.

use super::corrections::{self, Corrections, Dropped};
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::backfill::start::{self, Order, Preview, Started};
use crate::backfill::{quote, unwanted};
use crate::combination::Combination;
use crate::cv::profile::{FoundFilter, Profile};
use crate::db::Connection;
use crate::filters::Filters;
use crate::models::cv::Cv;
use crate::models::proposal::{Proposal, WaitsFor};
use crate::models::search::Search;
use crate::searches::{self, List, Owner, Wanted, Wish};
use diesel::QueryResult;
use std::collections::HashSet;

/// A title × place of the profile without a search so far, and its price.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Search on offer.
    pub wish: Wish,
    /// Price of the search.
    pub price: Preview,
}

/// A search that did not begin at once, since the person has to click first.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Search on offer.
    pub wish: Wish,
    /// Reason for waiting instead of beginning.
    pub why: WaitsFor,
    /// Price of the search.
    pub price: Preview,
}

/// Offers beside the loaded searches.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    /// Searches waiting for a click, strongest first.
    pub waiting: Vec<Waiting>,
    /// Price of all waiting searches together.
    pub waiting_all: Preview,
    /// More of the profile, strongest first.
    pub offers: Vec<Offer>,
    /// Price of all offers together.
    pub all: Preview,
}

/// A person's click.
#[derive(Clone, Copy, Debug)]
pub enum Chosen<'a> {
    /// A single title at a single place, waiting or offered.
    One {
        /// Title as found in the CV.
        title: &'a str,
        /// Place as found in the CV.
        place: &'a str,
    },
    /// All waiting searches.
    Waiting,
    /// All offers.
    Offers,
}

/// Titles × places of a profile without a search so far, strongest first, with prices. Buys nothing.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn of_cv(conn: &mut Connection, app: &App, cv: &Cv, profile: &Profile) -> QueryResult<Offers> {
    let Rest { waiting, offered, .. } = Rest::load(conn, app, cv, profile).await?;
    let (whys, waiting): (Vec<WaitsFor>, Vec<Wish>) = waiting.into_iter().unzip();
    let (waiting, waiting_all) = priced(conn, app, waiting).await?;
    let (offered, all) = priced(conn, app, offered).await?;
    let waiting = whys.into_iter().zip(waiting).map(|(why, (wish, price))| Waiting { wish, why, price });
    let offers = offered.into_iter().map(|(wish, price)| Offer { wish, price });
    Ok(Offers { waiting: waiting.collect(), waiting_all, offers: offers.collect(), all })
}

async fn priced(conn: &mut Connection, app: &App, wishes: Vec<Wish>) -> QueryResult<(Vec<(Wish, Preview)>, Preview)> {
    if wishes.is_empty() {
        return Ok((Vec::new(), Preview::default()));
    }
    let combinations: Vec<Combination> = wishes.iter().map(|wish| wish.combination.clone()).collect();
    let quotes = quote::quote(conn, app, &combinations).await?;
    Ok((wishes.into_iter().zip(quotes.each).collect(), quotes.all))
}

/// Begins the chosen searches of a CV. None: no such offer, or no longer.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn load(
    conn: &mut Connection,
    app: &App,
    cv: &Cv,
    profile: &Profile,
    chosen: Chosen<'_>,
) -> QueryResult<Option<Started>> {
    let claims = Claims::lock(conn).await?;
    let rest = Rest::load(conn, app, cv, profile).await?;
    let wishes = rest.chosen(chosen);
    if wishes.is_empty() {
        return Ok(None);
    }
    let owner = Owner::of_cv(cv);
    let wanted: Vec<_> = wishes.iter().map(|wish| Wanted { owner, list: &rest.list, wish }).collect();
    let added = searches::add(conn, app, &claims, &wanted).await?;
    let started = searches::resume(conn, app, &claims, cv.user_id, &added).await?;
    tidy(conn, app, cv).await?;
    Ok(Some(started))
}

/// Drops titles, places or pairs of a CV: their searches leave the list, fetches not bought yet are given up, and the
/// same CV does not ask for them again.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn decline(conn: &mut Connection, app: &App, cv: &Cv, dropped: &[Dropped]) -> QueryResult<()> {
    let claims = Claims::lock(conn).await?;
    corrections::remember(conn, cv, dropped, app.clock.now()).await?;
    let is_gone = |search: &Search| {
        let combination = combination(app, search);
        combination.is_some_and(|combination| dropped.iter().any(|one| one.takes(&combination)))
    };
    let mut gone = Search::of_cv(conn, cv.user_id, cv.id).await?;
    gone.retain(|search| search.retired_at.is_none() && is_gone(search));
    searches::retire(conn, app, &claims, cv.user_id, &gone).await?;
    unwanted::give_up(conn, app, &claims, &searches::combinations(&gone)).await?;
    tidy(conn, app, cv).await
}

/// Drops a person's search. The CV behind the search, if any, does not ask for it again.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn remove(conn: &mut Connection, app: &App, claims: &Claims, search: &Search) -> QueryResult<()> {
    let removed = std::slice::from_ref(search);
    searches::retire(conn, app, claims, search.user_id, removed).await?;
    unwanted::give_up(conn, app, claims, &[search.combination_id]).await?;
    let Some((cv_id, combination)) = search.cv_id.zip(combination(app, search)) else { return Ok(()) };
    let cv = Cv::of_user(conn, search.user_id, cv_id).await?;
    corrections::remember(conn, &cv, &[Dropped::pair(&combination)], app.clock.now()).await
}

/// Takes back the corrections of searches wanted again: nothing of them counts as dropped.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn brought_back(conn: &mut Connection, app: &App, searches: &[Search]) -> QueryResult<()> {
    for search in searches {
        let Some((cv_id, combination)) = search.cv_id.zip(combination(app, search)) else { continue };
        let cv = Cv::of_user(conn, search.user_id, cv_id).await?;
        corrections::forget(conn, &cv, &Dropped::all_of(&combination)).await?;
    }
    Ok(())
}

/// Narrows all active searches of a CV by an offered filter: narrower searches replace them.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn apply(conn: &mut Connection, app: &App, cv: &Cv, found: &FoundFilter) -> QueryResult<Started> {
    let claims = Claims::lock(conn).await?;
    let mut wider = active_of(conn, cv).await?;
    wider.retain(|search| narrowed(search, found) != search.filters());
    for search in &wider {
        let filters = narrowed(search, found);
        let Some(wish) = wish(app, search, filters) else { continue };
        let list = List { name: search.query_name.clone(), filters, priority: search.priority, ..List::default() };
        searches::add(conn, app, &claims, &[Wanted { owner: Owner::of_cv(cv), list: &list, wish: &wish }]).await?;
    }
    searches::retire(conn, app, &claims, cv.user_id, &wider).await?;
    start::for_person(conn, app, &claims, cv.user_id, Order::sign_up()).await
}

/// Filters of a search, with a further one.
fn narrowed(search: &Search, found: &FoundFilter) -> Filters {
    let mut filters = search.filters();
    found.filter.apply(&mut filters);
    filters
}

/// Searches of a CV that left the list without being dropped: a click brings them back.
pub fn retired(app: &App, corrections: &Corrections, all: Vec<Search>) -> Vec<Search> {
    let is_dropped = |search: &Search| combination(app, search).is_some_and(|one| corrections.take(&one));
    all.into_iter().filter(|search| search.retired_at.is_some() && !is_dropped(search)).collect()
}

/// Active searches from a CV.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn active_of(conn: &mut Connection, cv: &Cv) -> QueryResult<Vec<Search>> {
    let all = Search::of_cv(conn, cv.user_id, cv.id).await?;
    Ok(all.into_iter().filter(|search| search.is_active).collect())
}

/// Removes proposals with a search by now, and dropped ones.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn tidy(conn: &mut Connection, app: &App, cv: &Cv) -> QueryResult<()> {
    let corrections = Corrections::of_cv(conn, cv).await?;
    let on_lists: HashSet<(String, String)> = Search::of_user(conn, cv.user_id)
        .await?
        .iter()
        .filter_map(|search| Some(pair(&combination(app, search)?)))
        .collect();
    for proposal in Proposal::of_cv(conn, cv.id).await? {
        let read =
            Combination::parse(&proposal.title_keyword, &proposal.location, Filters::default(), app.config.country);
        if read.is_ok_and(|one| corrections.take(&one) || on_lists.contains(&pair(&one))) {
            proposal.end(conn).await?;
        }
    }
    Ok(())
}

/// Title and place of a combination, without filters.
fn pair(combination: &Combination) -> (String, String) {
    (combination.title_key().to_owned(), combination.place().key())
}

/// Titles × places without a search, narrowed as the CV's searches are.
struct Rest {
    list: List,
    waiting: Vec<(WaitsFor, Wish)>,
    offered: Vec<Wish>,
}

impl Rest {
    async fn load(conn: &mut Connection, app: &App, cv: &Cv, profile: &Profile) -> QueryResult<Self> {
        let active: Vec<Search> =
            Search::of_user(conn, cv.user_id).await?.into_iter().filter(|search| search.is_active).collect();
        let corrections = Corrections::of_cv(conn, cv).await?;
        let proposals = Proposal::of_cv(conn, cv.id).await?;
        let (mut list, _) = super::everything(app, profile);
        if let Some(search) = active.iter().find(|search| search.cv_id == Some(cv.id)) {
            list.filters = search.filters();
        }
        let mut searched: HashSet<Combination> = active.iter().filter_map(|search| combination(app, search)).collect();
        let mut rest = Self { waiting: Vec::new(), offered: Vec::new(), list };
        for wish in rest.list.wishes(app.config.country).unwrap_or_default() {
            if corrections.take(&wish.combination) || !searched.insert(wish.combination.clone()) {
                continue;
            }
            let is_it = |one: &&Proposal| (&one.title_keyword, &one.location) == (&wish.title, &wish.location);
            match proposals.iter().find(is_it) {
                Some(proposal) => rest.waiting.push((proposal.waits_for, wish)),
                None => rest.offered.push(wish),
            }
        }
        Ok(rest)
    }

    fn chosen(&self, chosen: Chosen<'_>) -> Vec<Wish> {
        let waiting = self.waiting.iter().map(|(_, wish)| wish);
        match chosen {
            Chosen::Waiting => waiting.cloned().collect(),
            Chosen::Offers => self.offered.clone(),
            Chosen::One { title, place } => {
                let is_it = |wish: &&Wish| wish.title == title && wish.location == place;
                waiting.chain(&self.offered).filter(is_it).cloned().collect()
            }
        }
    }
}

/// Combination of a search. None: the words are no longer understood.
pub(super) fn combination(app: &App, search: &Search) -> Option<Combination> {
    Some(wish(app, search, search.filters())?.combination)
}

/// A search as typed, narrowed by `filters`. None: the words are no longer understood.
fn wish(app: &App, search: &Search, filters: Filters) -> Option<Wish> {
    let (title, location) = (search.title_keyword.clone(), search.location.clone());
    let combination = Combination::parse(&title, &location, filters, app.config.country).ok()?;
    Some(Wish { title, location, surprise: None, combination })
}
