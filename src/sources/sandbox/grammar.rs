//! Search-box grammar of Active Jobs DB's `title` and `location`: required words and quoted phrases, `OR` between
//! alternatives, a leading `-` for excluded words.

/// An alternative. A `-term` after the last `OR` binds to the last alternative only, as at the provider.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Alternative {
    pub all: Vec<String>,
    pub none: Vec<String>,
}

impl Alternative {
    pub(super) fn admits(&self, text: &str, endings: Endings) -> bool {
        let text = words(text);
        let holds = |phrase: &String| endings.holds(&text, &words(phrase));
        self.all.iter().all(holds) && !self.none.iter().any(holds)
    }
}

/// Words left out by text search in English.
const STOP_WORDS: [&str; 7] = ["of", "and", "for", "in", "the", "it", "a"];

/// Treatment of word endings in text search.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Endings {
    /// Endings stay.
    #[default]
    Kept,
    /// Endings go, and stop words with them, as in English.
    Cut,
}

impl Endings {
    /// True when the wanted words stand in a text, in order and as far apart. Both texts are plain.
    pub(super) fn holds(self, text: &str, wanted: &str) -> bool {
        if self == Self::Kept {
            return format!(" {text} ").contains(&format!(" {wanted} "));
        }
        let (text, wanted): (Vec<_>, Vec<_>) = (stems(text).collect(), stems(wanted).collect());
        let last = wanted.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        let wanted = wanted.get(..last).unwrap_or_default();
        let wanted = wanted.get(wanted.iter().take_while(|word| word.is_none()).count()..).unwrap_or_default();
        let is_there = |(wanted, found): (&Option<&str>, &Option<&str>)| wanted.is_none() || wanted == found;
        !wanted.is_empty() && text.windows(wanted.len()).any(|run| wanted.iter().zip(run).all(is_there))
    }
}

impl Endings {
    /// Form shared by all spellings of a title: an unknown title has a single market, however written.
    pub(super) fn plain(self, title: &str) -> String {
        if self == Self::Kept {
            return title.to_owned();
        }
        let words: Vec<_> = title.split(' ').zip(stems(title)).collect();
        let is_kept = |(_, stem): &(&str, Option<&str>)| stem.is_some();
        let (Some(first), Some(last)) = (words.iter().position(is_kept), words.iter().rposition(is_kept)) else {
            return title.to_owned();
        };
        let kept = words.get(first..=last).unwrap_or_default();
        kept.iter().map(|(word, stem)| stem.unwrap_or(word)).collect::<Vec<_>>().join(" ")
    }
}

/// Words without their endings; None: left out.
fn stems(words: &str) -> impl Iterator<Item = Option<&str>> {
    words.split(' ').map(|word| {
        let ending = ["ing", "s"].into_iter().find(|ending| word.len() > ending.len() + 2 && word.ends_with(ending));
        let stem = ending.and_then(|ending| word.strip_suffix(ending)).unwrap_or(word);
        (!STOP_WORDS.contains(&word)).then_some(stem)
    })
}

/// Alternatives with content.
pub(super) fn alternatives(text: &str) -> Vec<Alternative> {
    let mut alternatives = vec![Alternative::default()];
    for term in terms(text) {
        match (term.as_str(), term.strip_prefix('-')) {
            ("OR", _) => alternatives.push(Alternative::default()),
            (_, Some(unwanted)) => last(&mut alternatives).none.push(bare(unwanted)),
            (wanted, None) => last(&mut alternatives).all.push(bare(wanted)),
        }
    }
    alternatives.retain(|alternative| alternative.all.iter().any(|phrase| !words(phrase).is_empty()));
    alternatives
}

fn last(alternatives: &mut [Alternative]) -> &mut Alternative {
    alternatives.last_mut().expect("there is always one")
}

/// Words, and phrases with their quotes.
fn terms(text: &str) -> Vec<String> {
    let mut terms = vec![String::new()];
    let mut in_quotes = false;
    for c in text.chars() {
        in_quotes ^= c == '"';
        if c.is_whitespace() && !in_quotes {
            terms.push(String::new());
        } else if let Some(term) = terms.last_mut() {
            term.push(c);
        }
    }
    terms.retain(|term| !term.is_empty());
    terms
}

fn bare(term: &str) -> String {
    term.replace('"', "")
}

/// Ending of a German word for women and men, part of the word to PostgreSQL's parser.
pub(super) const FOR_BOTH: &str = "/in";

/// Words of a text in small letters, without punctuation.
pub(super) fn words(text: &str) -> String {
    let is_kept = |c: char| c.is_alphanumeric() || matches!(c, '+' | '#');
    let plain = |text: &str| text.chars().map(|c| if is_kept(c) { c } else { ' ' }).collect::<String>();
    let of_word = |word: &str| match word.strip_suffix(FOR_BOTH).filter(|rest| rest.chars().all(char::is_alphabetic)) {
        Some(rest) => format!("{rest}{FOR_BOTH}"),
        None => plain(word),
    };
    let words: Vec<String> = text.to_lowercase().split_whitespace().map(of_word).collect();
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_phrase_is_one_term_whatever_is_in_it() {
        let read = alternatives("\"director -assistant OR secretary\"");
        assert_eq!(read.len(), 1);
        assert!(read[0].admits("Director Assistant or Secretary (m/w/d)", Endings::Kept));
        assert!(!read[0].admits("Director", Endings::Kept));
    }

    #[test]
    fn outside_quotes_the_grammar_counts() {
        let read = alternatives("nurse OR \"care worker\" -night");
        assert_eq!(read.len(), 2);
        assert!(read[0].admits("Night Nurse", Endings::Kept), "the minus belongs to the last alternative");
        assert!(!read[1].admits("Night Care Worker", Endings::Kept));
        assert!(read[1].admits("Senior Care Worker / Driver", Endings::Kept));
    }

    #[test]
    fn a_word_for_women_and_men_is_another_word() {
        let read = alternatives("\"softwareentwickler\" OR \"softwareentwickler/in\"");
        let found = ["Softwareentwickler (m/w/d)", "Softwareentwickler/in (m/w/d)", "Softwareentwickler*in"]
            .map(|title| read.iter().map(|one| one.admits(title, Endings::Kept)).collect::<Vec<_>>());
        assert_eq!(found, [[true, false], [false, true], [true, false]]);
        assert_eq!(words("UX/UI Designer, Senior/Industrial"), "ux ui designer senior industrial");
    }

    #[test]
    fn without_endings_and_stop_words_more_is_found() {
        for (title, wanted, kept, cut) in [
            ("Data Engineering Lead", "data engineer", false, true),
            ("Data Engineers", "data engineer", false, true),
            ("Senior Data Engineer", "data engineer", true, true),
            ("Data & Analytics Engineer", "data engineer", false, false),
            ("Manager", "it manager", false, true),
            ("Head, Big Data", "head of data", false, true),
            ("Head of Data", "head data", false, false),
            ("Anything", "it", false, false),
        ] {
            let read = alternatives(&format!("\"{wanted}\""));
            let admits = [Endings::Kept, Endings::Cut].map(|endings| read[0].admits(title, endings));
            assert_eq!(admits, [kept, cut], "{title} for {wanted}");
        }
    }

    #[test]
    fn titles_that_are_the_same_have_one_form() {
        for (title, plain) in
            [("engineering", "engineer"), ("it manager", "manager"), ("head of pianos", "head of piano"), ("it", "it")]
        {
            assert_eq!(Endings::Cut.plain(title), plain);
            assert_eq!(Endings::Kept.plain(title), title);
        }
    }

    #[test]
    fn a_search_for_nothing_has_no_alternatives() {
        assert_eq!(alternatives(" -nurse OR \"\" "), []);
    }
}
