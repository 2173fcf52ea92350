//! Both forms of a title's word, where a title gives both: "Köchin / Koch", "Dependiente/a", "Kaufmann/-frau".

use crate::typed::without_accents;

/// Letters of a word before an ending.
const STEM: usize = 3;

/// Letters of a word in capitals before an ending: shorter ones are short names, "IDE/AS".
const LOUD_STEM: usize = 5;

/// Endings of the other form behind a stroke or in brackets, the longer ones first.
const ENDINGS: &[&str] = &[
    "drice", "trice", "czyni", "frau", "mann", "ière", "iere", "euse", "rice", "esse", "czka", "ère", "ere", "nne",
    "ora", "eur", "ka", "ne", "le", "se", "as", "os", "es", "a", "o", "e",
];

/// Endings joined by a point or a hyphen in French: "salarié·e", "employé-e".
const JOINED: &[&str] = &["trice", "euse", "rice", "ère", "nne", "ne", "se", "es", "e"];

/// Articles in both forms, the masculine first, as `without_accents` writes them.
const ARTICLES: &[(&str, &str)] = &[
    ("der", "die"),
    ("den", "die"),
    ("dem", "der"),
    ("ein", "eine"),
    ("einen", "eine"),
    ("einem", "einer"),
    ("le", "la"),
    ("du", "de la"),
    ("un", "une"),
    ("el", "la"),
    ("un", "una"),
    ("il", "la"),
    ("uno", "una"),
    ("o", "a"),
    ("do", "da"),
    ("um", "uma"),
];

/// Articles before what somebody is to become, and "as"; they say its gender and nothing else.
const TO_BECOME: [&str; 4] = ["zum", "zur", "als", "r"];

/// A title with the masculine form alone where both are given, so that both orders and all signs are one.
pub(super) fn one_form(title: &str) -> String {
    without_pairs(&without_endings(&without_articles(title)))
}

/// "Ausbildung zum/zur Koch" → "Ausbildung Koch", "Assistenz der/die Leitung" → "Assistenz der Leitung"; a day stays
/// whole: "zum nächstmöglichen Zeitpunkt", "zum 1.9."
fn without_articles(title: &str) -> String {
    let lower = title.to_lowercase();
    if !title.contains('/') && !lower.contains("zu") && !lower.contains("als") {
        return title.to_owned();
    }
    let words: Vec<&str> = title.split_whitespace().collect();
    let mut kept: Vec<&str> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let is_between = *word == "/" && at > 0 && is_to_become(words[at - 1]) && is_to_become(next);
        let is_before_name = next.starts_with(|c: char| c.is_uppercase() || c == '/') || is_to_become(next);
        if !(is_between || is_to_become(word) && is_before_name) {
            kept.push(pair_of_articles(word).unwrap_or(word));
        }
    }
    kept.join(" ")
}

/// "zum", "zur", "zum/zur", "zum/r", "zur*zum"
fn is_to_become(word: &str) -> bool {
    let mut parts = word.split(['/', '*', ':', '_', '-']).filter(|part| !part.is_empty()).peekable();
    let first = parts.peek().copied().unwrap_or_default();
    let is_one = |part: &str| TO_BECOME.iter().any(|one| one.eq_ignore_ascii_case(part));
    !first.eq_ignore_ascii_case("r") && parts.peek().is_some() && parts.all(is_one)
}

/// "le/la" → "le"
fn pair_of_articles(word: &str) -> Option<&str> {
    let (one, other) = word.split_once('/')?;
    let is = |article: &str, word: &str| article.eq_ignore_ascii_case(word);
    ARTICLES.iter().find_map(|(his, hers)| match () {
        () if is(his, one) && is(hers, other) => Some(one),
        () if is(hers, one) && is(his, other) => Some(other),
        () => None,
    })
}

/// "Dependiente/a" → "Dependiente", "Kauffrau/-mann" → "Kaufmann"
fn without_endings(title: &str) -> String {
    let mut kept = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(c) = rest.chars().next() {
        match ending(&kept, rest) {
            Some((ending, after)) => {
                masculine_first(&mut kept, ending);
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

/// Gives a word before a masculine ending that ending: "Kauffrau/-mann" and "Enfermera/o" have the feminine form first.
fn masculine_first(kept: &mut String, ending: &str) {
    const FEMININE_FIRST: [(&str, &str); 3] = [("frau", "mann"), ("as", "os"), ("a", "o")];
    let lower = kept.to_lowercase();
    let is_one = |(hers, his): &&(&str, &str)| ending == *his && lower.ends_with(hers);
    // In either case a feminine ending is as long.
    if let Some((hers, his)) = FEMININE_FIRST.iter().find(is_one) {
        kept.truncate(kept.len() - hers.len());
        kept.push_str(his);
    }
}

/// The ending at the beginning of `rest`, if the word before can have such an ending, and the text after the ending. A
/// word in capitals has an ending in capitals: "INFIRMIER(E)", and not "Fahrer/E".
fn ending<'a>(before: &str, rest: &'a str) -> Option<(&'static str, &'a str)> {
    let stem: Vec<char> = before.chars().rev().take_while(|c| c.is_alphabetic()).collect();
    let is_loud = stem.iter().all(|c| c.is_uppercase());
    if stem.len() < if is_loud { LOUD_STEM } else { STEM } {
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
        "frau" => before.to_lowercase().ends_with("mann"),
        "mann" => before.to_lowercase().ends_with("frau"),
        _ => true,
    };
    endings.iter().filter(fits).find_map(|ending| {
        let written = if is_loud { ending.to_uppercase() } else { (*ending).to_owned() };
        let after = inside.strip_prefix(written.as_str())?.strip_prefix(closing)?;
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
    const ENDINGS: [(&str, &str); 18] = [
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
        ("a", "ka"),
        ("k", "czka"),
        ("ca", "czyni"),
        ("y", "a"),
    ];
    let plain = |word: &str| without_accents(word).to_lowercase();
    let (feminine, masculine) = (plain(feminine), plain(masculine));
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
            ("INFIRMIER(E) LIBÉRAL(E)", "INFIRMIER LIBÉRAL"),
            ("VENDEUR/EUSE", "VENDEUR"),
            ("DEPENDIENTE/A", "DEPENDIENTE"),
            ("KÖCHIN/KOCH", "KOCH"),
            ("KAUFFRAU/-MANN", "KAUFmann"),
            ("Aide-soignant-e", "Aide-soignant"),
            ("Vendeur/euse", "Vendeur"),
            ("Directeur / Directrice d'agence", "Directeur d'agence"),
            ("Addetto/a alla cassa", "Addetto alla cassa"),
            ("Specjalista/ka ds. kadr", "Specjalista ds. kadr"),
            ("Specjalista / Specjalistka ds. kadr", "Specjalista ds. kadr"),
            ("Kierownik/Kierowniczka sklepu", "Kierownik sklepu"),
            ("Księgowa / Księgowy", "Księgowy"),
            ("Enfermera/o de UCI", "Enfermero de UCI"),
            ("Camareras/os", "Camareros"),
            ("Ausbildung zum/zur Koch/Köchin", "Ausbildung Koch"),
            ("Ausbildung zum / zur Koch (m/w/d)", "Ausbildung Koch (m/w/d)"),
            ("Ausbildung zum Koch", "Ausbildung Koch"),
            ("AUSBILDUNG ZUR KÖCHIN", "AUSBILDUNG KÖCHIN"),
            ("Ausbildung als Koch", "Ausbildung Koch"),
            ("Ausbildung zum/r Koch", "Ausbildung Koch"),
            ("Ausbildung zur Kauffrau / zum Kaufmann im Handel", "Ausbildung Kaufmann im Handel"),
            ("Assistent der/die Leitung", "Assistent der Leitung"),
            ("Recherche un/une Chef", "Recherche un Chef"),
            ("Recherche une/un Chef", "Recherche un Chef"),
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
            "Fahrer/E",
            "IDE/AS",
            "Node.js Developer",
            "Front-end Developer",
            "Manager Sales / Marketing",
            "Entwickler/in",
            "Koch zum nächstmöglichen Zeitpunkt",
            "Koch zum 01.09.2026",
            "Zumba Trainer",
            "R/Python Developer",
        ] {
            assert_eq!(one_form(title), title);
        }
    }
}
