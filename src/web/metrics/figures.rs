//! Figures from the database.

use super::exposition::Exposition;
use crate::app::App;
use crate::db::Connection;
use crate::models::counts::{AttemptCount, Checked, SavedCredits, TaskCount};
use crate::models::mail::{Mail, MailCount};
use crate::models::source_state::SourceState;
use crate::needs::limits::Limit;
use crate::needs::{self, Cause, Facts, Need};
use crate::quota::meter::Meter;
use diesel::QueryResult;

/// Figures of a database.
pub(super) struct Figures {
    tasks: Vec<TaskCount>,
    pages: Vec<AttemptCount>,
    meters: Vec<Meter>,
    saved: Vec<SavedCredits>,
    checked: Checked,
    sources: Vec<SourceState>,
    needs: Vec<Need>,
    limits: Vec<Limit>,
    mails: Vec<MailCount>,
}

/// Counts of mails; without mail, none are asked for.
async fn mails(conn: &mut Connection, app: &App, facts: &Facts) -> QueryResult<Vec<MailCount>> {
    if app.mail.is_some() { Mail::counts(conn, facts.now).await } else { Ok(Vec::new()) }
}

impl Figures {
    /// Loads the figures in a dozen statements, whatever the size of the tables.
    pub(super) async fn load(conn: &mut Connection, app: &App) -> QueryResult<Self> {
        let facts = Facts::load(conn, app).await?;
        Ok(Self {
            tasks: TaskCount::all(conn, facts.now).await?,
            pages: AttemptCount::all(conn).await?,
            saved: SavedCredits::all(conn).await?,
            checked: Checked::all(conn).await?,
            mails: mails(conn, app, &facts).await?,
            needs: needs::judge(&facts),
            meters: facts.meters,
            sources: facts.sources,
            limits: facts.limits,
        })
    }

    /// Writes the figures as families of samples.
    pub(super) fn write(&self, text: &mut Exposition) {
        text.family("jobfill_tasks", "gauge", "Tasks by kind and state; ended ones of the last hour.");
        for one in &self.tasks {
            text.sample("jobfill_tasks", &[("kind", one.kind.as_str()), ("state", one.state.as_str())], one.tasks);
        }
        let oldest = self.tasks.iter().filter_map(|one| one.oldest).fold(0.0, f64::max);
        text.family("jobfill_oldest_due_task_seconds", "gauge", "How long the oldest due task has waited.");
        text.sample("jobfill_oldest_due_task_seconds", &[], oldest);
        text.family("jobfill_pages", "gauge", "Tries at buying a page, by source and what became of them.");
        for one in &self.pages {
            text.sample(
                "jobfill_pages",
                &[("source", one.source.as_str()), ("outcome", one.outcome.as_str())],
                one.pages,
            );
        }
        self.write_credits(text);
        self.write_mails(text);
        text.family("jobfill_source_stopped", "gauge", "1 while a source is stopped.");
        for one in &self.sources {
            let is_stopped = u8::from(one.stopped_code.is_some());
            text.sample("jobfill_source_stopped", &[("source", one.source.as_str())], is_stopped);
        }
        self.write_needs(text);
        text.family("jobfill_rows_left_out_total", "counter", "Rows of answers that could not be read.");
        for one in &self.sources {
            text.sample("jobfill_rows_left_out_total", &[("source", one.source.as_str())], one.left_out);
        }
    }

    fn write_mails(&self, text: &mut Exposition) {
        text.family("jobfill_mails", "gauge", "Mails that ended within a day, by kind and by what became of them.");
        for one in &self.mails {
            let labels = [("kind", one.kind.as_str()), ("state", one.state.as_str())];
            text.sample("jobfill_mails", &labels, one.mails);
        }
    }

    /// Writes the needs, as said by `jobfill doctor`, and how near every limit is.
    fn write_needs(&self, text: &mut Exposition) {
        text.family("jobfill_needs", "gauge", "What needs somebody, by cause: how many, or the credits of a limit.");
        for &cause in Cause::ALL {
            let urgent = self.needs.iter().filter(|need| need.is_urgent && need.cause == cause);
            let count: i64 = urgent.map(|need| need.count).sum();
            text.sample("jobfill_needs", &[("cause", cause.as_str())], count);
        }
        text.family("jobfill_limit_used_percent", "gauge", "How much of a limit is used in its present period.");
        for limit in &self.limits {
            text.sample("jobfill_limit_used_percent", &[("limit", limit.name.as_str())], limit.percent());
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
        let help = "Share of the jobs of checked requests that were not here, though wider purchases held them.";
        text.family("jobfill_containment_missed_ratio", "gauge", help);
        text.sample("jobfill_containment_missed_ratio", &[], self.checked.missed_ratio());
    }
}
