//! Systems whose links have a form of their own.

use crate::same::link::{Link, code, is_language, number, reference, uuid};

/// Reads a posting's number, with its customer where the customer counts, from a link and the part before the domain.
type Reader = fn(&Link, &str) -> Option<String>;

const SYSTEMS: [(&str, &str, Reader); 22] = [
    ("adp", "adp.com", adp),
    ("avature", "avature.net", avature),
    ("comeet", "comeet.co", comeet),
    ("comeet", "comeet.com", comeet),
    ("dayforce", "dayforcehcm.com", dayforce),
    ("gem", "jobs.gem.com", gem),
    ("greenhouse", "greenhouse.io", greenhouse),
    ("homerun", "homerun.co", homerun),
    ("interamt", "interamt.de", interamt),
    ("join", "join.com", join),
    ("manatal", "careers-page.com", manatal),
    ("oracle", "oraclecloud.com", oracle),
    ("paycom", "paycomonline.net", paycom),
    ("smartrecruiters", "smartrecruiters.com", smart_recruiters),
    ("successfactors", "sapsf.com", success_factors),
    ("successfactors", "sapsf.eu", success_factors),
    ("successfactors", "successfactors.com", success_factors),
    ("successfactors", "successfactors.eu", success_factors),
    ("taleo", "taleo.net", taleo),
    ("ukg", "rec.pro.ukg.net", ukg),
    ("ukg", "ultipro.com", ukg),
    ("ukg", "ultipro.ca", ukg),
];

/// Hosts of Workday: the first names the customer, the second does so in the path.
const WORKDAY: [&str; 2] = ["myworkdayjobs.com", "myworkdaysite.com"];

/// The key of a posting at such a system.
pub(super) fn read(link: &Link) -> Option<String> {
    let of_system = |(name, domain, reader): &(&str, &str, Reader)| {
        reader(link, link.front(domain)?).map(|id| format!("{name}:{id}"))
    };
    SYSTEMS.iter().find_map(of_system).or_else(|| workday(link))
}

/// acme.wd3.myworkdayjobs.com/en-US/Site/job/Berlin/Engineer_R-12345: the text behind the last underscore. A customer
/// keeps its numbers when moving from wd3 to wd5, and in all its sites.
fn workday(link: &Link) -> Option<String> {
    let tenant = match WORKDAY.map(|domain| link.front(domain)) {
        [Some(front), _] => front.split('.').next().filter(|tenant| !tenant.is_empty())?,
        [_, Some(_)] => link.after("recruiting")?.first()?,
        _ => return None,
    };
    let rest = link.after("job").or_else(|| link.after("details"))?;
    let slug = rest.iter().take_while(|segment| *segment != "apply").last()?;
    let id = reference(slug.rsplit_once('_')?.1)?;
    Some(format!("workday:{}:{}", tenant.to_lowercase(), without_copy_number(&id)))
}

/// "R-12345" of "R-12345-1": Workday counts a requisition's pages behind a hyphen. Only where this count cannot be part
/// of the number itself, as in "2026-1" and "202601-1".
fn without_copy_number(id: &str) -> &str {
    let Some((number, page)) = id.rsplit_once('-') else { return id };
    let digits = number.chars().rev().take_while(char::is_ascii_digit).count();
    let is_month = digits == 6 && number[number.len() - 6..].starts_with("20");
    let is_page = page.len() == 1 && page.bytes().all(|byte| byte.is_ascii_digit());
    if is_page && digits >= 5 && !is_month { number } else { id }
}

/// Numbers are the same for all boards: an embedded form, without a board's name, leads to its board's page.
fn greenhouse(link: &Link, _: &str) -> Option<String> {
    let in_path = || number(link.after("jobs")?.first()?);
    let embedded = || link.after("embed").and(link.param("token")).and_then(number);
    link.param("gh_jid").and_then(number).or_else(in_path).or_else(embedded)
}

/// jobs.smartrecruiters.com/Acme/743999000000001-engineer, or by its second number, a UUID, counted apart.
fn smart_recruiters(link: &Link, _: &str) -> Option<String> {
    let published = link.after("publication").map(|rest| ("", rest.first()));
    let path = link.whole_path();
    let path = if path.first().is_some_and(|first| first == "ni") { &path[1..] } else { path };
    let (company, id) = published.or_else(|| Some((path.first()?.as_str(), path.get(1))))?;
    let id = id?;
    let long = |digits: &String| digits.len() >= 12;
    let by_uuid = || uuid(id).map(|id| format!("uuid:{id}"));
    let by_company = || number(id).filter(|_| !company.is_empty()).map(|id| format!("{}:{id}", company.to_lowercase()));
    by_uuid().or_else(|| number(id).filter(long)).or_else(by_company)
}

/// `career5.successfactors.eu/career?company=Acme&career_job_req_id=12345`
fn success_factors(link: &Link, _: &str) -> Option<String> {
    let in_form = || link.whole_path().iter().any(|segment| segment.to_lowercase().starts_with("jobreqcareer"));
    let id = link.param("career_job_req_id").or_else(|| link.param("jobid").filter(|_| in_form()))?;
    Some(format!("{}:{}", link.param("company")?.to_lowercase(), number(id)?))
}

/// `eeho.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/job/12345`
fn oracle(link: &Link, front: &str) -> Option<String> {
    let rest = link.after("sites")?;
    let named = |name: &str| rest.iter().position(|segment| segment == name);
    let at = named("job").or_else(|| named("preview"))?;
    Some(format!("{front}:{}", reference(rest.get(at + 1)?)?))
}

/// acme.taleo.net/careersection/2/jobdetail.ftl?job=12345, and the edition for small businesses by organisation.
fn taleo(link: &Link, front: &str) -> Option<String> {
    if front.ends_with("tbe") {
        return Some(format!("{}:{}", link.param("org")?.to_lowercase(), number(link.param("rid")?)?));
    }
    link.after("careersection")?;
    Some(format!("{front}:{}", reference(link.param("job")?)?))
}

/// recruiting.ultipro.com/ACM1000ACME/JobBoard/…/OpportunityDetail?opportunityId=…
fn ukg(link: &Link, _: &str) -> Option<String> {
    link.after("jobboard")?;
    let tenant = link.path().first()?.to_lowercase();
    Some(format!("{tenant}:{}", reference(link.param("opportunityid")?)?))
}

/// Two products: by `cid` and `jobId`, and by site and `reqId`.
fn adp(link: &Link, front: &str) -> Option<String> {
    match front {
        "workforcenow" => Some(format!("{}:{}", link.param("cid")?.to_lowercase(), number(link.param("jobid")?)?)),
        "myjobs" => {
            let id = link.param("reqid").or_else(|| link.param("r"))?;
            Some(format!("{}:{}", link.whole_path().first()?.to_lowercase(), number(id)?))
        }
        _ => None,
    }
}

/// jobs.dayforcehcm.com/en-US/acme/CANDIDATEPORTAL/jobs/123,
/// us231.dayforcehcm.com/CandidatePortal/en-US/acme/Posting/View/123
fn dayforce(link: &Link, front: &str) -> Option<String> {
    let older = || {
        let rest = link.after("candidateportal")?;
        let at = usize::from(is_language(rest.first()?));
        Some((rest.get(at)?, link.after("view")?.first()?))
    };
    let newer = || Some((link.path().first()?, link.after("jobs")?.first()?));
    let (customer, id) = older().or_else(|| newer().filter(|_| front == "jobs"))?;
    Some(format!("{}:{}", customer.to_lowercase(), number(id)?))
}

/// acme.avature.net/careers/JobDetail/Engineer/1234
fn avature(link: &Link, front: &str) -> Option<String> {
    let in_path = || number(link.after("jobdetail")?.last()?);
    let id = in_path().or_else(|| link.param("jobid").and_then(number))?;
    Some(format!("{front}:{id}"))
}

/// comeet.com/jobs/acme/30.005/engineer/B1.23C: the employer's and the posting's number.
fn comeet(link: &Link, _: &str) -> Option<String> {
    let [_, employer, _, posting, ..] = link.after("jobs")? else { return None };
    let id = |segment: &str| reference(segment).filter(|id| id.contains('.'));
    Some(format!("{}:{}", id(employer)?, id(posting)?))
}

/// jobs.gem.com/acme/am9icG9zdDo…
fn gem(link: &Link, _: &str) -> Option<String> {
    let [board, id, ..] = link.whole_path() else { return None };
    let is_id = id.len() >= 16 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_id.then(|| format!("{}:{id}", board.to_lowercase()))
}

/// acme.homerun.co/senior-developer/en
fn homerun(link: &Link, front: &str) -> Option<String> {
    let slug = link.path().first().filter(|slug| slug.contains('-'))?;
    (!front.is_empty() && front != "embed").then(|| format!("{front}:{}", slug.to_lowercase()))
}

/// join.com/companies/acme/1234567-engineer
fn join(link: &Link, _: &str) -> Option<String> {
    let [company, posting, ..] = link.after("companies")? else { return None };
    Some(format!("{}:{}", company.to_lowercase(), number(posting)?))
}

/// careers-page.com/acme/job/L9Y55Y7Y, acme.careers-page.com/jobs/…
fn manatal(link: &Link, front: &str) -> Option<String> {
    if front.is_empty() {
        let id = code(link.after("job")?.first()?, 6)?;
        return Some(format!("{}:{}", link.path().first()?.to_lowercase(), id.to_uppercase()));
    }
    Some(format!("{front}:{}", uuid(link.after("jobs")?.first()?)?))
}

/// paycomonline.net/v4/ats/web.php/portal/…/jobs/427011
fn paycom(link: &Link, _: &str) -> Option<String> {
    let portal = link.after("portal")?.first()?.to_lowercase();
    Some(format!("{portal}:{}", number(link.after("jobs")?.first()?)?))
}

/// interamt.de/koop/app/stelle?id=1234567
fn interamt(link: &Link, _: &str) -> Option<String> {
    link.whole_path().last().filter(|last| *last == "stelle")?;
    number(link.param("id")?)
}
