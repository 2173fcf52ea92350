//! E-mail addresses: names to sign in with, in one form for each. Pure.

use crate::typed;
use unicode_normalization::UnicodeNormalization;
use url::Host;

/// An e-mail address in its canonical form: small letters, one Unicode form, the host as mail systems write it (IDNA).
/// Only its shape is checked: the address is a name to sign in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

/// Why a text is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    /// Not in the shape of an address.
    #[error("{}", say!("sign-wrong-email"))]
    Shape,
    /// An invisible character: two addresses would look the same.
    #[error("{}", say!("sign-wrong-email-invisible"))]
    Invisible,
}

/// The longest address that mail systems take (RFC 5321), in bytes.
const MAX_LENGTH: usize = 254;

impl Email {
    /// Reads a typed address.
    ///
    /// # Errors
    ///
    /// [`EmailError`], with a sentence for the person.
    pub fn parse(typed: &str) -> Result<Self, EmailError> {
        if typed.chars().any(typed::is_invisible) {
            return Err(EmailError::Invisible);
        }
        let folded: String = typed.trim().nfkc().flat_map(char::to_lowercase).nfkc().collect();
        let (name, host) = folded.split_once('@').ok_or(EmailError::Shape)?;
        let host = canonical_host(host).ok_or(EmailError::Shape)?;
        let email = format!("{name}@{host}");
        let is_plain = !email.contains(|c: char| c.is_whitespace() || c.is_control());
        if is_plain && !name.is_empty() && email.len() <= MAX_LENGTH { Ok(Self(email)) } else { Err(EmailError::Shape) }
    }

    /// The canonical form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A host's name in ASCII: "bücher.example" and "xn--bcher-kva.example" are one.
fn canonical_host(host: &str) -> Option<String> {
    let is_name = host.len() > 2 && !host.starts_with('.') && !host.ends_with('.') && !host.contains(['@', '%']);
    match is_name.then(|| Host::parse(host))? {
        Ok(Host::Domain(name)) if !name.starts_with('.') && !name.ends_with('.') && !name.contains("..") => Some(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(typed: &str) -> String {
        Email::parse(typed).unwrap_or_else(|error| panic!("{typed:?}: {error}")).as_str().to_owned()
    }

    #[test]
    fn addresses_are_lower_case_and_checked_for_their_shape_only() {
        assert_eq!(canonical(" Ada@Example.COM "), "ada@example.com");
        for wrong in [
            "",
            "ada",
            "@example.com",
            "ada@",
            "ada@@example.com",
            "a b@example.com",
            "ada@.com",
            "ada@ex\u{0}.com",
            "ada@exa mple.com",
            "ada@example..com",
            "ada@192.168.0.1",
            "ada@ex%61mple.com",
        ] {
            assert_eq!(Email::parse(wrong), Err(EmailError::Shape), "{wrong:?}");
        }
    }

    #[test]
    fn twins_are_one_address() {
        for (one, other) in [
            ("ada@bücher.example", "ada@xn--bcher-kva.example"),
            ("ada@BÜCHER.example", "ada@bu\u{308}cher.example"),
            ("jörg@example.com", "JO\u{308}RG@example.com"),
            ("ada@example.com", "ａｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ"),
            ("ada@example.com", "ada@example。com"),
        ] {
            assert_eq!(canonical(one), canonical(other), "{one} {other}");
        }
        assert_ne!(
            canonical("ada@example.com"),
            canonical("\u{430}da@example.com"),
            "another letter is another address"
        );
    }

    #[test]
    fn what_nobody_sees_is_refused() {
        for hidden in
            ["\u{200b}", "\u{ad}", "\u{2060}", "\u{feff}", "\u{202e}", "\u{fe0f}", "\u{3164}", "\u{e0041}", "\u{34f}"]
        {
            for typed in [
                format!("a{hidden}da@example.com"),
                format!("ada@exam{hidden}ple.com"),
                format!("ada@example.com{hidden}"),
            ] {
                assert_eq!(Email::parse(&typed), Err(EmailError::Invisible), "{typed:?}");
            }
        }
    }
}
