//! Facts told by a title, for postings whose source states none: "Senior Data Engineer", "Pflegefachkraft in Teilzeit",
//! "Koch, 25 Std." Pure.

use crate::filters::{EmploymentType, Seniority};
use crate::typed::plain;

/// Full weeks begin here, in hours.
const FULL_WEEK: u32 = 35;

/// Levels by words of titles; the first that stands there counts.
const LEVELS: &[(Seniority, &[&str])] = &[
    (Seniority::Junior, &["junior", "jr", "graduate", "trainee", "einstieg", "berufseinsteiger", "einsteiger"]),
    (Seniority::Lead, &["lead", "principal", "head"]),
    (Seniority::Senior, &["senior", "sr", "staff"]),
];

/// Contracts by words of titles, as `plain` writes them.
const CONTRACTS: &[(EmploymentType, &[&str])] = &[
    (
        EmploymentType::PartTime,
        &["teilzeit", "tz", "part time", "parttime", "temps partiel", "media jornada", "tiempo parcial", "deeltijd"],
    ),
    (
        EmploymentType::FullTime,
        &["vollzeit", "vz", "full time", "fulltime", "temps plein", "jornada completa", "voltijd"],
    ),
    (EmploymentType::Intern, &["praktikum", "praktikant", "intern", "internship", "stagiaire"]),
    (EmploymentType::Contractor, &["freelance", "freelancer", "freiberuflich", "contractor"]),
];

/// Level told by a title; None: none.
pub fn seniority(title: &str) -> Option<Seniority> {
    let title = spaced(title);
    let level = LEVELS.iter().find(|(_, words)| words.iter().any(|word| stands_in(word, &title)));
    level.map(|(level, _)| *level)
}

/// Contracts of a posting, by the names of the closed list: those that a source states, else those told by the title.
pub fn contracts<'a>(stated: impl IntoIterator<Item = &'a str>, title: &str) -> Vec<String> {
    let stated: Vec<String> = stated.into_iter().map(str::to_owned).collect();
    match stated.is_empty() {
        true => employment_types(title).into_iter().map(str::to_owned).collect(),
        false => stated,
    }
}

/// Contracts told by a title, by the names of the closed list.
fn employment_types(title: &str) -> Vec<&'static str> {
    let words = spaced(title);
    let by_words = CONTRACTS.iter().filter(|(_, names)| names.iter().any(|name| stands_in(name, &words)));
    let mut told: Vec<_> = by_words.map(|(contract, _)| contract.as_str()).collect();
    if told.is_empty() && is_part_of_a_week(title) {
        told.push(EmploymentType::PartTime.as_str());
    }
    told
}

/// The title's words between single spaces.
fn spaced(title: &str) -> String {
    format!(" {} ", plain(title))
}

fn stands_in(word: &str, spaced: &str) -> bool {
    spaced.contains(&format!(" {word} "))
}

/// Whether a title states less than a full week: "30 Std.", "25–30 hours", "60 %". Of a range the lower figure counts.
fn is_part_of_a_week(title: &str) -> bool {
    let title = title.to_lowercase().replace(['–', '—'], "-").replace(' ', "");
    title.match_indices(|c: char| c.is_ascii_digit()).any(|(at, _)| {
        let begins = !title[..at].ends_with(|c: char| c.is_ascii_digit() || c == '-');
        begins && figure(&title[at..]).is_some_and(|(lower, unit)| is_less(lower, unit))
    })
}

/// The lower figure of a range, and what follows the range.
fn figure(text: &str) -> Option<(u32, &str)> {
    let (lower, rest) = digits(text)?;
    match rest.strip_prefix('-').and_then(digits) {
        Some((_, rest)) => Some((lower, rest)),
        None => Some((lower, rest)),
    }
}

fn digits(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

fn is_less(figure: u32, unit: &str) -> bool {
    const HOURS: [&str; 6] = ["std", "stunden", "hours", "hrs", "uur", "h/w"];
    let is_hours = HOURS.iter().any(|hours| unit.starts_with(hours));
    (unit.starts_with('%') && (10..100).contains(&figure)) || (is_hours && (8..FULL_WEEK).contains(&figure))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_told_by_a_word_of_its_own() {
        let told = |title| seniority(title).map(|level| level.as_str());
        assert_eq!(told("Sr. Data Engineer – 100% Remote"), Some(Seniority::Senior.as_str()));
        assert_eq!(told("(Senior) Data Engineer (all genders)"), Some(Seniority::Senior.as_str()));
        assert_eq!(told("Graduate Programme Data"), Some(Seniority::Junior.as_str()));
        assert_eq!(told("Lead Data Engineer"), Some(Seniority::Lead.as_str()));
        for silent in ["Data Engineer", "Seniorenbetreuung", "Headhunter", "Leadership Coach"] {
            assert_eq!(told(silent), None, "{silent}");
        }
    }

    #[test]
    fn a_part_of_a_week_is_part_time() {
        for title in [
            "Pflegefachkraft im Hospiz (m/w/d), 50–80 %",
            "Praxisanleitung Altenpflege, 30 Std.",
            "Koch 25-30 Stunden/Woche",
            "Nurse (part-time)",
            "Geriatrie in TZ",
            "Verkäufer 80-100%",
        ] {
            assert_eq!(employment_types(title), ["PART_TIME"], "{title}");
        }
        for title in ["Data Engineer, 100 % remote", "Koch 40 Std.", "Schichtleiter 24h", "Top 100 Arbeitgeber", "Koch"]
        {
            assert!(employment_types(title).is_empty(), "{title}: {:?}", employment_types(title));
        }
        assert_eq!(employment_types("Koch (Voll-/Teilzeit)"), ["PART_TIME"]);
        assert_eq!(employment_types("Koch in Vollzeit oder Teilzeit"), ["PART_TIME", "FULL_TIME"]);
    }
}
