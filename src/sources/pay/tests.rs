use super::*;
use serde_json::json;

#[test]
fn a_salary_reads_as_people_write_it() {
    for (low, high, currency, period, read) in [
        (Some(50_000.0), Some(60_000.0), "EUR", "YEAR", "50,000–60,000 EUR a year"),
        (Some(90_000.0), Some(60_000.0), "EUR", "YEAR", "60,000–90,000 EUR a year"),
        (Some(18.2), Some(18.2), "USD", "HOUR", "18.20 USD an hour"),
        (Some(20.0), Some(25.0), "EUR", "hourly", "20–25 EUR an hour"),
        (Some(20.0), Some(25.0), "€", "pro Stunde", "20–25 EUR an hour"),
        (Some(91_700.0), Some(138_000.0), "", "YEAR", "91,700–138,000 a year"),
        (Some(45_000.0), None, "eur", "yearly", "from 45,000 EUR a year"),
        (None, Some(900.0), "", "", "up to 900"),
        (Some(0.0), Some(60_000.0), "EUR", "p.a.", "up to 60,000 EUR a year"),
        (Some(45_000.0), Some(-1.0), "EUR", "per annum", "from 45,000 EUR a year"),
        (Some(25.0), Some(60_000.0), "EUR", "YEAR", "up to 60,000 EUR a year"),
        (Some(25.0), Some(60_000.0), "EUR", "HOUR", "from 25 EUR an hour"),
        (Some(1.0), Some(60_000.0), "EUR", "YEAR", "up to 60,000 EUR a year"),
        (Some(50_000.0), None, "US$", "yr", "from 50,000 USD a year"),
        (Some(4_500.0), None, "zł", "miesiąc", "from 4,500 PLN a month"),
        (Some(45_000.0), Some(60_000.0), "EUR", "HOUR", "45,000–60,000 EUR"),
        (Some(1_200.0), Some(1_500.0), "JPY", "HOUR", "1,200–1,500 JPY an hour"),
        (Some(3_000.0), Some(4_000.0), "unknown", "Monat", "3,000–4,000 a month"),
    ] {
        assert_eq!(salary(low, high, currency, period).as_deref(), Some(read));
    }
}

#[test]
fn what_is_not_stated_is_not_shown() {
    for (low, high, period) in [
        (None, None, "YEAR"),
        (Some(1.0), Some(1.0), "YEAR"),
        (Some(0.0), Some(0.0), "YEAR"),
        (Some(-5.0), Some(-1.0), "YEAR"),
        (Some(0.0), None, "HOUR"),
        (Some(25.0), Some(60_000.0), ""),
        (Some(f64::NAN), Some(f64::INFINITY), "YEAR"),
    ] {
        assert_eq!(salary(low, high, "EUR", period), None);
    }
}

#[test]
fn an_amount_is_read_from_numbers_and_texts() {
    for (value, read) in [
        (json!(91_700), Some(91_700.0)),
        (json!(16.5), Some(16.5)),
        (json!("91,700"), Some(91_700.0)),
        (json!("138000"), Some(138_000.0)),
        (json!("45.000"), Some(45_000.0)),
        (json!("45.000,50 €"), Some(45_000.5)),
        (json!("1,234,567.89"), Some(1_234_567.89)),
        (json!("16,5"), Some(16.5)),
        (json!("45 000"), Some(45_000.0)),
        (json!("45'000"), Some(45_000.0)),
        (json!("$50k"), Some(50_000.0)),
        (json!("ab 45.000 €"), Some(45_000.0)),
        (json!("-5"), None),
        (json!("50,000 - 60,000"), None),
        (json!("competitive"), None),
        (json!(null), None),
    ] {
        assert_eq!(amount(&value), read, "{value}");
    }
}

#[test]
fn a_currency_is_found_beside_its_amount() {
    let beside = |text: &str| currency_of(&json!(text));
    assert_eq!(beside("50.000 €").as_deref(), Some("EUR"));
    assert_eq!(beside("CHF 90'000").as_deref(), Some("CHF"));
    assert_eq!(beside("50000"), None);
    assert_eq!(
        [json!(1), json!("45000.0"), json!("45k"), json!("")].map(|value| is_bare(&value)),
        [true, true, false, false]
    );
}

#[test]
fn words_are_kept_as_they_are_where_they_say_something() {
    for same in ["ab 45.000 €", "$50k-70k", "€70,000 - €85,000 a year", "Competitive", "TVöD E13", "nach Vereinbarung"]
    {
        assert_eq!(in_words(same).as_deref(), Some(same));
    }
    for nothing in [
        "0",
        "0 - 0",
        "$0.00 - $0.00 a year",
        "0 – 0 EUR",
        "N/A",
        "null",
        "NaN - NaN",
        "-",
        "",
        "not specified",
        "k.A.",
        "keine Angabe",
        "-50000 EUR",
    ] {
        assert_eq!(in_words(nothing), None, "{nothing}");
    }
    for (text, read) in [
        ("€0 - €60,000 a year", "up to €60,000 a year"),
        ("$45k - $0", "from $45k"),
        ("€90,000 - €60,000 a year", "€60,000 - €90,000 a year"),
        ("70k – 50k EUR", "50k – 70k EUR"),
        ("zwischen 60.000 und 50.000 Euro", "zwischen 50.000 und 60.000 Euro"),
        ("38,5 Stunden, 18 € pro Stunde", "38,5 Stunden, 18 € pro Stunde"),
    ] {
        assert_eq!(in_words(text).as_deref(), Some(read));
    }
}

#[test]
fn pay_is_told_by_the_year() {
    for (words, a_year) in [
        ("50,000–60,000 EUR a year", Some(60_000)),
        ("from 4,000 EUR a month", Some(48_000)),
        ("20 EUR an hour", Some(41_600)),
        ("38,5 Stunden, 18 € pro Stunde", Some(37_440)),
        ("$70k", Some(70_000)),
        ("800 EUR", None),
        ("TVöD E13", None),
        ("Competitive", None),
    ] {
        assert_eq!(yearly(words), a_year, "{words}");
    }
}
