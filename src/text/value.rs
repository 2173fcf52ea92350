//! Values for sentences: numbers, text, and HTML of our own making.

use std::borrow::Cow;
use std::fmt;

/// A value in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Number, written in groups of three digits; a sentence can choose by it (`[one]`, `*[other]`).
    Number(i64),
    /// Text, printed unchanged; escaped in a sentence with markup.
    Text(String),
    /// Stands in sentences with markup only (`say_html!`).
    Html(Html),
}

impl Value {
    /// The value for a sentence with markup: text is escaped.
    pub(super) fn as_html(&self) -> Self {
        match self {
            Self::Text(text) => Self::Html(Html::escaped(text)),
            other => other.clone(),
        }
    }
}

/// HTML from our own templates and sentences: a template prints it unescaped.
#[derive(Clone, Debug, PartialEq)]
pub struct Html(String);

impl Html {
    /// Unescaped HTML. Only for our own markup, with all else in it escaped already.
    pub(crate) fn trusted(html: String) -> Self {
        Self(html)
    }

    fn escaped(text: &str) -> Self {
        let escaped = askama::filters::escape(text, askama::filters::Html);
        Self(escaped.map(|text| text.to_string()).unwrap_or_default())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Text as HTML: escaped.
impl From<String> for Html {
    fn from(text: String) -> Self {
        Self::escaped(&text)
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Html {}

/// Values for a sentence.
pub trait ToValue {
    /// The value as the catalogue takes it.
    fn to_value(&self) -> Value;
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

impl ToValue for str {
    fn to_value(&self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl ToValue for String {
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl ToValue for Cow<'_, str> {
    fn to_value(&self) -> Value {
        Value::Text(self.clone().into_owned())
    }
}

impl ToValue for Html {
    fn to_value(&self) -> Value {
        Value::Html(self.clone())
    }
}

macro_rules! numbers {
    ($($number:ty)+) => {$(
        impl ToValue for $number {
            fn to_value(&self) -> Value {
                Value::Number(i64::try_from(*self).unwrap_or(i64::MAX))
            }
        }
    )+};
}

numbers!(i16 i32 i64 u8 u16 u32 u64 usize);
