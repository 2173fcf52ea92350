//! `GET /jobs.csv`: saved jobs, or jobs applied for, as a file.

use super::view::JobView;
use crate::app::App;
use crate::models::job::JobCopy;
use crate::models::listing::desk::Desk;
use crate::models::listing::{Links, List, Listed, Listing, SearchAtSource};
use crate::web::AppResult;
use crate::web::admin::csv;
use crate::web::session::SignedIn;
use actix_web::HttpRequest;
use actix_web::web::Data;
use chrono::{DateTime, Utc};

const HEADER: [&str; 13] = [
    "title",
    "employer",
    "place",
    "arrangement",
    "contract",
    "seniority",
    "salary",
    "posted",
    "saved",
    "applied_on",
    "note",
    "closed",
    "link",
];

/// The jobs of a marked list, as chosen there; for the other lists, the saved jobs.
pub(crate) async fn file(app: Data<App>, SignedIn { user, .. }: SignedIn, request: HttpRequest) -> AppResult {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let searches = SearchAtSource::of_user(&mut conn, user.id).await?;
    let mut view = JobView::parse(request.query_string(), app.config.country, &searches);
    view.list = if view.list.is_marked() { view.list } else { List::Saved };
    let criteria = view.criteria(now, now, &Desk::default());
    let listing = Listing { user_id: user.id, links: Links::of(&searches, view.search), criteria: &criteria };
    let jobs = listing.newest(&mut conn).await?;
    drop(conn);
    let name = format!("jobs-{}", view.list.as_str());
    csv::whole(&name, &HEADER, jobs.iter().map(|job| cells(job, now)).collect())
}

fn cells(job: &Listed, now: DateTime<Utc>) -> Vec<String> {
    let together = job.together();
    let day = |at: Option<DateTime<Utc>>| at.map(|at| at.date_naive().to_string()).unwrap_or_default();
    let closed = JobCopy::closing_of_all(&job.copies.0, now).map(|closing| closing.at);
    let applied_on = job.applied_on.or_else(|| job.applied_at.map(|at| at.date_naive()));
    vec![
        job.title.clone(),
        job.company.clone(),
        together.place.clone(),
        together.work_arrangement.clone().unwrap_or_default(),
        together.employment_types.join(", "),
        together.seniority.clone().unwrap_or_default(),
        together.salary.clone().unwrap_or_default(),
        day(together.posted_at),
        day(job.saved_at),
        applied_on.filter(|_| job.applied_at.is_some()).map(|day| day.to_string()).unwrap_or_default(),
        job.note.clone().unwrap_or_default(),
        day(closed),
        together.apply_link().map(|(link, _)| link.to_owned()).unwrap_or_default(),
    ]
}
