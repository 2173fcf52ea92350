//! `/cv/{id}`: what was read from a CV, with the words it came from, what is loaded, and what stands beside it.

use crate::app::App;
use crate::backfill::claims::Claims;
use crate::backfill::start::Preview;
use crate::cv::profile::{Found, FoundFilter, Profile};
use crate::db::Connection;
use crate::filters::Filters;
use crate::models::combination::Tracked;
use crate::models::cv::{Cv, ProfileRow};
use crate::models::search::Search;
use crate::place::Place;
use crate::reading::{LIST_NAME, offers, offers::Offers};
use crate::searches;
use crate::status::{CombinationStatus, Status};
use crate::web::error::{AppError, AppResult};
use crate::web::page::{self, Chrome};
use crate::web::searches::form::{Entry, SearchForm};
use crate::web::searches::told;
use crate::web::session::SignedIn;
use crate::web::text;
use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "cv/show.html")]
struct CvShow {
    chrome: Chrome,
    cv: Cv,
    reader: ProfileRow,
    /// None: it is still being read.
    profile: Option<Profile>,
    places: Vec<FoundPlace>,
    filters: Vec<ShownFilter>,
    /// Active searches that came from this CV.
    loaded: Vec<CombinationStatus>,
    offers: Offers,
    /// Searches of this CV that are retired.
    retired: usize,
    entry: Entry,
    is_live: bool,
    now: DateTime<Utc>,
}

/// A place of the profile, and whether our table knows it.
struct FoundPlace {
    found: Found,
    is_known: bool,
}

/// A filter of the profile.
struct ShownFilter {
    found: FoundFilter,
    /// Every search of this CV is narrowed by it.
    is_applied: bool,
}

pub async fn show(app: Data<App>, person: SignedIn, id: Path<i32>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let cv = Cv::of_user(&mut conn, person.user.id, *id).await?;
    let show = CvShow::load(&mut conn, &app, person, cv).await?;
    page::page(&show.chrome, &show)
}

/// Deletes a CV with all that came from it. What was bought stays: others may want it.
pub async fn destroy(app: Data<App>, person: SignedIn, id: Path<i32>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let user_id = person.user.id;
    let deleting = conn.transaction(async |conn| -> QueryResult<()> {
        let searches = Search::of_cv(conn, user_id, *id).await?;
        Cv::delete(conn, user_id, *id).await?;
        let combinations: Vec<i32> = searches.iter().map(|search| search.combination_id).collect();
        Tracked::recount(conn, &combinations).await
    });
    deleting.await?;
    Ok(page::redirect("/cv", "The CV is deleted, with its text and the searches that came from it."))
}

/// One title × place of the profile; without them, all that stands beside what is loaded.
#[derive(Deserialize)]
pub struct ChosenOffer {
    title: Option<String>,
    place: Option<String>,
}

/// "Load this too."
pub async fn load(app: Data<App>, person: SignedIn, id: Path<i32>, Form(chosen): Form<ChosenOffer>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let (cv, profile) = with_profile(&mut conn, person.user.id, *id).await?;
    let chosen = chosen.title.as_deref().zip(chosen.place.as_deref());
    let loading = conn.transaction(async |conn| offers::load(conn, &app, &cv, &profile, chosen).await);
    let flash = match loading.await? {
        Some(started) => told(started.preview.counts),
        None => "That is among your searches already.".to_owned(),
    };
    Ok(back(&cv, &flash))
}

#[derive(Deserialize)]
pub struct ChosenFilter {
    /// The filter's value, one of those that the profile offers.
    filter: String,
}

/// Narrows the CV's searches by a filter that was offered.
pub async fn apply(app: Data<App>, person: SignedIn, id: Path<i32>, Form(chosen): Form<ChosenFilter>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let (cv, profile) = with_profile(&mut conn, person.user.id, *id).await?;
    let offered = profile.filters.iter().find(|found| found.filter.as_str() == chosen.filter);
    let found = offered.ok_or(AppError::NotFound)?;
    let applying = conn.transaction(async |conn| offers::apply(conn, &app, &cv, found).await);
    let started = applying.await?;
    let value = text::filter(found.filter.as_str());
    Ok(back(&cv, &format!("The searches are narrowed to {value}. {}", told(started.preview.counts))))
}

/// Brings back the searches of this CV that were retired.
pub async fn restore(app: Data<App>, person: SignedIn, id: Path<i32>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let cv = Cv::of_user(&mut conn, person.user.id, *id).await?;
    let all = Search::of_cv(&mut conn, cv.user_id, cv.id).await?;
    let retired: Vec<Search> = all.into_iter().filter(|search| search.retired_at.is_some()).collect();
    let restoring = conn.transaction(async |conn| {
        let claims = Claims::lock(conn).await?;
        searches::resume(conn, &app, &claims, cv.user_id, &retired).await
    });
    let started = restoring.await?;
    let flash = format!("The searches of {} are back. {}", cv.file_name, told(started.preview.counts));
    Ok(page::redirect("/searches", &flash))
}

async fn with_profile(conn: &mut Connection, user_id: i32, id: i32) -> AppResult<(Cv, Profile)> {
    let cv = Cv::of_user(conn, user_id, id).await?;
    let profile = ProfileRow::find(conn, &cv.profile_key).await?.parsed().ok_or(AppError::NotFound)?;
    Ok((cv, profile))
}

fn back(cv: &Cv, flash: &str) -> HttpResponse {
    page::redirect(&format!("/cv/{}", cv.id), flash)
}

impl CvShow {
    async fn load(conn: &mut Connection, app: &App, person: SignedIn, cv: Cv) -> QueryResult<Self> {
        let reader = ProfileRow::find(conn, &cv.profile_key).await?;
        let profile = reader.parsed();
        let searches = Search::of_cv(conn, cv.user_id, cv.id).await?;
        let active: Vec<&Search> = searches.iter().filter(|search| search.is_active).collect();
        let status = Status::load(conn, app, &person.user).await?;
        let is_loaded =
            |one: &CombinationStatus| active.iter().any(|search| search.combination_id == one.combination_id);
        let loaded: Vec<_> = status.combinations.into_iter().filter(is_loaded).collect();
        let found = profile.clone().unwrap_or_default();
        Ok(Self {
            chrome: person.chrome,
            offers: offers::of_cv(conn, app, &cv, &found).await?,
            entry: Entry::of(entry(&found, &active)),
            filters: found.filters.into_iter().map(|filter| shown_filter(filter, &active)).collect(),
            places: found.places.into_iter().map(|found| place(app, found)).collect(),
            retired: searches.iter().filter(|search| search.retired_at.is_some()).count(),
            is_live: profile.is_none() || loaded.iter().any(|one| one.state.is_under_way()),
            loaded,
            profile,
            reader,
            cv,
            now: app.clock.now(),
        })
    }

    /// Neither titles nor places alone make a search.
    fn is_incomplete(&self) -> bool {
        self.profile.as_ref().is_some_and(|profile| profile.titles.is_empty() || profile.places.is_empty())
    }

    fn missing(&self) -> &'static str {
        match &self.profile {
            Some(profile) if profile.titles.is_empty() && profile.places.is_empty() => {
                "Neither a job title nor a place was found in this CV."
            }
            Some(profile) if profile.titles.is_empty() => "No job title was found in this CV.",
            _ => "No place was found in this CV.",
        }
    }

    /// What an offer costs, in a few words.
    fn price(&self, price: &Preview) -> String {
        match (price.counts.new, price.counts.loading) {
            (0, 0) => "already here".to_owned(),
            (0, _) => "already on the way".to_owned(),
            _ => format!("about {}", text::count(price.expected_credits(), "credit", "credits")),
        }
    }

    fn words(&self) -> String {
        text::count(self.cv.text.split_whitespace().count() as i64, "word", "words")
    }
}

fn place(app: &App, found: Found) -> FoundPlace {
    let is_known = Place::parse(&found.text, app.config.country).is_ok_and(|place| place.is_known());
    FoundPlace { found, is_known }
}

fn shown_filter(found: FoundFilter, active: &[&Search]) -> ShownFilter {
    let is_narrowed = |search: &&Search| {
        let mut narrowed: Filters = search.parsed_filters();
        found.filter.apply(&mut narrowed);
        narrowed == search.parsed_filters()
    };
    ShownFilter { is_applied: !active.is_empty() && active.iter().all(is_narrowed), found }
}

/// The form for correcting: the list as it stands or, where nothing is searched yet, what was found.
fn entry(profile: &Profile, active: &[&Search]) -> SearchForm {
    if !active.is_empty() {
        let on_list: Vec<Search> = active
            .iter()
            .filter(|search| search.query_name == active[0].query_name)
            .map(|&search| search.clone())
            .collect();
        return SearchForm::of_list(&active[0].query_name, &on_list);
    }
    let joined = |found: &[Found]| found.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join("\n");
    let mut form = SearchForm {
        query_name: LIST_NAME.to_owned(),
        titles: joined(&profile.titles),
        locations: joined(&profile.places),
        ..SearchForm::default()
    };
    form.choose(&profile.stated_filters());
    form
}
