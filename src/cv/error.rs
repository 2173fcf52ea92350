//! Reasons why a file is no readable CV, in words for the person.

use serde::{Deserialize, Serialize};

/// Fault of an uploaded file. Holds no part of its content, so that logs may have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[error("{}", self.code())]
pub enum CvError {
    /// 0 bytes, or nothing but white space.
    Empty,
    /// More than [`MAX_FILE_BYTES`](crate::cv::MAX_FILE_BYTES).
    TooLarge,
    /// A photo or screenshot.
    Image,
    /// HTML, under any name.
    WebPage,
    /// Word's format before 2007.
    OldWord,
    /// RTF.
    RichText,
    /// ODT or another OpenDocument file.
    OpenDocument,
    /// A zip file that is no Word document.
    Archive,
    /// No format known here.
    UnknownKind,
    /// Protected by a password.
    Encrypted,
    /// Cut short, broken or built to do harm.
    Damaged,
    /// A PDF that holds pictures of pages.
    Scanned,
    /// Text came out, but it isn't language.
    Garbled,
    /// Too little text to be a CV.
    TooShort,
    /// The reading process could not be started: our fault, not the file's.
    Unavailable,
    /// Too many files wait, or the machine is too busy: nothing is said about the file.
    Busy,
}

impl CvError {
    /// The fault and the remedy, in two plain sentences.
    pub fn message(self) -> String {
        match self {
            Self::Empty => say!("cv-wrong-empty"),
            Self::TooLarge => say!("cv-wrong-large"),
            Self::Image => say!("cv-wrong-image"),
            Self::WebPage => say!("cv-wrong-web-page"),
            Self::OldWord => say!("cv-wrong-old-word"),
            Self::RichText => say!("cv-wrong-rich-text"),
            Self::OpenDocument => say!("cv-wrong-open-document"),
            Self::Archive => say!("cv-wrong-archive"),
            Self::UnknownKind => say!("cv-wrong-unknown"),
            Self::Encrypted => say!("cv-wrong-encrypted"),
            Self::Damaged => say!("cv-wrong-damaged"),
            Self::Scanned => say!("cv-wrong-scanned"),
            Self::Garbled => say!("cv-wrong-garbled"),
            Self::TooShort => say!("cv-wrong-short"),
            Self::Unavailable => say!("cv-wrong-unavailable"),
            Self::Busy => say!("cv-wrong-busy"),
        }
    }

    /// A stable name for logs and tests.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::Image => "image",
            Self::WebPage => "web_page",
            Self::OldWord => "old_word",
            Self::RichText => "rich_text",
            Self::OpenDocument => "open_document",
            Self::Archive => "archive",
            Self::UnknownKind => "unknown_kind",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::Scanned => "scanned",
            Self::Garbled => "garbled",
            Self::TooShort => "too_short",
            Self::Unavailable => "unavailable",
            Self::Busy => "busy",
        }
    }

    /// True when the file is not to blame: the same file may be sent again.
    pub fn is_ours(self) -> bool {
        matches!(self, Self::Unavailable | Self::Busy)
    }
}
