//! Why a file could not be read as a CV, in words for the person who uploaded it.

use serde::{Deserialize, Serialize};

/// What is wrong with an uploaded file. Holds nothing of its content, so it may be logged.
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
    /// HTML, whatever its name says.
    WebPage,
    /// Word's format before 2007.
    OldWord,
    /// RTF.
    RichText,
    /// ODT or another OpenDocument file.
    OpenDocument,
    /// A zip file that is no Word document.
    Archive,
    /// None of the formats that are known here.
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
}

impl CvError {
    /// What happened and what to do, in two plain sentences.
    pub fn message(self) -> &'static str {
        match self {
            Self::Empty => "This file is empty. Please choose the file again.",
            Self::TooLarge => {
                "This file is larger than 5 MB. Please upload a smaller one, for example without pictures."
            }
            Self::Image => {
                "This file is a picture, so its text cannot be read. Please upload the CV as PDF, Word (.docx) or plain text."
            }
            Self::WebPage => "This file is a web page. Please open it in a browser, print it to PDF and upload that.",
            Self::OldWord => "This file is in Word's old .doc format. Please save it as .docx or PDF and upload that.",
            Self::RichText => "This file is in the rich text format. Please save it as .docx or PDF and upload that.",
            Self::OpenDocument => "This file is an OpenDocument file. Please save it as .docx or PDF and upload that.",
            Self::Archive => {
                "This file is an archive, not a CV. Please unpack it and upload the CV as PDF, Word (.docx) or plain text."
            }
            Self::UnknownKind => {
                "This file is neither PDF, Word (.docx) nor plain text. Please save your CV as one of these and upload it again."
            }
            Self::Encrypted => "This file is protected by a password. Please save a copy without one and upload that.",
            Self::Damaged => {
                "This file could not be read; it may be damaged or incomplete. Please save your CV again as PDF or Word (.docx), or upload its text as a plain text file."
            }
            Self::Scanned => {
                "This PDF holds pictures of pages but no text, as a scanner makes it. Please upload the original, or paste the text into a plain text file and upload that instead."
            }
            Self::Garbled => {
                "The text in this file comes out as unreadable characters. Please upload the CV as Word (.docx), or paste the text into a plain text file and upload that instead."
            }
            Self::TooShort => {
                "There is too little text in this file for a CV. Please upload one that names your jobs and where you worked."
            }
            Self::Unavailable => "Files cannot be read at the moment. Please try again in a few minutes.",
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
        }
    }
}
