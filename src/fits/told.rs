//! Facts told by a title, for postings whose source states none: "Senior Data Engineer", "Pflegefachkraft in Teilzeit",
//! "Koch, 25 Std." Pure.

use crate::filters::{EmploymentType, Seniority};
use crate::typed::plain;

/// Full weeks begin here, in hours.
const FULL_WEEK: u32 = 35;

/// Levels by words of titles. "Staff" is none: a staff nurse begins, a staff engineer leads.
const LEVELS: &[(Seniority, &[&str])] = &[
    (Seniority::Junior, &["junior", "jr", "graduate", "trainee", "einstieg", "berufseinsteiger", "einsteiger"]),
    (Seniority::Lead, &["lead", "principal", "head"]),
    (Seniority::Senior, &["senior", "sr"]),
];

/// Words with "lead" that are no level.
const NO_LEVELS: [&str; 3] = ["lead generation", "lead gen", "lead management"];

/// Contracts by words of titles, as `plain` writes them.
const CONTRACTS: &[(EmploymentType, &[&str])] = &[
    (
        EmploymentType::PartTime,
        &["teilzeit", "tz", "part time", "parttime", "temps partiel", "media jornada", "tiempo parcial", "deeltijd"],
    ),
    (
        EmploymentType::FullTime,
        &[
            "vollzeit",
            "vz",
            "voll teilzeit",
            "voll oder teilzeit",
            "voll und teilzeit",
            "voll bzw teilzeit",
            "full time",
            "fulltime",
            "full or part time",
            "full part time",
            "temps plein",
            "jornada completa",
            "voltijd",
        ],
    ),
    (EmploymentType::Intern, &["praktikum", "praktikant", "internship", "stagiaire"]),
    (EmploymentType::Contractor, &["freelance", "freelancer", "freiberuflich", "contractor"]),
];

/// Units of a week's hours.
const HOURS: [&str; 6] = ["std", "stunden", "hours", "hrs", "uur", "h/w"];

/// What a share is of where it is not of a week.
const OTHER_SHARES: [&str; 10] =
    ["remote", "home", "mobil", "travel", "reise", "zulage", "zuschlag", "bonus", "rabatt", "discount"];

/// Level told by a title. None: none, or two.
pub fn seniority(title: &str) -> Option<Seniority> {
    let title = NO_LEVELS.iter().fold(spaced(title), |title, words| title.replace(&format!(" {words} "), " "));
    let mut told = LEVELS.iter().filter(|(_, words)| words.iter().any(|word| stands_in(word, &title)));
    match (told.next(), told.next()) {
        (Some((level, _)), None) => Some(*level),
        _ => None,
    }
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
    let told: Vec<_> = by_words.map(|(contract, _)| contract.as_str()).collect();
    if told.is_empty() { week(title) } else { told }
}

/// The title's words between single spaces.
fn spaced(title: &str) -> String {
    format!(" {} ", plain(title))
}

fn stands_in(word: &str, spaced: &str) -> bool {
    spaced.contains(&format!(" {word} "))
}

/// Contracts by the hours or the share of a week in a title: "30 Std.", "25–30 hours", "60 %"; a range may reach a full
/// week: "80-100%".
fn week(title: &str) -> Vec<&'static str> {
    let title = title.to_lowercase().replace(['–', '—'], "-").replace(' ', "");
    let begins = |at: usize| {
        let before = title[..at].strip_suffix('-').unwrap_or(&title[..at]);
        !before.ends_with(|c: char| c.is_ascii_digit())
    };
    let figures = title.match_indices(|c: char| c.is_ascii_digit()).filter(|(at, _)| begins(*at));
    let Some((least, most)) = figures.filter_map(|(at, _)| part_of_week(&title[at..])).next() else {
        return Vec::new();
    };
    let full = (most >= 100).then(|| EmploymentType::FullTime.as_str());
    (least < 100).then(|| EmploymentType::PartTime.as_str()).into_iter().chain(full).collect()
}

/// The least and the most of a week that a text begins with, in percent, where it is less than a week at least.
fn part_of_week(text: &str) -> Option<(u32, u32)> {
    let (least, rest) = digits(text)?;
    let (most, unit) = rest.strip_prefix('-').and_then(digits).unwrap_or((least, rest));
    if let Some(of) = unit.strip_prefix('%') {
        let is_of_week = !OTHER_SHARES.iter().any(|other| of.trim_start_matches(['-', '(']).starts_with(other));
        return ((10..100).contains(&least) && is_of_week).then_some((least, most));
    }
    let is_of_week =
        HOURS.iter().any(|hours| unit.starts_with(hours)) && !unit.contains("shift") && !unit.contains("betreu");
    let full = if most >= FULL_WEEK { 100 } else { 99 };
    (is_of_week && (8..FULL_WEEK).contains(&least)).then_some((99, full))
}

fn digits(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_told_by_a_word_of_its_own() {
        let told = |title| seniority(title).map(Seniority::as_str);
        assert_eq!(told("Sr. Data Engineer – 100% Remote"), Some(Seniority::Senior.as_str()));
        assert_eq!(told("(Senior) Data Engineer (all genders)"), Some(Seniority::Senior.as_str()));
        assert_eq!(told("Graduate Programme Data"), Some(Seniority::Junior.as_str()));
        assert_eq!(told("Lead Data Engineer"), Some(Seniority::Lead.as_str()));
        for silent in [
            "Data Engineer",
            "Seniorenbetreuung",
            "Headhunter",
            "Leadership Coach",
            "Staff Nurse",
            "Lead Generation Manager",
            "Data Engineer (Junior/Senior)",
        ] {
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
            "Koch – 30 Std.",
            "Physiotherapeut - 50 %",
        ] {
            assert_eq!(employment_types(title), ["PART_TIME"], "{title}");
        }
        for title in ["Data Engineer, 100 % remote", "Koch 40 Std.", "Schichtleiter 24h", "Top 100 Arbeitgeber", "Koch"]
        {
            assert!(employment_types(title).is_empty(), "{title}: {:?}", employment_types(title));
        }
        for title in [
            "Koch (Voll-/Teilzeit)",
            "Koch in Voll- oder Teilzeit",
            "Koch in Vollzeit oder Teilzeit",
            "Verkäufer 80-100%",
            "Koch 30-40 Std.",
        ] {
            assert_eq!(employment_types(title), ["PART_TIME", "FULL_TIME"], "{title}");
        }
    }
}
