//! Price of a page, in the source's units. Pure.

use crate::config::{Cost, SourceConfig};
use crate::sources::{self, JSEARCH_PAGE, Source, SpanName, Unit};

/// Jobs on a usual page of Active Jobs DB; page limits count such pages.
pub const ACTIVE_JOBS_PAGE: u32 = sources::USUAL_ROWS;

/// Most jobs asked for on a page of Active Jobs DB. The source takes 1,000; 400 with the longest descriptions seen, of
/// 20 KiB, are 8 MiB.
pub const ACTIVE_JOBS_LARGEST_PAGE: u32 = 400;

/// Divisor of the credits left: a page beyond the usual asks for at most this part, lest one call hold up all others.
const PART_OF_WHAT_IS_LEFT: i64 = 10;

/// Tariff: a source's way of charging.
#[derive(Clone, Copy, Debug)]
pub struct Tariff {
    /// Source of the tariff.
    pub source: Source,
    /// Price basis: a credit for a page, or a credit for a job.
    pub cost: Cost,
}

impl Tariff {
    /// Tariff of a source, by its settings.
    pub fn of(config: &SourceConfig) -> Self {
        Self { source: config.source, cost: config.cost }
    }

    /// Unit in which credits are counted.
    pub fn main_unit(self) -> Unit {
        match (self.source, self.cost) {
            (Source::JSearch, Cost::PerPage) => Unit::Requests,
            _ => Unit::Jobs,
        }
    }

    /// Units with a meter, the main unit first.
    pub fn units(self) -> &'static [Unit] {
        match (self.source, self.cost) {
            (Source::JSearch, Cost::PerPage) => &[Unit::Requests],
            (Source::JSearch, Cost::PerJob) => &[Unit::Jobs],
            (Source::ActiveJobs, _) => &[Unit::Jobs, Unit::Requests],
        }
    }

    /// Jobs on a full page.
    pub fn page_size(self) -> u32 {
        match self.source {
            Source::JSearch => JSEARCH_PAGE,
            Source::ActiveJobs => ACTIVE_JOBS_PAGE,
        }
    }

    /// Rows of the cheapest page of a source. Later pages go on behind it.
    pub fn smallest_page(self) -> u32 {
        match self.source {
            Source::JSearch => JSEARCH_PAGE,
            Source::ActiveJobs => 1,
        }
    }

    /// Rows that a page may ask for at most, with `credits` left; None: too few for any page.
    pub fn affordable_rows(self, credits: i64) -> Option<u32> {
        let page = self.page_size();
        match (self.source, self.cost) {
            (Source::JSearch, Cost::PerPage) => (credits >= 1).then_some(page),
            // JSearch takes no limit: a page is bought whole or not at all.
            (Source::JSearch, Cost::PerJob) => (credits >= i64::from(page)).then_some(page),
            (Source::ActiveJobs, _) => {
                let most = (credits / PART_OF_WHAT_IS_LEFT).clamp(page.into(), ACTIVE_JOBS_LARGEST_PAGE.into());
                u32::try_from(credits.min(most)).ok().filter(|&rows| rows > 0)
            }
        }
    }

    /// Rows to ask for, with `expected` rows left: enough for one page to hold all, with some to spare.
    pub fn rows_for(self, expected: i64) -> u32 {
        match self.source {
            Source::JSearch => self.page_size(),
            Source::ActiveJobs => {
                let with_spare = expected + expected * 3 / 10 + 20;
                let rows = with_spare.clamp(ACTIVE_JOBS_PAGE.into(), ACTIVE_JOBS_LARGEST_PAGE.into());
                u32::try_from(rows).unwrap_or(ACTIVE_JOBS_PAGE)
            }
        }
    }

    /// Highest price of a page of `rows`, per unit.
    pub fn most(self, unit: Unit, rows: u32) -> i64 {
        self.price(unit, rows)
    }

    /// Price of an answer with `rows` jobs, per unit. An empty answer is a page and a call like any other.
    pub fn price(self, unit: Unit, rows: u32) -> i64 {
        match unit {
            Unit::Jobs => rows.into(),
            Unit::Requests => 1,
        }
    }

    /// Most credits that a fetch takes.
    pub fn most_for_pages(self, pages: i32) -> i64 {
        i64::from(pages) * self.most(self.main_unit(), self.page_size())
    }

    /// Cost of a fetch that found `jobs` jobs: the first guess, before any measurement.
    pub fn guess_for_jobs(self, jobs: i64) -> i64 {
        match self.main_unit() {
            Unit::Jobs => jobs,
            Unit::Requests => (jobs + i64::from(self.page_size()) - 1) / i64::from(self.page_size()),
        }
    }
}

/// Jobs of a first fetch, until this installation has measured its own: the project's first estimate.
pub fn first_guess_jobs(source: Source) -> i64 {
    match source {
        Source::JSearch => 50,
        Source::ActiveJobs => 100,
    }
}

/// First guess for a shorter span, by its days; at least one job.
pub fn first_guess_of_span(source: Source, span: SpanName) -> i64 {
    let whole = first_guess_jobs(source);
    let (days, all) = match span {
        SpanName::Today => (1, 30),
        SpanName::ThreeDays => (3, 30),
        SpanName::Week => (7, 30),
        SpanName::Hours24 => (1, 7),
        SpanName::Month | SpanName::Days7 | SpanName::Months6 => (1, 1),
    };
    (whole * days / all).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGES: Tariff = Tariff { source: Source::JSearch, cost: Cost::PerPage };
    const ROWS: Tariff = Tariff { source: Source::ActiveJobs, cost: Cost::PerJob };

    #[test]
    fn a_day_is_guessed_as_a_part_of_the_whole() {
        let guesses =
            [SpanName::Month, SpanName::Week, SpanName::Today].map(|span| first_guess_of_span(Source::JSearch, span));
        assert_eq!((guesses, first_guess_of_span(Source::ActiveJobs, SpanName::Hours24)), ([50, 11, 1], 14));
    }

    #[test]
    fn an_empty_page_of_jsearch_costs_as_much_as_a_full_one() {
        assert_eq!(PAGES.price(Unit::Requests, 0), 1);
        assert_eq!(PAGES.price(Unit::Requests, 10), 1);
    }

    #[test]
    fn active_jobs_never_asks_for_more_rows_than_credits_are_left() {
        let rows = [0, 1, 7, 99, 101, 1_000, 1_500, 4_000, 90_000].map(|left| ROWS.affordable_rows(left));
        let most = [None, Some(1), Some(7), Some(99), Some(100), Some(100), Some(150), Some(400), Some(400)];
        assert_eq!(rows, most);
    }

    #[test]
    fn a_page_is_as_large_as_what_is_expected() {
        let rows = [0, 61, 62, 100, 200, 292, 293, 1_000].map(|expected| ROWS.rows_for(expected));
        assert_eq!(rows, [100, 100, 100, 150, 280, 399, 400, 400]);
        assert_eq!(PAGES.rows_for(1_000), JSEARCH_PAGE);
    }

    #[test]
    fn fifty_jobs_are_five_pages_or_fifty_credits() {
        assert_eq!(PAGES.guess_for_jobs(50), 5);
        assert_eq!(Tariff { cost: Cost::PerJob, ..PAGES }.guess_for_jobs(50), 50);
    }
}
