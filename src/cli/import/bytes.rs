//! A file's bytes as text, in any encoding that an office's spreadsheet saves; binary files are refused. Pure.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Why a file is no table of text, in a sentence that says what the file is and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NoText {
    #[error("{}", say!("import-no-text-empty"))]
    Empty,
    #[error("{}", say!("import-no-text-workbook"))]
    Workbook,
    #[error("{}", say!("import-no-text-old-workbook"))]
    OldWorkbook,
    #[error("{}", say!("import-no-text-pdf"))]
    Pdf,
    #[error("{}", say!("import-no-text-markup"))]
    Markup,
    #[error("{}", say!("import-no-text-json"))]
    Json,
    #[error("{}", say!("import-no-text-binary"))]
    Binary,
    /// Neither UTF-8 nor Windows's Western letters: saved for MS-DOS or an old Macintosh, or in another script.
    #[error("{}", say!("import-no-text-encoding"))]
    Encoding,
    /// Unreadable bytes, in a file that says or shows its encoding.
    #[error("{}", say!("import-no-text-damaged", line = .line))]
    Damaged {
        /// Line of the first unreadable byte, from 1.
        line: usize,
    },
}

/// First bytes of files of other kinds.
const KINDS: [(&[u8], NoText); 10] = [
    (b"PK\x03\x04", NoText::Workbook),
    (b"PK\x05\x06", NoText::Workbook),
    (b"\xd0\xcf\x11\xe0", NoText::OldWorkbook),
    (b"%PDF", NoText::Pdf),
    (b"{\\rtf", NoText::Binary),
    (b"\x1f\x8b", NoText::Binary),
    (b"\x89PNG", NoText::Binary),
    (b"\xff\xd8\xff", NoText::Binary),
    (b"GIF8", NoText::Binary),
    (b"\x7fELF", NoText::Binary),
];

/// A file's text, and the encoding assumed for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    /// Text without a byte order mark.
    pub(super) text: String,
    /// Encoding's name in the Encoding Standard.
    pub(super) encoding: &'static str,
    /// Word with guessed letters, for a person to look at: files do not name their old encoding.
    pub(super) guessed: Option<String>,
}

/// Decodes a file into text.
///
/// # Errors
///
/// [`NoText`] for an empty file, a file of another kind, or unreadable bytes.
pub(super) fn text(bytes: &[u8]) -> Result<Text, NoText> {
    if let Some((_, kind)) = KINDS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        return Err(*kind);
    }
    let (text, encoding, is_guessed) = decoded(bytes)?;
    let text = text.trim_end_matches('\u{1a}');
    match text.trim_start().chars().next() {
        None => Err(NoText::Empty),
        Some(_) if is_binary(text) => Err(NoText::Binary),
        Some('<') => Err(NoText::Markup),
        Some('{' | '[') => Err(NoText::Json),
        Some(_) if text.chars().any(|c| matches!(c, '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}')) => {
            Err(NoText::Encoding)
        }
        Some(_) if is_guessed && is_unlikely(text) => Err(NoText::Encoding),
        Some(_) => {
            let guessed = is_guessed.then(|| telling_word(text)).flatten();
            Ok(Text { text: text.to_owned(), encoding: encoding.name(), guessed })
        }
    }
}

/// Text, encoding, and whether the encoding is a guess.
fn decoded(bytes: &[u8]) -> Result<(String, &'static Encoding, bool), NoText> {
    let (encoding, mark) =
        Encoding::for_bom(bytes).or_else(|| Some((unmarked_utf_16(bytes)?, 0))).unwrap_or((UTF_8, 0));
    match decoded_as(encoding, &bytes[mark..]) {
        Err(_) if encoding == UTF_8 && mark == 0 && !is_mostly_utf_8(bytes) => {
            Ok((decoded_as(WINDOWS_1252, bytes)?, WINDOWS_1252, true))
        }
        text => Ok((text?, encoding, false)),
    }
}

/// True for letters that no Western language puts together: the encoding was guessed wrong. Cyrillic becomes "Ïîâàð",
/// Polish "£ód¼", and a Macintosh's "ü" in "München" a capital.
fn is_unlikely(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let is_foreign = |c: &char| c.is_alphabetic() && !c.is_ascii();
    let has_row = letters.windows(3).any(|three| three.iter().all(is_foreign));
    let has_sign = letters.windows(2).any(|two| {
        let is_sign = |c: char| "¼½¾¦¬¨¯±¶¤£".contains(c);
        (is_sign(two[0]) && two[1].is_alphabetic()) || (two[0].is_alphabetic() && is_sign(two[1]))
    });
    let has_capital = letters.windows(3).any(|three| {
        three[0].is_alphabetic() && is_foreign(&three[1]) && three[1].is_uppercase() && three[2].is_lowercase()
    });
    has_row || has_sign || has_capital
}

/// Word with a letter beyond ASCII, which shows whether the guess was right.
fn telling_word(text: &str) -> Option<String> {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    let word = words.find(|word| !word.is_ascii())?;
    Some(word.chars().take(30).collect())
}

fn decoded_as(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, NoText> {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    match text.find('\u{fffd}') {
        Some(at) if has_errors => Err(NoText::Damaged { line: line_of(&text, at) }),
        _ => Ok(text.into_owned()),
    }
}

/// UTF-16 whose byte order mark was lost: every second byte of the Latin header is zero.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let beginning = bytes.get(..16)?;
    let zeros = |from: usize| beginning.iter().skip(from).step_by(2).all(|byte| *byte == 0);
    match (zeros(0), zeros(1)) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// True where right UTF-8 letters beyond ASCII outnumber wrong bytes: damaged UTF-8, and no other encoding.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right > wrong
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text[..at].replace("\r\n", "\n").matches(['\n', '\r']).count()
}

/// True for a zero, or for more control characters than a stray cell brings along.
fn is_binary(text: &str) -> bool {
    let stray = text.chars().filter(|c| matches!(c, '\u{1}'..='\u{8}' | '\u{e}'..='\u{1f}')).count();
    text.contains('\0') || stray > text.len() / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "email;title\r\nada@example.com;Köchin “à la carte” – 5 €\r\n";

    fn utf_16(to_bytes: fn(u16) -> [u8; 2], text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn a_table_is_read_in_every_encoding_that_offices_save_it_in() {
        let (windows, _, _) = WINDOWS_1252.encode(LINE);
        let with_mark = format!("\u{feff}{LINE}");
        for bytes in [
            LINE.as_bytes(),
            with_mark.as_bytes(),
            &windows,
            &utf_16(u16::to_le_bytes, &with_mark),
            &utf_16(u16::to_be_bytes, &with_mark),
            &utf_16(u16::to_le_bytes, LINE),
            &utf_16(u16::to_be_bytes, LINE),
        ] {
            assert_eq!(text(bytes).map(|read| read.text).as_deref(), Ok(LINE));
        }
        let read = |bytes: &[u8]| text(bytes).map(|read| read.text);
        assert_eq!(read("a,b\r\n\u{1a}".as_bytes()).as_deref(), Ok("a,b\r\n"), "DOS ends files with a sign");
        assert_eq!(read("Straße “Süd”".as_bytes()).as_deref(), Ok("Straße “Süd”"));
        assert_eq!(read(&WINDOWS_1252.encode("„Groß“").0).as_deref(), Ok("„Groß“"), "ß“ is UTF-8 by chance");
    }

    #[test]
    fn a_guess_is_told_with_a_word_to_look_at_and_an_unlikely_one_is_refused() {
        let guessed = |bytes: &[u8]| text(bytes).map(|read| (read.encoding, read.guessed));
        let cook = WINDOWS_1252.encode("Köchin,Ulm").0;
        assert_eq!(guessed(&cook), Ok(("windows-1252", Some("Köchin".to_owned()))));
        assert_eq!(guessed("Köchin".as_bytes()), Ok(("UTF-8", None)));
        assert_eq!(guessed(b"Kucha\xf8"), Ok(("windows-1252", Some("Kuchaø".to_owned()))), "Czech, and who can tell");
        for bytes in [
            // Cyrillic, a Macintosh's München, Łódź, Japanese, Chinese.
            &b"\xcf\xee\xe2\xe0\xf0"[..],
            b"M\x9fnchen",
            b"\xa3\xf3d\xbc",
            b"\x8a\xc5\x8c\xec\x8et",
            b"\xb3\xf8\xca\xa6",
        ] {
            assert_eq!(guessed(bytes), Err(NoText::Encoding), "{bytes:?}");
        }
    }

    #[test]
    fn a_file_of_another_kind_is_refused_for_what_it_is() {
        let with_zero = utf_16(u16::to_le_bytes, "a\0b");
        let cases: [(&[u8], NoText); 14] = [
            (b"", NoText::Empty),
            (b"\xef\xbb\xbf \r\n", NoText::Empty),
            (b"PK\x03\x04\x14\x00", NoText::Workbook),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", NoText::OldWorkbook),
            (b"%PDF-1.7\n", NoText::Pdf),
            (b"{\\rtf1\\ansi", NoText::Binary),
            (b"<!DOCTYPE html><table>", NoText::Markup),
            (b"\r\n<?xml version=\"1.0\"?>", NoText::Markup),
            (b"[{\"email\":\"ada@example.com\"}]", NoText::Json),
            (b"{\"email\": 1}", NoText::Json),
            (b"email,title\0", NoText::Binary),
            (&with_zero, NoText::Binary),
            (b"\x01\x02\x03\x04abc", NoText::Binary),
            (b"email,title\nada@example.com,K\x81che", NoText::Encoding),
        ];
        for (bytes, why) in cases {
            assert_eq!(text(bytes), Err(why), "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn damaged_text_names_the_line() {
        assert_eq!(text(b"K\xc3\xb6ln\nM\xc3\xbcnchen\nK\xf6ln"), Err(NoText::Damaged { line: 3 }));
        assert_eq!(text(b"\xef\xbb\xbfa\r\nK\xf6ln"), Err(NoText::Damaged { line: 2 }));
        assert_eq!(text(b"\xff\xfea\0\n\0b"), Err(NoText::Damaged { line: 2 }), "half a letter");
    }
}
