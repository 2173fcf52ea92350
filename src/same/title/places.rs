//! Places of a posting, as its title may repeat them.

use super::{codes, word};
use crate::typed::plain;

/// Words before a place at the end of a title: "Koch in Berlin".
const LEADING: &[&str] = &["in", "at", "standort", "raum"];

/// Words that make a place part of the job: "Head of Berlin", "Leiter der Niederlassung in und um Berlin".
const BINDING: &[&str] = &[
    "of", "for", "and", "und", "or", "oder", "to", "the", "fur", "von", "der", "die", "das", "bei", "am", "nach", "de",
    "du", "des", "d", "la", "le", "et", "pour", "del", "di", "da", "do", "y", "e", "para", "per", "van", "voor", "en",
    "ds", "i", "greater", "gross", "stadt", "city", "new",
];

/// Parts of a town's name behind the town: "Frankfurt am Main".
const BEHIND: &[&str] = &[" am ", " an der ", " im ", " ob der ", " upon ", " in der ", " a "];

/// Names of a posting's places.
pub(super) struct Places {
    /// All words, as they are and in the spelling of titles. Two letters are a code, for which its position counts.
    words: Vec<String>,
    /// Whole names in their plain form, codes among them.
    plain: Vec<String>,
    /// Of these the first of each place: the town, where one is named. A country at a title's end is a market.
    towns: Vec<String>,
    /// False with several places, of which a title may name one to tell its opening from others.
    is_single: bool,
}

impl Places {
    /// Reads names between commas and semicolons.
    pub(super) fn read(text: &str) -> Self {
        let pieces = text.split([',', ';', '(', ')', '/', '|']).map(plain).filter(|name| !name.is_empty());
        let mut names: Vec<String> = pieces.collect();
        names.sort_unstable();
        names.dedup();
        let first = |place: &str| plain(place.split([',', '(', '/', '|']).next().unwrap_or_default());
        let towns = text.split(';').map(first).filter(|name| name.len() > 2).collect();
        let is_word = |word: &&str| word.len() > 2;
        let all = || names.iter().flat_map(|name| name.split(' ')).filter(is_word);
        let words = all().map(str::to_owned).chain(all().map(word)).collect();
        Self { words, plain: names, towns, is_single: true }
    }

    /// The places of a posting: as stated, with "; " between, and under further names.
    pub(super) fn of(stated: &str, further: &str) -> Self {
        Self { is_single: !stated.contains(';'), ..Self::read(&format!("{stated}; {further}")) }
    }

    /// Whether a word stands in the names.
    pub(super) fn have(&self, word: &str) -> bool {
        !word.is_empty() && self.words.iter().any(|one| one == word)
    }

    /// Whether a word in capitals is the code of one of the places.
    fn has_code(&self, code: &str) -> bool {
        codes::may_be(code) && codes::stands_for(code, &self.plain)
    }

    /// Whether a part of a title is a code alone: behind a part with its town, or a clear one.
    pub(super) fn is_code(&self, part: &str, is_behind_place: bool) -> bool {
        self.has_code(part) && (is_behind_place || codes::is_clear(part))
    }

    /// "Sydney NSW" → "Sydney"
    pub(super) fn without_code<'a>(&self, part: &'a str) -> &'a str {
        match part.rsplit_once(' ') {
            Some((before, code)) if self.has_code(code) => before,
            _ => part,
        }
    }

    /// Where a whole name at the end of a text begins, behind a space; of several the longest.
    fn name_at_end(&self, text: &str) -> Option<usize> {
        let town = |name: &str| BEHIND.iter().find_map(|behind| name.split_once(behind)).map(|(town, _)| spelled(town));
        let names: Vec<String> =
            self.towns.iter().flat_map(|name| std::iter::once(spelled(name)).chain(town(name))).collect();
        let is_name = |at: &usize| names.contains(&spelled(&text[at + 1..]));
        text.match_indices(' ').map(|(at, _)| at).find(is_name)
    }

    /// "Data Scientist Berlin" → "Data Scientist", "Nurse Austin TX" → "Nurse": a whole name of the posting's only place
    /// at the end, unless the word before it makes it part of the job.
    pub(super) fn cut_from_end<'a>(&self, part: &'a str) -> &'a str {
        let bare = self.without_code(part);
        // Few titles end in a place: only of these all names are looked at.
        let ends_in_place = self.is_single && bare.rsplit(' ').next().is_some_and(|last| self.have(&spelled(last)));
        let Some(at) = ends_in_place.then(|| self.name_at_end(bare)).flatten() else { return part };
        let before = &bare[..at];
        let (begun, last) = before.rsplit_once(' ').unwrap_or(("", before));
        let last = plain(last);
        match () {
            () if LEADING.contains(&last.as_str()) && !begun.is_empty() => begun,
            () if BINDING.contains(&last.as_str()) || last.is_empty() => part,
            () => before,
        }
    }
}

/// A name in the spelling of titles.
fn spelled(name: &str) -> String {
    plain(name).split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posting_s_own_place_at_the_end_is_no_part_of_the_job() {
        let cut = |part: &str, places: &str| Places::of(places, "").cut_from_end(part).to_owned();
        for (part, places, kept) in [
            ("Data Scientist Berlin", "Berlin, Germany", "Data Scientist"),
            ("Nurse Austin TX", "Austin, Texas, United States", "Nurse"),
            ("Nurse New York", "New York, NY", "Nurse"),
            ("Koch Frankfurt", "Frankfurt am Main", "Koch"),
            ("Koch in Duesseldorf", "Düsseldorf", "Koch"),
            ("Head of Berlin", "Berlin", "Head of Berlin"),
            ("Account Executive Germany", "Berlin, Germany", "Account Executive Germany"),
            ("Nurse York", "New York", "Nurse York"),
            ("Manager Paris Nord", "Paris", "Manager Paris Nord"),
            ("Manager Munich", "Berlin; Munich", "Manager Munich"),
            ("Nurse OR", "Portland, OR", "Nurse OR"),
            ("Berlin", "Berlin", "Berlin"),
            ("Koch Hamburg", "Berlin", "Koch Hamburg"),
        ] {
            assert_eq!(cut(part, places), kept, "{part} {places}");
        }
    }
}
