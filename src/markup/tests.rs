use super::*;

#[test]
fn a_line_has_neither_entities_nor_tags() {
    for (text, meant) in [
        ("Pizzaiolo R&amp;D (m/w/d) &#8211; K&ouml;ln", "Pizzaiolo R&D (m/w/d) – Köln"),
        ("Müller &amp; Söhne", "Müller & Söhne"),
        ("<B>Cook</B> <span class='x'>Berlin</span>", "Cook Berlin"),
        ("&lt;b&gt;Cook&lt;/b&gt;", "Cook"),
        ("Cook<br>Berlin", "Cook Berlin"),
        ("R<i>&amp;</i>D", "R&D"),
        ("Cook<script>alert(1)</script>", "Cook"),
        ("zero\u{200b}width \u{202e}RTL\u{202c} end", "zerowidth RTL end"),
        ("👩\u{200d}💻", "👩\u{200d}💻"),
    ] {
        assert_eq!(line(text), meant, "{text}");
    }
}

#[test]
fn a_line_keeps_the_signs_that_stand_for_themselves() {
    for text in ["C < D", "R&D", "a <b and c> d", "Head Cook <Berlin>", "Engineer (C++ <-> Rust)", "5 > 3", "I <3 Rust"]
    {
        assert_eq!(line(text), text);
    }
}

#[test]
fn text_becomes_paragraphs() {
    let text = "We like C < D & R&D, a <b and c> d\n- Rust\n- SQL &amp; more\n\n\n\nApply!";
    let shown = "<p>We like C &lt; D &amp; R&amp;D, a &lt;b and c&gt; d<br>- Rust<br>- SQL &amp; more</p><p>Apply!</p>";
    assert_eq!(html(text, false), shown);
}

#[test]
fn html_is_known_in_any_field_and_in_any_capitals() {
    for is_stated in [true, false] {
        for (text, shown) in [
            (
                "<p>Hi &amp; welcome</p><ul><li>A</li><li>B</li></ul>",
                "<p>Hi &amp; welcome</p><ul><li>A</li><li>B</li></ul>",
            ),
            ("<P CLASS=x>Hi</P><UL><LI>A<LI>B</UL>", "<p>Hi</p><ul><li>A<li>B</ul>"),
            ("&lt;p&gt;Hi &amp;amp; welcome&lt;/p&gt;", "<p>Hi &amp; welcome</p>"),
            ("<p>R&amp;amp;D</p>", "<p>R&amp;D</p>"),
            (
                "<h1>Job</h1><H2>Tasks</H2>Do<br>this<table><tr><td>A</td><TD>B</TD></tr></table>",
                "<h3>Job</h3><h3>Tasks</h3>Do<br>this<div><div><div>A</div><div>B</div></div></div>",
            ),
            ("We <b>love</b> Rust\n- and SQL", "We <b>love</b> Rust<br>- and SQL"),
            ("<p>C < D, a <b and c> d</p>", "<p>C &lt; D, a &lt;b and c&gt; d</p>"),
            ("<p>x</p><script>alert(1)</script><STYLE>p{}</STYLE>", "<p>x</p>"),
            ("<div>&lt;p&gt;Hi &amp;amp; welcome&lt;/p&gt;</div>", "<div><p>Hi &amp; welcome</p></div>"),
            ("<p>A</p>\n\n<p>B\nc\n\nd\n• e\n</p>", "<p>A</p> <p>B\nc<br><br>d<br>• e </p>"),
            ("Tasks<br><br>\n<br><br/>Cook<BR>", "Tasks<br><br>Cook"),
            ("<p>A</p><p>&nbsp;</p><p><br></p><h2></h2><p>B</p>", "<p>A</p><p>B</p>"),
            ("<!-- x -->Cook<script>a()</script>", "Cook"),
            ("<p>List&lt;String&gt; and C<T></p><o:p></o:p>", "<p>List&lt;String&gt; and C&lt;T&gt;</p>"),
            ("<dl><dt>Pay</dt><dd>10</dd></dl>", "<div><div>Pay</div><div>10</div></div>"),
        ] {
            assert_eq!(html(text, is_stated), shown, "{text}");
        }
    }
}

#[test]
fn a_text_that_mentions_tags_is_no_html() {
    let text = "You know <div> and <span>, and the &lt;table&gt; of old.";
    assert_eq!(html(text, false), "<p>You know &lt;div&gt; and &lt;span&gt;, and the &lt;table&gt; of old.</p>");
}
