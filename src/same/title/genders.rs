//! Both forms of a title's word, where a title gives both: "Köchin / Koch", "Dependiente/a", "Kaufmann/-frau".

use crate::typed::without_accents;

/// Letters of a word before an ending.
const STEM: usize = 3;

/// Endings of the other form behind a stroke or in brackets, the longer ones first.
const ENDINGS: &[&str] = &[
    "drice", "trice", "czyni", "frau", "mann", "ière", "iere", "euse", "rice", "esse", "czka", "ère", "ere", "nne",
    "ora", "eur", "ka", "ne", "le", "se", "as", "os", "es", "a", "o", "e",
];

/// Endings joined by a point or a hyphen in French: "salarié·e", "employé-e".
const JOINED: &[&str] = &["trice", "euse", "rice", "ère", "nne", "ne", "se", "es", "e"];

/// A title with the masculine form alone where both are given, so that both orders and all signs are one.
pub(super) fn one_form(title: &str) -> String {
    without_pairs(&without_endings(title))
}

/// "Dependiente/a" → "Dependiente", "Kauffrau/-mann" → "Kaufmann"
fn without_endings(title: &str) -> String {
    let mut kept = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(c) = rest.chars().next() {
        match ending(&kept, rest) {
            Some((ending, after)) => {
                if let Some(stem) = kept.strip_suffix("frau").filter(|_| ending == "mann") {
                    kept = format!("{stem}mann");
                }
                rest = after;
            }
            None => {
                kept.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    kept
}

/// The ending at the beginning of `rest`, if the word before can have such an ending, and the text after the ending.
fn ending<'a>(before: &str, rest: &'a str) -> Option<(&'static str, &'a str)> {
    if before.chars().rev().take_while(|c| c.is_alphabetic()).count() < STEM {
        return None;
    }
    let sign = rest.chars().next()?;
    let inside = &rest[sign.len_utf8()..];
    let (endings, closing) = match sign {
        '(' => (ENDINGS, ")"),
        '/' => (ENDINGS, ""),
        '·' | '.' | '-' => (JOINED, ""),
        _ => return None,
    };
    let inside = inside.strip_prefix('-').filter(|_| sign != '-').unwrap_or(inside);
    let fits = |ending: &&&str| match **ending {
        "frau" => before.ends_with("mann"),
        "mann" => before.ends_with("frau"),
        _ => true,
    };
    endings.iter().filter(fits).find_map(|ending| {
        let after = inside.strip_prefix(ending)?.strip_prefix(closing)?;
        (!after.starts_with(|c: char| c.is_alphanumeric() || c == '/')).then_some((*ending, after))
    })
}

/// "Köchin / Koch im Hotel" → "Koch im Hotel"
fn without_pairs(title: &str) -> String {
    let Some(stroke) = title.find('/') else { return title.to_owned() };
    let (before, after) = (title[..stroke].trim_end(), title[stroke + 1..].trim_start());
    let left = before.rfind(|c: char| !c.is_alphabetic()).map_or(before, |at| &before[at..]);
    let left = left.trim_start_matches(|c: char| !c.is_alphabetic());
    let right = &after[..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())];
    let rest = without_pairs(&after[right.len()..]);
    let begun = &before[..before.len() - left.len()];
    match (is_other_form(right, left), is_other_form(left, right)) {
        (true, _) => format!("{begun}{left}{rest}"),
        (_, true) => format!("{begun}{right}{rest}"),
        _ => format!("{}{}", &title[..=stroke], without_pairs(&title[stroke + 1..])),
    }
}

/// Whether a word is the feminine form of another.
fn is_other_form(feminine: &str, masculine: &str) -> bool {
    const ENDINGS: [(&str, &str); 14] = [
        ("", "in"),
        ("", "innen"),
        ("e", "in"),
        ("mann", "frau"),
        ("", "e"),
        ("", "a"),
        ("", "ne"),
        ("eur", "euse"),
        ("teur", "trice"),
        ("tor", "triz"),
        ("tore", "trice"),
        ("o", "a"),
        ("e", "a"),
        ("", "ka"),
    ];
    let (feminine, masculine) = (without_accents(feminine), without_accents(masculine));
    let is_one = |(his, hers): &(&str, &str)| {
        let stem = masculine.strip_suffix(his).filter(|stem| stem.chars().count() >= STEM);
        stem.is_some_and(|stem| feminine.strip_suffix(hers) == Some(stem))
    };
    ENDINGS.iter().any(is_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_forms_one_is_kept() {
        for (title, kept) in [
            ("Köchin / Koch", "Koch"),
            ("Koch/Köchin (m/w/d)", "Koch (m/w/d)"),
            ("Kauffrau/Kaufmann für Büromanagement", "Kaufmann für Büromanagement"),
            ("Kaufmann/-frau im Einzelhandel", "Kaufmann im Einzelhandel"),
            ("Kauffrau/-mann im Einzelhandel", "Kaufmann im Einzelhandel"),
            ("Erzieherinnen / Erzieher", "Erzieher"),
            ("Psychologin/Psychologe", "Psychologe"),
            ("Dependiente/a", "Dependiente"),
            ("Enfermero/Enfermera", "Enfermero"),
            ("Employé(e) de rayon", "Employé de rayon"),
            ("Infirmier(ère) libéral·e", "Infirmier libéral"),
            ("Aide-soignant-e", "Aide-soignant"),
            ("Vendeur/euse", "Vendeur"),
            ("Directeur / Directrice d'agence", "Directeur d'agence"),
            ("Addetto/a alla cassa", "Addetto alla cassa"),
            ("Specjalista/ka ds. kadr", "Specjalista ds. kadr"),
        ] {
            assert_eq!(one_form(title), kept, "{title}");
        }
    }

    #[test]
    fn what_only_looks_like_two_forms_stays() {
        for title in [
            "Developer (m/w/d)",
            "C/C++ Developer",
            "QA/QC Engineer",
            "Java/Kotlin Developer",
            "Baker/Barista",
            "Fahrer C/E",
            "Node.js Developer",
            "Front-end Developer",
            "Manager Sales / Marketing",
            "Entwickler/in",
        ] {
            assert_eq!(one_form(title), title);
        }
    }
}
