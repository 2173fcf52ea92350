//! `DATABASE_URL`: a URL, or words such as `host=db.example sslmode=require`, as libpq reads them.
//!
//! tokio-postgres reads addresses too, but knows little of TLS: parameters for TLS are taken out first.

use super::tls::{self, Settings};
use anyhow::{Context, anyhow};
use std::error::Error;
use std::io::{self, ErrorKind};
use std::time::Duration;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, Socket};
use tokio_postgres_rustls::MakeRustlsConnect;
use url::form_urlencoded;

/// Driver of a connection, which hears notifications, encrypted or not.
pub(super) type RawConnection = tokio_postgres::Connection<Socket, tls::Stream>;

/// Error message without any part of the address, which holds a password.
const UNREADABLE: &str = "DATABASE_URL is not readable, or has a parameter that Jobfill does not know; it should look \
    like postgresql://user:password@host:5432/database?sslmode=verify-full, with %40 for an @ in the password and so on";

/// Keepalive of tokio-postgres where the address says nothing.
const UNSET_KEEPALIVE: Duration = Duration::from_secs(2 * 60 * 60);

/// Address of the database, and the security of connections.
pub(super) struct Address {
    config: Config,
    tls: MakeRustlsConnect,
}

impl Address {
    /// # Errors
    ///
    /// Sentences without the password: address not readable, or no certificates to check with.
    pub(super) fn parse(text: &str) -> anyhow::Result<Self> {
        let mut settings = Settings::default();
        let is_url = ["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
        let others = if is_url { url_without(text, &mut settings) } else { words_without(text, &mut settings) }?;
        // Errors of tokio-postgres may repeat a part of the password.
        let mut config: Config = others.parse().map_err(|_| anyhow!(UNREADABLE))?;
        if is_local(&config) {
            settings = Settings::unencrypted();
        }
        config.ssl_mode(settings.ssl_mode());
        name_after_addresses(&mut config);
        notice_silence(&mut config);
        Ok(Self { config, tls: settings.connector()? })
    }

    /// Opens a connection.
    pub(super) async fn connect(&self) -> anyhow::Result<(Client, RawConnection)> {
        let outcome = match self.config.connect(self.tls.clone()).await {
            Err(error) if self.config.get_ssl_mode() == SslMode::Prefer && is_about_tls(&error) => {
                self.config.clone().ssl_mode(SslMode::Disable).connect(self.tls.clone()).await
            }
            outcome => outcome,
        };
        outcome.context("no connection to PostgreSQL")
    }
}

fn url_without(url: &str, settings: &mut Settings) -> anyhow::Result<String> {
    // A question mark in the password begins no parameters.
    let host = url.find('@').unwrap_or(0);
    let Some(end) = url[host..].find('?').map(|end| host + end) else { return Ok(url.to_owned()) };
    let mut others = Vec::new();
    for parameter in url[end + 1..].split('&') {
        // Outside of web forms a plus is a plus.
        let plain = parameter.replace('+', "%2B");
        let (name, value) = form_urlencoded::parse(plain.as_bytes()).next().unwrap_or_default();
        if !settings.take(&name, &value)? {
            others.push(parameter);
        }
    }
    Ok(format!("{}?{}", &url[..end], others.join("&")))
}

fn words_without(words: &str, settings: &mut Settings) -> anyhow::Result<String> {
    let mut others = String::new();
    for (name, value) in self::words(words)? {
        if !settings.take(&name, &value)? {
            let escaped = value.replace('\\', r"\\").replace('\'', r"\'");
            others += &format!("{name}='{escaped}' ");
        }
    }
    Ok(others)
}

/// Names and values of an address in words.
pub(super) fn words(text: &str) -> anyhow::Result<Vec<(String, String)>> {
    let (mut words, mut ahead) = (Vec::new(), text.trim_start());
    while !ahead.is_empty() {
        let (name, behind) = ahead.split_once('=').context(UNREADABLE)?;
        let (value, behind) = value(behind.trim_start()).context(UNREADABLE)?;
        words.push((name.trim_end().to_owned(), value));
        ahead = behind.trim_start();
    }
    Ok(words)
}

/// Decodes a part of a URL. Outside of web forms a plus is a plus.
pub(super) fn decoded(part: &str) -> String {
    let pair = format!("part={}", part.replace('+', "%2B").replace('&', "%26"));
    form_urlencoded::parse(pair.as_bytes()).next().unwrap_or_default().1.into_owned()
}

/// The first value, and the rest of the text. A value ends at a space, or stands in single quotes; a backslash takes
/// the next letter literally. `None` if the quote never ends.
fn value(text: &str) -> Option<(String, &str)> {
    let quoted = text.strip_prefix('\'');
    let mut letters = quoted.unwrap_or(text).chars();
    let mut value = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => value.extend(letters.next()),
            '\'' if quoted.is_some() => return Some((value, letters.as_str())),
            _ if quoted.is_none() && letter.is_whitespace() => return Some((value, letters.as_str())),
            _ => value.push(letter),
        }
    }
    quoted.is_none().then_some((value, ""))
}

/// True for a unix socket alone. libpq's rule: a socket has no listeners, and `sslmode` has no meaning there.
fn is_local(config: &Config) -> bool {
    config.get_hostaddrs().is_empty() && config.get_hosts().iter().all(|host| matches!(host, Host::Unix(_)))
}

/// Names hosts by their addresses: TLS wants a name for the other end, and an address will do.
fn name_after_addresses(config: &mut Config) {
    if config.get_hosts().is_empty() {
        for address in config.get_hostaddrs().to_vec() {
            config.host(address.to_string());
        }
    }
}

/// Sets keepalives: the system notices within a minute a network that has forgotten the connection, unless the address
/// says otherwise. Failures that escape the system are noticed by [`super::line`].
fn notice_silence(config: &mut Config) {
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(5));
    }
    if config.get_keepalives_idle() == UNSET_KEEPALIVE {
        config.keepalives_idle(Duration::from_secs(30));
    }
    if config.get_keepalives_interval().is_none() {
        config.keepalives_interval(Duration::from_secs(10));
    }
    if config.get_keepalives_retries().is_none() {
        config.keepalives_retries(3);
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(Duration::from_secs(30));
    }
}

/// True where a connection without TLS may succeed. A missing server, or a refused password, remains so.
fn is_about_tls(error: &tokio_postgres::Error) -> bool {
    if let Some(code) = error.code() {
        // pg_hba.conf may let a user in only without TLS.
        return *code == SqlState::INVALID_AUTHORIZATION_SPECIFICATION;
    }
    let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    // The two sides share no protocol, the host's name is impossible, or the server hung up.
    cause.is_some_and(|cause| {
        matches!(cause.kind(), ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(text: &str) -> SslMode {
        Address::parse(text).unwrap().config.get_ssl_mode()
    }

    #[test]
    fn what_is_about_tls_is_found_wherever_it_stands() {
        for text in [
            "postgres://a:b@db.example/jobfill?sslmode=require",
            "postgresql://db.example/jobfill?connect_timeout=5&%73slmode=require&application_name=a%26b",
            "postgresql://a:sslmode=disable?@db.example?sslmode=require",
            "host=db.example sslmode=require user=a",
            r"sslmode = 'require' host=db.example password='it\'s \\ sslmode=disable'",
        ] {
            assert_eq!(mode(text), SslMode::Require, "{text}");
        }
        assert_eq!(mode("postgres://db.example"), SslMode::Prefer);
        assert_eq!(mode("host=db.example sslmode=disable"), SslMode::Disable);
    }

    #[test]
    fn what_is_not_about_tls_stays_as_it_was() {
        let url = "postgres://a:b+c%20d@db.example:5433/jobfill?options=-c%20x=y+z&sslmode=require&connect_timeout=5";
        let words = r"user=a  password = 'b+c d' sslmode=require host=db.example port=5433 dbname=jobfill
            options=-c\ x=y+z connect_timeout=5";
        for text in [url, words] {
            let config = Address::parse(text).unwrap().config;
            assert_eq!(config.get_user(), Some("a"));
            assert_eq!(config.get_password(), Some(&b"b+c d"[..]));
            assert_eq!(config.get_hosts(), [Host::Tcp("db.example".into())]);
            assert_eq!(config.get_ports(), [5433]);
            assert_eq!(config.get_dbname(), Some("jobfill"));
            assert_eq!(config.get_options(), Some("-c x=y+z"));
            assert_eq!(config.get_connect_timeout().unwrap().as_secs(), 5);
        }
    }

    #[test]
    fn silence_is_noticed_within_a_minute_unless_the_address_says_otherwise() {
        let usual = Address::parse("postgres://db.example/jobfill").unwrap().config;
        let probing = usual.get_keepalives_interval().unwrap() * usual.get_keepalives_retries().unwrap();
        assert!(usual.get_keepalives_idle() + probing <= Duration::from_secs(60));
        assert!(usual.get_tcp_user_timeout().is_some_and(|bound| *bound <= Duration::from_secs(60)));
        let own =
            Address::parse("host=db.example keepalives_idle=5 tcp_user_timeout=7000 connect_timeout=9").unwrap().config;
        assert_eq!(own.get_keepalives_idle(), Duration::from_secs(5));
        assert!(own.get_tcp_user_timeout().is_some_and(|bound| *bound != Duration::from_secs(30)));
        assert_eq!(own.get_connect_timeout(), Some(&Duration::from_secs(9)));
    }

    #[test]
    fn no_refusal_repeats_the_password() {
        for text in [
            "secret",
            "ada:secret@db.example/jobfill",
            "mysql://ada:secret@db.example/jobfill?secret=1",
            "postgres://ada:p@secret?secret=1@db.example",
            "postgres://ada:secret@db.example:port/jobfill",
            "postgres://ada:secret@db.example/jobfill?sslmode=secret",
            "host=db.example password='secret",
            "host=db.example password=my secret=",
        ] {
            let refusal = format!("{:#}", Address::parse(text).err().unwrap());
            assert!(refusal.contains("DATABASE_URL") && !refusal.contains("secret"), "{text}: {refusal}");
        }
    }

    #[test]
    fn a_socket_is_never_encrypted_whatever_is_asked_for() {
        assert_eq!(mode("postgres:///jobfill?host=/run/postgresql&sslmode=verify-ca"), SslMode::Disable);
        assert_eq!(mode("host=/run/postgresql sslmode=require sslrootcert=/nowhere"), SslMode::Disable);
        assert_eq!(mode("host=/run/postgresql hostaddr=192.0.2.1 sslmode=require"), SslMode::Require);
    }

    #[test]
    fn an_address_is_a_name_too() {
        let config = Address::parse("hostaddr=192.0.2.1,192.0.2.2 sslmode=require").unwrap().config;
        assert_eq!(config.get_hosts(), [Host::Tcp("192.0.2.1".into()), Host::Tcp("192.0.2.2".into())]);
    }
}
