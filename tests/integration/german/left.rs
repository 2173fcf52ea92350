//! Whether English of the catalogue stands on a page that should be German.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Shorter parts of sentences are words that both languages have, or that stand in names.
const SHORTEST: usize = 12;

/// Fails where a part of an English sentence stands on a German page.
#[track_caller]
pub fn is_german(path: &str, page: &str) {
    assert!(page.contains("<html lang=\"de\">"), "{path} is not in German: {page}");
    let text = shown(page);
    let left: Vec<_> = english().into_iter().filter(|part| text.contains(part.as_str())).collect();
    assert!(left.is_empty(), "{path} says in English: {left:#?}\n{text}");
}

/// A page without what others wrote, the text of a posting, and without what fields send.
fn shown(page: &str) -> String {
    let mut parts = page.split("value=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    let page = parts.fold(first, |shown, part| shown + part.split_once('"').map_or("", |(_, rest)| rest));
    let page = match page.split_once("<div class=\"description\"") {
        Some((before, rest)) => format!("{before}{}", rest.split_once("</section>").map_or("", |(_, after)| after)),
        None => page,
    };
    let unescaped =
        [("&#39;", "'"), ("&#34;", "\""), ("&#38;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&#60;", "<"), ("&#62;", ">")];
    unescaped.iter().fold(page, |page, (written, meant)| page.replace(written, meant))
}

/// The parts of English sentences between the values that they name, but for those that German has too.
fn english() -> BTreeSet<String> {
    let german = parts("texts/de");
    let all: String = german.iter().fold(String::new(), |all, part| all + part + "\n");
    let english: BTreeSet<_> = parts("texts/en").into_iter().filter(|part| !all.contains(part.as_str())).collect();
    assert!(english.len() > 500, "{}: were the sentences read?", english.len());
    english
}

fn parts(folder: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    files.flat_map(|file| file.lines().flat_map(parts_of_line).collect::<Vec<_>>()).collect()
}

/// The literal parts of a line of a catalogue: without key, choice, values and tags.
fn parts_of_line(line: &str) -> Vec<String> {
    let is_key = line.starts_with(|c: char| c.is_ascii_lowercase());
    let text = match line {
        comment if comment.starts_with('#') => "",
        _ if is_key => line.split_once(" = ").map_or("", |(_, text)| text),
        choice if choice.trim_start().starts_with(['[', '*']) => choice.split_once(']').map_or("", |(_, text)| text),
        rest => rest.trim_start_matches('}'),
    };
    let mut parts = Vec::new();
    let (mut part, mut depth) = (String::new(), 0_u32);
    for c in text.chars().chain(['{']) {
        match c {
            '{' | '<' => {
                depth += 1;
                parts.push(std::mem::take(&mut part).trim().to_owned());
            }
            '}' | '>' => depth = depth.saturating_sub(1),
            c if depth == 0 => part.push(c),
            _ => {}
        }
    }
    parts.retain(|part| part.chars().count() > SHORTEST);
    parts
}

#[test]
fn english_on_a_german_page_is_found() {
    assert_eq!(parts_of_line("home-x-html = { $n ->"), [""; 0], "a choice begins");
    assert_eq!(parts_of_line("   *[other] Your { $all } searches are here"), ["searches are here"]);
    assert_eq!(parts_of_line("x-html = <a href=\"/cv\">Upload your CV</a> and see"), ["Upload your CV"]);
    let page = "<html lang=\"de\"><p>Upload a CV and see</p><p>Forgotten your password? Ask whoever runs this site for a link to set a new one.</p>";
    let said = std::panic::catch_unwind(|| is_german("/x", page)).unwrap_err();
    assert!(said.downcast_ref::<String>().unwrap().contains("Forgotten your password?"));
}
