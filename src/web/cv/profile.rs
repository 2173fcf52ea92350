//! `/cv/{id}`: the profile of a CV beside the words of its origin, its searches, and offers of more.

use crate::app::App;
use crate::backfill::start::Preview;
use crate::cv::language;
use crate::cv::profile::{Found, FoundFilter, Profile};
use crate::db::Connection;
use crate::filters::Filters;
use crate::models::cv::{Cv, ProfileRow};
use crate::models::search::Search;
use crate::place;
use crate::reading::LIST_NAME;
use crate::reading::corrections::Corrections;
use crate::reading::offers::{self, Offers};
use crate::status::{CombinationStatus, Status};
use crate::web::cv::waiting::WaitingCv;
use crate::web::error::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::searches::form::{Entry, SearchForm};
use crate::web::session::SignedIn;
use crate::web::{filters, jobs, labels};
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "cv/show.html")]
struct CvShow {
    chrome: Chrome,
    cv: Cv,
    reader: ProfileRow,
    /// The profile; None: the CV is still being read.
    profile: Option<Profile>,
    titles: Vec<FoundTitle>,
    places: Vec<FoundPlace>,
    filters: Vec<ShownFilter>,
    /// Active searches from this CV.
    loaded: Vec<CombinationStatus>,
    /// Places of the active searches as typed, by combination.
    places_typed: HashMap<i32, String>,
    /// Searches that wait for a click: one entry, or none.
    waiting: Vec<WaitingCv>,
    offers: Offers,
    /// Number of retired searches of this CV, without the dropped ones.
    retired: usize,
    entry: Entry,
    is_live: bool,
    /// Days for which the text is kept after reading; 0: for good.
    days: i64,
    now: DateTime<Utc>,
}

/// A place of the profile, whether our table knows the place, and a surprise in its meaning.
struct FoundPlace {
    found: Found,
    is_known: bool,
    /// Dropped: the person does not mean the place.
    is_dropped: bool,
    surprise: Option<String>,
}

/// A title of the profile.
struct FoundTitle {
    found: Found,
    /// Dropped: the person does not mean the title.
    is_dropped: bool,
}

/// A filter of the profile.
struct ShownFilter {
    found: FoundFilter,
    /// The filter narrows every search of this CV.
    is_applied: bool,
}

/// Shows a CV of the person.
pub(crate) async fn show(app: Data<App>, person: SignedIn, id: Path<i32>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let cv = Cv::of_user(&mut conn, person.user.id, *id).await?;
    let show = CvShow::load(&mut conn, &app, person, cv).await?;
    page::page(&show.chrome, &show)
}

impl CvShow {
    async fn load(conn: &mut Connection, app: &App, person: SignedIn, cv: Cv) -> QueryResult<Self> {
        let reader = ProfileRow::find(conn, &cv.profile_key).await?;
        let profile = reader.parsed();
        let corrections = Corrections::of_cv(conn, &cv).await?;
        let searches = Search::of_cv(conn, cv.user_id, cv.id).await?;
        let active: Vec<&Search> = searches.iter().filter(|search| search.is_active).collect();
        let status = Status::load(conn, app, &person.user).await?;
        let is_loaded =
            |one: &CombinationStatus| active.iter().any(|search| search.combination_id == one.combination_id);
        let loaded: Vec<_> = status.combinations.into_iter().filter(is_loaded).collect();
        let found = profile.clone().unwrap_or_default();
        let offers = offers::of_cv(conn, app, &cv, &found).await?;
        let rest = corrections.rest(&found, app.config.country);
        Ok(Self {
            chrome: person.chrome,
            waiting: WaitingCv::of(&cv, &offers, "").into_iter().collect(),
            offers,
            entry: Entry::of(SearchForm { cv: Some(cv.id), ..entry(&rest, &active) }),
            titles: found.titles.into_iter().map(|found| FoundTitle::of(&corrections, found)).collect(),
            filters: found.filters.into_iter().map(|filter| shown_filter(filter, &active)).collect(),
            places: found.places.into_iter().map(|found| found_place(app, &corrections, found)).collect(),
            retired: offers::retired(app, &corrections, searches.clone()).len(),
            is_live: profile.is_none() || loaded.iter().any(|one| one.goes_on_today),
            places_typed: active.iter().map(|one| (one.combination_id, one.location.clone())).collect(),
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

    /// The CV's language, foreign to the offline reader. None: known to that reader, or a model read the CV.
    fn foreign(&self) -> Option<String> {
        let is_read_here = self.profile.is_some() && self.reader.is_offline();
        let language = language::unknown(self.cv.text.as_deref()?).filter(|_| is_read_here)?;
        Some(say!("cv-foreign", language = language.name()))
    }

    /// Gaps of the profile: neither titles nor places alone make a search. None: no gap, or not read yet.
    fn missing(&self) -> Option<String> {
        let profile = self.profile.as_ref()?;
        match (profile.titles.is_empty(), profile.places.is_empty()) {
            (true, true) => Some(say!("cv-missing-both")),
            (true, false) => Some(say!("cv-missing-title")),
            (false, true) => Some(say!("cv-missing-place")),
            (false, false) => None,
        }
    }

    /// Whether a filter narrows the searches, and why. None: the filter can be applied.
    fn used(&self, filter: &ShownFilter) -> Option<String> {
        match (filter.is_applied, filter.found.stated) {
            (true, true) => Some(say!("cv-applied-stated")),
            (true, false) => Some(say!("cv-applied")),
            _ if !self.loaded.is_empty() => None,
            (false, true) => Some(say!("cv-stated")),
            (false, false) => Some(say!("cv-only-guess")),
        }
    }

    /// The place of a search as typed, so that reading it again gives the same place.
    fn typed_place<'a>(&'a self, one: &'a CombinationStatus) -> &'a str {
        self.places_typed.get(&one.combination_id).map_or(one.location.as_str(), String::as_str)
    }

    fn all_offers(&self) -> String {
        say!("cv-offers-load-all", count = self.offers.offers.len(), price = self.price(&self.offers.all))
    }

    /// The price of an offer, in a few words.
    #[expect(clippy::unused_self, reason = "templates call methods of their page")]
    fn price(&self, price: &Preview) -> String {
        labels::price(price)
    }

    #[expect(clippy::unused_self, reason = "templates call methods of their page")]
    fn words(&self, text: &str) -> String {
        say!("cv-words", count = text.split_whitespace().count())
    }
}

impl FoundTitle {
    fn of(corrections: &Corrections, found: Found) -> Self {
        Self { is_dropped: corrections.has_title(&found), found }
    }
}

fn found_place(app: &App, corrections: &Corrections, found: Found) -> FoundPlace {
    let meant = place::read(&found.text, app.config.country).unwrap_or_default();
    let is_known = !meant.is_empty() && meant.iter().all(|one| one.place.is_known());
    let surprises = meant.iter().filter_map(|one| Some(one.surprise.as_ref()?.sentence(&one.typed, &one.place)));
    let said: Vec<String> = surprises.collect();
    let is_dropped = corrections.has_place(&found, app.config.country);
    FoundPlace { found, is_known, is_dropped, surprise: (is_known && !said.is_empty()).then(|| said.join(" ")) }
}

fn shown_filter(found: FoundFilter, active: &[&Search]) -> ShownFilter {
    let is_narrowed = |search: &&Search| {
        let mut narrowed: Filters = search.filters();
        found.filter.apply(&mut narrowed);
        narrowed == search.filters()
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
