//! Takes titles apart: the titles that stand in one posted title, word by word. Pure.
//!
//! "UX/UI Designer" is two titles, as is "Software Developer / Test Engineer": what stands on both sides of a slash or an
//! "and" decides. Two words of one kind, both before a noun or both nouns, share the words around; else each side is a
//! title by itself, and no title has words of both.

use super::forms::{with_names, word};
use super::heads;
use super::hyphens::written_out;
use super::objects::joined;
use crate::combination::without_marks;
use crate::typed::{fold, without_accents};

/// Words of a title to be read. Later words are about benefits, shifts or the employer.
const MOST_WORDS: usize = 24;

/// Most titles that are read in one. Further choices are read as if a "and" stood between plain words.
const MOST_READINGS: usize = 8;

/// Letters required before an ending for another gender, so that "C/E" has none.
const STEM: usize = 3;

/// Letters of a word in capitals before such an ending: shorter ones are short names, "IDE/AS".
const LOUD_STEM: usize = 5;

/// Endings behind a sign by which a word addresses everybody, in French, Spanish, Italian, Portuguese and Dutch:
/// "Consultant(e)", "Enfermero/a", "Employé·e".
const ENDINGS: [&str; 25] = [
    "trice", "rice", "euse", "iere", "ière", "ères", "ère", "ere", "ora", "ka", "ne", "se", "le", "es", "en", "as",
    "os", "e", "a", "o", "s", "n", "r", "te", "ster",
];

/// Words before which a title goes on with details: "Koch/Kellner im Hotel".
const BEFORE_DETAILS: [&str; 24] = [
    "im", "in", "for", "fur", "of", "de", "des", "du", "mit", "with", "bei", "at", "am", "an", "zur", "zum", "en", "w",
    "z", "per", "di", "da", "and", "auf",
];

/// Titles that a wish offers: either side of a slash. A wish joined by "and" is one title.
pub(super) fn of_wanted(title: &str) -> Vec<Vec<String>> {
    let plain = joined(&plain(title));
    let titles = read(&units(&plain), false);
    if titles.is_empty() { whole(&plain) } else { titles }
}

/// Titles that stand in a posted title, the whole first.
pub(super) fn of_posted(title: &str) -> Vec<Vec<String>> {
    let plain = joined(&plain(title));
    let mut titles = whole(&plain);
    for one in read(&units(&written_out(&plain)), true) {
        if !titles.contains(&one) {
            titles.push(one);
        }
    }
    titles
}

/// Lower case without accents, gender marks and endings for other genders.
fn plain(title: &str) -> String {
    without_accents(&fold(&without_marks(&without_endings(&without_marks(title)))))
}

/// Drops endings for other genders behind a sign: "Consultant(e) RH" → "Consultant RH".
fn without_endings(title: &str) -> String {
    let (mut kept, mut rest) = (String::with_capacity(title.len()), title);
    while let Some(c) = rest.chars().next() {
        rest = match after_ending(&kept, rest) {
            Some(after) => after,
            None => {
                kept.push(c);
                &rest[c.len_utf8()..]
            }
        };
    }
    kept
}

/// Rest after the ending at the beginning of `rest`, if the word before can have one.
fn after_ending<'a>(before: &str, rest: &'a str) -> Option<&'a str> {
    let stem: Vec<char> = before.chars().rev().take_while(|c| c.is_alphabetic()).collect();
    let is_loud = stem.iter().all(|c| c.is_uppercase());
    if stem.len() < if is_loud { LOUD_STEM } else { STEM } {
        return None;
    }
    let (rest, closing) = match rest.strip_prefix('(') {
        Some(rest) => (rest, ")"),
        None => (rest.strip_prefix(['/', '\u{b7}', '\u{2022}', '*', '_'])?, ""),
    };
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    let ends = |after: &str| !after.starts_with(|c: char| c.is_alphanumeric() || c == '-');
    ENDINGS.iter().find_map(|ending| {
        let written = if is_loud { ending.to_uppercase() } else { (*ending).to_owned() };
        let after = rest.strip_prefix(written.as_str())?.strip_prefix(closing)?;
        // "Employé·e·s"
        let after = after.strip_prefix("\u{b7}s").unwrap_or(after);
        ends(after).then_some(after)
    })
}

/// The whole title as plain words, with "and" for each sign between two.
fn whole(plain: &str) -> Vec<Vec<String>> {
    let words = words(&plain.replace(['/', '&'], " and "));
    if words.is_empty() { Vec::new() } else { vec![words] }
}

/// How a unit follows the one before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// A comma, a bracket or a dash: what comes is no part of the words before.
    Break,
    Space,
    /// A slash between two words, without spaces.
    TightSlash,
    Slash,
    /// "and", "&", or a comma in a list that ends in "and".
    And,
}

/// Words that stand together: one, or several with hyphens between.
struct Unit {
    words: Vec<String>,
    link: Link,
    is_head: bool,
}

fn units(plain: &str) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut link = Link::Break;
    let spaced = plain.replace('&', " & ");
    for token in spaced.split_whitespace() {
        let opens = token.starts_with(['(', '[', '{']);
        if opens || matches!(token, "-" | "|" | "\u{b7}" | "\u{2022}") {
            link = Link::Break;
        }
        for (at, piece) in token.split('/').enumerate() {
            link = if at == 0 { link } else { after_slash(token, link, units.is_empty()) };
            let words = words(piece);
            match words.first().map(String::as_str) {
                None => {}
                Some("and") if words.len() == 1 => link = if link == Link::Space { Link::And } else { link },
                Some(_) => {
                    units.push(Unit { is_head: words.last().is_some_and(|word| heads::is_head(word)), words, link });
                    link = Link::Space;
                }
            }
        }
        if token.ends_with([',', ';', ':', ')', ']', '}']) {
            link = Link::Break;
        }
    }
    with_list_commas(&mut units, plain);
    nouns_before_nouns(&mut units);
    units
}

fn after_slash(token: &str, link: Link, is_first: bool) -> Link {
    match link {
        _ if is_first => Link::Break,
        _ if token.starts_with('/') || token.ends_with('/') => Link::Slash,
        _ => Link::TightSlash,
    }
}

/// Commas between names with signs, "C, C++ Developer", and in a list, "Java, Kotlin & Scala Developer", are an "and".
fn with_list_commas(units: &mut [Unit], plain: &str) {
    if !plain.contains(", ") {
        return;
    }
    for at in (1..units.len()).rev() {
        let is_list = |at: usize| units.get(at).is_some_and(|unit| unit.link == Link::And);
        let has_sign = |at: usize| units[at].words.iter().any(|word| word.contains(['+', '#']));
        let are_modifiers = !units[at - 1].is_head && !units[at].is_head;
        if units[at].link == Link::Break && are_modifiers && (is_list(at + 1) || has_sign(at) || has_sign(at - 1)) {
            units[at].link = Link::And;
        }
    }
}

/// A noun before another stands as a modifier: "Executive Assistant", "Developer Advocate".
fn nouns_before_nouns(units: &mut [Unit]) {
    for at in 1..units.len() {
        if units[at].is_head && units[at].link == Link::Space {
            units[at - 1].is_head = false;
        }
    }
}

/// One place of a title with its choices of words.
type Slot = Vec<Vec<String>>;

/// Titles in the order of reading, each as its slots.
#[derive(Default)]
struct Titles {
    done: Vec<Vec<Slot>>,
    current: Vec<Slot>,
    /// A noun has been read in the current title.
    has_head: bool,
    last_is_head: bool,
}

impl Titles {
    fn push(&mut self, unit: &Unit) {
        self.current.push(vec![unit.words.clone()]);
        self.has_head |= unit.is_head;
        self.last_is_head = unit.is_head;
    }

    /// The next unit begins a title of its own.
    fn split(&mut self) {
        self.done.push(std::mem::take(&mut self.current));
        self.has_head = false;
    }

    fn readings(&self) -> usize {
        self.current.iter().map(Vec::len).product()
    }

    fn add_choice(&mut self, words: Vec<String>) {
        if let Some(last) = self.current.last_mut() {
            last.push(words);
        }
    }
}

/// The titles of these units; `joins`: words beside an "and" share the words around, too.
fn read(units: &[Unit], joins: bool) -> Vec<Vec<String>> {
    let mut titles = Titles::default();
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        at += add(&mut titles, &units[at..], unit, joins);
    }
    titles.split();
    let read = titles.done.iter().flat_map(|title| choices(title));
    read.map(|words| beginning(with_names(words))).filter(|words| !words.is_empty()).collect()
}

/// Adds the next unit, or several that belong together. Returns how many.
fn add(titles: &mut Titles, rest: &[Unit], unit: &Unit, joins: bool) -> usize {
    // "Arzt / Ärztin": the same word again.
    let is_same = |slot: &Slot| slot.contains(&unit.words);
    if !matches!(unit.link, Link::Break | Link::Space) && titles.current.last().is_some_and(is_same) {
        return 1;
    }
    let is_choice = match unit.link {
        Link::TightSlash | Link::Slash => true,
        Link::And => joins && are_words(titles, unit),
        Link::Break | Link::Space => false,
    };
    if !is_choice || titles.current.is_empty() || titles.readings() * 2 > MOST_READINGS {
        if unit.link != Link::Space && unit.link != Link::Break && !titles.current.is_empty() {
            titles.current.push(vec![vec!["and".to_owned()]]);
        }
        titles.push(unit);
        return 1;
    }
    let next_head = rest.iter().skip(1).take_while(|unit| unit.link == Link::Space).position(|unit| unit.is_head);
    // "Manager/Head of Finance": a word that no table knows as an occupation may be one.
    let is_mixed = titles.last_is_head != unit.is_head && (next_head.is_some() || unit.link == Link::And);
    if is_mixed || is_another_title(titles, rest, next_head) {
        titles.split();
        titles.push(unit);
        return 1;
    }
    let between = next_head.filter(|_| !unit.is_head && unit.link != Link::TightSlash).unwrap_or_default();
    let words = rest.iter().take(1 + between).flat_map(|unit| unit.words.clone()).collect();
    titles.add_choice(words);
    1 + between
}

/// Whether an "and" stands between two words, and not in a name like "R&D".
fn are_words(titles: &Titles, unit: &Unit) -> bool {
    let is_letter = |words: &Vec<String>| matches!(&words[..], [word] if word.chars().nth(1).is_none());
    let is_lone = |words: &Vec<String>| is_letter(words) && !words.contains(&"c".to_owned());
    !is_lone(&unit.words) && !titles.current.last().is_some_and(|slot| slot.iter().any(is_lone))
}

/// Whether two like words begin two titles all the same: nouns with words around of their own, "Marketing Manager /
/// Developer Relations", or joined by an "and", "Sales Manager & Engineer", and modifiers after one noun and before
/// another, "Consultant SAP / Test Engineer".
fn is_another_title(titles: &Titles, rest: &[Unit], next_head: Option<usize>) -> bool {
    let Some(unit) = rest.first() else { return false };
    if !unit.is_head {
        return titles.has_head && next_head.is_some();
    }
    let next = rest.get(1).filter(|next| next.link == Link::Space);
    let is_detail = |next: &Unit| next.words.first().is_some_and(|word| BEFORE_DETAILS.contains(&word.as_str()));
    titles.current.len() > 1 && (unit.link == Link::And || next.is_some_and(|next| !is_detail(next)))
}

/// Every choice of words for the slots.
fn choices(title: &[Slot]) -> Vec<Vec<String>> {
    let begun = vec![Vec::new()];
    title.iter().fold(begun, |begun, slot| {
        let with = |words: &Vec<String>| slot.iter().map(|choice| [&words[..], choice].concat()).collect::<Vec<_>>();
        begun.iter().flat_map(with).collect()
    })
}

/// Words without brackets and quotes. Signs in a name stay: C++, C#, .NET.
fn words(text: &str) -> Vec<String> {
    let is_kept = |c: char| c.is_alphanumeric() || "+#.&".contains(c);
    let words = text.split(|c| !is_kept(c)).map(word).filter(|word| !word.is_empty());
    beginning(with_names(words.collect()))
}

fn beginning(mut words: Vec<String>) -> Vec<String> {
    words.truncate(MOST_WORDS);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(title: &str) -> Vec<String> {
        of_posted(title).iter().map(|words| words.join(" ")).collect()
    }

    #[test]
    fn words_of_one_kind_share_the_words_around() {
        for (title, titles) in [
            ("UX/UI Designer", &["ux and ui designer", "ux designer", "ui designer"][..]),
            ("Java & Kotlin Developer", &["java and kotlin developer", "java developer", "kotlin developer"]),
            ("Senior Developer/Architect", &["senior developer and architect", "senior developer", "senior architect"]),
            ("R&D Engineer", &["randd engineer"]),
        ] {
            assert_eq!(posted(title), titles, "{title}");
        }
    }

    #[test]
    fn titles_beside_each_other_lend_each_other_no_words() {
        for title in ["Software Developer / Test Engineer", "Software Developer & Test Engineer"] {
            let titles = posted(title);
            assert_eq!(titles[1..], ["software developer", "test engineer"], "{title}");
        }
        let titles = posted("Sales & Business Development Manager");
        assert_eq!(titles[1..], ["sales manager", "business development manager"]);
    }

    #[test]
    fn a_wish_is_either_side_of_a_slash_and_both_of_an_and() {
        let wanted = |title: &str| of_wanted(title).iter().map(|words| words.join(" ")).collect::<Vec<_>>();
        assert_eq!(wanted("ux/ui designer"), ["ux designer", "ui designer"]);
        assert_eq!(wanted("software developer/test engineer"), ["software developer", "test engineer"]);
        assert_eq!(wanted("ux & ui designer"), ["ux and ui designer"]);
    }

    #[test]
    fn however_many_signs_a_title_has_its_readings_are_few() {
        let long = "A/B/C D/E/F & G/H, I/J und K- und L/M Manager/Leiter ".repeat(20);
        assert!(of_posted(&long).len() <= 40, "{}", of_posted(&long).len());
        assert!(of_posted(&long).iter().all(|words| words.len() <= MOST_WORDS));
    }
}
