//! The file of a CV: largest size, format and text.

use crate::closed_list;
use serde::{Deserialize, Serialize};

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: usize = 5 * 1024 * 1024;

closed_list! {
    "a format";
    /// Format of a file whose text was read.
    pub enum Kind {
        /// PDF.
        Pdf = "pdf",
        /// Word since 2007.
        Docx = "docx",
        /// Plain text, in a file or pasted.
        Text = "text",
    }
}

impl Kind {
    /// The format's name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Docx => "Word",
            Self::Text => "plain text",
        }
    }
}

/// The text of a file, in [normal form](crate::cv::text::normalise).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extracted {
    /// The format, told by content.
    pub kind: Kind,
    /// Text of the file, at most 200,000 bytes.
    pub text: String,
    /// Pages of a PDF; 1 for formats that know no pages.
    pub pages: u32,
}
