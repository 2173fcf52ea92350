//! CVs of invented people with the right answers beside them: a score, and its bounds. Ten are texts in six languages,
//! twenty-six are files in eight languages, made with five tools; 126 more texts in eleven languages were written before
//! the rules by which they are read.

use std::collections::BTreeMap;

use jobfill::cv::{Profile, offline, sent};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::{fixture, upload};

/// What is right about a CV.
#[derive(Deserialize)]
struct Answer {
    /// Titles that may come first; none where the CV names no job that the offline reader can know.
    titles: Vec<String>,
    /// Titles that may come too.
    others: Vec<String>,
    /// Places that may come first.
    places: Vec<String>,
    /// Places that may come too.
    more: Vec<String>,
    /// What must not be sent.
    secrets: Vec<String>,
}

/// What was counted over all files.
#[derive(Debug, Default)]
struct Score {
    files: usize,
    titles_wanted: usize,
    titles_first: usize,
    false_titles: Vec<String>,
    places_first: usize,
    false_places: Vec<String>,
    places: usize,
    leaks: Vec<String>,
}

impl Score {
    fn add(&mut self, name: &str, text: &str, answer: &Answer) {
        let sent = sent(text);
        let Profile { titles, places, .. } = offline::read(&sent);
        let is = |listed: &[String], found: &str| {
            listed.iter().any(|right| plain(found) == plain(right) || found.starts_with(&format!("{right},")))
        };
        let or = |first: &[String], more: &[String], found: &str| is(first, found) || is(more, found);
        self.files += 1;
        self.titles_wanted += usize::from(!answer.titles.is_empty());
        self.titles_first += usize::from(titles.first().is_some_and(|found| is(&answer.titles, &found.text)));
        self.places_first += usize::from(places.first().is_some_and(|found| is(&answer.places, &found.text)));
        self.places += places.len();
        let wrong = titles.iter().filter(|found| !or(&answer.titles, &answer.others, &found.text));
        self.false_titles.extend(wrong.map(|found| format!("{name}: {}", found.text)));
        let wrong = places.iter().filter(|found| !or(&answer.places, &answer.more, &found.text));
        self.false_places.extend(wrong.map(|found| format!("{name}: {}", found.text)));
        let leaks = answer.secrets.iter().filter(|secret| {
            assert!(holds(text, secret), "{name} should hold {secret}");
            holds(&sent, secret)
        });
        self.leaks.extend(leaks.map(|secret| format!("{name}: {secret}")));
        println!("{name}: {:?} {:?}", texts(&titles), texts(&places));
    }
}

/// Whether a text holds words, however they are spaced, parted and written.
fn holds(text: &str, words: &str) -> bool {
    plain(text).contains(&plain(words))
}

/// Letters and digits alone: "QA/QC Engineer" and "QA QC engineer" are one title.
fn plain(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

fn texts(found: &[jobfill::cv::Found]) -> Vec<&str> {
    found.iter().map(|found| found.text.as_str()).collect()
}

/// The score of texts with their answers beside them.
async fn score(folder: &str) -> Score {
    let answers: BTreeMap<String, Answer> =
        serde_json::from_slice(&fixture(&format!("{folder}/answers.json"))).unwrap();
    let mut score = Score::default();
    for (name, answer) in &answers {
        let text = upload(fixture(&format!("{folder}/{name}.txt"))).await.unwrap().text;
        score.add(name, &text, answer);
    }
    println!("{score:#?}");
    score
}

#[tokio::test]
async fn ten_cvs_in_six_languages_are_read_within_bounds() {
    let score = score("corpus").await;
    assert_eq!(score.files, 10);
    assert!(score.titles_first + 1 >= score.titles_wanted, "{score:#?}");
    assert!(score.places_first >= 9, "{score:#?}");
    assert!(score.false_titles.len() <= 1, "{score:#?}");
    assert!(score.false_places.len() * 20 <= score.places, "{score:#?}");
    assert!(score.leaks.is_empty(), "{score:#?}");
}

#[tokio::test]
async fn a_hundred_and_twenty_six_cvs_that_were_written_before_their_rules_are_read_within_bounds() {
    for (folder, files, false_titles, false_places, leaks) in [
        ("unseen", 30, 0, 3, 0),
        ("later", 10, 1, 1, 0),
        ("third", 30, 5, 1, 0),
        ("fourth", 20, 7, 1, 14),
        ("fifth", 36, 7, 3, 0),
    ] {
        let score = score(folder).await;
        assert_eq!((score.files, score.titles_wanted), (files, files));
        assert!(score.titles_first * 10 >= files * 9, "{score:#?}");
        assert!(score.places_first * 10 >= files * 9, "{score:#?}");
        assert!(score.false_titles.len() <= false_titles, "{score:#?}");
        assert!(score.false_places.len() <= false_places, "{score:#?}");
        assert!(score.leaks.len() <= leaks, "{score:#?}");
    }
}

#[tokio::test]
async fn twenty_six_files_in_eight_languages_are_read_within_bounds() {
    let answers: BTreeMap<String, Answer> = serde_json::from_slice(&fixture("files/answers.json")).unwrap();
    let mut score = Score::default();
    for (name, answer) in &answers {
        let text = upload(fixture(&format!("files/{name}"))).await.unwrap().text;
        score.add(name, &text, answer);
    }
    println!("{score:#?}");
    assert_eq!((score.files, score.titles_wanted), (26, 26));
    assert!(score.titles_first >= 25, "{score:#?}");
    assert!(score.places_first >= 25, "{score:#?}");
    assert!(score.false_titles.len() <= 1, "{score:#?}");
    assert!(score.false_places.len() * 50 <= score.places, "{score:#?}");
    assert!(score.leaks.is_empty(), "{score:#?}");
}
