//! The list of jobs, and one job's page.

mod best;
mod bulk;
mod closed;
mod desk;
mod distance;
mod empty;
mod facts;
mod groups;
mod list;
mod marks;
mod page;
mod rows;
mod store;
mod topics;
mod undo;

use crate::support::app::{TestApp, list};
use crate::support::browser::Visitor;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use jobfill::models::job::{self, Stored};
use jobfill::models::user::{Email, User};
use jobfill::schema::{combination_requests, jobs, user_search_queries};
use jobfill::searches::List;
use jobfill::sources::{Posting, Source};

/// Somebody with a browser and a list of searches of which nothing has been bought yet.
struct Person {
    user: User,
    visitor: Visitor,
}

impl Person {
    async fn who_wants(app: &TestApp, email: &str, list: &List) -> Self {
        let visitor = app.visitor();
        visitor.sign_up(email).await;
        let email = Email::parse(email).unwrap();
        let user = User::find_by_email(&mut *app.conn().await, &email).await.unwrap().unwrap();
        app.wants(&user, list).await;
        Self { user, visitor }
    }

    /// A cook in Berlin.
    async fn cook(app: &TestApp, email: &str) -> Self {
        Self::who_wants(app, email, &list(&["Cook"], &["Berlin"])).await
    }

    /// The request of the person's first search at a source.
    async fn request(&self, app: &TestApp, source: Source) -> i64 {
        user_search_queries::table
            .inner_join(
                combination_requests::table
                    .on(combination_requests::combination_id.eq(user_search_queries::combination_id)),
            )
            .filter(user_search_queries::user_id.eq(self.user.id))
            .filter(combination_requests::source.eq(source.as_str()))
            .order(user_search_queries::id)
            .select(combination_requests::request_id)
            .first(&mut *app.conn().await)
            .await
            .unwrap()
    }

    /// Lets a source answer the person's first search with these postings.
    async fn is_brought(&self, app: &TestApp, source: Source, postings: &[Posting]) -> Stored {
        let request = self.request(app, source).await;
        job::store(&mut *app.conn().await, source, request, postings, app.clock.now()).await.unwrap().counts()
    }

    /// The titles that a list shows, from top to bottom.
    async fn sees(&self, path: &str) -> Vec<String> {
        titles(&self.visitor.get(path).await.is(200).body)
    }
}

/// What the headings of the rows say.
fn titles(page: &str) -> Vec<String> {
    let rows = page.split("<h2><a href=\"/jobs/").skip(1);
    rows.map(|row| row.split_once('>').unwrap().1.split_once('<').unwrap().0.to_owned()).collect()
}

/// A posting of which only this is stated.
fn posting(id: &str, title: &str, posted_at: DateTime<Utc>) -> Posting {
    Posting {
        source_id: id.to_owned(),
        title: title.to_owned(),
        company: Some("Acme GmbH".to_owned()),
        location: Some("Berlin, Germany".to_owned()),
        city: None,
        region: None,
        country: "de".parse().ok(),
        work_arrangement: None,
        employment_types: Vec::new(),
        seniority: None,
        industries: Vec::new(),
        apply_url: None,
        links: Vec::new(),
        publisher: None,
        description: None,
        description_is_html: false,
        posted_at: Some(posted_at),
        posted_from: Some(posted_at),
        valid_through: None,
        salary: None,
        language: None,
        fields: serde_json::json!({}),
    }
}

/// Postings named "Job 1" and so on, an hour apart, the first the newest.
fn postings(app: &TestApp, count: i32) -> Vec<Posting> {
    let at = |number: i32| app.clock.now() - TimeDelta::hours(number.into());
    (1..=count).map(|number| posting(&number.to_string(), &format!("Job {number}"), at(number))).collect()
}

/// The number of a job by its title.
async fn job_id(app: &TestApp, title: &str) -> i64 {
    jobs::table.filter(jobs::title.eq(title)).select(jobs::id).first(&mut *app.conn().await).await.unwrap()
}
