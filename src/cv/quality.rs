//! The gate before any reader: is this text, and enough of it, to be a CV?
//!
//! A model invents a person out of noise or an empty text, so neither reaches a model.

use super::error::CvError;
use super::file::{Extracted, Kind};

/// Letters below which a PDF counts as pictures of pages; a scanner's stamp has fewer.
const SCAN_LETTERS: usize = 50;

/// Letters below which a text says too little about a person.
const MIN_LETTERS: usize = 120;

/// Share of words, in percent, that must look like words of some language.
const MIN_PLAUSIBLE_PERCENT: usize = 70;

/// The longest word that is believed, in characters; German goes far.
const MAX_WORD_CHARS: usize = 40;

/// Refuses a text that no reader should see.
///
/// # Errors
///
/// [`CvError`], with a sentence for the person: empty, scanned, garbled or too short.
pub fn check(extracted: &Extracted) -> Result<(), CvError> {
    let text = &extracted.text;
    let letters = text.chars().filter(|character| character.is_alphabetic()).count();
    if extracted.kind == Kind::Pdf && letters < SCAN_LETTERS {
        return Err(CvError::Scanned);
    }
    if letters == 0 {
        return Err(CvError::Empty);
    }
    if is_garbled(text) {
        return Err(CvError::Garbled);
    }
    if letters < MIN_LETTERS { Err(CvError::TooShort) } else { Ok(()) }
}

/// Whether too few words look like words. Numbers, dates and addresses of all kinds aren't judged.
fn is_garbled(text: &str) -> bool {
    let judged: Vec<&str> = text.split_whitespace().filter(|token| is_judged(token)).collect();
    let plausible = judged.iter().filter(|token| is_plausible(token)).count();
    plausible * 100 < judged.len() * MIN_PLAUSIBLE_PERCENT
}

/// Bullets, figures and links, while plain, say nothing about the encoding.
fn is_judged(token: &str) -> bool {
    let is_link = token.contains('@') || token.contains("://") || token.contains("www.");
    let is_figure = token.chars().any(|c| c.is_ascii_digit()) && token.is_ascii();
    let is_sign = token.chars().count() == 1 && !token.contains('\u{fffd}');
    !(is_link || is_figure || is_sign || token.chars().all(|c| c.is_ascii_punctuation()))
}

/// A word between punctuation marks: letters of one kind, in the usual case, with vowels where Latin has them.
fn is_plausible(token: &str) -> bool {
    let word = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '\u{fffd}');
    let is_long = word.chars().count() > MAX_WORD_CHARS && !is_unspaced(word);
    if word.is_empty() || is_long || is_mojibake(word) {
        return false;
    }
    if is_unspaced(word) {
        return true;
    }
    word.split(['-', '–', '/', '\'', '’', '.', '&', '+', '·', '|', ',', ':', '(', ')'])
        .filter(|part| !part.is_empty())
        .all(is_plausible_part)
}

/// Whether a word is of a script that puts no spaces between words: Chinese, Japanese, Thai.
fn is_unspaced(word: &str) -> bool {
    let scripts =
        word.chars().filter(|c| matches!(c, '\u{e00}'..='\u{eff}' | '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'));
    scripts.count() * 2 > word.chars().count()
}

fn is_plausible_part(part: &str) -> bool {
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let digits = part.chars().filter(|c| c.is_numeric()).count();
    if letters + digits < part.chars().count() {
        return false;
    }
    let is_latin = part.chars().all(|c| c.is_ascii_alphanumeric() || ('\u{c0}'..='\u{24f}').contains(&c));
    !is_latin || is_abbreviation(part) || has_vowels(part)
}

/// An abbreviation is short, or in capitals: AG, Sr, HTML, PostgreSQL's tail.
fn is_abbreviation(part: &str) -> bool {
    part.chars().count() <= 3 || (part.chars().count() <= 6 && !part.chars().any(char::is_lowercase))
}

/// At least one vowel, and at most one change from small to capital letters for every four characters.
fn has_vowels(part: &str) -> bool {
    let changes = part.chars().zip(part.chars().skip(1)).filter(|(a, b)| a.is_lowercase() && b.is_uppercase()).count();
    let vowel = |c: char| "aeiouyäöüáàâãåæéèêëęėěíìîïįóòôõøœőúùûūůűýı".contains(c);
    part.to_lowercase().chars().any(vowel) && changes * 4 <= part.chars().count()
}

/// UTF-8 read as Latin-1, and characters for "unknown".
fn is_mojibake(word: &str) -> bool {
    const SIGNS: [&str; 6] = ["Ã¤", "Ã¶", "Ã¼", "Ã©", "â€", "Â·"];
    word.contains('\u{fffd}') || SIGNS.iter().any(|sign| word.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CV: &str = "Jana Holub\nElektronikerin für Betriebstechnik\n04229 Leipzig, jana@example.org, +49 341 5550\n\
                      05/2018 – heute: Wartung und Störungsdienst (SPS, KNX), Stadtwerke GmbH\n\
                      Kenntnisse: PostgreSQL, Messgeräte, Führerschein B, Englisch und Tschechisch";

    fn verdict(kind: Kind, text: &str) -> Result<(), CvError> {
        check(&Extracted { kind, text: text.to_owned(), pages: 1 })
    }

    #[test]
    fn a_cv_passes_in_any_language() {
        let greek = "Βιογραφικό σημείωμα. Νοσηλεύτρια με δέκα χρόνια εμπειρίας σε δημόσιο νοσοκομείο στην Αθήνα, \
                     τμήμα επειγόντων περιστατικών, εκπαίδευση νέων συναδέλφων και οργάνωση βαρδιών.";
        let polish = "Pielęgniarka z dziesięcioletnim doświadczeniem w szpitalu wojewódzkim w Krakowie. \
                      Szczególne umiejętności: opieka nad chorymi, praca zmianowa, szkolenie młodszych koleżanek.";
        let japanese = "職務経歴書 見本太郎。美容室向けPOSアプリの新機能の開発と不具合の調査修正および改修を行いました。画面は約三十から五十で\
                        予約会計カルテ機能がありました。オフラインでも一通りの機能が動かせるようにするためローカルでもデータを保持し適宜サーバーと\
                        同期をとる仕組みになっていました。レビューやテストのワークフローは確立されていませんでした。";
        for text in [CV, greek, polish, japanese] {
            assert_eq!(verdict(Kind::Text, text), Ok(()));
        }
    }

    #[test]
    fn a_pdf_without_text_is_a_scan() {
        assert_eq!(verdict(Kind::Pdf, ""), Err(CvError::Scanned));
        assert_eq!(verdict(Kind::Pdf, "Scanned with a phone"), Err(CvError::Scanned));
        assert_eq!(verdict(Kind::Docx, "1 2 3"), Err(CvError::Empty));
    }

    #[test]
    fn noise_is_garbled() {
        let shifted: String = CV.chars().map(|c| if c.is_alphabetic() { '\u{fffd}' } else { c }).collect();
        assert_eq!(verdict(Kind::Text, &(shifted + &"x".repeat(200))), Err(CvError::Garbled));
        let mojibake = "Ã¤Ã¶ fÃ¼r StÃ¶rung GerÃ¤te FÃ¼hrer PrÃ¼fung kÃ¶nnen grÃ¼n ".repeat(4);
        assert_eq!(verdict(Kind::Text, &mojibake), Err(CvError::Garbled));
        let glyphs = "Wk#v |v qrw w{kw% Fxuulfxoxp ylwdh< qdph> zrun h{sulhqfh Ehuolq jpek ".repeat(4);
        assert_eq!(verdict(Kind::Pdf, &glyphs), Err(CvError::Garbled));
    }

    #[test]
    fn a_single_line_is_too_short() {
        assert_eq!(verdict(Kind::Text, "Nurse from Hamburg, looking for work"), Err(CvError::TooShort));
    }
}
