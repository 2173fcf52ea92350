//! Format of a file, by its content. Names and content types are mere claims of the sender.

use crate::cv::error::CvError;

/// A format that is read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Pdf,
    Zip,
    Text,
}

impl Format {
    /// The format of a file, or the kind of refusal.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, CvError> {
        if bytes.trim_ascii().is_empty() {
            return Err(CvError::Empty);
        }
        let head = &bytes[..bytes.len().min(1024)];
        match head {
            _ if is_image(head) => Err(CvError::Image),
            _ if contains(head, b"%PDF-") => Ok(Self::Pdf),
            _ if head.starts_with(b"PK\x03\x04") => Ok(Self::Zip),
            _ if head.starts_with(b"PK") => Err(CvError::Archive),
            _ if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") => Err(ole(bytes)),
            _ if head.starts_with(b"{\\rtf") => Err(CvError::RichText),
            _ if is_markup(head) => Err(CvError::WebPage),
            _ if is_binary(head) => Err(CvError::UnknownKind),
            _ => Ok(Self::Text),
        }
    }
}

/// The usual picture formats by their first bytes.
fn is_image(head: &[u8]) -> bool {
    const MAGIC: [&[u8]; 8] =
        [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"8BPS", b"\0\0\x01\0"];
    let in_box = |kind: &[u8]| head.get(4..4 + kind.len()) == Some(kind);
    MAGIC.iter().any(|magic| head.starts_with(magic))
        || (head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP"))
        || (head.starts_with(b"BM") && head.get(6..10) == Some(&[0; 4]))
        || [&b"ftypheic"[..], b"ftypmif1", b"ftypavif"].iter().any(|kind| in_box(kind))
}

/// Word's old container; also around a new document with a password.
fn ole(bytes: &[u8]) -> CvError {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if contains(bytes, &name) { CvError::Encrypted } else { CvError::OldWord }
}

/// HTML or XML, with or without a declaration before it.
fn is_markup(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head).to_lowercase();
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    text.starts_with("<!doctype") || text.starts_with("<?xml") || text.starts_with("<html") || text.contains("<html")
}

/// Control characters foreign to texts. UTF-16 has zero bytes, but begins with its mark.
fn is_binary(head: &[u8]) -> bool {
    let utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    !utf16 && head.iter().any(|byte| *byte < b' ' && !b"\t\n\r\x0b\x0c\x1a\x1b".contains(byte))
}

/// Whether `needle` stands anywhere in `bytes`.
fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        assert_eq!(Format::of(b"junk before %PDF-1.7"), Ok(Format::Pdf));
        assert_eq!(Format::of(b"PK\x03\x04rest"), Ok(Format::Zip));
        assert_eq!(Format::of("Köln, Pflegekraft".as_bytes()), Ok(Format::Text));
        assert_eq!(Format::of(b"\xFF\xFEN\0u\0r\0s\0e\0"), Ok(Format::Text));
        assert_eq!(Format::of(b"K\xF6ln"), Ok(Format::Text));
    }

    #[test]
    fn what_is_no_cv_is_named() {
        let cases: [(&[u8], CvError); 10] = [
            (b" \n\t", CvError::Empty),
            (b"\x89PNG\r\n\x1a\n", CvError::Image),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", CvError::Image),
            (b"RIFF\x10\0\0\0WEBPVP8 ", CvError::Image),
            (b"\n <!DOCTYPE html><title>x", CvError::WebPage),
            (b"<?xml version='1.0'?>", CvError::WebPage),
            (b"{\\rtf1\\ansi", CvError::RichText),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 Word", CvError::OldWord),
            (b"PK\x05\x06", CvError::Archive),
            (b"\x7fELF\x02\x01\x01\0", CvError::UnknownKind),
        ];
        for (bytes, error) in cases {
            assert_eq!(Format::of(bytes), Err(error), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_word_file_with_a_password_is_told_from_an_old_one() {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(Format::of(&bytes), Err(CvError::Encrypted));
    }
}
