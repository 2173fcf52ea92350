//! Plain text in the encodings that editors save.

use crate::cv::error::CvError;

/// The text of a file: by its byte order mark, else UTF-8, else Windows-1252.
pub(super) fn decode(bytes: &[u8]) -> Result<String, CvError> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => Ok(match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
        }),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, CvError> {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16(&units).map_err(|_| CvError::Garbled)
}

/// One byte of Windows-1252: Latin-1, but printable characters in the C1 range.
/// Source: the WHATWG encoding standard, index windows-1252.
fn windows_1252(byte: u8) -> char {
    const C1: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', //
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => C1[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_is_understood() {
        for bytes in [&b"Gr\xC3\xBC\xC3\x9Fe \xE2\x80\x93 K"[..], b"Gr\xFC\xDFe \x96 K"] {
            assert_eq!(decode(bytes).unwrap(), "Grüße – K");
        }
        let units: Vec<u16> = "Grüße – K".encode_utf16().collect();
        let little: Vec<u8> = [0xFF, 0xFE].into_iter().chain(units.iter().flat_map(|u| u.to_le_bytes())).collect();
        let big: Vec<u8> = [0xFE, 0xFF].into_iter().chain(units.iter().flat_map(|u| u.to_be_bytes())).collect();
        assert_eq!(decode(&little).unwrap(), "Grüße – K");
        assert_eq!(decode(&big).unwrap(), "Grüße – K");
    }

    #[test]
    fn broken_utf_16_is_garbled() {
        assert_eq!(decode(b"\xFF\xFE\x00\xD8a\0"), Err(CvError::Garbled));
    }
}
