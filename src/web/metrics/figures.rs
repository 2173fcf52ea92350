//! What the database knows: five statements, however much there is.

use super::exposition::Exposition;
use crate::app::App;
use crate::db::Connection;
use crate::models::source_state::SourceState;
use crate::models::attempt::AttemptState;
use crate::queue::{Kind, TaskState};
use crate::quota::meter::Meter;
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Float8, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Tasks of one kind in one state.
#[derive(QueryableByName)]
struct Tasks {
    #[diesel(sql_type = Text)]
    kind: Kind,
    #[diesel(sql_type = Text)]
    state: TaskState,
    #[diesel(sql_type = Int8)]
    tasks: i64,
    /// How long the oldest of them has been due, in seconds; None: none waits.
    #[diesel(sql_type = Nullable<Float8>)]
    oldest: Option<f64>,
}

/// Tries at buying a page.
#[derive(QueryableByName)]
struct Pages {
    #[diesel(sql_type = Text)]
    source: Source,
    #[diesel(sql_type = Text)]
    outcome: AttemptState,
    #[diesel(sql_type = Int8)]
    pages: i64,
}

#[derive(QueryableByName)]
struct Saved {
    #[diesel(sql_type = Text)]
    source: Source,
    #[diesel(sql_type = Int8)]
    credits: i64,
}

pub struct Figures {
    tasks: Vec<Tasks>,
    pages: Vec<Pages>,
    meters: Vec<Meter>,
    saved: Vec<Saved>,
    sources: Vec<SourceState>,
}

impl Figures {
    pub async fn load(conn: &mut Connection, app: &App) -> QueryResult<Self> {
        let now = app.clock.now();
        Ok(Self {
            tasks: tasks(conn, now).await?,
            pages: pages(conn).await?,
            meters: Meter::all_shown(conn, &app.config.sources, now).await?,
            saved: saved(conn).await?,
            sources: SourceState::all(conn).await?,
        })
    }

    pub fn write(&self, text: &mut Exposition) {
        text.family("jobfill_tasks", "gauge", "Tasks by kind and state; ended ones are kept for 14 days.");
        for one in &self.tasks {
            text.sample("jobfill_tasks", &[("kind", one.kind.as_str()), ("state", one.state.as_str())], one.tasks);
        }
        let oldest = self.tasks.iter().filter_map(|one| one.oldest).fold(0.0, f64::max);
        text.family("jobfill_oldest_due_task_seconds", "gauge", "How long the oldest due task has waited.");
        text.sample("jobfill_oldest_due_task_seconds", &[], oldest);
        text.family("jobfill_pages", "gauge", "Tries at buying a page, by source and what became of them.");
        for one in &self.pages {
            text.sample("jobfill_pages", &[("source", one.source.as_str()), ("outcome", one.outcome.as_str())], one.pages);
        }
        self.write_credits(text);
        text.family("jobfill_source_stopped", "gauge", "1 while a source is stopped.");
        for one in &self.sources {
            let is_stopped = u8::from(one.stopped_code.is_some());
            text.sample("jobfill_source_stopped", &[("source", one.source.as_str())], is_stopped);
        }
    }

    fn write_credits(&self, text: &mut Exposition) {
        text.family("jobfill_credits", "gauge", "A meter's credits in its present period, by what became of them.");
        for one in &self.meters {
            let columns = [
                ("spent", one.spent),
                ("reserved", one.reserved),
                ("unknown", one.unknown),
                ("elsewhere", one.elsewhere()),
                ("left", one.left()),
                ("limit", one.plan()),
            ];
            for (name, credits) in columns {
                let labels = [("source", one.source.as_str()), ("unit", one.unit.as_str()), ("is", name)];
                text.sample("jobfill_credits", &labels, credits);
            }
        }
        text.family("jobfill_saved_credits_total", "counter", "What was not bought because somebody had it already.");
        for one in &self.saved {
            text.sample("jobfill_saved_credits_total", &[("source", one.source.as_str())], one.credits);
        }
    }
}

/// Due by the App's clock, and past its backoff by the database's.
async fn tasks(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Vec<Tasks>> {
    diesel::sql_query(
        "SELECT kind, state, count(*) AS tasks,
                extract(epoch FROM $1 - min(due_at) FILTER (WHERE state = 'queued' AND due_at <= $1 AND retry_at <= now()))::float8 AS oldest
           FROM tasks GROUP BY kind, state ORDER BY kind, state",
    )
    .bind::<Timestamptz, _>(now)
    .load(conn)
    .await
}

async fn pages(conn: &mut Connection) -> QueryResult<Vec<Pages>> {
    diesel::sql_query(
        "SELECT requests.source, attempts.state AS outcome, count(*) AS pages
           FROM attempts JOIN fetches ON fetches.id = attempts.fetch_id JOIN requests ON requests.id = fetches.request_id
          GROUP BY 1, 2 ORDER BY 1, 2",
    )
    .load(conn)
    .await
}

async fn saved(conn: &mut Connection) -> QueryResult<Vec<Saved>> {
    diesel::sql_query(
        "SELECT sources.source, coalesce(sum(credits), 0)::int8 AS credits
           FROM sources LEFT JOIN savings USING (source) GROUP BY 1 ORDER BY 1",
    )
    .load(conn)
    .await
}
