//! How a world comes to rest, and what must be true then.

use super::{Seen, World, lease};
use crate::books;
use crate::database::finds_nothing;
use crate::people::{Act, Person};
use crate::plan::PEOPLE;
use crate::process;
use crate::provider::Weather;
use anyhow::{Context, bail, ensure};
use jobfill::sources::Source;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use tokio::time::{sleep, timeout};

/// A world that is left alone is at rest when so many leases have run out one after the other, and their tasks are
/// worked off: a process that is to die at a crash point may come to it last of all.
const LEASES: u32 = 3;

/// How long it takes to work everything off, leases apart.
const WORKING_OFF: Duration = Duration::from_secs(90);

/// How long a lost call may still be charged: the deadline and what settling takes, and a moment.
const LONGEST_CALL: Duration = Duration::from_secs(14);

/// Nobody waits for backoffs: what failed is due again at once.
const HURRY: &str = "UPDATE tasks SET retry_at = now() WHERE state = 'queued' AND retry_at > now();
     UPDATE sources SET next_call_at = now() WHERE next_call_at > now()";

/// Sources that wait for an admin, since the providers of this world gave them reason.
const STOPPED: &str =
    "SELECT source FROM sources WHERE stopped_code IN ('unreadable', 'outage', 'asked_to_wait', 'misconfigured')";

/// What is under way.
const UNREST: &str = "
    SELECT 'task', id, kind, state, error FROM tasks WHERE state = 'running' OR (state = 'queued' AND due_at <= now())
     UNION ALL
    SELECT 'fetch', id, state, error_code, error FROM fetches WHERE state IN ('queued', 'running')
     UNION ALL
    SELECT 'attempt', id, state, error_code, error FROM attempts WHERE state IN ('reserved', 'sending')
     UNION ALL
    SELECT 'answer', attempt_id, '', '', '' FROM answers WHERE stored_at IS NULL
       AND fetch_id IN (SELECT id FROM fetches WHERE state NOT IN ('failed', 'cancelled'))
     UNION ALL
    SELECT 'CV', id, '', '', '' FROM cvs WHERE searches_made_at IS NULL
     UNION ALL
    SELECT 'mail', id, kind, state, error FROM mails WHERE ended_at IS NULL
     UNION ALL
    SELECT 'alert', id, way, state, error FROM alert_messages WHERE settled_at IS NULL AND NOT is_end";

/// A search on somebody's list that is neither loaded nor says why not.
const UNTOLD: &str = "
    SELECT title_keyword, location, state FROM backfill_tracking combination
     WHERE id IN (SELECT combination_id FROM live_searches) AND state <> 'loaded'
       AND NOT EXISTS (SELECT FROM combination_requests link JOIN fetch_cells USING (request_id)
                         JOIN fetches ON fetches.id = fetch_id
                        WHERE link.combination_id = combination.id AND fetches.error_code IS NOT NULL
                          AND fetches.state IN ('failed', 'put_off'))";

/// What became of the newcomer's search where it is not loaded.
const UNLOADED: &str = "
    SELECT combination.state, requests.source, fetches.id, fetches.state, fetches.error_code, fetches.error,
           attempts.id, attempts.state, attempts.error_code, attempts.error
      FROM backfill_tracking combination
      JOIN combination_requests link ON link.combination_id = combination.id
      JOIN requests ON requests.id = link.request_id
      LEFT JOIN fetch_cells cell ON cell.request_id = requests.id
      LEFT JOIN fetches ON fetches.id = cell.fetch_id
      LEFT JOIN attempts ON attempts.fetch_id = fetches.id
     WHERE title_keyword = 'Librarian' AND combination.state <> 'loaded'";

/// Connections that wait for another, beside what they do.
const WAITING: &str = "
    SELECT 'connection', pid, state, concat(wait_event_type, ' ', wait_event), left(query, 120), xact_start
      FROM pg_stat_activity WHERE datname = 'jobfill' AND xact_start IS NOT NULL AND pid <> pg_backend_pid()";

impl World {
    /// Lets everything end, and judges what is left.
    pub(super) async fn rest(&mut self) -> anyhow::Result<Seen> {
        self.providers.turn(Weather::Fair);
        self.database.recover().await?;
        self.database.wire().speak();
        self.processes.iter_mut().for_each(process::Process::thaw);
        let people = self.people_are_done().await?;
        self.comes_to_rest().await?;
        // By then, what was lost will not be charged any more, and figures that come alone are proof.
        sleep(LONGEST_CALL).await;
        self.figures_come().await?;
        self.look().await?;
        books::bounds_hold(&self.providers, &self.database).await?;
        books::are_equal(&self.providers, &self.database).await?;
        finds_nothing(&self.database, "a search is neither loaded nor says why", UNTOLD).await?;
        let stops = "SELECT source, stopped_code, stopped_why FROM sources WHERE stopped_code = 'drift'";
        finds_nothing(&self.database, "a false alarm", stops).await?;
        for person in &people {
            self.nothing_is_lost(person).await?;
        }
        self.everybody_stops().await?;
        if let Some(mails) = &self.mails {
            mails.is_told(&self.database).await?;
        }
        process::no_panics(&self.logs)?;
        let deadlocks = self.database.log().lines().filter(|line| line.contains("deadlock detected")).count();
        ensure!(deadlocks == 0, "{deadlocks} deadlocks in PostgreSQL's log");
        self.seen(&people).await
    }

    async fn people_are_done(&mut self) -> anyhow::Result<Vec<Person>> {
        let mut people = Vec::new();
        for actor in std::mem::take(&mut self.actors) {
            drop(actor.acts);
            let begun = Instant::now();
            let mut acting = actor.acting;
            loop {
                self.mind()?;
                if let Ok(person) = timeout(Duration::from_millis(500), &mut acting).await {
                    people.push(person?);
                    break;
                }
                ensure!(begun.elapsed() < self.longest_unrest(), "a person waits for pages without an end");
            }
        }
        Ok(people)
    }

    fn longest_unrest(&self) -> Duration {
        LEASES * lease(self.mails.is_some()) + WORKING_OFF
    }

    async fn comes_to_rest(&mut self) -> anyhow::Result<()> {
        let begun = Instant::now();
        loop {
            self.mind()?;
            self.look().await?;
            self.goes_on().await?;
            let unrest = self.database.rows(UNREST).await?;
            if unrest.is_empty() {
                return Ok(());
            }
            if begun.elapsed() > self.longest_unrest() {
                let waiting = self.database.rows(WAITING).await?;
                let rows: Vec<_> = unrest.iter().chain(&waiting).map(|row| row.join(" ")).collect();
                bail!("no rest after {:?}:\n  {}", self.longest_unrest(), rows.join("\n  "));
            }
            sleep(Duration::from_millis(500)).await;
        }
    }

    /// Backoffs are cut short, and an admin lets sources go on that were stopped with reason.
    async fn goes_on(&mut self) -> anyhow::Result<()> {
        self.database.rows(HURRY).await?;
        self.sources_go_on().await
    }

    pub(super) async fn sources_go_on(&mut self) -> anyhow::Result<()> {
        for row in self.database.rows(STOPPED).await? {
            self.admin.resumes(&row[0], &self.pages, &self.database).await;
        }
        Ok(())
    }

    /// Somebody new wants something that nobody else wants: calls that are alone, and tell what was unknown.
    async fn figures_come(&mut self) -> anyhow::Result<()> {
        let mut newcomer = Person::new(PEOPLE + 1);
        let wish = Act::Save { list: "First", titles: vec!["Librarian"], places: vec!["Dresden"] };
        let is_saved = newcomer.act(&wish, &self.pages, &self.database).await;
        ensure!(is_saved, "a healthy installation does not take a search");
        self.comes_to_rest().await?;
        finds_nothing(&self.database, "a healthy installation does not load a search", UNLOADED).await
    }

    /// What a person was told is there.
    async fn nothing_is_lost(&self, person: &Person) -> anyhow::Result<()> {
        let email = &person.email;
        let rows = self
            .database
            .rows(&format!(
                "SELECT query_name, search.title_keyword, search.location, is_active
                   FROM user_search_queries search JOIN users ON users.id = user_id
                  WHERE email = '{email}' AND retired_at IS NULL AND cv_id IS NULL"
            ))
            .await?;
        let exists = self.database.number(&format!("SELECT count(*) FROM users WHERE email = '{email}'")).await? == 1;
        let found = person.found(exists, &rows);
        ensure!(person.possible.contains(&found), "{email} has {found:?}, and was told {:?}", person.possible);
        let cvs = format!("SELECT count(*) FROM cvs JOIN users ON users.id = user_id WHERE email = '{email}'");
        let cvs = self.database.number(&cvs).await?;
        ensure!(!exists || cvs >= person.uploads as i64, "{email} has {cvs} CVs, and was told of {}", person.uploads);
        let links = format!("SELECT count(*) FROM mails JOIN users ON users.id = user_id WHERE email = '{email}'");
        let links = self.database.number(&links).await?;
        ensure!(!exists || links >= person.links as i64, "{email} has {links} mails, and was told of {}", person.links);
        Ok(())
    }

    async fn everybody_stops(&mut self) -> anyhow::Result<()> {
        self.processes.iter_mut().for_each(process::Process::stop);
        while self.processes.iter().any(process::Process::is_running) {
            self.processes.iter_mut().try_for_each(process::Process::end)?;
            sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    async fn seen(&self, people: &[Person]) -> anyhow::Result<Seen> {
        let lives: Vec<_> = self.processes.iter().map(process::Process::lives).collect();
        let lost = self.database.number("SELECT count(*) FROM attempts WHERE was_unknown").await;
        let sold = Source::ALL.iter().flat_map(|&source| self.providers.account(source).pages).count();
        Ok(Seen {
            looks: self.looks.load(Ordering::Relaxed),
            deaths: lives.iter().map(|(lives, _)| lives - 1).sum(),
            stillborn: lives.iter().map(|(_, stillborn)| stillborn).sum(),
            acknowledged: people.iter().map(|person| person.acknowledged).sum(),
            sold,
            lost: lost.context("attempts")?.try_into()?,
        })
    }
}
