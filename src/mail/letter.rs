//! A letter, and the message that it becomes: a text part, an HTML part, and the headers that programs go by.

use chrono::{DateTime, Utc};
use lettre::Address;
use lettre::Message;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};

/// What a person reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Neutral: it is seen on locked screens.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// The same as HTML, which loads nothing.
    pub html: String,
    /// Address that ends such letters with one click; None: it is one that the person asked for.
    pub stop: Option<String>,
}

/// What goes on the outside.
#[derive(Clone, Debug)]
pub struct Posting {
    /// To whom.
    pub to: Address,
    /// The same for every try of one letter, so that a double is known as one.
    pub message_id: String,
    /// When the letter was made.
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
            // RFC 3834: no answering machine answers it.
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
