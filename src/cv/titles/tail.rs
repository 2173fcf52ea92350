//! Words after a head that belong to the title: "für Lagerlogistik", "of Marketing".

use super::modifier::{MAX_TITLE_WORDS, is_and, modifier};
use super::tokens::Token;
use super::vocabulary;

/// Words after a head that belong to the title.
pub(super) struct Tail {
    /// Text with the space before.
    pub(super) text: String,
    /// Length in words.
    pub(super) length: usize,
}

/// The tail after the head, the first of `tokens`.
pub(super) fn tail(line: &str, tokens: &[Token<'_>]) -> Option<Tail> {
    /// Words after "im" in a title; elsewhere "im" tells a place.
    const IN_THE: [&str; 8] = [
        "einzelhandel",
        "vertrieb",
        "außendienst",
        "innendienst",
        "kundenservice",
        "einkauf",
        "verkauf",
        "rettungsdienst",
    ];
    let head = tokens.first()?.fold.as_str();
    let word = tokens.get(1)?;
    let noun = tokens.get(2);
    match word.fold.as_str() {
        "für" => nouns(line, tokens, 2),
        "im" if noun.is_some_and(|noun| IN_THE.contains(&noun.fold.as_str())) => nouns(line, tokens, 2),
        "der" | "des" if head.ends_with("leiter") || head.ends_with("leiterin") => {
            let noun = noun.filter(|noun| noun.is_capitalised())?;
            Some(Tail { text: format!(" {}", noun.text), length: 2 })
        }
        "of" => fields(tokens).map(|(text, length)| Tail { text: format!(" of {text}"), length: length + 1 }),
        _ if is_german_field(word) && is_german(head) => Some(Tail { text: format!(" {}", word.text), length: 1 }),
        _ => None,
    }
}

/// German nouns from `first` on: "Lagerlogistik", "Energie- und Gebäudetechnik", "technische Systeme".
fn nouns(line: &str, tokens: &[Token<'_>], first: usize) -> Option<Tail> {
    // "technische Systeme", "Innere Medizin".
    let goes_on = tokens.get(first + 1).is_some_and(Token::is_capitalised);
    let adjective = tokens.get(first).is_some_and(|word| {
        word.fold.ends_with('e') && (!word.is_capitalised() || (goes_on && word.fold.ends_with("re")))
    });
    let noun = first + usize::from(adjective);
    if !tokens.get(noun)?.is_capitalised() {
        return None;
    }
    let is_joined = |and: usize| {
        let capital = tokens.get(and + 1).is_some_and(Token::is_capitalised);
        tokens.get(and).is_some_and(|word| matches!(word.fold.as_str(), "und" | "u")) && capital
    };
    let last = if is_joined(noun + 1) { noun + 2 } else { noun };
    let text = format!(" {}", &line[tokens[1].start..tokens[last].end]);
    Some(Tail { text, length: last })
}

/// English fields after "of": one or two of the vocabulary, "Sales and Marketing".
fn fields(tokens: &[Token<'_>]) -> Option<(String, usize)> {
    let mut words: Vec<&str> = Vec::new();
    let mut index = 2;
    while index < tokens.len() && words.len() < MAX_TITLE_WORDS {
        if let Some((length, spelling, _)) = modifier(&tokens[index..]) {
            words.push(spelling);
            index += length;
        } else if is_and(&tokens[index]) && !words.is_empty() && tokens.get(index + 1..).and_then(modifier).is_some() {
            words.push("and");
            index += 1;
        } else {
            break;
        }
    }
    (!words.is_empty()).then(|| (words.join(" "), index - 2))
}

/// A noun for a department or a specialism: "Teamleiter Vertrieb", "Sachbearbeiter Auftragsabwicklung".
fn is_german_field(word: &Token<'_>) -> bool {
    const FIELDS: [&str; 12] = [
        "vertrieb",
        "einkauf",
        "marketing",
        "personal",
        "controlling",
        "logistik",
        "lager",
        "produktion",
        "systemintegration",
        "anwendungsentwicklung",
        "verkauf",
        "finanzen",
    ];
    const ENDINGS: [&str; 8] =
        ["management", "technik", "wesen", "haltung", "abwicklung", "planung", "entwicklung", "steuerung"];
    word.is_capitalised()
        && (FIELDS.contains(&word.fold.as_str()) || ENDINGS.iter().any(|ending| word.fold.ends_with(ending)))
}

/// Whether a head is a German word; English titles have their fields before the head.
fn is_german(word: &str) -> bool {
    const ENDINGS: [&str; 10] = [
        "leiter",
        "bearbeiter",
        "informatiker",
        "referent",
        "assistent",
        "mitarbeiter",
        "ingenieur",
        "techniker",
        "berater",
        "angestellter",
    ];
    vocabulary::masculine_forms(word).iter().any(|form| ENDINGS.iter().any(|ending| form.ends_with(ending)))
}
