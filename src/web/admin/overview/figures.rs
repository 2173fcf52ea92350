//! The figures at the head of the overview; each leads to its rows.

use crate::app::App;
use crate::config::Caps;
use crate::db::Connection;
use crate::models::fetch::brought::{self, Brought};
use crate::models::refresh::Refresh;
use crate::models::user::User;
use crate::quota::meter::Meter;
use crate::quota::period;
use crate::quota::report::Report;
use crate::quota::usage::{Tally, Usage};
use crate::text;
use crate::web::admin::quota::meters::{self, MeterView};
use crate::web::admin::quota::{day_gauge, day_ledger};
use crate::web::chart::Gauge;
use chrono::NaiveDate;
use diesel::QueryResult;

/// What was brought, spent and saved.
pub(super) struct Figures {
    brought: Brought,
    /// People who may sign in and look for something.
    pub served: i64,
    pub tally: Tally,
    caps: Caps,
    /// The meters that count credits.
    pub plans: Vec<MeterView>,
    /// Demands and savings in all and by month.
    pub report: Report,
    /// The newest run; None: there was none.
    pub last_run: Option<Refresh>,
    pub today: NaiveDate,
}

impl Figures {
    pub(super) async fn load(conn: &mut Connection, app: &App, meters: Vec<Meter>) -> QueryResult<Self> {
        let (now, today) = (app.clock.now(), app.today());
        let usage = Usage::since(conn, meters::usage_begins(&meters, now)).await?;
        let mut plans = meters::views(app, meters, &usage);
        plans.retain(|one| one.is_credits);
        Ok(Self {
            brought: Brought::since(
                conn,
                period::this_local_day(app.clock.now(), app.config.timezone),
                brought::MOST_COUNTED,
            )
            .await?,
            served: User::count_served(conn).await?,
            tally: Tally::load(conn, today, app.caps().person_credits).await?,
            caps: app.caps(),
            plans,
            report: Report::load(conn).await?,
            last_run: Refresh::page(conn, i64::MAX, 1).await?.pop(),
            today,
        })
    }

    /// Jobs that today's fetches brought first; a sum at its bound ends in a plus.
    pub(super) fn new_jobs(&self) -> String {
        let jobs = text::number(self.brought.new_jobs);
        if self.brought.is_more { say!("admin-overview-or-more", count = jobs) } else { jobs }
    }

    /// Today's credits of everybody.
    pub(super) fn day(&self) -> Gauge {
        day_gauge(self.tally.used_today, self.day_limit()).expecting(meters::usual_day(&self.plans))
    }

    pub(super) fn day_limit(&self) -> i64 {
        self.caps.installation_credits
    }

    /// Today's entries of the ledger.
    pub(super) fn day_ledger(&self) -> String {
        day_ledger(self.today)
    }

    /// Credits saved since the first of the month, and how many wishes of the month needed no purchase.
    pub(super) fn month(&self) -> (i64, i64) {
        let current = self.report.months.last().filter(|(month, _)| is_same_month(*month, self.today));
        current.map_or((0, 0), |(_, figures)| (figures.saved_credits, figures.avoided()))
    }
}

fn is_same_month(one: NaiveDate, other: NaiveDate) -> bool {
    use chrono::Datelike;
    (one.year(), one.month()) == (other.year(), other.month())
}
