//! E-mail addresses, also as people hide them from machines, and whom an address or an account names.

use super::name::plain;
use super::words::EMAIL;

/// What people write for "@".
const AT: [&str; 9] = [" [at] ", " (at) ", " {at} ", "[at]", "(at)", "{at}", "[arobase]", "(arobase)", "(ät)"];

/// What people write for the dot before the last part, behind a sign as above.
const DOT: [&str; 6] = [" [dot] ", " (dot) ", "[dot]", "(dot)", "[punkt]", "(punkt)"];

/// Fewest characters of the name of an account that may be a person's.
const MIN_ACCOUNT_CHARS: usize = 3;

/// Addresses of firms and of everybody.
const NOBODYS: [&str; 16] = [
    "sales",
    "support",
    "team",
    "service",
    "buero",
    "office",
    "info",
    "mail",
    "kontakt",
    "contact",
    "post",
    "jobs",
    "bewerbung",
    "hello",
    "hallo",
    "praxis",
];

/// The line without e-mail addresses.
pub(super) fn mask(line: &str) -> String {
    let line = shown(line);
    let mut masked = String::with_capacity(line.len());
    let mut rest = line.as_str();
    while let Some(at) = rest.find('@') {
        let is_part = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
        let local = rest[..at].trim_end_matches(is_part).len();
        let domain = &rest[at + 1..];
        let end = at + 1 + (domain.len() - domain.trim_start_matches(is_part).len());
        let found = local < at && rest[at + 1..end].contains('.');
        masked.push_str(if found { &rest[..local] } else { &rest[..end] });
        masked.push_str(if found { EMAIL } else { "" });
        rest = &rest[end..];
    }
    masked + rest
}

/// The line with "@" and dots in its hidden addresses.
fn shown(line: &str) -> String {
    let with = |line: String, forms: &[&str], sign| forms.iter().fold(line, |line, form| line.replace(form, sign));
    match AT.iter().any(|form| line.contains(form)) {
        true => with(with(line.to_owned(), &AT, "@"), &DOT, "."),
        false => line.to_owned(),
    }
}

/// The text before the @ of the first address of a person in a line, folded.
pub(super) fn local(line: &str) -> Option<String> {
    let line = shown(line);
    let local = line[..line.find('@')?].rsplit(|c: char| !(c.is_alphanumeric() || "._%+-".contains(c))).next()?;
    let local = plain(local);
    (!local.is_empty() && !NOBODYS.contains(&local.as_str())).then_some(local)
}

/// The name of an account in a link, folded: "linkedin.com/in/jane-doe-0a1b".
pub(super) fn account(line: &str) -> Option<String> {
    let (_, slug) =
        ["linkedin.com/in/", "xing.com/profile/", "github.com/"].iter().find_map(|site| line.split_once(site))?;
    let slug = slug.split(|c: char| !(c.is_alphanumeric() || "-_.".contains(c))).next()?;
    Some(plain(slug)).filter(|slug| slug.chars().count() >= MIN_ACCOUNT_CHARS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_masked() {
        for (line, masked) in [
            ("E-Mail:jane.doe+cv@mail.example.org, Leeds", "E-Mail:[e-mail], Leeds"),
            ("jane(at)example.org", "[e-mail]"),
            ("jane [at] example [dot] org", "[e-mail]"),
            ("jeanne.dupont[arobase]example.fr", "[e-mail]"),
            ("on call @ night, a @ b", "on call @ night, a @ b"),
        ] {
            assert_eq!(mask(line), masked);
        }
    }

    #[test]
    fn an_address_of_a_person_names_them() {
        assert_eq!(local("Mail: Jane.Doe@example.org").as_deref(), Some("janedoe"));
        assert_eq!(local("jane.doe [at] example.org").as_deref(), Some("janedoe"));
        assert_eq!(local("info@example.org"), None);
        assert_eq!(account("linkedin.com/in/jane-doe").as_deref(), Some("janedoe"));
    }
}
