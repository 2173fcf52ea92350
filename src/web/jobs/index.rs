//! `GET /jobs`: the list.

use super::empty::Empty;
use super::follow::{self, FollowUp};
use super::paged::Paged;
use super::row::{JobRow, Told};
use super::suggest::suggestions;
use super::view::{Age, JobView, Order, Position};
use crate::app::App;
use crate::models::combination::{Account, Stand};
use crate::models::job::{ClosedWhy, Closing, JobCopy, Together};
use crate::models::listing::desk::Desk;
use crate::models::listing::ranking::Aims;
use crate::models::listing::{Links, Listing, SearchAtSource, WINDOW};
use crate::models::refresh::LastUpdate;
use crate::status::{self, Times};
use crate::text::{self, Html};
use crate::web::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::HashMap;

/// The cookie with the order that a person chose last.
pub(in crate::web) const ORDER: &str = "order";

/// Shows a page of the list, or says why it is empty.
pub(crate) async fn index(app: Data<App>, signed_in: SignedIn, request: HttpRequest) -> AppResult {
    let index = JobIndex::load(&app, signed_in, &request).await?;
    let mut response = page::page(&index.chrome, &index)?;
    if let Some(order) = index.view.order {
        response.add_cookie(&remembering(order)).map_err(anyhow::Error::from)?;
    }
    Ok(response)
}

fn remembering(order: Order) -> Cookie<'static> {
    Cookie::build(ORDER, order.as_str())
        .path("/jobs")
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(time::Duration::days(365))
        .finish()
}

fn remembered(request: &HttpRequest) -> Option<Order> {
    request.cookie(ORDER).and_then(|cookie| Order::named(cookie.value()))
}

#[derive(Template)]
#[template(path = "jobs/index.html")]
pub(super) struct JobIndex {
    pub(super) chrome: Chrome,
    pub(super) now: DateTime<Utc>,
    /// Jobs first seen since then are marked as new.
    new_since: DateTime<Utc>,
    /// `new_since` is when the first run of the last day of runs began.
    is_since_update: bool,
    pub(super) view: JobView,
    pub(super) order: Order,
    pub(super) searches: Vec<SearchAtSource>,
    /// The state of each combination, by its number.
    accounts: HashMap<i32, Account>,
    times: Times,
    rows: Vec<JobRow>,
    pub(super) paged: Paged,
    pub(super) desk: Desk,
    empty: Option<Empty>,
    /// What is offered after the act of the button just pressed.
    follow: FollowUp,
    today: NaiveDate,
}

impl JobIndex {
    async fn load(app: &App, signed_in: SignedIn, request: &HttpRequest) -> AppResult<Self> {
        let SignedIn { user, chrome } = signed_in;
        let now = app.clock.now();
        let mut conn = app.db.conn().await?;
        let searches = SearchAtSource::of_user(&mut conn, user.id).await?;
        let view = JobView::parse(request.query_string(), app.config.country, &searches);
        let order = view.effective_order(remembered(request));
        let combinations: Vec<i32> = searches.iter().map(|search| search.combination_id).collect();
        let accounts = status::accounts(&mut conn, app, &combinations).await?;
        let desk = Desk::of(&mut conn, user.id, &combinations).await?;
        let update = desk.update();
        let criteria = view.criteria(now, LastUpdate::new_since(update.as_ref(), now), &desk);
        let listing = Listing { user_id: user.id, links: Links::of(&searches, view.search), criteria: &criteria };
        let aims = Aims::of(&searches, app.config.country);
        let paged = Paged::load(&mut conn, &listing, &view, order, &aims, now).await?;
        let empty = Empty::of(&mut conn, &listing, &view, &paged, searches.is_empty()).await?;
        let empty = empty.map(|empty| empty.with(suggestions(&view, &searches, &desk)));
        drop(conn);
        let (new_since, own_words) = (criteria.new_since, desk.own_words());
        let rows = Told { app, searches: &searches, own_words: &own_words, new_since }.rows(&paged.jobs);
        let is_since_update = update.is_some_and(|update| update.is_recent(now));
        let times = Times::of(app);
        let follow = FollowUp::of(view.done.as_ref(), &view, &follow::places(&searches, app.config.country));
        Ok(Self {
            chrome,
            follow,
            today: app.today(),
            now,
            new_since,
            is_since_update,
            view,
            order,
            searches,
            accounts,
            times,
            rows,
            paged,
            desk,
            empty,
        })
    }

    /// "143 jobs of the last 30 days, newest first."
    fn heading(&self) -> String {
        let jobs = self.counted();
        match (self.order, self.view.effective_age()) {
            (Order::Newest, Age::Days(1)) => say!("jobs-heading-day", jobs = jobs),
            (Order::Newest, Age::Days(days)) => say!("jobs-heading-days", jobs = jobs, days = days),
            (Order::Newest, Age::All) => say!("jobs-heading-all", jobs = jobs),
            (Order::Best, _) if self.is_window_full() => say!("jobs-heading-best-of", window = WINDOW),
            (Order::Best, Age::Days(1)) => say!("jobs-heading-best-day", jobs = jobs),
            (Order::Best, Age::Days(days)) => say!("jobs-heading-best-days", jobs = jobs, days = days),
            (Order::Best, Age::All) => say!("jobs-heading-best-all", jobs = jobs),
        }
    }

    /// The window is full: older jobs may exist that were not compared.
    fn is_window_full(&self) -> bool {
        self.paged.ranked.is_some_and(|ranked| ranked >= WINDOW)
    }

    /// Meaning of the mark "new" on this page.
    fn marked(&self) -> Html {
        match self.is_since_update {
            true => say_html!("jobs-marked-since-html", at = self.time(&self.new_since)),
            false => say!("jobs-marked-today").into(),
        }
    }

    fn new_why(&self) -> String {
        say!("jobs-new-why", since = text::exact(&self.new_since))
    }

    /// When a job was closed; None: the job is open.
    fn closed(&self, row: &JobRow) -> Option<Html> {
        let Closing { at, why } = JobCopy::closing_of_all(&row.job.copies.0, self.now)?;
        Some(match why {
            ClosedWhy::Employer | ClosedWhy::Ended => say_html!("jobs-closed-html", at = self.time(&at)),
            ClosedWhy::NotSeen => say_html!("jobs-not-seen-html", at = self.time(&at)),
        })
    }

    /// "Applied on 20 November"
    fn applied(&self, day: &NaiveDate) -> String {
        say!("jobs-applied-on", day = text::day(*day, self.today))
    }

    /// The number of closed jobs left out; None: none.
    fn left_out(&self) -> Option<String> {
        super::left_out(self.paged.closed)
    }

    /// Day of a job: posted, posted again, or, where no source knows, first seen here.
    fn dated(&self, job: &Together) -> Html {
        match (&job.posted_again_at, &job.posted_at) {
            (Some(at), _) => say_html!("jobs-posted-again-html", at = self.time(at)),
            (None, Some(at)) => say_html!("jobs-posted-html", at = self.time(at)),
            (None, None) => say_html!("jobs-found-html", at = self.time(&job.first_seen_at)),
        }
    }

    /// Some job of the page carries the mark.
    fn has_new(&self) -> bool {
        self.rows.iter().any(|row| row.is_new)
    }

    /// Some job of the page is listed more than once.
    fn has_copies(&self) -> bool {
        self.rows.iter().any(|row| row.job.copies.0.len() > 1)
    }

    /// Searches under way: "2 of your 6 searches are still loading"
    fn loading(&self) -> Option<String> {
        let goes_on = |one: &&Account| one.goes_on_before(self.times.tomorrow, self.times.next_run);
        let (loading, all) = (self.accounts.values().filter(goes_on).count(), self.accounts.len());
        match loading {
            0 => None,
            1 if all == 1 => Some(say!("jobs-loading-only")),
            _ => Some(say!("jobs-loading-some", loading = loading, all = all)),
        }
    }

    /// Missing combinations and why, each reason once: look and word of their state, and the reason.
    fn lacks(&self) -> Vec<(&'static str, String, String)> {
        let mut ids: Vec<i32> = self.accounts.keys().copied().collect();
        ids.sort_unstable();
        let stands = ids.iter().filter_map(|id| self.accounts.get(id)).flat_map(|account| &account.stands);
        let mut lacks = Vec::new();
        for one in stands {
            let (look, word) = match one.1 {
                Stand::Waits { .. } => ("waiting", say!("list-state-waiting")),
                _ => ("partly", say!("jobs-incomplete")),
            };
            let alone = Account { stands: vec![*one] };
            for why in status::troubles(&alone, &self.times) {
                let lack = (look, word.clone(), why);
                if !lacks.contains(&lack) {
                    lacks.push(lack);
                }
            }
        }
        lacks
    }

    fn time(&self, at: &DateTime<Utc>) -> Html {
        text::moment(at, &self.now)
    }

    /// The page is the first.
    fn is_beginning(&self) -> bool {
        self.view.position == Position::Beginning
    }

    fn before(&self) -> String {
        match self.order {
            Order::Newest => say!("jobs-newer"),
            Order::Best => say!("jobs-better"),
        }
    }

    fn behind(&self) -> String {
        match self.order {
            Order::Newest => say!("jobs-older"),
            Order::Best => say!("jobs-further"),
        }
    }

    fn current_url(&self) -> String {
        self.view.current_url()
    }
}
