//! The operator of this installation, as named in the foot of every page.

use super::{Env, SettingError};
use crate::email::Email;
use url::Url;

/// The operator, and the pages with more about them. A sandbox needs no operator.
#[derive(Clone, Debug, Default)]
pub struct Operator {
    /// `JOBFILL_OPERATOR`: the name of the person or body.
    pub name: Option<String>,
    /// `JOBFILL_CONTACT`: contact for people's questions.
    pub contact: Option<Contact>,
    /// `JOBFILL_IMPRINT_URL`: the imprint.
    pub imprint: Option<Url>,
    /// `JOBFILL_PRIVACY_URL`: the operator's own words on privacy, beside those of `/privacy`.
    pub privacy: Option<Url>,
    /// `JOBFILL_ACCESSIBILITY_URL`: the statement on accessibility.
    pub accessibility: Option<Url>,
}

/// Contact for people's questions.
#[derive(Clone, Debug)]
pub enum Contact {
    /// An e-mail address for questions.
    Email(Email),
    /// A page for questions.
    Page(Url),
}

impl Contact {
    /// The target of a link to the contact.
    pub fn link(&self) -> String {
        match self {
            Self::Email(email) => format!("mailto:{}", email.as_str()),
            Self::Page(url) => url.to_string(),
        }
    }

    /// The contact as text: the address, or the page without its scheme.
    pub fn shown(&self) -> String {
        match self {
            Self::Email(email) => email.as_str().to_owned(),
            Self::Page(url) => url.as_str().trim_start_matches("https://").trim_end_matches('/').to_owned(),
        }
    }
}

impl Operator {
    pub(super) fn from_env(env: &Env) -> Result<Self, SettingError> {
        Ok(Self {
            name: env.text("JOBFILL_OPERATOR"),
            contact: contact(env)?,
            imprint: page(env, "JOBFILL_IMPRINT_URL")?,
            privacy: page(env, "JOBFILL_PRIVACY_URL")?,
            accessibility: page(env, "JOBFILL_ACCESSIBILITY_URL")?,
        })
    }

    /// The names of missing settings.
    pub fn missing(&self) -> Vec<&'static str> {
        let settings = [
            ("JOBFILL_OPERATOR", self.name.is_none()),
            ("JOBFILL_CONTACT", self.contact.is_none()),
            ("JOBFILL_IMPRINT_URL", self.imprint.is_none()),
            ("JOBFILL_PRIVACY_URL", self.privacy.is_none()),
            ("JOBFILL_ACCESSIBILITY_URL", self.accessibility.is_none()),
        ];
        settings.into_iter().filter(|(_, is_missing)| *is_missing).map(|(name, _)| name).collect()
    }
}

/// The address of a page for people.
fn page(env: &Env, name: &str) -> Result<Option<Url>, SettingError> {
    const EXPECTED: &str = "an address such as https://example.org/imprint: http or https, and a host";
    let url: Option<Url> = env.optional(name, EXPECTED)?;
    match url {
        Some(url) if !is_page(&url) => Err(SettingError::new(name, EXPECTED)),
        url => Ok(url),
    }
}

fn is_page(url: &Url) -> bool {
    ["http", "https"].contains(&url.scheme()) && url.username().is_empty() && url.password().is_none()
}

fn contact(env: &Env) -> Result<Option<Contact>, SettingError> {
    const NAME: &str = "JOBFILL_CONTACT";
    const EXPECTED: &str = "an e-mail address such as help@example.org, or a page such as https://example.org/contact";
    let Some(text) = env.text(NAME) else { return Ok(None) };
    let read = match text.contains("://") {
        true => text.parse().ok().filter(is_page).map(Contact::Page),
        false => Email::parse(text.trim_start_matches("mailto:")).ok().map(Contact::Email),
    };
    read.map(Some).ok_or_else(|| SettingError::new(NAME, EXPECTED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_can_ask_by_mail_or_on_a_page() {
        let read = |text| contact(&Env::of([("JOBFILL_CONTACT", text)]));
        let links = ["Help@Example.org", "mailto:help@example.org", "https://example.org/contact"]
            .map(|text| read(text).unwrap().unwrap().link());
        assert_eq!(links, ["mailto:help@example.org", "mailto:help@example.org", "https://example.org/contact"]);
        for wrong in ["help", "javascript:alert(1)", "ftp://example.org", "https://ada:secret@example.org"] {
            let error = read(wrong).unwrap_err().to_string();
            assert!(error.starts_with("JOBFILL_CONTACT is not readable"), "{wrong}: {error}");
        }
    }

    #[test]
    fn links_lead_to_pages_and_what_is_missing_is_named() {
        let env = Env::of([("JOBFILL_OPERATOR", "Ada"), ("JOBFILL_IMPRINT_URL", "https://example.org/imprint")]);
        let missing = Operator::from_env(&env).unwrap().missing();
        assert_eq!(missing, ["JOBFILL_CONTACT", "JOBFILL_PRIVACY_URL", "JOBFILL_ACCESSIBILITY_URL"]);
        for wrong in ["imprint", "ftp://example.org", "javascript:alert(1)", "/imprint"] {
            assert!(Operator::from_env(&Env::of([("JOBFILL_IMPRINT_URL", wrong)])).is_err(), "{wrong}");
        }
    }
}
