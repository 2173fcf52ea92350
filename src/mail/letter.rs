//! A letter as a message: a text part, an HTML part, and the headers for programs.

use chrono::{DateTime, Utc};
use lettre::Address;
use lettre::Message;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};

/// A letter as its person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Neutral subject, safe on locked screens.
    pub subject: String,
    /// The letter as plain text.
    pub text: String,
    /// The text as HTML, which loads no other files.
    pub html: String,
    /// Address that ends such letters with one click; None: the person asked for this letter.
    pub stop: Option<String>,
}

/// The outside of a letter.
#[derive(Clone, Debug)]
pub struct Posting {
    /// The recipient.
    pub to: Address,
    /// Message-ID, equal for every try of one letter, so that readers' programs know a double.
    pub message_id: String,
    /// Date of the letter, when it was made.
    pub at: DateTime<Utc>,
}

impl Letter {
    /// The message, ready to be sent.
    ///
    /// # Errors
    ///
    /// When a header cannot be written.
    pub fn message(&self, sender: &Mailbox, posting: &Posting) -> Result<Vec<u8>, lettre::error::Error> {
        let mut builder = Message::builder()
            .from(sender.clone())
            .to(posting.to.clone().into())
            .subject(self.subject.as_str())
            .date(posting.at.into())
            .message_id(Some(posting.message_id.clone()))
            // RFC 3834: answering machines stay silent.
            .raw_header(header("Auto-Submitted", "auto-generated"));
        if let Some(stop) = &self.stop {
            // RFC 8058: the reader's program shows a button, which sends one request.
            builder = builder
                .raw_header(header("List-Unsubscribe", &format!("<{stop}>")))
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
        let parts = MultiPart::alternative_plain_html(self.text.clone(), self.html.clone());
        Ok(builder.multipart(parts)?.formatted())
    }
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
