//! What is secret about news stands in no log and no table: addresses, and the secrets in links.

use crate::support::app::TestApp;
use crate::support::browser::Visitor;
use crate::support::smtp::{self, How, MailServer};

const EMAIL: &str = "quetzalmail@example.org";

#[tokio::test(flavor = "multi_thread")]
async fn no_log_holds_an_address_and_no_row_the_secret_of_a_link() {
    let mails = MailServer::start().await;
    let [url, sender, site] = smtp::settings(&mails.url);
    let app = TestApp::on_system_clock([url, sender, site, ("JOBFILL_REFRESH_AT", "23:59")]).await;
    mails.fail(How::ToRecipient("451 4.2.0 <quetzalmail@example.org> is busy"));
    let server = app.program(&["serve"], &[("JOBFILL_BIND", "127.0.0.1:0"), ("JOBFILL_LOG", "trace")]);
    let ada = Visitor::new(&format!("http://{}", server.logs("listening on http://").await));
    ada.sign_up(EMAIL).await.is(303);
    server.logs("the mail server has not taken the mail in: put_off (451)").await;
    app.hurry().await;
    mails.has(1).await;
    ada.post("/forgotten", &[("email", EMAIL)]).await.is(303);
    mails.has(2).await;
    let page = ada.post("/account/feed", &[]).await;
    let feed = page.body.split("/feed/").nth(1).unwrap().split(".atom").next().unwrap().to_owned();
    ada.get(&format!("/feed/{feed}")).await.is(200);
    ada.get("/feed/quetzalmail").await.is(404);
    let mut secrets = vec![feed];
    for mail in mails.taken() {
        let beginning = if mail.subject().contains("password") { "/link/" } else { "/confirm/" };
        let path = mail.path(beginning);
        ada.get(&path).await.is(200);
        secrets.push(path.trim_start_matches(beginning).to_owned());
    }
    let stored = app.database.rows().await.join("\n");
    for secret in &secrets {
        assert!(secret.len() >= 43 && !stored.contains(secret), "{secret} is stored");
    }

    let log = server.log();
    server.stop().await;
    assert!(log.contains("a mail was sent"), "{log}");
    secrets.push("quetzalmail".to_owned());
    for secret in secrets {
        let lines: Vec<_> = log.lines().filter(|line| line.to_lowercase().contains(&secret.to_lowercase())).collect();
        assert_eq!(lines, [""; 0], "{secret} is logged");
    }
}
