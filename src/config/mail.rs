//! The mail server and the sender of mails.

use super::{Env, Secret, SettingError};
use lettre::message::Mailbox;
use std::net::IpAddr;
use url::Url;

/// The setting with the server's address.
const SERVER: &str = "JOBFILL_SMTP_URL";

/// Form of the server's address, shared with other programs.
const SERVER_FORM: &str = "an address such as smtps://name:password@mail.example.org, smtp://…?tls=required for STARTTLS, or \
                           smtp://127.0.0.1:25 for a server on this machine";

/// The setting with the sender.
const SENDER: &str = "JOBFILL_MAIL_FROM";

/// Protection of the connection to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// TLS from the first byte (`smtps://`).
    Tls,
    /// STARTTLS required: no word is said to a server without it (`?tls=required`).
    StartTls,
    /// STARTTLS where the server offers it (`?tls=opportunistic`).
    StartTlsIfOffered,
    /// No protection: plain text, without an account unless the server is on this machine.
    Plain,
}

/// The mail server for outgoing mails.
#[derive(Clone, Debug)]
pub struct MailConfig {
    /// Name or address of the server.
    pub host: String,
    /// The server's port: by default 465 with TLS from the first byte, 587 with STARTTLS, 25 without either.
    pub port: u16,
    /// Protection of the connection.
    pub protection: Protection,
    /// Name and password at the server; None: the server asks for none.
    pub account: Option<(String, Secret)>,
    /// `JOBFILL_MAIL_FROM`: the sender of all mails.
    pub sender: Mailbox,
}

/// Both mail settings, or neither. Links in mails need the address that people open.
pub(super) fn read(env: &Env, public_url: Option<&Url>) -> Result<Option<MailConfig>, SettingError> {
    let sender = env.optional(SENDER, "a sender such as Jobfill <jobs@example.org>")?;
    let (server, sender): (Url, Mailbox) = match (env.optional(SERVER, SERVER_FORM)?, sender) {
        (None, None) => return Ok(None),
        (Some(server), Some(sender)) => (server, sender),
        (Some(_), None) => return Err(SettingError::new(SENDER, format!("a sender, since {SERVER} is set"))),
        (None, Some(_)) => return Err(SettingError::new(SERVER, format!("a server, since {SENDER} is set"))),
    };
    if public_url.is_none() {
        return Err(SettingError::new(
            "JOBFILL_PUBLIC_URL",
            format!("the address that links in mails begin with, since {SERVER} is set"),
        ));
    }
    server_of(&server, sender).map(Some).ok_or_else(|| SettingError::new(SERVER, SERVER_FORM))
}

/// The parts of a server's address; None: the address has another form.
fn server_of(url: &Url, sender: Mailbox) -> Option<MailConfig> {
    let protection = protection(url)?;
    let usual = match protection {
        Protection::Tls => 465,
        Protection::StartTls | Protection::StartTlsIfOffered => 587,
        Protection::Plain => 25,
    };
    let is_bare = ["", "/"].contains(&url.path()) && url.fragment().is_none();
    let host = url.host_str().filter(|host| is_bare && !host.is_empty())?;
    let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let (port, account) = (url.port().unwrap_or(usual), account(url).ok()?);
    // An account's password goes over no network in plain text.
    if protection == Protection::Plain && account.is_some() && !is_this_machine(&host) {
        return None;
    }
    Some(MailConfig { host, port, protection, account, sender })
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn protection(url: &Url) -> Option<Protection> {
    match (url.scheme(), url.query()) {
        ("smtps", None) => Some(Protection::Tls),
        ("smtp", Some("tls=required")) => Some(Protection::StartTls),
        ("smtp", Some("tls=opportunistic")) => Some(Protection::StartTlsIfOffered),
        ("smtp", None) => Some(Protection::Plain),
        _ => None,
    }
}

/// Half an account: a name without a password, or the other way around.
struct Half;

fn account(url: &Url) -> Result<Option<(String, Secret)>, Half> {
    let plain = |text: &str| {
        let pair = format!("x={}", text.replace('+', "%2B"));
        url::form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned())
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) | (_, None) => Err(Half),
        (name, Some(password)) => Ok(plain(name).zip(plain(password).map(Secret::new))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_of(server: &str, sender: &str, site: &str) -> Result<Option<MailConfig>, SettingError> {
        let env = Env::of([(SERVER, server), (SENDER, sender)]);
        read(&env, site.parse().ok().as_ref())
    }

    fn server(url: &str) -> Option<(String, u16, Protection)> {
        let config = read_of(url, "Jobfill <jobs@example.org>", "https://jobs.example.org").ok()??;
        Some((config.host, config.port, config.protection))
    }

    #[test]
    fn an_address_says_how_the_connection_is_protected() {
        let cases = [
            ("smtps://mail.example.org", "mail.example.org", 465, Protection::Tls),
            ("smtp://mail.example.org?tls=required", "mail.example.org", 587, Protection::StartTls),
            (
                "smtp://mail.example.org:2525/?tls=opportunistic",
                "mail.example.org",
                2525,
                Protection::StartTlsIfOffered,
            ),
            ("smtp://127.0.0.1", "127.0.0.1", 25, Protection::Plain),
            ("smtp://[::1]:2525", "::1", 2525, Protection::Plain),
        ];
        for (url, host, port, protection) in cases {
            assert_eq!(server(url), Some((host.to_owned(), port, protection)), "{url}");
        }
        for wrong in [
            "http://mail.example.org",
            "smtp://mail.example.org?tls=yes",
            "smtps://mail.example.org?tls=required",
            "smtp://mail.example.org/inbox",
            "smtp://name@mail.example.org",
            "smtp://name:password@mail.example.org",
            "mail.example.org:25",
        ] {
            assert_eq!(server(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_name_and_a_password_may_hold_whatever_an_address_may_not() {
        let url = "smtps://ada%40example.org:p%40ss%2Fw+rd@mail.example.org";
        let config = read_of(url, "jobs@example.org", "https://jobs.example.org").unwrap().unwrap();
        let (name, password) = config.account.unwrap();
        assert_eq!((name.as_str(), password.reveal()), ("ada@example.org", "p@ss/w+rd"));
        assert!(!format!("{password:?}").contains("p@ss"));
    }

    #[test]
    fn a_server_a_sender_and_an_address_for_links_belong_together() {
        assert!(read_of("", "", "").unwrap().is_none());
        let named = |server, sender, site| read_of(server, sender, site).unwrap_err().to_string();
        assert!(named("smtp://127.0.0.1", "", "https://a.example").starts_with(SENDER));
        assert!(named("", "jobs@example.org", "https://a.example").starts_with(SERVER));
        assert!(named("smtp://127.0.0.1", "no sender", "https://a.example").starts_with(SENDER));
        assert!(named("smtp://127.0.0.1", "jobs@example.org", "").starts_with("JOBFILL_PUBLIC_URL"));
    }
}
