//! Passwords: accepted, kept and checked here.
//!
//! Hashes are Argon2id with the least parameters that the OWASP Password Storage Cheat Sheet advises.

mod argon;

use self::argon::Argon;
use crate::email::Email;
use anyhow::{Context, anyhow};
use argon2::Params;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{self, PasswordHasher, PasswordVerifier};
use std::collections::HashSet;
use std::sync::LazyLock;
use std::time::Duration;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

/// Length in characters. Shorter passwords are guessed; longer ones exceed any typing.
const LENGTH: std::ops::RangeInclusive<usize> = 8..=128;

/// Work of a hash: memory in KiB, passes and lanes.
const MEMORY: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Hashes at a time in one process: each takes 19 MiB and a core.
static PLACES: Semaphore = Semaphore::const_new(2);

/// Longest wait for a place; after that the person is told to come again.
const WAIT: Duration = Duration::from_secs(10);

/// Hash of no password, compared with when an address is unknown, so that both take the same work.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlzLg$RP1nQ4l0s7bKkVvYw3u5tq9c2mXh8eZjD6oFaGiLyTU";

/// Why a password is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Fewer characters than `LENGTH` begins with.
    #[error("{}", say!("sign-wrong-short"))]
    TooShort,
    /// More characters than `LENGTH` ends with.
    #[error("{}", say!("sign-wrong-long"))]
    TooLong,
    /// True for a password among the first guesses.
    #[error("{}", say!("sign-wrong-common"))]
    Common,
    /// The person's own address, or its name.
    #[error("{}", say!("sign-wrong-address"))]
    IsEmail,
}

/// No hash could be made: too many people sign in at once, or hashing itself fails.
#[derive(Debug, thiserror::Error)]
#[error("passwords cannot be checked just now: {0:#}")]
pub struct Busy(#[from] anyhow::Error);

/// Checks a new password: any characters will do.
///
/// # Errors
///
/// Refuses a password that is short, long, common or the person's own address, with a sentence for people.
pub fn check(password: &str, email: &str) -> Result<(), Unfit> {
    let length = password.chars().count();
    let lower = password.to_lowercase();
    match length {
        _ if length < *LENGTH.start() => Err(Unfit::TooShort),
        _ if length > *LENGTH.end() => Err(Unfit::TooLong),
        _ if is_address(password, email) => Err(Unfit::IsEmail),
        _ if is_common(&lower) => Err(Unfit::Common),
        _ => Ok(()),
    }
}

/// True for the address in any spelling, for its name alone, and for either with signs or digits around.
fn is_address(password: &str, email: &str) -> bool {
    let Some((name, _)) = email.split_once('@') else { return false };
    let typed = password.trim_matches(|c: char| !c.is_alphanumeric());
    let core = |text: &str| text.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let is_whole = |text: &str| Email::parse(text).is_ok_and(|typed| typed.as_str() == email);
    let is_core = |own: &str| !core(own).is_empty() && core(password) == core(own);
    is_whole(password) || is_whole(typed) || is_core(email) || is_core(name)
}

/// True for a few characters over and over, and for well-known passwords with up to four digits or signs around.
fn is_common(lower: &str) -> bool {
    static COMMON: LazyLock<HashSet<&str>> =
        LazyLock::new(|| include_str!("../data/common-passwords.txt").lines().collect());
    let core = lower.trim_matches(|c: char| !c.is_alphabetic());
    let is_dressed_up = lower.chars().count() - core.chars().count() <= 4;
    lower.chars().collect::<HashSet<_>>().len() < 4
        || COMMON.contains(lower)
        || (is_dressed_up && COMMON.contains(core))
}

/// Hash of a password, in PHC form.
///
/// # Errors
///
/// [`Busy`] when no place came free in time.
pub async fn hash(password: &str) -> Result<String, Busy> {
    let password = canonical(password);
    let hash = at_a_place(move || argon2().hash_password(password.as_bytes())).await?;
    Ok(hash.map_err(|error| anyhow!("a password could not be hashed: {error}"))?.to_string())
}

/// True for the right password. Takes the same work when there is no hash to compare with.
///
/// # Errors
///
/// [`Busy`] when no place came free in time.
pub async fn verify(password: &str, kept: Option<&str>) -> Result<bool, Busy> {
    let password = canonical(password);
    let kept = kept.unwrap_or(NOBODY).to_owned();
    Ok(at_a_place(move || is_right(&password, &kept).unwrap_or(false)).await?)
}

/// True for a hash with less work than new ones have.
pub fn is_weak(kept: &str) -> bool {
    let params = PasswordHash::new(kept).ok().and_then(|hash| Params::try_from(&hash).ok());
    params.is_none_or(|params| params.m_cost() < MEMORY || params.t_cost() < PASSES)
}

fn is_right(password: &str, kept: &str) -> Result<bool, password_hash::Error> {
    match argon2().verify_password(password.as_bytes(), &PasswordHash::new(kept)?) {
        Ok(()) => Ok(true),
        Err(password_hash::Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(error),
    }
}

fn argon2() -> Argon {
    Argon { params: Params::new(MEMORY, PASSES, LANES, None).expect("constants within Argon2's limits") }
}

/// One form for characters that keyboards write differently (NFC, as RFC 8265 advises): "é" is one character or two.
fn canonical(password: &str) -> String {
    password.nfc().collect()
}

/// Runs work on a thread of its own when a place is free. The place stays taken until the work is done, even when the
/// caller has gone.
async fn at_a_place<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> anyhow::Result<T> {
    let place = tokio::time::timeout(WAIT, PLACES.acquire()).await.context("too many passwords at once")??;
    let done = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(place);
        done
    });
    Ok(done.await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_for_ada(password: &str) -> Result<(), Unfit> {
        check(password, "ada.lovelace@example.com")
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(check_for_ada("kürzer7"), Err(Unfit::TooShort));
        assert_eq!(check_for_ada("über acht"), Ok(()));
        assert_eq!(check_for_ada(&"äöü8".repeat(32)), Ok(()));
        assert_eq!(check_for_ada(&"äöü89".repeat(26)), Err(Unfit::TooLong));
    }

    #[test]
    fn what_others_would_try_first_is_refused() {
        for common in ["password", "Passwort1!", "12345678", "sunshine2026", "!Dragon99", "aaaaaaaaaa", "abababab"] {
            assert_eq!(check_for_ada(common), Err(Unfit::Common), "{common}");
        }
        for own in [
            "ada.lovelace@example.com",
            "Ada.Lovelace",
            " Ada.Lovelace@Example.com ",
            "ada.lovelace@example.com1!",
            "ada.lovelace2026",
            "ａda.lovelace@example.com",
        ] {
            assert_eq!(check_for_ada(own), Err(Unfit::IsEmail), "{own}");
        }
    }

    #[test]
    fn any_characters_make_a_password() {
        for good in
            ["   spaces   ", "パスワードを忘れた", "dragon8472916350", "\u{1f511}\u{1f512}\u{1f513}\u{1f514}1234"]
        {
            assert_eq!(check_for_ada(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn the_list_is_lower_case_and_each_entry_stands_once() {
        let lines: Vec<_> = include_str!("../data/common-passwords.txt").lines().collect();
        assert!(lines.iter().all(|line| *line == line.to_lowercase() && *line == line.trim()));
        assert_eq!(lines.iter().collect::<HashSet<_>>().len(), lines.len());
    }

    #[tokio::test]
    async fn only_the_whole_password_is_right() {
        let kept = hash("naïve café au lait").await.unwrap();
        assert!(verify("naïve café au lait", Some(&kept)).await.unwrap());
        assert!(verify("nai\u{308}ve cafe\u{301} au lait", Some(&kept)).await.unwrap());
        assert!(!verify("naïve café au lai", Some(&kept)).await.unwrap());
        assert!(!verify("naïve café au lait", None).await.unwrap());
        assert!(!verify("naïve café au lait", Some("not a hash")).await.unwrap());
    }

    #[test]
    fn nobody_s_hash_takes_as_much_work_as_everybody_s() {
        let kept = PasswordHash::new(NOBODY).unwrap();
        let params = Params::try_from(&kept).unwrap();
        assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), (MEMORY, PASSES, LANES));
        assert_eq!(is_right("whatever", NOBODY), Ok(false));
    }

    #[test]
    fn a_hash_of_less_work_is_weak() {
        let with = |work| NOBODY.replace("m=19456,t=2", work);
        assert!(is_weak(&with("m=4096,t=2")) && is_weak(&with("m=19456,t=1")) && is_weak("not a hash"));
        assert!(!is_weak(NOBODY) && !is_weak(&with("m=65536,t=3")));
    }
}
