//! Nothing is printed to people but what the catalogue says.

use super::files_under;
use std::fs;
use std::path::PathBuf;

/// Where sentences for people are put together.
const SAY_TO_PEOPLE: [&str; 8] = [
    "src/web/",
    "src/status/",
    "src/status.rs",
    "src/searches.rs",
    "src/searches/",
    "src/password.rs",
    "src/email.rs",
    "src/typed.rs",
];

/// Parts of the pages that speak to machines.
const FOR_MACHINES: [&str; 2] = ["src/web/metrics", "src/web/admin"];

/// Attributes that are read to people.
const SPOKEN: [&str; 5] = ["title=\"", "aria-label=\"", "placeholder=\"", "alt=\"", "data-confirm=\""];

#[test]
fn templates_print_no_words_of_their_own() {
    for file in files_under("templates", "html") {
        let words = words_outside(&fs::read_to_string(&file).unwrap());
        assert!(words.is_empty(), "{}: {words:?}", file.display());
    }
}

#[test]
fn pages_for_people_hold_no_sentences_of_their_own() {
    let is_in = |file: &PathBuf, rooms: &[&str]| rooms.iter().any(|room| file.to_string_lossy().contains(room));
    let of_people = |file: &PathBuf| is_in(file, &SAY_TO_PEOPLE) && !is_in(file, &FOR_MACHINES);
    let files: Vec<_> = files_under("src", "rs").into_iter().filter(of_people).collect();
    assert!(files.len() > 40, "{}: was the source read?", files.len());
    for file in files {
        let found = sentences_in(&fs::read_to_string(&file).unwrap());
        assert!(found.is_empty(), "{}: {found:#?}", file.display());
    }
}

#[test]
fn words_outside_the_catalogue_are_found() {
    let page = "{# A note. #}<p class=\"note\">{{ say!(\"x\") }} Hello</p><a title=\"Go on\" href=\"/x\">{% if x %}Jobfill{% endif %}</a>";
    assert_eq!(words_outside(page), ["Hello", "Go on"]);
    let source =
        "// A long comment here.\nlet a = \"Nothing was saved here\";\ntracing::warn!(\"a sign-in has failed\");\n";
    assert_eq!(sentences_in(source), ["Nothing was saved here"]);
}

/// What a template prints beside expressions and tags: between tags, and in attributes that are read to people.
fn words_outside(template: &str) -> Vec<String> {
    let plain = [("{#", "#}"), ("{%", "%}"), ("{{", "}}")].iter().fold(template.to_owned(), without);
    let spoken = SPOKEN.iter().flat_map(|name| plain.split(name).skip(1).filter_map(|rest| rest.split('"').next()));
    let text = without(without(plain.clone(), &("<!--", "-->")), &("<", ">"));
    let words = text.lines().map(str::trim).chain(spoken).filter(|word| word.chars().any(char::is_alphabetic));
    words.filter(|word| word.trim_matches([' ', '·']) != "Jobfill").map(str::to_owned).collect()
}

/// A text without what stands between two marks.
fn without(text: String, (begin, end): &(&str, &str)) -> String {
    let mut parts = text.split(begin);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once(end).map_or("", |(_, rest)| rest))
}

/// Literals of a source that read like sentences: three words and more, said to nobody by the catalogue.
fn sentences_in(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let for_others = ["//", "tracing::", "anyhow!", "reason = ", "expect(", "format!(\"SELECT", "error(transparent"];
    let lines = source.lines().filter(|line| !for_others.iter().any(|other| line.contains(other)));
    let literals = lines.flat_map(|line| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>());
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_alphabetic() || ".,:;".contains(c));
    literals.filter(|text| text.split(' ').filter(is_word).count() >= 3).collect()
}
