//! Codes of a person's own device (TOTP, RFC 6238), and codes for when that device is lost. Pure, but for chance.

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use rand::Rng;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use std::fmt;

/// Seconds for which a device shows a code.
const STEP_SECONDS: i64 = 30;

/// Steps before and after the present one whose codes are taken: clocks differ, and typing takes time.
const TOLERANCE: i64 = 1;

/// Digits of a code, and the number of codes.
const DIGITS: usize = 6;
const CODES: u32 = 1_000_000;

/// Bytes of a key: as many as SHA-1 gives (RFC 4226, section 4).
const KEY_BYTES: usize = 20;

/// Random bytes of a recovery code, and its characters. With 112 bits or more a plain digest may be kept (OWASP ASVS 5.0,
/// 6.5.2).
const RECOVERY_BYTES: usize = 15;
const RECOVERY_CHARACTERS: usize = 24;

/// Letters and digits that are not taken for each other (RFC 4648, base 32).
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A key that a device and the database share.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; KEY_BYTES]);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// A new key.
    pub fn random() -> Self {
        let mut bytes = [0; KEY_BYTES];
        rand::rng().fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// A stored key; None: bytes of another length.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The key, for storing.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The key for typing, in groups of four.
    pub fn grouped(&self) -> String {
        grouped(&base_32(&self.0), " ")
    }

    /// The address by which devices take the key over.
    /// Source: Google Authenticator, Key URI Format.
    pub fn address(&self, site: &str, email: &str) -> String {
        let (site, email, key) = (escaped(site), escaped(email), base_32(&self.0));
        format!(
            "otpauth://totp/{site}:{email}?secret={key}&issuer={site}&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}"
        )
    }

    /// The code of a step (RFC 4226, section 5.3).
    pub fn code_at(&self, step: i64) -> String {
        let digest = self.digest(step);
        let offset = usize::from(digest.last().copied().unwrap_or_default() & 0xf);
        let four = digest.iter().skip(offset).take(4).fold(0, |number, byte| number << 8 | u32::from(*byte));
        format!("{:0DIGITS$}", (four & 0x7fff_ffff) % CODES)
    }

    /// The step whose code was typed; None: it is no code of this key, or is one of another time.
    pub fn step_of(&self, typed: &str, now: DateTime<Utc>) -> Option<i64> {
        let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let present = step(now);
        (present - TOLERANCE..=present + TOLERANCE).rev().find(|step| self.code_at(*step) == typed)
    }

    fn digest(&self, step: i64) -> Vec<u8> {
        // A key of any length is taken.
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(&self.0) else { return Vec::new() };
        mac.update(&step.to_be_bytes());
        mac.finalize().into_bytes().to_vec()
    }
}

/// The step of a moment.
pub fn step(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(STEP_SECONDS)
}

/// A new recovery code, as a person keeps it: "ABCD-EFGH-IJKL-MNOP-QRST-UVWX".
pub fn recovery_code() -> String {
    let mut bytes = [0; RECOVERY_BYTES];
    rand::rng().fill_bytes(&mut bytes);
    grouped(&base_32(&bytes), "-")
}

/// The digest under which a recovery code is kept, however it was typed. None: it cannot be one.
pub fn recovery_digest(typed: &str) -> Option<Vec<u8>> {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    (plain.len() == RECOVERY_CHARACTERS).then(|| Sha256::digest(plain.as_bytes()).to_vec())
}

/// Five bits a letter; bits that fill no letter are filled up with zeros.
fn base_32(bytes: &[u8]) -> String {
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let letter =
        |five: &[u8]| (0..5).fold(0, |number, at| number << 1 | usize::from(five.get(at).copied().unwrap_or(0)));
    bits.chunks(5).map(|five| char::from(ALPHABET[letter(five)])).collect()
}

fn grouped(text: &str, between: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(between)
}

/// Percent-encoded: some devices show a plus for a space.
fn escaped(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Key {
        Key::of(b"12345678901234567890").unwrap()
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    /// RFC 6238, appendix B: the last six of its eight digits.
    #[test]
    fn the_codes_are_those_of_the_standard() {
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(key().code_at(step(at(seconds))), code, "{seconds}");
        }
    }

    #[test]
    fn a_code_is_taken_for_a_step_before_and_after_its_own() {
        let code = key().code_at(step(at(1_000_000_000)));
        let taken = |seconds: i64| key().step_of(&code, at(1_000_000_000 + seconds)).is_some();
        assert_eq!([-61, -30, 0, 30, 61].map(taken), [false, true, true, true, false]);
        assert!(key().step_of(&format!(" {} {} ", &code[..3], &code[3..]), at(1_000_000_000)).is_some());
        for odd in ["", "12345", "abcdef", "0000000"] {
            assert_eq!(key().step_of(odd, at(59)), None, "{odd}");
        }
    }

    #[test]
    fn a_device_takes_the_key_over() {
        assert_eq!(key().grouped(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let address = key().address("Jobs & more", "ada+x@example.com");
        assert!(address.starts_with("otpauth://totp/Jobs%20%26%20more:ada%2Bx%40example.com?secret=GEZDGNBVGY3TQOJQ"));
        assert!(!format!("{:?}", key()).contains("GEZD"));
    }

    /// RFC 4648, section 10.
    #[test]
    fn base_32_is_the_standards() {
        for (bytes, text) in [("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI")] {
            assert_eq!(base_32(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn a_recovery_code_is_the_same_however_it_is_typed() {
        let code = recovery_code();
        assert_eq!(code.len(), 29);
        assert_eq!(recovery_digest(&code), recovery_digest(&code.to_lowercase().replace('-', " ")));
        assert!(recovery_digest(&code).is_some() && recovery_digest("123456").is_none());
        assert_ne!(recovery_code(), recovery_code());
    }
}
