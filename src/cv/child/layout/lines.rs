//! Lines of a text.

/// A line of the result.
pub(super) struct Line {
    pub(super) text: String,
    /// Whether a gap is above it.
    pub(super) apart: bool,
}

/// Lines of a text; words parted at a line's end are whole again.
pub(super) fn joined(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        match hyphen(&text, &line.text).filter(|_| !line.apart) {
            Some(Hyphen::Parts) => {
                text.pop();
            }
            Some(Hyphen::Belongs) => {}
            None if text.is_empty() => {}
            None => text.push_str(if line.apart { "\n\n" } else { "\n" }),
        }
        text.push_str(&line.text);
    }
    text
}

/// A hyphen at the end of a line, in the middle of a word.
enum Hyphen {
    /// Only there because the line ends.
    Parts,
    /// Would be there on one line too.
    Belongs,
}

/// The hyphen, if a text ends in the first half of a word whose second half begins the next line.
fn hyphen(text: &str, next: &str) -> Option<Hyphen> {
    const OWN_HYPHENS: [&str; 14] =
        ["full", "part", "self", "long", "short", "well", "non", "co", "cross", "on", "high", "multi", "real", "hands"];
    const CONNECTIVES: [&str; 6] = ["und", "oder", "bzw", "and", "or", "to"];
    let before = text.strip_suffix('-')?;
    let first_half = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let second_half = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_word = first_half.chars().count() > 1
        && second_half.starts_with(char::is_lowercase)
        && !CONNECTIVES.contains(&second_half);
    let belongs = OWN_HYPHENS.contains(&first_half.to_lowercase().as_str());
    is_word.then_some(if belongs { Hyphen::Belongs } else { Hyphen::Parts })
}
