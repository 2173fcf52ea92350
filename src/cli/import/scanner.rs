//! Text into records, as RFC 4180 and spreadsheets write them, each with the line where it begins. Pure.
//!
//! A quote that does not end where a cell can end spoils only the line on which the quote was opened.

/// One row: cells between separators, without quotes and outer spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// Line of the file on which the row begins, from 1.
    pub(super) line: usize,
    /// Cells; line breaks inside quotes are kept, as `\n`.
    pub(super) cells: Vec<String>,
}

/// A line with senseless quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct QuoteFault {
    /// Line of the file, from 1.
    pub(super) line: usize,
    /// False: text stands between a closing quote and the next separator.
    pub(super) is_unclosed: bool,
}

/// The unread rest of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scanner<'a> {
    rest: &'a str,
    line: usize,
    separator: char,
    /// Cells of a whole row: a quoted cell that holds such a row has swallowed the row.
    columns: usize,
}

/// End of a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Separator,
    Row,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str, separator: char) -> Self {
        Self { rest: text, line: 1, separator, columns: usize::MAX }
    }

    /// Same place of the text, read with another separator.
    pub(super) fn with_separator(self, separator: char) -> Self {
        Self { separator, ..self }
    }

    /// Sets how many cells a whole row has, from here on.
    pub(super) fn with_columns(self, columns: usize) -> Self {
        Self { columns, ..self }
    }

    /// True at the end of the text.
    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Rest of the line, without moving on.
    pub(super) fn peek_line(&self) -> &'a str {
        self.rest.split(['\n', '\r']).next().unwrap_or_default()
    }

    /// Moves to the next line, past the rest of the current line.
    pub(super) fn skip_line(&mut self) {
        let at = self.rest.find(['\n', '\r']).unwrap_or(self.rest.len());
        self.rest = &self.rest[at..];
        self.end_line();
    }

    fn end_line(&mut self) {
        let Some(rest) = self.rest.strip_prefix("\r\n").or_else(|| self.rest.strip_prefix(['\n', '\r'])) else {
            return;
        };
        self.rest = rest;
        self.line += 1;
    }

    /// Reads the next cell. An error: its quotes make no sense; true where the quote stays open.
    fn cell(&mut self) -> Result<(String, End), bool> {
        self.rest = self.rest.trim_start_matches(|c| c == ' ' && c != self.separator);
        // Excel writes ="007" to keep a text from being converted.
        let quoted = self.rest.strip_prefix("=\"").or_else(|| self.rest.strip_prefix('"'));
        let text = match quoted {
            Some(quoted) => {
                self.rest = quoted;
                self.quoted()?
            }
            None => self.plain(),
        };
        if let Some(rest) = self.rest.strip_prefix(self.separator) {
            self.rest = rest;
            return Ok((text, End::Separator));
        }
        self.end_line();
        Ok((text, End::Row))
    }

    fn plain(&mut self) -> String {
        let is_end = |c: char| c == self.separator || matches!(c, '\n' | '\r');
        let (text, rest) = self.rest.split_at(self.rest.find(is_end).unwrap_or(self.rest.len()));
        self.rest = rest;
        text.trim_end().to_owned()
    }

    /// Reads up to the closing quote, and the spaces behind it. A doubled quote stands for a single quote.
    fn quoted(&mut self) -> Result<String, bool> {
        let mut text = String::new();
        loop {
            let (part, rest) = self.rest.split_once('"').ok_or(true)?;
            text.push_str(part);
            self.rest = rest;
            let Some(rest) = self.rest.strip_prefix('"') else { break };
            text.push('"');
            self.rest = rest;
        }
        self.rest = self.rest.trim_start_matches(|c| c == ' ' && c != self.separator);
        if !self.rest.is_empty() && !self.rest.starts_with(['\n', '\r', self.separator]) {
            return Err(false);
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        if text.lines().skip(1).any(|line| self.is_row(line)) {
            return Err(true);
        }
        self.line += text.matches('\n').count();
        Ok(text)
    }

    /// True for a line inside quotes that would be a row by itself: an address, and a separator for each column.
    fn is_row(&self, line: &str) -> bool {
        line.contains('@') && line.matches(self.separator).count() + 1 >= self.columns
    }
}

impl Iterator for Scanner<'_> {
    type Item = Result<Record, QuoteFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let start = *self;
        let mut cells = Vec::new();
        loop {
            match self.cell() {
                Ok((text, end)) => {
                    cells.push(text);
                    if end == End::Row {
                        return Some(Ok(Record { line: start.line, cells }));
                    }
                }
                Err(is_unclosed) => {
                    *self = start;
                    self.skip_line();
                    return Some(Err(QuoteFault { line: start.line, is_unclosed }));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line and cells of a row, or the line and whether a quote stays open.
    type Told = Result<(usize, Vec<String>), (usize, bool)>;

    fn rows(text: &str) -> Vec<Told> {
        let rows = Scanner::new(text, ',').with_columns(3);
        rows.map(|row| row.map(|row| (row.line, row.cells)).map_err(|fault| (fault.line, fault.is_unclosed))).collect()
    }

    fn row(line: usize, cells: &[&str]) -> Told {
        Ok((line, cells.iter().map(|cell| (*cell).to_owned()).collect()))
    }

    #[test]
    fn lines_end_as_on_windows_unix_and_old_macintoshes() {
        for text in ["a,b\nc\n", "a,b\r\nc\r\n", "a,b\rc\r", "a,b\nc"] {
            assert_eq!(rows(text), [row(1, &["a", "b"]), row(2, &["c"])], "{text:?}");
        }
        assert_eq!(rows("a\n\n,\nb"), [row(1, &["a"]), row(2, &[""]), row(3, &["", ""]), row(4, &["b"])]);
    }

    #[test]
    fn quotes_hold_separators_quotes_and_lines_and_lines_are_counted_behind_them() {
        let text = "\"a, b\", \"c \"\"d\"\"\" ,\"two\r\nlines\"\r\n24\" screen,=\"007\",\r\n";
        assert_eq!(rows(text), [row(1, &["a, b", "c \"d\"", "two\nlines"]), row(3, &["24\" screen", "007", ""])]);
    }

    #[test]
    fn a_quote_that_never_ends_spoils_its_own_line_alone() {
        assert_eq!(rows("a,\"b,c\nd@e,f,g\nh"), [Err((1, true)), row(2, &["d@e", "f", "g"]), row(3, &["h"])]);
        assert_eq!(rows("a,\"b,c\nd,\"e\",f"), [Err((1, false)), row(2, &["d", "e", "f"])]);
        assert_eq!(rows("a,\"b\" or \"c\",d\ne"), [Err((1, false)), row(2, &["e"])]);
    }

    #[test]
    fn two_quotes_that_stay_open_swallow_nothing_between_them() {
        let text = "a@x,\"b,c\nd@x,e,f\ng@x,h\",i\n";
        assert_eq!(rows(text), [Err((1, true)), row(2, &["d@x", "e", "f"]), row(3, &["g@x", "h\"", "i"])]);
    }
}
