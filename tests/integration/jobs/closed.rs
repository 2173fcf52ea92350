//! A job that is closed leaves the lists, stays where somebody has kept it, and comes back when it is posted again.

use super::{Person, job_id, posting};
use crate::support::app::{TestApp, list};
use crate::support::books;
use crate::support::wait::until;
use chrono::{DateTime, TimeDelta, Utc};
use diesel_async::SimpleAsyncConnection;
use jobfill::backfill::closed;
use jobfill::models::source_state::SourceState;
use jobfill::models::{job, sweep};
use jobfill::sources::{Posting, Source};
use jobfill::worker;

const BOTH: [Source; 2] = [Source::JSearch, Source::ActiveJobs];

/// What housekeeping does about closed jobs.
async fn sweep(app: &TestApp) {
    let (mut conn, now) = (app.conn().await, app.clock.now());
    job::close_ended(&mut conn, now).await.unwrap();
    sweep::unseen(&mut conn, now).await.unwrap();
}

/// Days pass, and Active Jobs DB's list of closed jobs was read on each of them.
async fn days_pass(app: &TestApp, days: i64) {
    app.pass(TimeDelta::days(days));
    let yesterday = (app.clock.now() - TimeDelta::days(1)).date_naive();
    SourceState::note_closed_read(&mut *app.conn().await, Source::ActiveJobs, yesterday).await.unwrap();
}

/// What somebody sees who signs in after some time.
async fn sees(ada: &Person) -> Vec<String> {
    ada.visitor.sign_in("ada@example.com").await;
    ada.sees("/jobs").await
}

/// Active Jobs DB tells that a posting was closed.
async fn is_taken_down(app: &TestApp, id: &str) {
    let at = app.clock.now();
    job::close(&mut *app.conn().await, Source::ActiveJobs, &[id.to_owned()], at).await.unwrap();
}

fn cook(id: &str, at: DateTime<Utc>) -> Posting {
    posting(id, "Cook", at)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_employer_took_down_is_gone_the_next_morning_and_closed_on_the_saved_list() {
    let app = TestApp::at_own_host([("JSEARCH_API_KEY", ""), ("ACTIVE_JOBS_PAGES", "10")]).await;
    let ada = Person::who_wants(&app, "ada@example.com", &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    let count = async |condition: &str| app.count(&format!("jobs WHERE {condition}")).await;
    let told = async || app.count("ledger WHERE kind = 'count' AND reason LIKE 'asks which postings%'").await;
    let mut days = 0;
    for day in 1..=14 {
        app.pass(TimeDelta::days(1));
        closed::read(&app).await.unwrap();
        days = day;
        if count("closed_why = 'employer'").await > 0 {
            break;
        }
    }
    let (gone, all) = (count("closed_why = 'employer'").await, count("TRUE").await);
    println!("{gone} of {all} are closed after {days} days");
    assert!(gone > 0 && gone < all);
    closed::read(&app).await.unwrap();
    assert_eq!(told().await, days, "a call a day, in the ledger");
    books::look(&app).await;

    ada.visitor.sign_in("ada@example.com").await;
    let id = books::number(&app, "SELECT min(id) AS number FROM jobs WHERE closed_at IS NOT NULL").await;
    let row = format!("id=\"job-{id}\"");
    ada.visitor.get("/jobs?age=all").await.lacks(&row).shows("closed job");
    ada.visitor.post(&format!("/jobs/{id}/save"), &[]).await.is(303);
    ada.visitor.get("/jobs?list=saved").await.shows(&row).shows("closed ");
    ada.visitor.get(&format!("/jobs/{id}")).await.shows("This job was closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_worker_alone_closes_what_is_told_what_has_ended_and_what_is_not_seen() {
    let app = TestApp::at_own_host([("JSEARCH_API_KEY", ""), ("ACTIVE_JOBS_PAGES", "10")]).await;
    let ada = Person::who_wants(&app, "ada@example.com", &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    let now = app.clock.now();
    let mut conn = app.conn().await;
    let request = ada.request(&app, Source::ActiveJobs).await;
    let ends = Posting { valid_through: Some(now + TimeDelta::days(1)), ..cook("ends", now) };
    job::store(&mut conn, Source::JSearch, request, &[ends], now).await.unwrap();
    job::store(&mut conn, Source::JSearch, request, &[posting("silent", "Waiter", now)], now).await.unwrap();
    let is_closed =
        async |condition: &str| app.count(&format!("jobs WHERE closed_at IS NOT NULL AND {condition}")).await > 0;
    for _ in 0..16 {
        app.pass(TimeDelta::hours(23));
        worker::ensure_daily(&app).await.unwrap();
        app.pass(TimeDelta::hours(1));
        app.drain().await;
    }
    assert!(is_closed("source_id = 'ends' AND closed_why = 'ended'").await);
    assert!(is_closed("source_id = 'silent' AND closed_why = 'not_seen'").await);
    assert!(is_closed("source = 'active_jobs' AND closed_why = 'employer'").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_jsearch_has_not_shown_for_two_weeks_is_taken_for_closed_until_it_does() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    ada.is_brought(&app, Source::JSearch, &[cook("one", app.clock.now())]).await;
    days_pass(&app, 13).await;
    sweep(&app).await;
    assert_eq!(sees(&ada).await, ["Cook"]);
    days_pass(&app, 2).await;
    sweep(&app).await;
    assert!(sees(&ada).await.is_empty());
    ada.is_brought(&app, Source::ActiveJobs, &[posting("other", "Sous-chef Cook", app.clock.now())]).await;
    ada.visitor.get("/jobs").await.shows("One closed job is left out.");
    let page = ada.visitor.get(&format!("/jobs/{}", job_id(&app, "Cook").await)).await;
    page.shows("No source has shown this job lately");
    ada.is_brought(&app, Source::JSearch, &[cook("one", app.clock.now() - TimeDelta::days(15))]).await;
    assert_eq!(sees(&ada).await.len(), 2, "it is shown again");
}

#[tokio::test(flavor = "multi_thread")]
async fn active_jobs_db_s_jobs_grow_old_only_where_it_does_not_tell_what_is_closed() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    ada.is_brought(&app, Source::ActiveJobs, &[cook("one", app.clock.now())]).await;
    for _ in 0..22 {
        days_pass(&app, 1).await;
    }
    sweep(&app).await;
    assert_eq!(sees(&ada).await, ["Cook"], "it was not told to be closed");
    app.pass(TimeDelta::days(1));
    sweep(&app).await;
    assert_eq!(sees(&ada).await, ["Cook"], "a day may be missed");
    app.pass(TimeDelta::days(1));
    sweep(&app).await;
    assert!(sees(&ada).await.is_empty(), "two are too many");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_open_as_long_as_a_copy_is_and_what_the_employer_says_goes_for_all() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    for source in BOTH {
        ada.is_brought(&app, source, &[cook("one", app.clock.now())]).await;
    }
    days_pass(&app, 15).await;
    sweep(&app).await;
    assert_eq!(app.count("jobs WHERE closed_why = 'not_seen'").await, 1);
    assert_eq!(sees(&ada).await, ["Cook"], "the other copy is open");
    is_taken_down(&app, "one").await;
    assert!(sees(&ada).await.is_empty());

    // A copy that a board still shows, and one that was posted since.
    let at = app.clock.now();
    app.pass(TimeDelta::days(1));
    ada.is_brought(&app, Source::JSearch, &[cook("board", at - TimeDelta::days(1))]).await;
    assert!(sees(&ada).await.is_empty(), "the board is late");
    ada.is_brought(&app, Source::JSearch, &[cook("one", at - TimeDelta::days(1))]).await;
    assert!(sees(&ada).await.is_empty(), "so is its old posting");
    app.pass(TimeDelta::days(1));
    ada.is_brought(&app, Source::ActiveJobs, &[cook("one", app.clock.now())]).await;
    assert_eq!(sees(&ada).await, ["Cook"], "posted again");
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_of_a_posting_that_said_when_it_ends_are_closed_with_it() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let now = app.clock.now();
    let ends = Posting { valid_through: Some(now + TimeDelta::days(3)), ..cook("own", now) };
    ada.is_brought(&app, Source::ActiveJobs, &[ends]).await;
    ada.is_brought(&app, Source::JSearch, &[cook("board", now)]).await;
    days_pass(&app, 2).await;
    sweep(&app).await;
    assert_eq!(sees(&ada).await, ["Cook"]);
    days_pass(&app, 3).await;
    sweep(&app).await;
    assert!(sees(&ada).await.is_empty());
    assert_eq!(app.count("jobs WHERE closed_why = 'employer'").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_s_date_closes_its_own_posting_alone() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let now = app.clock.now();
    let board = Posting { valid_through: Some(now + TimeDelta::days(3)), ..cook("board", now) };
    ada.is_brought(&app, Source::JSearch, &[board]).await;
    ada.is_brought(&app, Source::ActiveJobs, &[cook("own", now)]).await;
    days_pass(&app, 5).await;
    sweep(&app).await;
    assert_eq!(app.count("jobs WHERE closed_at IS NOT NULL").await, 1);
    assert_eq!(sees(&ada).await, ["Cook"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_from_before_the_closing_opens_nothing() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let before = app.clock.now();
    ada.is_brought(&app, Source::ActiveJobs, &[cook("one", before)]).await;
    app.pass(TimeDelta::days(2));
    is_taken_down(&app, "one").await;
    let request = ada.request(&app, Source::ActiveJobs).await;
    let again = [cook("one", before)];
    job::store(&mut *app.conn().await, Source::ActiveJobs, request, &again, before).await.unwrap();
    assert!(sees(&ada).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_have_been_closed_on_a_day_that_was_not_told_grows_old() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    ada.is_brought(&app, Source::ActiveJobs, &[cook("one", app.clock.now())]).await;
    // Five days without a list, and then one each day.
    for days in [5].into_iter().chain([1; 17]) {
        days_pass(&app, days).await;
    }
    sweep(&app).await;
    assert!(sees(&ada).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_seen_since_the_list_was_made_stays_open() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    ada.is_brought(&app, Source::ActiveJobs, &[cook("one", app.clock.now() - TimeDelta::days(2))]).await;
    let before = app.clock.now() - TimeDelta::hours(1);
    job::close(&mut *app.conn().await, Source::ActiveJobs, &["one".to_owned()], before).await.unwrap();
    assert_eq!(sees(&ada).await, ["Cook"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_employer_posts_again_stays_open_whichever_was_told_first() {
    for is_told_first in [true, false] {
        let app = TestApp::start().await;
        let ada = Person::cook(&app, "ada@example.com").await;
        ada.is_brought(&app, Source::ActiveJobs, &[cook("first", app.clock.now())]).await;
        app.pass(TimeDelta::days(19));
        let again = cook("again", app.clock.now());
        ada.is_brought(&app, Source::JSearch, &[cook("board", app.clock.now())]).await;
        if is_told_first {
            app.pass(TimeDelta::days(1));
            is_taken_down(&app, "first").await;
            ada.is_brought(&app, Source::ActiveJobs, &[again]).await;
        } else {
            ada.is_brought(&app, Source::ActiveJobs, &[again]).await;
            app.pass(TimeDelta::days(1));
            is_taken_down(&app, "first").await;
        }
        assert_eq!(app.count("(SELECT DISTINCT group_id FROM jobs) AS one").await, 1);
        assert_eq!(sees(&ada).await, ["Cook"], "told first: {is_told_first}");
        assert_eq!(app.count("jobs WHERE source = 'active_jobs' AND closed_at IS NOT NULL").await, 1);
        app.pass(TimeDelta::days(1));
        is_taken_down(&app, "again").await;
        assert!(sees(&ada).await.is_empty(), "told first: {is_told_first}");
        assert_eq!(app.count("jobs WHERE closed_at IS NULL").await, 0, "what a board still shows is closed, too");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_joins_a_closed_posting_is_closed_whichever_was_first_here() {
    for is_board_first in [true, false] {
        let app = TestApp::start().await;
        let ada = Person::cook(&app, "ada@example.com").await;
        let at = app.clock.now();
        let board = Posting { company: Some("Kitchen of Berlin".to_owned()), ..cook("board", at) };
        let own = cook("own", at);
        for (source, one) in match is_board_first {
            true => [(Source::JSearch, &board), (Source::ActiveJobs, &own)],
            false => [(Source::ActiveJobs, &own), (Source::JSearch, &board)],
        } {
            ada.is_brought(&app, source, std::slice::from_ref(one)).await;
        }
        assert_eq!(app.count("(SELECT DISTINCT group_id FROM jobs) AS one").await, 2);
        app.pass(TimeDelta::days(1));
        is_taken_down(&app, "own").await;
        assert_eq!(app.count("jobs WHERE closed_at IS NULL").await, 1);
        ada.is_brought(&app, Source::JSearch, &[cook("board", at)]).await;
        assert!(sees(&ada).await.is_empty(), "board first: {is_board_first}");
        assert_eq!(app.count("jobs WHERE closed_why = 'employer'").await, 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_s_copy_that_leaves_a_closed_group_is_open_again_whichever_was_first_here() {
    for is_board_first in [true, false] {
        let app = TestApp::start().await;
        let ada = Person::cook(&app, "ada@example.com").await;
        let at = app.clock.now();
        let both = [(Source::JSearch, cook("board", at)), (Source::ActiveJobs, cook("own", at))];
        for (source, one) in both.iter().cycle().skip(usize::from(!is_board_first)).take(2) {
            ada.is_brought(&app, *source, std::slice::from_ref(one)).await;
        }
        app.pass(TimeDelta::days(1));
        is_taken_down(&app, "own").await;
        assert!(sees(&ada).await.is_empty(), "board first: {is_board_first}");
        let another = Posting { title: "Cook for our second kitchen".to_owned(), ..cook("board", at) };
        ada.is_brought(&app, Source::JSearch, &[another]).await;
        assert_eq!(sees(&ada).await, ["Cook for our second kitchen"], "board first: {is_board_first}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_s_copy_is_closed_when_the_employer_s_open_posting_leaves_its_group() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let at = app.clock.now();
    ada.is_brought(&app, Source::ActiveJobs, &[cook("first", at), cook("second", at)]).await;
    ada.is_brought(&app, Source::JSearch, &[cook("board", at)]).await;
    app.pass(TimeDelta::days(1));
    is_taken_down(&app, "first").await;
    assert_eq!(sees(&ada).await, ["Cook"]);
    let another = Posting { title: "Pastry chef".to_owned(), ..cook("second", at) };
    ada.is_brought(&app, Source::ActiveJobs, &[another]).await;
    assert_eq!(app.count("jobs WHERE title = 'Cook' AND closed_at IS NULL").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_employer_s_last_copy_grows_old_and_takes_the_board_s_with_it() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let at = app.clock.now();
    ada.is_brought(&app, Source::ActiveJobs, &[cook("first", at), cook("second", at)]).await;
    app.pass(TimeDelta::days(15));
    ada.is_brought(&app, Source::JSearch, &[cook("board", at)]).await;
    is_taken_down(&app, "first").await;
    app.pass(TimeDelta::days(7));
    // Nothing tells what was closed lately, and the second copy was not shown for three weeks; the board's was.
    sweep(&app).await;
    let closed = books::texts(&app, "SELECT source_id || ' ' || closed_why AS text FROM jobs ORDER BY source_id").await;
    assert_eq!(closed, ["board employer", "first employer", "second not_seen"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_that_dies_at_the_board_s_copy_has_closed_nothing_and_is_made_again() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let at = app.clock.now();
    ada.is_brought(&app, Source::ActiveJobs, &[cook("first", at), cook("second", at)]).await;
    app.pass(TimeDelta::days(15));
    ada.is_brought(&app, Source::JSearch, &[cook("board", at)]).await;
    is_taken_down(&app, "first").await;
    app.pass(TimeDelta::days(7));
    // Somebody holds the copy for longer than the round lives.
    let (mut holder, mut dying) = (app.conn().await, app.conn().await);
    holder.batch_execute("BEGIN; SELECT FROM jobs WHERE source_id = 'board' FOR UPDATE").await.unwrap();
    dying.batch_execute("SET lock_timeout = '200ms'").await.unwrap();
    assert!(sweep::unseen(&mut dying, app.clock.now()).await.is_err());
    dying.batch_execute("RESET lock_timeout").await.unwrap();
    holder.batch_execute("ROLLBACK").await.unwrap();
    drop((holder, dying));
    assert_eq!(app.count("jobs WHERE closed_at IS NOT NULL").await, 1, "the employer's copy waits for the board's");
    assert_eq!(sees(&ada).await, ["Cook"]);
    sweep(&app).await;
    assert_eq!(app.count("jobs WHERE closed_at IS NULL").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_a_list_says_how_many_of_all_it_has_left_out() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let now = app.clock.now();
    let named = |number: i64| posting(&number.to_string(), &format!("Cook of kitchen {number}"), now);
    ada.is_brought(&app, Source::JSearch, &(0..3).map(named).collect::<Vec<_>>()).await;
    days_pass(&app, 15).await;
    sweep(&app).await;
    let later = |number: i64| {
        posting(&number.to_string(), &format!("Cook of kitchen {number}"), now - TimeDelta::hours(number))
    };
    ada.is_brought(&app, Source::ActiveJobs, &(10..70).map(later).collect::<Vec<_>>()).await;
    ada.visitor.sign_in("ada@example.com").await;
    for path in ["/jobs", "/jobs?page=2", "/jobs?order=best", "/jobs?order=best&page=2", "/home"] {
        ada.visitor.get(path).await.is(200).shows("3 closed jobs are left out.");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_says_that_closed_jobs_are_left_out_though_it_does_not_count_them() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let now = app.clock.now();
    ada.is_brought(&app, Source::JSearch, &[cook("old", now)]).await;
    days_pass(&app, 15).await;
    sweep(&app).await;
    let later = |number: i64| {
        posting(&number.to_string(), &format!("Cook of kitchen {number}"), app.clock.now() - TimeDelta::hours(1))
    };
    ada.is_brought(&app, Source::ActiveJobs, &(0..300).map(later).collect::<Vec<_>>()).await;
    ada.visitor.sign_in("ada@example.com").await;
    ada.visitor.get("/jobs").await.is(200).shows("losed jobs are left out.");
}

/// A board's copy, listed up to a day.
fn listed_until(at: DateTime<Utc>, end: DateTime<Utc>) -> Posting {
    Posting { valid_through: Some(end), ..cook("board", at) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_s_date_does_not_open_what_the_employer_took_down() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let at = app.clock.now();
    let board = listed_until(at, at + TimeDelta::days(30));
    ada.is_brought(&app, Source::ActiveJobs, &[cook("own", at)]).await;
    ada.is_brought(&app, Source::JSearch, std::slice::from_ref(&board)).await;
    app.pass(TimeDelta::days(1));
    is_taken_down(&app, "own").await;
    app.pass(TimeDelta::days(1));
    ada.is_brought(&app, Source::JSearch, &[board]).await;
    assert!(sees(&ada).await.is_empty());
    assert_eq!(app.count("jobs WHERE closed_why = 'employer'").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_board_lists_longer_than_it_said_is_open_again() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let at = app.clock.now();
    ada.is_brought(&app, Source::JSearch, &[listed_until(at, at + TimeDelta::days(2))]).await;
    app.pass(TimeDelta::days(4));
    sweep(&app).await;
    assert_eq!(app.count("jobs WHERE closed_why = 'ended'").await, 1);
    assert!(sees(&ada).await.is_empty());
    ada.is_brought(&app, Source::JSearch, &[listed_until(at, at + TimeDelta::days(9))]).await;
    assert_eq!(sees(&ada).await, ["Cook"]);
}

/// What a page stores while a closing waits for its end.
async fn closing_waits_for(app: &TestApp, source: Source, request: i64, page: Vec<Posting>) {
    let at = app.clock.now();
    app.pass(TimeDelta::minutes(1));
    let now = app.clock.now();
    let (mut storing, mut closing) = (app.conn().await, app.conn().await);
    storing.batch_execute("BEGIN").await.unwrap();
    job::store(&mut storing, source, request, &page, now).await.unwrap();
    let ids = ["own".to_owned()];
    let waits = "pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
    let ends = async {
        until("the closing waits for the page", async || app.count(waits).await, |count| *count > 0).await;
        storing.batch_execute("COMMIT").await.unwrap();
    };
    let (closed, ()) = tokio::join!(job::close(&mut closing, Source::ActiveJobs, &ids, at), ends);
    closed.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closing_that_waits_for_a_page_sees_what_the_page_has_stored() {
    // The posting itself, shown again; a copy on a board; a further posting of the employer.
    let pages = [(Source::ActiveJobs, "own", 1), (Source::JSearch, "board", 0), (Source::ActiveJobs, "further", 2)];
    for (source, id, open) in pages {
        let app = TestApp::start().await;
        let ada = Person::cook(&app, "ada@example.com").await;
        let at = app.clock.now();
        ada.is_brought(&app, Source::ActiveJobs, &[cook("own", at)]).await;
        if id == "further" {
            ada.is_brought(&app, Source::JSearch, &[cook("board", at)]).await;
        }
        app.pass(TimeDelta::days(1));
        let request = ada.request(&app, source).await;
        closing_waits_for(&app, source, request, vec![cook(id, at)]).await;
        assert_eq!(app.count("(SELECT DISTINCT group_id FROM jobs) AS one").await, 1, "{id}");
        assert_eq!(app.count("jobs WHERE closed_at IS NULL").await, open, "{id}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sweep_closes_all_that_was_not_seen_in_one_round() {
    let app = TestApp::start().await;
    let ada = Person::cook(&app, "ada@example.com").await;
    let now = app.clock.now();
    let named = |number: i64| posting(&number.to_string(), &format!("Cook of kitchen {number}"), now);
    ada.is_brought(&app, Source::JSearch, &(0..400).map(named).collect::<Vec<_>>()).await;
    days_pass(&app, 15).await;
    sweep(&app).await;
    assert_eq!(app.count("jobs WHERE closed_at IS NULL").await, 0);
}
