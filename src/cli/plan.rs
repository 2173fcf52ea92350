//! `jobfill plan`: why each combination is bought at each source, or not. Only reads.

use super::open::open;
use super::{At, DONE, output};
use crate::app::App;
use crate::config::{Config, Env};
use crate::email::Email;
use crate::filters::Filters;
use crate::models::combination::Tracked;
use crate::models::search::Search;
use crate::models::tracking;
use crate::models::user::User;
use crate::sources::Source;
use crate::status::{Answer, Expected, Piece, Reason, reasons};
use clap::Args;
use serde::Serialize;
use std::collections::HashMap;

#[derive(Args)]
pub(super) struct Options {
    /// Only what this person wants.
    #[arg(long, value_name = "EMAIL")]
    user: Option<String>,
    #[command(flatten)]
    at: At,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// A decision, as scripts read the plan.
#[derive(Serialize)]
struct Row {
    title_keyword: String,
    location: String,
    filters: Narrowed,
    source: Source,
    answer: Answer,
    /// Requests that make a purchase needless.
    by: Vec<String>,
    /// Posting time to be bought.
    window: Option<Piece>,
    expected: Expected,
    why: String,
}

/// Filters under the names of their columns; None: no filter.
#[derive(Serialize)]
struct Narrowed {
    ai_work_arrangement: Option<&'static str>,
    ai_employment_type: Option<&'static str>,
    ai_seniority: Option<&'static str>,
    ai_industry: Option<&'static str>,
}

pub(super) async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
    let opened = open(config, options.at.clock(), env).await?;
    let outcome = show(&opened.app, &options).await;
    opened.close().await?;
    outcome
}

async fn show(app: &App, options: &Options) -> anyhow::Result<u8> {
    let mut conn = app.db.conn().await?;
    let combinations = match &options.user {
        Some(email) => {
            let email = Email::parse(email)?;
            let user = User::find_by_email(&mut conn, &email).await?;
            let user = user.ok_or_else(|| anyhow::anyhow!("nobody has the address {}", email.as_str()))?;
            let wanted = Search::active_combinations(&mut conn, user.id).await?;
            Tracked::with_ids(&mut conn, &wanted).await?
        }
        None => tracking::newest(&mut conn, i64::MAX).await?,
    };
    let told = reasons(&mut conn, app, &combinations).await?;
    let by_id: HashMap<i32, &Tracked> = combinations.iter().map(|one| (one.id, one)).collect();
    let rows = told.into_iter().filter_map(|reason| Some(Row::of(by_id.get(&reason.combination_id)?, reason)));
    let rows: Vec<Row> = rows.collect();
    if options.json {
        output::json(&rows)?;
    } else if app.reaches().is_empty() {
        output::line(&say!("status-no-source"))?;
    } else {
        print(&rows)?;
    }
    Ok(DONE)
}

impl Row {
    fn of(combination: &Tracked, reason: Reason) -> Self {
        let Reason { source, answer, by, window, expected, why, .. } = reason;
        Self {
            title_keyword: combination.title_keyword.clone(),
            location: combination.location.clone(),
            filters: Narrowed::of(combination.filters()),
            source,
            answer,
            by,
            window,
            expected,
            why,
        }
    }
}

impl Narrowed {
    fn of(filters: Filters) -> Self {
        let [ai_work_arrangement, ai_employment_type, ai_seniority, ai_industry] = filters.names();
        Self { ai_work_arrangement, ai_employment_type, ai_seniority, ai_industry }
    }

    fn told(&self) -> String {
        let set = [self.ai_work_arrangement, self.ai_employment_type, self.ai_seniority, self.ai_industry];
        set.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

fn print(rows: &[Row]) -> anyhow::Result<()> {
    let cells = |row: &Row| {
        let credits = if row.window.is_some() { format!("about {}", row.expected.credits) } else { "-".to_owned() };
        let (answer, filters) = (row.answer.as_str().replace('_', " "), row.filters.told());
        let source = row.source.label().to_owned();
        [row.title_keyword.clone(), row.location.clone(), filters, source, answer, credits, row.why.clone()]
    };
    let rows: Vec<_> = rows.iter().map(cells).collect();
    output::table(["TITLE", "PLACE", "FILTERS", "SOURCE", "ANSWER", "CREDITS", "WHY"], &rows)
}
