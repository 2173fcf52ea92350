//! Gender marks, by which German and other European job titles address all genders.

use super::genders::{SEPARATORS, genders, is_mark};
use crate::typed::single_spaced;

/// Phrases that are a mark even without brackets.
const LOOSE_PHRASES: &[&str] = &["all genders", "all gender", "any gender", "alle geschlechter"];
/// Endings by which a masculine word addresses all genders: "Entwickler/in", "Angestellte(r)".
const ENDINGS: &[&str] = &["innen", "in", "r"];
/// Letters required before such an ending, so that "C/R" has none.
const STEM_LENGTH: usize = 3;
/// Separators without a meaning at the end of a title.
const TRAILING: &[char] = &[' ', '-', '–', '—', '|', ',', ';', ':', '/', '·', '•', '*', '_'];

/// Title without its gender marks. The rest may hold a mark again, so marks are removed until the title stays the same.
pub(crate) fn without_marks(title: &str) -> String {
    let mut text = tidy(title);
    loop {
        let shorter = tidy(&without_loose_marks(&without_endings(&without_brackets(&text))));
        if shorter == text {
            return text;
        }
        text = shorter;
    }
}

/// Drops marks in brackets: "Data Scientist (m/w/d)" → "Data Scientist"
fn without_brackets(title: &str) -> String {
    let mut kept = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(open) = rest.find(['(', '[', '{']) {
        let inside = &rest[open + 1..];
        match inside.find([')', ']', '}']) {
            Some(close) if is_mark(&inside[..close]) => {
                kept.push_str(&rest[..open]);
                kept.push(' ');
                rest = &inside[close + 1..];
            }
            _ => {
                kept.push_str(&rest[..=open]);
                rest = inside;
            }
        }
    }
    kept + rest
}

/// Drops endings: "Entwickler:in", "Entwickler/-innen", "Entwickler(in)", "EntwicklerIn" → "Entwickler"
fn without_endings(title: &str) -> String {
    let mut kept = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = after_ending(&kept, rest) {
            rest = after;
        } else {
            kept.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    kept
}

/// Rest after the ending at the beginning of `rest`, if the word before can have one.
fn after_ending<'a>(before: &str, rest: &'a str) -> Option<&'a str> {
    let stem = before.chars().rev().take_while(|c| c.is_alphabetic()).count();
    if stem < STEM_LENGTH {
        return None;
    }
    let inner_capital = before.ends_with("er") && rest.starts_with("In");
    let (rest, closing) = if inner_capital {
        (rest, "")
    } else if let Some(rest) = rest.strip_prefix('(') {
        (rest, ")")
    } else {
        (rest.strip_prefix(['/', ':', '*', '_'])?, "")
    };
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    ENDINGS.iter().find_map(|ending| {
        let found = rest.get(..ending.len())?;
        let after = rest[ending.len()..].strip_prefix(closing)?;
        let ends = !after.starts_with(char::is_alphanumeric);
        (found.eq_ignore_ascii_case(ending) && ends).then_some(after)
    })
}

/// Drops marks without brackets: "Data Scientist m/w/d", "Data Scientist - m / w / d", "Data Scientist all genders"
fn without_loose_marks(title: &str) -> String {
    let words: Vec<&str> = title.split(' ').collect();
    let mut kept: Vec<&str> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let mark = loose_mark_length(&words[at..]);
        if mark.is_none() {
            kept.push(words[at]);
        }
        at += mark.unwrap_or(1);
    }
    kept.join(" ")
}

/// Number of the mark's words at the beginning of these words.
fn loose_mark_length(words: &[&str]) -> Option<usize> {
    let is_whole = |word: &&str| word.contains(SEPARATORS) && is_mark(word);
    if words.first().is_some_and(is_whole) {
        return Some(1);
    }
    // A run ends before a word that is a mark by itself: "Vitamin D m/w/d".
    let in_pieces = |word: &&&str| genders(word).is_some() && !is_whole(word);
    let run_length = words.iter().take_while(in_pieces).count();
    let run = words[..run_length].join(" ");
    if (run.contains(SEPARATORS) || run_length == words.len()) && is_mark(&run) {
        return Some(run_length);
    }
    let end = words.join(" ").to_lowercase();
    LOOSE_PHRASES.contains(&end.trim_end_matches(TRAILING)).then_some(words.len())
}

/// Single spaces, no separators at the ends, none before a comma.
fn tidy(title: &str) -> String {
    let spaced = single_spaced(title).replace(" ,", ",");
    let start = |c: char| c != '*' && TRAILING.contains(&c);
    spaced.trim_end_matches(TRAILING).trim_start_matches(start).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_wherever_they_stand() {
        for marked in [
            "Data Scientist (m/w/d)",
            "Data Scientist [w|m|d]",
            "Data Scientist (all genders)",
            "Data Scientist (M / F / X)",
            "Data Scientist (gn*)",
            "Data Scientist (mwd)",
            "Data Scientist m/w/d",
            "Data Scientist - m / w / d",
            "Data Scientist, d/f/m",
            "Data Scientist – all genders",
            "(m/w/d) Data Scientist",
            "Data m/w/d Scientist",
        ] {
            assert_eq!(without_marks(marked), "Data Scientist", "{marked}");
        }
    }

    #[test]
    fn endings_for_everybody_go() {
        for marked in [
            "Entwickler/in",
            "Entwickler/-in",
            "Entwickler:in",
            "Entwickler*in",
            "Entwickler_in",
            "Entwickler(in)",
            "EntwicklerIn",
            "Entwickler/innen",
            "Entwickler:innen (m/w/d)",
        ] {
            assert_eq!(without_marks(marked), "Entwickler", "{marked}");
        }
        assert_eq!(without_marks("Leiter:in, Vertrieb"), "Leiter, Vertrieb");
        assert_eq!(without_marks("Angestellte*r Bank"), "Angestellte Bank");
    }

    #[test]
    fn what_only_looks_like_a_mark_stays() {
        for title in [
            "M&A Manager",
            "LinkedIn Manager",
            "Physician, M.D.",
            "R/C Engineer",
            "Manager (Sales)",
            "Entwicklerin",
            "C++ Developer",
            "F&E Leiter",
            "Trainer/Inhouse Consultant",
            ".NET Developer",
            "Vitamin D Researcher",
        ] {
            assert_eq!(without_marks(title), title);
        }
        assert_eq!(without_marks("Vitamin D m/w/d"), "Vitamin D");
    }
}
