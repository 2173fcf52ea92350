//! Titles in other languages than English and German, as the CV writes them: a noun of the table with its additions.

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Title;
use super::modifier::modifier;
use super::tokens::{Glue, Token};
use super::vocabulary::{capitalised, head, rows};
use crate::filters::Industry;
use crate::place::Place;

/// Words, language, use, field of work.
static TABLE: &str = include_str!("../../../data/occupations-other.tsv");

/// The longest entry of the table, in words.
const MAX_KNOWN_WORDS: usize = 6;

/// The longest title, in words.
const MAX_WORDS: usize = 7;

/// The longest phrase that is a whole title; of a longer phrase only additions linked to the noun belong to the title.
const MAX_PHRASE_WORDS: usize = 6;

/// Most words before the noun at a title's end.
const MAX_WORDS_BEFORE: usize = 2;

/// The longest run of signs, in a script without spaces, for one title.
const MAX_SIGNS: usize = 10;

/// Towns with so many people are no part of a title.
const MIN_CITY: u32 = 50_000;

/// Conditions for a noun to be a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// A title by itself.
    Alone,
    /// A title by itself, also at the end of a longer word.
    Compound,
    /// A title only with further words.
    Phrase,
    /// The end of a title: Turkish, Hungarian.
    Last,
    /// The end of a run of signs: Chinese, Japanese, Korean.
    Ends,
}

struct Noun {
    kind: Use,
    industry: Industry,
    is_turkish: bool,
}

static NOUNS: LazyLock<HashMap<&str, Noun>> = LazyLock::new(|| {
    let nouns = rows::<4>(TABLE).map(|[words, language, uses, field]| {
        let kind = match uses {
            "alone" => Use::Alone,
            "alone,compound" => Use::Compound,
            "phrase" => Use::Phrase,
            "last" => Use::Last,
            _ => Use::Ends,
        };
        let industry = field.parse().expect("the table names fields of the taxonomy");
        (words, Noun { kind, industry, is_turkish: language == "tr" })
    });
    nouns.collect()
});

/// The title beginning with the first word; the words stand in one phrase.
pub(super) fn at(line: &str, tokens: &[Token<'_>]) -> Option<Title> {
    let found = signs(tokens).or_else(|| noun_first(line, tokens)).or_else(|| noun_last(tokens));
    let (length, noun) = found?;
    // "Laborantin" is a German woman before she is a Frenchman.
    if length == 1 && head(&tokens[0].fold).is_some() {
        return None;
    }
    let words = &line[tokens[0].start..tokens[length - 1].end];
    Some(Title { text: spelt(words, noun.is_turkish), industry: noun.industry, seniority: None, length })
}

/// Whether a word is a title by itself, in any language of the table.
pub(in crate::cv) fn is_noun(word: &str) -> bool {
    NOUNS.get(key(word).as_str()).is_some_and(|noun| matches!(noun.kind, Use::Alone | Use::Compound | Use::Last))
}

/// Chinese, Japanese or Korean: a short run that ends in a noun.
fn signs(tokens: &[Token<'_>]) -> Option<(usize, &'static Noun)> {
    let word = tokens.first()?.fold.as_str();
    let starts: Vec<usize> = word.char_indices().map(|(start, _)| start).collect();
    if starts.len() > MAX_SIGNS || !word.ends_with(|c: char| c > '\u{2fff}') {
        return None;
    }
    let ending = |start: usize| NOUNS.get(&word[start..]).filter(|noun| noun.kind == Use::Ends);
    starts.into_iter().find_map(ending).map(|noun| (1, noun))
}

/// "Infirmière diplômée d'État", "Aiuto cuoco", "Hlavní účetní": the noun, perhaps after a word of rank, and its tail.
fn noun_first(line: &str, tokens: &[Token<'_>]) -> Option<(usize, &'static Noun)> {
    const RANKS: [&str; 34] = [
        "hlavní",
        "mzdová",
        "finanční",
        "vedoucí",
        "samostatný",
        "samostatná",
        "pomocný",
        "pomocná",
        "samodzielna",
        "samodzielny",
        "starszy",
        "starsza",
        "młodszy",
        "młodsza",
        "główny",
        "główna",
        "zastępca",
        "primo",
        "prima",
        "secondo",
        "seconda",
        "aiuto",
        "premier",
        "première",
        "vice",
        "sub",
        "allround",
        "eerste",
        "tweede",
        "старший",
        "молодший",
        "младший",
        "ведущий",
        "головний",
    ];
    let ranks = tokens.iter().take_while(|word| RANKS.contains(&word.fold.as_str())).count();
    let rest = &tokens[ranks..];
    let longest = rest.len().min(MAX_KNOWN_WORDS);
    let (words, noun) = (1..=longest).rev().find_map(|length| Some((length, known(&rest[..length])?)))?;
    let end = tail(line, rest, words, noun.kind == Use::Phrase);
    (noun.kind != Use::Phrase || end > words).then_some((ranks + end, noun))
}

/// The noun made of these words, but no noun that only ends a title.
fn known(words: &[Token<'_>]) -> Option<&'static Noun> {
    let key = key(&words.iter().map(|word| word.fold.as_str()).collect::<Vec<_>>().join(" "));
    let whole = NOUNS.get(key.as_str()).filter(|noun| !matches!(noun.kind, Use::Last | Use::Ends));
    whole.or_else(|| compound(&key).filter(|_| words.len() == 1))
}

/// "Wijkverpleegkundige": a Dutch or Swedish word that ends in a noun.
fn compound(word: &str) -> Option<&'static Noun> {
    let starts = word.char_indices().map(|(start, _)| start).skip(3);
    starts.into_iter().find_map(|start| NOUNS.get(&word[start..]).filter(|noun| noun.kind == Use::Compound))
}

/// "İngilizce Öğretmeni", "Satış Danışmanı": words in capitals, then the noun.
fn noun_last(tokens: &[Token<'_>]) -> Option<(usize, &'static Noun)> {
    const NO_PART: [&str; 12] =
        ["halen", "devam", "günümüz", "otel", "hotel", "koleji", "lisesi", "hastanesi", "ltd", "şti", "aş", "jelenleg"];
    let is_before = |word: &&Token<'_>| {
        word.is_capitalised() && word.text.chars().all(char::is_alphabetic) && !NO_PART.contains(&word.fold.as_str())
    };
    let before = tokens.iter().take(MAX_WORDS_BEFORE).take_while(is_before).count();
    let noun = |start: usize, end: usize| {
        let words: Vec<&str> = tokens.get(start..end)?.iter().map(|word| word.fold.as_str()).collect();
        NOUNS.get(key(&words.join(" ")).as_str()).filter(|noun| noun.kind == Use::Last)
    };
    let ends = |start: usize| (start + 1..=start + MAX_KNOWN_WORDS).rev();
    (0..=before).find_map(|start| ends(start).find_map(|end| Some((end, noun(start, end)?))))
}

/// The end of the title whose noun ends before `start`.
fn tail(line: &str, tokens: &[Token<'_>], start: usize, needs_more: bool) -> usize {
    let goes_on = tokens.iter().any(|word| GOES_ON.contains(&word.fold.as_str()));
    let is_short = tokens.len() <= MAX_PHRASE_WORDS && !goes_on;
    // "Director of", "Agent working": in English such words say nothing by themselves.
    let is_english = needs_more && ENGLISH.contains(&tokens[start - 1].fold.as_str());
    let is_upper = tokens.iter().all(|word| !word.text.contains(char::is_lowercase));
    let mut end = start;
    let mut index = start;
    while index < tokens.len().min(MAX_WORDS) {
        let word = &tokens[index];
        let is_hyphened = line[..word.start].ends_with('-');
        let is_own = || word.glue == Glue::Tight && (is_hyphened || !is_foreign_to_titles(word));
        // "Développeur Full Stack", "Programador Java": the technology of the work has its English name.
        if let Some(length) = technology(&tokens[index..]).filter(|_| index == end && word.glue == Glue::Tight) {
            index += length;
            end = index;
            continue;
        }
        // "Istruttore o impiegata": two titles.
        let is_next =
            || (index + 1..tokens.len()).take(MAX_KNOWN_WORDS).any(|end| known(&tokens[index + 1..=end]).is_some());
        if super::JOINING.contains(&word.fold.as_str()) && is_next() {
            break;
        }
        if is_link(&word.fold) {
            index += 1;
            continue;
        }
        let linked = index > end;
        let is_small = word.text.starts_with(char::is_lowercase);
        let with_in = linked && tokens[end..index].iter().any(|link| is_in(&link.fold));
        let fits = match () {
            () if !is_own() => false,
            () if is_hyphened => true,
            () if is_english && end == start && !linked && !is_elided(&word.fold) && !is_adjective(&word.fold) => false,
            () if with_in => is_small && is_short,
            () if linked || is_elided(&word.fold) => is_small || !is_town(word.text),
            () if is_small => is_short || (needs_more && index == start),
            // "Contadora Pública", but not "Camarera Hotel Costa Azul".
            () => (is_upper && is_short) || (tokens.len() <= start + 1 && !is_town(word.text)),
        };
        if !fits {
            break;
        }
        index += 1;
        end = index;
    }
    // "Leerkracht groep 5": the last word belongs to the figure.
    let is_counted = |at: usize| tokens.get(at).is_some_and(|word| word.text.starts_with(|c: char| c.is_ascii_digit()));
    if end > start && is_counted(end) && !tokens[end].is_after_break() { end - 1 } else { end }
}

/// The length in words of a field of technology at their beginning.
fn technology(tokens: &[Token<'_>]) -> Option<usize> {
    let (length, _, field) = modifier(tokens)?;
    field.is_some_and(|field| field.as_str() == "Technology").then_some(length)
}

/// Words before a phrase about the person and not the job.
const GOES_ON: [&str; 14] =
    ["con", "avec", "com", "met", "med", "z", "ze", "cu", "s", "se", "qui", "que", "che", "ile"];

/// Nouns that are English words too.
const ENGLISH: [&str; 10] =
    ["agent", "director", "chef", "assistant", "conductor", "monitor", "inspector", "supervisor", "aide", "operator"];

/// An adjective after such nouns: "Assistant administratif", "Director comercial".
fn is_adjective(word: &str) -> bool {
    const ENDINGS: [&str; 14] =
        ["if", "ive", "ivo", "iva", "cial", "ciale", "tique", "ique", "ico", "ica", "able", "ble", "ral", "rale"];
    ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// "de", "della", "ds.": the next words belong to the noun before. "En" and its like link so before small letters.
fn is_link(word: &str) -> bool {
    const LINKS: [&str; 24] = [
        "de", "du", "des", "del", "dei", "della", "delle", "dello", "degli", "di", "da", "do", "dos", "das", "ds",
        "la", "las", "los", "le", "les", "kat", "języka", "van", "по",
    ];
    LINKS.contains(&word) || is_in(word)
}

fn is_in(word: &str) -> bool {
    matches!(word, "en" | "em" | "in" | "alle" | "alla" | "al" | "ai" | "з" | "с")
}

/// "d'affaires", "dell'infanzia".
fn is_elided(word: &str) -> bool {
    ["d'", "d’", "dell'", "dell’", "all'", "all’", "l'", "l’"].iter().any(|link| word.starts_with(link))
}

/// Words and figures that end a title: employers, joining words, dates.
fn is_foreign_to_titles(word: &Token<'_>) -> bool {
    const WORDS: &str = "a ad and at au aux avant avec bar bei bij café che chez clinique clínica com con cu dal depuis desde die dla e et firma for för groupe grupo hos hospital hotel hôtel i ile która który med met na och od of og ospedale para per por pour presso pri que qui restaurant restaurante ristorante s sinds som te the to u und voor w we y z ze à";
    WORDS.split(' ').any(|other| other == word.fold) || word.text.starts_with(|c: char| c.is_ascii_digit())
}

fn is_town(word: &str) -> bool {
    Place::city_named(word).is_some_and(|city| city.population >= MIN_CITY)
}

/// The table's form of words.
fn key(words: &str) -> String {
    let spelt: String = words.chars().filter(|c| !matches!(c, '\u{307}' | '.')).collect();
    spelt.replace('’', "'").replace('-', " ").to_lowercase().replace('\u{307}', "")
}

/// Words as written, with a capital first; words of a line in capitals, in small letters.
fn spelt(words: &str, is_turkish: bool) -> String {
    let is_upper = !words.contains(char::is_lowercase);
    let small = || {
        if is_turkish { words.replace('I', "ı").replace('İ', "i") } else { words.to_owned() }
    };
    let spelt = if is_upper { small().to_lowercase() } else { words.to_owned() };
    let dotted = spelt.strip_prefix('i').filter(|_| is_turkish).map(|rest| format!("İ{rest}"));
    dotted.unwrap_or_else(|| capitalised(&spelt))
}
