//! What a provider does to a question and to an answer that was sold. Pure.

use serde_json::{Value, json};

/// A parameter that no job API knows: a question with it is refused, and the call is charged.
const UNKNOWN: &str = "chaos";

/// Longer than any answer that is read.
const TOO_LONG: usize = 17 * 1024 * 1024;

/// The question, with a parameter more.
pub fn with_unknown_parameter(asked: &[u8]) -> Vec<u8> {
    let asked = String::from_utf8_lossy(asked);
    asked.replacen(" HTTP/1.1", &format!("&{UNKNOWN}=1 HTTP/1.1"), 1).into_bytes()
}

/// Whether a query was refused for that.
pub fn is_refused(query: &str) -> bool {
    query.split('&').any(|pair| pair.starts_with(UNKNOWN))
}

/// The same refusal, by the status of a provider that checks what it is asked.
pub fn unprocessable(refused: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(refused).replacen("HTTP/1.1 400", "HTTP/1.1 422", 1).into_bytes()
}

/// A body of the same length that says nothing.
pub fn junk(sold: &[u8]) -> Vec<u8> {
    let (head, body) = parts(sold);
    let junk = (head.len()..sold.len()).map(|at| b"{]\"\\\xff0 "[at * 7 % 8 % 7]);
    debug_assert_eq!(head.len() + body.len(), sold.len());
    head.iter().copied().chain(junk).collect()
}

/// The same rows, as a provider sends them that has changed its mind.
pub fn garbled(sold: &[u8]) -> Vec<u8> {
    let body = String::from_utf8_lossy(parts(sold).1);
    let inside = match body.strip_prefix('{') {
        Some(fields) => format!("{{\"took\":NaN,{fields}"),
        None => format!("{{\"count\":100,\"took\":NaN,\"data\":{body}}}"),
    };
    with_body(sold, "", format!("\u{feff}{inside}").as_bytes())
}

/// As many rows as were sold, without their names.
pub fn rowless(sold: &[u8]) -> Vec<u8> {
    let Ok(mut body) = serde_json::from_slice(parts(sold).1) else { return sold.to_vec() };
    forget_names(&mut body);
    with_body(sold, "", body.to_string().as_bytes())
}

fn forget_names(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(forget_names),
        Value::Object(fields) => {
            for name in ["id", "job_id"] {
                fields.entry(name).and_modify(|id| *id = json!(null));
            }
            fields.values_mut().for_each(forget_names);
        }
        _ => {}
    }
}

/// The same, with white space behind it that has no end.
pub fn oversized(sold: &[u8]) -> Vec<u8> {
    let body = parts(sold).1;
    with_body(sold, "", &[body, &vec![b' '; TOO_LONG]].concat())
}

/// The same as gzip, in blocks that are stored as they are (RFC 1951, 3.2.4; RFC 1952).
pub fn compressed(sold: &[u8]) -> Vec<u8> {
    let body = parts(sold).1;
    let mut gzip = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    for block in body.chunks(usize::from(u16::MAX)) {
        let length = block.len() as u16;
        gzip.push(0);
        gzip.extend(length.to_le_bytes());
        gzip.extend((!length).to_le_bytes());
        gzip.extend(block);
    }
    // A last block without anything.
    gzip.extend([1, 0, 0, 255, 255]);
    gzip.extend(crc32(body).to_le_bytes());
    gzip.extend((body.len() as u32).to_le_bytes());
    with_body(sold, GZIP, &gzip)
}

pub fn said_to_be_compressed(sold: &[u8]) -> Vec<u8> {
    with_body(sold, GZIP, parts(sold).1)
}

const GZIP: &str = "content-encoding: gzip\r\n";

fn crc32(bytes: &[u8]) -> u32 {
    let of_byte = |mut crc: u32, byte: &u8| {
        crc ^= u32::from(*byte);
        (0..8).fold(crc, |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    };
    !bytes.iter().fold(u32::MAX, of_byte)
}

/// Head, with its empty line, and body.
fn parts(sold: &[u8]) -> (&[u8], &[u8]) {
    let end = sold.windows(4).position(|four| four == b"\r\n\r\n").map_or(sold.len(), |at| at + 4);
    sold.split_at(end)
}

/// The same answer, figures and all, with another body.
fn with_body(sold: &[u8], more: &str, body: &[u8]) -> Vec<u8> {
    let head = String::from_utf8_lossy(parts(sold).0);
    let is_length = |line: &&str| line.to_ascii_lowercase().starts_with("content-length:");
    let kept: Vec<&str> = head.trim_end().split("\r\n").filter(|line| !is_length(line)).collect();
    let head = format!("{}\r\n{more}content-length: {}\r\n\r\n", kept.join("\r\n"), body.len());
    [head.as_bytes(), body].concat()
}
