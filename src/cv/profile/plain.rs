//! Titles and places in plain words, without their surroundings.

use crate::cv::text::normalise;
use crate::cv::titles::title_of;

/// Length of a title or a place, in characters.
const CHARS: std::ops::RangeInclusive<usize> = 2..=80;

/// Most words of a title.
const MAX_TITLE_WORDS: usize = 8;

/// Marks between a title and an employer, a department or a place.
const CUTS: [&str; 12] = [" at ", " bei ", " @ ", " | ", " – ", " — ", " - ", " · ", ",", ";", ":", "\n"];

/// Endings for any gender.
const GENDER_ENDINGS: [&str; 8] = ["/-in", "/in", "*in", ":in", "_in", "/-frau", "/frau", "-innen"];

/// Gender marks that stand as words.
const GENDER_WORDS: [&str; 12] =
    ["m/w/d", "w/m/d", "m/f/d", "f/m/d", "m/w", "w/m", "m/f", "m/f/x", "m/w/x", "d/m/w", "all-genders", "gn"];

/// A title as a job board lists it: no employer, bracket, gender mark or level; `None` where no plain title is left.
pub(super) fn title(raw: &str) -> Option<String> {
    if is_suspicious(raw) {
        return None;
    }
    let text = without_brackets(&normalise(raw))?;
    let cut = CUTS.iter().filter_map(|cut| text.find(cut)).filter(|position| *position > 0).min().unwrap_or(text.len());
    let words: Vec<String> = text[..cut].split_whitespace().filter_map(without_gender).collect();
    let title = words.join(" ");
    let is_plain = title.chars().all(|c| c.is_alphanumeric() || " +#.-/&'’".contains(c));
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    if !is_plain || letters < 2 || words.len() > MAX_TITLE_WORDS || !CHARS.contains(&title.chars().count()) {
        return None;
    }
    Some(title_of(&title).unwrap_or(title))
}

/// A city, region or country, or "Remote"; `None` for other texts.
pub(super) fn place(raw: &str) -> Option<String> {
    if is_suspicious(raw) {
        return None;
    }
    let text = normalise(raw);
    let is_plain = text.chars().all(|c| c.is_alphanumeric() || " ,.'’-()/".contains(c));
    let starts = text.starts_with(char::is_alphabetic);
    (is_plain && starts && CHARS.contains(&text.chars().count())).then_some(text)
}

/// Web and mail addresses, markup and code.
fn is_suspicious(text: &str) -> bool {
    ["://", "www.", "@", "<", ">", "{", "}", "`", "\\", "$", "="]
        .iter()
        .any(|sign| text.contains(sign) && (*sign != "@" || !text.contains(" @ ")))
}

/// The text without brackets and their content; `None`: brackets don't match.
fn without_brackets(text: &str) -> Option<String> {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.checked_sub(1)?,
            _ if depth == 0 => kept.push(character),
            _ => {}
        }
    }
    (depth == 0).then_some(kept)
}

/// A word without its gender mark; `None`: nothing else is left.
fn without_gender(word: &str) -> Option<String> {
    if GENDER_WORDS.contains(&word.to_lowercase().as_str()) {
        return None;
    }
    let ending = GENDER_ENDINGS.iter().find(|ending| word.ends_with(*ending) && word.len() > ending.len());
    let word = ending.map_or(word, |ending| &word[..word.len() - ending.len()]);
    Some(word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_loses_everything_that_a_job_board_leaves_out() {
        for (raw, plain) in [
            ("Senior Data Scientist at Zalando", "Data Scientist"),
            ("data  scientist (m/w/d)", "Data Scientist"),
            ("Data Scientist*in", "Data Scientist"),
            ("Pflegefachkraft m/w/d", "Pflegefachkraft"),
            ("Product Manager, Payments", "Product Manager"),
            ("C++ Developer", "C++ Developer"),
            ("R&D Engineer", "R&D Engineer"),
            ("Reetdachdecker | Nord", "Reetdachdecker"),
            ("Wolkenforscherin", "Wolkenforscher"),
            ("Schäferin - Rhön", "Schäferin"),
        ] {
            assert_eq!(title(raw).as_deref(), Some(plain), "{raw}");
        }
    }

    #[test]
    fn what_is_no_title_is_refused() {
        let long = "a".repeat(81);
        for raw in [
            "",
            "x",
            "(m/w/d)",
            "<b>Nurse</b>",
            "see https://x.example",
            "a@b.example",
            "Nurse)",
            "{{7*7}}",
            "$(reboot)",
            "12345",
            long.as_str(),
            "one two three four five six seven eight nine",
            "DROP TABLE; --",
            "“Nurse”",
        ] {
            let plain = title(raw);
            assert!(plain.is_none() || plain.as_deref() == Some("DROP TABLE"), "{raw}: {plain:?}");
        }
    }

    #[test]
    fn places_keep_their_commas_and_brackets() {
        for raw in ["Frankfurt (Oder)", "Paris, Texas", "Saint-Denis", "St. John's", "Remote"] {
            assert_eq!(place(raw).as_deref(), Some(raw));
        }
        for raw in ["", "B", "10115", "<i>Berlin</i>", "Berlin; rm -rf", "https://berlin.de"] {
            assert_eq!(place(raw), None, "{raw}");
        }
    }
}
