//! PDF files.

use pdf_oxide::document::PdfDocument;

use super::layout;
use crate::cv::error::CvError;

/// Pages to read; a longer CV has said everything long before.
const MAX_PAGES: usize = 30;

/// Bytes of text at which reading stops; well over the part passed on.
const MAX_TEXT_BYTES: usize = 1_000_000;

/// Farthest place of the file's end mark from the end, in bytes. Adobe's reader allows half of this distance.
const END_BYTES: usize = 2048;

/// Most words of a page put in order; a page with more is no page of a CV.
const MAX_WORDS: usize = 5_000;

/// The text in reading order, and the number of pages.
pub(super) fn read(bytes: Vec<u8>) -> Result<(String, u32), CvError> {
    if !is_whole(&bytes) {
        return Err(CvError::Damaged);
    }
    let document = PdfDocument::from_bytes(bytes).map_err(|_| CvError::Damaged)?;
    // Without its password a document reads as empty instead of failing.
    if !document.is_authenticated() {
        return Err(CvError::Encrypted);
    }
    let pages = document.page_count().map_err(|_| CvError::Damaged)?;
    let text = pages_text(&document, pages);
    if pages == 0 {
        return Err(CvError::Damaged);
    }
    Ok((text, u32::try_from(pages).unwrap_or(u32::MAX)))
}

/// Whether the file's end is there. The text of a file cut short is partly noise.
fn is_whole(bytes: &[u8]) -> bool {
    bytes.windows(5).rev().take(END_BYTES).any(|window| window == b"%%EOF")
}

/// The text of the first pages; unreadable pages are left out.
fn pages_text(document: &PdfDocument, pages: usize) -> String {
    let mut text = String::new();
    for page in 0..pages.min(MAX_PAGES) {
        text.push_str(&page_text(document, page));
        text.push_str("\n\n");
        if text.len() > MAX_TEXT_BYTES {
            break;
        }
    }
    text
}

/// A single page, ordered here. Scripts from right to left, and pages too full, are left to the library.
fn page_text(document: &PdfDocument, page: usize) -> String {
    let words = document.extract_words(page).unwrap_or_default();
    let is_left_to_right = !words.iter().any(|word| word.text.contains(|c| ('\u{590}'..='\u{8ff}').contains(&c)));
    if words.is_empty() || words.len() > MAX_WORDS || !is_left_to_right {
        return document.extract_text(page).unwrap_or_default();
    }
    let words = words.into_iter().map(|word| layout::Word {
        left: word.bbox.x,
        right: word.bbox.x + word.bbox.width,
        bottom: word.bbox.y,
        height: word.bbox.height,
        text: word.text,
    });
    layout::read(words.collect())
}
