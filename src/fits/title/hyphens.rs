//! Words that a hyphen leaves out, written out: "Ein- und Verkäufer" → "einkaufer und verkaufer". Pure.

use super::forms::word;
use super::heads;

/// Words and signs between the halves of such words.
const BETWEEN: [&str; 11] = ["und", "and", "et", "oder", "or", "bzw", "bzw.", "u.", "/", "&", "sowie"];

/// First parts of compounds, behind which the common part begins. The longest first.
const FIRST_PARTS: [&str; 28] = [
    "jugend", "kinder", "aussen", "wieder", "innen", "alten", "gross", "klein", "unter", "neben", "front", "haupt",
    "hoch", "tief", "ober", "back", "post", "part", "ent", "ver", "ein", "aus", "auf", "vor", "ab", "an", "zu", "be",
];

/// Letters of the shortest common part.
const SHORTEST_REST: usize = 3;

/// Letters of the shortest left-out half.
const SHORTEST_HALF: usize = 2;

/// Most words between a half and the word that completes it: "Vertriebs-, Marketing- und Eventmanager".
const FARTHEST: usize = 4;

/// A title in lower case without accents, with left-out halves written out. What two readings leave open is written as
/// a choice: "gross- und aussenhandelskaufmann" → "grosshandelskaufmann/grosskaufmann und aussenhandelskaufmann".
pub(super) fn written_out(title: &str) -> String {
    if !title.contains('-') {
        return title.to_owned();
    }
    let spaced = title.replace('/', " / ").replace('&', " & ");
    let pieces: Vec<&str> = spaced.split_whitespace().collect();
    let whole = |at: usize| at_end(&pieces, at).or_else(|| at_beginning(&pieces, at));
    let is_any = (0..pieces.len()).any(|at| whole(at).is_some());
    if !is_any {
        return title.to_owned();
    }
    let mut written: Vec<String> = Vec::with_capacity(pieces.len());
    for (at, piece) in pieces.iter().enumerate() {
        match whole(at) {
            // A gender alone after a slash is gone, and the slash with it.
            Some(gone) if gone.is_empty() => drop(written.pop_if(|last| last == "/")),
            found => written.push(found.unwrap_or_else(|| (*piece).to_owned())),
        }
    }
    written.join(" ")
}

/// "ein-" before "und verkaufer" → "einkaufer".
fn at_end(pieces: &[&str], at: usize) -> Option<String> {
    let half = bare(pieces[at]).strip_suffix('-').filter(|half| half.chars().count() >= SHORTEST_HALF)?;
    let next = pieces.get(at + 1)?;
    if !BETWEEN.contains(next) && !pieces[at].ends_with(',') {
        return None;
    }
    let after = pieces.iter().skip(at + 1).take(FARTHEST);
    let complete = after.map(|piece| bare(piece)).find(|piece| !BETWEEN.contains(piece) && !piece.ends_with('-'))?;
    if heads::is_head(&word(half)) {
        return Some(half.to_owned());
    }
    let rests = common_ends(complete);
    let written: Vec<String> = rests.iter().map(|rest| format!("{half}{rest}")).collect();
    Some(if written.is_empty() { half.to_owned() } else { written.join("/") })
}

/// "-architekt" after "softwareentwickler /" → "softwarearchitekt"; "-frau" after "kaufmann /" says a gender alone.
fn at_beginning(pieces: &[&str], at: usize) -> Option<String> {
    let half = bare(pieces[at]).strip_prefix('-').filter(|half| half.chars().count() > SHORTEST_HALF)?;
    let before = pieces[..at].iter().rev().take(FARTHEST);
    let complete = before.map(|piece| bare(piece)).find(|piece| !BETWEEN.contains(piece) && !piece.starts_with('-'))?;
    if matches!(half, "frau" | "mann" | "kauffrau" | "kaufmann" | "innen") {
        return Some(String::new());
    }
    let begun = match complete.rsplit_once('-') {
        Some((first, _)) => Some(format!("{first}-")),
        None => {
            let complete = word(complete);
            heads::in_compound(&complete).and_then(|head| complete.strip_suffix(head).map(str::to_owned))
        }
    };
    Some(begun.unwrap_or_default() + half)
}

/// Ends that a complete word may have in common with a half before: after the first part of a compound, and from the
/// noun on.
fn common_ends(complete: &str) -> Vec<String> {
    let mut ends = Vec::new();
    let (first, behind) = match complete.split_once('-') {
        Some((first, behind)) => (first, Some(behind)),
        None => (complete, None),
    };
    let with_behind = |rest: &str| behind.map_or_else(|| rest.to_owned(), |behind| format!("{rest}-{behind}"));
    let after_first = FIRST_PARTS.iter().find_map(|part| first.strip_prefix(part));
    match (after_first, behind) {
        (Some(""), Some(behind)) => return vec![format!("-{behind}")],
        (Some(rest), _) if rest.chars().count() >= SHORTEST_REST => ends.push(with_behind(rest)),
        (_, Some(behind)) => return vec![format!("-{behind}")],
        _ => {}
    }
    let singular = word(first);
    let head = heads::in_compound(&singular).filter(|_| behind.is_none());
    ends.extend(head.map(str::to_owned).filter(|head| !ends.iter().any(|end| word(end) == *head)));
    ends
}

/// A piece without brackets and commas.
fn bare(piece: &str) -> &str {
    piece.trim_matches(|c: char| "()[]{},;:".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_written_out() {
        for (title, written) in [
            ("ein- und verkaufer", "einkaufer und verkaufer"),
            ("front-/backend-developer", "frontend-developer / backend-developer"),
            ("kranken- und altenpfleger", "krankenpfleger und altenpfleger"),
            ("pre- and post-sales consultant", "pre-sales and post-sales consultant"),
            ("hr- und office-manager", "hr-manager und office-manager"),
            ("steuer- und wirtschaftsprufer", "steuerprufer und wirtschaftsprufer"),
            ("maler- und lackierer", "maler und lackierer"),
            ("sales- und marketing manager", "sales und marketing manager"),
            ("softwareentwickler/-architekt", "softwareentwickler / softwarearchitekt"),
            ("industriekaufmann/-frau", "industriekaufmann"),
            ("kaufmann im gross- und aussenhandel", "kaufmann im grosshandel und aussenhandel"),
        ] {
            assert_eq!(written_out(title), written);
        }
    }

    #[test]
    fn other_hyphens_stay() {
        for title in ["full-stack developer", "go-to-market manager", "e-commerce manager", "data scientist - pricing"]
        {
            assert_eq!(written_out(title), title);
        }
    }
}
