mod boards;
mod met;
mod pages;
mod suites;

use super::*;
use std::collections::BTreeSet;

/// Links to a single posting each, in every known form, under the posting's key.
fn postings() -> impl Iterator<Item = &'static (&'static str, &'static [&'static str])> {
    boards::POSTINGS.iter().chain(suites::POSTINGS)
}

/// Links to no posting of a system: sites of many employers, lists, forms, and mere lookalikes of a posting.
const NONE: &[&str] = &[
    "https://www.linkedin.com/jobs/view/python-developer-at-acme-3767597019",
    "https://de.indeed.com/viewjob?jk=0123456789abcdef",
    "https://de.indeed.com/viewjob?jk=0123456789abcdef&gh_jid=4012345",
    "https://www.stepstone.de/stellenangebote--Engineer-Berlin-Acme--12345678-inline.html",
    "https://www.glassdoor.com/job-listing/python-developer-JV_IC1140045_KO0,16.htm?jl=1009067490487",
    "https://jooble.org/jdp/678995149291283252/Engineer",
    "https://www.ziprecruiter.com/c/Acme/Job/Engineer?jid=c42bdc40190a6c76",
    "https://www.adzuna.de/details/4522234974",
    "https://www.xing.com/jobs/berlin-engineer-123456789",
    "https://www.talent.com/view?id=ea573288cd05",
    "https://us.bebee.com/job/20240104-eb1fb84cb35560553e71ea0192bd45f1",
    "https://www.google.com/search?q=jobs&ibp=htl;jobs#htidocid=abc",
    "https://boards.greenhouse.io/acme",
    "https://jobs.lever.co/acme?location=Berlin",
    "https://jobs.ashbyhq.com/acme",
    "https://apply.workable.com/acme/",
    "https://jobs.workable.com/view/4HH9sDX74n9tqGZuoNBFV8/engineer-in-athens-at-workable",
    "https://jobs.smartrecruiters.com/Acme",
    "https://acme.jobs.personio.de/?language=de",
    "https://acme.recruitee.com/",
    "https://acme.wd3.myworkdayjobs.com/External",
    "https://acme.wd3.myworkdayjobs.com/en-US/External/job/Berlin/Engineer",
    "https://career5.successfactors.eu/career?company=Acme",
    "https://acme.taleo.net/careersection/2/jobsearch.ftl?lang=en",
    "https://careers-acme.icims.com/jobs/search?ss=1",
    "https://acme.softgarden.io/de/vacancies",
    "https://join.com/companies/acme",
    "https://www.interamt.de/koop/app/trefferliste?partner=213",
    "https://recruitingapp-2787.umantis.com/Vacancies/Choose/InitiativeApplication/1",
    "https://www.greenhouse.io/blog/jobs-2026",
    "https://acme.com/careers",
    "https://acme.com/jobs/12345",
    "https://acme.com/job/berlin/12345",
    "https://acme.com/?gh_jid=12",
    "https://evil.example/boards.greenhouse.io/acme/jobs/4012345",
    "https://boards.greenhouse.io.evil.example/acme/jobs/4012345",
    "mailto:jobs@acme.com",
    "not a link",
    "",
];

#[test]
fn every_link_to_a_posting_has_its_key() {
    for (key, links) in postings() {
        for link in *links {
            assert_eq!(posting_key(link).as_deref(), Some(*key), "{link}");
        }
    }
    assert!(postings().map(|(_, links)| links.len()).sum::<usize>() >= 100);
}

#[test]
fn no_two_postings_share_a_key() {
    let mut keys: Vec<&str> = postings().map(|(key, _)| *key).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), postings().count());
    for (one, other) in [
        ("https://a.jobs.personio.de/job/1234567", "https://b.jobs.personio.de/job/1234567"),
        ("https://a.wd3.myworkdayjobs.com/X/job/E_R-12345", "https://b.wd3.myworkdayjobs.com/X/job/E_R-12345"),
        ("https://a.wd3.myworkdayjobs.com/X/job/E_202601-1", "https://a.wd3.myworkdayjobs.com/X/job/E_202601-2"),
        ("https://a.wd3.myworkdayjobs.com/X/job/E_2026-1", "https://a.wd3.myworkdayjobs.com/X/job/E_2026-2"),
        ("https://jobs.jobvite.com/a/job/oXDf2fwB", "https://jobs.jobvite.com/a/job/oXDf2fwb"),
        ("https://jobs.a.de/E-de-j12.html", "https://jobs.b.de/E-de-j12.html"),
    ] {
        assert_ne!(posting_key(one), posting_key(other), "{one} {other}");
    }
}

#[test]
fn other_links_have_none() {
    for link in NONE {
        assert_eq!(posting_key(link), None, "{link}");
    }
}

#[test]
fn a_boards_number_is_not_an_employers() {
    assert!(is_employers("personio:acme:1234567"));
    assert!(!is_employers("arbeitsagentur:10001-1003259961-S") && !is_employers("interamt:1480611"));
    assert_eq!((series("personio:acme:1"), series("lever:a-b")), ("personio:acme", "lever"));
}

#[test]
fn links_as_they_are_passed_on_lead_to_one_posting_each() {
    let keys = |links: &&[&str]| links.iter().map(|link| posting_key(link)).collect::<BTreeSet<_>>();
    let is_torn = |links: &&&[&str]| keys(links).len() != 1 || keys(links).contains(&None);
    let torn: Vec<_> = met::POSTINGS.iter().filter(is_torn).map(|links| (keys(links), links)).collect();
    assert!(torn.is_empty(), "{torn:#?}");
    let different: BTreeSet<_> = met::POSTINGS.iter().flat_map(keys).collect();
    assert_eq!(different.len(), met::POSTINGS.len(), "{different:#?}");
}

#[test]
fn pages_that_are_no_posting_have_no_key() {
    let taken: Vec<_> = pages::NONE.iter().filter_map(|link| Some((posting_key(link)?, link))).collect();
    assert!(taken.is_empty(), "{taken:#?}");
}
