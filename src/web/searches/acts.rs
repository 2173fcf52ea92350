//! What can be done to one search, or to all of them: pause, go on, remove, bring back.

use super::{back, told};
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::db::Connection;
use crate::models::search::Search;
use crate::searches;
use crate::web::error::AppResult;
use crate::web::session::SignedIn;
use actix_web::web::{Data, Path};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

pub async fn pause(app: Data<App>, person: SignedIn, id: Path<i32>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let search = Search::find_of_user(&mut conn, person.user.id, *id).await?;
    let name = named(&search);
    conn.transaction(async |conn| {
        let claims = Claims::lock(conn).await?;
        searches::pause(conn, &claims, person.user.id, &[search]).await
    })
    .await?;
    Ok(back(&format!("{name} is paused: nothing new is loaded for it.")))
}

pub async fn pause_all(app: Data<App>, person: SignedIn) -> AppResult {
    let mut conn = app.db.conn().await?;
    let all = on_lists(&mut conn, person.user.id, true).await?;
    conn.transaction(async |conn| {
        let claims = Claims::lock(conn).await?;
        searches::pause(conn, &claims, person.user.id, &all).await
    })
    .await?;
    Ok(back("All searches are paused: nothing new is loaded."))
}

/// Lets a paused search go on, or brings back a retired one.
pub async fn resume(app: Data<App>, person: SignedIn, id: Path<i32>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let search = Search::find_of_user(&mut conn, person.user.id, *id).await?;
    let done = if search.retired_at.is_some() { "is back" } else { "goes on" };
    let name = named(&search);
    let started = conn
        .transaction(async |conn| {
            let claims = Claims::lock(conn).await?;
            searches::resume(conn, &app, &claims, person.user.id, &[search]).await
        })
        .await?;
    Ok(back(&format!("{name} {done}. {}", told(started.preview.counts))))
}

pub async fn resume_all(app: Data<App>, person: SignedIn) -> AppResult {
    let mut conn = app.db.conn().await?;
    let all = on_lists(&mut conn, person.user.id, false).await?;
    let started = conn
        .transaction(async |conn| {
            let claims = Claims::lock(conn).await?;
            searches::resume(conn, &app, &claims, person.user.id, &all).await
        })
        .await?;
    Ok(back(&format!("Your searches go on. {}", told(started.preview.counts))))
}

pub async fn remove(app: Data<App>, person: SignedIn, id: Path<i32>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let search = Search::find_of_user(&mut conn, person.user.id, *id).await?;
    let name = named(&search);
    conn.transaction(async |conn| {
        let claims = Claims::lock(conn).await?;
        searches::retire(conn, &app, &claims, person.user.id, &[search]).await
    })
    .await?;
    Ok(back(&format!("{name} is removed. You can bring it back below.")))
}

fn named(search: &Search) -> String {
    format!("“{}” in {}", search.title_keyword, search.location)
}

async fn on_lists(conn: &mut Connection, user_id: i32, is_active: bool) -> QueryResult<Vec<Search>> {
    let all = Search::of_user(conn, user_id).await?;
    Ok(all.into_iter().filter(|search| search.is_active == is_active).collect())
}
