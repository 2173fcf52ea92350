//! Facts stated by the copies of one job together: one row of a list.

use super::copy::{JobCopy, apply_link};
use super::place;
use crate::sources::Source;
use crate::typed::plain;
use chrono::{DateTime, Utc};

/// Facts stated by copies together: of each fact the value from the copy closest to the employer, open copies before
/// closed ones, and stated facts before unstated ones.
#[derive(Clone, Debug, Default)]
pub struct Together {
    /// All places, without repetitions. Empty: none is stated.
    pub place: String,
    /// None here and below: no copy states the fact.
    pub work_arrangement: Option<String>,
    /// Empty: not stated.
    pub employment_types: Vec<String>,
    /// Level by a name of the closed list.
    pub seniority: Option<String>,
    /// The provider's taxonomy, the main industry first.
    pub industries: Vec<String>,
    /// Salary in words.
    pub salary: Option<String>,
    /// Address to apply at: the employer's own page before any other.
    pub apply_url: Option<String>,
    /// The earliest stated date.
    pub posted_at: Option<DateTime<Utc>>,
    /// Time when a copy was posted again, the last time.
    pub posted_again_at: Option<DateTime<Utc>>,
    /// Last moment of the last open copy; None: a copy states no end.
    pub valid_through: Option<DateTime<Utc>>,
    /// Time of the first sight of the first copy.
    pub first_seen_at: DateTime<Utc>,
    /// Sources that list the job, with the site it comes from there, each once.
    pub listed_by: Vec<ListedBy>,
}

/// A source with the site where it found a posting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedBy {
    /// Job API.
    pub source: Source,
    /// Site of the posting; None: not stated.
    pub publisher: Option<String>,
}

impl Together {
    /// Facts stated by these copies of one job.
    pub fn of(copies: &[JobCopy]) -> Self {
        let mut closest: Vec<&JobCopy> = copies.iter().collect();
        closest.sort_by_key(|copy| (copy.closed_at.is_some(), copy.distance(), copy.id));
        let first = |fact: fn(&JobCopy) -> Option<&String>| closest.iter().find_map(|copy| fact(copy).cloned());
        let list = |fact: fn(&JobCopy) -> &Vec<String>| {
            closest.iter().map(|copy| fact(copy)).find(|list| !list.is_empty()).cloned().unwrap_or_default()
        };
        let is_any_open = copies.iter().any(|copy| copy.closed_at.is_none());
        let open: Vec<&JobCopy> = copies.iter().filter(|copy| copy.closed_at.is_none() || !is_any_open).collect();
        let ends: Option<Vec<DateTime<Utc>>> = copies.iter().map(|copy| copy.valid_through).collect();
        Self {
            place: places(&closest),
            work_arrangement: first(|copy| copy.work_arrangement.as_ref()),
            employment_types: list(|copy| &copy.employment_types),
            seniority: first(|copy| copy.seniority.as_ref()),
            industries: list(|copy| &copy.industries),
            salary: first(|copy| copy.salary.as_ref()),
            apply_url: first(|copy| copy.apply_url.as_ref()),
            posted_at: open.iter().filter_map(|copy| copy.posted_at).min(),
            posted_again_at: copies.iter().filter_map(|copy| copy.posted_again_at).max(),
            valid_through: ends.and_then(|ends| ends.into_iter().max()),
            first_seen_at: copies.iter().map(|copy| copy.first_seen_at).min().unwrap_or_default(),
            listed_by: listed_by(copies),
        }
    }

    /// Address to apply at, and its host.
    pub fn apply_link(&self) -> Option<(&str, String)> {
        apply_link(self.apply_url.as_deref()?)
    }
}

/// Each place once, in the longest form of the copy that names the place first.
fn places(copies: &[&JobCopy]) -> String {
    let mut named: Vec<String> = Vec::new();
    for place in copies.iter().flat_map(|copy| copy.location.split("; ").map(place)) {
        let words = plain(&place);
        let is_named = |other: &String| plain(other) == words || plain(other).starts_with(&format!("{words} "));
        if !words.is_empty() && !named.iter().any(is_named) {
            named.retain(|other| !words.starts_with(&format!("{} ", plain(other))));
            named.push(place);
        }
    }
    named.join("; ")
}

fn listed_by(copies: &[JobCopy]) -> Vec<ListedBy> {
    let mut listed_by = Vec::new();
    for copy in copies {
        let one = ListedBy { source: copy.source, publisher: copy.publisher.clone() };
        if !listed_by.contains(&one) {
            listed_by.push(one);
        }
    }
    listed_by
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(id: i64, location: &str, link: Option<&str>) -> JobCopy {
        JobCopy {
            id,
            source: Source::JSearch,
            title: String::new(),
            company: String::new(),
            publisher: None,
            location: location.to_owned(),
            work_arrangement: None,
            employment_types: Vec::new(),
            seniority: None,
            industries: Vec::new(),
            salary: None,
            apply_url: link.map(str::to_owned),
            posted_at: None,
            posted_again_at: None,
            valid_through: None,
            first_seen_at: DateTime::UNIX_EPOCH,
            closed_at: None,
            closed_why: None,
        }
    }

    #[test]
    fn what_is_stated_comes_before_what_is_not_and_the_employers_own_before_others() {
        let board = JobCopy { salary: Some("50 EUR".to_owned()), ..copy(1, "Berlin", Some("https://de.indeed.com/1")) };
        let own =
            JobCopy { salary: Some("60 EUR".to_owned()), ..copy(2, "", Some("https://acme.jobs.personio.de/job/1")) };
        let silent = copy(3, "Berlin, Germany; Munich", Some("https://a.example/1"));
        for copies in [[board.clone(), own.clone(), silent.clone()], [silent, own, board]] {
            let together = Together::of(&copies);
            assert_eq!(together.salary.as_deref(), Some("60 EUR"));
            assert_eq!(together.apply_link().map(|(_, host)| host).as_deref(), Some("acme.jobs.personio.de"));
            assert_eq!(together.place, "Berlin, Germany; Munich");
        }
    }
    #[test]
    fn a_job_is_open_as_long_as_one_copy_is() {
        let end = |text: &str| text.parse().ok();
        let ends = |id, valid_through| JobCopy { valid_through, ..copy(id, "", None) };
        let (soon, late) = (ends(1, end("2026-11-01T00:00:00Z")), ends(2, end("2026-12-01T00:00:00Z")));
        assert_eq!(Together::of(&[soon.clone(), late.clone()]).valid_through, late.valid_through);
        assert_eq!(Together::of(&[soon, late, ends(3, None)]).valid_through, None);
    }
}
