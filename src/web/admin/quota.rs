//! `/admin/quota`: meters with their forecast, the ledger, and the form that adjusts a meter.

mod capacity;
mod field;
mod less_often;
mod meters;

use self::capacity::CapacityView;
use self::meters::MeterView;
use super::csv::{self, Portion};
use super::{PORTION, overview, words};
use crate::app::App;
use crate::config::{Caps, TokenPrice};
use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName};
use crate::models::fetch::{Fetch, Purpose};
use crate::models::source_state::{Health, SourceState};
use crate::quota::adjust::{self, Adjusted, Adjustment};
use crate::quota::entry::Entry;
use crate::quota::meter::Meter;
use crate::quota::tokens::Tokens;
use crate::quota::usage::{Cost, Tally, Usage};
use crate::sources::Source;
use crate::text;
use crate::typed::clean;
use crate::web::AppResult;
use crate::web::filters;
use crate::web::page::{self, Chrome};
use crate::web::session::{FreshAdmin, Viewer};
use actix_web::web::{Data, Form, Query};
use askama::Template;
use chrono::{DateTime, SecondsFormat, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;

/// Entries of the ledger on the page; the file has all.
const ENTRIES: usize = 100;

/// Longest reason for an adjustment, in characters; a longer text is refused.
const MAX_REASON: usize = 300;

#[derive(Template)]
#[template(path = "admin/quota.html")]
struct QuotaIndex {
    chrome: Chrome,
    meters: Vec<MeterView>,
    tally: Tally,
    caps: Caps,
    capacity: CapacityView,
    less_often: Vec<less_often::Row>,
    tokens: Vec<Tokens>,
    token_price: TokenPrice,
    entries: Vec<Entry>,
    /// Outages of sources, each in a sentence.
    outages: Vec<String>,
    /// A refused adjustment.
    refused: Option<Refused>,
    now: DateTime<Utc>,
}

/// A refused form, with a message beside each field.
#[derive(Clone, Debug, Default)]
struct Refused {
    form: AdjustForm,
    credits: Option<String>,
    reason: Option<String>,
}

/// The form that sets a meter right.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AdjustForm {
    meter: i32,
    /// The last adjustment on the page.
    seen: i64,
    credits: String,
    reason: String,
}

/// The page of the quota.
pub(crate) async fn index(app: Data<App>, viewer: Viewer, Query(form): Query<field::Form>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let index = QuotaIndex::load(&mut conn, &app, viewer.chrome, &form, None).await?;
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
    let index = QuotaIndex::load(&mut conn, &app, admin.chrome, &field::Form::default(), Some(refused)).await?;
    page::invalid(&index.chrome, &index)
}

async fn less_often(conn: &mut Connection, app: &App, capacity: &CapacityView) -> QueryResult<Vec<less_often::Row>> {
    let paces = Fetch::paces(conn).await?;
    let rolls = Capability::shown(conn, (Source::JSearch, CapabilityName::RollingDays)).await?;
    let basis = less_often::Basis { paces: &paces, refresh_days: app.config.refresh_days, rolls };
    Ok(basis.rows(&capacity.plans))
}

fn told(is_resumed: bool) -> String {
    if is_resumed { say!("admin-quota-adjusted-resumed") } else { say!("admin-quota-adjusted") }
}

/// The whole ledger, newest first.
pub(crate) async fn csv(app: Data<App>, _: Viewer) -> AppResult {
    let headers = ["at", "day", "source", "unit", "kind", "reserved", "spent", "unknown", "purpose", "fetch", "reason"];
    csv::download("quota", &headers, i64::MAX, move |before| {
        let app = app.clone();
        async move {
            let found = Entry::page(&mut *app.db.conn().await?, before, PORTION).await?;
            let next = found.last().filter(|_| found.len() == PORTION).map(|entry| entry.id);
            Ok(Portion { rows: found.iter().map(cells).collect(), next })
        }
    })
}

fn cells(entry: &Entry) -> Vec<String> {
    vec![
        entry.at.to_rfc3339_opts(SecondsFormat::Secs, true),
        entry.day.to_string(),
        entry.source.to_string(),
        entry.unit.to_string(),
        entry.kind.to_string(),
        entry.reserved.to_string(),
        entry.spent.to_string(),
        entry.unknown.to_string(),
        entry.purpose.map_or("", Purpose::as_str).to_owned(),
        entry.fetch_id.map(|id| id.to_string()).unwrap_or_default(),
        entry.reason.clone().unwrap_or_default(),
    ]
}

impl AdjustForm {
    /// The credits and the reason.
    fn read(&self) -> Result<(i64, String), Refused> {
        let credits = self.credits.trim().replace('−', "-").parse::<i64>().ok();
        let credits = credits.filter(|credits| credits.unsigned_abs() <= 1_000_000_000);
        let reason = clean(&self.reason).ok().filter(|reason| (1..=MAX_REASON).contains(&reason.chars().count()));
        match (credits, reason) {
            (Some(credits), Some(reason)) => Ok((credits, reason)),
            (credits, reason) => Err(Refused {
                form: self.clone(),
                credits: credits.is_none().then(|| say!("admin-quota-adjust-no-number")),
                reason: reason.is_none().then(|| say!("admin-quota-adjust-no-reason", most = MAX_REASON)),
            }),
        }
    }
}

impl Refused {
    fn is_refused(&self) -> bool {
        self.credits.is_some() || self.reason.is_some()
    }

    /// The form as a new one after an adjustment: the admin has seen the change by now.
    fn after(form: AdjustForm, outcome: &Adjusted) -> Self {
        let credits = match outcome {
            Adjusted::Overtaken(credits, reason) => {
                say!("admin-quota-adjust-overtaken", credits = credits.to_string(), reason = reason)
            }
            Adjusted::BelowZero(spent) => say!("admin-quota-adjust-below-zero", spent = spent),
            Adjusted::Done(_) => String::new(),
        };
        Self { form, credits: Some(credits), reason: None }
    }
}

/// Outages of sources, each with the time of its next try.
async fn outages(conn: &mut Connection, app: &App) -> QueryResult<Vec<String>> {
    let now = app.clock.now();
    let health = Health::all(conn, now).await?;
    let states = SourceState::all(conn).await?;
    let of = |state: &SourceState| {
        let health = health.iter().find(|one| one.source == state.source)?;
        let outage = overview::outage(state, health, now)?;
        Some(say!("admin-quota-outage", source = state.source.label(), outage = outage))
    };
    Ok(states.iter().filter_map(of).collect())
}

impl QuotaIndex {
    async fn load(
        conn: &mut Connection,
        app: &App,
        chrome: Chrome,
        form: &field::Form,
        refused: Option<Refused>,
    ) -> QueryResult<Self> {
        let now = app.clock.now();
        let current = Meter::all_shown(conn, &app.config.sources, now).await?;
        let usage = Usage::since(conn, meters::usage_begins(&current, now)).await?;
        let tally = Tally::load(conn, app.today(), app.config.caps.person_credits).await?;
        let costs = Cost::by_source(conn).await?;
        let capacity = CapacityView::of(app, &tally, &costs, &usage, form);
        Ok(Self {
            chrome,
            less_often: less_often(conn, app, &capacity).await?,
            capacity,
            meters: meters::views(app, current, &usage),
            tally,
            caps: app.config.caps.clone(),
            tokens: Tokens::by_month(conn).await?,
            token_price: app.config.token_price,
            entries: Entry::page(conn, i64::MAX, ENTRIES).await?,
            outages: outages(conn, app).await?,
            refused,
            now,
        })
    }

    /// A meter's form for adjusting: an empty one, or the refused one.
    fn adjusting(&self, meter: &Meter) -> Refused {
        let refused = self.refused.as_ref().filter(|refused| refused.form.meter == meter.id);
        refused.cloned().unwrap_or_default()
    }

    fn sign_up_credits(&self) -> i64 {
        self.caps.installation_credits * self.caps.sign_up_share_percent / 100
    }

    fn money(&self, tokens: &Tokens) -> String {
        tokens.money(self.token_price).map_or_else(|| say!("admin-quota-no-price"), |money| format!("{money:.2}"))
    }

    /// Credits with their sign; empty for zero, so that a row of the ledger shows its movements only.
    fn moved(&self, credits: &i64) -> String {
        match credits {
            0 => String::new(),
            1.. => format!("+{}", text::number(*credits)),
            _ => text::number(*credits),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(credits: &str, reason: &str) -> AdjustForm {
        AdjustForm { credits: credits.to_owned(), reason: reason.to_owned(), ..AdjustForm::default() }
    }

    #[test]
    fn an_adjustment_needs_a_number_and_a_reason() {
        assert_eq!(form(" −20 ", "counted  twice").read().unwrap(), (-20, "counted twice".to_owned()));
        let refused = form("some", " ").read().unwrap_err();
        assert!(refused.credits.is_some() && refused.reason.is_some());
        assert!(form("1", &"x".repeat(MAX_REASON + 1)).read().is_err());
    }
}
