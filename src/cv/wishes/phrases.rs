//! The phrases in which people say what they look for, English and German, as folded text has them.

use crate::cv::filter::Filter;
use crate::filters::{EmploymentType, Seniority, WorkArrangement};

/// Phrases that ask by themselves.
pub(super) const DEMANDS: [(Filter, &[&str]); 8] = [
    (
        Filter::WorkArrangement(WorkArrangement::RemoteSolely),
        &[
            "remote only",
            "only remote",
            "remotely only",
            "only remotely",
            "remote solely",
            "solely remote",
            "exclusively remote",
            "nur remote",
            "ausschließlich remote",
            "rein remote",
            "remote ausschließlich",
            "nur homeoffice",
            "nur im homeoffice",
            "ausschließlich homeoffice",
            "ausschließlich im homeoffice",
            "home office only",
        ],
    ),
    (
        Filter::WorkArrangement(WorkArrangement::OnSite),
        &[
            "on site only",
            "onsite only",
            "only on site",
            "nur vor ort",
            "ausschließlich vor ort",
            "no remote work",
            "kein homeoffice",
        ],
    ),
    (
        Filter::WorkArrangement(WorkArrangement::Hybrid),
        &["hybrid only", "only hybrid", "nur hybrid", "ausschließlich hybrid"],
    ),
    (
        Filter::EmploymentType(EmploymentType::PartTime),
        &[
            "part time only",
            "only part time",
            "parttime only",
            "nur teilzeit",
            "nur in teilzeit",
            "ausschließlich teilzeit",
            "ausschließlich in teilzeit",
        ],
    ),
    (
        Filter::EmploymentType(EmploymentType::FullTime),
        &[
            "full time only",
            "only full time",
            "fulltime only",
            "nur vollzeit",
            "nur in vollzeit",
            "ausschließlich vollzeit",
            "ausschließlich in vollzeit",
        ],
    ),
    (
        Filter::EmploymentType(EmploymentType::Contractor),
        &["freelance only", "only freelance", "contract only", "nur freiberuflich", "ausschließlich freiberuflich"],
    ),
    (Filter::EmploymentType(EmploymentType::Temporary), &["temporary only", "nur befristet"]),
    (
        Filter::EmploymentType(EmploymentType::Intern),
        &["internship wanted", "praktikum gesucht", "praktikumsplatz gesucht"],
    ),
];

/// Words that ask only in a sentence that says what is looked for.
pub(super) const MENTIONS: [(Filter, &[&str]); 12] = [
    (
        Filter::WorkArrangement(WorkArrangement::RemoteSolely),
        &["fully remote", "100 remote", "completely remote", "full remote", "vollständig remote", "komplett remote"],
    ),
    (Filter::WorkArrangement(WorkArrangement::Hybrid), &["hybrid", "hybrides arbeiten", "hybride"]),
    (Filter::WorkArrangement(WorkArrangement::OnSite), &["on site", "onsite", "vor ort"]),
    (Filter::EmploymentType(EmploymentType::PartTime), &["part time", "parttime", "teilzeit", "teilzeitstelle"]),
    (Filter::EmploymentType(EmploymentType::FullTime), &["full time", "fulltime", "vollzeit", "vollzeitstelle"]),
    (
        Filter::EmploymentType(EmploymentType::Contractor),
        &[
            "freelance",
            "freelance work",
            "freiberuflich",
            "freiberufliche",
            "contract role",
            "contract work",
            "contractor",
        ],
    ),
    (
        Filter::EmploymentType(EmploymentType::Temporary),
        &["temporary position", "temporary work", "temporary role", "befristete stelle", "befristet"],
    ),
    (Filter::EmploymentType(EmploymentType::Intern), &["internship", "praktikum", "praktikumsplatz"]),
    (
        Filter::Seniority(Seniority::Junior),
        &[
            "junior position",
            "junior role",
            "entry level position",
            "entry level role",
            "einstiegsposition",
            "juniorstelle",
        ],
    ),
    (Filter::Seniority(Seniority::Mid), &["mid level position", "mid level role"]),
    (Filter::Seniority(Seniority::Senior), &["senior position", "senior role", "seniorposition"]),
    (
        Filter::Seniority(Seniority::Lead),
        &[
            "lead position",
            "lead role",
            "leadership role",
            "leadership position",
            "führungsposition",
            "leitungsposition",
        ],
    ),
];

/// Words that say that something is looked for.
pub(super) const SEEKING: [&str; 20] = [
    "seeking",
    "looking for",
    "look for",
    "looking to",
    "searching for",
    "search for",
    "in search of",
    "i want",
    "wanted",
    "sought",
    "suche",
    "sucht",
    "gesucht",
    "wünsche",
    "gewünscht",
    "only",
    "nur",
    "ausschließlich",
    "apply for",
    "objective",
];

/// Words that open a door without closing the others.
pub(super) const OPEN: [&str; 22] = [
    "open to",
    "open for",
    "willing to",
    "relocate",
    "preferably",
    "preferred",
    "prefer",
    "ideally",
    "possible",
    "happy to",
    "interested in",
    "or",
    "offen für",
    "offen",
    "bereit",
    "möglichst",
    "gern",
    "gerne",
    "bevorzugt",
    "idealerweise",
    "oder",
    "umzug",
];
