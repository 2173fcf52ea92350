//! `GET /jobs.csv`: jobs that a person has marked, as a file, in the reader's words.

use super::tags::Stated;
use super::view::JobView;
use super::{note, pay};
use crate::app::App;
use crate::models::job::JobCopy;
use crate::models::listing::desk::Desk;
use crate::models::listing::{Links, List, Listed, Listing, SearchAtSource};
use crate::web::AppResult;
use crate::web::admin::csv;
use crate::web::labels;
use crate::web::session::SignedIn;
use actix_web::HttpRequest;
use actix_web::web::Data;
use chrono::{DateTime, Utc};

/// The jobs of a marked list, as chosen there; for the other lists, the saved jobs.
pub(crate) async fn file(app: Data<App>, SignedIn { user, .. }: SignedIn, request: HttpRequest) -> AppResult {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let searches = SearchAtSource::of_user(&mut conn, user.id).await?;
    let mut view = JobView::parse(request.query_string(), app.config.country, &searches);
    view.list = if view.list.is_marked() { view.list } else { List::Saved };
    let criteria = view.criteria(now, now, &Desk::default());
    let listing = Listing { user_id: user.id, links: Links::of(&searches, view.search), criteria: &criteria };
    let jobs = listing.all_marked(&mut conn).await?;
    drop(conn);
    let (name, header) = (format!("jobs-{}", view.list.as_str()), header());
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    csv::whole(&name, &header, jobs.iter().map(|job| cells(&app, job)).collect())
}

fn header() -> [String; 13] {
    [
        say!("jobs-file-title"),
        say!("jobs-employer"),
        say!("jobs-place"),
        say!("jobs-fact-arrangement"),
        say!("jobs-contract"),
        say!("jobs-seniority"),
        say!("jobs-fact-salary"),
        say!("jobs-fact-posted"),
        say!("jobs-saved"),
        say!("jobs-note-day"),
        say!("jobs-note-text"),
        say!("jobs-file-closed"),
        say!("jobs-file-link"),
    ]
}

fn cells(app: &App, job: &Listed) -> Vec<String> {
    let together = job.together();
    let stated = Stated::from(&together);
    let day = |at: Option<DateTime<Utc>>| at.map(|at| app.local_date(at).to_string()).unwrap_or_default();
    let closed = JobCopy::closing_of_all(&job.copies.0, app.clock.now()).map(|closing| closing.at);
    let applied_on = note::day(app, job.applied_at, job.applied_on);
    vec![
        job.title.clone(),
        job.company.clone(),
        together.place.clone(),
        stated.work_arrangement.map(labels::filter).unwrap_or_default(),
        stated.employment_types.iter().map(|name| labels::filter(name)).collect::<Vec<_>>().join(", "),
        stated.seniority.map(labels::filter).unwrap_or_default(),
        together.salary.as_deref().map(pay::in_language).unwrap_or_default(),
        day(together.posted_at),
        day(job.saved_at),
        applied_on.map(|day| day.to_string()).unwrap_or_default(),
        job.note.clone().unwrap_or_default(),
        day(closed),
        together.apply_link().map(|(link, _)| link.to_owned()).unwrap_or_default(),
    ]
}
