//! Links, accounts and telephone numbers, wherever they stand; of e-mail addresses [`email`] knows.

use super::email;
use super::words::{LINK, PHONE};
use crate::cv::dates::is_year;

/// Endings that make a bare name with dots a web address.
const DOMAINS: [&str; 40] = [
    "com", "org", "net", "info", "eu", "de", "at", "ch", "uk", "ie", "fr", "es", "it", "pt", "nl", "be", "pl", "cz",
    "dk", "se", "no", "fi", "us", "ca", "au", "in", "io", "me", "dev", "app", "ai", "co", "xyz", "page", "site",
    "online", "tech", "blog", "example", "li",
];

/// Products that look like web addresses.
const PRODUCTS: [&str; 6] = ["asp.net", "ado.net", "vb.net", "ml.net", "socket.io", "draw.io"];

/// Services whose label announces the name of an account.
const ACCOUNTS: [&str; 9] =
    ["skype", "telegram", "linkedin", "github", "gitlab", "xing", "twitter", "instagram", "whatsapp"];

/// Shortest name of an account, in characters.
const MIN_HANDLE_CHARS: usize = 3;

/// Words before a telephone number.
const PHONE_LABELS: [&str; 29] = [
    "no",
    "ph",
    "mob",
    "contact",
    "tél",
    "portable",
    "teléfono",
    "móvil",
    "telefono",
    "cellulare",
    "telemóvel",
    "telefoon",
    "gsm",
    "cep",
    "tel",
    "tlf",
    "telefon",
    "telephone",
    "phone",
    "fon",
    "mobil",
    "mobile",
    "handy",
    "cell",
    "fax",
    "t",
    "m",
    "p",
    "whatsapp",
];

/// Fewest digits of a telephone number.
const MIN_PHONE_DIGITS: usize = 7;

/// The line without e-mail addresses, links and telephone numbers.
pub(super) fn mask(line: &str) -> String {
    mask_phones(&mask_links(&mask_handles(&email::mask(line))))
}

/// "@jane": the name of an account, unless it is an employer's: "Data Scientist @Zorg".
fn mask_handles(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let is_handle = |core: &str| {
        core.strip_prefix('@').is_some_and(|name| {
            name.chars().count() >= MIN_HANDLE_CHARS && name.chars().all(|c| c.is_alphanumeric() || "._-".contains(c))
        })
    };
    let mask = |(at, word): (usize, &&str)| {
        let core = word.trim_end_matches([',', ';', ')', '.']);
        let is_behind_words = at > 0 && words[at - 1].ends_with(char::is_alphanumeric);
        match is_handle(core) && !is_behind_words {
            true => format!("{LINK}{}", &word[core.len()..]),
            false => (*word).to_owned(),
        }
    };
    words.iter().enumerate().map(mask).collect::<Vec<_>>().join(" ")
}

fn mask_links(line: &str) -> String {
    let mut account_next = false;
    let words = line.split(' ').map(|word| {
        let (before, core, after) = bare(word);
        let labelled = account_next && !core.is_empty() && !core.starts_with('[');
        account_next = word.ends_with(':') && ACCOUNTS.contains(&core.to_lowercase().as_str());
        match core.split_once(':') {
            _ if labelled || is_link(core) => format!("{before}{LINK}{after}"),
            Some((label, link)) if is_link(link) => format!("{before}{label}:{LINK}{after}"),
            _ => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A word and the punctuation around it.
fn bare(word: &str) -> (&str, &str, &str) {
    let inner = word.trim_start_matches(['(', '<', '"', '|', ',']);
    let core = inner.trim_end_matches([')', '>', '"', '|', ',', '.', ';', ':', '/']);
    (&word[..word.len() - inner.len()], core, &inner[core.len()..])
}

fn is_link(word: &str) -> bool {
    let lower = word.to_lowercase();
    if lower.contains("://") || lower.starts_with("www.") {
        return true;
    }
    let host = lower.split(['/', '?', '#']).next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let well_formed = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let named = labels[0].len() > 1 && labels[0].chars().any(|c| c.is_ascii_alphabetic());
    labels.len() > 1
        && named
        && labels.iter().all(well_formed)
        && labels.last().is_some_and(|last| DOMAINS.contains(last))
        && !PRODUCTS.contains(&host)
}

fn mask_phones(line: &str) -> String {
    let mut masked = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || c == '+' || c == '(') {
        let run = &rest[start..];
        let number = number(run);
        let number = if number.is_empty() { &run[..1] } else { number };
        let before = &rest[..start];
        let inside_word = before.ends_with(char::is_alphanumeric);
        let is_phone = !inside_word && is_phone(number, is_announced(before));
        masked.push_str(before);
        masked.push_str(if is_phone { PHONE } else { number });
        rest = &run[number.len()..];
    }
    masked + rest
}

/// The run of figures and signs of a telephone number that a text begins with. Middle dots part details, unless the
/// whole is an American number.
fn number(run: &str) -> &str {
    let until = |signs: &str| {
        let length = run.find(|c: char| !(c.is_ascii_digit() || signs.contains(c))).unwrap_or(run.len());
        run[..length].trim_end_matches(|c: char| !c.is_ascii_digit() && c != ')')
    };
    let dotted = until(" +-/().–—‐‑·•");
    if is_american(&lengths(dotted)) { dotted } else { until(" +-/().–—‐‑") }
}

/// The numbers of figures between the signs.
fn lengths(number: &str) -> Vec<usize> {
    number.split(|c: char| !c.is_ascii_digit()).map(str::len).filter(|length| *length > 0).collect()
}

fn is_american(lengths: &[usize]) -> bool {
    matches!(lengths, [3, 3, 4] | [1, 3, 3, 4])
}

/// Forms of numbers that are written without country code or zero: India, Spain, Portugal, Poland, Italy, Turkey,
/// Brazil, China. Round sums have such forms too.
fn is_national(number: &str, lengths: &[usize]) -> bool {
    let is_mobile = number.trim_start_matches('(').starts_with(|c: char| ('4'..='9').contains(&c));
    let is_round = number.ends_with("000");
    match lengths {
        [10] => number.starts_with(|c: char| ('5'..='9').contains(&c)),
        [9] | [3, 3, 3] | [3, 2, 2, 2] => is_mobile && !is_round,
        [11] | [3, 4, 4] if number.starts_with('1') => true,
        // Numbers of persons: South Africa, Pakistan, Brazil, Poland, Turkey, the United States.
        [11..=13] | [5, 7, 1] | [3, 3, 3, 2] | [3, 2, 4] => !is_round,
        [5, 5] | [4, 6] | [3, 7] | [3, 3, 2, 2] | [2, 5 | 4, 4] => !is_round,
        _ => false,
    }
}

/// Whether the text before a number ends in a telephone's label.
fn is_announced(before: &str) -> bool {
    let label = before.trim_end_matches([' ', ':', '.']).rsplit([' ', '|', '·', ',']).next().unwrap_or_default();
    PHONE_LABELS.contains(&label.to_lowercase().as_str())
}

/// A number with enough digits and the beginning of a dialled one, neither a date nor a span of years.
fn is_phone(number: &str, announced: bool) -> bool {
    let groups: Vec<&str> = number.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let digits: usize = groups.iter().map(|group| group.len()).sum();
    let is_date =
        groups.iter().any(|group| is_year(group)) && groups.iter().all(|group| group.len() <= 2 || is_year(group));
    let lengths = lengths(number);
    let is_listed = is_american(&lengths) || is_national(number, &lengths);
    digits >= MIN_PHONE_DIGITS
        && !is_date
        && (announced || is_listed || number.starts_with(['+', '0']) || number.starts_with("(0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_of_many_countries_are_masked() {
        for number in [
            "+49 (0)89 1234567",
            "0341 / 555 018 27",
            "0221-5550199",
            "07700 900341",
            "(0161) 496 0000",
            "+1 (555) 010-9988",
            "555-010-9988",
            "0664 555 01 88",
            "+353 85 555 0134",
            "06.12.34.56.78",
            "9000000001",
            "98765 43210",
            "(415) · 497 · 7282",
            "+49 – 341 – 5550123",
            "612 345 678",
            "691234567",
            "13800138000",
            "138 0013 8000",
            "(11) 98765-4321",
            "333 1234567",
            "532 123 45 67",
        ] {
            assert_eq!(mask(&format!("Call {number}, evenings")), "Call [phone], evenings", "{number}");
        }
        assert_eq!(mask("Mobil: 176 5550 1234"), "Mobil: [phone]");
    }

    #[test]
    fn dates_and_figures_stay() {
        for line in [
            "05/2018 - 03/2021",
            "01.2018 - 12.2020",
            "2018-2021",
            "12.03.1993",
            "1 500 000 EUR",
            "DIN VDE 0100",
            "ISO 27001",
            "95 % of 11,000",
            "(2016 - 2019)",
            "2 x 400 kW",
            "650 000 000 EUR",
            "Hauptstr. 5 · 2019",
        ] {
            assert_eq!(mask(line), line);
        }
    }

    #[test]
    fn links_are_masked() {
        for (line, masked) in [
            ("see https://x.example/y?z=1.", "see [link]."),
            ("(github.com/jane) | www.jane.example", "([link]) | [link]"),
            ("LinkedIn: jane-doe-99", "LinkedIn: [link]"),
            ("Web:jane.dev", "Web:[link]"),
            ("Node.js, ASP.NET, B.Sc., z.B., v2.0, Ph.D.", "Node.js, ASP.NET, B.Sc., z.B., v2.0, Ph.D."),
        ] {
            assert_eq!(mask(line), masked);
        }
    }
}
