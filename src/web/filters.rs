//! Filters behind a bar in templates: `{{ jobs|number }}`, `{{ at|moment(now) }}`. A page's file brings them in with
//! `use crate::web::filters;`.

#![expect(unreachable_pub, reason = "askama's macro makes items of its own, with the visibility that it is given")]

use super::labels;
use crate::filters::Filters;
use crate::text::{self, Html, ToValue, Value};
use askama::{Result, Values};
use chrono::{DateTime, Utc};
use std::borrow::Borrow;

/// A number in groups of three digits: `{{ jobs|number }}`.
#[askama::filter_fn]
pub fn number<T: ToValue>(value: T, _: &dyn Values) -> Result<String> {
    Ok(match value.to_value() {
        Value::Number(value) => text::number(value),
        Value::Text(text) => text,
        Value::Html(html) => html.to_string(),
    })
}

/// Time passed, with the exact time on hover: `{{ at|moment(now) }}`.
#[askama::filter_fn]
pub fn moment(at: &DateTime<Utc>, _: &dyn Values, now: &DateTime<Utc>) -> Result<Html> {
    Ok(text::moment(at, now))
}

/// The filters of a search that are set, in words: `{{ a::tags(combination.filters()|in_words) }}`.
#[askama::filter_fn]
pub fn in_words<T: Borrow<Filters>>(filters: T, _: &dyn Values) -> Result<Vec<String>> {
    Ok(labels::filters(*filters.borrow()))
}
