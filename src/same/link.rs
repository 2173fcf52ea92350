//! A web address, taken apart to read where it leads.

use url::Url;

/// The longest address read, in bytes.
const MAX_URL: usize = 2_048;

/// Where an address leads, without scheme, port and `www.`.
pub(super) struct Link {
    /// Lower case.
    pub host: String,
    path: Vec<String>,
    query: Vec<(String, String)>,
}

impl Link {
    /// Reads an address as people and pages write addresses. None: the address leads to no page of the web.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim().replace("&amp;", "&");
        let text = if text.contains([':', '@']) { text } else { format!("https://{text}") };
        let url = Url::parse(&text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let host = url.domain()?.trim_end_matches('.').to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
        let is_public = host.contains('.') && url.as_str().len() <= MAX_URL;
        let path = url.path_segments()?.filter(|segment| !segment.is_empty()).map(str::to_owned).collect();
        let query = url.query_pairs().map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect();
        is_public.then_some(Self { host, path, query })
    }

    /// The part in front of a domain: "acme" of acme.example.com, empty for the domain itself. None: elsewhere.
    pub(super) fn front(&self, domain: &str) -> Option<&str> {
        let front = self.host.strip_suffix(domain)?;
        if front.is_empty() { Some(front) } else { front.strip_suffix('.') }
    }

    /// Parts of the path, without a language at their beginning.
    pub(super) fn path(&self) -> &[String] {
        match self.path.split_first() {
            Some((first, rest)) if is_language(first) => rest,
            _ => &self.path,
        }
    }

    /// Every part of the path.
    pub(super) fn whole_path(&self) -> &[String] {
        &self.path
    }

    /// The path after a part of this name, whatever its case.
    pub(super) fn after(&self, name: &str) -> Option<&[String]> {
        let at = self.path.iter().position(|segment| segment.eq_ignore_ascii_case(name))?;
        Some(&self.path[at + 1..]).filter(|rest| !rest.is_empty())
    }

    /// The value of a parameter, whatever the case of its name, given in lower case.
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(other, value)| other == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }
}

/// A language, alone or of a country: "de", "en-GB".
pub(super) fn is_language(segment: &str) -> bool {
    let mut parts = segment.split(['-', '_']);
    let is_code = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    parts.next().is_some_and(is_code) && parts.next().is_none_or(is_code) && parts.next().is_none()
}

/// The number at a text's beginning, before its end or a sign: 123 of "123-engineer" and of "123.html".
pub(super) fn number(text: &str) -> Option<String> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let rest = &text[digits.len()..];
    (!digits.is_empty() && !rest.starts_with(char::is_alphanumeric)).then_some(digits)
}

/// The UUID at a text's beginning, in lower case.
pub(super) fn uuid(text: &str) -> Option<String> {
    let begun = text.get(..36)?;
    let is_mark = |at: usize| matches!(at, 8 | 13 | 18 | 23);
    let fits = |(at, byte): (usize, u8)| if is_mark(at) { byte == b'-' } else { byte.is_ascii_hexdigit() };
    let ends = !text[36..].starts_with(char::is_alphanumeric);
    (ends && begun.bytes().enumerate().all(fits)).then(|| begun.to_lowercase())
}

/// Hexadecimal digits at a text's beginning, so many, in lower case.
pub(super) fn hexadecimal(text: &str, length: usize) -> Option<String> {
    let begun = text.get(..length)?;
    begun.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| begun.to_lowercase())
}

/// A whole text of letters and digits, of at least this length, as written.
pub(super) fn code(text: &str, least: usize) -> Option<String> {
    let is_code = text.len() >= least && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_code.then(|| text.to_owned())
}

/// A whole text of letters, digits and the signs of reference numbers, with a digit in it, in capitals.
pub(super) fn reference(text: &str) -> Option<String> {
    let is_kept = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let is_one = text.bytes().all(is_kept) && text.bytes().any(|byte| byte.is_ascii_digit());
    is_one.then(|| text.to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_is_written_on_pages() {
        let link = Link::read(" http://WWW.Jobs.Example.com:80/de-AT/Job/12-koch/?A=1&amp;b= ").unwrap();
        assert_eq!(link.host, "jobs.example.com");
        assert_eq!(link.front("example.com"), Some("jobs"));
        assert_eq!(link.front("ample.com"), None);
        assert_eq!((link.path().len(), link.whole_path().len()), (2, 3));
        assert_eq!(link.after("job").map(<[String]>::len), Some(1));
        assert_eq!((link.param("a"), link.param("b")), (Some("1"), None));
        for nowhere in ["", "mailto:jobs@example.com", "ftp://example.com/1", "http://127.0.0.1/jobs/1", "localhost/1"]
        {
            assert!(Link::read(nowhere).is_none(), "{nowhere}");
        }
    }

    #[test]
    fn numbers_are_read_where_they_end() {
        assert_eq!(number("123-engineer").as_deref(), Some("123"));
        assert_eq!(number("123.html").as_deref(), Some("123"));
        assert_eq!((number("3d-artist").as_deref(), number("engineer-123")), (None, None));
        assert_eq!(uuid("A0B1C2D3-0000-4000-8000-00000000000F-x").unwrap(), "a0b1c2d3-0000-4000-8000-00000000000f");
        assert_eq!((uuid("a0b1c2d3"), uuid("äääääääääääääääääääääää")), (None, None));
    }
}
