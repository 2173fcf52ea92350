//! What asking less often would cost, by the figures of this installation.

use super::capacity::PlanView;
use crate::coverage::less_often::{self, LessOften, Pace};
use crate::sources::Unit;

/// Days between two questions that are compared.
const COMPARED: [i64; 3] = [1, 2, 3];

/// A row of the table: runs that ask again after so many days at the latest.
pub(super) struct Row {
    pub days: i64,
    /// As the installation is set.
    pub is_set: bool,
    /// For each source with a plan.
    pub own: Vec<String>,
}

/// Rows of the table; none: runs have bought nothing yet.
pub(super) fn rows(plans: &[PlanView], paces: &[Pace], refresh_days: i64) -> Vec<Row> {
    if paces.is_empty() {
        return Vec::new();
    }
    let row = |days| Row {
        days,
        is_set: days == refresh_days,
        own: plans.iter().map(|plan| figure(plan, paces, days, refresh_days)).collect(),
    };
    COMPARED.into_iter().map(row).collect()
}

/// "1,240 requests; 0.8 days late". Where jobs are charged, they are as many, however seldom they are asked for.
fn figure(plan: &PlanView, paces: &[Pace], days: i64, refresh_days: i64) -> String {
    let compared = |days| less_often::compare(paces, plan.source, days);
    let (Some(asked), Some(now)) = (compared(days), compared(refresh_days)) else { return "—".to_owned() };
    let share = if plan.unit == Unit::Requests { share(asked, now) } else { 1.0 };
    let credits = (plan.refreshes() as f64 * share).round() as i64;
    let late = format!("{:.1}", asked.late);
    say!("admin-quota-less-often-figure", credits = credits, late = late)
}

fn share(asked: LessOften, now: LessOften) -> f64 {
    if now.calls > 0.0 { asked.calls / now.calls } else { 1.0 }
}
