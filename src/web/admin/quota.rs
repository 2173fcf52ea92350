//! `/admin/quota`: today's limits, the meters with their forecast, credits a day as a chart, and the form that adjusts a
//! meter.

mod adjusting;
mod capacity;
mod choice;
mod daily;
mod field;
mod less_often;
pub(super) mod meters;

use self::adjusting::{AdjustForm, Refused};
use self::capacity::CapacityView;
use self::choice::Chosen;
use self::daily::Daily;
use self::meters::MeterView;
use super::{overview, words};
use crate::app::App;
use crate::config::{Caps, TokenPrice};
use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName};
use crate::models::fetch::Fetch;
use crate::models::source_state::{Health, SourceState};
use crate::quota::adjust::{self, Adjusted, Adjustment};
use crate::quota::forecast::PACE_DAYS;
use crate::quota::meter::Meter;
use crate::quota::period::local_moment;
use crate::quota::tokens::Tokens;
use crate::quota::usage::{Cost, Tally, Usage};
use crate::sources::Source;
use crate::text;
use crate::web::AppResult;
use crate::web::chart::Gauge;
use crate::web::filters;
use crate::web::form::Choice;
use crate::web::page::{self, Chrome};
use crate::web::query::address;
use crate::web::session::{FreshAdmin, Viewer};
use actix_web::HttpRequest;
use actix_web::web::{Data, Form, Query};
use askama::Template;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

#[derive(Template)]
#[template(path = "admin/quota.html")]
struct QuotaIndex {
    chrome: Chrome,
    meters: Vec<MeterView>,
    tally: Tally,
    caps: Caps,
    /// Sources with a key.
    enabled: Vec<Source>,
    chosen: Chosen,
    daily: Daily,
    capacity: CapacityView,
    /// Fields of the address.
    asked: Vec<(String, String)>,
    /// Somebody has asked how many people the plans carry.
    is_calculated: bool,
    less_often: Vec<less_often::Row>,
    tokens: Vec<Tokens>,
    token_price: TokenPrice,
    /// Outages of sources, each in a sentence.
    outages: Vec<String>,
    /// A refused adjustment.
    refused: Option<Refused>,
    /// A source waits for its meter to be set right.
    is_drifted: bool,
    today: NaiveDate,
    now: DateTime<Utc>,
}

/// What the address asks for.
#[derive(Default)]
struct Asked<'a> {
    query: &'a str,
    form: field::Form,
}

/// The page of the quota.
pub(crate) async fn index(
    app: Data<App>,
    viewer: Viewer,
    request: HttpRequest,
    Query(form): Query<field::Form>,
) -> AppResult {
    let mut conn = app.db.conn().await?;
    let asked = Asked { query: request.query_string(), form };
    let index = QuotaIndex::load(&mut conn, &app, viewer.chrome, &asked, None).await?;
    page::page(&index.chrome, &index)
}

/// Sets a meter right.
pub(crate) async fn adjust(app: Data<App>, admin: FreshAdmin, Form(form): Form<AdjustForm>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let refused = match form.read() {
        Err(refused) => refused,
        Ok((credits, reason)) => {
            let subject = admin.user.subject;
            let one = Adjustment { meter_id: form.meter, credits, reason: &reason, seen: form.seen, subject };
            match conn.transaction(async |conn| adjust::adjust(conn, &app, &one).await).await? {
                Adjusted::Done(is_resumed) => return Ok(page::redirect("/admin/quota", &told(is_resumed))),
                outcome => Refused::after(form, &outcome),
            }
        }
    };
    let index = QuotaIndex::load(&mut conn, &app, admin.chrome, &Asked::default(), Some(refused)).await?;
    page::invalid(&index.chrome, &index)
}

async fn less_often(conn: &mut Connection, app: &App, capacity: &CapacityView) -> QueryResult<Vec<less_often::Row>> {
    let paces = Fetch::paces(conn).await?;
    let rolls = Capability::shown(conn, (Source::JSearch, CapabilityName::RollingDays)).await?;
    let basis = less_often::Basis { paces: &paces, refresh_days: app.caps().refresh_days, rolls };
    Ok(basis.rows(&capacity.plans))
}

fn told(is_resumed: bool) -> String {
    if is_resumed { say!("admin-quota-adjusted-resumed") } else { say!("admin-quota-adjusted") }
}

/// Outages of sources, each with the time of its next try.
async fn outages(conn: &mut Connection, states: &[SourceState], now: DateTime<Utc>) -> QueryResult<Vec<String>> {
    let health = Health::all(conn, now).await?;
    let of = |state: &SourceState| {
        let health = health.iter().find(|one| one.source == state.source)?;
        let outage = overview::outage(state, health, now)?;
        Some(say!("admin-quota-outage", source = state.source.label(), outage = outage))
    };
    Ok(states.iter().filter_map(of).collect())
}

/// The first moment whose credits the chart shows.
fn chart_begins(app: &App, chosen: &Chosen, usage_begins: DateTime<Utc>) -> DateTime<Utc> {
    let first = chosen.range.days().map(|days| app.today() - Days::new(days));
    let midnight = |day: NaiveDate| local_moment(day, NaiveTime::MIN, app.config.timezone);
    first.map_or(usage_begins, |day| midnight(day).min(usage_begins))
}

impl QuotaIndex {
    async fn load(
        conn: &mut Connection,
        app: &App,
        chrome: Chrome,
        asked: &Asked<'_>,
        refused: Option<Refused>,
    ) -> QueryResult<Self> {
        let (now, today, enabled) = (app.clock.now(), app.today(), app.enabled());
        let chosen = Chosen::parse(asked.query, &enabled);
        let current = Meter::all_shown(conn, &app.config.sources, now).await?;
        let begins = meters::usage_begins(&current, now);
        let shown = Usage::since(conn, chart_begins(app, &chosen, begins)).await?;
        let usage: Vec<Usage> = shown.iter().filter(|one| one.day >= app.local_date(begins)).cloned().collect();
        let meters = meters::views(app, current, &usage);
        let tally = Tally::load(conn, today, app.caps().person_credits).await?;
        let costs = Cost::by_source(conn).await?;
        let capacity = CapacityView::of(app, &tally, &costs, &usage, &asked.form);
        let states = SourceState::all(conn).await?;
        Ok(Self {
            chrome,
            less_often: less_often(conn, app, &capacity).await?,
            is_calculated: capacity.fields.iter().any(|field| asked.form.contains_key(field.name)),
            asked: url::form_urlencoded::parse(asked.query.as_bytes()).into_owned().collect(),
            capacity,
            daily: Daily::of(chosen.clone(), &meters, &shown, today),
            chosen,
            enabled,
            meters,
            tally,
            caps: app.caps(),
            tokens: Tokens::by_month(conn).await?,
            token_price: app.config.token_price,
            outages: outages(conn, &states, now).await?,
            is_drifted: states.iter().any(SourceState::is_drifted),
            refused,
            today,
            now,
        })
    }

    /// What the chart's form has to send along: the fields of the calculation, which has a form of its own.
    fn beside_the_chart(&self) -> impl Iterator<Item = &(String, String)> {
        self.asked.iter().filter(|(name, _)| self.is_calculated_by(name))
    }

    /// What the calculation's form has to send along: the fields of the chart.
    fn beside_the_calculation(&self) -> impl Iterator<Item = &(String, String)> {
        self.asked.iter().filter(|(name, _)| choice::FIELDS.contains(&name.as_str()))
    }

    fn is_calculated_by(&self, name: &str) -> bool {
        self.capacity.fields.iter().any(|field| field.name == name)
    }

    /// The boxes of the sources.
    fn source_boxes(&self) -> Vec<Choice> {
        self.chosen.source_boxes(&self.enabled)
    }

    /// Today's entries of the ledger.
    fn todays_ledger(&self) -> String {
        day_ledger(self.today)
    }

    /// The bar of everybody's day.
    fn everybody(&self) -> Gauge {
        day_gauge(self.tally.used_today, self.caps.installation_credits).expecting(meters::usual_day(&self.meters))
    }

    /// The forecast of the day, in a sentence.
    fn outlook_of_today(&self) -> String {
        let expected = meters::usual_day(&self.meters).max(self.tally.used_today);
        say!("admin-quota-outlook-today", expected = expected, days = PACE_DAYS)
    }

    /// The bar of the person who used most today.
    fn most(&self) -> Gauge {
        day_gauge(self.tally.most_today, self.tally.most_limit)
    }

    /// Whether the form that sets a meter right is open.
    fn is_adjusting(&self) -> bool {
        self.refused.is_some() || self.is_drifted
    }

    /// A meter's form for adjusting: an empty one, or the refused one.
    fn adjusting(&self, meter: &Meter) -> Refused {
        let refused = self.refused.as_ref().filter(|refused| refused.form.meter == meter.id);
        refused.cloned().unwrap_or_default()
    }

    fn sign_up_credits(&self) -> i64 {
        self.caps.kept_for_sign_ups(self.caps.installation_credits)
    }

    fn money(&self, tokens: &Tokens) -> String {
        tokens.money(self.token_price).map_or_else(|| say!("admin-quota-no-price"), |money| format!("{money:.2}"))
    }
}

/// The ledger of one day.
pub(super) fn day_ledger(day: NaiveDate) -> String {
    address("/admin/ledger", &[("from", day.to_string()), ("to", day.to_string())])
}

/// A bar of today's limit.
pub(super) fn day_gauge(used: i64, limit: i64) -> Gauge {
    let told = say!("admin-quota-day-gauge", used = used, limit = limit);
    Gauge { told, used, held: 0, elsewhere: 0, expected: None, pace: None, limit }
}
