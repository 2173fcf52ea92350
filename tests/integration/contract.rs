//! A provider that changes what it says: every answer with status 200 is bought once and kept, whatever it holds.

mod direct;
mod reread;
mod shapes;
mod stop;
mod waits;

use crate::admin::admin;
use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::scripted::{Provider, Said};
use jobfill::sources::Source;

/// An app with one source, which says what it is told.
pub async fn app_at(source: Source) -> (TestApp, Provider) {
    let provider = Provider::start().await;
    let (address, key) = match source {
        Source::JSearch => ("JSEARCH_BASE_URL", "JSEARCH_API_KEY"),
        Source::ActiveJobs => ("ACTIVE_JOBS_BASE_URL", "ACTIVE_JOBS_API_KEY"),
    };
    let settings = [("RAPIDAPI_KEY", ""), (key, "key"), (address, &provider.url), ("JOBFILL_DAILY_CREDITS", "100000")];
    (TestApp::with(settings).await, provider)
}

/// Somebody new wants this title in Berlin, and all that is due is done.
pub async fn somebody_wants(app: &TestApp, title: &str) {
    let person = app.person(&format!("{}@example.com", title.to_lowercase().replace(' ', "."))).await;
    app.wants(&person, &list(&[title], &["Berlin"])).await;
    app.drain().await;
}

/// State, error code and jobs of the last fetch.
pub async fn last_fetch(app: &TestApp) -> String {
    let sql = "SELECT concat_ws(' ', state, error_code, jobs, left_out) AS text FROM fetches ORDER BY id DESC LIMIT 1";
    books::texts(app, sql).await.remove(0)
}

/// The body of the last fetch's first answer, in hexadecimal digits.
pub async fn last_answer(app: &TestApp) -> String {
    let sql = "SELECT encode(body, 'hex') AS text FROM answers ORDER BY fetch_id DESC, page LIMIT 1";
    books::texts(app, sql).await.remove(0)
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
