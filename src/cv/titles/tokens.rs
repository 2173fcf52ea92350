//! A line of a CV as words with positions.

/// Text between a word and the word before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cv) enum Glue {
    /// Words of one title: a space or a hyphen between.
    Tight,
    /// "&" or a slash: two names for one thing, or two things.
    Joint,
    /// A comma, a bracket, a dash: another phrase begins.
    Break,
}

/// A single word of a line.
#[derive(Clone, Debug)]
pub(in crate::cv) struct Token<'a> {
    pub(in crate::cv) text: &'a str,
    /// The word in lower case.
    pub(in crate::cv) fold: String,
    pub(in crate::cv) glue: Glue,
    pub(in crate::cv) start: usize,
    pub(in crate::cv) end: usize,
}

impl Token<'_> {
    pub(in crate::cv) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether the word begins a new phrase.
    pub(in crate::cv) fn is_after_break(&self) -> bool {
        self.glue == Glue::Break
    }
}

/// The words of a line. Gender marks ("Entwickler*in", "Entwickler/-in") are left out.
pub(in crate::cv) fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut position = 0;
    while let Some(start) = line[position..].find(is_word).map(|offset| position + offset) {
        let end = word_end(line, start);
        let text = &line[start..end];
        let gap = &line[position..start];
        let fold = text.to_lowercase();
        let gender = matches!(fold.as_str(), "in" | "innen") && matches!(gap, "*" | ":" | "_" | "/" | "/-");
        if !gender || tokens.is_empty() {
            let glue = tokens.last().map_or(Glue::Break, |last| glue(gap, last));
            tokens.push(Token { text, fold, glue, start, end });
        }
        position = end;
    }
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Letters and digits, with the signs of a word: C++, C#, Node.js.
fn word_end(line: &str, start: usize) -> usize {
    let mut end = start;
    let mut rest = line[start..].chars().peekable();
    while let Some(c) = rest.next() {
        let inner_dot = c == '.' && rest.peek().is_some_and(|next| next.is_lowercase()) && end > start;
        if !(is_word(c) || matches!(c, '+' | '#' | '\'' | '’') || inner_dot) {
            break;
        }
        end += c.len_utf8();
    }
    start + line[start..end].trim_end_matches(['\'', '’']).len()
}

fn glue(gap: &str, last: &Token<'_>) -> Glue {
    let is_abbreviated = gap.starts_with('.') && last.text.chars().count() <= 3;
    match gap.trim() {
        "" | "-" | "‐" | "‑" => {
            // A hyphen between spaces is a dash.
            if gap.contains(" - ") { Glue::Break } else { Glue::Tight }
        }
        "." if is_abbreviated => Glue::Tight,
        "&" | "- &" | "/" => Glue::Joint,
        _ => Glue::Break,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> String {
        let word = |token: &Token<'_>| format!("{}{}", if token.glue == Glue::Break { "|" } else { " " }, token.text);
        tokens(line).iter().map(word).collect()
    }

    #[test]
    fn words_know_what_parts_them() {
        assert_eq!(shown("Sr. Full-Stack Developer (Java/C++) – Köln"), "|Sr Full Stack Developer|Java C++|Köln");
        assert_eq!(shown("Gesundheits- und Krankenpfleger*in, Hamburg"), "|Gesundheits und Krankenpfleger|Hamburg");
        assert_eq!(shown("Node.js Entwickler/-in. Berlin - Mitte"), "|Node.js Entwickler|Berlin|Mitte");
        assert_eq!(shown("…"), "");
    }
}
