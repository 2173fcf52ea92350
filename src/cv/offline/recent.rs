//! Which lines of a CV are of the last years. There is no clock here, so that equal texts give equal profiles.

use crate::cv::dates::{is_date, is_span, is_today};
use crate::cv::structure::{Label, Line, Section};
use crate::cv::titles::tokens::tokens;

/// Years back for which a job still tells what a person may want to do, and where.
const RECENT_YEARS: i32 = 10;

/// The earliest year for reading a CV.
const READ_FROM: i32 = 2026;

/// For each line, whether its job is of the last years, or goes on, or tells no year.
pub(super) fn are_recent(lines: &[Line<'_>]) -> Vec<bool> {
    // A licence that ends in 2038 is not today.
    let of_jobs = lines.iter().filter(|line| line.section == Section::Experience);
    let now = of_jobs.filter_map(|line| last_year(line.text)).max().unwrap_or_default().max(READ_FROM);
    ends(lines).into_iter().map(|ended| ended.is_none_or(|year| now - year <= RECENT_YEARS)).collect()
}

/// The last year of each line's job. Where a list of jobs begins with a date, dates go for all lines up to the next ones;
/// elsewhere a labelled employer or title has the next dates of its block. None: the job goes on, or the year is not told.
fn ends(lines: &[Line<'_>]) -> Vec<Option<i32>> {
    let mut is_date_first: Option<bool> = None;
    let mut of_entry = None;
    let year = |(at, line): (usize, &Line<'_>)| {
        if line.section != Section::Experience {
            (is_date_first, of_entry) = (None, None);
            // A trade that was learnt long ago.
            return last_year(line.text).filter(|_| line.section == Section::Education);
        }
        // A column of personal labels says nothing about the order of dates and jobs.
        if line.label.is_some_and(Label::is_private) {
            return last_year(line.text);
        }
        let is_dated = is_dated(line.whole);
        let is_first = *is_date_first.get_or_insert(is_dated);
        if is_dated {
            of_entry = last_year(line.whole);
        }
        match (is_dated, is_first) {
            (true, _) => of_entry,
            (false, true) => last_year(line.text).or(of_entry),
            (false, false) => last_year(line.text).or_else(|| of_block(&lines[at..])),
        }
    };
    lines.iter().enumerate().map(year).collect()
}

/// "Company: …", "Designation: …", "Duration: 2014 to 2019": the last year of the block that begins with a label.
fn of_block(lines: &[Line<'_>]) -> Option<i32> {
    let (first, rest) = lines.split_first()?;
    let label = first.label?;
    let block = rest.iter().take_while(|line| line.section == Section::Experience && line.label != Some(label));
    block.map(|line| line.whole).find(|line| is_dated(line)).and_then(last_year)
}

/// Whether a line says when: a span of years, a date, or a year at its beginning.
fn is_dated(line: &str) -> bool {
    let begins_with_year = || {
        let first = line.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        first.len() == 4 && last_year(first).is_some()
    };
    is_span(line) || is_date(line) || begins_with_year()
}

/// The last year in a line.
fn last_year(line: &str) -> Option<i32> {
    let is_open = tokens(line).iter().any(|word| is_today(word));
    let years =
        line.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4).filter_map(|run| run.parse().ok());
    years.filter(|year| (1950..2100).contains(year)).max().filter(|_| !is_open)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cv::structure;

    /// Lines of jobs that ended long ago.
    fn old(cv: &str) -> Vec<String> {
        let text = format!("Experience\n{cv}");
        let lines = structure::lines(&text);
        let recent = are_recent(&lines);
        lines.iter().zip(recent).filter(|(_, is_recent)| !is_recent).map(|(line, _)| line.whole.to_owned()).collect()
    }

    #[test]
    fn a_job_is_as_old_as_its_dates_wherever_they_stand() {
        let first = "2019 - today Cook\nHotel Blim, Leeds\n2003 - 2008 Waiter\nCafé Zorg, York";
        assert_eq!(old(first), ["2003 - 2008 Waiter", "Café Zorg, York"]);
        let alone = "2019 - today\nCook\n2003 - 2008\nWaiter, York";
        assert_eq!(old(alone), ["2003 - 2008", "Waiter, York"]);
        let last = "Company: Blim\nDesignation: Cook\nDuration: 2019 to present\n\
                    Company: Zorg\nDesignation: Waiter\nDuration: 2003 to 2008";
        assert_eq!(old(last), ["Company: Zorg", "Designation: Waiter", "Duration: 2003 to 2008"]);
        let behind = "Cook, Blim, Leeds\n2019 - today\nWaiter, Zorg, York\n2003 - 2008";
        assert_eq!(old(behind), ["2003 - 2008"]);
    }
}
