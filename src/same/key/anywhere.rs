//! Systems that work under an employer's own address, known by the form of the link alone. The host is the customer.

use crate::same::link::{Link, is_language, number, reference, uuid};

/// Digits of a posting's number at the career sites of SAP.
const CAREER_SITE: std::ops::RangeInclusive<usize> = 8..=10;

/// Least digits of a number at Greenhouse, so that a counter of somebody else's is none.
const GREENHOUSE: usize = 5;

/// Reads a posting's number.
type Reader = fn(&Link) -> Option<String>;

/// The key of a posting on an employer's site.
pub(super) fn read(link: &Link) -> Option<String> {
    embedded(link).or_else(|| {
        let readers: [(&str, Reader); 5] = [
            ("rexx", rexx),
            ("concludis", concludis),
            ("avature", avature),
            ("phenom", phenom),
            ("successfactors-site", career_site),
        ];
        readers.iter().find_map(|(name, reader)| reader(link).map(|id| format!("{name}:{}:{id}", customer(&link.host))))
    })
}

/// `acme.com/jobs?gh_jid=4012345`: the same posting as on the system's own page.
fn embedded(link: &Link) -> Option<String> {
    let greenhouse = || number(link.param("gh_jid")?).filter(|id| id.len() >= GREENHOUSE);
    let ashby = || uuid(link.param("ashby_jid")?);
    greenhouse().map(|id| format!("greenhouse:{id}")).or_else(|| ashby().map(|id| format!("ashby:{id}")))
}

/// Hosts of the systems themselves name their customer in front.
fn customer(host: &str) -> &str {
    host.strip_suffix(".concludis.de").or_else(|| host.strip_suffix(".rexx-systems.com")).unwrap_or(host)
}

/// jobs.acme.de/Entwickler-mwd-de-j1095.html
fn rexx(link: &Link) -> Option<String> {
    let page = link.whole_path().last()?.strip_suffix(".html")?;
    let (front, id) = page.rsplit_once("-j")?;
    let (_, language) = front.rsplit_once('-')?;
    let is_number = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && language.len() == 2 && is_language(language)).then(|| id.to_owned())
}

/// acme.concludis.de/prj/shw/…_0/932/Entwickler.htm
fn concludis(link: &Link) -> Option<String> {
    let [show, _, id, ..] = link.after("prj")? else { return None };
    number(id).filter(|_| show == "shw")
}

/// careers.acme.com/jobs/JobDetail/Engineer/1234
fn avature(link: &Link) -> Option<String> {
    let at = link.whole_path().iter().position(|segment| segment == "JobDetail")?;
    let [_, id] = &link.whole_path()[at + 1..] else { return None };
    number(id)
}

/// careers.acme.com/global/en/job/R-12345/Engineer: a region and a language before it. Postings are at Phenom what they
/// are in the system behind it.
fn phenom(link: &Link) -> Option<String> {
    let path = link.whole_path();
    let at = path.iter().position(|segment| segment == "job").filter(|at| *at >= 2)?;
    let (region, language) = (&path[at - 2], &path[at - 1]);
    let is_region = region.len() <= 6 && region.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_region && language.len() == 2 && is_language(language)).then(|| reference(path.get(at + 1)?))?
}

/// jobs.acme.com/job/Berlin-Engineer-10115/1234567801/
fn career_site(link: &Link) -> Option<String> {
    let [slug, id, ..] = link.after("job")? else { return None };
    let is_number = id.bytes().all(|byte| byte.is_ascii_digit()) && CAREER_SITE.contains(&id.len());
    (is_number && slug.contains('-')).then(|| id.clone())
}
