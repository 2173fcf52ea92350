//! The posting that a link leads to, by the applicant system that publishes it.

mod anywhere;
mod ends;
mod own;
mod plain;
#[cfg(test)]
mod tests;

use super::link::Link;
use crate::sources::links::is_aggregator;

/// Public boards that number the postings of many employers. The same job may stand there twice.
const BOARDS: [&str; 5] = ["arbeitsagentur", "governmentjobs", "interamt", "nhs", "usajobs"];

/// The key of a posting, such as "personio:acme:123456": the same for every link to it, and for no link to another one.
///
/// Tracking, scheme, language, slugs and the page of the form make no difference. The customer's name is part of it
/// wherever a system counts for each of them anew. None: the link leads to no posting of a system that is known here,
/// as a job site's own link does.
pub fn posting_key(link: &str) -> Option<String> {
    let link = Link::read(link)?;
    let of_system = plain::read(&link).or_else(|| own::read(&link)).or_else(|| ends::read(&link));
    of_system.or_else(|| (!is_aggregator(&link.host)).then(|| anywhere::read(&link)).flatten())
}

/// True for the key of a posting that an employer publishes: where one applies with the employer itself.
pub fn is_employers(key: &str) -> bool {
    !BOARDS.contains(&key.split(':').next().unwrap_or_default())
}

/// What a key's number is counted in: a system, or one customer's part of it.
pub(super) fn series(key: &str) -> &str {
    key.rsplit_once(':').map_or(key, |(series, _)| series)
}
