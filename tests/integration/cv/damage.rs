//! Files that were made to do harm, put together byte by byte.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The content types of a Word document.
const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override
    PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

/// A Word document with this body.
pub fn docx(body: &[u8]) -> Vec<u8> {
    archive(&[("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", body)])
}

/// A zip file with these entries.
pub fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word document with a symbolic link in it.
pub fn docx_with_link() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("[Content_Types].xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(TYPES.as_bytes()).unwrap();
    zip.add_symlink("word/document.xml", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    zip.finish().unwrap().into_inner()
}

/// A zip file whose directory claims that every entry is two gigabytes large.
pub fn with_huge_claims(mut zip: Vec<u8>) -> Vec<u8> {
    let entries: Vec<usize> =
        zip.windows(4).enumerate().filter(|(_, window)| window == b"PK\x01\x02").map(|(at, _)| at).collect();
    for at in entries {
        zip[at + 24..at + 28].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0x7F]);
    }
    zip
}

/// A PDF of these objects, numbered from 1; the first is the catalogue.
pub fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = String::new();
    for (index, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        file.extend(format!("{} 0 obj\n", index + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    let count = objects.len() + 1;
    file.extend(format!("xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    file
}

/// A PDF of one page with this content stream.
pub fn page(filters: &str, content: &[u8]) -> Vec<u8> {
    let mut stream = format!("<< /Length {}{filters} >>\nstream\n", content.len()).into_bytes();
    stream.extend(content);
    stream.extend(b"\nendstream");
    pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>".to_vec(),
        stream,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
    ])
}

/// A PDF whose page tree leads back to itself.
pub fn page_loop() -> Vec<u8> {
    pdf(&[b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>".to_vec()])
}

/// A PDF whose table of objects names itself as the one before it.
pub fn table_loop() -> Vec<u8> {
    let file = String::from_utf8(page_loop()).unwrap();
    let start: usize = file.rsplit("startxref\n").next().unwrap().lines().next().unwrap().parse().unwrap();
    file.replace("/Root 1 0 R", &format!("/Root 1 0 R /Prev {start}")).into_bytes()
}

/// A PDF with arrays inside arrays.
pub fn nested(depth: usize) -> Vec<u8> {
    let kids = format!("<< /Type /Pages /Count 1 /Kids {}{} >>", "[".repeat(depth), "]".repeat(depth));
    pdf(&[b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), kids.into_bytes()])
}

/// A PDF whose page claims to have a million kids that are all the same page.
pub fn many_pages(count: usize) -> Vec<u8> {
    let kids = format!("<< /Type /Pages /Count {count} /Kids [{}] >>", "3 0 R ".repeat(count));
    pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        kids.into_bytes(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>".to_vec(),
    ])
}

/// A PDF of a few kilobytes whose page unpacks, twice, to `size` bytes of zeros.
pub fn flate_bomb(size: usize) -> Vec<u8> {
    let zeros = deflated_zeros(size);
    let stream = zlib(&archive_member(&zlib(&zeros)));
    page(" /Filter [/FlateDecode /FlateDecode]", &stream)
}

/// Zeros, deflated by hand: "258 bytes like the one before" takes 13 bits. Source: RFC 1951, 3.2.6.
fn deflated_zeros(size: usize) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.push(0b011, 3); // the last block, with the fixed codes
    bits.push_code(0b0011_0000, 8); // a zero
    for _ in 0..size / 258 {
        bits.push_code(0b1100_0101, 8); // length 258
        bits.push_code(0, 5); // distance 1
    }
    bits.push_code(0, 7); // the end
    bits.bytes
}

/// Bits from the low end of each byte.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    fn push(&mut self, value: u32, count: u32) {
        for bit in 0..count {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let last = self.bytes.last_mut().unwrap();
            *last |= u8::try_from((value >> bit) & 1).unwrap() << (self.used % 8);
            self.used += 1;
        }
    }

    /// Huffman codes go in with their high bit first.
    fn push_code(&mut self, code: u32, count: u32) {
        self.push(code.reverse_bits() >> (32 - count), count);
    }
}

/// Bytes deflated by the zip library.
fn archive_member(bytes: &[u8]) -> Vec<u8> {
    let zip = archive(&[("x", bytes)]);
    let data = 30 + 1 + usize::from(u16::from_le_bytes([zip[28], zip[29]]));
    let directory = zip.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    zip[data..directory].to_vec()
}

/// Deflated data between zlib's header and a checksum that nobody gets to.
fn zlib(deflated: &[u8]) -> Vec<u8> {
    [&[0x78, 0x9C], deflated, &[0; 4]].concat()
}
