//! Time that passes for the database too, whose clock no test can move: what is dated by it is dated back instead.

use super::app::TestApp;
use super::{books, wait};
use chrono::TimeDelta;
use jobfill::app::SharedApp;
use jobfill::queue::Choice;
use jobfill::worker;
use tokio::task::JoinSet;

/// More steps than any test's queue needs.
const MOST_STEPS: usize = 20_000;

/// Runs what comes due in this time, so many tasks at once, and lets the time pass as if nobody had waited for it.
pub async fn go_by(app: &TestApp, seconds: i64, at_once: usize) {
    wait::end_of("the tasks of some time", async {
        let mut left = seconds;
        for _ in 0..MOST_STEPS {
            work(&app.app, at_once).await;
            let next = next_due(app).await.unwrap_or(left).min(left);
            if left == 0 {
                return;
            }
            pass(app, next).await;
            left -= next;
        }
        panic!("the queue does not come to an end");
    })
    .await;
}

/// Runs what is due, by so many workers, until none finds anything.
async fn work(app: &SharedApp, at_once: usize) {
    let mut workers = JoinSet::new();
    for _ in 0..at_once {
        let app = app.clone();
        workers.spawn(async move {
            for _ in 0..MOST_STEPS {
                if worker::step(&app, &Choice::default()).await.unwrap().is_none() {
                    return;
                }
            }
        });
    }
    while let Some(ended) = workers.join_next().await {
        ended.unwrap();
    }
}

/// Whole seconds until the first task is due by the database's clock, at least one. None: there is none.
async fn next_due(app: &TestApp) -> Option<i64> {
    let due = "SELECT coalesce(ceil(extract(epoch FROM min(retry_at) - clock_timestamp())), -1)::int8 AS number
                 FROM tasks WHERE state = 'queued' AND retry_at > clock_timestamp()";
    let seconds = books::number(app, due).await;
    (seconds >= 0).then_some(seconds.max(1))
}

async fn pass(app: &TestApp, seconds: i64) {
    for statement in [
        "UPDATE tasks SET retry_at = retry_at - make_interval(secs => $1) WHERE state = 'queued'",
        "UPDATE sources SET next_call_at = next_call_at - make_interval(secs => $1)",
        "UPDATE attempts SET reserved_at = reserved_at - make_interval(secs => $1),
                sent_at = sent_at - make_interval(secs => $1), ended_at = ended_at - make_interval(secs => $1)",
    ] {
        app.execute(&statement.replace("$1", &seconds.to_string())).await;
    }
    app.pass(TimeDelta::seconds(seconds));
}
