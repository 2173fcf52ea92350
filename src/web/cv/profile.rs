//! `/cv/{id}`: the profile of a CV beside the words it was read from, its searches, and offers of more.

use crate::app::App;
use crate::backfill::claims::Claims;
use crate::backfill::start::Preview;
use crate::cv::language;
use crate::cv::profile::{Found, FoundFilter, Profile};
use crate::db::Connection;
use crate::filters::Filters;
use crate::models::cv::{Cv, ProfileRow};
use crate::models::search::Search;
use crate::people;
use crate::place;
use crate::reading::{LIST_NAME, offers, offers::Offers};
use crate::searches;
use crate::status::{CombinationStatus, Status};
use crate::web::error::{AppError, AppResult};
use crate::web::page::{self, Chrome};
use crate::web::searches::form::{Entry, SearchForm};
use crate::web::searches::how_they_stand;
use crate::web::session::SignedIn;
use crate::web::{filters, jobs, labels};
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
    /// None: the CV is still being read.
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
    /// Days that the text is kept after it was read; 0: for good.
    days: i64,
    now: DateTime<Utc>,
}

/// A place of the profile, whether our table knows it, and what is surprising about it.
struct FoundPlace {
    found: Found,
    is_known: bool,
    surprise: Option<String>,
}

/// A filter of the profile.
struct ShownFilter {
    found: FoundFilter,
    /// Every search of this CV is narrowed by it.
    is_applied: bool,
}

/// Shows a CV of the person.
pub(crate) async fn show(app: Data<App>, person: SignedIn, id: Path<i32>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let cv = Cv::of_user(&mut conn, person.user.id, *id).await?;
    let show = CvShow::load(&mut conn, &app, person, cv).await?;
    page::page(&show.chrome, &show)
}

/// Deletes a CV with its profile and searches. Bought jobs stay: others may want them.
pub(crate) async fn destroy(app: Data<App>, person: SignedIn, id: Path<i32>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let user_id = person.user.id;
    conn.transaction(async |conn| people::delete_cv(conn, user_id, *id, app.clock.now()).await).await?;
    Ok(page::redirect("/cv", &say!("cv-done-delete")))
}

/// One title × place of the profile; without both, every offer.
#[derive(Deserialize)]
pub(crate) struct ChosenOffer {
    title: Option<String>,
    place: Option<String>,
}

/// Loads one offer, or all of them.
pub(crate) async fn load(
    app: Data<App>,
    person: SignedIn,
    id: Path<i32>,
    Form(chosen): Form<ChosenOffer>,
) -> AppResult {
    let mut conn = app.db.conn().await?;
    let (cv, profile) = with_profile(&mut conn, person.user.id, *id).await?;
    let chosen = chosen.title.as_deref().zip(chosen.place.as_deref());
    let loading = conn.transaction(async |conn| -> QueryResult<String> {
        match offers::load(conn, &app, &cv, &profile, chosen).await? {
            Some(_) => how_they_stand(conn, &app, &person.user).await,
            None => Ok(say!("cv-done-nothing")),
        }
    });
    Ok(back(&cv, &loading.await?))
}

/// A filter of the profile.
#[derive(Deserialize)]
pub(crate) struct ChosenFilter {
    /// The value of a filter of the profile.
    filter: String,
}

/// Narrows the CV's searches by a filter that was offered.
pub(crate) async fn apply(
    app: Data<App>,
    person: SignedIn,
    id: Path<i32>,
    Form(chosen): Form<ChosenFilter>,
) -> AppResult {
    let mut conn = app.db.conn().await?;
    let (cv, profile) = with_profile(&mut conn, person.user.id, *id).await?;
    let offered = profile.filters.iter().find(|found| found.filter.as_str() == chosen.filter);
    let found = offered.ok_or(AppError::NotFound)?;
    let applying = conn.transaction(async |conn| -> QueryResult<String> {
        offers::apply(conn, &app, &cv, found).await?;
        how_they_stand(conn, &app, &person.user).await
    });
    let stand = applying.await?;
    let done = say!("cv-done-narrow", filter = labels::filter(found.filter.as_str()));
    Ok(back(&cv, &format!("{done} {stand}")))
}

/// Brings back the searches of this CV that were retired.
pub(crate) async fn restore(app: Data<App>, person: SignedIn, id: Path<i32>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let cv = Cv::of_user(&mut conn, person.user.id, *id).await?;
    let all = Search::of_cv(&mut conn, cv.user_id, cv.id).await?;
    let retired: Vec<Search> = all.into_iter().filter(|search| search.retired_at.is_some()).collect();
    let restoring = conn.transaction(async |conn| {
        let claims = Claims::lock(conn).await?;
        searches::resume(conn, &app, &claims, cv.user_id, &retired).await?;
        how_they_stand(conn, &app, &person.user).await
    });
    let stand = restoring.await?;
    let flash = format!("{} {stand}", say!("cv-done-restore", file = cv.file_name));
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
            places: found.places.into_iter().map(|found| found_place(app, found)).collect(),
            retired: searches.iter().filter(|search| search.retired_at.is_some()).count(),
            is_live: profile.is_none() || loaded.iter().any(|one| one.goes_on_today),
            loaded,
            profile,
            reader,
            cv,
            days: app.config.cv_days,
            now: app.clock.now(),
        })
    }

    /// The reader of the CV, in words.
    fn read_by(&self) -> String {
        if self.reader.is_offline() && self.reader.sent.is_some() {
            return say!("cv-by-offline-instead");
        }
        if self.reader.is_offline() {
            return say!("cv-by-offline");
        }
        say!("cv-by-claude", model = self.reader.model)
    }

    /// What the offline reader could not know. None: it knows the CV's language, or a model read it.
    fn foreign(&self) -> Option<String> {
        let is_read_here = self.profile.is_some() && self.reader.is_offline();
        let language = language::unknown(self.cv.text.as_deref()?).filter(|_| is_read_here)?;
        Some(say!("cv-foreign", language = language))
    }

    /// What the profile lacks: neither titles nor places alone make a search. None: nothing, or not read yet.
    fn missing(&self) -> Option<String> {
        let profile = self.profile.as_ref()?;
        match (profile.titles.is_empty(), profile.places.is_empty()) {
            (true, true) => Some(say!("cv-missing-both")),
            (true, false) => Some(say!("cv-missing-title")),
            (false, true) => Some(say!("cv-missing-place")),
            (false, false) => None,
        }
    }

    /// Whether a filter narrows the searches, and why. None: it can be applied.
    fn used(&self, filter: &ShownFilter) -> Option<String> {
        match (filter.is_applied, filter.found.stated) {
            (true, true) => Some(say!("cv-applied-stated")),
            (true, false) => Some(say!("cv-applied")),
            _ if !self.loaded.is_empty() => None,
            (false, true) => Some(say!("cv-stated")),
            (false, false) => Some(say!("cv-only-guess")),
        }
    }

    fn all_offers(&self) -> String {
        say!("cv-offers-load-all", count = self.offers.offers.len(), price = self.price(&self.offers.all))
    }

    /// The price of an offer, in a few words.
    fn price(&self, price: &Preview) -> String {
        match (price.counts.new, price.counts.waits, price.counts.loading) {
            (0, 0, 0) => say!("cv-price-here"),
            (0, 0, _) => say!("cv-price-coming"),
            (0, ..) => say!("cv-price-waits"),
            _ => say!("cv-price-about", credits = price.expected_credits()),
        }
    }

    #[expect(clippy::unused_self, reason = "templates call methods of their page")]
    fn words(&self, text: &str) -> String {
        say!("cv-words", count = text.split_whitespace().count())
    }
}

fn found_place(app: &App, found: Found) -> FoundPlace {
    let meant = place::read(&found.text, app.config.country).unwrap_or_default();
    let is_known = !meant.is_empty() && meant.iter().all(|one| one.place.is_known());
    let surprises = meant.iter().filter_map(|one| Some(one.surprise.as_ref()?.sentence(&one.typed, &one.place)));
    let said: Vec<String> = surprises.collect();
    FoundPlace { found, is_known, surprise: (is_known && !said.is_empty()).then(|| said.join(" ")) }
}

fn shown_filter(found: FoundFilter, active: &[&Search]) -> ShownFilter {
    let is_narrowed = |search: &&Search| {
        let mut narrowed: Filters = search.parsed_filters();
        found.filter.apply(&mut narrowed);
        narrowed == search.parsed_filters()
    };
    ShownFilter { is_applied: !active.is_empty() && active.iter().all(is_narrowed), found }
}

/// The form for corrections: the present list or, before any search, the profile.
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
