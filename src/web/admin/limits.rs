//! `/admin/limits`: the limits that one may have to change in the morning. A change holds in every process within a
//! minute; what the environment sets is shown and stays.

mod form;

use self::form::{Field, LimitsForm};
use super::meanwhile;
use crate::app::App;
use crate::config::Cap;
use crate::db::Connection;
use crate::models::audit::Entry;
use crate::models::cap::ChangedCap;
use crate::quota::allowance::{self, EVERYBODY};
use crate::quota::caps::{self, Change};
use crate::text;
use crate::web::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::session::{FreshAdmin, Viewer};
use actix_web::web::{Data, Form};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

const PAGE: &str = "/admin/limits";

#[derive(Template)]
#[template(path = "admin/limits.html")]
struct LimitsPage {
    chrome: Chrome,
    groups: Vec<Group>,
    /// Credits of all people together used today.
    used_today: i64,
    most_today: i64,
    reason: String,
    reason_error: Option<String>,
    /// The last change that the page shows, by its number in the audit.
    seen: i64,
}

/// Limits under one heading.
struct Group {
    title: String,
    fields: Vec<Field>,
}

/// The page of limits.
pub(crate) async fn index(app: Data<App>, viewer: Viewer) -> AppResult {
    let mut conn = app.db.conn().await?;
    let page = LimitsPage::load(&mut conn, &app, viewer.chrome, &LimitsForm::default()).await?;
    page::page(&page.chrome, &page)
}

/// Changes limits.
pub(crate) async fn update(app: Data<App>, admin: FreshAdmin, Form(form): Form<LimitsForm>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let Some((wishes, reason)) = form.read() else {
        let page = LimitsPage::load(&mut conn, &app, admin.chrome, &form).await?;
        return page::invalid(&page.chrome, &page);
    };
    let changing = conn.transaction(async |conn| -> QueryResult<String> {
        caps::lock(conn).await?;
        if let Some(told) = meanwhile::since(conn, caps::TARGET, form.seen(), app.clock.now()).await? {
            return Ok(told);
        }
        let changes = caps::change(conn, &app, &wishes, (Some(admin.user.subject), &reason)).await?;
        Ok(told(&changes))
    });
    let told = changing.await?;
    caps::look(&mut conn, &app).await?;
    Ok(page::redirect(PAGE, &told))
}

/// What was changed, in a sentence.
fn told(changes: &[Change]) -> String {
    if changes.is_empty() {
        return say!("admin-limits-nothing");
    }
    let figure = |value: i64| text::number(value);
    let one = |change: &Change| {
        say!(
            "admin-limits-changed-one",
            name = form::label(change.cap),
            was = figure(change.was),
            is = figure(change.is)
        )
    };
    say!("admin-limits-changed", what = changes.iter().map(one).collect::<Vec<_>>().join("; "))
}

impl LimitsPage {
    async fn load(conn: &mut Connection, app: &App, chrome: Chrome, form: &LimitsForm) -> QueryResult<Self> {
        caps::look(conn, app).await?;
        let (changed, now) = (ChangedCap::all(conn).await?, app.clock.now());
        let field = |&cap: &Cap| {
            let changed = changed.iter().find(|one| one.cap == cap).map(|one| who(one, now));
            Field::of(app, cap, form, changed)
        };
        let group = |title, caps: &[Cap]| Group { title, fields: caps.iter().map(field).collect() };
        Ok(Self {
            chrome,
            groups: vec![
                group(say!("admin-limits-day"), &[Cap::DailyCredits, Cap::PersonCredits, Cap::PersonCombinations]),
                group(say!("admin-limits-shares"), &[Cap::SignUpShare, Cap::FirstDayShare]),
                group(say!("admin-limits-rhythm"), &[Cap::RefreshDays]),
                group(say!("admin-limits-pages"), &[Cap::JSearchPages, Cap::CountryPages, Cap::ActiveJobsPages]),
            ],
            used_today: allowance::used(conn, app.today(), EVERYBODY).await?,
            most_today: app.caps().installation_credits,
            reason: form.reason().to_owned(),
            reason_error: form.reason_error(),
            seen: Entry::last_of(conn, caps::TARGET).await?.map_or(0, |entry| entry.id),
        })
    }
}

/// Who changed a limit last, and when.
fn who(changed: &ChangedCap, now: DateTime<Utc>) -> String {
    let ago = text::ago(&changed.changed_at, &now);
    match &changed.email {
        Some(email) => say!("admin-limits-by", who = email, ago = ago),
        None => say!("admin-limits-by-nobody", ago = ago),
    }
}
