//! A saving counts when it happened: any history ends as a simple book says, and every place says the same.

use super::book::{Book, Bought, Sight};
use super::{admin, list};
use crate::support::app::TestApp;
use crate::support::browser::Visitor;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, RunQueryDsl};
use jobfill::backfill::again::{self, Extent};
use jobfill::backfill::claims::Claims;
use jobfill::filters::Filters;
use jobfill::models::fetch::{FetchState, Purpose};
use jobfill::models::user::User;
use jobfill::people;
use jobfill::queue::Choice;
use jobfill::quota::report::{Figures, Report};
use jobfill::schema::{backfill_tracking, combination_requests, demands, fetches, savings};
use jobfill::searches::List;
use jobfill::sources::sandbox::{Fault, How};
use jobfill::status::Status;
use jobfill::worker;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::collections::BTreeMap;
use tokio::runtime::Handle;
use tokio::task::block_in_place;

/// Histories, and acts of the longest one. A history takes about a second.
const HISTORIES: u32 = 12;
const ACTS: usize = 24;

/// How many people there are at a time.
const PEOPLE: usize = 4;

/// Some are one and the same to JSearch. None lies inside another one: the book knows nothing of that.
const LISTS: [(&str, &str, Option<&str>); 5] = [
    ("Nurse", "Hamburg", Some("On-site")),
    ("Nurse", "Hamburg", Some("Hybrid")),
    ("Nurse", "Berlin", None),
    ("Welder", "Kiel", Some("Hybrid")),
    ("Welder", "Kiel", Some("On-site")),
];

/// Something that happens.
#[derive(Clone, Debug)]
enum Act {
    /// Somebody saves a search.
    Want(usize, usize),
    /// Somebody drops all searches.
    Leave(usize),
    /// Somebody is deleted, and somebody else comes.
    Delete(usize),
    /// The queue goes on for so many steps.
    Work(usize),
    /// The next calls fail.
    Fail(How, u32),
    /// An admin cancels a fetch that is alive.
    Cancel(usize),
    /// An admin has everything bought that is missing.
    Again,
    /// A night passes, and the daily run begins.
    Morning,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let how = prop::sample::select(vec![How::ServerError, How::Refused, How::Html, How::Drop]);
    let act = prop_oneof![
        8 => (0..PEOPLE, 0..LISTS.len()).prop_map(|(who, what)| Act::Want(who, what)),
        2 => (0..PEOPLE).prop_map(Act::Leave),
        1 => (0..PEOPLE).prop_map(Act::Delete),
        6 => (1..6_usize).prop_map(Act::Work),
        3 => (how, 1..6_u32).prop_map(|(how, times)| Act::Fail(how, times)),
        2 => (0..9_usize).prop_map(Act::Cancel),
        1 => Just(Act::Again),
        2 => Just(Act::Morning),
    ];
    prop::collection::vec(act, 1..=ACTS)
}

#[tokio::test(flavor = "multi_thread")]
async fn at_every_moment_of_any_history_every_place_says_what_a_simple_book_says() {
    let mut runner = TestRunner::new(Config { failure_persistence: None, cases: HISTORIES, ..Config::default() });
    let checked = runner
        .run(&acts(), |acts| block_in_place(|| Handle::current().block_on(play(&acts))).map_err(TestCaseError::fail));
    checked.unwrap_or_else(|failure| panic!("{failure}\n{runner}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_when_a_run_has_begun_saves_what_is_held_already() {
    for steps in [3, 8] {
        play(&[Act::Want(2, 3), Act::Work(steps), Act::Want(0, 0), Act::Morning, Act::Want(0, 3)]).await.unwrap();
    }
}

async fn play(acts: &[Act]) -> Result<(), String> {
    let mut history = History::begin().await;
    for (number, act) in acts.iter().enumerate() {
        history.make(number, act).await;
        history.compare().await.map_err(|why| format!("after {act:?}: {why}"))?;
    }
    history.everywhere().await
}

struct History {
    app: TestApp,
    admin: Visitor,
    people: Vec<User>,
    book: Book,
}

impl History {
    async fn begin() -> Self {
        // A day's limit that some histories meet.
        let app = TestApp::with([("JOBFILL_DAILY_CREDITS", "400")]).await;
        let admin = admin(&app).await;
        let mut people = Vec::new();
        for number in 0..PEOPLE {
            people.push(app.person(&format!("person{number}@example.com")).await);
        }
        Self { app, admin, people, book: Book::default() }
    }

    async fn make(&mut self, number: usize, act: &Act) {
        match *act {
            Act::Want(who, what) => {
                self.app.wants(&self.people[who], &one_search(what)).await;
                let actor = self.people[who].subject;
                self.look(Some(actor)).await;
            }
            Act::Leave(who) => self.app.wants_no_longer(&self.people[who], "Primary Search").await,
            Act::Delete(who) => {
                let person = self.people[who].clone();
                let mut conn = self.app.conn().await;
                conn.transaction(async |conn| people::delete(conn, &person, self.app.clock.now()).await).await.unwrap();
                drop(conn);
                self.people[who] = self.app.person(&format!("after{number}@example.com")).await;
            }
            Act::Work(steps) => self.work(steps).await,
            Act::Fail(how, times) => self.app.sandbox.fail(Fault::once(how).times(times)),
            Act::Cancel(nth) => self.cancel(nth).await,
            Act::Again => self.again().await,
            Act::Morning => {
                self.app.clock.set((self.app.today() + chrono::Days::new(1)).and_hms_opt(5, 0, 0).unwrap().and_utc());
                worker::ensure_daily(&self.app).await.unwrap();
                self.work(1).await;
            }
        }
        self.look(None).await;
    }

    async fn work(&mut self, steps: usize) {
        for _ in 0..steps {
            self.app.hurry().await;
            let step = worker::step(&self.app, &Choice::default()).await.unwrap();
            self.look(None).await;
            if step.is_none() {
                return;
            }
        }
    }

    async fn cancel(&self, nth: usize) {
        let live: Vec<i64> = fetches::table
            .filter(fetches::state.eq_any([FetchState::Queued, FetchState::Running, FetchState::PutOff]))
            .order(fetches::id)
            .select(fetches::id)
            .load(&mut *self.app.conn().await)
            .await
            .unwrap();
        if let Some(id) = live.get(nth) {
            let form = [("reason", "not now")];
            self.admin.post(&format!("/admin/fetches/{id}/cancel"), &form).await.is(303);
        }
    }

    async fn again(&self) {
        let mut conn = self.app.conn().await;
        let all: Vec<i32> = backfill_tracking::table.select(backfill_tracking::id).load(&mut conn).await.unwrap();
        let app: &jobfill::app::App = &self.app;
        let starting = conn.transaction(async |conn| {
            let claims = Claims::lock(conn).await?;
            again::start(conn, app, &claims, &all, Extent::Missing, None).await
        });
        starting.await.unwrap();
    }

    async fn look(&mut self, actor: Option<i64>) {
        let sight = see(&self.app).await;
        self.book.look(sight, actor);
    }

    /// What the database's own functions say, and the pages.
    async fn compare(&self) -> Result<(), String> {
        let report = Report::load(&mut *self.app.conn().await).await.unwrap();
        let ours = figures(&report.total);
        if ours != self.book.figures() {
            return Err(format!("the report has {ours:?}, the book {:?}", self.book.figures()));
        }
        let credits = self.listed(&report.total).await?;
        let told = report.total.saved_credits;
        if credits != told {
            return Err(format!("the list has {credits} credits, the report {told}"));
        }
        self.shown(&report.total).await
    }

    /// Every row of the file: how many there are, and what they come to; and what each person is told of theirs.
    async fn listed(&self, total: &Figures) -> Result<i64, String> {
        let file = self.admin.get("/admin/savings.csv").await.is(200).body.clone();
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(file.as_bytes()).records().map(Result::unwrap).collect();
        let reasons = total.by_reason;
        let counted = reasons.same_combination
            + reasons.same_request
            + reasons.being_bought
            + reasons.held
            + reasons.contained
            + reasons.in_list;
        if rows.len() as i64 != counted {
            return Err(format!("the list has {} rows, the report {counted}", rows.len()));
        }
        let credits = |row: &csv::StringRecord| row[9].parse::<i64>().unwrap();
        let mut conn = self.app.conn().await;
        for person in &self.people {
            let status = Status::load(&mut conn, &self.app, person).await.unwrap();
            let wanted = status.combinations.iter().map(|one| one.combination_id);
            let counted = savings::subject.eq(person.subject).and(savings::is_pending.eq(false));
            let of_person = savings::table.filter(counted.and(savings::combination_id.eq_any(wanted)));
            let own: Vec<i64> = of_person.select(savings::credits).load(&mut conn).await.unwrap();
            if own.iter().sum::<i64>() != status.receipt.saved {
                return Err(format!("the table has {own:?} of one person, the home {}", status.receipt.saved));
            }
        }
        Ok(rows.iter().map(credits).sum())
    }

    async fn shown(&self, total: &Figures) -> Result<(), String> {
        let page = self.admin.get("/admin/savings").await.is(200).body.clone();
        let overview = self.admin.get("/admin").await.is(200).body.clone();
        let (wanted, bought, avoided, pending) = (total.wanted, total.bought, total.avoided(), total.pending);
        if wanted == 0 {
            return Ok(());
        }
        let facts = [("Wanted", wanted), ("Bought", bought), ("Avoided", avoided), ("Pending", pending)];
        let credits = jobfill::web::text::number(total.saved_credits);
        let told = [
            facts
                .map(|(name, figure)| format!("<dt>{name}</dt><dd>{figure}</dd>"))
                .concat()
                .replace("</dd><dt>", "</dd>\n    <dt>"),
            format!("<dd>{credits} <span"),
        ];
        let receipt = format!(
            "<strong>{wanted}</strong> wanted, <strong>{bought}</strong> bought, <strong>{avoided}</strong> avoided, \
             <strong>{pending}</strong> pending: <strong>{} %</strong> and about {credits} credits saved",
            total.saved_percent()
        );
        match told.iter().find(|one| !page.contains(one.as_str())) {
            Some(one) => Err(format!("{one} is not on the page")),
            None if !overview.contains(&receipt) => Err(format!("{receipt} is not on the overview")),
            None => Ok(()),
        }
    }

    /// In the end the terminal too, and nothing is left open when everything has come to rest.
    async fn everywhere(&self) -> Result<(), String> {
        let report = Report::load(&mut *self.app.conn().await).await.unwrap().total;
        let told: serde_json::Value = self.app.command(&["savings", "--json"]).await.ended_with(0).json();
        let names = ["wanted", "bought", "avoided", "pending", "saved_percent", "saved_credits"];
        let terminal = names.map(|name| told[name].as_i64().unwrap());
        let (avoided, percent) = (report.avoided(), report.saved_percent());
        let ours = [report.wanted, report.bought, avoided, report.pending, percent, report.saved_credits];
        if terminal == ours { Ok(()) } else { Err(format!("the terminal has {terminal:?}, the report {ours:?}")) }
    }
}

fn one_search(what: usize) -> List {
    let (title, place, arrangement) = LISTS[what];
    let filters = Filters { work_arrangement: arrangement.map(|one| one.parse().unwrap()), ..Filters::default() };
    List { filters, ..list(&[title], &[place]) }
}

fn figures(total: &Figures) -> [usize; 4] {
    let reasons = total.by_reason;
    let counted = reasons.same_combination
        + reasons.same_request
        + reasons.being_bought
        + reasons.held
        + reasons.contained
        + reasons.in_list;
    [total.wanted, total.bought, total.pending, counted].map(|one| usize::try_from(one).unwrap())
}

async fn see(app: &TestApp) -> Sight {
    let mut conn = app.conn().await;
    let live: Vec<(i64, i32)> = {
        #[derive(QueryableByName)]
        struct Live {
            #[diesel(sql_type = diesel::sql_types::Int8)]
            subject: i64,
            #[diesel(sql_type = diesel::sql_types::Int4)]
            combination_id: i32,
        }
        let rows: Vec<Live> =
            diesel::sql_query("SELECT subject, combination_id FROM live_searches").load(&mut conn).await.unwrap();
        rows.into_iter().map(|row| (row.subject, row.combination_id)).collect()
    };
    let wanted = demands::table.order(demands::id).select((demands::subject, demands::combination_id));
    let links =
        combination_requests::table.select((combination_requests::combination_id, combination_requests::request_id));
    type Row = (i64, i64, FetchState, i32, Option<i64>, Purpose, DateTime<Utc>);
    let bought: Vec<Row> = fetches::table
        .select((
            fetches::id,
            fetches::request_id,
            fetches::state,
            fetches::pages,
            fetches::started_for,
            fetches::purpose,
            fetches::window_to,
        ))
        .load(&mut conn)
        .await
        .unwrap();
    let fetch = |(id, request, state, pages, started_for, purpose, window_to): Row| {
        let is_run = purpose == Purpose::Refresh;
        let whole_to = (state == FetchState::Done).then_some(window_to);
        (id, Bought { request, is_live: state.is_live(), pages, started_for, is_run, whole_to })
    };
    Sight {
        now: app.clock.now(),
        demands: wanted.load(&mut conn).await.unwrap(),
        live: live.into_iter().collect(),
        links: links.load(&mut conn).await.unwrap(),
        fetches: bought.into_iter().map(fetch).collect::<BTreeMap<_, _>>(),
    }
}
