//! The mail server, spoken to in two steps. Until the recipient is accepted, no part of the letter has gone out; after
//! the text, the server's answer alone says whether the letter was taken in.

use super::{MailError, Trouble};
use crate::config::{MAILING, MailConfig, Protection};
use lettre::Address;
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use std::time::Duration;
use tokio::time::timeout;

/// Time for all steps up to the recipient.
const REACHING: Duration = Duration::from_secs(20);

/// Time for the server to ask for the text.
const OPENING: Duration = Duration::from_secs(10);

/// Time for sending the text and for its answer.
const HANDING: Duration = Duration::from_secs(40);

/// Time for the server's good-bye.
const PARTING: Duration = Duration::from_secs(2);

/// A lease outlasts all steps.
const _: () =
    assert!(REACHING.as_secs() + OPENING.as_secs() + HANDING.as_secs() + PARTING.as_secs() <= MAILING.as_secs());

/// The mail server for outgoing mails.
#[derive(Clone, Debug)]
pub struct Server {
    config: MailConfig,
}

/// A connection on which the server has accepted a recipient.
pub struct Line {
    connection: AsyncSmtpConnection,
}

impl Server {
    /// A server with the address and account of the settings.
    pub fn new(config: &MailConfig) -> Self {
        Self { config: config.clone() }
    }

    /// The sender of all mails.
    pub fn sender(&self) -> &Mailbox {
        &self.config.sender
    }

    /// Reaches the server and names a recipient. No part of the letter goes out yet.
    ///
    /// # Errors
    ///
    /// Says why the server does not listen.
    pub async fn reach(&self, to: &Address) -> Result<Line, Trouble> {
        let reaching = async {
            let mut connection = self.connect().await?;
            self.introduce(&mut connection, to).await?;
            Ok(Line { connection })
        };
        timeout(REACHING, reaching).await.unwrap_or(Err(Trouble::silent(MailError::Unreachable)))
    }

    /// A connection as well protected as the settings demand.
    async fn connect(&self) -> Result<AsyncSmtpConnection, Trouble> {
        let (config, name) = (&self.config, self.own_name());
        let tls = || TlsParameters::new(config.host.clone()).map_err(|_| Trouble::silent(MailError::Unprotected));
        let at_once = (config.protection == Protection::Tls).then(tls).transpose()?;
        let server = (config.host.as_str(), config.port);
        let connecting = AsyncSmtpConnection::connect_tokio1(server, Some(REACHING), &name, at_once, None);
        let mut connection = connecting.await.map_err(|error| Trouble::about_us(&error))?;
        let offered = connection.can_starttls();
        match config.protection {
            Protection::StartTls if !offered => return Err(Trouble::silent(MailError::Unprotected)),
            Protection::StartTlsIfOffered if !offered => {}
            Protection::StartTls | Protection::StartTlsIfOffered => {
                connection.starttls(tls()?, &name).await.map_err(|error| Trouble::about_us(&error))?;
            }
            Protection::Tls | Protection::Plain => {}
        }
        Ok(connection)
    }

    /// Says hello, then names sender and recipient.
    async fn introduce(&self, connection: &mut AsyncSmtpConnection, to: &Address) -> Result<(), Trouble> {
        if let Some((name, password)) = &self.config.account {
            let credentials = Credentials::new(name.clone(), password.reveal().to_owned());
            let known = connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).await;
            known.map_err(|error| match error.is_client() {
                true => Trouble::silent(MailError::SignIn),
                false => Trouble::about_us(&error),
            })?;
        }
        let parameters = parameters(connection, to)?;
        let from = Mail::new(Some(self.config.sender.email.clone()), parameters);
        connection.command(from).await.map_err(|error| Trouble::about_us(&error))?;
        let to = Rcpt::new(to.clone(), Vec::new());
        let accepted = connection.command(to).await;
        accepted.map_err(|error| Trouble::about_mail(&error, MailError::Unreachable)).map(drop)
    }

    /// Our name in the hello: the sender's domain.
    fn own_name(&self) -> ClientId {
        ClientId::Domain(self.config.sender.email.domain().to_owned())
    }
}

/// Addresses beyond ASCII need a server that supports them (RFC 6531).
fn parameters(connection: &AsyncSmtpConnection, to: &Address) -> Result<Vec<MailParameter>, Trouble> {
    let is_plain = AsRef::<str>::as_ref(to).is_ascii();
    match connection.server_info().supports_feature(Extension::SmtpUtfEight) {
        _ if is_plain => Ok(Vec::new()),
        true => Ok(vec![MailParameter::SmtpUtfEight]),
        false => Err(Trouble::silent(MailError::Refused)),
    }
}

impl Line {
    /// Hands the text over, and waits for the answer.
    ///
    /// # Errors
    ///
    /// [`MailError::NoAnswer`]: the text has gone out, and its fate is unknown.
    pub async fn hand_over(&mut self, message: &[u8]) -> Result<(), Trouble> {
        let opening = timeout(OPENING, self.connection.command(Data)).await;
        let opened = opening.map_err(|_| Trouble::silent(MailError::Unreachable))?;
        opened.map_err(|error| Trouble::about_mail(&error, MailError::Unreachable))?;
        let handing = timeout(HANDING, self.connection.message(message)).await;
        let taken = handing.map_err(|_| Trouble::silent(MailError::NoAnswer))?;
        taken.map_err(|error| Trouble::about_mail(&error, MailError::NoAnswer)).map(drop)
    }

    /// Good-bye to the server. A letter taken in stays taken in, whatever the reply.
    pub async fn part(mut self) {
        let _ = timeout(PARTING, self.connection.quit()).await;
    }
}
