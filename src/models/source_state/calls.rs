//! Calls of a source, over all processes: slots, places, and the outcome of each call.

use super::SourceState;
use crate::db::{Connection, Prepare as _};
use crate::models::fetch::Fetch;
use crate::sources::Source;
use crate::sources::breaker::{self, Breaker, Event};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Float8, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::time::Duration;

/// Weight of the latest answer in the usual time of answers.
const WEIGHT: f64 = 0.2;

/// A source's row under its lock, with the time until its next call may go out.
#[derive(Clone, Debug, QueryableByName)]
pub struct Turn {
    /// State of the source, from its row.
    #[diesel(embed)]
    pub state: SourceState,
    /// Seconds until the next slot; not above zero: at once.
    #[diesel(sql_type = Float8)]
    slot_seconds: f64,
    /// True when an admin has stopped all spending.
    #[diesel(sql_type = Bool)]
    pub is_spending_stopped: bool,
    /// Whether the source takes date bounds; None: not known.
    #[diesel(sql_type = Nullable<Bool>)]
    pub takes_dates: Option<bool>,
}

/// Calls and tasks around a reservation.
#[derive(Clone, Copy, Debug, QueryableByName)]
pub struct Crowd {
    /// Calls that are reserved or under way.
    #[diesel(sql_type = Int8)]
    pub in_flight: i64,
    /// Tasks that wait for a place.
    #[diesel(sql_type = Int8)]
    pub waiting: i64,
    /// Lost answers for the page, including answers found later. An answered error is no lost answer.
    #[diesel(sql_type = Int8)]
    pub lost: i64,
    /// Answered errors of the page while its source was not out: at most one in each outage.
    #[diesel(sql_type = Int8)]
    pub broken: i64,
    /// True when an answer of the fetch is kept and not read.
    #[diesel(sql_type = Bool)]
    pub is_answered: bool,
    /// True when the fetch's request is wanted.
    #[diesel(sql_type = Bool)]
    pub is_wanted: bool,
}

/// A call that has ended, as its source's row notes it.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// Number of the call's attempt.
    pub attempt_id: i64,
    /// Outcome of the call.
    pub event: Event,
    /// Failure of the call, in words for admins.
    pub why: Option<&'a str>,
    /// Time until the answer; None: no measure of answers.
    pub took: Option<Duration>,
    /// Pause that the source asked for.
    pub asked: Option<Duration>,
    /// Places left free by the call: so many of the tasks that wait for a place look at once.
    pub places: i64,
    /// Fetch whose page the call has brought, and the page's price in credits.
    pub paid: Option<(i64, i64)>,
    /// What the answer told of the source's meters.
    pub told: &'a [ToldOfMeter],
}

/// A provider's word about a meter, as it is written down.
#[derive(Clone, Copy, Debug)]
pub struct ToldOfMeter {
    /// Number of the meter.
    pub meter_id: i32,
    /// Credits of the period.
    pub limit: i64,
    /// Credits left.
    pub remaining: i64,
    /// Most credits ever left beside what we know of.
    pub ceiling: i64,
    /// True once earlier spending elsewhere is told.
    pub is_opened: bool,
    /// Answers in a row that show more spending than we know of.
    pub drift_answers: i32,
    /// End of the period.
    pub resets_at: DateTime<Utc>,
}

/// Effects of a noted call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Pause for everybody, if longer than before: for an outage, or since the source asked for a pause.
    pub pause: Option<Duration>,
    /// True when tasks that waited for a place may be claimed.
    pub has_woken: bool,
}

impl Turn {
    /// Locks a source's row until the transaction ends: a single reservation at a time.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is no such source; otherwise, when the database cannot be asked.
    pub async fn lock(conn: &mut Connection, source: Source) -> QueryResult<Self> {
        diesel::sql_query(
            "SELECT *, extract(epoch FROM next_call_at - clock_timestamp())::float8 AS slot_seconds,
                    EXISTS (SELECT FROM installation WHERE spending_stopped_at IS NOT NULL) AS is_spending_stopped,
                    (SELECT takes_created_since FROM known_dates WHERE source = $1) AS takes_dates
               FROM sources WHERE source = $1 FOR NO KEY UPDATE",
        )
        .bind::<Text, _>(source)
        .prepared()
        .get_result(conn)
        .await
    }

    /// Time until the next call may go out.
    pub fn slot_in(&self) -> Duration {
        Duration::try_from_secs_f64(self.slot_seconds.max(0.0)).unwrap_or(Duration::MAX)
    }
}

impl Crowd {
    /// Counts calls, waiting tasks, and the outcomes of a fetch's next page so far. The caller has locked fetch and
    /// source by an earlier statement, so that others' earlier reservations and kept answers are seen.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn at(conn: &mut Connection, source: Source, fetch: &Fetch) -> QueryResult<Self> {
        diesel::sql_query(
            "SELECT (SELECT count(*) FROM attempts JOIN fetches ON fetches.id = attempts.fetch_id
                       JOIN requests ON requests.id = fetches.request_id
                      WHERE attempts.state IN ('reserved', 'sending') AND requests.source = $1) AS in_flight,
                    (SELECT count(*) FROM (SELECT FROM tasks WHERE state = 'queued' AND waits_for = $1
                                              AND retry_at > clock_timestamp() LIMIT 1000) waiting) AS waiting,
                    count(*) FILTER (WHERE was_unknown AND error_code IS DISTINCT FROM 'broken_answer') AS lost,
                    count(*) FILTER (WHERE error_code = 'broken_answer' AND NOT is_probe) AS broken,
                    EXISTS (SELECT FROM answers WHERE fetch_id = $2 AND stored_at IS NULL) AS is_answered,
                    EXISTS (SELECT FROM wanted_fetches WHERE fetch_id = $2) AS is_wanted
               FROM attempts WHERE fetch_id = $2 AND page = $3",
        )
        .bind::<Text, _>(source)
        .bind::<Int8, _>(fetch.id)
        .bind::<Int4, _>(fetch.next_page)
        .prepared()
        .get_result(conn)
        .await
    }
}

impl SourceState {
    /// Takes the next slot in a source's rhythm, for a call beside purchases.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn take_slot(conn: &mut Connection, source: Source, per_second: u32) -> QueryResult<()> {
        diesel::sql_query(
            "UPDATE sources SET next_call_at = greatest(next_call_at, clock_timestamp()) + make_interval(secs => 1.0 / $2)
              WHERE source = $1",
        )
        .bind::<Text, _>(source)
        .bind::<Int4, _>(i32::try_from(per_second).unwrap_or(i32::MAX))
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Notes the outcome of a call: what its answer told of the meters and what its page cost the fetch and every
    /// combination of its first request; moves the breaker, and has as many waiting tasks look as places are free, the
    /// best first. The caller has locked the row, the fetch and the meters, and ended the attempt.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note(&self, conn: &mut Connection, call: Call<'_>, now: DateTime<Utc>) -> QueryResult<Noted> {
        let newest_id = match call.event {
            Event::Answered => call.attempt_id,
            Event::Down | Event::Lost => newest(conn).await?,
        };
        let ended = breaker::Call { attempt_id: call.attempt_id, newest_id, event: call.event };
        let (next, wait) = self.breaker().after(ended, rand::random());
        let granted = call.asked.map(|asked| asked.min(breaker::LONGEST_PAUSE));
        let pause = wait.max(granted);
        let has_woken = self.write(conn, call, next, pause, now).await?;
        Ok(Noted { pause, has_woken })
    }

    async fn write(
        &self,
        conn: &mut Connection,
        call: Call<'_>,
        next: Breaker,
        pause: Option<Duration>,
        now: DateTime<Utc>,
    ) -> QueryResult<bool> {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = Bool)]
            has_woken: bool,
        }
        let out_since = next.is_out().then_some(self.out_since.unwrap_or(now));
        let usual =
            call.took.map(|took| self.usual().map_or(took, |usual| usual.mul_f64(1.0 - WEIGHT) + took.mul_f64(WEIGHT)));
        let usual_ms = usual.map(|usual| i32::try_from(usual.as_millis()).unwrap_or(i32::MAX));
        // A task locked by others at the moment is passed over. A task that waited for a place was due.
        let row: Row = diesel::sql_query(
            "WITH woken AS (
                UPDATE tasks SET retry_at = clock_timestamp(), awaits = NULL
                 WHERE id IN (SELECT id FROM tasks
                               WHERE state = 'queued' AND waits_for = $1 AND retry_at > clock_timestamp()
                               ORDER BY rank, priority DESC, id LIMIT $10 FOR NO KEY UPDATE SKIP LOCKED)
                RETURNING id),
             told AS (
                UPDATE meters SET provider_limit = word.plan, provider_remaining = word.remaining,
                       provider_ceiling = word.ceiling, provider_attempt_id = CASE WHEN word.is_opened THEN $11 END,
                       provider_seen_at = $9, drift_answers = word.drift_answers, resets_at = word.resets_at
                  FROM unnest($12::int[], $13::int8[], $14::int8[], $15::int8[], $16::bool[], $17::int[],
                              $18::timestamptz[])
                       AS word (meter_id, plan, remaining, ceiling, is_opened, drift_answers, resets_at)
                 WHERE meters.id = word.meter_id),
             bought AS (UPDATE fetches SET credits = credits + $20 WHERE id = $19 RETURNING request_id),
             share AS (UPDATE fetch_cells SET credits = fetch_cells.credits + $20
                         FROM bought WHERE fetch_id = $19 AND fetch_cells.request_id = bought.request_id),
             locked AS (SELECT combination.id FROM backfill_tracking combination
                          JOIN combination_requests link ON link.combination_id = combination.id
                          JOIN bought USING (request_id)
                         ORDER BY combination.id FOR NO KEY UPDATE OF combination),
             paid AS (UPDATE backfill_tracking combination SET credits = combination.credits + $20
                        FROM locked WHERE combination.id = locked.id)
             UPDATE sources SET next_call_at = greatest(next_call_at, clock_timestamp() + make_interval(secs => $2)),
                    out_since = $3, out_after = $4, out_tries = $5, lost_in_row = $6,
                    usual_ms = coalesce($7, usual_ms),
                    last_success_at = CASE WHEN $8 IS NULL THEN $9 ELSE last_success_at END,
                    last_failure_at = CASE WHEN $8 IS NULL THEN last_failure_at ELSE $9 END,
                    last_failure = coalesce($8, last_failure)
              WHERE source = $1
             RETURNING EXISTS (SELECT FROM woken) AS has_woken",
        )
        .bind::<Text, _>(self.source)
        .bind::<Nullable<Float8>, _>(pause.map(|pause| pause.as_secs_f64()))
        .bind::<Nullable<Timestamptz>, _>(out_since)
        .bind::<Nullable<Int8>, _>(next.out_after)
        .bind::<Int4, _>(next.tries)
        .bind::<Int4, _>(next.lost_in_row)
        .bind::<Nullable<Int4>, _>(usual_ms)
        .bind::<Nullable<Text>, _>(call.why)
        .bind::<Timestamptz, _>(now)
        .bind::<Int8, _>(call.places)
        .bind::<Int8, _>(call.attempt_id)
        .bind::<Array<Int4>, _>(call.told.iter().map(|word| word.meter_id).collect::<Vec<_>>())
        .bind::<Array<Int8>, _>(call.told.iter().map(|word| word.limit).collect::<Vec<_>>())
        .bind::<Array<Int8>, _>(call.told.iter().map(|word| word.remaining).collect::<Vec<_>>())
        .bind::<Array<Int8>, _>(call.told.iter().map(|word| word.ceiling).collect::<Vec<_>>())
        .bind::<Array<Bool>, _>(call.told.iter().map(|word| word.is_opened).collect::<Vec<_>>())
        .bind::<Array<Int4>, _>(call.told.iter().map(|word| word.drift_answers).collect::<Vec<_>>())
        .bind::<Array<Timestamptz>, _>(call.told.iter().map(|word| word.resets_at).collect::<Vec<_>>())
        .bind::<Nullable<Int8>, _>(call.paid.map(|(fetch_id, _)| fetch_id))
        .bind::<Int8, _>(call.paid.map_or(0, |(_, credits)| credits))
        .prepared()
        .get_result(conn)
        .await?;
        Ok(row.has_woken)
    }

    /// Notes a failure: an answer could not be read.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn failed(conn: &mut Connection, source: Source, why: &str, now: DateTime<Utc>) -> QueryResult<()> {
        use crate::schema::sources;
        diesel::update(sources::table.find(source))
            .set((sources::last_failure_at.eq(now), sources::last_failure.eq(why)))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Tries of the present outage that were charged, or may have been.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn charged_tries(conn: &mut Connection, source: Source) -> QueryResult<i64> {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = Int8)]
            tries: i64,
        }
        let row: Row = diesel::sql_query(
            "SELECT count(*) AS tries
               FROM sources JOIN requests ON requests.source = sources.source
               JOIN fetches ON fetches.request_id = requests.id
               JOIN attempts ON attempts.fetch_id = fetches.id
              WHERE sources.source = $1 AND attempts.is_probe AND attempts.id > sources.out_after
                AND attempts.state IN ('unknown', 'lost')",
        )
        .bind::<Text, _>(source)
        .prepared()
        .get_result(conn)
        .await?;
        Ok(row.tries)
    }
}

/// Number of the newest attempt.
async fn newest(conn: &mut Connection) -> QueryResult<i64> {
    use crate::schema::attempts;
    let newest: Option<i64> = attempts::table.select(diesel::dsl::max(attempts::id)).first(conn).await?;
    Ok(newest.unwrap_or(0))
}
