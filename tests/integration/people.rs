//! People: signing up and in, links, accounts, and what other people must never see.

mod account;
mod codes;
mod guard;
mod kept;
mod links;
mod prove;
mod retention;
mod roles;
mod sign_in;

use crate::support::app::TestApp;
use crate::support::browser::Visitor;

/// What `Visitor::sign_up` signs up with.
const PASSWORD: &str = "correct horse battery";

/// A browser in which a new person is signed in.
async fn signed_up(app: &TestApp, email: &str) -> Visitor {
    let visitor = app.visitor();
    visitor.sign_up(email).await.goes_to("/cv");
    visitor
}

async fn sign_in(visitor: &Visitor, email: &str, password: &str) -> crate::support::browser::Answer {
    visitor.post("/login", &[("email", email), ("password", password)]).await
}

/// Fails unless the browser's session is over.
async fn is_out(visitor: &Visitor) {
    visitor.get("/account").await.goes_to("/login?next=%2Faccount");
}
