//! Occupations that a title names as another's: whoever assists the marketing manager is none. Pure.

use super::forms::word;
use super::heads;

/// Words between a job and the occupation it is for. Before "of" and "for" stand fields of work more often.
const BEFORE: [&[&str]; 10] = [
    &["to", "the"],
    &["to", "our"],
    &["des"],
    &["eines"],
    &["unseres"],
    &["du"],
    &["del"],
    &["della"],
    &["al"],
    &["van", "de"],
];

/// Words of the longest such occupation.
const LONGEST: usize = 3;

/// A title in plain letters, with such an occupation joined to a word that no title wants: "assistant to the marketing
/// manager" → "assistant to the +marketing+manager".
pub(super) fn joined(plain: &str) -> String {
    let tokens: Vec<&str> = plain.split_whitespace().collect();
    let mut joined: Vec<String> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match tokens.get(..at).and_then(|before| object(before, &tokens[at..])) {
            Some(length) => {
                joined.push(format!("+{}", tokens[at..at + length].join("+").replace('/', "+")));
                at += length;
            }
            None => {
                joined.push((*token).to_owned());
                at += 1;
            }
        }
    }
    joined.join(" ")
}

/// How many words the occupation at the beginning of `rest` has, where the words before make it another's.
fn object(before: &[&str], rest: &[&str]) -> Option<usize> {
    let leads = |words: &&&[&str]| {
        let job = before.strip_suffix(**words).filter(|job| job.last().is_some_and(|last| goes_on(last)));
        // One word alone is a town's as well ("West Des Moines"), or another language's ("Bist du Koch").
        job.is_some_and(|job| words.len() > 1 || job.iter().any(|word| names_a_job(word)))
    };
    BEFORE.iter().find(leads)?;
    let length = 1 + rest.iter().take(LONGEST).position(|token| is_occupation(token))?;
    rest[..length - 1].iter().all(|token| goes_on(token)).then_some(length)
}

/// Whether a word is an occupation, or the work for one.
fn names_a_job(token: &str) -> bool {
    const WORK: [&str; 5] = ["assist", "sekretar", "secreta", "segreta", "vertret"];
    is_occupation(token) || WORK.iter().any(|work| token.starts_with(work))
}

fn is_occupation(token: &str) -> bool {
    let bare = token.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    !bare.ends_with("service") && heads::is_head(&word(bare))
}

/// Whether what follows a token may belong to it: no sign stands between.
fn goes_on(token: &str) -> bool {
    token.ends_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_occupation_that_is_anothers_is_one_word() {
        for (title, joined_title) in [
            ("assistant to the marketing manager", "assistant to the +marketing+manager"),
            ("assistenz des geschaftsfuhrers (m/w/d)", "assistenz des +geschaftsfuhrers (m/w/d)"),
            ("secretaire du service infirmier", "secretaire du +service+infirmier"),
            ("medecin du travail", "medecin du travail"),
            ("leiter des vertriebs, ingenieur", "leiter des vertriebs, ingenieur"),
            ("assistant to the director/manager", "assistant to the +director+manager"),
            ("west des moines registered nurse", "west des moines registered nurse"),
            ("bist du koch (m/w/d)?", "bist du koch (m/w/d)?"),
            ("mitarbeiter des kundenservice", "mitarbeiter des kundenservice"),
        ] {
            assert_eq!(joined(title), joined_title);
        }
    }
}
