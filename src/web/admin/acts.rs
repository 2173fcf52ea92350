//! `/admin/acts`: acts on many things at once. Chosen on a list, shown with their count and price, then begun by hand.

mod choose;
mod labels;
mod things;

pub(crate) use self::things::csv;

use self::things::Thing;
use super::capped;
use super::reason::Because;
use crate::acts::{self, Outcome};
use crate::app::App;
use crate::models::act::{Act, ActKind, ActState, Tally, Things};
use crate::text;
use crate::web::error::{AppError, AppResult};
use crate::web::filters;
use crate::web::form::Choice;
use crate::web::page::{self, Chrome};
use crate::web::session::{Admin, FreshAdmin, Viewer};
use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel_async::AsyncConnection;

const PAGE: &str = "/admin/acts";

/// Acts on the page.
const SHOWN: i64 = 50;

#[derive(Template)]
#[template(path = "admin/acts/index.html")]
struct ActIndex {
    chrome: Chrome,
    acts: Vec<(Act, Option<String>)>,
    now: DateTime<Utc>,
}

#[derive(Template)]
#[template(path = "admin/acts/show.html")]
struct ActShow {
    chrome: Chrome,
    act: Act,
    tally: Tally,
    /// The first of its things.
    things: Vec<Thing>,
    now: DateTime<Utc>,
}

/// The form below a list for an act on many of its things.
pub(super) struct Many {
    /// Query string of the list.
    pub(super) query: String,
    /// Acts that the list offers.
    pub(super) choices: Vec<Choice>,
    /// Things that fit the list's filters, up to the bound of counts; None: not counted.
    count: Option<i64>,
}

impl Many {
    /// For a list with this query string.
    pub(super) fn of(things: Things, query: &str, count: Option<i64>) -> Self {
        Self { query: query.to_owned(), choices: labels::choices(things), count }
    }

    /// Without acts that mail, where no mail is sent.
    pub(super) fn with_mail(mut self, has_mail: bool) -> Self {
        self.choices.retain(|choice| has_mail || choice.value != ActKind::Invite.as_str());
        self
    }

    /// "all 37 that fit"
    pub(super) fn all(&self) -> String {
        match self.count {
            Some(count) => say!("admin-acts-all", count = capped(count)),
            None => say!("admin-acts-all-uncounted"),
        }
    }
}

/// The acts that were begun.
pub(crate) async fn index(app: Data<App>, viewer: Viewer) -> AppResult {
    let acts = Act::newest(&mut *app.db.conn().await?, SHOWN).await?;
    let index = ActIndex { chrome: viewer.chrome, acts, now: app.clock.now() };
    page::page(&index.chrome, &index)
}

/// Proposes an act on what was chosen on a list. Nothing is done so far.
pub(crate) async fn create(app: Data<App>, admin: Admin, Form(fields): Form<Vec<(String, String)>>) -> AppResult {
    let choice = choose::Choice::read(&fields)?;
    if choice.kind == ActKind::Invite && app.mail.is_none() {
        return Err(AppError::NotFound);
    }
    let mut conn = app.db.conn().await?;
    let back = choice.back();
    let chosen = choice.look_up(&mut conn, &app).await?;
    if chosen.items.is_empty() {
        return Ok(page::redirect(&back, &say!("admin-acts-nothing-chosen")));
    }
    let id = acts::propose(&mut conn, &app, &admin.user, &chosen).await?;
    Ok(page::redirect(&address(id), ""))
}

/// An act: what it would do, how far it is, or what became of it.
pub(crate) async fn show(app: Data<App>, viewer: Viewer, id: Path<i64>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let act = Act::find(&mut conn, *id).await?;
    let tally = Tally::of(&mut conn, *id).await?;
    let things = things::first(&mut conn, &act).await?;
    let show = ActShow { chrome: viewer.chrome, act, tally, things, now: app.clock.now() };
    page::page(&show.chrome, &show)
}

/// Begins a proposed act.
pub(crate) async fn begin(app: Data<App>, admin: FreshAdmin, id: Path<i64>, Form(because): Form<Because>) -> AppResult {
    let reason = because.read()?;
    let mut conn = app.db.conn().await?;
    let beginning = conn.transaction(async |conn| acts::begin(conn, &app, *id, &admin.user, &reason).await);
    Ok(told(*id, beginning.await?))
}

/// Ends an act before its end: within its minute, before anything was done.
pub(crate) async fn cancel(app: Data<App>, admin: Admin, id: Path<i64>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let ending = conn.transaction(async |conn| acts::cancel(conn, &app, *id, &admin.user).await);
    Ok(told(*id, ending.await?))
}

fn address(id: i64) -> String {
    format!("{PAGE}/{id}")
}

/// The list of such things, with its query string.
fn list(things: Things, query: &str) -> String {
    let path = match things {
        Things::Combinations => "/admin/tracking",
        Things::Fetches => "/admin/fetches",
        Things::People => "/admin/users",
    };
    // As a browser would have written it: a form may send anything.
    let mut written = url::form_urlencoded::Serializer::new(String::new());
    let query = written.extend_pairs(url::form_urlencoded::parse(query.as_bytes())).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

fn told(id: i64, outcome: Outcome) -> HttpResponse {
    let flash = match outcome {
        // The page says it.
        Outcome::Done => String::new(),
        Outcome::NothingDone => say!("admin-acts-nothing-done"),
        Outcome::NotAsShown => say!("admin-acts-not-as-shown"),
        Outcome::TooLate => say!("admin-acts-too-late"),
        Outcome::TooOld => say!("admin-acts-too-old"),
    };
    page::redirect(&address(id), &flash)
}

impl ActIndex {
    fn title(&self, act: &Act) -> String {
        labels::title(act)
    }

    fn state(&self, act: &Act) -> (&'static str, String) {
        labels::state(act.state)
    }
}

impl ActShow {
    fn title(&self) -> String {
        labels::title(&self.act)
    }

    fn is_proposed(&self) -> bool {
        self.act.state == ActState::Proposed
    }

    /// What ends it, and the button's look: within the minute nothing was done.
    fn end(&self) -> Option<(&'static str, String)> {
        match self.act.state {
            ActState::Waiting => Some(("", say!("admin-acts-undo"))),
            ActState::Running => Some(("danger", say!("admin-acts-cancel"))),
            ActState::Proposed | ActState::Done | ActState::Cancelled => None,
        }
    }

    fn state(&self) -> (&'static str, String) {
        labels::state(self.act.state)
    }

    fn item(&self, thing: &Thing) -> (&'static str, String) {
        labels::item(thing.state)
    }

    /// Address of a form or file of the page.
    fn to(&self, what: &str) -> String {
        format!("{}/{what}", address(self.act.id))
    }

    /// How far it is, or what became of it.
    fn result(&self) -> String {
        let Tally { open, done, skipped } = self.tally;
        let result = match self.act.state {
            ActState::Waiting => return say!("admin-acts-waits", when = self.begins()),
            ActState::Running => say!("admin-acts-progress", done = done, skipped = skipped, open = open),
            ActState::Cancelled => say!("admin-acts-result-stopped", done = done, open = open),
            ActState::Proposed | ActState::Done => say!("admin-acts-result", done = done, skipped = skipped),
        };
        match self.act.fetches {
            0 => result,
            fetches => format!("{result}. {}", say!("admin-acts-fetches-begun", count = fetches)),
        }
    }

    fn begins(&self) -> String {
        let seconds = self.act.starts_at.map_or(0, |at| (at - self.now).num_seconds());
        if seconds > 0 { say!("admin-acts-in-seconds", seconds = seconds) } else { say!("admin-acts-in-a-moment") }
    }

    /// What the act would do, in a sentence.
    fn effect(&self) -> String {
        labels::effect(&self.act)
    }

    /// What it would cost, in a sentence.
    fn price(&self) -> String {
        match (self.act.kind.buys(), self.act.expected_credits) {
            (false, _) => say!("admin-acts-costs-nothing"),
            (true, 0) => say!("admin-acts-costs-nothing-now"),
            (true, credits) => say!("admin-acts-costs", credits = credits, most = self.act.most_credits),
        }
    }

    /// A proposal whose list had more than is done at once.
    fn is_at_bound(&self) -> bool {
        let most = if self.act.kind.buys() { acts::MOST_BOUGHT } else { acts::MOST };
        usize::try_from(self.act.items).is_ok_and(|items| items == most)
    }

    fn bound(&self) -> String {
        say!("admin-acts-at-bound", items = text::number(self.act.items))
    }

    /// The list on which it was chosen, as it was.
    fn back(&self) -> String {
        list(self.act.kind.things(), &self.act.query)
    }
}
