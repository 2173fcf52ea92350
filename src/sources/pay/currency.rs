//! Currencies by their codes and signs.

use serde_json::Value;

/// Code of a currency, or a sign used by several currencies. Other texts are left out.
pub(super) fn currency_code(currency: &str) -> String {
    let currency = currency.trim();
    match currency.to_lowercase().as_str() {
        "€" | "euro" | "euros" => "EUR".to_owned(),
        "£" => "GBP".to_owned(),
        "us$" => "USD".to_owned(),
        "c$" | "ca$" => "CAD".to_owned(),
        "a$" | "au$" => "AUD".to_owned(),
        "r$" => "BRL".to_owned(),
        "₹" | "rs" | "rs." => "INR".to_owned(),
        "zł" => "PLN".to_owned(),
        "fr." | "sfr" | "sfr." => "CHF".to_owned(),
        "₺" => "TRY".to_owned(),
        code if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_lowercase()) => code.to_uppercase(),
        sign if sign.chars().count() <= 3 && !sign.contains(char::is_alphanumeric) => currency.to_owned(),
        _ => String::new(),
    }
}

/// Currency beside an amount in a text: "50.000 €", "EUR 50k".
pub(in crate::sources) fn currency_of(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    let words = text.split(|c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’'));
    words.map(currency_code).find(|code| CURRENCIES.contains(&code.as_str()))
}

/// Currencies of the markets.
const CURRENCIES: [&str; 22] = [
    "$", "AED", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HUF", "INR", "JPY", "MXN", "NOK",
    "PLN", "RON", "SEK", "SGD", "TRY", "USD",
];
