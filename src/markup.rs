//! Text from elsewhere, as people read it: without entities, tags and invisible marks.
//!
//! Markup is judged by content, since providers send HTML in text fields and text in HTML fields. Literal signs stay:
//! `C < D`, `R&D`, `a <b and c> d`.

mod entities;
mod tags;

use self::entities::decoded;
use self::tags::{Piece, is_known, pieces, shown_as};

/// A text without line breaks, such as a title or a name.
pub(crate) fn line(text: &str) -> String {
    let text = visible(&decoded(text));
    let mut line = String::with_capacity(text.len());
    for piece in pieces(&text) {
        match piece {
            Piece::Text(text) => line.push_str(text),
            Piece::Tag { name, .. } if is_known(&name) => {
                line.push_str(if shown_as(&name).breaks() { " " } else { "" });
            }
            Piece::Tag { source, .. } => line.push_str(source),
        }
    }
    line
}

/// True for HTML: a text that ends an element, breaks a line or a paragraph, or has a comment or a script.
pub(crate) fn is_html(text: &str) -> bool {
    let pieces = pieces(text);
    let shown = |piece: &Piece<'_>| match piece {
        Piece::Text(text) => text.len(),
        Piece::Tag { source, .. } => source.len(),
    };
    let has_unread = pieces.iter().map(shown).sum::<usize>() < text.len();
    has_unread
        || pieces.iter().any(|piece| match piece {
            Piece::Text(_) => false,
            Piece::Tag { name, is_end, .. } => {
                is_known(name) && (*is_end || matches!(name.as_str(), "br" | "p" | "hr" | "li" | "img" | "wbr"))
            }
        })
}

/// Clean HTML of a long text, well-formed HTML or not, or escaped text: only a few bare tags stay. Without
/// `is_stated_html` (the field's name), the text itself shows whether it is HTML.
pub(crate) fn html(text: &str, is_stated_html: bool) -> String {
    // The HTML may have been escaped once more on its way.
    let once = decoded(text);
    let text = if !is_html(text) && is_html(&once) { &once } else { text };
    if is_stated_html || is_html(text) { tidied(of_html(text)) } else { of_text(text) }
}

/// Removes empty elements, and allows at most one empty line in a row.
fn tidied(mut html: String) -> String {
    const EMPTY: [&str; 9] = ["p", "div", "h3", "h4", "li", "ul", "ol", "b", "strong"];
    loop {
        let mut tidier = html.replace("<br> ", "<br>").replace("<br><br><br>", "<br><br>");
        for name in EMPTY {
            for inside in ["", " ", "<br>"] {
                tidier = tidier.replace(&format!("<{name}>{inside}</{name}>"), "");
            }
        }
        if tidier == html {
            break;
        }
        html = tidier;
    }
    let mut shown = html.trim();
    while let Some(rest) = shown.strip_prefix("<br>").or_else(|| shown.strip_suffix("<br>")) {
        shown = rest.trim();
    }
    shown.to_owned()
}

fn of_html(text: &str) -> String {
    let pieces = pieces(text);
    let has_blocks = pieces.iter().any(|piece| matches!(piece, Piece::Tag { name, .. } if shown_as(name).breaks()));
    let mut html = String::with_capacity(text.len());
    for piece in &pieces {
        match piece {
            // "List<String>" is text, while "<o:p>" is a word processor's.
            Piece::Tag { name, source, .. } if !is_known(name) && !name.contains([':', '-']) => {
                html.push_str(&escaped(source));
            }
            Piece::Tag { name, is_end, .. } => html.push_str(&shown_as(name).tag(*is_end)),
            Piece::Text(text) => html.push_str(&between_tags(text, has_blocks)),
        }
    }
    html
}

/// Text between HTML's tags. HTML that was escaped within HTML is HTML, too.
fn between_tags(text: &str, has_blocks: bool) -> String {
    let plain = decoded(text);
    if is_html(&plain) {
        return of_html(&plain);
    }
    if !has_blocks {
        // Without other line breaks, line ends break lines.
        return escaped(text).replace('\n', "<br>");
    }
    // With block elements, most line ends only lay out the source.
    if plain.trim().is_empty() {
        return " ".to_owned();
    }
    let space = |is_there: bool| if is_there { " " } else { "" };
    let (before, after) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    let lines = escaped(text.trim()).replace("\n\n", "<br><br>").replace("\n•", "<br>•").replace("\n- ", "<br>- ");
    format!("{}{lines}{}", space(before), space(after))
}

fn of_text(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    paragraphs.map(|paragraph| format!("<p>{}</p>", escaped(paragraph).replace('\n', "<br>"))).collect()
}

/// Escapes text between tags; attributes are never written.
fn escaped(text: &str) -> String {
    visible(&decoded(text)).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Removes soft hyphens, zero-width spaces and marks of text direction. Joiners of emoji and letters stay. Control
/// characters become spaces.
fn visible(text: &str) -> String {
    let is_invisible = |c: char| matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
    let is_turning = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown = |c: char| if c.is_control() && !matches!(c, '\n' | '\t') { ' ' } else { c };
    text.chars().filter(|c| !is_invisible(*c) && !is_turning(*c)).map(shown).collect()
}

#[cfg(test)]
mod tests;
