//! Many people at once, over several processes: everything is bought once.

use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::browser::{Answer, Visitor};
use crate::support::program::Program;
use crate::support::wait;
use diesel_async::SimpleAsyncConnection;
use futures_util::future::join_all;
use jobfill::backfill::claims::Claims;
use jobfill::queue::Choice;
use jobfill::sources::sandbox::{API_KEY, Fault, How};
use jobfill::worker;
use std::collections::BTreeSet;
use std::time::Duration;

const PEOPLE: usize = 30;

const TITLES: [&str; 6] = ["Data Scientist", "Nurse", "Teacher", "Electrician", "Accountant", "Chef"];
const PLACES: [&str; 4] = ["Berlin", "Hamburg", "Munich", "Cologne"];

/// Two titles and two places, other ones for each person, and most of them somebody else's too.
fn wishes_of(person: usize) -> ([&'static str; 2], [&'static str; 2]) {
    let title = |step: usize| TITLES[(person + step) % TITLES.len()];
    let place = |step: usize| PLACES[(person / 2 + step) % PLACES.len()];
    ([title(0), title(1)], [place(0), place(1)])
}

/// Signs up and enters a list, as a browser does.
async fn comes(url: &str, person: usize) {
    let visitor = Visitor::new(url);
    // Thirty passwords, and thirty lists, at once are more than a busy machine works out in ten seconds: who is told so
    // comes again.
    let email = format!("person{person}@example.com");
    let unless_busy = |answer: Answer| if answer.status.as_u16() == 503 { Err(answer.body) } else { Ok(answer) };
    let signing_up = async || unless_busy(visitor.sign_up(&email).await);
    wait::for_some("a place to sign up", signing_up).await.goes_to("/cv");
    let (titles, places) = wishes_of(person);
    let (titles, places) = (titles.join("\n"), places.join("\n"));
    let form = [("query_name", "Primary Search"), ("titles", &titles), ("locations", &places)];
    let saving = async || unless_busy(visitor.post("/searches", &form).await);
    wait::for_some("a place to save searches", saving).await.is(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_people_who_sign_up_at_once_over_two_processes_buy_every_page_once() {
    let app = TestApp::on_system_clock([("JOBFILL_DAILY_CREDITS", "100000"), ("JOBFILL_REFRESH_AT", "23:59")]).await;
    let processes: [Program; 2] = [(); 2].map(|()| app.program(&["serve"], &[("JOBFILL_BIND", "127.0.0.1:0")]));
    let mut urls = Vec::new();
    for process in &processes {
        urls.push(process.logs("listening on ").await);
    }
    let people = (0..PEOPLE).map(|person| comes(&urls[person % urls.len()], person));
    books::watch(&app, "thirty people who sign up and save", join_all(people)).await;
    books::nothing_is_alive(&app).await;
    for process in processes {
        process.stop().await;
    }

    books::everything_is_bought(&app).await;
    books::no_page_was_bought_twice(&app).await;
    let wishes = (0..PEOPLE).flat_map(|person| {
        let (titles, places) = wishes_of(person);
        titles.into_iter().flat_map(move |title| places.map(|place| (title, place)))
    });
    let different = wishes.collect::<BTreeSet<_>>().len() as i64;
    let count = async |sql: &str| books::number(&app, sql).await;
    assert_eq!(count("SELECT count(*) AS number FROM users").await, PEOPLE as i64);
    assert_eq!(count("SELECT count(*) AS number FROM demands").await, 4 * PEOPLE as i64);
    assert_eq!(count("SELECT count(bought_at) AS number FROM demands").await, different);
    assert_eq!(count("SELECT count(*) AS number FROM backfill_tracking").await, different);
    assert_eq!(count("SELECT count(*) AS number FROM fetch_cells WHERE is_own").await, 2 * different);
    // Whoever did not buy was spared both sources.
    let spared = 2 * (4 * PEOPLE as i64 - different);
    assert_eq!(count("SELECT count(*) AS number FROM savings").await, spared);
}

/// Connections of this process that wait for the claims lock.
const WAITING: &str = "SELECT count(*) AS number FROM pg_locks JOIN pg_database ON pg_database.oid = database
                        WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted";

#[tokio::test(flavor = "multi_thread")]
async fn pages_that_wait_for_each_other_leave_a_connection_to_a_paid_answer() {
    let app = TestApp::with([("RAPIDAPI_KEY", ""), ("JSEARCH_API_KEY", API_KEY)]).await;
    app.sandbox.fail(Fault::once(How::Slow).after(Duration::from_secs(3)));
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Hamburg"])).await;
    let mut savers = Vec::new();
    for person in 0..8 {
        let visitor = app.visitor();
        visitor.sign_up(&format!("person{person}@example.com")).await.goes_to("/cv");
        savers.push(visitor);
    }
    let (worker, other) = (app.app.clone(), app.another().await);
    let mut holder = other.db.conn().await.unwrap();
    holder.batch_execute("SET idle_in_transaction_session_timeout = 0; BEGIN").await.unwrap();
    Claims::lock(&mut holder).await.unwrap();
    let step = tokio::spawn(async move { worker::step(&worker, &Choice::default()).await });
    let sent = "SELECT count(*) AS number FROM attempts WHERE state = 'sending'";
    books::reaches(&app, "a call under way", sent, |sent| *sent == 1).await;
    let form = [("query_name", "Mine"), ("titles", "Teacher"), ("locations", "Berlin")];
    let saving = tokio::spawn(async move { join_all(savers.iter().map(|saver| saver.post("/searches", &form))).await });
    // As many as may: three of the four connections that a test has.
    books::reaches(&app, "pages that wait for the claims lock", WAITING, |waiting| *waiting >= 3).await;
    let kept = "SELECT count(*) AS number FROM answers";
    books::reaches(&app, "the answer that was paid for", kept, |kept| *kept == 1).await;
    assert_eq!(books::number(&app, WAITING).await, 3, "pages wait still");
    holder.batch_execute("COMMIT; RESET idle_in_transaction_session_timeout").await.unwrap();
    wait::end_of("the step", step).await.unwrap().unwrap();
    wait::end_of("the pages", saving).await.unwrap();
    books::look(&app).await;
}
