//! The ledger refuses what must not be, and comes to the same figures as a book of a few lines.

mod book;
mod trade;

use self::book::Book;
use self::trade::{Step, Trade};
use crate::support::app::{TestApp, list};
use diesel_async::RunQueryDsl;
use proptest::collection::vec;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use tokio::runtime::Handle;
use tokio::task::block_in_place;

/// The steps of the longest history. There are 256 of them, or as many as `PROPTEST_CASES` says.
const STEPS: usize = 20;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_in_the_ledger_is_changed_or_deleted() {
    let app = TestApp::start().await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Data Scientist"], &["Berlin"])).await;
    app.drain().await;
    for statement in ["UPDATE ledger SET spent = 0", "DELETE FROM ledger", "TRUNCATE ledger"] {
        let refused = diesel::sql_query(statement).execute(&mut *app.conn().await).await.unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{statement}: {refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn any_history_of_purchases_ends_as_a_simple_book_says() {
    let app = TestApp::start().await;
    // A failure is told with its shortest history, and with the seed that made it.
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    let checked = runner.run(&vec(Step::any(), 1..=STEPS), |steps| {
        block_in_place(|| Handle::current().block_on(check(&app, &steps))).map_err(TestCaseError::fail)
    });
    checked.unwrap_or_else(|failure| panic!("{failure}\n{runner}"));
}

/// Plays a history in a transaction that is never committed, and compares after every step.
async fn check(app: &TestApp, steps: &[Step]) -> Result<(), String> {
    let mut trade = Trade::open(app).await;
    let mut book = Book::default();
    for step in steps {
        trade.make(step, &mut book).await?;
        let (ours, simple) = (trade.figures().await, book.figures());
        if ours != simple {
            return Err(format!("after {step:?} the ledger has {ours:?}, the book {simple:?}"));
        }
        trade.adds_up().await?;
        book.misses_nothing()?;
    }
    Ok(())
}
