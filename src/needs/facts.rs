//! Facts by which the list of causes is judged, loaded in a fixed number of statements.

use super::limits::Limit;
use crate::app::App;
use crate::clock;
use crate::db::Connection;
use crate::models::alert::Undelivered;
use crate::models::fetch::failure::Failure;
use crate::models::installation::Installation;
use crate::models::mail::Failing;
use crate::models::notice::Notice;
use crate::models::source_state::{Health, SourceState};
use crate::models::trouble::{Asked, PutOff, Troubles};
use crate::quota::meter::Meter;
use crate::quota::period;
use crate::refresh::schedule;
use crate::sources::Source;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use diesel::QueryResult;

/// Time after which a run without a beginning, or still without all fetches started, is late.
const PATIENCE: TimeDelta = TimeDelta::minutes(30);

/// Age from which failures are history.
const RECENT: TimeDelta = TimeDelta::days(30);

/// Mails that failed before are history.
const FRESH: TimeDelta = TimeDelta::days(1);

/// Alerts that have tried to go out for so long are late.
const SLOW: TimeDelta = TimeDelta::minutes(10);

/// Notices looked at: every limit at every step, and some that are over.
const NOTICES: i64 = 60;

/// Facts for a judgement.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Now, by the App's clock.
    pub now: DateTime<Utc>,
    /// The local date.
    pub today: NaiveDate,
    /// Time zone for times that people read.
    pub timezone: Tz,
    /// Sources with a key.
    pub enabled: Vec<Source>,
    /// Mode, and the switch that stops spending.
    pub installation: Installation,
    /// Sources with their stops.
    pub sources: Vec<SourceState>,
    /// Sources with their backoff.
    pub health: Vec<Health>,
    /// Present meters of sources with a key.
    pub meters: Vec<Meter>,
    /// Limits of the day, then a limit for each meter.
    pub limits: Vec<Limit>,
    /// Notices of limits that came to their steps.
    pub notices: Vec<Notice>,
    /// Fetches that wait for a limit, a quota or a switch.
    pub put_off: Vec<PutOff>,
    /// Failed fetches by source and cause.
    pub failures: Vec<Failure>,
    /// Mails that failed of late.
    pub mails: Failing,
    /// Alerts that did not go out.
    pub alerts: Undelivered,
    /// All other counts.
    pub troubles: Troubles,
    /// Lead of this machine's clock over the database's, if too large to go by.
    pub clock_ahead: Option<TimeDelta>,
    /// Settings about who runs this that are missing.
    pub unsaid_of_operator: Vec<&'static str>,
    /// Beginning or due time of today's run, if late.
    pub run_late_since: Option<DateTime<Utc>>,
}

impl Facts {
    /// Loads the facts.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn load(conn: &mut Connection, app: &App) -> QueryResult<Self> {
        let now = app.clock.now();
        let troubles = troubles(conn, app).await?;
        let meters = Meter::all_shown(conn, &app.config.sources, now).await?;
        Ok(Self {
            now,
            today: app.today(),
            timezone: app.config.timezone,
            enabled: app.enabled(),
            installation: Installation::load(conn).await?,
            sources: SourceState::all(conn).await?,
            health: Health::all(conn, now).await?,
            limits: limits_of(app, &troubles, &meters),
            meters,
            notices: Notice::latest(conn, NOTICES).await?,
            put_off: PutOff::all(conn).await?,
            failures: Failure::causes_since(conn, now - RECENT).await?,
            unsaid_of_operator: app.config.operator.missing(),
            mails: mails(conn, app).await?,
            alerts: alerts(conn, app).await?,
            clock_ahead: clock::too_far_ahead(),
            run_late_since: late(app, &troubles),
            troubles,
        })
    }
}

/// Without mail nothing is asked.
async fn mails(conn: &mut Connection, app: &App) -> QueryResult<Failing> {
    if app.mail.is_none() {
        return Ok(Failing::default());
    }
    Failing::since(conn, app.clock.now() - FRESH).await
}

/// Without a way for alerts nothing is asked.
async fn alerts(conn: &mut Connection, app: &App) -> QueryResult<Undelivered> {
    if !app.config.alerts.has_ways() {
        return Ok(Undelivered::default());
    }
    let now = app.clock.now();
    Undelivered::find(conn, &super::alerts::ways(app), (now - RECENT, now - SLOW)).await
}

/// Loads the limits alone.
pub(super) async fn limits(conn: &mut Connection, app: &App) -> QueryResult<Vec<Limit>> {
    let troubles = troubles(conn, app).await?;
    let meters = Meter::all_shown(conn, &app.config.sources, app.clock.now()).await?;
    Ok(limits_of(app, &troubles, &meters))
}

async fn troubles(conn: &mut Connection, app: &App) -> QueryResult<Troubles> {
    let person_credits = app.caps().person_credits;
    let asked = Asked { now: app.clock.now(), today: app.today(), person_credits };
    Troubles::load(conn, asked).await
}

fn limits_of(app: &App, troubles: &Troubles, meters: &[Meter]) -> Vec<Limit> {
    let (caps, timezone) = (app.caps(), app.config.timezone);
    let midnight = period::this_local_day(app.clock.now(), app.config.timezone);
    let day = (midnight, period::next_local_day(app.clock.now(), timezone));
    let of_day = Limit::of_day(day, troubles, caps.installation_credits);
    let is_enabled = |meter: &&Meter| app.config.source(meter.source).is_some();
    of_day.into_iter().chain(meters.iter().filter(is_enabled).map(Limit::of_meter)).collect()
}

fn late(app: &App, troubles: &Troubles) -> Option<DateTime<Utc>> {
    let now = app.clock.now();
    let due = schedule::due(now, app.config.refresh_at, app.config.timezone)?;
    let missing = troubles.is_run_missing.then_some(due.at);
    missing.or(troubles.run_begun_at).filter(|since| *since + PATIENCE < now)
}
