//! The queue and its pool: what waits slows nothing down, no kind of work takes every place, and nobody is woken who is
//! awake.

mod bulkheads;
mod scale;

use crate::support::app::{TestApp, list, monday};
use crate::support::books;
use crate::support::wait;
use chrono::TimeDelta;
use futures_util::{StreamExt, stream};
use jobfill::queue::{self, Choice, Claim, Compartment, Lane, Room, Rooms};
use jobfill::sources::Source;
use jobfill::worker;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio_postgres::{AsyncMessage, Client};

const LEASE: Duration = Duration::from_secs(120);

/// Readings of texts that nobody has any more: they find nothing to do.
async fn readings(app: &TestApp, count: i64, columns: &str, values: &str) {
    let sql = format!(
        "INSERT INTO tasks (kind, lane, unique_key, payload, max_attempts, {columns})
         SELECT 'read_cv', 'reading', '{columns} ' || n, jsonb_build_object('profile_key', 'none'), 4, {values}
           FROM generate_series(1, {count}) n"
    );
    books::execute(app, &sql).await;
}

async fn claim(app: &TestApp, rooms: &Rooms) -> Vec<Claim> {
    queue::claim(&mut *app.conn().await, rooms, LEASE, monday()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_put_off_comes_in_order_when_its_time_has_come_however_much_it_is() {
    let app = TestApp::start().await;
    let many = 2 * queue::PORTION + 100;
    // What is due last goes first.
    let values = "-n, '2026-11-23T10:00:00Z'::timestamptz + n * interval '1 second'";
    readings(&app, many, "rank, due_at", values).await;
    assert!(worker::step(&app, &Choice::default()).await.unwrap().is_none(), "nothing is due before ten");
    app.pass(TimeDelta::hours(2));
    assert!(worker::step(&app, &Choice::default()).await.unwrap().is_some());
    let last = format!("SELECT count(*) AS number FROM tasks WHERE state = 'done' AND rank = -{many}");
    assert_eq!(books::number(&app, &last).await, 1);
    app.drain().await;
    assert_eq!(app.count("tasks WHERE state = 'done'").await, many);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_is_ready_when_both_its_times_have_come_whoever_moves_them() {
    let app = TestApp::start().await;
    readings(&app, 1, "due_at, retry_at", "'2026-11-23T10:00:00Z', now() + interval '1 hour'").await;
    let awaits = "SELECT coalesce(awaits, 'nothing') AS text FROM tasks";
    let promoted = async || {
        queue::promote(&mut *app.conn().await, app.clock.now()).await.unwrap();
        books::texts(&app, awaits).await.remove(0)
    };
    assert_eq!(promoted().await, "due");
    app.pass(TimeDelta::hours(1));
    assert_eq!(promoted().await, "retry");
    assert!(queue::next_retry(&mut *app.conn().await).await.unwrap().unwrap() > Duration::from_secs(3_000));
    books::execute(&app, "UPDATE tasks SET due_at = '2026-11-23T20:00:00Z', retry_at = now()").await;
    assert_eq!(promoted().await, "due");
    books::execute(&app, "UPDATE tasks SET due_at = '2026-11-23T10:15:00Z'").await;
    assert_eq!(promoted().await, "nothing");
    assert_eq!(queue::next_retry(&mut *app.conn().await).await.unwrap(), None);
    // What was put off again while it was ready is not claimed.
    books::execute(&app, "UPDATE tasks SET due_at = '2026-11-23T20:00:00Z'").await;
    assert!(worker::step(&app, &Choice::default()).await.unwrap().is_none());
    app.pass(TimeDelta::hours(10));
    app.drain().await;
    assert_eq!(app.count("tasks WHERE state = 'done'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_claim_fills_the_places_that_are_free_and_no_lane_gets_more_than_its_own() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist", "Nurse", "Teacher"], &["Berlin", "Hamburg"])).await;
    readings(&app, 6, "due_at, awaits, rank", "'2026-11-01', NULL, 5").await;
    let at = |lane, source, own, most| Room { compartment: Compartment { lane, source }, own, most, common: 3 };
    let rooms = Rooms {
        of: vec![
            at(Lane::Reading, None, 1, 3),
            at(Lane::People, Some(Source::JSearch), 1, 3),
            at(Lane::People, Some(Source::ActiveJobs), 0, 2),
            at(Lane::Upkeep, None, 1, 3),
        ],
        common: 3,
    };
    let claims = claim(&app, &rooms).await;
    let mut taken = BTreeMap::new();
    for one in &claims {
        assert_eq!((one.attempt, one.fence), (1, 1));
        *taken.entry((one.lane, one.source)).or_insert(0) += 1;
    }
    // The common places went to people's first pages by their number, which is lower than that of readings.
    let people = |source| (Lane::People, Some(source));
    let bought = [(people(Source::JSearch), 2), (people(Source::ActiveJobs), 2)];
    // The upkeep is what links the jobs of new topics.
    let all = bought.into_iter().chain([((Lane::Reading, None), 1), ((Lane::Upkeep, None), 1)]);
    assert_eq!(taken, all.collect::<BTreeMap<_, _>>());
    assert_eq!(app.count("tasks WHERE state = 'running'").await, 6);
    assert_eq!(claim(&app, &Rooms { of: rooms.of, common: 0 }).await.len(), 2, "own places alone");
    assert!(claim(&app, &Rooms { of: Vec::new(), common: 9 }).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fetch_of_a_run_or_an_import_changes_lanes_when_somebody_waits_for_it() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    assert_eq!(app.count("tasks WHERE lane = 'people' AND source IS NOT NULL").await, 2);
    for lane in ["runs", "by_hand"] {
        books::execute(&app, &format!("UPDATE tasks SET lane = '{lane}', rank = 1001 WHERE kind = 'fetch'")).await;
        let other = app.person(&format!("{lane}@example.com")).await;
        app.wants(&other, &list(&["Nurse"], &["Berlin"])).await;
        assert_eq!(app.count("tasks WHERE lane = 'people' AND rank = 1").await, 2, "{lane}");
    }
}

/// What a listener says to itself.
const LAST: &str = "that is all";

/// Listens as a process does, and hears what was said before this moment.
struct Listener {
    client: Client,
    words: tokio::sync::mpsc::UnboundedReceiver<String>,
}

impl Listener {
    async fn start(app: &TestApp) -> Self {
        let (client, mut connection) = jobfill::db::connect_raw(&app.database.url).await.unwrap();
        let (say, words) = tokio::sync::mpsc::unbounded_channel();
        tokio::spawn(async move {
            let mut messages = stream::poll_fn(move |context| connection.poll_message(context));
            while let Some(Ok(message)) = messages.next().await {
                if let AsyncMessage::Notification(word) = message {
                    let _ = say.send(word.payload().to_owned());
                }
            }
        });
        client.batch_execute(&format!("LISTEN {}", queue::CHANNEL)).await.unwrap();
        Self { client, words }
    }

    async fn heard(&mut self) -> Vec<String> {
        self.client.batch_execute(&format!("NOTIFY {}, '{LAST}'", queue::CHANNEL)).await.unwrap();
        let mut heard = Vec::new();
        wait::end_of("all that was said so far", async {
            while let Some(word) = self.words.recv().await.filter(|word| word != LAST) {
                heard.push(word);
            }
        })
        .await;
        heard
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_are_woken_only_where_one_sleeps() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    let mut listener = Listener::start(&app).await;
    app.wants(&ada, &list(&["Nurse"], &["Berlin"])).await;
    assert_eq!(listener.heard().await, [""; 0], "nobody sleeps");
    let (sleeper, connection) = jobfill::db::connect_raw(&app.database.url).await.unwrap();
    tokio::spawn(connection);
    sleeper.batch_execute(&format!("SELECT pg_advisory_lock_shared({})", queue::SLEEPING)).await.unwrap();
    app.wants(&ada, &list(&["Teacher"], &["Hamburg"])).await;
    assert_eq!(listener.heard().await, [queue::TASK], "two fetches in one transaction are one word");
    sleeper.batch_execute(&format!("SELECT pg_advisory_unlock_shared({})", queue::SLEEPING)).await.unwrap();
    app.wants(&ada, &list(&["Plumber"], &["Munich"])).await;
    assert_eq!(listener.heard().await, [""; 0]);
}
