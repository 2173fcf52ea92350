//! `/admin/users`: people, the cost of their wishes, and their access.

pub(crate) mod acts;
pub(crate) mod add;
pub(crate) mod limits;
pub(crate) mod role;
mod show;

pub(crate) use self::show::show;

use super::acts::Many;
use super::csv::{self, Portion};
use super::{PAGE_SIZE, PORTION, month_start};
use crate::app::App;
use crate::models::act::Things;
use crate::models::user::Role;
use crate::models::user::line::UserLine;
use crate::web::AppResult;
use crate::web::filters;
use crate::web::page::{self, Chrome};
use crate::web::query::{Fields, address};
use crate::web::session::Viewer;
use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

#[derive(Template)]
#[template(path = "admin/users/index.html")]
struct UserIndex {
    chrome: Chrome,
    query: UserQuery,
    people: Vec<UserLine>,
    next: Option<i32>,
    /// The admin's own id: admins cannot disable themselves here.
    own_id: i32,
    /// Links can be mailed.
    has_mail: bool,
    many: Many,
    now: DateTime<Utc>,
}

/// The query string of the list.
#[derive(Clone)]
struct UserQuery {
    text: String,
    before: Option<i32>,
    complaints: Vec<String>,
}

impl UserQuery {
    fn parse(query: &str) -> Self {
        let mut fields = Fields::parse(query);
        let text = fields.text("q").to_lowercase();
        let before = fields.choice("before", |text| text.parse().ok());
        Self { text, before, complaints: fields.complaints }
    }

    fn address(&self, path: &str, before: Option<i32>) -> String {
        let before = before.map(|id| id.to_string()).unwrap_or_default();
        address(path, &[("q", self.text.clone()), ("before", before)])
    }
}

/// What the addresses of a list with this query string have.
pub(super) fn text(query: &str) -> String {
    UserQuery::parse(query).text
}

/// The page of people.
pub(crate) async fn index(app: Data<App>, viewer: Viewer, request: HttpRequest) -> AppResult {
    let query = UserQuery::parse(request.query_string());
    let mut conn = app.db.conn().await?;
    let limit = PAGE_SIZE as i64 + 1;
    let mut people = UserLine::page(&mut conn, &query.text, query.before, month(&app), limit).await?;
    let has_more = people.len() > PAGE_SIZE;
    people.truncate(PAGE_SIZE);
    let next = people.last().filter(|_| has_more).map(|person| person.id);
    let index = UserIndex {
        chrome: viewer.chrome,
        query,
        people,
        next,
        own_id: viewer.user.id,
        has_mail: app.mail.is_some(),
        many: Many::of(Things::People, request.query_string(), None).with_mail(app.mail.is_some()),
        now: app.clock.now(),
    };
    page::page(&index.chrome, &index)
}

/// The first day of the month, as the daily allowances count days.
fn month(app: &App) -> NaiveDate {
    app.local_date(month_start(&app.config, &app.clock))
}

const HEADER: [&str; 9] = [
    "email",
    "role",
    "standing",
    "created_at",
    "last_seen_at",
    "disabled_at",
    "wishes",
    "credits_this_month",
    "credits_saved",
];

/// All people as a file.
pub(crate) async fn csv(app: Data<App>, _: Viewer, request: HttpRequest) -> AppResult {
    let query = UserQuery::parse(request.query_string());
    csv::download("users", &HEADER, None, move |before: Option<i32>| {
        let (app, query) = (app.clone(), query.clone());
        async move {
            let mut conn = app.db.conn().await?;
            let people = UserLine::page(&mut conn, &query.text, before, month(&app), PORTION as i64).await?;
            let last = people.last().filter(|_| people.len() == PORTION);
            Ok(Portion { next: last.map(|person| Some(person.id)), rows: people.iter().map(cells).collect() })
        }
    })
}

fn cells(person: &UserLine) -> Vec<String> {
    let date = |date: DateTime<Utc>| date.to_rfc3339_opts(SecondsFormat::Secs, true);
    vec![
        person.email.clone(),
        role(person.role),
        standing(person).1,
        date(person.created_at),
        person.last_seen_at.map(date).unwrap_or_default(),
        person.disabled_at.map(date).unwrap_or_default(),
        person.wishes.to_string(),
        person.spent.to_string(),
        person.saved.to_string(),
    ]
}

/// A person's role in a word.
fn role(role: Role) -> String {
    match role {
        Role::Person => say!("admin-users-role-person"),
        Role::Viewer => say!("admin-users-role-viewer"),
        Role::Admin => say!("admin-users-role-admin"),
    }
}

/// A person's ability to sign in: the class of the colour, and a word.
fn standing(person: &UserLine) -> (&'static str, String) {
    match (person.disabled_at, person.has_password) {
        (Some(_), _) => ("cancelled", say!("admin-users-disabled")),
        (None, false) => ("waiting", say!("admin-users-no-password")),
        (None, true) => ("done", say!("admin-users-active")),
    }
}

impl UserIndex {
    fn is_own(&self, id: &i32) -> bool {
        self.own_id == *id
    }
}
