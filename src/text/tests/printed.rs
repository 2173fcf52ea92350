//! Pages print no sentence to people outside the catalogue.

use super::files_under;
use std::fs;
use std::path::PathBuf;

/// Rooms that put sentences for people together.
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

/// Files in [`SAY_TO_PEOPLE`] that speak to machines, to admins, to the database or to tests.
const FOR_OTHERS: [&str; 6] = [
    "src/web/metrics",
    "src/web/health.rs",
    "src/web/admin",
    "src/status/reasons.rs",
    "src/status/receipt.rs",
    "tests",
];

/// Marks of a line whose literals appear on no page.
const UNREAD: [&str; 9] =
    ["//", "tracing::", "anyhow!", ".context(", "reason = ", "expect(", "format!(\"SELECT", "#[error(", "=> say!("];

/// Attributes without a value, as macros of templates are given them.
const ATTRIBUTES: [&str; 2] = ["required", "autofocus"];

/// Attributes read out to people.
const SPOKEN: [&str; 7] =
    ["data-unit=\"", "data-label=\"", "title=\"", "aria-label=\"", "placeholder=\"", "alt=\"", "data-confirm=\""];

#[test]
fn templates_print_no_words_of_their_own() {
    let is_ours = |file: &PathBuf| !["admin", "sandbox"].iter().any(|room| file.to_string_lossy().contains(room));
    for file in files_under("templates", "html").into_iter().filter(is_ours) {
        let words = words_outside(&fs::read_to_string(&file).unwrap());
        assert!(words.is_empty(), "{}: {words:?}", file.display());
    }
}

#[test]
fn pages_for_people_hold_no_sentences_of_their_own() {
    let is_in = |file: &PathBuf, rooms: &[&str]| rooms.iter().any(|room| file.to_string_lossy().contains(room));
    let of_people = |file: &PathBuf| is_in(file, &SAY_TO_PEOPLE) && !is_in(file, &FOR_OTHERS);
    let files: Vec<_> = files_under("src", "rs").into_iter().filter(of_people).collect();
    assert!(files.len() > 40, "{}: was the source read?", files.len());
    for file in files {
        let found = sentences_in(&fs::read_to_string(&file).unwrap());
        assert!(found.is_empty(), "{}: {found:#?}", file.display());
    }
}

#[test]
fn words_outside_the_catalogue_are_found() {
    let page = "{# A note. #}<p class=\"note\">{{ say!(\"x\") }} Hello you</p>{% call m::field(\"x\") %} type=\"text\" required \
                {% endcall %}<a title=\"Go on\" aria-label=\"{{ x }}\" href=\"/x\">{% if x %}Jobfill{% endif %}</a>";
    assert_eq!(words_outside(page), ["Hello", "you", "Go on"]);
    let source =
        "// A long comment here.\nlet a = \"Nothing was saved here\";\ntracing::warn!(\"a sign-in has failed\");\n";
    assert_eq!(sentences_in(source), ["Nothing was saved here"]);
}

/// Words printed by a template beside expressions and tags: between tags, and in attributes read out to people.
fn words_outside(template: &str) -> Vec<String> {
    let plain = [("{#", "#}"), ("{%", "%}"), ("{{", "}}")].iter().fold(template.to_owned(), without);
    let spoken = SPOKEN.iter().flat_map(|name| plain.split(name).skip(1).filter_map(|rest| rest.split('"').next()));
    let text = without(without(plain.clone(), &("<!--", "-->")), &("<", ">"));
    let is_attribute = |word: &&str| word.contains(['"', '=']) || ATTRIBUTES.contains(word);
    let words = text.split_whitespace().filter(|word| !is_attribute(word)).chain(spoken);
    words.filter(|word| word.chars().any(char::is_alphabetic) && *word != "Jobfill").map(str::to_owned).collect()
}

/// A text without the parts between two marks.
fn without(text: String, (begin, end): &(&str, &str)) -> String {
    let mut parts = text.split(begin);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once(end).map_or("", |(_, rest)| rest))
}

/// Literals of a source that read like sentences: three words and more, outside the catalogue's calls.
fn sentences_in(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = source.lines().filter(|line| !UNREAD.iter().any(|unread| line.contains(unread)));
    let literals = lines.flat_map(|line| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>());
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_alphabetic() || ".,:;".contains(c));
    literals.filter(|text| text.split(' ').filter(is_word).count() >= 3).collect()
}
