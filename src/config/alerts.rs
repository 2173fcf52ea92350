//! Ways on which operators are alerted: by mail, and by a signed message to an address.

use super::{Env, Secret, SettingError};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lettre::Address;
use url::Url;

/// The setting with the addresses of mails.
const MAIL: &str = "JOBFILL_ALERT_MAIL";

/// The setting with the address of messages, and the shorter name under which it is read as well.
const URL: &str = "JOBFILL_ALERT_WEBHOOK_URL";
const URL_SHORT: &str = "JOBFILL_ALERT_WEBHOOK";

/// The setting with the key of signatures.
const KEY: &str = "JOBFILL_ALERT_WEBHOOK_SECRET";

/// Form of the key, as Standard Webhooks has it.
const KEY_FORM: &str =
    "24 to 64 bytes in Base64, such as openssl rand -base64 32 prints them, with or without whsec_ before them";

/// The ways of alerts.
#[derive(Clone, Debug, Default)]
pub struct AlertConfig {
    /// `JOBFILL_ALERT_MAIL`: who gets a mail.
    pub mails: Vec<Address>,
    /// Where a signed message goes; None: nowhere.
    pub webhook: Option<WebhookConfig>,
}

/// The receiver of signed messages.
#[derive(Clone, Debug)]
pub struct WebhookConfig {
    /// `JOBFILL_ALERT_WEBHOOK_URL`: the receiver's address, which may hold a token.
    pub url: Secret,
    /// `JOBFILL_ALERT_WEBHOOK_SECRET`: the key of signatures, as it is set.
    pub key: Secret,
}

impl AlertConfig {
    /// True when alerts go anywhere.
    pub fn has_ways(&self) -> bool {
        !self.mails.is_empty() || self.webhook.is_some()
    }

    pub(super) fn from_env(env: &Env, has_mail: bool) -> Result<Self, SettingError> {
        let config = Self { mails: mails(env)?, webhook: webhook(env)? };
        if !config.mails.is_empty() && !has_mail {
            return Err(SettingError::new("JOBFILL_SMTP_URL", format!("a server, since {MAIL} is set")));
        }
        Ok(config)
    }
}

/// The key's bytes; None: it has another form.
pub(crate) fn key_bytes(key: &str) -> Option<Vec<u8>> {
    let bytes = STANDARD.decode(key.strip_prefix("whsec_").unwrap_or(key)).ok()?;
    (24..=64).contains(&bytes.len()).then_some(bytes)
}

fn mails(env: &Env) -> Result<Vec<Address>, SettingError> {
    let typed = env.text(MAIL).unwrap_or_default();
    let some = typed.split(',').map(str::trim).filter(|one| !one.is_empty());
    let read = |one: &str| {
        one.parse().map_err(|_| SettingError::new(MAIL, "addresses such as ops@example.org, separated by commas"))
    };
    some.map(read).collect()
}

fn webhook(env: &Env) -> Result<Option<WebhookConfig>, SettingError> {
    let Some(url) = env.text(URL).or_else(|| env.text(URL_SHORT)) else {
        return match env.text(KEY) {
            Some(_) => Err(SettingError::new(URL, format!("an address, since {KEY} is set"))),
            None => Ok(None),
        };
    };
    let is_http = url.parse().is_ok_and(|url: Url| ["http", "https"].contains(&url.scheme()) && url.has_host());
    if !is_http {
        return Err(SettingError::new(URL, "an address such as https://alerts.example.org/jobfill"));
    }
    let key = env.text(KEY).filter(|key| key_bytes(key).is_some());
    let key = key.ok_or_else(|| SettingError::new(KEY, KEY_FORM))?;
    Ok(Some(WebhookConfig { url: Secret::new(url), key: Secret::new(key) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    fn read(pairs: [(&str, &str); 3]) -> Result<AlertConfig, String> {
        AlertConfig::from_env(&Env::of(pairs), true).map_err(|error| error.to_string())
    }

    #[test]
    fn a_message_is_signed_or_there_is_none() {
        let url = (URL, "https://alerts.example.org/t0ken");
        assert!(read([url, (KEY, GOOD), (MAIL, "")]).is_ok_and(|config| config.has_ways()));
        assert!(read([(URL_SHORT, url.1), (KEY, GOOD), (MAIL, "")]).is_ok_and(|config| config.webhook.is_some()));
        assert!(read([(URL, ""), (KEY, ""), (MAIL, "")]).is_ok_and(|config| !config.has_ways()));
        for (url, key) in [(url.1, ""), (url.1, "secret"), (url.1, "whsec_c2hvcnQ="), ("ftp://x", GOOD), ("", GOOD)] {
            let error = read([(URL, url), (KEY, key), (MAIL, "")]).unwrap_err();
            assert!(!error.contains("t0ken") && !error.contains("c2hvcnQ"), "{error}");
        }
    }

    #[test]
    fn several_people_get_a_mail_where_there_is_mail() {
        let some = (MAIL, "ops@example.org, root@example.org");
        assert_eq!(read([some, (URL, ""), (KEY, "")]).unwrap().mails.len(), 2);
        assert!(read([(MAIL, "ops"), (URL, ""), (KEY, "")]).is_err());
        assert!(AlertConfig::from_env(&Env::of([some]), false).is_err());
    }
}
