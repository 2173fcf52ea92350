//! Text of a vacancy.

use super::market::Vacancy;
use super::words::{TASKS_ENGLISH, TASKS_GERMAN, WISHES_ENGLISH, WISHES_GERMAN};

/// Parts of a description.
struct Parts {
    opening: String,
    tasks: (&'static str, Vec<&'static str>),
    wishes: (&'static str, Vec<&'static str>),
    closing: &'static str,
}

/// Description as plain text with bullets.
pub(super) fn plain(vacancy: &Vacancy) -> String {
    let parts = parts(vacancy);
    let list = |(heading, lines): &(&str, Vec<&str>)| {
        let lines: Vec<String> = lines.iter().map(|line| format!("• {line}")).collect();
        format!("{heading}\n{}", lines.join("\n"))
    };
    [parts.opening.clone(), list(&parts.tasks), list(&parts.wishes), parts.closing.to_owned()].join("\n\n")
}

/// Description as HTML, like HTML of careers pages.
pub(super) fn html(vacancy: &Vacancy) -> String {
    let parts = parts(vacancy);
    let list = |(heading, lines): &(&str, Vec<&str>)| {
        let lines: Vec<String> = lines.iter().map(|line| format!("<li>{line}</li>")).collect();
        format!("<h3>{heading}</h3><ul>{}</ul>", lines.concat())
    };
    format!(
        "<div><p>{}</p>{}{}<p><strong>{}</strong></p></div>",
        escaped(&parts.opening),
        list(&parts.tasks),
        list(&parts.wishes),
        parts.closing
    )
}

fn parts(vacancy: &Vacancy) -> Parts {
    let place = vacancy.spot.city.as_deref().unwrap_or(vacancy.spot.country.english_name());
    let (title, company) = (&vacancy.title, &vacancy.company);
    if vacancy.german {
        Parts {
            opening: format!("{company} sucht in {place}: {title}."),
            tasks: ("Deine Aufgaben", some(vacancy, "tasks", TASKS_GERMAN)),
            wishes: ("Das bringst du mit", some(vacancy, "wishes", WISHES_GERMAN)),
            closing: "Wir freuen uns auf deine Bewerbung.",
        }
    } else {
        Parts {
            opening: format!("{company} is looking for a {title} in {place}."),
            tasks: ("What you will do", some(vacancy, "tasks", TASKS_ENGLISH)),
            wishes: ("What you bring", some(vacancy, "wishes", WISHES_ENGLISH)),
            closing: "We look forward to hearing from you.",
        }
    }
}

/// Three consecutive lines.
fn some(vacancy: &Vacancy, what: &str, lines: &[&'static str]) -> Vec<&'static str> {
    let from = vacancy.seed.below(what, lines.len());
    lines.iter().cycle().skip(from).take(3).copied().collect()
}

/// Escapes a text: titles and places come from the request.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
