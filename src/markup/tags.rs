//! Tags in a text, and their replacement.

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    Tag {
        /// Tag name in small letters.
        name: String,
        is_end: bool,
        /// Source of the tag, as it came.
        source: &'a str,
    },
}

/// Replacement of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Text that goes on in the same line.
    Inline,
    /// An element that marks a few words.
    Marks(&'static str),
    Break,
    /// An element with lines of its own.
    Block(&'static str),
}

impl Shown {
    /// True where the element ends a line.
    pub(super) fn breaks(self) -> bool {
        matches!(self, Self::Break | Self::Block(_))
    }

    pub(super) fn tag(self, is_end: bool) -> String {
        match self {
            Self::Inline => String::new(),
            Self::Break => "<br>".to_owned(),
            Self::Marks(name) | Self::Block(name) if is_end => format!("</{name}>"),
            Self::Marks(name) | Self::Block(name) => format!("<{name}>"),
        }
    }
}

/// Replacement by an element's name. A few elements stand for all: large headings for headings, and a line for every
/// cell of a table.
pub(super) fn shown_as(name: &str) -> Shown {
    match name {
        "b" => Shown::Marks("b"),
        "strong" => Shown::Marks("strong"),
        "i" => Shown::Marks("i"),
        "em" => Shown::Marks("em"),
        "br" | "hr" => Shown::Break,
        "p" => Shown::Block("p"),
        "ul" | "menu" | "dir" => Shown::Block("ul"),
        "ol" => Shown::Block("ol"),
        "li" => Shown::Block("li"),
        "h1" | "h2" | "h3" => Shown::Block("h3"),
        "h4" | "h5" | "h6" => Shown::Block("h4"),
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "dd" | "details"
        | "dialog" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "header"
        | "html" | "legend" | "main" | "nav" | "option" | "pre" | "section" | "summary" | "table" | "tbody" | "td"
        | "tfoot" | "th" | "thead" | "tr" => Shown::Block("div"),
        _ => Shown::Inline,
    }
}

/// True for an element of HTML.
pub(super) fn is_known(name: &str) -> bool {
    const INLINE: [&str; 75] = [
        "a", "abbr", "acronym", "area", "audio", "base", "bdi", "bdo", "big", "button", "canvas", "cite", "code",
        "col", "colgroup", "del", "dfn", "embed", "font", "head", "iframe", "img", "input", "ins", "kbd", "label",
        "link", "map", "mark", "meta", "noscript", "object", "optgroup", "param", "path", "picture", "q", "s", "samp",
        "script", "select", "small", "source", "span", "strike", "style", "sub", "sup", "svg", "template", "textarea",
        "time", "title", "tt", "u", "var", "video", "wbr", "applet", "basefont", "bgsound", "blink", "data", "hgroup",
        "marquee", "meter", "nobr", "output", "progress", "rp", "rt", "ruby", "search", "slot", "track",
    ];
    shown_as(name) != Shown::Inline || INLINE.contains(&name)
}

/// Elements with content that is no text for people.
const UNREAD: [&str; 6] = ["script", "style", "title", "iframe", "noembed", "noframes"];

/// Takes a text apart. Comments, instructions, scripts and styles are left out.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(sign) = text[at..].find('<').map(|found| at + found) {
        let Some((length, tag)) = markup(&text[sign..], !pieces.is_empty()) else {
            at = sign + 1;
            continue;
        };
        if start < sign {
            pieces.push(Piece::Text(&text[start..sign]));
        }
        pieces.extend(tag);
        (start, at) = (sign + length, sign + length);
    }
    if start < text.len() {
        pieces.push(Piece::Text(&text[start..]));
    }
    pieces
}

/// Markup at the `<` of a text: its length in bytes, and its tag where one is shown. None: the sign stands for itself.
fn markup(text: &str, is_after_tags: bool) -> Option<(usize, Option<Piece<'_>>)> {
    if let Some(rest) = text.strip_prefix("<!--") {
        return rest.find("-->").map(|end| (end + 7, None));
    }
    if text.starts_with("<!") || text.starts_with("<?") {
        let is_word = text[2..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '[');
        return text.find('>').filter(|_| is_word).map(|end| (end + 1, None));
    }
    let is_end = text[1..].starts_with('/');
    let from = if is_end { 2 } else { 1 };
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-');
    let name_end = from + text[from..].find(|c| !is_of_name(c)).unwrap_or(text.len() - from);
    let name = text[from..name_end].to_ascii_lowercase();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || name.ends_with(':') {
        return None;
    }
    let Some(attributes) = attributes(&text[name_end..]) else {
        // The last tag of a cut text.
        let is_cut = is_after_tags && text.len() < 300 && is_known(&name) && !text.contains('>');
        return is_cut.then_some((text.len(), None));
    };
    let length = name_end + attributes;
    if !is_end
        && UNREAD.contains(&name.as_str())
        && let Some(content) = content_length(&text[length..], &name)
    {
        return Some((length + content, None));
    }
    Some((length, Some(Piece::Tag { name, is_end, source: &text[..length] })))
}

/// Bytes up to the end of a tag. None: the name is not followed by a list of attributes.
fn attributes(text: &str) -> Option<usize> {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = trimmed.strip_prefix('>') {
            return Some(text.len() - after.len());
        }
        // The first attribute has to be parted from the name.
        if trimmed.len() == text.len() {
            return None;
        }
        rest = attribute(trimmed)?;
    }
}

/// Rest of a text after an attribute. Attributes without a value count only where HTML has such: `<b and c>` is no tag.
fn attribute(text: &str) -> Option<&str> {
    const WITHOUT_VALUE: [&str; 13] = [
        "alt",
        "async",
        "checked",
        "compact",
        "controls",
        "defer",
        "disabled",
        "hidden",
        "itemscope",
        "noshade",
        "nowrap",
        "reversed",
        "selected",
    ];
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '<' | '/' | '"' | '\''))?;
    let (name, rest) = text.split_at(end);
    let Some(value) = rest.trim_start().strip_prefix('=') else {
        let name = name.to_ascii_lowercase();
        let is_usual = WITHOUT_VALUE.contains(&name.as_str()) || name.starts_with("data-") || name.starts_with("aria-");
        return is_usual.then_some(rest);
    };
    let value = value.trim_start();
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            return quoted.split_once(quote).map(|(_, rest)| rest);
        }
    }
    let end = value.find(|c: char| c.is_whitespace() || matches!(c, '>' | '<'))?;
    Some(&value[end..]).filter(|_| !name.is_empty())
}

/// Bytes up to behind the end tag of an element. None: without an end tag, its content is text.
fn content_length(text: &str, name: &str) -> Option<usize> {
    let end = text.to_ascii_lowercase().find(&format!("</{name}"))?;
    Some(end + text[end..].find('>')? + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let name = |piece: &Piece<'_>| match piece {
            Piece::Text(text) => (*text).to_owned(),
            Piece::Tag { name, is_end, .. } => format!("{}{name}", if *is_end { "/" } else { "#" }),
        };
        pieces(text).iter().map(name).collect()
    }

    #[test]
    fn tags_are_found_whatever_their_looks() {
        for (text, found) in [
            ("<P>x</P >", &["#p", "x", "/p"][..]),
            ("a<br/>b<BR />c", &["a", "#br", "b", "#br", "c"]),
            ("<a title=\"a > b\" href='x'>y</a>", &["#a", "y", "/a"]),
            ("<font face=Arial\nsize = 2>y", &["#font", "y"]),
            ("<td nowrap data-x>y", &["#td", "y"]),
            ("<a href=\"x\"target=\"_blank\">y", &["#a", "y"]),
            ("<o:p></o:p>", &["#o:p", "/o:p"]),
            ("a<!-- <b> -->b<!DOCTYPE html><?xml version='1'?>c", &["a", "b", "c"]),
            ("a<SCRIPT type=x>if (a<b) { '</p>' }</Script>b<style>p{}</style>c", &["a", "b", "c"]),
            ("<p>x</p><a hre", &["#p", "x", "/p"]),
        ] {
            assert_eq!(names(text), found, "{text}");
        }
    }

    #[test]
    fn signs_that_stand_for_themselves_are_text() {
        for text in [
            "C < D",
            "C <D",
            "1<2 and 3>2",
            "a <b and c> d",
            "if a <b and c=d> e",
            "<3",
            "<>",
            "< p>",
            "</ p>",
            "<p",
            "<jobs@firma.de>",
            "<https://firma.de?a=b>",
            "<!",
            "<!-- x",
            "<b c=\"d>",
            "Größe <ä>",
            "<!>",
            "<?>",
        ] {
            assert_eq!(names(text), [text], "{text}");
        }
    }
}
