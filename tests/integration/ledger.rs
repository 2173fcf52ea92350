//! The ledger refuses what must not be.

use crate::support::app::{TestApp, list};
use diesel_async::RunQueryDsl;

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
