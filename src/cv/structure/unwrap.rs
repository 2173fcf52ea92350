//! Lines of a text, with those joined that were broken within a sentence.

use super::{heading, label, label_alone};

/// The longest line made of several, in bytes: a text without an end of a sentence is looked at once, not as often as
/// it has lines.
const LONGEST: usize = 2_000;

/// Lines with text; a line broken in two is joined again.
pub(super) fn unwrapped(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let next = end + line.len();
        if next - start > LONGEST || !goes_on(text[start..end].trim(), line.trim()) {
            lines.push(text[start..end].trim());
            start = end;
        }
        end = next;
    }
    lines.push(text[start..end].trim());
    lines.retain(|line| !line.is_empty());
    lines
}

/// Whether a sentence runs on over a line's end.
fn goes_on(line: &str, next: &str) -> bool {
    const CONNECTIVES: [&str; 18] = [
        "in", "im", "und", "oder", "or", "and", "to", "als", "as", "for", "für", "of", "the", "a", "mit", "with",
        "bei", "at",
    ];
    const STREETS: [&str; 8] = ["rue", "via", "viale", "calle", "rua", "avenue", "c/", "ulica"];
    let last = line.rsplit(' ').next().unwrap_or_default();
    // "ul. Długa 15" is an address, not the rest of the headline.
    let is_street = next.split(' ').next().is_some_and(|word| word.ends_with('.') || STREETS.contains(&word));
    let is_open = !is_street && !line.is_empty() && !line.ends_with(['.', '!', '?', ':', ';']);
    let is_detail = || heading(line).is_some() || label_alone(line).is_some() || heading(next).is_some();
    let runs_on = !next.is_empty() && (next.starts_with(char::is_lowercase) || CONNECTIVES.contains(&last));
    is_open && runs_on && !is_detail() && label::split(next).is_none()
}
