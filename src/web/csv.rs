//! Tables as CSV files, streamed batch by batch: memory stays bounded however long a table is.

use super::error::AppResult;
use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::Bytes;
use futures_util::stream;
use std::future::Future;

/// Rows that are loaded at a time.
pub const BATCH: i64 = 1_000;

/// Some rows of a table, and where the next ones begin; None: these were the last.
pub struct Batch<C> {
    pub rows: Vec<Vec<String>>,
    pub next: Option<C>,
}

impl<C> Batch<C> {
    /// A full batch may have more behind it.
    pub fn of<R>(found: &[R], cursor: impl Fn(&R) -> C, row: impl Fn(&R) -> Vec<String>) -> Self {
        let is_full = found.len() >= usize::try_from(BATCH).unwrap_or(usize::MAX);
        Self { rows: found.iter().map(row).collect(), next: found.last().filter(|_| is_full).map(cursor) }
    }
}

/// A file called `name`: the headers, then what `load` gives for `first` and for every cursor after it.
pub fn file<C, F, L>(name: &str, headers: &[&str], first: C, load: L) -> HttpResponse
where
    C: 'static,
    F: Future<Output = AppResult<Batch<C>>> + 'static,
    L: Fn(C) -> F + Clone + 'static,
{
    let head = line(headers.iter().map(|&header| header.to_owned()));
    let rows = stream::try_unfold((Some(head), Some(first)), move |(head, cursor)| {
        let load = load.clone();
        async move {
            if let Some(head) = head {
                return Ok(Some((Bytes::from(head), (None, cursor))));
            }
            let Some(cursor) = cursor else { return Ok(None) };
            let batch = load(cursor).await.inspect_err(|error| tracing::error!(%error, "a CSV file broke off"))?;
            let text: String = batch.rows.into_iter().map(line).collect();
            Ok::<_, super::AppError>(Some((Bytes::from(text), (None, batch.next))))
        }
    });
    HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .streaming(rows)
}

/// One line of RFC 4180.
fn line(cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<_> = cells.into_iter().map(|cell| quoted(&harmless(cell))).collect();
    format!("{}\r\n", cells.join(","))
}

/// Spreadsheets take some first characters for a formula (OWASP, "CSV Injection"); an apostrophe makes them text.
/// Numbers stay numbers.
fn harmless(cell: String) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && cell.parse::<f64>().is_err();
    if is_formula { format!("'{cell}") } else { cell }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written<const N: usize>(cells: [&str; N]) -> String {
        line(cells.map(str::to_owned))
    }

    #[test]
    fn cells_with_commas_and_quotes_are_quoted() {
        assert_eq!(written(["a", "b, c", "say \"x\"", ""]), "a,\"b, c\",\"say \"\"x\"\"\",\r\n");
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_made_text() {
        assert_eq!(written(["=1+1", "@x", "+x", "-x", "-12", "\tx"]), "'=1+1,'@x,'+x,'-x,-12,'\tx\r\n");
    }

    #[test]
    fn only_a_full_batch_has_more_behind_it() {
        let batch = |length: i64| Batch::of(&(0..length).collect::<Vec<_>>(), |&n| n, |n| vec![n.to_string()]);
        assert_eq!(batch(BATCH - 1).next, None);
        assert_eq!(batch(BATCH).next, Some(BATCH - 1));
    }
}
