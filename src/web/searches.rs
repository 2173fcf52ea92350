//! `/searches`: a person's lists of titles and places, their price, and their state.

pub(super) mod acts;
pub(super) mod form;
mod price;
mod table;

use self::form::{Entry, SearchForm};
use self::price::Price;
use self::table::{ListRows, Retired};
use super::error::{AppError, AppResult};
use super::page::{self, Chrome};
use super::session::SignedIn;
use super::{filters, jobs, kept, labels};
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::backfill::count;
use crate::backfill::limits::Limits;
use crate::backfill::unwanted;
use crate::db::Connection;
use crate::live::Whom;
use crate::models::cv::Cv;
use crate::models::search::Search;
use crate::models::user::User;
use crate::queue;
use crate::reading::edited::Shown;
use crate::searches::{self, List, Wish};
use crate::status::{Status, Sums, Times};
use actix_web::web::{Data, Form, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "searches/index.html")]
struct SearchIndex {
    chrome: Chrome,
    entry: Entry,
    /// The price of saving the entry, where asked for.
    price: Option<Price>,
    /// The entry was typed before the session ended, and is not saved.
    is_kept: bool,
    lists: Vec<ListRows>,
    retired: Vec<Retired>,
    has_active: bool,
    has_paused: bool,
    is_live: bool,
    now: DateTime<Utc>,
}

/// The query string of the page.
#[derive(Deserialize)]
pub(super) struct Edit {
    /// The name of a list to change.
    edit: Option<String>,
}

/// Shows the lists, and a form for a new or an existing list.
pub(super) async fn index(
    app: Data<App>,
    request: HttpRequest,
    person: SignedIn,
    Query(choice): Query<Edit>,
) -> AppResult {
    let kept = if choice.edit.is_none() { kept::fields(&request).await? } else { None };
    let kept = kept.and_then(|fields| Query::<SearchForm>::from_query(&fields).ok());
    let mut conn = app.db.conn().await?;
    let is_kept = kept.is_some();
    let entry = match (choice.edit, kept) {
        (Some(name), _) => edited(&mut conn, &person.user, &name).await?,
        (None, Some(Query(form))) => Entry::of(form),
        (None, None) => Entry::default(),
    };
    let index = SearchIndex::load(&mut conn, &app, person, entry, None).await?;
    let index = SearchIndex { is_kept, ..index };
    page::page(&index.chrome, &index)
}

/// Saves a list, or shows the price of saving the list.
pub(super) async fn create(app: Data<App>, person: SignedIn, Form(form): Form<SearchForm>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let (list, wishes) = match form.read(app.config.country) {
        Ok(read) => read,
        Err(errors) => {
            let index = SearchIndex::load(&mut conn, &app, person, Entry { form, errors }, None).await?;
            return page::invalid(&index.chrome, &index);
        }
    };
    if form.is_question() {
        drop(conn);
        count::for_price(&app, &wishes.iter().map(|wish| &wish.combination).collect::<Vec<_>>()).await?;
        let mut conn = app.db.conn().await?;
        let price = try_out(&mut conn, &app, &person.user, &form, (&list, &wishes)).await?;
        let index = SearchIndex::load(&mut conn, &app, person, Entry::of(form), Some(price)).await?;
        return page::page(&index.chrome, &index);
    }
    save(&mut conn, &app, &person.user, &form, (&list, &wishes)).await
}

async fn save(
    conn: &mut Connection,
    app: &App,
    user: &User,
    form: &SearchForm,
    (list, wishes): (&List, &[Wish]),
) -> AppResult {
    let saving = conn.transaction(async |conn| {
        let claims = Claims::lock(conn).await?;
        let name = if form.was.is_empty() { list.name.trim() } else { form.was.trim() };
        let before = Search::of_list(conn, user.id, name).await?;
        let shown = Shown::load(conn, app, user.id, &before, form.cv).await?;
        form.drop_old_name(conn, app, &claims, user.id).await?;
        searches::save(conn, app, &claims, user.id, list, wishes).await?;
        shown.saved(conn, app, user.id, wishes).await?;
        unwanted::give_up(conn, app, &claims, &searches::combinations(&before)).await?;
        how_they_stand(conn, app, user).await
    });
    let stand = saving.await?;
    let done = say!("searches-done-save", list = labels::list(list.name.trim()));
    Ok(page::redirect("/home", &format!("{done} {stand}")))
}

/// The price of a list: saved in a transaction and rolled back.
async fn try_out(
    conn: &mut Connection,
    app: &App,
    user: &User,
    form: &SearchForm,
    (list, wishes): (&List, &[Wish]),
) -> AppResult<Price> {
    let mut tried = None;
    let trying = conn.transaction(async |conn| -> QueryResult<()> {
        let claims = Claims::lock(conn).await?;
        form.drop_old_name(conn, app, &claims, user.id).await?;
        tried = Some(searches::try_out(conn, app, &claims, user.id, list, wishes).await?);
        Err(diesel::result::Error::RollbackTransaction)
    });
    match trying.await {
        Err(diesel::result::Error::RollbackTransaction) | Ok(()) => {}
        Err(error) => return Err(error.into()),
    }
    let tried = tried.ok_or_else(|| anyhow::anyhow!("the price of a list was not worked out"))?;
    let limits = Limits::load(conn, app, user.subject).await?;
    Ok(Price::of(app, wishes, &tried, limits.today(&tried.preview.expected)))
}

/// The state of a person's searches right after an act on them, in a sentence or two. Within the transaction, so that a
/// fetch just started is not finished yet; at its commit, the person's other pages hear of the change.
///
/// # Errors
///
/// When the database cannot be asked.
pub(super) async fn how_they_stand(conn: &mut Connection, app: &App, user: &User) -> QueryResult<String> {
    queue::tell_pages(conn, &Whom::People([user.id].into())).await?;
    Ok(told(&Status::load(conn, app, user).await?.sums, &Times::of(app)))
}

fn told(sums: &Sums, times: &Times) -> String {
    let waits = match sums.waits_until {
        Some(until) => say!("searches-need-waits", count = sums.waits, when = times.when(until)),
        None => say!("searches-need-waits-somebody", count = sums.waits),
    };
    let parts = [
        (sums.here + sums.bought, say!("searches-need-held", count = sums.here + sums.bought)),
        (sums.joined, say!("searches-need-loading", count = sums.joined)),
        (sums.coming, say!("searches-need-new", count = sums.coming)),
        (sums.waits, waits),
        (sums.failed, say!("searches-need-failed", count = sums.failed)),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, part)| part).collect();
    if parts.is_empty() {
        return say!("searches-need-none");
    }
    say!("searches-need", wanted = sums.all, parts = parts.join(", "))
}

async fn edited(conn: &mut Connection, user: &User, name: &str) -> AppResult<Entry> {
    let searches = Search::of_list(conn, user.id, name).await?;
    if searches.is_empty() {
        return Err(AppError::NotFound);
    }
    Ok(Entry::of(SearchForm::of_list(name, &searches)))
}

impl SearchIndex {
    async fn load(
        conn: &mut Connection,
        app: &App,
        person: SignedIn,
        entry: Entry,
        price: Option<Price>,
    ) -> QueryResult<Self> {
        let SignedIn { user, chrome } = person;
        let status = Status::load(conn, app, &user).await?;
        let searches = Search::history_of_user(conn, user.id).await?;
        let cvs = Cv::all_of_user(conn, user.id).await?;
        let on_lists = || searches.iter().filter(|search| search.retired_at.is_none());
        Ok(Self {
            chrome,
            entry,
            price,
            is_kept: false,
            lists: table::lists(&searches, &status),
            retired: table::retired(&searches, &cvs),
            has_active: on_lists().any(|search| search.is_active),
            has_paused: on_lists().any(|search| !search.is_active),
            is_live: !status.done,
            now: app.clock.now(),
        })
    }
}

/// Back to the page of searches after an act on them.
fn back(flash: &str) -> HttpResponse {
    page::redirect("/searches", flash)
}
