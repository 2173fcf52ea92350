//! Title keys under which jobs are kept: a title stands in another when both share a key. Pure.

use super::akin::are_akin;
use crate::combination::folded_title;
use crate::typed::without_accents;
use std::collections::BTreeSet;

/// Most slashes for which a title's readings are told apart; beyond, each slash is a space.
const MOST_SLASHES: usize = 3;

/// Words of a title to be read. Later words are about benefits, shifts or the employer.
const MOST_WORDS: usize = 24;

/// Words in the longest title looked for in other titles.
const LONGEST_RUN: usize = 10;

/// Feminine endings of occupations with the ending for both genders, the longest first: "Ärztin", "Beraterin".
const FEMININE: &[(&str, &str)] = &[
    ("fachfrau", "fachmann"),
    ("kauffrau", "kaufmann"),
    ("kaufleute", "kaufmann"),
    ("anwaltin", "anwalt"),
    ("kochin", "koch"),
    ("arztin", "arzt"),
    ("ologin", "ologe"),
    ("agogin", "agoge"),
    ("eurin", "eur"),
    ("istin", "ist"),
    ("entin", "ent"),
    ("antin", "ant"),
    ("arin", "ar"),
    ("erin", "er"),
    ("orin", "or"),
    ("trice", "teur"),
    ("euse", "eur"),
];

/// Plurals of occupations. A posting for several people is a posting for each.
const PLURAL: &[(&str, &str)] = &[("ers", "er"), ("ists", "ist"), ("ors", "or"), ("erinnen", "er")];

/// Programming languages taken for one word by the sources' text search.
pub const ALIKE: [&str; 3] = ["c", "c++", "c#"];

/// Letters of the shortest last word looked for at the end of compounds.
const SHORTEST_HEAD: usize = 5;

/// Letters required before an ending, so that "Mandarin" and short words like "users" keep theirs.
const STEM: usize = 3;

/// Keys of a wanted title, a key for each of its readings: "UX/UI Designer" is a UX designer and a UI designer. Breaks
/// between words make no difference: "Full Stack" is "Fullstack".
pub(super) fn wanted(title: &str) -> Vec<String> {
    let mut keys: Vec<String> = Words::of(title).readings.iter().map(|words| words.concat()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Key of a wanted title with a single reading.
pub fn only_key(title: &str) -> Option<String> {
    match &wanted(title)[..] {
        [only] if !only.is_empty() => Some(only.clone()),
        _ => None,
    }
}

/// Keys of all titles inside a job's title: runs of whole words, without a word between, so that "Java" does not stand
/// in "JavaScript".
pub fn runs(title: &str) -> BTreeSet<String> {
    let readings = Words::of(title).readings;
    let of_reading = |words: &Vec<String>| -> Vec<String> {
        let from = |start: usize| (1..=LONGEST_RUN.min(words.len() - start)).map(move |length| (start, start + length));
        (0..words.len()).flat_map(from).map(|(start, end)| words[start..end].concat()).collect()
    };
    readings.iter().flat_map(of_reading).collect()
}

/// C, C++ and C# in a title. A brought job that names one of the three, but no wanted one, contradicts.
pub fn languages(title: &str) -> Vec<&'static str> {
    let readings = Words::of(title).readings;
    ALIKE.into_iter().filter(|language| readings.iter().flatten().any(|word| word == language)).collect()
}

/// How close a job's title comes to a wanted title, the closest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// No word of the wanted title.
    Other,
    /// An occupation with a similar name, in the compounds of German or Dutch.
    Akin,
    /// The last word of the wanted title, which names the occupation, or half of its words.
    Related,
    /// All words of the wanted title, with others between them or in another order.
    Words,
    /// The whole wanted title, with words around: a narrower title.
    Holds,
    /// The wanted title itself.
    Same,
}

/// A title, prepared for being compared with many.
#[derive(Clone, Debug)]
pub struct Compared(Words);

impl Compared {
    /// A title as typed or as posted.
    pub fn of(title: &str) -> Self {
        Self(Words::of(title))
    }

    /// How close a job's title comes to the wanted title, by the closest of their readings.
    pub fn closeness(&self, job: &Self) -> Closeness {
        let of_reading = |wanted: &Vec<String>| job.0.readings.iter().map(|job| closeness(wanted, job)).max();
        self.0.readings.iter().filter_map(of_reading).max().unwrap_or(Closeness::Other)
    }
}

fn closeness(wanted: &[String], job: &[String]) -> Closeness {
    let key = wanted.concat();
    if key == job.concat() {
        Closeness::Same
    } else if (0..job.len()).any(|start| begins_with(&job[start..], &key)) {
        Closeness::Holds
    } else if wanted.iter().all(|word| job.contains(word)) {
        Closeness::Words
    } else if is_related(wanted, job) {
        Closeness::Related
    } else if are_akin(wanted, job) {
        Closeness::Akin
    } else {
        Closeness::Other
    }
}

/// True where the first words put together are the key.
fn begins_with(words: &[String], key: &str) -> bool {
    let mut rest = key;
    for word in words {
        match rest.strip_prefix(word.as_str()) {
            Some("") => return true,
            Some(left) => rest = left,
            None => return false,
        }
    }
    false
}

/// Whether titles share the last word, also as a compound's end ("Krankenpfleger" for "Pfleger"), or half of the words.
fn is_related(wanted: &[String], job: &[String]) -> bool {
    let Some(head) = wanted.last() else { return false };
    let is_compound = |word: &String| head.chars().count() >= SHORTEST_HEAD && word.ends_with(head.as_str());
    let common = wanted.iter().filter(|word| job.contains(word)).count();
    job.iter().any(|word| word == head || is_compound(word)) || common * 2 >= wanted.len().max(2)
}

/// Words of a title in each of its readings.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Words {
    readings: Vec<Vec<String>>,
}

impl Words {
    /// Words of a title as typed or as posted.
    fn of(title: &str) -> Self {
        let folded = folded_title(title);
        let slashes = folded.matches('/').count();
        let readings = match slashes {
            0 => vec![folded],
            1..=MOST_SLASHES => readings(&folded),
            _ => vec![folded.replace('/', " ")],
        };
        let words = readings.iter().map(|reading| words(reading));
        Self { readings: words.filter(|words| !words.is_empty()).map(|words| beginning(words, MOST_WORDS)).collect() }
    }
}

fn beginning(mut words: Vec<String>, most: usize) -> Vec<String> {
    words.truncate(most);
    words
}

/// Readings of a title: every choice of a side at each slash.
fn readings(folded: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for token in folded.split(' ') {
        let sides: Vec<&str> = token.split('/').filter(|side| !side.is_empty()).collect();
        found = found.iter().flat_map(|begun| sides.iter().map(move |side| format!("{begun} {side}"))).collect();
    }
    found
}

/// Words without brackets and quotes. Signs in a name stay: C++, C#, .NET.
fn words(reading: &str) -> Vec<String> {
    let plain = without_accents(reading);
    let is_kept = |c: char| c.is_alphanumeric() || "+#.&".contains(c);
    plain.split(|c| !is_kept(c)).map(word).filter(|word| !word.is_empty()).collect()
}

/// Normal form of a word, equal for all genders and numbers of an occupation.
fn word(word: &str) -> String {
    let begins_with_a_dot = word.starts_with('.') && word.len() > 1;
    let bare = word.replace('.', "");
    let bare =
        FEMININE.iter().chain(PLURAL).find_map(|(ending, general)| with_ending(&bare, ending, general)).unwrap_or(bare);
    if begins_with_a_dot { format!(".{bare}") } else { bare }
}

fn with_ending(word: &str, ending: &str, general: &str) -> Option<String> {
    let stem = word.strip_suffix(ending)?;
    let is_whole =
        stem.is_empty() && matches!(ending, "kochin" | "arztin" | "anwaltin" | "fachfrau" | "kauffrau" | "kaufleute");
    (is_whole || stem.chars().count() >= STEM).then(|| format!("{stem}{general}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_as_close_as_people_take_them_to_be() {
        use Closeness::{Akin, Holds, Other, Related, Same, Words};
        for (wanted, job, closeness) in [
            ("Data Scientist", "Data Scientist (m/w/d)", Same),
            ("Data Scientist", "DATA-SCIENTIST", Same),
            ("Full Stack Developer", "Fullstack Developer", Same),
            ("Köchin", "Koch", Same),
            ("UX/UI Designer", "UI Designer", Same),
            ("Data Scientist", "Senior Data Scientist, Fraud", Holds),
            ("Data Engineer", "Data Platform Engineer", Words),
            ("Data Engineer", "Engineer, Data", Words),
            ("Data Scientist", "Research Scientist", Related),
            ("Pfleger", "Krankenpfleger", Related),
            ("Pflegefachkraft", "Gesundheits- und Krankenpfleger (m/w/d)", Akin),
            ("Data Scientist", "Data Analyst", Related),
            ("Cook", "Waiter", Other),
            ("Java Developer", "JavaScript Trainer", Other),
            ("Nurse", "", Other),
        ] {
            assert_eq!(Compared::of(wanted).closeness(&Compared::of(job)), closeness, "{wanted} / {job}");
        }
    }
}
