//! Tables as files, streamed a portion at a time: a million rows take no more memory than a thousand.

use crate::db;
use crate::web::AppResult;
use crate::web::error::AppError;
use actix_web::HttpResponse;
use actix_web::http::header::{ContentDisposition, DispositionParam, DispositionType};
use actix_web::web::Bytes;
use futures_util::stream;

/// UTF-8's byte order mark.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// One portion of a table with the cursor of the next; None: the last portion.
pub(super) struct Portion<C> {
    pub rows: Vec<Vec<String>>,
    pub next: Option<C>,
}

/// Streams a table. A failed portion breaks the answer off, so that the browser reports an incomplete file.
pub(super) fn download<C, F, R>(name: &str, header: &[&str], first: C, portion: F) -> AppResult
where
    C: 'static,
    F: Fn(C) -> R + 'static,
    R: Future<Output = AppResult<Portion<C>>> + 'static,
{
    let head = beginning(&[header.iter().map(|&cell| cell.to_owned()).collect()])?;
    let begin = (Some(head), Some(first), portion);
    let chunks = stream::try_unfold(begin, |(head, cursor, portion)| async move {
        if let Some(head) = head {
            return Ok::<_, AppError>(Some((head, (None, cursor, portion))));
        }
        let Some(cursor) = cursor else { return Ok(None) };
        // The body is made after its request was answered.
        let Portion { rows, next } = db::for_pages(portion(cursor)).await?;
        Ok(Some((lines(&rows)?, (None, next, portion))))
    });
    let parameter = DispositionParam::Filename(format!("{name}.csv"));
    let disposition = ContentDisposition { disposition: DispositionType::Attachment, parameters: vec![parameter] };
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(disposition)
        .streaming(Box::pin(chunks)))
}

/// Sends a small table at once.
pub(in crate::web) fn whole(name: &str, header: &[&str], rows: Vec<Vec<String>>) -> AppResult {
    let header = header.iter().map(|&cell| cell.to_owned()).collect();
    let body = beginning(&[vec![header], rows].concat())?;
    let parameter = DispositionParam::Filename(format!("{name}.csv"));
    let disposition = ContentDisposition { disposition: DispositionType::Attachment, parameters: vec![parameter] };
    Ok(HttpResponse::Ok().content_type("text/csv; charset=utf-8").insert_header(disposition).body(body))
}

/// The first lines of a file. By the mark before them Excel knows the encoding, and garbles no letters beyond ASCII.
fn beginning(rows: &[Vec<String>]) -> AppResult<Bytes> {
    Ok([BYTE_ORDER_MARK, &lines(rows)?].concat().into())
}

fn lines(rows: &[Vec<String>]) -> AppResult<Bytes> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| safe(cell))).map_err(anyhow::Error::from)?;
    }
    Ok(writer.into_inner().map_err(|error| anyhow::anyhow!("{error}"))?.into())
}

/// Cells that begin like a formula are run by spreadsheets (OWASP on CSV injection): an apostrophe makes them text.
fn safe(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        let cells = ["=1+1", "+49 30", "-Berlin", "@SUM(A1)", "\tx", "-5", "Data Scientist"];
        assert_eq!(cells.map(safe), ["'=1+1", "'+49 30", "'-Berlin", "'@SUM(A1)", "'\tx", "-5", "Data Scientist"]);
    }
}
