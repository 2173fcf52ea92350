//! News: a feed and mails, each switched on by the person. Mail goes to a real SMTP server on this machine, and what came is
//! read by a mail program's parser; a feed is read by a feed reader's.

mod digest;
mod employers;
mod feed;
mod links;
mod secrets;
mod troubles;

use crate::support::app::{TestApp, list};
use crate::support::browser::Visitor;
use crate::support::smtp::{self, MailServer};
use chrono::TimeDelta;
use jobfill::models::user::{Email, User};
use jobfill::worker;

const ADA: &str = "ada@example.com";

/// An installation that sends mail.
async fn app_with_mail() -> (TestApp, MailServer) {
    let server = MailServer::start().await;
    let app = TestApp::with(smtp::settings(&server.url)).await;
    (app, server)
}

async fn person(app: &TestApp, email: &str) -> User {
    User::find_by_email(&mut *app.conn().await, &Email::parse(email).unwrap()).await.unwrap().unwrap()
}

/// Ada, who has signed up, whose address is confirmed, and whose first search is loaded.
async fn ada(app: &TestApp, server: &MailServer) -> Visitor {
    let ada = app.visitor();
    ada.sign_up(ADA).await.is(303);
    app.drain().await;
    ada.post(&server.only().path("/confirm/"), &[]).await.goes_to("/account/news");
    wants(app, "Data Scientist").await;
    // What came before she wanted news is no news: the clock stands still otherwise.
    app.pass(TimeDelta::minutes(1));
    ada
}

async fn wants(app: &TestApp, title: &str) {
    app.wants(&person(app, ADA).await, &list(&[title], &["Berlin"])).await;
    app.drain().await;
}

async fn switches(ada: &Visitor, every: &str) {
    ada.post("/account/news", &[("every", every)]).await.goes_to("/account/news");
}

/// The next day: the morning's run, and what is made after it.
async fn morning(app: &TestApp) {
    app.pass(TimeDelta::days(1));
    worker::ensure_daily(app).await.unwrap();
    app.drain().await;
    a_look(app).await;
}

/// Some minutes later.
async fn a_look(app: &TestApp) {
    app.pass(TimeDelta::minutes(6));
    worker::ensure_daily(app).await.unwrap();
    app.drain().await;
}
