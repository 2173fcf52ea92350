//! Apply links: the employer's own page before all others.

use url::{Host, Url};

use crate::typed::plain;

/// Longest web address kept, in bytes.
const MAX_URL: usize = 2_048;

/// A link offered by a posting.
#[derive(Clone, Debug, Default)]
pub(super) struct Offered<'a> {
    pub link: &'a str,
    /// Owner of the page.
    pub publisher: &'a str,
    /// True when the source says that the link leads to the employer.
    pub is_direct: bool,
}

/// Employer of the posting.
#[derive(Clone, Debug, Default)]
pub(super) struct Employer<'a> {
    pub name: &'a str,
    pub website: &'a str,
}

/// Best of the links that a page may show; the first among equals.
pub(super) fn best<'a>(offered: impl IntoIterator<Item = Offered<'a>>, employer: &Employer<'_>) -> Option<String> {
    let safe = offered.into_iter().filter_map(|one| Some((safe_link(one.link)?, one)));
    safe.min_by_key(|(url, one)| distance(url, one, employer)).map(|(url, _)| url.into())
}

/// Distance of a link from the employer.
fn distance(url: &Url, offered: &Offered<'_>, employer: &Employer<'_>) -> u8 {
    let host = url.host_str().unwrap_or_default();
    let name = plain(employer.name);
    let is_employers_name = !name.is_empty() && plain(offered.publisher) == name;
    let website = Url::parse(employer.website).ok().and_then(|url| url.host_str().map(str::to_owned));
    let website = website.as_deref().unwrap_or(employer.website);
    if offered.is_direct || is_employers_name || is_within(host, website) {
        0
    } else if SYSTEMS.iter().any(|domain| is_within(host, domain)) {
        1
    } else if is_aggregator(host) {
        3
    } else {
        2
    }
}

/// True for a site that lists postings of many employers.
pub(crate) fn is_aggregator(host: &str) -> bool {
    AGGREGATORS.iter().any(|domain| is_within(host, domain))
        || NAMES.iter().any(|name| host.split('.').any(|part| part == *name))
}

/// True for the name of such a site, in lower case with single spaces, where it stands for an employer: "lensa",
/// "talent com". Google lists jobs and has many of its own.
pub(crate) fn names_aggregator(name: &str) -> bool {
    let is_domain = |domain: &&str| match domain.split_once('.') {
        Some((front, _)) if front == name => !WORDS.contains(&front),
        Some((front, rest)) => name.strip_prefix(front).and_then(|end| end.strip_prefix(' ')) == Some(rest),
        None => false,
    };
    NAMES.contains(&name) || REPOSTERS.contains(&name) || AGGREGATORS.iter().any(is_domain)
}

/// True for a host in a domain, with any subdomain.
fn is_within(host: &str, domain: &str) -> bool {
    let domain = domain.trim_start_matches("www.");
    let front = host.strip_suffix(domain).filter(|_| domain.contains('.'));
    front.is_some_and(|front| front.is_empty() || front.ends_with('.'))
}

/// Systems that employers publish with: as good as their own pages.
const SYSTEMS: [&str; 24] = [
    "ashbyhq.com",
    "bamboohr.com",
    "bite.jobs",
    "concludis.de",
    "dvinci-hr.com",
    "eightfold.ai",
    "greenhouse.io",
    "icims.com",
    "jobvite.com",
    "join.com",
    "lever.co",
    "myworkdayjobs.com",
    "oraclecloud.com",
    "paylocity.com",
    "personio.com",
    "personio.de",
    "recruitee.com",
    "rexx-systems.com",
    "smartrecruiters.com",
    "softgarden.io",
    "successfactors.com",
    "successfactors.eu",
    "teamtailor.com",
    "workable.com",
];

/// Sites that list postings of many employers under one domain.
const AGGREGATORS: [&str; 16] = [
    "adzuna.com",
    "adzuna.de",
    "bebee.com",
    "google.com",
    "jobleads.com",
    "jobrapido.com",
    "jobted.com",
    "jora.com",
    "lensa.com",
    "learn4good.com",
    "recruit.net",
    "talent.com",
    "talents.studysmarter.de",
    "whatjobs.com",
    "xing.com",
    "zippia.com",
];

/// Aggregators with domains in many countries.
const NAMES: [&str; 14] = [
    "careerjet",
    "dice",
    "glassdoor",
    "indeed",
    "jobilize",
    "jooble",
    "kimeta",
    "linkedin",
    "monster",
    "neuvoo",
    "simplyhired",
    "stepstone",
    "trovit",
    "ziprecruiter",
];

/// Names in front of those domains that are also other employers'.
const WORDS: [&str; 4] = ["google", "recruit", "talent", "talents"];

/// Boards and recruiters that give their own name as the employer of others' jobs.
const REPOSTERS: [&str; 9] = [
    "cybercoders",
    "energy jobline",
    "get it recruit",
    "jobgether",
    "jobot",
    "jobtome",
    "talentify",
    "talentify io",
    "xing jobs",
];

/// A link with http or https only, without user name or password that would disguise the host. Ampersands may have been
/// encoded for a page.
pub(super) fn safe_link(text: &str) -> Option<Url> {
    let text = text.trim().replace("&amp;", "&");
    // People write addresses without a scheme.
    let text = if text.starts_with("www.") { format!("https://{text}") } else { text };
    let url = Url::parse(&text).ok()?;
    // A name without a domain, or a number, leads to no employer's page.
    let is_public = matches!(url.host(), Some(Host::Domain(name)) if name.trim_end_matches('.').contains('.'));
    let is_safe = matches!(url.scheme(), "http" | "https")
        && is_public
        && url.username().is_empty()
        && url.password().is_none()
        && url.as_str().len() <= MAX_URL;
    is_safe.then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(text: &str) -> Option<String> {
        safe_link(text).map(Into::into)
    }

    #[test]
    fn a_link_that_could_deceive_is_no_link() {
        assert_eq!(link(" https://jobs.example/1?a=b ").as_deref(), Some("https://jobs.example/1?a=b"));
        assert_eq!(link("https://jobs.example/?a=b&amp;c=d").as_deref(), Some("https://jobs.example/?a=b&c=d"));
        assert_eq!(link("www.jobs.example/1").as_deref(), Some("https://www.jobs.example/1"));
        for bad in [
            "/jobs/1",
            "http://localhost/1",
            "http://127.0.0.1/1",
            "https://intranet/1",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,hi",
            "ftp://jobs.example/1",
            "mailto:jobs@jobs.example",
            "https://bank.example@evil.example/",
            "//jobs.example/1",
            "jobs.example",
            "",
            &format!("https://jobs.example/{}", "x".repeat(2_048)),
        ] {
            assert_eq!(link(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_employers_own_link_comes_first() {
        let board = Offered { link: "https://www.linkedin.com/jobs/1", publisher: "LinkedIn", is_direct: false };
        let of = |link| Offered { link, ..Offered::default() };
        let employer = Employer { name: "Muster Werke GmbH", website: "https://www.muster.example/de" };
        for (other, is_better) in [
            (Offered { is_direct: true, ..of("https://a.example/1") }, true),
            (Offered { publisher: "Muster-Werke GmbH", ..of("https://a.example/1") }, true),
            (of("https://karriere.muster.example/1"), true),
            (of("https://muster.jobs.personio.de/1"), true),
            (of("https://a.example/1"), true),
            (of("https://de.indeed.com/1"), false),
            (of("https://jooble.org/1"), false),
            (Offered { is_direct: true, ..of("javascript:alert(1)") }, false),
        ] {
            let found = best([board.clone(), other.clone()], &employer);
            assert_eq!(found.as_deref(), Some(if is_better { other.link } else { board.link }));
        }
        assert_eq!(
            best([of("https://a.example/1"), of("https://b.example/1")], &employer).as_deref(),
            Some("https://a.example/1")
        );
        assert_eq!(
            best([of("https://notmuster.example/"), board.clone()], &employer).as_deref(),
            Some("https://notmuster.example/")
        );
        assert_eq!(best([], &employer), None);
    }
}
