//! Acts on one CV: begin waiting or offered searches, drop unwanted ones, narrow, bring back, delete.

use crate::app::App;
use crate::backfill::claims::Claims;
use crate::backfill::unwanted;
use crate::combination::Combination;
use crate::cv::profile::Profile;
use crate::db::Connection;
use crate::filters::Filters;
use crate::models::cv::{Cv, ProfileRow};
use crate::models::search::Search;
use crate::people;
use crate::reading::corrections::{self, Corrections, Dropped};
use crate::reading::offers::{self, Chosen};
use crate::searches;
use crate::web::error::{AppError, AppResult};
use crate::web::labels;
use crate::web::page;
use crate::web::searches::how_they_stand;
use crate::web::session::SignedIn;
use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;

/// Deletes a CV with its profile and searches. Bought jobs stay: others may want them.
pub(crate) async fn destroy(app: Data<App>, person: SignedIn, id: Path<i32>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let user_id = person.user.id;
    let deleting = conn.transaction(async |conn| -> QueryResult<()> {
        let claims = Claims::lock(conn).await?;
        let searches = Search::of_cv(conn, user_id, *id).await?;
        people::delete_cv(conn, user_id, *id, app.clock.now()).await?;
        unwanted::give_up(conn, &app, &claims, &searches::combinations(&searches)).await
    });
    deleting.await?;
    Ok(page::redirect("/cv", &say!("cv-done-delete")))
}

/// One title × place of the profile; without both, all waiting searches or every offer.
#[derive(Deserialize)]
pub(crate) struct ChosenOffer {
    title: Option<String>,
    place: Option<String>,
    /// Choice of all proposals: `waiting`.
    #[serde(default)]
    all: String,
    /// The button's page: `home`, or empty.
    #[serde(default)]
    at: String,
}

/// Loads one search that waits or is offered, or all of them.
pub(crate) async fn load(
    app: Data<App>,
    person: SignedIn,
    id: Path<i32>,
    Form(chosen): Form<ChosenOffer>,
) -> AppResult {
    let mut conn = app.db.conn().await?;
    let (cv, profile) = with_profile(&mut conn, person.user.id, *id).await?;
    let what = match (&chosen.title, &chosen.place) {
        (Some(title), Some(place)) => Chosen::One { title, place },
        _ if chosen.all == "waiting" => Chosen::Waiting,
        _ => Chosen::Offers,
    };
    let loading = conn.transaction(async |conn| -> QueryResult<String> {
        match offers::load(conn, &app, &cv, &profile, what).await? {
            Some(_) => how_they_stand(conn, &app, &person.user).await,
            None => Ok(say!("cv-done-nothing")),
        }
    });
    Ok(back_to(&cv, &chosen.at, &loading.await?))
}

/// A title, a place, or a title at a place that the person does not mean.
#[derive(Deserialize)]
pub(crate) struct NotThis {
    title: Option<String>,
    place: Option<String>,
    /// The button's page: `home`, or empty.
    #[serde(default)]
    at: String,
}

impl NotThis {
    /// The dropped parts, as far as readable.
    fn read(&self, app: &App) -> Vec<Dropped> {
        let home = app.config.country;
        match (self.title.as_deref(), self.place.as_deref()) {
            (Some(title), Some(place)) => {
                let read = Combination::parse(title, place, Filters::default(), home).ok();
                read.map(|one| Dropped::pair(&one)).into_iter().collect()
            }
            (Some(title), None) => Dropped::title(title).into_iter().collect(),
            (None, Some(place)) => Dropped::places(place, home),
            (None, None) => Vec::new(),
        }
    }

    fn name(&self) -> String {
        match (self.title.as_deref(), self.place.as_deref()) {
            (Some(title), Some(place)) => say!("searches-name", title = title, place = place),
            (title, place) => title.or(place).unwrap_or_default().to_owned(),
        }
    }
}

/// Drops a title, a place or one search of a CV: purchases not made yet are given up.
pub(crate) async fn decline(
    app: Data<App>,
    person: SignedIn,
    id: Path<i32>,
    Form(not_this): Form<NotThis>,
) -> AppResult {
    let mut conn = app.db.conn().await?;
    let cv = Cv::of_user(&mut conn, person.user.id, *id).await?;
    let dropped = not_this.read(&app);
    conn.transaction(async |conn| offers::decline(conn, &app, &cv, &dropped).await).await?;
    Ok(back_to(&cv, &not_this.at, &say!("cv-done-decline", name = not_this.name())))
}

/// Offers a dropped title or place again.
pub(crate) async fn allow(app: Data<App>, person: SignedIn, id: Path<i32>, Form(this): Form<NotThis>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let cv = Cv::of_user(&mut conn, person.user.id, *id).await?;
    corrections::forget(&mut conn, &cv, &this.read(&app)).await?;
    Ok(back_to(&cv, &this.at, &say!("cv-done-allow", name = this.name())))
}

/// Back to the button's page.
fn back_to(cv: &Cv, at: &str, flash: &str) -> HttpResponse {
    if at == "home" { page::redirect("/home", flash) } else { back(cv, flash) }
}

/// A filter of the profile.
#[derive(Deserialize)]
pub(crate) struct ChosenFilter {
    /// The value of a filter of the profile.
    filter: String,
}

/// Narrows the CV's searches by an offered filter.
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

/// Brings back the CV's retired searches.
pub(crate) async fn restore(app: Data<App>, person: SignedIn, id: Path<i32>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let cv = Cv::of_user(&mut conn, person.user.id, *id).await?;
    let all = Search::of_cv(&mut conn, cv.user_id, cv.id).await?;
    let corrections = Corrections::of_cv(&mut conn, &cv).await?;
    let retired = offers::retired(&app, &corrections, all);
    let restoring = conn.transaction(async |conn| {
        let claims = Claims::lock(conn).await?;
        searches::resume(conn, &app, &claims, cv.user_id, &retired).await?;
        offers::tidy(conn, &app, &cv).await?;
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
