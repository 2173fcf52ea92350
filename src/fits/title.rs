//! Title keys under which jobs are kept: a title stands in another when both share a key. Pure.

mod forms;
mod heads;
mod hyphens;
mod objects;
mod readings;

use super::akin::are_akin;
use std::collections::BTreeSet;

/// Words in the longest title looked for in other titles.
const LONGEST_RUN: usize = 10;

/// Programming languages taken for one word by the sources' text search.
pub const ALIKE: [&str; 3] = ["c", "c++", "c#"];

/// Letters of the shortest last word looked for at the end of compounds.
const SHORTEST_HEAD: usize = 4;

/// Keys of a wanted title, a key for each title that it offers: "UX/UI Designer" is a UX designer or a UI designer.
/// Breaks between words make no difference: "Full Stack" is "Fullstack".
pub(super) fn wanted(title: &str) -> Vec<String> {
    let mut keys: Vec<String> = readings::of_wanted(title).iter().map(|words| words.concat()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Keys of all titles inside a job's title: runs of whole words, without a word between, so that "Java" does not stand
/// in "JavaScript".
pub fn runs(title: &str) -> BTreeSet<String> {
    readings::of_posted(title).iter().flat_map(|words| of_reading(words)).collect()
}

/// Runs of a title's words, put together.
pub(super) fn of_reading(words: &[String]) -> Vec<String> {
    let from = |start: usize| (1..=LONGEST_RUN.min(words.len() - start)).map(move |length| (start, start + length));
    (0..words.len()).flat_map(from).map(|(start, end)| words[start..end].concat()).collect()
}

/// C, C++ and C# in a title. A brought job that names one of the three, but no wanted one, contradicts.
pub fn languages(title: &str) -> Vec<&'static str> {
    let readings = readings::of_posted(title);
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
pub struct Compared {
    wanted: Vec<Vec<String>>,
    posted: Vec<Vec<String>>,
}

impl Compared {
    /// A title as typed or as posted.
    pub fn of(title: &str) -> Self {
        Self { wanted: readings::of_wanted(title), posted: readings::of_posted(title) }
    }

    /// How close a job's title comes to the wanted title, by the closest of their readings.
    pub fn closeness(&self, job: &Self) -> Closeness {
        let keys: Vec<String> = self.wanted.iter().map(|words| words.concat()).collect();
        let of_reading = |wanted: &Vec<String>| {
            let close = job.posted.iter().map(|job| closeness(wanted, job)).max()?;
            // "Executive Assistant / Project Manager": the job is both.
            let is_both = close == Closeness::Same && !job.is_only(&keys);
            Some(if is_both { Closeness::Holds } else { close })
        };
        self.wanted.iter().filter_map(of_reading).max().unwrap_or(Closeness::Other)
    }

    /// Whether the title is one of these and no other, as a whole or in each of its parts: "Köchin / Koch".
    fn is_only(&self, keys: &[String]) -> bool {
        let is_one = |words: &Vec<String>| keys.contains(&words.concat());
        self.posted.first().is_some_and(is_one) || self.posted.iter().skip(1).all(is_one)
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
            ("UX/UI Designer", "UX/UI Designer", Same),
            ("Koch/Köchin", "Köchin / Koch (m/w/d)", Same),
            ("Project Manager", "Executive Assistant / Project Manager", Holds),
            ("Marketing Manager", "Assistant to the Marketing Manager", Related),
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
