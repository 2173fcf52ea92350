//! Which lines of a CV are of the last years. There is no clock here, so that equal texts give equal profiles.

use crate::cv::dates::{is_date, is_today};
use crate::cv::structure::{Line, Section};
use crate::cv::titles::tokens::tokens;

/// Years back for which a job still tells what a person may want to do, and where.
const RECENT_YEARS: i32 = 10;

/// The earliest year for reading a CV.
const READ_FROM: i32 = 2026;

/// For each line, whether its job is of the last years, or goes on, or tells no year.
pub(super) fn are_recent(lines: &[Line<'_>]) -> Vec<bool> {
    let now = lines.iter().filter_map(|line| last_year(line.text)).max().unwrap_or_default().max(READ_FROM);
    ends(lines).into_iter().map(|ended| ended.is_none_or(|year| now - year <= RECENT_YEARS)).collect()
}

/// The last year of each line's job. Dates on a line of their own at the beginning of a job list go for all lines up to
/// the next dates. None: the job goes on, or the year is not told.
fn ends(lines: &[Line<'_>]) -> Vec<Option<i32>> {
    let mut is_date_first: Option<bool> = None;
    let mut of_entry = None;
    let year = |line: &Line<'_>| {
        if line.section != Section::Experience {
            (is_date_first, of_entry) = (None, None);
            return None;
        }
        // Values of labels say nothing about the order of dates and jobs.
        if line.label.is_some() {
            return last_year(line.text);
        }
        let is_date = is_date(line.text);
        let is_first = *is_date_first.get_or_insert(is_date);
        if is_date {
            of_entry = last_year(line.text);
        }
        last_year(line.text).or(of_entry.filter(|_| is_first))
    };
    lines.iter().map(year).collect()
}

/// The last year in a line.
fn last_year(line: &str) -> Option<i32> {
    let is_open = tokens(line).iter().any(|word| is_today(word));
    let years =
        line.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4).filter_map(|run| run.parse().ok());
    years.filter(|year| (1950..2100).contains(year)).max().filter(|_| !is_open)
}
