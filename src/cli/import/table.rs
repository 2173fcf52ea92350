//! Text into a table: where the header stands, what separates its cells, and which column is which. Pure.

use super::scanner::{QuoteFault, Record, Scanner};
use crate::closed_list;
use crate::typed;
use std::cmp::Reverse;

closed_list! {
    "a column";
    /// The columns of a file.
    pub(super) enum Column {
        Email = "email",
        QueryName = "query_name",
        Title = "title_keyword",
        Location = "location",
        WorkArrangement = "ai_work_arrangement",
        EmploymentType = "ai_employment_type",
        Seniority = "ai_seniority",
        Industry = "ai_industry",
        Priority = "priority",
    }
}

impl Column {
    /// Columns without which nothing can be asked for anybody.
    const REQUIRED: [Self; 3] = [Self::Email, Self::Title, Self::Location];

    /// Other names, folded as [`name_key`] folds them.
    fn other_names(self) -> &'static [&'static str] {
        match self {
            Self::Email => &["mail", "emailaddress", "emailadresse", "mailadresse", "mailaddress"],
            Self::QueryName => &["list", "listname", "nameofthelist", "liste"],
            Self::Title => &["title", "titles", "jobtitle", "jobtitles", "titel", "beruf", "berufsbezeichnung"],
            Self::Location => &["locations", "place", "places", "city", "ort", "orte", "stadt"],
            Self::WorkArrangement => &["workarrangement", "arrangement"],
            Self::EmploymentType => &["employmenttype", "employment", "beschaftigungsart"],
            Self::Seniority => &["seniority"],
            Self::Industry => &["industry", "branche"],
            Self::Priority => &["prio", "prioritat"],
        }
    }

    /// The column that a header names, in whatever case, with spaces or hyphens or without.
    fn named(header: &str) -> Option<Self> {
        let key = name_key(header);
        let is_it = |column: &&Self| name_key(column.as_str()) == key || column.other_names().contains(&key.as_str());
        Self::ALL.iter().find(is_it).copied()
    }
}

/// Letters and digits of a header, small and without accents.
fn name_key(header: &str) -> String {
    typed::without_accents(header).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A file as a table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Headers that name no column; their cells are left out.
    pub(super) left_out: Vec<String>,
    /// Rows in their order, empty ones left out, each or what is wrong with its line.
    pub(super) rows: Vec<Result<Row, Refused>>,
}

/// A row that has cells for the header's columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The line of the file on which the row begins, from 1.
    pub(super) line: usize,
    cells: Vec<(Column, String)>,
}

impl Row {
    /// What stands in a column; nothing where the file or the row does not have it.
    pub(super) fn cell(&self, column: Column) -> &str {
        self.cells.iter().find(|(one, _)| *one == column).map_or("", |(_, text)| text)
    }
}

/// A line that is not taken, and why, in a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(super) struct Refused {
    /// From 1.
    pub(super) line: usize,
    pub(super) why: String,
}

impl Table {
    /// Reads a file's text.
    ///
    /// # Errors
    ///
    /// A sentence that says what is missing, when there is no header or nothing below it.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut scanner = Scanner::new(text, ',');
        let told = separator_line(&mut scanner);
        let mut scanner = scanner.with_separator(separator(scanner, told));
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

/// What a line such as `sep=;` says, which Excel takes for no part of the table. Blank lines before it are skipped.
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

/// The separator with which the first line names most columns; of two the first, beginning with the one that was told.
fn separator(scanner: Scanner<'_>, told: Option<char>) -> char {
    let known = |separator: &char| {
        let record = scanner.with_separator(*separator).next().and_then(Result::ok);
        record.map_or(0, |record| record.cells.iter().filter(|cell| Column::named(cell).is_some()).count())
    };
    told.into_iter().chain([',', ';', '\t', '|']).min_by_key(|one| Reverse(known(one))).unwrap_or(',')
}

/// Which column each of the header's cells names.
fn columns(header: &Record) -> Result<Vec<Option<Column>>, String> {
    let columns: Vec<_> = header.cells.iter().map(|cell| Column::named(cell)).collect();
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

    /// Line, address, title and place of each row that can be read.
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
