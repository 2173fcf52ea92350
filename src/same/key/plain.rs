//! Systems with links all built alike: one domain, and the posting's number after a certain part of the path.

use crate::same::link::{Link, code, hexadecimal, number, reference, uuid};

/// Form of a system's links.
struct System {
    name: &'static str,
    domain: &'static str,
    counts: Counts,
    id: Id,
    /// Parts of the path before the number; the first present part counts. None: the number stands anywhere.
    after: &'static [&'static str],
    /// Parameters with the number instead.
    params: &'static [&'static str],
}

/// Scope in which a system counts its postings.
enum Counts {
    /// Numbers count for all its customers together.
    Together,
    /// Numbers count for each customer, named in front of the domain.
    Each,
}

/// Form of a number.
enum Id {
    Number,
    Uuid,
    /// Hexadecimal digits, so many.
    Hex(usize),
    /// Letters and digits, at least so many; case matters.
    Code(usize),
    /// Letters and digits, at least so many; case does not matter.
    Upper(usize),
    /// The title as part of an address.
    Slug,
    /// Letters, digits and signs.
    Reference,
}

use Counts::{Each, Together};
use Id::{Code, Hex, Number, Reference, Slug, Upper, Uuid};

const fn of(
    name: &'static str,
    domain: &'static str,
    counts: Counts,
    id: Id,
    after: &'static [&'static str],
    params: &'static [&'static str],
) -> System {
    System { name, domain, counts, id, after, params }
}

const SYSTEMS: [System; 44] = [
    of("applicantpro", "applicantpro.com", Each, Number, &["jobs"], &[]),
    of("arbeitsagentur", "arbeitsagentur.de", Together, Reference, &["jobdetail"], &[]),
    of("ashby", "ashbyhq.com", Together, Uuid, &[], &["ashby_jid"]),
    of("bamboohr", "bamboohr.com", Each, Number, &["careers", "jobs"], &["id"]),
    of("bite", "b-ite.com", Together, Hex(40), &["jobposting"], &[]),
    of("breezy", "breezy.hr", Each, Hex(12), &["p"], &[]),
    of("clearcompany", "clearcompany.com", Each, Uuid, &["jobs"], &[]),
    of("cornerstone", "csod.com", Each, Number, &["requisition"], &[]),
    of("dvinci", "dvinci-hr.com", Each, Number, &["jobs"], &[]),
    of("dvinci", "dvinci-easy.com", Each, Number, &["jobs"], &[]),
    of("easycruit", "easycruit.com", Each, Number, &["vacancy"], &[]),
    of("eightfold", "eightfold.ai", Each, Number, &["job"], &["pid"]),
    of("erecruiter", "erecruiter.net", Each, Number, &["job"], &[]),
    of("freshteam", "freshteam.com", Each, Code(10), &["jobs"], &[]),
    of("governmentjobs", "governmentjobs.com", Together, Number, &["jobs"], &[]),
    of("governmentjobs", "schooljobs.com", Together, Number, &["jobs"], &[]),
    of("hibob", "careers.hibob.com", Together, Uuid, &["jobs", "job"], &[]),
    of("hr4you", "hr4you.org", Each, Number, &["view"], &[]),
    of("icims", "icims.com", Each, Number, &["jobs"], &[]),
    of("isolved", "isolvedhire.com", Each, Number, &["jobs"], &[]),
    of("jazzhr", "applytojob.com", Each, Code(8), &["details", "apply"], &[]),
    of("jobvite", "jobvite.com", Together, Code(6), &["job"], &["cj", "aj", "j"]),
    of("jobylon", "jobylon.com", Together, Number, &["jobs"], &[]),
    of("lever", "lever.co", Together, Uuid, &[], &[]),
    of("nhs", "jobs.nhs.uk", Together, Reference, &["jobadvert"], &[]),
    of("onlyfy", "onlyfy.jobs", Each, Code(6), &["show", "apply", "job"], &[]),
    of("onlyfy", "jobbase.io", Each, Code(6), &["show", "apply", "job"], &[]),
    of("paylocity", "paylocity.com", Together, Number, &["details", "apply"], &[]),
    of("personio", "personio.com", Each, Number, &["job"], &[]),
    of("personio", "personio.de", Each, Number, &["job"], &[]),
    of("pinpoint", "pinpointhq.com", Together, Uuid, &["postings"], &[]),
    of("prospective", "prospective.ch", Together, Uuid, &["jobs"], &[]),
    of("recruitee", "recruitee.com", Each, Slug, &["o"], &[]),
    of("rippling", "ats.rippling.com", Together, Uuid, &["jobs"], &[]),
    of("softgarden", "softgarden.de", Each, Number, &["jobs", "job"], &[]),
    of("softgarden", "softgarden.io", Each, Number, &["job"], &[]),
    of("teamtailor", "teamtailor.com", Each, Number, &["jobs"], &[]),
    of("trakstar", "hire.trakstar.com", Each, Upper(5), &["jobs"], &[]),
    of("umantis", "umantis.com", Each, Number, &["vacancies"], &[]),
    of("usajobs", "usajobs.gov", Together, Number, &["job", "viewdetails"], &[]),
    of("zoho", "zohorecruit.com", Each, Number, &["careers"], &[]),
    of("zoho", "zohorecruit.eu", Each, Number, &["careers"], &[]),
    of("zoho", "zohorecruit.in", Each, Number, &["careers"], &[]),
    of("workable", "workable.com", Together, Upper(8), &["j"], &[]),
];

/// Text between a customer's name and the domain at some systems.
const BETWEEN: [&str; 5] = [".jobs", "-jobs", ".career", ".de", ".hire"];

/// Names in front of a domain that are no customer's: pages of the system itself.
const NO_CUSTOMER: [&str; 6] = ["", "api", "app", "jobs", "help", "support"];

/// The key of a posting at such a system.
pub(super) fn read(link: &Link) -> Option<String> {
    let of_system = |system: &System| key(system, link, link.front(system.domain)?);
    SYSTEMS.iter().find_map(of_system)
}

fn key(system: &System, link: &Link, front: &str) -> Option<String> {
    let from_param = || system.params.iter().find_map(|name| system.id.read(link.param(name)?));
    let id = in_path(system, link).or_else(from_param)?;
    match system.counts {
        Together => Some(format!("{}:{id}", system.name)),
        Each => Some(format!("{}:{}:{id}", system.name, customer(system, front)?)),
    }
}

fn in_path(system: &System, link: &Link) -> Option<String> {
    if system.after.is_empty() {
        return link.whole_path().iter().find_map(|segment| system.id.read(segment));
    }
    system.after.iter().find_map(|name| system.id.read(link.after(name)?.first()?))
}

/// "acme" of "acme", "acme.jobs" and "acme-jobs". At iCIMS the whole front names one of a customer's portals.
fn customer<'a>(system: &System, front: &'a str) -> Option<&'a str> {
    let bare = BETWEEN.iter().find_map(|ending| front.strip_suffix(ending)).unwrap_or(front);
    let name = if system.name == "icims" { front } else { bare };
    (!NO_CUSTOMER.contains(&name)).then_some(name)
}

impl Id {
    fn read(&self, text: &str) -> Option<String> {
        match self {
            Number => number(text),
            Uuid => uuid(text),
            Hex(length) => hexadecimal(text, *length),
            Code(least) => code(text, *least),
            Upper(least) => code(text, *least).map(|code| code.to_uppercase()),
            Slug => Some(text.to_lowercase()),
            Reference => reference(text),
        }
    }
}
