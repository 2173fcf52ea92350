//! From a profile to searches: the strongest begin, or wait for a click.

use super::corrections::Corrections;
use super::{LIST_NAME, choice, offers};
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::backfill::start::{self, Order};
use crate::backfill::unwanted;
use crate::cv::profile::Profile;
use crate::db::Connection;
use crate::models::cv::Cv;
use crate::models::proposal::Proposal;
use crate::models::search::Search;
use crate::searches::{self, List, Owner, Wanted, Wish};
use diesel::QueryResult;

/// Makes a CV's searches, and starts missing fetches; unsure searches wait for the person's click. The last CV's
/// searches retire if the person chose so with this upload; all others stay.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn make_searches(conn: &mut Connection, app: &App, cv: &Cv, profile: &Profile) -> QueryResult<()> {
    let now = app.clock.now();
    if !Cv::mark_made(conn, cv.id, now).await? {
        return Ok(());
    }
    let claims = Claims::lock(conn).await?;
    let replaced = if cv.replaces { retire_last(conn, app, &claims, cv).await? } else { Vec::new() };
    let corrections = Corrections::of_cv(conn, cv).await?;
    let (list, mut wishes) = strongest(app, &corrections.rest(profile, app.config.country));
    wishes.retain(|wish| !corrections.take(&wish.combination));
    let (mut wanted, mut proposals) = (Vec::new(), Vec::new());
    for (wish, why) in wishes.iter().zip(choice::waits(&wishes, profile, app.config.country, app.config.is_reviewed)) {
        match why {
            None => wanted.push(Wanted { owner: Owner::of_cv(cv), list: &list, wish }),
            Some(waits_for) => proposals.push(Proposal {
                cv_id: cv.id,
                title_keyword: wish.title.clone(),
                location: wish.location.clone(),
                waits_for,
            }),
        }
    }
    searches::add(conn, app, &claims, &wanted).await?;
    Proposal::keep(conn, &proposals).await?;
    start::for_person(conn, app, &claims, cv.user_id, Order::sign_up()).await?;
    unwanted::give_up(conn, app, &claims, &replaced).await?;
    offers::tidy(conn, app, cv).await
}

/// Retires the last CV's searches and returns their combinations.
async fn retire_last(conn: &mut Connection, app: &App, claims: &Claims, cv: &Cv) -> QueryResult<Vec<i32>> {
    let Some(last) = last_standing(conn, cv.user_id, cv.id).await? else { return Ok(Vec::new()) };
    let on_lists = Search::of_user(conn, cv.user_id).await?;
    let gone: Vec<_> = on_lists.into_iter().filter(|search| search.cv_id == Some(last)).collect();
    searches::retire(conn, app, claims, cv.user_id, &gone).await?;
    Proposal::end_all(conn, last).await?;
    Ok(searches::combinations(&gone))
}

/// A person's newest CV before `before` with searches on a list, or with proposals.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn last_standing(conn: &mut Connection, user_id: i32, before: i32) -> QueryResult<Option<i32>> {
    let on_lists = Search::of_user(conn, user_id).await?;
    let waiting = Proposal::cvs_of_user(conn, user_id).await?;
    let all = on_lists.iter().filter_map(|search| search.cv_id).chain(waiting);
    Ok(all.filter(|cv_id| *cv_id < before).max())
}

/// The strongest titles × places, with the filters that the CV asks for in so many words. The searches begin at once,
/// unless [`choice::waits`] lets them wait.
pub fn strongest(app: &App, profile: &Profile) -> (List, Vec<Wish>) {
    let list = List {
        name: LIST_NAME.to_owned(),
        titles: profile.titles.iter().take(app.config.auto_titles).map(|found| found.text.clone()).collect(),
        locations: profile.places.iter().take(app.config.auto_places).map(|found| found.text.clone()).collect(),
        filters: profile.stated_filters(),
        priority: 0,
    };
    let wishes = list.wishes(app.config.country).unwrap_or_default();
    (list, wishes)
}

/// Every title × place of a profile, strongest first.
pub fn everything(app: &App, profile: &Profile) -> (List, Vec<Wish>) {
    let list = List {
        name: LIST_NAME.to_owned(),
        titles: profile.titles.iter().map(|found| found.text.clone()).collect(),
        locations: profile.places.iter().map(|found| found.text.clone()).collect(),
        filters: profile.stated_filters(),
        priority: 0,
    };
    let wishes = list.wishes(app.config.country).unwrap_or_default();
    (list, wishes)
}
