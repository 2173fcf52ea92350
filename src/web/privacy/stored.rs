//! What a person's browser keeps: cookies and its own storage. A test holds the names against the program's text.

use crate::models::begun_sign_in::LASTS;
use crate::models::device::KNOWN_FOR;
use crate::web::sign_in::code;
use crate::web::{device, jobs, language, redirect, session};

/// Something in the browser.
pub(super) struct Stored {
    pub(super) name: &'static str,
    pub(super) what: String,
    pub(super) how_long: String,
}

/// Everything that pages leave in a browser.
pub(super) fn all(is_https: bool) -> Vec<Stored> {
    let year = || say!("privacy-long-days", days = KNOWN_FOR.num_days());
    let minutes = || say!("privacy-cookie-code-long", minutes = LASTS.num_minutes());
    let stored = |name, what, how_long| Stored { name, what, how_long };
    vec![
        stored(session::cookie_name(is_https), say!("privacy-cookie-session"), say!("privacy-cookie-session-long")),
        stored(code::cookie_name(is_https), say!("privacy-cookie-code"), minutes()),
        stored(device::cookie_name(is_https), say!("privacy-cookie-device"), year()),
        stored(language::COOKIE, say!("privacy-cookie-language"), year()),
        stored(jobs::ORDER, say!("privacy-cookie-order"), year()),
        stored(redirect::FLASH, say!("privacy-cookie-flash"), say!("privacy-cookie-flash-long")),
        stored(KEYS, say!("privacy-storage-keys"), say!("privacy-storage-keys-long")),
    ]
}

/// The name in the browser's storage (`static/app.js`).
const KEYS: &str = "keys";
