//! Word documents: a zip file of XML parts, read in memory and with limits.
//!
//! Nothing is unpacked to disk, sizes declared by the file are never believed, and contents of no honest document
//! (symbolic links, a DOCTYPE, thousandfold compression) end the reading.

mod xml;

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::cv::error::CvError;

/// Entries of the zip file.
const MAX_ENTRIES: usize = 500;

/// Inflated size of one part, in bytes.
const MAX_PART_BYTES: usize = 20 * 1024 * 1024;

/// Inflated size of all parts to be read, in bytes.
const MAX_TOTAL_BYTES: usize = 50 * 1024 * 1024;

/// How many times larger than its compressed form a part past [`RATIO_FREE_BYTES`] may be. Apache POI's zip bomb
/// protection uses the same figures.
const MAX_RATIO: usize = 100;

/// Small parts may compress as well as they like, in bytes.
const RATIO_FREE_BYTES: usize = 100 * 1024;

/// Content type of the part with the body. Source: ECMA-376 part 1, 11.3.10.
const MAIN_PART_TYPE: &str = "wordprocessingml.document.main+xml";

type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The text of headers, body and footers, in this order: contact details often stand in a header.
pub(super) fn read(bytes: &[u8]) -> Result<String, CvError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| CvError::Damaged)?;
    let names = names(&mut zip)?;
    let mut budget = MAX_TOTAL_BYTES;
    let main = main_part(&mut zip, &names, &mut budget)?;
    let is = |name: &&String, kind: &str| name.starts_with(&format!("word/{kind}")) && name.ends_with(".xml");
    let mut text = String::new();
    let headers = names.iter().filter(|name| is(name, "header"));
    let footers = names.iter().filter(|name| is(name, "footer"));
    for name in headers.chain([&main]).chain(footers) {
        let part = inflate(&mut zip, name, &mut budget)?;
        text.push_str(&xml::text(&part)?);
        text.push('\n');
    }
    Ok(text)
}

/// The names of all entries, if the archive as a whole looks honest.
fn names(zip: &mut Zip<'_>) -> Result<Vec<String>, CvError> {
    if zip.len() > MAX_ENTRIES {
        return Err(CvError::Damaged);
    }
    let mut names = Vec::with_capacity(zip.len());
    for index in 0..zip.len() {
        let entry = zip.by_index_raw(index).map_err(|_| CvError::Damaged)?;
        if entry.is_symlink() {
            return Err(CvError::Damaged);
        }
        if entry.encrypted() {
            return Err(CvError::Encrypted);
        }
        names.push(entry.name().map_err(|_| CvError::Damaged)?.into_owned());
    }
    Ok(names)
}

/// The name of the part with the document's body; most often, not always, `word/document.xml`.
fn main_part(zip: &mut Zip<'_>, names: &[String], budget: &mut usize) -> Result<String, CvError> {
    let has = |name: &str| names.iter().any(|other| other == name);
    if has("META-INF/manifest.xml") && has("mimetype") {
        return Err(CvError::OpenDocument);
    }
    if !has("[Content_Types].xml") {
        return Err(CvError::Archive);
    }
    let types = inflate(zip, "[Content_Types].xml", budget)?;
    let name = xml::part_of_type(&types, MAIN_PART_TYPE)?.ok_or(CvError::Archive)?;
    if has(&name) { Ok(name) } else { Err(CvError::Damaged) }
}

/// A part as text, counted while inflated.
fn inflate(zip: &mut Zip<'_>, name: &str, budget: &mut usize) -> Result<String, CvError> {
    let entry = zip.by_name(name).map_err(|_| CvError::Damaged)?;
    let compressed = usize::try_from(entry.compressed_size()).unwrap_or(usize::MAX);
    let ratio_limit = compressed.saturating_mul(MAX_RATIO).max(RATIO_FREE_BYTES);
    let limit = MAX_PART_BYTES.min(*budget).min(ratio_limit);
    let mut bytes = Vec::new();
    entry.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|_| CvError::Damaged)?;
    if bytes.len() > limit {
        return Err(CvError::Damaged);
    }
    *budget -= bytes.len();
    String::from_utf8(bytes).map_err(|_| CvError::Damaged)
}
