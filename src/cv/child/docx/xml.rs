//! The text in a part of a Word document.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::cv::error::CvError;

/// Deepest nesting of elements. Text boxes in tables in tables stay under half of this depth.
const MAX_DEPTH: usize = 64;

/// Most attributes of an element; the root of an honest document has about forty.
const MAX_ATTRIBUTES: usize = 256;

/// Bytes of text in a part, well over the part passed on.
const MAX_TEXT_BYTES: usize = 1_000_000;

/// The visible text: a line for each paragraph, table cell and line break.
pub(super) fn text(part: &str) -> Result<String, CvError> {
    let mut visitor = Visitor::default();
    walk(part, |event, depth| visitor.visit(event, depth))?;
    Ok(visitor.text)
}

/// The name of the first part whose content type ends in `content_type`, from `[Content_Types].xml`.
pub(super) fn part_of_type(types: &str, content_type: &str) -> Result<Option<String>, CvError> {
    let mut found = None;
    walk(types, |event, _| {
        if let Event::Start(element) | Event::Empty(element) = event {
            let is_type = attribute(element, "ContentType").is_some_and(|value| value.ends_with(content_type));
            if is_type && found.is_none() {
                found = attribute(element, "PartName").map(|name| name.trim_start_matches('/').to_owned());
            }
        }
        true
    })?;
    Ok(found)
}

/// Shows every event with its depth to `visit` until the answer is false. Refuses a document type (and with it every
/// entity of its own), deep nesting and hosts of attributes.
fn walk(xml: &str, mut visit: impl FnMut(&Event<'_>, usize) -> bool) -> Result<(), CvError> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| CvError::Damaged)?;
        match &event {
            Event::Start(element) => {
                depth += 1;
                check(element, depth)?;
            }
            Event::Empty(element) => check(element, depth)?,
            Event::DocType(_) => return Err(CvError::Damaged),
            Event::Eof if depth > 0 => return Err(CvError::Damaged),
            Event::Eof => return Ok(()),
            _ => {}
        }
        if !visit(&event, depth) {
            return Ok(());
        }
        if matches!(event, Event::End(_)) {
            depth = depth.saturating_sub(1);
        }
    }
}

fn check(element: &BytesStart<'_>, depth: usize) -> Result<(), CvError> {
    let attributes = element.attributes().with_checks(false).take(MAX_ATTRIBUTES + 1).count();
    if depth > MAX_DEPTH || attributes > MAX_ATTRIBUTES { Err(CvError::Damaged) } else { Ok(()) }
}

/// An attribute's value as in the file.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(found.value.into_owned())
}

/// Collects text. Element names come from ECMA-376 part 1, 17.3.3.
#[derive(Default)]
struct Visitor {
    text: String,
    /// True inside `w:t`, the only element with shown text.
    in_text: bool,
    /// True inside a run not shown by Word.
    hidden: bool,
    /// Depth of the element passed over with its content.
    skipped: Option<usize>,
}

impl Visitor {
    fn visit(&mut self, event: &Event<'_>, depth: usize) -> bool {
        match event {
            Event::End(_) if self.skipped == Some(depth) => self.skipped = None,
            _ if self.skipped.is_some() => {}
            Event::Start(element) => match element.local_name().as_ref() {
                // The old form of a text box, and text taken away by a tracked change.
                "Fallback" | "del" | "moveFrom" => self.skipped = Some(depth),
                "t" => self.in_text = true,
                "r" => self.hidden = false,
                name => self.mark(name),
            },
            Event::Empty(element) => self.mark(element.local_name().as_ref()),
            Event::End(element) => match element.local_name().as_ref() {
                "t" => self.in_text = false,
                "p" | "tr" => self.text.push('\n'),
                _ => {}
            },
            Event::Text(text) => self.push(&text.xml10_content()),
            Event::CData(text) => self.push(&text.xml10_content()),
            Event::GeneralRef(reference) => self.push_reference(reference),
            _ => {}
        }
        self.text.len() < MAX_TEXT_BYTES
    }

    /// An element for a character or a state.
    fn mark(&mut self, name: &str) {
        match name {
            "tab" => self.text.push(' '),
            "br" | "cr" => self.text.push('\n'),
            "noBreakHyphen" => self.text.push('-'),
            "vanish" => self.hidden = true,
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if self.in_text && !self.hidden {
            self.text.push_str(text);
        }
    }

    /// An entity of XML's five or a character by its number; without a document type there are no others.
    fn push_reference(&mut self, reference: &BytesRef<'_>) {
        let character = match &**reference {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => reference.resolve_char_ref().ok().flatten(),
        };
        if let Some(character) = character {
            self.push(character.encode_utf8(&mut [0; 4]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_cells_and_breaks_are_lines() {
        let part = "<w:document><w:tbl><w:tr><w:tc><w:p><w:r><w:t>2019</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r>\
                    <w:t>Nurse</w:t><w:br/><w:t xml:space='preserve'>A&amp;E &#8211; </w:t><w:t>Leeds</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:document>";
        assert_eq!(text(part).unwrap().trim(), "2019\nNurse\nA&E – Leeds");
    }

    #[test]
    fn what_word_does_not_show_is_left_out() {
        let part = "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>seen</w:t></w:r>\
                    <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del>\
                    <mc:AlternateContent><mc:Choice><w:r><w:t> box</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t> box</w:t></w:r></mc:Fallback>\
                    </mc:AlternateContent><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>";
        assert_eq!(text(part).unwrap().trim(), "seen box");
    }

    #[test]
    fn hostile_xml_is_refused() {
        let deep = "<a>".repeat(65) + &"</a>".repeat(65);
        let attributes: String = (0..300).map(|n| format!(" a{n}=''")).collect();
        let laughs = "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><w:p><w:t>&b;</w:t></w:p>";
        for part in [deep.as_str(), &format!("<a{attributes}/>"), laughs, "<a><b></a>", "<a>"] {
            assert_eq!(text(part), Err(CvError::Damaged));
        }
    }

    #[test]
    fn the_main_part_is_found_by_its_type() {
        let types = "<Types><Default Extension='xml' ContentType='application/xml'/>\
                     <Override PartName='/word/document2.xml' ContentType='application/vnd.x.wordprocessingml.document.main+xml'/></Types>";
        let found = part_of_type(types, "wordprocessingml.document.main+xml").unwrap();
        assert_eq!(found.as_deref(), Some("word/document2.xml"));
    }
}
