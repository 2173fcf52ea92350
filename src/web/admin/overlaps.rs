//! `/admin/overlaps`: shared combinations and their worth. Combinations of fewer than three people are never named.

use super::csv::{self, Portion};
use super::{PAGE_SIZE, PORTION, words};
use crate::app::App;
use crate::db::Connection;
use crate::models::overlap::{By, Cursor, FIRST, Group, Shared, Spread};
use crate::models::saving::Purchases;
use crate::text;
use crate::web::AppResult;
use crate::web::filters;
use crate::web::jobs;
use crate::web::page::{self, Chrome};
use crate::web::query::Fields;
use crate::web::session::Viewer;
use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use diesel::QueryResult;

/// Titles and places in their tables.
const GROUPS: i64 = 20;

/// "people.id" of the combination above; None: no cursor of ours.
fn cursor(after: &str) -> Option<Cursor> {
    let (users, id) = after.split_once('.')?;
    Some((users.parse().ok()?, id.parse().ok()?))
}

#[derive(Template)]
#[template(path = "admin/overlaps.html")]
struct OverlapIndex {
    chrome: Chrome,
    shared: Vec<Shared>,
    /// The beginning of the next page; None: this page is the last.
    next: Option<Cursor>,
    /// The combination above the page's first; None: the page is the first.
    after: Option<Cursor>,
    complaints: Vec<String>,
    spread: Spread,
    purchases: Vec<Purchases>,
    titles: Vec<Group>,
    places: Vec<Group>,
}

/// The page of overlaps.
pub(crate) async fn index(app: Data<App>, viewer: Viewer, request: HttpRequest) -> AppResult {
    let fields = Fields::parse(request.query_string());
    let mut conn = app.db.conn().await?;
    let index = OverlapIndex::load(&mut conn, viewer.chrome, fields).await?;
    page::page(&index.chrome, &index)
}

/// Every combination shared by enough people as a file, the most shared first.
pub(crate) async fn csv(app: Data<App>, _: Viewer) -> AppResult {
    let headers = [
        "title_keyword",
        "location",
        "ai_work_arrangement",
        "ai_employment_type",
        "ai_seniority",
        "ai_industry",
        "people",
        "jobs_found",
        "credits",
    ];
    csv::download("overlaps", &headers, FIRST, move |after| {
        let app = app.clone();
        async move {
            let found = Shared::page(&mut *app.db.conn().await?, after, PORTION).await?;
            let next = found.last().filter(|_| found.len() == PORTION).map(Shared::cursor);
            Ok(Portion { rows: found.iter().map(cells).collect(), next })
        }
    })
}

fn cells(shared: &Shared) -> Vec<String> {
    let name = &shared.combination;
    let mut cells = vec![name.title_keyword.clone(), name.location.clone()];
    cells.extend(name.filters().names().map(|filter| filter.unwrap_or_default().to_owned()));
    cells.extend([shared.users.to_string(), shared.jobs_found.to_string(), shared.credits.to_string()]);
    cells
}

impl OverlapIndex {
    async fn load(conn: &mut Connection, chrome: Chrome, mut fields: Fields) -> QueryResult<Self> {
        let after = fields.position("after", cursor);
        let mut shared = Shared::page(conn, after.unwrap_or(FIRST), PAGE_SIZE + 1).await?;
        let has_more = shared.len() > PAGE_SIZE;
        shared.truncate(PAGE_SIZE);
        Ok(Self {
            chrome,
            next: shared.last().filter(|_| has_more).map(Shared::cursor),
            shared,
            after,
            complaints: fields.complaints,
            spread: Spread::load(conn).await?,
            purchases: Purchases::by_source(conn).await?,
            titles: Group::load(conn, By::Title, GROUPS).await?,
            places: Group::load(conn, By::Place, GROUPS).await?,
        })
    }

    fn is_empty(&self) -> bool {
        let Spread { by_nobody, by_one, by_two, by_more } = self.spread;
        by_nobody + by_one + by_two + by_more == 0
    }

    /// Numbers of combinations wanted by more people, by two, by one and by nobody.
    fn spread(&self) -> [(String, String); 4] {
        let Spread { by_nobody, by_one, by_two, by_more } = self.spread;
        [
            (say!("admin-overlaps-by-more"), text::number(by_more)),
            (say!("admin-overlaps-by-two"), text::number(by_two)),
            (say!("admin-overlaps-by-one"), text::number(by_one)),
            (say!("admin-overlaps-by-nobody"), text::number(by_nobody)),
        ]
    }

    /// Both tables of groups: heading, first column, rows.
    fn groups(&self) -> [(String, String, &[Group]); 2] {
        [
            (say!("admin-overlaps-by-title"), say!("admin-title"), &self.titles),
            (say!("admin-overlaps-by-place"), say!("admin-place"), &self.places),
        ]
    }

    /// Credits of a combination for each of its people.
    fn each(&self, shared: &Shared) -> i64 {
        shared.credits / i64::from(shared.users)
    }

    /// Average uses of a source's purchases for people: by the buyer, and by all people spared since.
    fn source_reuse(&self, one: &Purchases) -> String {
        times(one.for_people + one.savings, one.for_people)
    }

    fn reuse(&self, group: &Group) -> String {
        times(group.wanted - group.pending, group.bought)
    }

    fn yielded(&self, new_jobs: &i64, credits: &i64) -> String {
        ratio(*new_jobs, *credits)
    }
}

/// "2.5×"; a dash where no purchase was made.
fn times(wanted: i64, bought: i64) -> String {
    if bought > 0 { format!("{}×", ratio(wanted, bought)) } else { "—".to_owned() }
}

/// A quotient to one decimal; a dash for division by zero.
fn ratio(of: i64, by: i64) -> String {
    if by > 0 { format!("{:.1}", of as f64 / by as f64) } else { "—".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_told_to_one_decimal() {
        assert_eq!([times(25, 12), times(3, 0), ratio(131, 143), ratio(5, 0)], ["2.1×", "—", "0.9", "—"]);
    }

    #[test]
    fn a_position_is_read_or_refused() {
        assert_eq!(cursor("7.12"), Some((7, 12)));
        assert_eq!(["7", "x.1", "", "7.99999999999"].map(cursor), [None; 4]);
    }
}
