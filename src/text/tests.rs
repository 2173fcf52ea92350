//! Every sentence is there, none is there in vain, and a second language costs translation only.

mod german;
mod printed;

use super::languages::{ALL, ENGLISH};
use super::{Catalogue, Language, catalogue, speaking, speaking_from};
use fluent_bundle::concurrent::FluentBundle;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The longest line of a template, in characters.
const TEMPLATE_COLUMNS: usize = 140;

/// Tags allowed inside a sentence.
const MARKUP: [&str; 9] = [
    "<strong>",
    "</strong>",
    "<code>",
    "</code>",
    "<a href=\"/",
    "<a href=\"{ $",
    "</a>",
    "<span class=\"tag\">",
    "</span>",
];

type Names = BTreeSet<String>;

/// A call of `say!` or `say_html!`.
struct Call {
    file: PathBuf,
    is_html: bool,
    key: String,
    named: Names,
}

#[test]
fn every_sentence_is_there_and_none_is_there_in_vain() {
    let sentences = sentences(ENGLISH);
    let calls = calls();
    let missing: Vec<_> = calls.iter().filter(|call| !sentences.contains_key(&call.key)).map(told).collect();
    let said: BTreeSet<_> = calls.iter().map(|call| &call.key).collect();
    let unused: Vec<_> = sentences.keys().filter(|key| !said.contains(key)).collect();
    assert!(missing.is_empty(), "not in texts/en: {missing:#?}");
    assert!(unused.is_empty(), "said nowhere: {unused:#?}");
}

#[test]
fn every_call_names_what_its_sentence_needs_and_nothing_else() {
    let sentences = sentences(ENGLISH);
    for call in calls() {
        let needed = sentences.get(&call.key).map(|pattern| variables(pattern)).unwrap_or_default();
        assert_eq!(call.named, needed, "{}", told(&call));
    }
}

#[test]
fn markup_stands_only_in_sentences_that_are_said_as_html() {
    for call in calls() {
        assert_eq!(call.key.ends_with("-html"), call.is_html, "{}", told(&call));
    }
    for (tag, files) in ALL {
        for (key, pattern) in sentences(files) {
            let is_html = key.ends_with("-html");
            let rest = MARKUP.iter().filter(|_| is_html).fold(pattern, |rest, markup| rest.replace(markup, ""));
            assert!(!has_tag(&rest), "{tag} {key}: {rest}");
            assert!(!is_html || !rest.contains(['<', '&']), "{tag} {key}: {rest}");
        }
    }
}

#[test]
fn keys_begin_with_the_name_of_their_file_and_every_file_is_part_of_the_program() {
    let mut names = Vec::new();
    for file in files_under("texts/en", "ftl") {
        let text = fs::read_to_string(&file).unwrap();
        assert!(ENGLISH.contains(&text.as_str()), "{file:?} is not in languages.rs");
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        for key in sentences(&[&text]).keys() {
            assert!(key.starts_with(&format!("{name}-")), "{key} in {file:?}");
        }
        names.push(name);
    }
    assert_eq!(names.len(), ENGLISH.len());
}

#[test]
fn every_language_can_be_read_and_says_what_english_says() {
    let english = sentences(ENGLISH);
    for (tag, files) in ALL {
        let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().unwrap()]);
        for file in *files {
            catalogue::add(&mut bundle, file).unwrap();
        }
        for (key, pattern) in sentences(files) {
            assert!(bundle.has_message(&key), "{tag}: {key} was not read");
            let known = english.get(&key).unwrap_or_else(|| panic!("{tag}: English has no {key}"));
            assert!(variables(&pattern).is_subset(&variables(known)), "{tag} {key}: names what is not given");
        }
    }
}

#[tokio::test]
async fn a_second_language_costs_translation_only_and_what_it_lacks_is_said_in_english() {
    let file = "time-digits = .\ntime-in-days = { $count ->\n    [0] Jetzt\n   *[other] in { $count } Tagen\n}\n";
    let german: &'static Catalogue = Box::leak(Box::new(Catalogue::new("de", &[file])));
    let said = async || [say!("time-in-days", count = 1_234), say!("time-in-hours", count = 1)];
    assert_eq!(speaking_from(german, said()).await, ["in 1.234 Tagen", "in 1 hour"]);
    assert_eq!(said().await, ["in 1,234 days", "in 1 hour"]);
    assert_eq!(speaking_from(german, async { super::language_tag() }).await, "de");
}

#[tokio::test]
async fn each_request_speaks_its_own_language_and_may_turn_to_another() {
    let german = speaking(Language::German, async {
        tokio::task::yield_now().await;
        super::language()
    });
    let turned = speaking(Language::German, async {
        super::turn_to(Language::English);
        tokio::task::yield_now().await;
        super::language()
    });
    assert_eq!(tokio::join!(german, turned), (Language::German, Language::English));
    super::turn_to(Language::German);
    assert_eq!(super::language(), Language::English, "outside of a request nothing turns");
}

#[test]
fn every_language_has_its_catalogue() {
    let tags: Vec<_> = ALL.iter().map(|(tag, _)| *tag).collect();
    assert_eq!(tags, Language::ALL.iter().map(|language| language.as_str()).collect::<Vec<_>>());
}

#[test]
fn what_a_sentence_with_markup_names_is_escaped_unless_it_is_html_of_our_own() {
    let catalogue = Catalogue::new("xx", &["x-html = <strong>{ $name }</strong> at { $at }, { $count }"]);
    let time = super::Html::trusted("<time>now</time>".to_owned());
    let value = |value: &dyn super::ToValue| value.to_value().as_html();
    let named = [("name", value(&"<b>&\"")), ("at", value(&time)), ("count", value(&1_234))];
    let said = catalogue.sentence("x-html", &named).unwrap();
    assert_eq!(said, "<strong>&#60;b&#62;&#38;&#34;</strong> at <time>now</time>, 1,234");
}

#[test]
fn no_line_of_a_template_is_too_long_to_be_read() {
    for file in files_under("templates", "html") {
        for (index, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let columns = line.chars().count();
            assert!(columns <= TEMPLATE_COLUMNS, "{}:{}: {columns} characters", file.display(), index + 1);
        }
    }
}

fn has_tag(text: &str) -> bool {
    let begins_tag = |rest: &str| rest.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic());
    text.split('<').skip(1).any(begins_tag)
}

fn told(call: &Call) -> String {
    format!("{} in {}", call.key, call.file.display())
}

/// The sentences of a language by key, as written in its files.
fn sentences(files: &[&str]) -> BTreeMap<String, String> {
    let mut sentences = BTreeMap::new();
    for file in files {
        let mut key = None;
        for line in file.lines() {
            match line.split_once(" =") {
                Some((name, text)) if line.starts_with(|c: char| c.is_ascii_lowercase()) => {
                    assert!(sentences.insert(name.to_owned(), text.to_owned()).is_none(), "{name} is there twice");
                    key = Some(name);
                }
                _ if line.starts_with([' ', '}']) => {
                    let sentence = key.and_then(|key| sentences.get_mut(key)).expect("a line that continues another");
                    sentence.extend(["\n", line]);
                }
                _ => key = None,
            }
        }
    }
    sentences
}

/// Names in a sentence: the words after each `$`.
fn variables(sentence: &str) -> Names {
    sentence.split('$').skip(1).map(|rest| word(rest).to_owned()).collect()
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// Every `say!` and `say_html!` of sources and templates.
fn calls() -> Vec<Call> {
    let mut calls = Vec::new();
    let written = ["html", "txt", "xml"].into_iter().flat_map(|end| files_under("templates", end));
    for file in files_under("src", "rs").into_iter().chain(written) {
        let text = fs::read_to_string(&file).unwrap();
        // Tests and comments do not speak to people.
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let text: String = lines.flat_map(|line| [line, "\n"]).collect();
        for (start, _) in text.match_indices("say").filter(|(start, _)| !text[..*start].ends_with(is_part_of_a_name)) {
            calls.extend(call(&file, &text[start..]));
        }
    }
    calls
}

fn is_part_of_a_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The call at the beginning of a text; None: the text begins otherwise.
fn call(file: &Path, text: &str) -> Option<Call> {
    let (is_html, rest) = match text.strip_prefix("say_html!(") {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix("say!(")?),
    };
    let (key, rest) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
    Some(Call { file: file.to_owned(), is_html, key: key.to_owned(), named: names(rest) })
}

/// The names of a call's arguments: each stands after a comma outside any other bracket and any text.
fn names(arguments: &str) -> Names {
    let (mut names, mut depth, mut is_text) = (Names::new(), 0, false);
    let mut chars = arguments.char_indices();
    while let Some((index, c)) = chars.next() {
        match c {
            '\\' if is_text => drop(chars.next()),
            '"' => is_text = !is_text,
            _ if is_text => {}
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => return names,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => names.extend(argument(&arguments[index + 1..])),
            _ => {}
        }
    }
    names
}

/// The name at the beginning of an argument; None: after a comma at the end there is none.
fn argument(text: &str) -> Option<String> {
    Some(word(text.trim_start()).to_owned()).filter(|name| !name.is_empty())
}

/// Files below a folder of the repository with this ending.
fn files_under(folder: &str, end: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|is| is == end) && !path.to_string_lossy().contains("src/text/tests")
            {
                files.push(path);
            }
        }
    }
    files
}
