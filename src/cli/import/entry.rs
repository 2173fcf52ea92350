//! A row into an entry: a person's address and a list of one title and one place. Pure.

use super::column::Column;
use super::table::Row;
use crate::filters::{self, Filters, ReadByPeople};
use crate::models::user::Email;
use crate::place::CountryCode;
use crate::searches::{self, List, Wish};
use crate::typed::single_spaced;

/// List name for searches, when the file names none.
const LIST_NAME: &str = "Imported";

/// One row, checked.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) email: Email,
    pub(super) list: List,
    /// Wishes: a single wish, unless a cell holds several titles or places on lines of their own.
    pub(super) wishes: Vec<Wish>,
}

impl Entry {
    /// Reads a row; a place without a country is looked for in `home` first.
    ///
    /// # Errors
    ///
    /// All faults of the row, in sentences that say what to do.
    pub(super) fn read(row: &Row, home: CountryCode) -> Result<Self, String> {
        let mut wrong = Wrong::default();
        let email = wrong.sort(email(row));
        let list = List {
            name: wrong.sort(name(row)).unwrap_or_else(|| LIST_NAME.to_owned()),
            titles: wrong.sort(lines(row, Column::Title)).unwrap_or_default(),
            locations: wrong.sort(lines(row, Column::Location)).unwrap_or_default(),
            filters: Filters {
                work_arrangement: wrong.sort(filter(row, Column::WorkArrangement)).flatten(),
                employment_type: wrong.sort(filter(row, Column::EmploymentType)).flatten(),
                seniority: wrong.sort(filter(row, Column::Seniority)).flatten(),
                industry: wrong.sort(filter(row, Column::Industry)).flatten(),
            },
            priority: wrong.sort(priority(row)).unwrap_or_default(),
        };
        if !wrong.0.is_empty() {
            return Err(wrong.0.join(" "));
        }
        let wishes = list.wishes(home).map_err(|errors| errors.all().join(" "))?;
        let email = email.ok_or_else(|| say!("sign-wrong-email"))?;
        Ok(Self { email, list, wishes })
    }
}

/// Faults of a row so far.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    fn sort<T>(&mut self, read: Result<T, String>) -> Option<T> {
        read.map_err(|why| self.0.push(why)).ok()
    }
}

fn email(row: &Row) -> Result<Email, String> {
    let cell = no_formula(Column::Email, text(row, Column::Email))?;
    let typed = cell.strip_prefix('\'').unwrap_or(&cell);
    Email::parse(address(typed)).map_err(|error| error.to_string())
}

/// A cell on one line, without a spreadsheet's decoration around the text.
fn text(row: &Row, column: Column) -> String {
    single_spaced(bare(row.cell(column)))
}

/// Removes decoration: spreadsheets write `="007"` and `'=x` to keep a text from being converted.
fn bare(cell: &str) -> &str {
    let formula = cell.strip_prefix("=\"").and_then(|cell| cell.strip_suffix('"'));
    let marked = || cell.strip_prefix('\'').filter(|text| text.starts_with(['=', '+', '-', '@']));
    // Word processors put such quotes in place of plain quotes.
    let quoted = || cell.strip_prefix(['“', '„', '”', '«']).and_then(|cell| cell.strip_suffix(['”', '“', '»']));
    formula.or_else(marked).or_else(quoted).unwrap_or(cell)
}

/// An address without the additions of mail programs and spreadsheets: `mailto:`, or a name before angle brackets.
fn address(text: &str) -> &str {
    let inside = text.strip_suffix('>').and_then(|text| text.rsplit_once('<')).map_or(text, |(_, inside)| inside);
    match inside.split_at_checked("mailto:".len()) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto:") => rest,
        _ => inside,
    }
}

fn name(row: &Row) -> Result<String, String> {
    let name = no_formula(Column::QueryName, text(row, Column::QueryName))?;
    Ok(if name.is_empty() { LIST_NAME.to_owned() } else { name })
}

/// A cell's lines; spreadsheets put several into a single cell.
fn lines(row: &Row, column: Column) -> Result<Vec<String>, String> {
    let lines = searches::lines(bare(row.cell(column))).into_iter();
    let lines = lines.map(|line| no_formula(column, without_fraction(&single_spaced(&line)).to_owned()));
    let lines = lines.collect::<Result<Vec<_>, _>>()?;
    if lines.is_empty() { Err(say!("import-cell-missing", column = column.as_str())) } else { Ok(lines) }
}

/// A postal code without the fraction of "80331.0": spreadsheets take postal codes for numbers.
fn without_fraction(text: &str) -> &str {
    let is_number = |whole: &&str| !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")).filter(is_number).unwrap_or(text)
}

/// Refuses formulas, and the error words that spreadsheets write in place of a result.
fn no_formula(column: Column, text: String) -> Result<String, String> {
    const FAILED: [&str; 2] = ["#N/A", "#NV"];
    let is_failed = text.starts_with('#') && (text.ends_with(['!', '?']) || FAILED.contains(&text.as_str()));
    if is_failed || text.starts_with(['=', '@', '+']) {
        return Err(say!("import-formula", column = column.as_str(), cell = text));
    }
    Ok(text)
}

fn filter<T: ReadByPeople>(row: &Row, column: Column) -> Result<Option<T>, String> {
    filters::optional(&text(row, column)).map_err(|refused| {
        say!("import-filter", column = column.as_str(), cell = text(row, column), allowed = refused.allowed())
    })
}

/// A whole number, as spreadsheets write numbers: "3", "3.0", "3,0".
fn priority(row: &Row) -> Result<i32, String> {
    let typed = text(row, Column::Priority);
    if !typed.contains(char::is_alphanumeric) && !typed.is_empty() {
        return Ok(0);
    }
    let whole = typed.strip_suffix(".0").or_else(|| typed.strip_suffix(",0")).unwrap_or(&typed);
    searches::priority(whole).ok_or_else(|| {
        let (least, most) = (*searches::PRIORITIES.start(), *searches::PRIORITIES.end());
        say!("import-priority", cell = typed, least = least, most = most)
    })
}

#[cfg(test)]
mod tests {
    use super::super::table::Table;
    use super::*;

    /// The entry read from a row below `header`.
    fn read(header: &str, line: &str) -> Result<Entry, String> {
        let table = Table::read(&format!("{header}\n{line}\n")).unwrap();
        Entry::read(table.rows[0].as_ref().unwrap(), "de".parse().unwrap())
    }

    fn wrong(header: &str, line: &str) -> String {
        read(header, line).expect_err(line)
    }

    #[test]
    fn a_row_is_a_person_and_a_list() {
        let entry = read(
            "email,query_name,title_keyword,location,ai_work_arrangement,ai_employment_type,ai_seniority,ai_industry,priority",
            "Ada@Example.com,Primary,Köchin,Ulm,remote,Vollzeit,mid-level,data and analytics,07",
        );
        let Entry { email, list, wishes } = entry.unwrap();
        let Filters { work_arrangement, employment_type, seniority, industry } = list.filters;
        let filters = [
            work_arrangement.unwrap().as_str(),
            employment_type.unwrap().as_str(),
            seniority.unwrap().as_str(),
            industry.unwrap().as_str(),
        ];
        assert_eq!(
            (email.as_str(), list.name.as_str(), list.priority, wishes.len()),
            ("ada@example.com", "Primary", 7, 1)
        );
        assert_eq!(filters, ["Remote OK", "FULL_TIME", "Mid", "Data & Analytics"]);
    }

    #[test]
    fn what_a_file_leaves_out_is_as_usual() {
        let entry = read("email,title,place", "ada@example.com,Koch,Ulm").unwrap();
        assert_eq!((entry.list.name.as_str(), entry.list.priority), (LIST_NAME, 0));
        assert!(entry.list.filters.is_empty());
    }

    #[test]
    fn cells_are_freed_of_what_spreadsheets_put_around_them() {
        let header = "email;list;title;place;priority";
        let line = "mailto:Ada@Example.com;\"two\nlines\";=\"Koch\";\"=\"\"Ulm\"\"\"; 3,0 ";
        let entry = read(header, line).unwrap();
        assert_eq!((entry.list.name.as_str(), entry.list.priority), ("two lines", 3));
        assert_eq!((entry.list.titles, entry.list.locations), (vec!["Koch".to_owned()], vec!["Ulm".to_owned()]));
        let entry = read(header, "Ada <ada@example.com>;'-x;\"Koch\n\nBäcker\";Ulm;").unwrap();
        assert_eq!((entry.email.as_str(), entry.list.name.as_str()), ("ada@example.com", "-x"));
        assert_eq!(entry.wishes.iter().map(|wish| wish.title.as_str()).collect::<Vec<_>>(), ["Koch", "Bäcker"]);
    }

    #[test]
    fn an_address_is_no_formula_and_has_no_mark_of_a_spreadsheet() {
        let header = "email;title;place";
        assert!(wrong(header, "=HYPERLINK(mailto:ada@example.com);Koch;Ulm").contains("formula"));
        assert_eq!(read(header, "'ada@example.com;Koch;Ulm").unwrap().email.as_str(), "ada@example.com");
        let entry = read(header, "ada@example.com;“Koch”;80331.0").unwrap();
        assert_eq!((entry.list.titles, entry.list.locations), (vec!["Koch".to_owned()], vec!["80331".to_owned()]));
    }

    #[test]
    fn formulas_and_what_they_failed_with_are_no_text() {
        for cell in ["=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+A1", "#REF!", "#NAME?", "#N/A", "#NV", "'=A1"] {
            assert!(
                wrong("email,title,place", &format!("ada@example.com,{cell},Ulm")).contains("title_keyword"),
                "{cell}"
            );
        }
        assert!(read("email,title,place", "ada@example.com,C# Developer,Ulm").is_ok());
    }

    #[test]
    fn priorities_are_whole_numbers_from_0_to_100() {
        for (cell, priority) in
            [("", 0), ("-", 0), ("0", 0), ("01", 1), (" 3 ", 3), ("+5", 5), ("7.0", 7), ("100", 100), ("５", 5)]
        {
            let entry = read("email,title,place,priority", &format!("ada@example.com,Koch,Ulm,{cell}"));
            assert_eq!(entry.unwrap().list.priority, priority, "{cell}");
        }
        for cell in ["-1", "high", "1.5", "101", "999999999999", "1e2"] {
            let why = wrong("email,title,place,priority", &format!("ada@example.com,Koch,Ulm,{cell}"));
            assert!(why.contains(cell) && why.contains("0 to 100"), "{cell}: {why}");
        }
    }

    #[test]
    fn everything_that_is_wrong_with_a_row_is_said_at_once() {
        let why = wrong("email,title,place,ai_seniority", "ada,,Ulm,Boss");
        for part in ["e-mail", "title_keyword", "“Boss”", "Junior, Mid, Senior, Lead"] {
            assert!(why.contains(part), "{why}");
        }
    }
}
