//! `DATABASE_URL` without its password, for other programs' command lines, which every user of the machine can read.

use super::address::{Address, decoded, words};
use std::fmt::Write;

/// The address without the password, and the password, for the environment of the program.
///
/// # Errors
///
/// A sentence when the address is not readable.
pub fn without_password(text: &str) -> anyhow::Result<(String, Option<String>)> {
    Address::parse(text)?;
    let Some((scheme, rest)) = text.split_once("://").filter(|(scheme, _)| scheme.starts_with("postgres")) else {
        return of_words(text);
    };
    let (before_host, rest) = rest.split_at(rest.find('@').map_or(0, |at| at + 1));
    let (user, mut password) = match before_host.trim_end_matches('@').split_once(':') {
        Some((user, password)) => (user, Some(decoded(password))),
        None => (before_host.trim_end_matches('@'), None),
    };
    let at = if before_host.is_empty() { "" } else { "@" };
    let mut open = format!("{scheme}://{user}{at}");
    let (host, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    open += host;
    let mut mark = '?';
    for parameter in parameters.split('&').filter(|parameter| !parameter.is_empty()) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        if decoded(name) == "password" {
            password = Some(decoded(value));
        } else {
            open.push(mark);
            open += parameter;
            mark = '&';
        }
    }
    Ok((open, password))
}

fn of_words(text: &str) -> anyhow::Result<(String, Option<String>)> {
    let (mut open, mut password) = (String::new(), None);
    for (name, value) in words(text)? {
        if name == "password" {
            password = Some(value);
        } else {
            let escaped = value.replace('\\', r"\\").replace('\'', r"\'");
            let _ = write!(open, "{name}='{escaped}' ");
        }
    }
    Ok((open.trim_end().to_owned(), password))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wherever_the_password_stands_it_is_taken_out() {
        for (text, open, password) in [
            ("postgres://ada:s%40c+ret@db.example/jobfill", "postgres://ada@db.example/jobfill", Some("s@c+ret")),
            (
                "postgres://ada@db.example/jobfill?sslmode=require",
                "postgres://ada@db.example/jobfill?sslmode=require",
                None,
            ),
            ("postgresql://db.example:5433/jobfill", "postgresql://db.example:5433/jobfill", None),
            (
                "postgresql://ada@db.example/jobfill?sslmode=require&p%61ssword=s%40cret&connect_timeout=5",
                "postgresql://ada@db.example/jobfill?sslmode=require&connect_timeout=5",
                Some("s@cret"),
            ),
            ("postgresql:///jobfill?host=/run/postgresql", "postgresql:///jobfill?host=/run/postgresql", None),
            ("postgresql://:secret@/jobfill?host=/run/x", "postgresql://@/jobfill?host=/run/x", Some("secret")),
            (r"host=db.example password='it\'s s' user=ada", "host='db.example' user='ada'", Some("it's s")),
        ] {
            let taken = without_password(text).unwrap();
            assert_eq!((taken.0.as_str(), taken.1.as_deref()), (open, password), "{text}");
        }
    }
}
