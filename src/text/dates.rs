//! Months, and days of charts, in the language of the request.

use chrono::{Datelike, NaiveDate};

/// A day, for charts: "3 Dec".
pub fn short_day(date: NaiveDate) -> String {
    say!("date-day", day = date.day(), month = say!("date-month-short", month = date.month()))
}

/// A month with its year: "December 2026"
pub fn month(date: NaiveDate) -> String {
    let month = say!("date-month-name", month = date.month());
    say!("date-month", month = month, year = date.year().to_string())
}

/// A short month with its year, for charts: "Dec 2026".
pub fn short_month(date: NaiveDate) -> String {
    let month = say!("date-month-short", month = date.month());
    say!("date-month", month = month, year = date.year().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_out_or_short() {
        let date = NaiveDate::from_ymd_opt(2026, 9, 3).unwrap();
        assert_eq!(short_day(date), "3 Sep");
        assert_eq!([month(date), short_month(date)], ["September 2026", "Sep 2026"]);
    }
}
