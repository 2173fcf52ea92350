//! The providers' accounts beside the ledger: what must be true at every moment, and what at rest.

use super::app::TestApp;
use super::wait;
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4, Int8, Text};
use diesel_async::RunQueryDsl;
use jobfill::quota::{ledger, totals};
use jobfill::schema::meters;
use jobfill::sources::{Request, Source, Unit};

/// Figures of both providers' meters: JSearch's requests, Active Jobs DB's jobs and requests.
type Figures = [i64; 3];

const METERS: [(Source, Unit); 3] =
    [(Source::JSearch, Unit::Requests), (Source::ActiveJobs, Unit::Jobs), (Source::ActiveJobs, Unit::Requests)];

/// Looks at the books again and again until something has come to its end elsewhere.
pub async fn watch<T>(app: &TestApp, what: &str, happening: impl Future<Output = T>) -> T {
    tokio::select! {
        done = wait::end_of(what, happening) => done,
        never = wait::meanwhile(async || look(app).await) => match never {},
    }
}

/// Nothing that a provider charged is missing in the ledger, and the ledger adds up.
pub async fn look(app: &TestApp) {
    // The providers first: what they charged before was reserved before.
    let charged = charged(app);
    let counted = counted(app).await;
    assert!((0..3).all(|meter| charged[meter] <= counted[meter]), "charged {charged:?}, counted {counted:?}");
    let imbalances = ledger::imbalances(&mut *app.conn().await).await.unwrap();
    assert!(imbalances.is_empty(), "{imbalances:?}");
    let differences = totals::differences(&mut *app.conn().await).await.unwrap();
    assert!(differences.is_empty(), "{differences:?}");
}

/// What the providers charged.
pub fn charged(app: &TestApp) -> Figures {
    METERS.map(|(source, unit)| {
        let account = app.account(source);
        let figure = if unit == Unit::Jobs { account.jobs } else { account.requests };
        figure.try_into().unwrap()
    })
}

/// What the meters count as gone: spent, reserved and unknown.
async fn counted(app: &TestApp) -> Figures {
    sums(app, |(spent, reserved, unknown)| spent + reserved + unknown).await
}

/// What the meters say is spent.
pub async fn spent(app: &TestApp) -> Figures {
    sums(app, |(spent, ..)| spent).await
}

async fn sums(app: &TestApp, of: impl Fn((i64, i64, i64)) -> i64) -> Figures {
    let rows: Vec<(String, String, i64, i64, i64)> = meters::table
        .select((meters::source, meters::unit, meters::spent, meters::reserved, meters::unknown))
        .load(&mut *app.conn().await)
        .await
        .unwrap();
    METERS.map(|(source, unit)| {
        let own = rows.iter().filter(|row| row.0 == source.as_str() && row.1 == unit.as_str());
        own.map(|row| of((row.2, row.3, row.4))).sum()
    })
}

/// Waits, with an eye on the books, until no fetch is queued or running. A deferred one waits for another day.
pub async fn nothing_is_alive(app: &TestApp) {
    watch(app, "the end of all fetches", quiet(app)).await;
}

async fn quiet(app: &TestApp) {
    wait::until("no fetch that is alive", async || alive(app).await, Vec::is_empty).await;
}

/// Waits, with an eye on the books, until the one number that a statement selects is as wanted.
pub async fn reaches(app: &TestApp, what: &str, sql: &str, is_wanted: impl Fn(&i64) -> bool) -> i64 {
    watch(app, what, wait::until(what, async || number(app, sql).await, is_wanted)).await
}

pub async fn is_quiet(app: &TestApp) -> bool {
    alive(app).await.is_empty()
}

async fn alive(app: &TestApp) -> Vec<String> {
    texts(
        app,
        "SELECT concat_ws(' ', 'fetch', id, state, error) AS text FROM fetches WHERE state IN ('queued', 'running')",
    )
    .await
}

/// Everything that was wanted is here, everything that was paid for was read, and no purchase is open.
pub async fn everything_is_bought(app: &TestApp) {
    look(app).await;
    let unfinished = [
        "SELECT concat_ws(' ', 'fetch', id, state, error) AS text FROM fetches WHERE state <> 'done'",
        "SELECT concat_ws(' ', 'task', id, state, error) AS text FROM tasks WHERE kind = 'fetch' AND state <> 'done'",
        "SELECT concat_ws(' ', 'combination', title_keyword, location, state) AS text
           FROM backfill_tracking WHERE state <> 'loaded'",
        "SELECT concat_ws(' ', 'answer', attempt_id) AS text FROM answers WHERE stored_at IS NULL",
        "SELECT concat_ws(' ', 'attempt', id, state) AS text FROM attempts WHERE state IN ('reserved', 'sending')",
        "SELECT concat_ws(' ', 'meter', source, unit, reserved) AS text FROM meters WHERE reserved <> 0",
    ];
    for statement in unfinished {
        assert_eq!(texts(app, statement).await, [""; 0]);
    }
    let (charged, spent) = (charged(app), spent(app).await);
    assert!((0..3).all(|meter| spent[meter] <= charged[meter]), "charged {charged:?}, spent {spent:?}");
}

/// Every page was bought once, and that is all that was spent.
pub async fn no_page_was_bought_twice(app: &TestApp) {
    assert_eq!(bought_again(app), [""; 0]);
    assert_eq!(spent(app).await, charged(app));
}

/// Pages that were bought twice, none oftener, are exactly those whose answer was lost by the ledger's word.
/// Returns how many there are.
pub async fn the_ledger_knows_what_was_bought_twice(app: &TestApp) -> usize {
    for &source in Source::ALL {
        assert!(app.account(source).most_often() <= 2, "{source} sold a page three times");
    }
    let again = bought_again(app);
    let mut lost = lost(app).await;
    lost.retain(|page| again.contains(page));
    assert_eq!(lost, again, "bought twice without a word in the ledger");
    again.len()
}

/// As `source: title in place, page`, in order.
fn bought_again(app: &TestApp) -> Vec<String> {
    let of_source = |&source: &Source| {
        let pages = app.account(source).pages.into_iter().filter(|page| page.times > 1);
        pages.map(move |page| page_name(source, &asked(&page.query), &page.position)).collect::<Vec<_>>()
    };
    let mut again: Vec<_> = Source::ALL.iter().flat_map(of_source).collect();
    again.sort();
    again
}

/// The titles, each in its first form, and the city of a provider's query; tests that buy twice ask for nothing finer.
fn asked(query: &str) -> String {
    let of = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)).unwrap_or_default();
    let city = |place: &str| place.split(',').next().unwrap_or_default().replace('"', "");
    match of("query=").split_once(" in ") {
        Some((title, place)) => format!("{title} in {}", city(place)),
        None => {
            let titles = of("title=").replace('"', "");
            let first_forms = titles.split(" OR ").filter(|title| !title.ends_with("/in"));
            format!("{} in {}", first_forms.collect::<Vec<_>>().join(" OR "), city(of("location=")))
        }
    }
}

fn page_name(source: Source, asked: &str, position: &str) -> String {
    format!("{}: {asked}, {position}", source.as_str())
}

#[derive(QueryableByName)]
struct LostPage {
    #[diesel(sql_type = Text)]
    source: String,
    #[diesel(sql_type = Array<Text>)]
    keys: Vec<String>,
    #[diesel(sql_type = Int4)]
    page: i32,
    #[diesel(sql_type = Int8)]
    rows_before: i64,
}

/// Pages whose answer was ever lost.
async fn lost(app: &TestApp) -> Vec<String> {
    let lost: Vec<LostPage> = diesel::sql_query(
        "SELECT DISTINCT requests.source, attempts.page,
                (SELECT coalesce(sum(rows), 0)::int8
                   FROM (SELECT max(row_limit) AS rows FROM attempts before
                          WHERE before.fetch_id = attempts.fetch_id AND before.page < attempts.page AND state <> 'voided'
                          GROUP BY before.page) one) AS rows_before,
                ARRAY(SELECT key FROM fetch_cells JOIN requests ON requests.id = request_id
                       WHERE fetch_id = fetches.id AND is_own ORDER BY requests.id) AS keys
           FROM attempts JOIN fetches ON fetches.id = fetch_id JOIN requests ON requests.id = request_id
          WHERE was_unknown",
    )
    .load(&mut *app.conn().await)
    .await
    .unwrap();
    let mut names: Vec<_> = lost.iter().map(LostPage::name).collect();
    names.sort();
    names
}

impl LostPage {
    fn name(&self) -> String {
        let source = self.source.parse().unwrap();
        let requests: Vec<Request> = self.keys.iter().map(|key| Request::from_key(source, key).unwrap()).collect();
        let city = requests[0].place().english_name();
        let titles: Vec<&str> = requests.iter().map(Request::title).collect();
        let row = if source == Source::JSearch { i64::from(self.page - 1) * 10 } else { self.rows_before };
        let asked = format!("{} in {}", titles.join(" OR "), city.split(',').next().unwrap_or_default());
        page_name(source, &asked, &format!("row {row}"))
    }
}

/// One column named `text`.
pub async fn texts(app: &TestApp, sql: &str) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        text: String,
    }
    let rows: Vec<Row> = diesel::sql_query(sql).load(&mut *app.conn().await).await.unwrap();
    rows.into_iter().map(|row| row.text).collect()
}

/// One number, in a column named `number`.
pub async fn number(app: &TestApp, sql: &str) -> i64 {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Int8)]
        number: i64,
    }
    diesel::sql_query(sql).get_result::<Row>(&mut *app.conn().await).await.unwrap().number
}

/// Runs a statement.
pub async fn execute(app: &TestApp, sql: &str) {
    diesel::sql_query(sql).execute(&mut *app.conn().await).await.unwrap();
}
