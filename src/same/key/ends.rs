//! Systems with a posting's number at the end of a part of the path, or in parameters beside its customer's.

use crate::same::link::{Link, code, hexadecimal, number, uuid};

/// Reads a posting's number, with its customer where the customer counts, from a link and the part before the domain.
type Reader = fn(&Link, &str) -> Option<String>;

const SYSTEMS: [(&str, &str, Reader); 17] = [
    ("cornerstone", "csod.com", cornerstone),
    ("erecruiter-pl", "erecruiter.pl", erecruiter),
    ("factorial", "factorial.it", factorial),
    ("factorial", "factorialhr.com", factorial),
    ("factorial", "factorialhr.de", factorial),
    ("factorial", "factorialhr.es", factorial),
    ("factorial", "factorialhr.fr", factorial),
    ("hr-manager", "hr-manager.net", hr_manager),
    ("intervieweb", "intervieweb.it", intervieweb),
    ("jobscore", "jobscore.com", jobscore),
    ("mein-check-in", "mein-check-in.de", check_in),
    ("paycom", "paycomonline.net", paycom),
    ("paycor", "recruitingbypaycor.com", paycor),
    ("reachmee", "reachmee.com", reachmee),
    ("refline", "refline.ch", refline),
    ("talentsoft", "talent-soft.com", talentsoft),
    ("varbi", "varbi.com", varbi),
];

/// Least characters of an id at `JobScore`.
const JOBSCORE: usize = 20;

/// The key of a posting at such a system.
pub(super) fn read(link: &Link) -> Option<String> {
    let of_system = |(name, domain, reader): &(&str, &str, Reader)| {
        reader(link, link.front(domain)?).map(|id| format!("{name}:{id}"))
    };
    SYSTEMS.iter().find_map(of_system)
}

/// The text behind the last of such signs: 123 of "cook-in-leeds-123".
fn behind(text: &str, sign: char) -> &str {
    text.rsplit(sign).next().unwrap_or_default()
}

/// A whole text of digits.
fn digits(text: &str) -> Option<String> {
    number(text).filter(|digits| digits.len() == text.len())
}

/// acme.csod.com/ats/careersite/JobDetails.aspx?id=1234, the form before the career sites of today
fn cornerstone(link: &Link, front: &str) -> Option<String> {
    link.whole_path().last().filter(|page| page.eq_ignore_ascii_case("jobdetails.aspx"))?;
    Some(format!("{front}:{}", number(link.param("id")?)?))
}

/// system.erecruiter.pl/FormTemplates/RecruitmentForm.aspx?WebID=…
fn erecruiter(link: &Link, _: &str) -> Option<String> {
    hexadecimal(link.param("webid")?, 32).or_else(|| uuid(link.param("webid")?))
}

/// `acme.factorialhr.com/job_posting/cook-123456`
fn factorial(link: &Link, front: &str) -> Option<String> {
    let slug = link.after("job_posting").or_else(|| link.after("apply"))?.first()?;
    Some(format!("{front}:{}", digits(behind(slug, '-'))?))
}

/// candidate.hr-manager.net/ApplicationInit.aspx?cid=1234&ProjectId=145678
fn hr_manager(link: &Link, _: &str) -> Option<String> {
    Some(format!("{}:{}", number(link.param("cid")?)?, number(link.param("projectid")?)?))
}

/// acme.intervieweb.it/jobs/cook-12345/it/, inrecruiting.intervieweb.it/acme/jobs/cook-12345/it/
fn intervieweb(link: &Link, _: &str) -> Option<String> {
    digits(behind(link.after("jobs")?.first()?, '-'))
}

/// careers.jobscore.com/careers/acme/jobs/engineer-aBcDeFgHiJ4kLmNoPqRsTu: case matters
fn jobscore(link: &Link, _: &str) -> Option<String> {
    code(behind(link.after("jobs")?.first()?, '-'), JOBSCORE)
}

/// mein-check-in.de/acme/position-12345
fn check_in(link: &Link, _: &str) -> Option<String> {
    let [customer, position, ..] = link.whole_path() else { return None };
    Some(format!("{}:{}", customer.to_lowercase(), digits(position.strip_prefix("position-")?)?))
}

/// paycomonline.net/v4/ats/web.php/jobs/ViewJobDetails?job=12345&clientkey=…, the older form of a portal's page
fn paycom(link: &Link, _: &str) -> Option<String> {
    Some(format!("{}:{}", link.param("clientkey")?.to_lowercase(), number(link.param("job")?)?))
}

/// recruitingbypaycor.com/career/JobIntroduction.action?clientId=…&id=…
fn paycor(link: &Link, _: &str) -> Option<String> {
    link.after("career")?;
    hexadecimal(link.param("id")?, 32)
}

/// `web103.reachmee.com/ext/I005/1035/job?site=7&job_id=12345`
fn reachmee(link: &Link, _: &str) -> Option<String> {
    let [installation, customer, ..] = link.after("ext")? else { return None };
    let customer = format!("{}:{}", installation.to_lowercase(), number(customer)?);
    Some(format!("{customer}:{}", number(link.param("job_id")?)?))
}

/// apply.refline.ch/123456/0789/pub/1/index.html
fn refline(link: &Link, _: &str) -> Option<String> {
    let [customer, posting, ..] = link.whole_path() else { return None };
    Some(format!("{}:{}", digits(customer)?, digits(posting)?))
}

/// `acme-recrute.talent-soft.com/offre-de-emploi/emploi-cuisinier_1234.aspx`
fn talentsoft(link: &Link, front: &str) -> Option<String> {
    let page = link.whole_path().last()?.strip_suffix(".aspx")?;
    let (_, id) = page.rsplit_once('_')?;
    Some(format!("{front}:{}", digits(id)?))
}

/// acme.varbi.com/what:job/jobID:123456/
fn varbi(link: &Link, _: &str) -> Option<String> {
    link.whole_path().iter().find_map(|part| digits(part.strip_prefix("jobID:")?))
}
