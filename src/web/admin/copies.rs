//! `/admin/copies`: how many jobs are copies of others, the largest groups, and one group with its acts.

use super::csv::{self, Portion};
use super::meanwhile;
use super::reason::Because;
use super::{capped, entry};
use crate::app::App;
use crate::db::Connection;
use crate::models::audit::Entry;
use crate::models::job::{CopyShare, JobCopy, Large, TakenApart, put_together, take_apart};
use crate::text;
use crate::web::AppResult;
use crate::web::filters;
use crate::web::page::{self, Chrome};
use crate::web::query::Fields;
use crate::web::session::{Admin, Viewer};
use actix_web::HttpRequest;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

/// Number of jobs compared, the newest first.
const LOOKED_AT: i64 = 5_000;

/// Largest groups on the page.
const NAMED: i64 = 20;

#[derive(Template)]
#[template(path = "admin/copies.html")]
struct CopyIndex {
    chrome: Chrome,
    share: CopyShare,
    /// The groups last taken apart.
    apart: Vec<TakenApart>,
    complaints: Vec<String>,
    /// The jobs of the group asked for; empty: none.
    copies: Vec<JobCopy>,
    /// The group's last act in the audit when the page was made.
    seen: i64,
    now: DateTime<Utc>,
}

/// The page. `job`: a job of the group to show.
pub(crate) async fn index(app: Data<App>, viewer: Viewer, request: HttpRequest) -> AppResult {
    let mut fields = Fields::parse(request.query_string());
    let job: Option<i64> = fields.choice("job", |text| text.parse().ok());
    let mut conn = app.db.conn().await?;
    let share = CopyShare::among_newest(&mut conn, LOOKED_AT, NAMED).await?;
    let (copies, seen) = match job {
        Some(job) => of_job(&mut conn, job).await?,
        None => (Vec::new(), 0),
    };
    let apart = TakenApart::newest(&mut conn, NAMED).await?;
    let (chrome, complaints, now) = (viewer.chrome, fields.complaints, app.clock.now());
    let index = CopyIndex { chrome, share, apart, complaints, copies, seen, now };
    page::page(&index.chrome, &index)
}

/// The largest groups as a file.
pub(crate) async fn csv(app: Data<App>, _: Viewer) -> AppResult {
    csv::download("copies", &["job", "copies", "title_employer_place"], (), move |()| {
        let app = app.clone();
        async move {
            let mut conn = app.db.conn().await?;
            let share = CopyShare::among_newest(&mut conn, LOOKED_AT, NAMED).await?;
            let cells = |group: Large| vec![group.first.to_string(), group.size.to_string(), group.label()];
            Ok(Portion { next: None, rows: share.largest.0.into_iter().map(cells).collect() })
        }
    })
}

/// A job's copies, the job itself included, and the last act on their group.
async fn of_job(conn: &mut Connection, job: i64) -> QueryResult<(Vec<JobCopy>, i64)> {
    let copies = JobCopy::with(conn, job).await?;
    let first = copies.first().map_or(job, |copy| copy.id);
    let last = Entry::last_of(conn, &target(first)).await?;
    Ok((copies, last.map_or(0, |entry| entry.id)))
}

/// Takes a group apart: its jobs are no copies of each other, whatever the program thinks.
pub(crate) async fn apart(app: Data<App>, admin: Admin, id: Path<i64>, Form(because): Form<Because>) -> AppResult {
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let taking = conn.transaction(async |conn| -> QueryResult<String> {
        if let Some(told) = meanwhile::since(conn, &target(*id), because.seen(), now).await? {
            return Ok(told);
        }
        let copies = take_apart(conn, *id, now).await?;
        if copies.is_empty() {
            return Ok(say!("admin-copies-alone") + &meanwhile::last(conn, &target(*id), now).await?);
        }
        let mut entry = entry(&admin.user, "take apart", target(*id), &reason);
        entry.details = serde_json::json!({ "jobs": copies });
        entry.record(conn, now).await?;
        Ok(say!("admin-copies-parted", count = copies.len()))
    });
    Ok(page::redirect(&format!("/admin/copies?job={}", *id), &taking.await?))
}

/// Undoes the taking apart of a group: its jobs are compared anew.
pub(crate) async fn together(app: Data<App>, admin: Admin, id: Path<i64>, Form(because): Form<Because>) -> AppResult {
    let reason = because.read()?;
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    let putting = conn.transaction(async |conn| -> QueryResult<String> {
        let jobs = put_together(conn, *id, now).await?;
        if jobs.is_empty() {
            return Ok(say!("admin-copies-not-apart") + &meanwhile::last(conn, &target(*id), now).await?);
        }
        let mut entry = entry(&admin.user, "put together", target(*id), &reason);
        entry.details = serde_json::json!({ "jobs": jobs });
        entry.record(conn, now).await?;
        Ok(say!("admin-copies-together", count = jobs.len()))
    });
    Ok(page::redirect(&format!("/admin/copies?job={}", *id), &putting.await?))
}

/// A group's name in the audit, by its first job.
fn target(job: i64) -> String {
    format!("job {job}")
}

impl CopyIndex {
    /// "Of the newest 5,000 jobs 612 are copies of others (12.2 %), in 540 groups."
    fn told(&self) -> String {
        let share = &self.share;
        let percent = share.copies as f64 * 100.0 / share.jobs.max(1) as f64;
        say!(
            "admin-copies-share",
            jobs = capped(share.jobs),
            copies = share.copies,
            percent = format!("{percent:.1}"),
            groups = share.groups
        )
    }

    fn posted(&self, copy: &JobCopy) -> String {
        copy.posted_at.map_or_else(|| say!("jobs-not-stated"), |at| text::ago(&at, &self.now))
    }
}
