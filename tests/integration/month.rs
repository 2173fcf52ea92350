//! A month in fast motion: thirty people, the daily runs, bad days at the providers, processes that die, and a quota
//! that runs out. At its end the ledger says what the providers' own accounts say, to the credit.

mod crew;
mod days;
mod people;
mod tally;

use self::crew::Crew;
use self::tally::{Tally, balance};
use crate::support::app::TestApp;
use crate::support::books;
use crate::support::browser::Visitor;
use crate::support::chromium::Chromium;
use chrono::{DateTime, TimeDelta, Utc};
use jobfill::sources::sandbox::{Control, Plan};
use jobfill::sources::{Source, Unit};
use jobfill::worker;

const DAYS: i64 = 30;

/// On the last days nothing goes wrong any more, so that the providers' figures can tell what became of everything.
const QUIET_DAYS: i64 = 2;

/// The providers' month begins on the third: the first two days still belong to the one before.
const PLAN: Plan = Plan { jsearch_requests: 2_000, active_jobs_requests: 20_000, active_jobs_jobs: 20_000 };

/// What somebody else has left of the first period: less than a day's wishes.
const LEFT: [(Source, Unit, u64); 2] = [(Source::JSearch, Unit::Requests, 40), (Source::ActiveJobs, Unit::Jobs, 700)];

/// A Sunday, a quarter past six in Berlin.
fn first_morning() -> DateTime<Utc> {
    "2026-11-01T05:15:00Z".parse().unwrap()
}

async fn app() -> TestApp {
    let app = TestApp::beginning(
        first_morning(),
        PLAN,
        [
            // The provider's word is less than our own plan at one source, and the same at the other.
            ("JSEARCH_PLAN", "5000"),
            ("ACTIVE_JOBS_PLAN", "20000"),
            ("JOBFILL_DAILY_CREDITS", "1500"),
            ("JSEARCH_DEADLINE_SECONDS", "2"),
            ("ACTIVE_JOBS_DEADLINE_SECONDS", "2"),
        ],
    )
    .await;
    for (source, unit, left) in LEFT {
        app.sandbox.control(Control::SetRemaining { source, unit, left });
    }
    // The database itself refuses a moment at which more is held than may be.
    let limit = "ALTER TABLE meters ADD CHECK (spent + reserved + unknown <= credit_limit)";
    books::execute(&app, limit).await;
    app
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_of_bad_days_ends_with_the_ledger_as_the_providers_accounts() {
    let app = app().await;
    let mut crew = Crew::hire(&app).await;
    let mut tally = Tally::default();
    for day in 0..DAYS {
        app.clock.set(first_morning() + TimeDelta::days(day));
        worker::ensure_daily(&app).await.unwrap();
        if day < DAYS - QUIET_DAYS {
            days::begin(&app, day);
        }
        crew.works(&app, days::deaths(day)).await;
        app.pass(TimeDelta::hours(4));
        people::come(&app, day).await;
        crew.works(&app, 0).await;
        days::end(&app).await;
        tally.evening(&app).await;
    }
    // One worker alone: whatever is still unknown is told by the next answer.
    app.clock.set(first_morning() + TimeDelta::days(DAYS));
    worker::ensure_daily(&app).await.unwrap();
    app.drain().await;

    tally.nothing_is_unexplained(&app).await;
    for balance in balance(&app).await {
        balance.is_even();
    }
    books::look(&app).await;
    tally.print(&app, &crew).await;
    picture(&app).await;
}

/// The quota page, as an admin sees it in a browser.
async fn picture(app: &TestApp) {
    let visitor = Visitor::new(&app.url);
    visitor.sign_up("admin@example.com").await.is(303);
    app.execute("UPDATE users SET role = 'admin' WHERE email = 'admin@example.com'").await;
    let browser = Chromium::start(true).await;
    browser.sign_in(&app.url, "admin@example.com").await;
    browser.open(&format!("{}/admin/quota", app.url)).await;
    browser.find("svg").await;
    browser.upper_part("month-quota", 1_340).await;
    browser.close().await;
}
