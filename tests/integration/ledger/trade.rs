//! A history of purchases on the real ledger, step by step, with the same steps in the book.

use super::book::{Book, Figures, Hold, METERS, Purchase};
use crate::support::app::{TestApp, monday};
use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Int8};
use diesel_async::{AsyncConnection, RunQueryDsl};
use jobfill::config::SourceConfig;
use jobfill::db::Connection;
use jobfill::models::attempt::NewAttempt;
use jobfill::models::fetch::Purpose;
use jobfill::models::source_state::{Call, SourceState};
use jobfill::quota::ledger::{self, Booking, End, OpenHold, Payer};
use jobfill::quota::meter::Meter;
use jobfill::quota::price::Tariff;
use jobfill::quota::{allowance, snapshot};
use jobfill::schema::{allowances, attempts, meters, sources};
use jobfill::sources::breaker::Event;
use jobfill::sources::{Quota, QuotaHeaders, Resets, Source, Unit};
use proptest::option;
use proptest::prelude::*;
use std::time::Duration;

/// One thing that can happen. `which` counts round those that it can happen to; without one nothing happens.
#[derive(Clone, Debug)]
pub enum Step {
    Reserve {
        rows: u32,
        subject: i64,
        day: u8,
        is_fresh: bool,
    },
    /// The answer comes, with fewer rows than were asked for, or with more.
    Answer {
        which: usize,
        rows: u32,
    },
    /// Never sent.
    Void {
        which: usize,
    },
    /// Sent, and nobody knows what became of it but the provider.
    Lose {
        which: usize,
        charged: Option<u32>,
    },
    /// The answer of a lost one comes after all.
    Late {
        which: usize,
    },
}

impl Step {
    pub fn any() -> impl Strategy<Value = Self> {
        prop_oneof![
            4 => (1..=100_u32, 1..=3_i64, 0..=1_u8, any::<bool>())
                .prop_map(|(rows, subject, day, is_fresh)| Self::Reserve { rows, subject, day, is_fresh }),
            3 => (0..8_usize, 0..=120_u32).prop_map(|(which, rows)| Self::Answer { which, rows }),
            1 => (0..8_usize).prop_map(|which| Self::Void { which }),
            2 => (0..8_usize, option::of(0..=100_u32)).prop_map(|(which, charged)| Self::Lose { which, charged }),
            1 => (0..8_usize).prop_map(|which| Self::Late { which }),
        ]
    }
}

pub struct Trade<'a> {
    app: &'a TestApp,
    config: &'a SourceConfig,
    conn: Connection,
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = Int8)]
    id: i64,
}

/// A purchase of page 1 of a request that nobody else asks for.
const NEW_FETCH: &str = "
WITH request AS (
    INSERT INTO requests (source, key, created_at)
    SELECT 'active_jobs', 'request ' || count(*), now() FROM requests RETURNING id
), bought AS (
    INSERT INTO fetches (request_id, purpose, span, window_from, window_to, max_pages, state, position,
                         expected_credits, created_at, ended_at)
    SELECT id, 'sign_up', '7d', now() - interval '7 days', now(), 10, 'failed', '{}', 100, now(), now() FROM request
    RETURNING id, request_id
), cell AS (
    INSERT INTO fetch_cells (fetch_id, request_id, is_own, is_live) SELECT id, request_id, TRUE, FALSE FROM bought
)
SELECT id FROM bought";

const SENT: &str = "
UPDATE attempts SET sent_at = clock_timestamp() - CASE WHEN $2 THEN interval '0' ELSE interval '1 hour' END
 WHERE id = $1";

impl<'a> Trade<'a> {
    pub async fn open(app: &'a TestApp) -> Self {
        let mut conn = app.db.own().await.unwrap();
        conn.begin_test_transaction().await.unwrap();
        Self { app, config: app.config.source(Source::ActiveJobs).unwrap(), conn }
    }

    pub async fn make(&mut self, step: &Step, book: &mut Book) -> Result<(), String> {
        match *step {
            Step::Reserve { rows, subject, day, is_fresh } => {
                let purchase = self.reserve(rows, subject, day, is_fresh).await;
                book.purchases.push(purchase);
            }
            Step::Answer { which, rows } => {
                let Some(purchase) = nth(book, which, Hold::Reserved) else { return Ok(()) };
                let (id, price) = (purchase.id, [i64::from(rows), 1]);
                purchase.charged = price;
                purchase.end(price);
                self.settle(id, price).await?;
                self.see(id, book.charged()).await;
                book.snapshot(id);
            }
            Step::Void { which } => {
                let Some(purchase) = nth(book, which, Hold::Reserved) else { return Ok(()) };
                purchase.end([0; METERS]);
                self.end(purchase.id, "voided", |_| End::Voided).await?;
            }
            Step::Lose { which, charged } => {
                let Some(purchase) = nth(book, which, Hold::Reserved) else { return Ok(()) };
                purchase.holds = [Hold::Unknown; METERS];
                if let Some(rows) = charged {
                    purchase.charged = [i64::from(rows).min(purchase.most[0]), 1];
                }
                self.end(purchase.id, "unknown", |_| End::Unknown).await?;
            }
            Step::Late { which } => {
                let Some(purchase) = nth(book, which, Hold::Unknown) else { return Ok(()) };
                if purchase.charged[1] == 0 {
                    return Ok(());
                }
                let (id, price) = (purchase.id, purchase.charged);
                purchase.end(price);
                self.settle(id, price).await?;
            }
        }
        Ok(())
    }

    async fn reserve(&mut self, rows: u32, subject: i64, day: u8, is_fresh: bool) -> Purchase {
        let (conn, at, tariff) = (&mut self.conn, monday(), Tariff::of(self.config));
        let payer = Payer { subject: Some(subject), purpose: Purpose::SignUp, day: date(day) };
        let meters = Meter::lock_current(conn, self.config, at).await.unwrap();
        allowance::lock_used(conn, payer.day, allowance::EVERYBODY).await.unwrap();
        let Id { id: fetch_id } = diesel::sql_query(NEW_FETCH).get_result(conn).await.unwrap();
        let attempt = NewAttempt {
            fetch_id,
            page: 1,
            task_id: 0,
            fence: 0,
            is_probe: false,
            subject: payer.subject,
            day: payer.day,
            hold: i64::from(rows),
            credit_unit: Unit::Jobs,
            row_limit: rows.cast_signed(),
        };
        let source = Source::ActiveJobs;
        let booking =
            Booking { attempt, source, per_second: 5, tariff, rows, payer: &payer, sent_for: None, begins: None };
        let id = ledger::book(conn, &meters, booking, at).await.unwrap().id;
        let sent = diesel::sql_query(SENT).bind::<Int8, _>(id).bind::<Bool, _>(is_fresh);
        sent.execute(conn).await.unwrap();
        let most = [i64::from(rows), 1];
        Purchase { id, most, holds: [Hold::Reserved; METERS], charged: [0; METERS], is_fresh, day, subject }
    }

    async fn settle(&mut self, id: i64, price: [i64; METERS]) -> Result<(), String> {
        let price = |hold: &OpenHold| End::Settled(if hold.unit == Unit::Jobs { price[0] } else { price[1] });
        self.end(id, "settled", price).await
    }

    /// Ends what is open of a purchase, on each meter, and sees that nothing ends twice.
    async fn end(&mut self, id: i64, state: &str, how: impl Fn(&OpenHold) -> End + Send + Sync) -> Result<(), String> {
        let holds = ledger::lock_open_holds(&mut self.conn, id).await.unwrap();
        for hold in &holds {
            ledger::end(&mut self.conn, id, &[(hold, how(hold))], None, monday()).await.unwrap();
            let again =
                self.conn.transaction(async |conn| ledger::end(conn, id, &[(hold, how(hold))], None, monday()).await);
            if again.await.is_ok() {
                return Err(format!("{hold:?} was ended twice"));
            }
        }
        let change = (attempts::state.eq(state), attempts::was_unknown.eq(state == "unknown"));
        diesel::update(attempts::table.find(id)).set(change).execute(&mut self.conn).await.unwrap();
        Ok(())
    }

    /// The provider says with an answer what it has charged so far.
    async fn see(&mut self, id: i64, charged: [i64; METERS]) {
        let quota = |used: i64| {
            let (limit, remaining) = (20_000, 20_000 - used.cast_unsigned());
            Some(Quota { limit, remaining, resets: Resets::In(Duration::from_secs(10 * 24 * 3600)), lags: false })
        };
        let quota = QuotaHeaders { jobs: quota(charged[0]), requests: quota(charged[1]), ..QuotaHeaders::default() };
        let told = snapshot::apply(&mut self.conn, self.app, self.config, (id, Vec::new()), &quota).await.unwrap();
        let state = SourceState::lock(&mut self.conn, self.config.source).await.unwrap();
        let call = Call {
            attempt_id: id,
            event: Event::Answered,
            why: None,
            took: None,
            asked: None,
            places: 0,
            paid: None,
            told: &told,
        };
        state.note(&mut self.conn, call, monday()).await.unwrap();
    }

    pub async fn figures(&mut self) -> Figures {
        let mut figures = Figures::default();
        let rows: Vec<(String, i64, i64, i64)> = meters::table
            .select((meters::unit, meters::spent, meters::reserved, meters::unknown))
            .load(&mut self.conn)
            .await
            .unwrap();
        for (unit, spent, reserved, unknown) in rows {
            figures.meters[usize::from(unit != "jobs")] = [spent, reserved, unknown];
        }
        let used: Vec<(NaiveDate, i64, i64)> = allowances::table.load(&mut self.conn).await.unwrap();
        figures.used = used.into_iter().map(|(day, subject, used)| ((number(day), subject), used)).collect();
        figures
    }

    /// The columns are the sums of their entries, and the provider's figures alarmed nobody.
    pub async fn adds_up(&mut self) -> Result<(), String> {
        let imbalances = ledger::imbalances(&mut self.conn).await.unwrap();
        let stopped = sources::table.select(sources::stopped_why).filter(sources::stopped_why.is_not_null());
        let stopped: Vec<Option<String>> = stopped.load(&mut self.conn).await.unwrap();
        if imbalances.is_empty() && stopped.is_empty() { Ok(()) } else { Err(format!("{imbalances:?} {stopped:?}")) }
    }
}

fn nth(book: &mut Book, which: usize, hold: Hold) -> Option<&mut Purchase> {
    let mut matching: Vec<_> = book.purchases.iter_mut().filter(|one| one.is(hold)).collect();
    let count = matching.len();
    (count > 0).then(|| matching.swap_remove(which % count))
}

fn date(day: u8) -> NaiveDate {
    monday().date_naive() + Days::new(day.into())
}

fn number(date: NaiveDate) -> u8 {
    u8::from(date != monday().date_naive())
}
