//! Text into a table: finds the header, the separator and the meaning of each column. Pure.

use super::column::Column;
use super::scanner::{QuoteFault, Record, Scanner};
use std::cmp::Reverse;

/// A file as a table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Headers that name no column; their cells are left out.
    pub(super) left_out: Vec<String>,
    /// Rows in their order, without empty ones: each read, or refused with the reason.
    pub(super) rows: Vec<Result<Row, Refused>>,
}

/// Row with cells for the header's columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Line of the file on which the row begins, from 1.
    pub(super) line: usize,
    cells: Vec<(Column, String)>,
}

impl Row {
    /// Text of a column; empty where the file or the row lacks the column.
    pub(super) fn cell(&self, column: Column) -> &str {
        self.cells.iter().find(|(one, _)| *one == column).map_or("", |(_, text)| text)
    }
}

/// Refused line, and why, in a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(super) struct Refused {
    /// Line of the file, from 1.
    pub(super) line: usize,
    pub(super) why: String,
}

impl Table {
    /// Reads a file's text.
    ///
    /// # Errors
    ///
    /// A sentence on the missing part, without a header or without rows below the header.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut scanner = Scanner::new(text, ',');
        let told = separator_line(&mut scanner);
        let mut scanner = scanner.with_separator(separator(scanner, told));
        to_header(&mut scanner);
        let header = match scanner.find(|record| !record.as_ref().is_ok_and(is_blank)) {
            Some(Ok(header)) => without_empty_end(header),
            Some(Err(fault)) => return Err(say!("import-header-quote", line = fault.line)),
            None => return Err(say!("import-no-header", required = required())),
        };
        let columns = columns(&header)?;
        let left_out = header.cells.iter().zip(&columns).filter(|(name, column)| column.is_none() && !name.is_empty());
        let left_out = left_out.map(|(name, _)| name.clone()).collect();
        let rows = scanner.with_columns(columns.len()).filter(|record| !record.as_ref().is_ok_and(is_blank));
        let rows: Vec<_> = rows.map(|record| row(record, &columns)).collect();
        if rows.is_empty() {
            return Err(say!("import-no-rows"));
        }
        Ok(Self { left_out, rows })
    }
}

/// Trailing separators make no columns.
fn without_empty_end(Record { line, mut cells }: Record) -> Record {
    cells.truncate(cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
    Record { line, cells }
}

fn is_blank(record: &Record) -> bool {
    record.cells.iter().all(String::is_empty)
}

/// Most lines looked at above the header: the table's name, a comment, a date.
const MOST_ABOVE: usize = 10;

/// Skips lines that spreadsheets put above the header. Nothing is skipped where no line names two columns, or an
/// earlier line holds an address.
fn to_header(scanner: &mut Scanner<'_>) {
    let mut ahead = *scanner;
    for _ in 0..MOST_ABOVE {
        let line = ahead;
        let Some(record) = ahead.next() else { return };
        let cells = record.map(|record| record.cells).unwrap_or_default();
        if cells.iter().filter(|cell| Column::named_loosely(cell).is_some()).count() > 1 {
            *scanner = line;
            return;
        }
        if cells.iter().any(|cell| cell.contains('@')) {
            return;
        }
    }
}

/// Separator told by a line such as `sep=;`, which Excel takes for no part of the table. Skips blank lines before the
/// line.
fn separator_line(scanner: &mut Scanner<'_>) -> Option<char> {
    while scanner.peek_line().trim().is_empty() && !scanner.is_at_end() {
        scanner.skip_line();
    }
    let line = scanner.peek_line().trim_matches([' ', '"']);
    let told = line.get(..4).filter(|name| name.eq_ignore_ascii_case("sep=")).and_then(|_| line[4..].chars().next());
    if told.is_some() {
        scanner.skip_line();
    }
    told
}

/// Separator with which one of the first lines names most columns. On a tie the first wins, beginning with the told
/// separator.
fn separator(scanner: Scanner<'_>, told: Option<char>) -> char {
    let named = |record: Record| record.cells.iter().filter(|cell| Column::named_loosely(cell).is_some()).count();
    let known = |separator: &char| {
        let records = scanner.with_separator(*separator).take(MOST_ABOVE).filter_map(Result::ok);
        records.map(named).max().unwrap_or(0)
    };
    told.into_iter().chain([',', ';', '\t', '|']).min_by_key(|one| Reverse(known(one))).unwrap_or(',')
}

/// Column named by each cell of the header.
fn columns(header: &Record) -> Result<Vec<Option<Column>>, String> {
    let mut columns: Vec<_> = header.cells.iter().map(|cell| Column::named(cell)).collect();
    for (at, cell) in header.cells.iter().enumerate() {
        let loosely = Column::named_loosely(cell).filter(|column| !columns.contains(&Some(*column)));
        if columns[at].is_none() && loosely.is_some() {
            columns[at] = loosely;
        }
    }
    let count = |column: Column| columns.iter().flatten().filter(|one| **one == column).count();
    if let Some(twice) = Column::ALL.iter().find(|column| count(**column) > 1) {
        return Err(say!("import-column-twice", line = header.line, column = twice.as_str()));
    }
    let missing: Vec<_> = Column::REQUIRED.into_iter().filter(|column| count(*column) == 0).collect();
    match missing.len() {
        0 => Ok(columns),
        3 => Err(say!("import-no-header", required = required())),
        _ => Err(say!("import-columns-missing", line = header.line, missing = names(&missing), required = required())),
    }
}

fn required() -> String {
    names(&Column::REQUIRED)
}

fn names(columns: &[Column]) -> String {
    columns.iter().map(|column| column.as_str()).collect::<Vec<_>>().join(", ")
}

fn row(record: Result<Record, QuoteFault>, columns: &[Option<Column>]) -> Result<Row, Refused> {
    let Record { line, cells } = record.map_err(refused_quote)?;
    if cells.len() == 1 {
        return Err(Refused { line, why: say!("import-one-cell") });
    }
    if cells.iter().skip(columns.len()).any(|cell| !cell.is_empty()) {
        return Err(Refused { line, why: say!("import-many-cells", cells = cells.len(), columns = columns.len()) });
    }
    let cells = columns.iter().zip(cells).filter_map(|(column, cell)| Some(((*column)?, cell)));
    Ok(Row { line, cells: cells.collect() })
}

fn refused_quote(QuoteFault { line, is_unclosed }: QuoteFault) -> Refused {
    let why = if is_unclosed { say!("import-quote-open") } else { say!("import-quote-inside") };
    Refused { line, why }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line, address, title and place of each readable row.
    fn read(text: &str) -> Vec<(usize, String)> {
        let table = Table::read(text).unwrap();
        let told = |row: Row| {
            let cells =
                [Column::Email, Column::Title, Column::Location, Column::Priority].map(|column| row.cell(column));
            (row.line, cells.join("/"))
        };
        table.rows.into_iter().map(|row| told(row.unwrap())).collect()
    }

    #[test]
    fn the_separator_is_what_makes_sense_of_the_header() {
        for separator in [",", ";", "\t", "|"] {
            let text = "email,title_keyword,location\na@x.org,Koch,Ulm\n".replace(',', separator);
            assert_eq!(read(&text), [(2, "a@x.org/Koch/Ulm/".to_owned())], "{separator:?}");
        }
        let ulm = [(3, "a@x.org/Koch/Ulm, DE/".to_owned())];
        for first in ["sep=;", "SEP=;", "\"sep=;\"", "", "sep=,"] {
            assert_eq!(read(&format!("{first}\r\nemail;title;place\r\na@x.org;Koch;Ulm, DE\r\n")), ulm, "{first}");
        }
        assert_eq!(read("sep=#\nemail#title#place\na@x.org#Koch#Ulm, DE"), ulm);
    }

    #[test]
    fn columns_are_known_in_any_case_and_order_with_spaces_and_quotes() {
        let headers = [
            "Priority,Location,Title_Keyword,Email",
            "prio, \"Places\" ,JOB TITLE,E-Mail",
            "Priorität,Ort,Titel,E-Mail-Adresse",
            "priority,location,title-keyword,e_mail,,",
            "Prio,Arbeitsort,Stellenbezeichnung,Benutzer",
            "Importance,Region,Role,E-mail",
        ];
        for header in headers {
            assert_eq!(
                read(&format!("{header}\n5,Ulm,Koch,a@x.org\n")),
                [(2, "a@x.org/Koch/Ulm/5".to_owned())],
                "{header}"
            );
        }
        assert_eq!(Table::read("email,title,place,Notes,\na@x.org,Koch,Ulm,x\n").unwrap().left_out, ["Notes"]);
    }

    #[test]
    fn what_stands_above_the_header_is_skipped() {
        let ulm = |line: usize| [(line, "a@x.org/Koch/Ulm/".to_owned())];
        let table = "email;title;place\na@x.org;Koch;Ulm\n";
        assert_eq!(read(&format!("Tabelle 1\n\n{table}")), ulm(4));
        assert_eq!(read(&format!("People;;\nas of;28.11.2026;\n{table}")), ulm(4));
        assert_eq!(read(&format!("# made by a program\n{table}")), ulm(3));
        let why = Table::read(&format!("b@x.org;Koch;Ulm\n{table}")).unwrap_err();
        assert!(why.contains("names no columns"), "a row above the header is not lost: {why}");
    }

    #[test]
    fn a_loose_name_means_a_column_only_where_no_other_does() {
        let table = Table::read("email,Title,Position,place,Region,Level\na@x.org,Koch,x,Ulm,y,Senior\n").unwrap();
        assert_eq!(table.left_out, ["Position", "Region"]);
        assert_eq!(table.rows[0].as_ref().unwrap().cell(Column::Seniority), "Senior");
    }

    #[test]
    fn blank_rows_are_no_rows_and_short_and_long_ones_are_fine_where_nothing_is_lost() {
        let text = "email,title,place,priority\n\na@x.org,Koch,Ulm\n,,,\nb@x.org,Koch,Ulm,1,,\n \n";
        assert_eq!(read(text), [(3, "a@x.org/Koch/Ulm/".to_owned()), (5, "b@x.org/Koch/Ulm/1".to_owned())]);
    }

    #[test]
    fn a_line_that_makes_no_sense_is_named_and_the_next_ones_are_read() {
        let text =
            "email,title,place\na@x.org,Koch,Ulm,Germany\nb@x.org;Koch;Ulm\nc@x.org,\"Koch,Ulm\nd@x.org,Koch,Ulm";
        let table = Table::read(text).unwrap();
        let lines: Vec<_> = table
            .rows
            .iter()
            .map(|row| row.as_ref().map_or_else(|no| (no.line, false), |row| (row.line, true)))
            .collect();
        assert_eq!(lines, [(2, false), (3, false), (4, false), (5, true)]);
    }

    #[test]
    fn a_file_without_a_header_or_rows_or_with_a_column_twice_is_refused_whole() {
        for (text, part) in [
            ("a@x.org,Koch,Ulm\n", "email, title_keyword, location"),
            ("email,title_keyword\na@x.org,Koch\n", "location"),
            ("email,title,place,E-Mail\na,b,c,d\n", "email"),
            ("email,title,place\n,,\n", "below its header"),
            ("\"email,title,place\n", "line 1"),
        ] {
            let why = Table::read(text).unwrap_err();
            assert!(why.contains(part), "{text:?}: {why}");
        }
    }
}
