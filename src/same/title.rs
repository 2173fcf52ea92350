//! The title of a posting, folded for comparing, and its details that tell two openings of one title apart.

mod codes;
mod employer;
mod genders;
mod loose;
mod parts;
mod places;

use self::parts::{Says, parts, says};
use self::places::Places;
use crate::combination::{folded_title, without_marks};
use crate::typed::{is_invisible, plain, with_one_umlaut, without_accents};
use std::collections::BTreeSet;

/// Facts of a posting's title.
pub struct Title {
    /// The title, folded for comparing.
    pub folded: String,
    /// Details that tell two openings of one title apart, as keys of one kind each: `reference:12345`, `share:80-100`,
    /// `grade:9a`, `hours:30`, `pay:15.5`, `way:remote`, `time:full`.
    pub details: BTreeSet<String>,
}

impl Title {
    /// Reads a title of an employer's posting in these places, with "; " between, which have further names: only words
    /// repeating a name are a place. `employer`: folded.
    pub fn read(text: &str, employer: Option<&str>, stated: &str, further: &str) -> Self {
        let text = visible(text);
        let text = employer.map_or(&*text, |employer| employer::cut_from_end(&text, employer, stated));
        let parts = parts(text);
        let places = Places::of(stated, further);
        Self { folded: folded(text, &parts, &places), details: parts.iter().filter_map(|part| detail(part)).collect() }
    }
}

/// A title without the parts written differently by sources: gender marks and forms, signs, case, umlauts and their
/// spelling, and parts with only a stated place, a way to work, a working time, a share of full time, a reference number
/// or a number of openings. Marks of another job stay: "Senior" and "Junior", C, C++, C# and .NET, a year.
fn folded(text: &str, parts: &[String], places: &Places) -> String {
    let mut about_the_job: Vec<&str> = Vec::with_capacity(parts.len());
    let mut is_behind_place = false;
    for part in parts {
        if places.is_code(part, is_behind_place) {
            continue;
        }
        let bare = places.without_code(part);
        let said = says(bare, Some(places));
        is_behind_place = said == Says::Nothing && bare.split(' ').any(|word| places.have(&plain(word)));
        let is_more = if bare.len() == part.len() { said } else { says(part, Some(places)) } == Says::More;
        let is_short_form = about_the_job.last().is_some_and(|name| is_short_for(part, name));
        if is_more && !is_behind_place && !is_short_form {
            about_the_job.push(places.cut_from_end(part));
        }
    }
    let folded = words(&about_the_job.join(" "));
    if folded.is_empty() { words(text) } else { folded }
}

/// "MFA" for "Medizinische Fachangestellte": the first letters of all words, with others of the name between them.
fn is_short_for(part: &str, name: &str) -> bool {
    let is_written_so = (2..=5).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_written_so || !name.contains(' ') {
        return false;
    }
    let (letters, name) = (part.to_lowercase(), plain(name));
    let is_name = |word: &&str| !JOINING.contains(word) && !AND.contains(word);
    let initials: String = name.split(' ').filter(is_name).filter_map(|word| word.chars().next()).collect();
    let has_compound = name.split(' ').any(|word| word.len() >= COMPOUND);
    letters == initials
        || has_compound
            && letters.chars().next() == initials.chars().next()
            && stands_spread_in(&initials, &letters)
            && stands_spread_in(&letters, &name)
}

/// Words between the words of a name.
const AND: [&str; 4] = ["and", "und", "of", "et"];

/// Letters of the shortest word that may give a second letter, as a compound: "Fachangestellte".
const COMPOUND: usize = 12;

/// Whether letters stand in a text in their order, with others between.
fn stands_spread_in(letters: &str, text: &str) -> bool {
    let mut text = text.chars();
    letters.chars().all(|letter| text.any(|c| c == letter))
}

fn detail(part: &str) -> Option<String> {
    match says(part, None) {
        Says::Detail(key) => Some(key),
        Says::Nothing | Says::More => None,
    }
}

fn visible(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    without_marks(&genders::one_form(&with_whole_endings(&visible.replace('\u{a0}', " "))))
}

/// "Wissenschaftliche*r" → "Wissenschaftlicher": the letter belongs to the word, as in the full form.
fn with_whole_endings(title: &str) -> String {
    const MARKS: [&str; 7] = ["e*r", "e:r", "e_r", "e/r", "e/-r", "e(r)", "e·r"];
    let cases = |mark: &&str| [((*mark).to_owned(), "er"), (mark.to_uppercase(), "ER")];
    let whole = |word: &str| {
        let found = MARKS.iter().flat_map(cases).find(|(mark, _)| word.trim_end_matches(',').ends_with(mark.as_str()));
        found.map_or_else(|| word.to_owned(), |(mark, ending)| word.replace(&mark, ending))
    };
    title.split(' ').map(whole).collect::<Vec<_>>().join(" ")
}

/// Words between the others that one source writes and the next leaves out, without accents: "Sjuksköterska till
/// akuten", "Chef de projet", "Mitarbeiter für den Vertrieb". English ones tell jobs apart: "Assistant to the Manager".
const JOINING: [&str; 17] =
    ["fur", "im", "till", "inom", "pa", "de", "du", "des", "del", "di", "da", "do", "dos", "en", "van", "voor", "ds"];

/// Words of a title in one spelling: "Bäcker & Köche (Node.js)" → "backer and koche nodejs".
fn words(title: &str) -> String {
    let plain = without_accents(&folded_title(&without_joining(title)));
    let is_kept = |c: char| c.is_alphanumeric() || "+#.&".contains(c);
    plain.split(|c| !is_kept(c)).map(word).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A title without its joining words. In capitals they are codes: "Support Agent (DE)".
fn without_joining(title: &str) -> String {
    let is_loud = !title.contains(char::is_lowercase);
    let is_joining = |one: &&str| {
        (is_loud || one.starts_with(char::is_lowercase)) && JOINING.contains(&word(&without_accents(one)).as_str())
    };
    title.split(' ').filter(|one| !is_joining(one)).collect::<Vec<_>>().join(" ")
}

/// Endings of words with one letter less in their other form: "Wissenschaftlicher", "Angestellter".
const ADJECTIVES: &[&str] = &[
    "scher",
    "licher",
    "igter",
    "ierter",
    "annter",
    "angestellter",
    "beauftragter",
    "beamter",
    "leitender",
    "stellvertretender",
];

/// Feminine endings of German and French trades, without accents, and the masculine ones. Only endings of people, so that
/// "Plugin" and "Latin" are none.
const FEMININE: &[(&str, &str)] = &[
    ("erinnen", "er"),
    ("arztin", "arzt"),
    ("kochin", "koch"),
    ("anwaltin", "anwalt"),
    ("wirtin", "wirt"),
    ("botin", "bote"),
    ("beamtin", "beamte"),
    ("erin", "er"),
    ("istin", "ist"),
    ("login", "loge"),
    ("gogin", "goge"),
    ("eurin", "eur"),
    ("torin", "tor"),
    ("arin", "ar"),
    ("entin", "ent"),
    ("antin", "ant"),
    ("ektin", "ekt"),
    ("frau", "mann"),
    ("iere", "ier"),
    ("ere", "er"),
    ("ienne", "ien"),
    ("ante", "ant"),
    ("euse", "eur"),
    ("trice", "teur"),
];

/// Least letters before a feminine ending.
const STEM: usize = 2;

/// A uniform spelling of a word: one spelling of umlauts, which have lost their dots by now, the masculine form. Signs in
/// a name stay: C++, C#, .NET.
fn word(word: &str) -> String {
    let begins_with_a_dot = word.len() > 1 && word.starts_with('.') && !word.ends_with('.');
    let bare = word.replace('.', "");
    let bare =
        ADJECTIVES.iter().find(|ending| bare.ends_with(**ending)).map_or(bare.as_str(), |_| &bare[..bare.len() - 1]);
    if matches!(bare, "und" | "&") {
        return "and".to_owned();
    }
    let spelled = with_one_umlaut(bare);
    (if begins_with_a_dot { "." } else { "" }).to_owned() + &masculine(spelled)
}

/// "erzieherin" → "erzieher"
fn masculine(word: String) -> String {
    let found = FEMININE.iter().find_map(|(hers, his)| {
        let stem = word.strip_suffix(hers).filter(|stem| stem.len() >= STEM || *his == "koch" || *his == "arzt")?;
        Some(format!("{stem}{his}"))
    });
    found.unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sources_write_in_different_ways_makes_no_other_title() {
        for (titles, folded) in [
            (
                &[
                    "Data Engineer",
                    "DATA ENGINEER (m/w/d)",
                    "Data-Engineer (f/m/x)",
                    "Data Engineer (Berlin)",
                    "Data Engineer - Berlin, Germany",
                    "Data Engineer | Remote",
                    "Data Engineer (Remote, Germany)",
                    "Data Engineer (100% remote)",
                    "Data Engineer in Berlin (all genders)",
                    "Data Engineer (Ref. 12345)",
                    "Data Engineer – Kennziffer 2024-17",
                    "Data Engineer, JR123456",
                    "Data Engineer #10432",
                    "Data Engineer (2 positions)",
                    "2x Data Engineer",
                    "Berlin: Data Engineer",
                    "Data Engineer (Home Office möglich)",
                    "Ｄａｔａ Engineer\u{200b}",
                    "Data Engineer 80-100%",
                    "Data Engineer (80 – 100 %)",
                    "Data Engineer gesucht",
                    "Data Engineer Berlin",
                    "Data Engineer - Berlin, DE",
                    "Data Engineer (Vollzeit)",
                    "Data Engineer in Teilzeit",
                    "Part-time Data Engineer",
                    "Data Engineer - Voll- oder Teilzeit",
                ][..],
                "data engineer",
            ),
            (&["Softwareentwickler*in", "Softwareentwickler:in", "Softwareentwickler(in)"], "softwareentwickler"),
            (&["Erzieherin", "Erzieher*in", "Erzieher/in (m/w/d)", "Erzieher"], "erzieher"),
            (&["Köchin", "Koch"], "koch"),
            (&["Ärztin", "Arzt"], "arzt"),
            (&["Pflegefachfrau", "Pflegefachmann"], "pflegefachmann"),
            (&["Infirmière", "Infirmier (H/F)"], "infirmier"),
            (&["Aide-soignante", "Aide soignant"], "aide soignant"),
            (&["Technicienne", "Technicien (H/F)"], "technicien"),
            (&["Conseillère", "Conseiller (F/H)"], "conseiller"),
            (&["Gebäudetechniker", "Gebaeudetechniker", "Gebaudetechniker"], "gebaudetechniker"),
            (&["Bäcker und Koch", "Baecker & Koch"], "backer and koch"),
            (
                &["Sr. Engineer, Backend", "Senior Engineer (Backend)", "Senior Engineer - Backend"],
                "senior engineer backend",
            ),
            (&["Node.js Developer", "NodeJS Developer", "NodeJS Developer at Acme GmbH"], "nodejs developer"),
            (
                &["Chef de projet", "Chef projet (Acme)", "CHEF DE PROJET (CP)", "Chef de projet - Acme (H/F)"],
                "chef projet",
            ),
            (&["Remote"], "remote"),
        ] {
            for title in titles {
                assert_eq!(
                    Title::read(title, Some("acme"), "Berlin, Germany", "Deutschland").folded,
                    folded,
                    "{title}"
                );
            }
        }
    }

    #[test]
    fn what_is_another_job_stays() {
        let titles = [
            "Engineer",
            "Senior Engineer",
            "Junior Engineer",
            "Engineer II",
            "Engineer (Java)",
            "Engineer (Hamburg)",
            "Engineer 2026",
            "Engineer (2027)",
            "Engineer (ISO9001)",
            "Plugin Engineer",
            "Plug Engineer",
            "Engineer in Test",
            "Engineer OR",
            "Engineer C",
            "Engineer C++",
            "Engineer C#",
            "Engineer .NET",
            "Engineer (befristet)",
            "Back Office Engineer",
            "Head of Germany",
            "Head of Berlin",
        ];
        let mut folded: Vec<String> =
            titles.iter().map(|one| Title::read(one, Some("acme"), "Berlin, Germany", "").folded).collect();
        folded.sort_unstable();
        folded.dedup();
        assert_eq!(folded.len(), titles.len(), "{folded:?}");
    }

    #[test]
    fn a_title_tells_openings_apart_by_numbers_and_shares() {
        let details = |title| Vec::from_iter(Title::read(title, None, "", "").details);
        assert_eq!(details("Koch (m/w/d) – Ref.-Nr. 2024/17"), ["reference:202417"]);
        assert_eq!(details("Koch (JR-123456)"), ["reference:123456"]);
        assert_eq!(details("Koch 80 - 100%"), ["share:80-100"]);
        assert_eq!(details("Koch (60%)"), ["share:60"]);
        assert_eq!(details("Koch in Vollzeit"), ["time:full"]);
        assert_eq!(details("Koch (Teilzeit)"), ["time:part"]);
        assert!(details("Koch (2 Stellen), Berlin").is_empty() && details("Koch (Voll-/Teilzeit)").is_empty());
    }
}
