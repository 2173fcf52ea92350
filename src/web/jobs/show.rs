//! `GET /jobs/{id}`: one job.

use super::tags::{Stated, employment_type};
use crate::app::App;
use crate::models::job::{Sight, Twin, source_label};
use crate::web::AppResult;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use crate::web::text::{self, Moment};
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};

pub async fn show(app: Data<App>, signed_in: SignedIn, path: Path<i64>) -> AppResult {
    let SignedIn { user, chrome } = signed_in;
    let mut conn = app.db.conn().await?;
    let sight = Sight::find(&mut conn, user.id, path.into_inner()).await?;
    let twin = sight.twin(&mut conn, user.id).await?;
    drop(conn);
    let show = JobShow { chrome, now: app.clock.now(), sight, twin };
    page::page(&show.chrome, &show)
}

#[derive(Template)]
#[template(path = "jobs/show.html")]
struct JobShow {
    chrome: Chrome,
    now: DateTime<Utc>,
    sight: Sight,
    twin: Option<Twin>,
}

impl JobShow {
    /// What the job states besides employer and place, by name; None: it does not say.
    fn facts(&self) -> Vec<(&'static str, Option<String>)> {
        let job = &self.sight.job;
        let stated = Stated::from(job);
        let list = |values: Vec<&str>| (!values.is_empty()).then(|| values.join(", "));
        vec![
            ("Arrangement", stated.work_arrangement.map(str::to_owned)),
            ("Employment", list(stated.employment_types.iter().map(|name| employment_type(name)).collect())),
            ("Seniority", stated.seniority.map(str::to_owned)),
            ("Industry", list(stated.industries.iter().map(String::as_str).collect())),
            ("Salary", job.salary.clone()),
            ("Language", job.language.clone()),
        ]
    }

    fn twin_source(&self, twin: &Twin) -> String {
        source_label(&twin.source).to_owned()
    }

    fn time(&self, at: &DateTime<Utc>) -> Moment {
        text::moment(at, &self.now)
    }
}
