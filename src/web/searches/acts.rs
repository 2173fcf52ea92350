//! Acts on one search or on all of them: pause, resume, remove, bring back.

use super::{back, how_they_stand};
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::db::Connection;
use crate::models::search::Search;
use crate::reading::offers;
use crate::searches;
use crate::web::error::AppResult;
use crate::web::session::SignedIn;
use actix_web::web::{Data, Path};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

/// Pauses one search.
pub(crate) async fn pause(app: Data<App>, person: SignedIn, id: Path<i32>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let search = Search::find_of_user(&mut conn, person.user.id, *id).await?;
    let name = named(&search);
    conn.transaction(async |conn| {
        let claims = Claims::lock(conn).await?;
        searches::pause(conn, &app, &claims, person.user.id, &[search]).await
    })
    .await?;
    Ok(back(&say!("searches-done-pause", name = name)))
}

/// Pauses every search on the person's lists.
pub(crate) async fn pause_all(app: Data<App>, person: SignedIn) -> AppResult {
    let mut conn = app.db.conn().await?;
    let all = on_lists(&mut conn, person.user.id, true).await?;
    conn.transaction(async |conn| {
        let claims = Claims::lock(conn).await?;
        searches::pause(conn, &app, &claims, person.user.id, &all).await
    })
    .await?;
    Ok(back(&say!("searches-done-pause-all")))
}

/// Resumes a paused search, or brings back a retired one.
pub(crate) async fn resume(app: Data<App>, person: SignedIn, id: Path<i32>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let search = Search::find_of_user(&mut conn, person.user.id, *id).await?;
    let name = named(&search);
    let done = match search.retired_at {
        Some(_) => say!("searches-done-bring-back", name = name),
        None => say!("searches-done-resume", name = name),
    };
    let stand = conn
        .transaction(async |conn| {
            let claims = Claims::lock(conn).await?;
            searches::resume(conn, &app, &claims, person.user.id, std::slice::from_ref(&search)).await?;
            offers::brought_back(conn, &app, &[search]).await?;
            how_they_stand(conn, &app, &person.user).await
        })
        .await?;
    Ok(back(&format!("{done} {stand}")))
}

/// Resumes every paused search.
pub(crate) async fn resume_all(app: Data<App>, person: SignedIn) -> AppResult {
    let mut conn = app.db.conn().await?;
    let all = on_lists(&mut conn, person.user.id, false).await?;
    let stand = conn
        .transaction(async |conn| {
            let claims = Claims::lock(conn).await?;
            searches::resume(conn, &app, &claims, person.user.id, &all).await?;
            how_they_stand(conn, &app, &person.user).await
        })
        .await?;
    Ok(back(&format!("{} {stand}", say!("searches-done-resume-all"))))
}

/// Retires one search.
pub(crate) async fn remove(app: Data<App>, person: SignedIn, id: Path<i32>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let search = Search::find_of_user(&mut conn, person.user.id, *id).await?;
    let name = named(&search);
    conn.transaction(async |conn| {
        let claims = Claims::lock(conn).await?;
        offers::remove(conn, &app, &claims, &search).await
    })
    .await?;
    Ok(back(&say!("searches-done-remove", name = name)))
}

fn named(search: &Search) -> String {
    say!("searches-name", title = search.title_keyword, place = search.location)
}

async fn on_lists(conn: &mut Connection, user_id: i32, is_active: bool) -> QueryResult<Vec<Search>> {
    let all = Search::of_user(conn, user_id).await?;
    Ok(all.into_iter().filter(|search| search.is_active == is_active).collect())
}
