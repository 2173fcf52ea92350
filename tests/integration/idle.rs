//! What the server takes while nobody asks for anything.

use crate::support::app::TestApp;
use crate::support::books;
use crate::support::browser::Visitor;

/// In KiB, in a development build: memory of its own, most of it tables of places and kept statements. Pages of the
/// program's file are left out, which the system reads ahead and takes away as it likes. Of PostgreSQL's memory nothing
/// is counted: it is a program of its own.
const MOST: u64 = 48 * 1024;

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_has_worked_idles_on_little_memory() {
    let app = TestApp::on_system_clock([("JOBFILL_REFRESH_AT", "23:59")]).await;
    let server = app.program(&["serve"], &[("JOBFILL_BIND", "127.0.0.1:0"), ("JOBFILL_MAX_CONNECTIONS", "16")]);
    let visitor = Visitor::new(&server.logs("listening on ").await);
    visitor.sign_up("ada@example.com").await.is(303);
    let form =
        [("query_name", "Primary Search"), ("titles", "Data Scientist\nNurse"), ("locations", "Berlin\nHamburg")];
    visitor.post("/searches", &form).await.is(303);
    books::nothing_is_alive(&app).await;
    for page in ["/home", "/jobs", "/searches", "/cv", "/account"] {
        visitor.get(page).await.is(200);
    }
    let (resident, own) = (server.memory("VmRSS"), server.memory("RssAnon"));
    println!("idle: {} MiB resident, {} MiB of it its own", resident / 1024, own / 1024);
    assert!(own < MOST, "{own} KiB");
    server.stop().await;
    books::everything_is_bought(&app).await;
}
