//! Numbers of postings at an employer's own career site, whatever the system behind it. Such a number tells two openings
//! apart and joins none: what stands in an address may be a shop or a category as well.

use crate::same::link::{Link, number, uuid};
use crate::sources::links::is_aggregator;

/// Begins such keys.
const SITE: &str = "site:";

/// Least digits of a number, so that years are none.
const DIGITS: usize = 5;

/// Least letters of a name that is a host's by its first word alone: "amazon.jobs" of "Amazon Logistics".
const FIRST_WORD: usize = 4;

/// Parameters with a posting's number.
const PARAMS: [&str; 16] = [
    "jobid",
    "job_id",
    "job",
    "id",
    "jid",
    "pid",
    "reqid",
    "req_id",
    "requisitionid",
    "jobreqid",
    "stellenid",
    "positionid",
    "position_id",
    "vacancyid",
    "vacancy_id",
    "offerid",
];

/// True for a key of an employer's own site.
pub(in crate::same) fn is_site(key: &str) -> bool {
    key.starts_with(SITE)
}

/// The key of a posting at the site of its employer, folded: "site:amazon.jobs/jobs/7:2712345", with the pattern of the
/// address before the number. None: somebody else's site, or no number in the address.
pub(in crate::same) fn site_key(link: &str, employer: &str) -> Option<String> {
    let link = Link::read(link).filter(|link| is_own(&link.host, employer) && !is_aggregator(&link.host))?;
    let (pattern, id) = in_params(&link).or_else(|| in_path(&link))?;
    Some(format!("{SITE}{}/{pattern}/{}:{id}", link.host, id.len()))
}

/// Whether a part of the host is the employer's name.
fn is_own(host: &str, employer: &str) -> bool {
    let name = employer.replace(' ', "");
    let first = employer.split(' ').next().filter(|first| first.len() >= FIRST_WORD);
    let mut parts = host.split('.').map(|part| part.replace('-', ""));
    parts.any(|part| part == name || Some(part.as_str()) == first)
}

fn in_params(link: &Link) -> Option<(String, String)> {
    PARAMS.iter().find_map(|name| Some(((*name).to_owned(), id(link.param(name)?)?)))
}

/// The last part of the path with a number, under the first part, if that is another: "jobs" of /en/jobs/12345.
fn in_path(link: &Link) -> Option<(String, String)> {
    let (at, id) = link.path().iter().enumerate().rev().find_map(|(at, segment)| Some((at, id(segment)?)))?;
    let under = link.path().first().filter(|_| at > 0).map_or("", String::as_str);
    Some((under.to_lowercase(), id))
}

/// A UUID, or the last long number between the signs of a text: 12345 of "cook-in-leeds-12345" and of "12345-cook".
fn id(text: &str) -> Option<String> {
    let numbers =
        || text.rsplit(|c: char| !c.is_alphanumeric()).find_map(|part| number(part).filter(|id| id.len() >= DIGITS));
    uuid(text).or_else(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_employer_s_own_site_numbers_its_postings() {
        for (link, employer, key) in [
            ("https://www.amazon.jobs/en/jobs/2712345/manager", "amazon", "site:amazon.jobs/jobs/7:2712345"),
            ("https://amazon.jobs/jobs/2712345", "amazon logistics", "site:amazon.jobs/jobs/7:2712345"),
            ("https://careers.tesco.com/en/job/123456", "tesco", "site:careers.tesco.com/job/6:123456"),
            ("https://karriere.aldi-sued.de/koch-ulm-778812", "aldi sued", "site:karriere.aldi-sued.de//6:778812"),
            ("https://jobs.acme.de/stelle?jobId=88123", "acme", "site:jobs.acme.de/jobid/5:88123"),
        ] {
            assert_eq!(site_key(link, employer).as_deref(), Some(key), "{link}");
        }
        for (link, employer) in [
            ("https://jobs.board.de/job/123456", "acme"),
            ("https://www.linkedin.com/jobs/view/3767597019", "linkedin"),
            ("https://jobs.acme.de/2026/koch", "acme"),
            ("https://jobs.acme.de/stelle?utm_id=123456", "acme"),
            ("https://acme.com/careers", "acme"),
            ("nothing", "acme"),
        ] {
            assert_eq!(site_key(link, employer), None, "{link}");
        }
    }
}
