//! The posting behind a link, by the applicant system that publishes the posting.

mod anywhere;
mod ends;
mod own;
mod plain;
mod site;
#[cfg(test)]
mod tests;

pub(super) use self::site::{is_site, site_key};
use super::link::Link;
use crate::sources::links::is_aggregator;

/// Public boards with numbered postings of many employers. The same job may stand there twice.
const BOARDS: [&str; 5] = ["arbeitsagentur", "governmentjobs", "interamt", "nhs", "usajobs"];

/// The key of a posting, such as "personio:acme:123456": the same for every link to the posting, and for no other link.
///
/// Tracking, scheme, language, slugs and the page of the form make no difference. The customer's name is part of the
/// key wherever a system counts for each customer anew. None: the link leads to no posting of a system known here, as a
/// job site's own link does.
pub fn posting_key(link: &str) -> Option<String> {
    let link = Link::read(link)?;
    let of_system = plain::read(&link).or_else(|| own::read(&link)).or_else(|| ends::read(&link));
    of_system.or_else(|| (!is_aggregator(&link.host)).then(|| anywhere::read(&link)).flatten())
}

/// True for the key of a posting published by an employer: people apply with the employer itself.
pub fn is_employers(key: &str) -> bool {
    !BOARDS.contains(&key.split(':').next().unwrap_or_default())
}

/// The series in which a key's number is counted: a system, or a customer's part of the system.
pub(super) fn series(key: &str) -> &str {
    key.rsplit_once(':').map_or(key, |(series, _)| series)
}
