//! Descriptions are cleaned once, before storing: the database's are safe to print.

use crate::markup;
use std::collections::{HashMap, HashSet};

/// Tags allowed in a description: no attributes, no images, no links.
const TAGS: [&str; 12] = ["p", "br", "ul", "ol", "li", "b", "strong", "i", "em", "h3", "h4", "div"];

/// Cleans a posting's description down to a few tags. Plain text becomes paragraphs, and so does every element of HTML
/// on lines of its own, in any field.
pub fn clean_description(text: &str, is_html: bool) -> String {
    cleaner().clean(&markup::html(text, is_html)).to_string().replace("<p></p>", "").replace("<div></div>", "")
}

fn cleaner() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::empty();
    // An empty builder still lets through the attributes that ammonia takes for harmless.
    builder
        .tags(HashSet::from(TAGS))
        .generic_attributes(HashSet::new())
        .tag_attributes(HashMap::new())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .strip_comments(true);
    builder
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_becomes_paragraphs() {
        let text = "We like R&D, C < D\n- Rust\n- SQL\n\n\n\nApply!";
        let clean = "<p>We like R&amp;D, C &lt; D<br>- Rust<br>- SQL</p><p>Apply!</p>";
        assert_eq!(clean_description(text, false), clean);
    }

    #[test]
    fn nothing_is_glued_to_its_neighbour() {
        let html = "<H1>Job</H1>Do<BR>this<table><tr><td>A</td><td>B</td></tr></table><td>C</td><td>D</td>";
        let clean = "<h3>Job</h3>Do<br>this<div><div><div>A</div><div>B</div></div></div><div>C</div><div>D</div>";
        assert_eq!([clean_description(html, true), clean_description(html, false)], [clean, clean]);
    }

    #[test]
    fn html_keeps_its_structure_and_nothing_else() {
        let html = r#"<div class="a" id="main" title="t" lang="de" style="color:red" onclick="x()"><h3>Job</h3>
            <p dir="rtl">A <a href="https://evil.example">link</a><img src="https://evil.example/pixel"><br></p>
            <script>alert(1)</script><style>p{}</style><!-- note --><svg><script>1</script></svg>
            <iframe src="x"></iframe><form action="/logout"><button>Go</button></form></div>"#;
        let clean = clean_description(html, true);
        for gone in ["=", "http", "alert", "p{}", "note", "<a", "<img", "<svg", "<iframe", "<form", "<button"] {
            assert!(!clean.contains(gone), "{gone} in {clean}");
        }
        assert!(clean.starts_with("<div><h3>Job</h3>") && clean.contains("<p>A link<br></p>"), "{clean}");
    }

    /// Every tag of a cleaned text, as it stands there.
    fn tags(html: &str) -> Vec<&str> {
        html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or(rest)).collect()
    }

    /// Pieces of markup, well-formed and not.
    const MARKUP: &str = "(</?(p|br|ul|li|b|div|h3|a|img|svg|math|style|script|table|td|iframe|select|template|title)\
        ( (onclick|href|src|style)=[\"']?(javascript:x|x y|<b>)[\"']?)?/?>?\
        |[<>&\"'=/! a-z\n-]{1,9}|<!--|-->|<!\\[CDATA\\[|\\]\\]>|&(lt|gt|amp|#60);){0,20}";

    proptest! {
        #[test]
        fn whatever_comes_only_bare_tags_are_left(text in MARKUP, is_html: bool) {
            let clean = clean_description(&text, is_html);
            for tag in tags(&clean) {
                prop_assert!(TAGS.contains(&tag.trim_start_matches('/')), "{tag:?} in {clean:?}");
            }
        }
    }
}
