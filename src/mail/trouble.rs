//! Reasons why a mail is not taken in, and whether to try again.

use crate::closed_list;
use lettre::transport::smtp::Error;

closed_list! {
    "why a mail was not taken in";
    /// Reasons why a server has not taken a mail in.
    pub enum MailError {
        /// The server cannot be reached, or does not answer.
        Unreachable = "unreachable",
        /// The connection cannot be protected as the settings demand.
        Unprotected = "unprotected",
        /// The server refuses our name, password or sender.
        SignIn = "sign_in",
        /// Put off: not now (4xx).
        PutOff = "put_off",
        /// Refused for good (5xx): the address or the mail.
        Refused = "refused",
        /// The text went out, and no answer came.
        NoAnswer = "no_answer",
        /// The process at work on the mail is gone.
        WorkerGone = "worker_gone",
    }
}

/// A mail that was not taken in. A server's own words are left out: they may name an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the mail server has not taken the mail in: {error}{}", .code.map(|code| format!(" ({code})")).unwrap_or_default())]
pub struct Trouble {
    /// Reason of the trouble.
    pub error: MailError,
    /// The server's code; None: no code was given.
    pub code: Option<u16>,
}

impl Trouble {
    /// Trouble without a word of the server's.
    pub(super) fn silent(error: MailError) -> Self {
        Self { error, code: None }
    }

    /// Trouble before the recipient is named is about our settings, and passes when they are mended.
    pub(super) fn about_us(error: &Error) -> Self {
        let why = match () {
            () if error.is_permanent() => MailError::SignIn,
            () if error.is_transient() => MailError::PutOff,
            () if error.is_tls() => MailError::Unprotected,
            () => MailError::Unreachable,
        };
        Self { error: why, code: code(error) }
    }

    /// Trouble about this mail. `silence`: the error when there was no answer.
    pub(super) fn about_mail(error: &Error, silence: MailError) -> Self {
        let why = match () {
            () if error.is_permanent() => MailError::Refused,
            () if error.is_transient() => MailError::PutOff,
            () => silence,
        };
        Self { error: why, code: code(error) }
    }

    /// Another try would not help.
    pub fn is_final(self) -> bool {
        self.error == MailError::Refused
    }
}

fn code(error: &Error) -> Option<u16> {
    error.status().map(u16::from)
}
