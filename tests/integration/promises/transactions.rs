//! P9: while a call is under way, no transaction is open, so that a slow provider holds up nobody in the database.

use crate::cv::fake_claude;
use crate::support::app::{TestApp, list};
use crate::support::gate::Gate;
use crate::support::{books, wait};
use jobfill::sources::Source;

/// Transactions of this database that are open, but for the one that asks.
const OPEN: &str = "SELECT concat_ws(' ', state, query) AS text FROM pg_stat_activity
                     WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
                       AND query NOT LIKE 'LISTEN%'";

/// Under way for good, until the gate is opened: whatever is still open then was held across the call.
async fn no_transaction_is_open(app: &TestApp) {
    wait::until("no open transaction", async || books::texts(app, OPEN).await, Vec::is_empty).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_transaction_is_open_while_a_source_is_asked() {
    let app = TestApp::on_system_clock([("JOBFILL_REFRESH_AT", "23:59")]).await;
    let ada = app.person("ada@example.com").await;
    app.wants(&ada, &list(&["Nurse", "Teacher"], &["Berlin", "Hamburg"])).await;
    app.gate.hold_answers();
    let program = app.program(&["work"], &[("JOBFILL_WORKERS", "6")]);
    let calls = || Source::ALL.iter().map(|&source| app.account(source).calls).sum::<u64>();
    wait::until("calls under way at once", async || calls(), |calls| *calls >= 2).await;
    no_transaction_is_open(&app).await;
    app.gate.open();
    books::nothing_is_alive(&app).await;
    program.stop().await;
    books::no_page_was_bought_twice(&app).await;
}

const CV: &str = "Jana Holub\nData Scientist\nLeipzig\n\nProfile\nEight years in health care and retail. Looking for a \
new role as Data Scientist in Berlin.\n\nExperience\n01/2021 - today   Data Scientist, Beispiel Klinik AG, Berlin\n\
03/2017 - 12/2020 Data Analyst, Muster Handel GmbH, Berlin\n\nSkills\nPython, SQL, forecasting, German, English";

#[tokio::test(flavor = "multi_thread")]
async fn no_transaction_is_open_while_a_model_reads() {
    let fake = fake_claude::FakeClaude::with(vec![fake_claude::status(400, "", "{}")]).await;
    let gate = Gate::before(fake.address.trim_start_matches("http://").parse().unwrap()).await;
    let url = gate.url();
    let app = TestApp::with([("ANTHROPIC_API_KEY", "a-key"), ("ANTHROPIC_BASE_URL", url.as_str())]).await;
    let ada = app.visitor();
    ada.sign_up("ada@example.com").await.is(303);
    ada.paste("/cv", CV).await.is(303);
    gate.hold_answers();
    let held = async {
        wait::until("a question to the model", async || fake.asked().len(), |asked| *asked == 1).await;
        no_transaction_is_open(&app).await;
        gate.open();
    };
    tokio::join!(app.drain(), held);
}
