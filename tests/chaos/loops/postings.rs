//! Answers of the job APIs.

use super::super::dice::Dice;
use super::{Loop, fixtures, mutate};
use chrono::{DateTime, Utc};
use jobfill::sources::{Page, Source, beginning, charged_rows, parse};
use serde_json::Value;

pub const LOOP: Loop = Loop { name: "postings", corpus, change, judge };

/// The field of a mark that tells a good row that was left as it is.
const SOURCES: [Source; 2] = [Source::JSearch, Source::ActiveJobs];

/// The most characters of a line and of a description that are kept.
const LONGEST: (usize, usize) = (512, 50_000);

fn corpus() -> Vec<Vec<u8>> {
    [fixtures("sources"), fixtures("answers")].concat()
}

/// Half of the inputs are damaged as bytes, half have one row that is changed by value.
fn change(dice: &mut Dice, corpus: &[Vec<u8>]) -> Vec<u8> {
    let input = &corpus[dice.below(corpus.len())];
    let Some(mut page) = serde_json::from_slice::<Value>(input).ok().filter(|_| dice.is_within(60)) else {
        return mutate::bytes(dice, corpus);
    };
    if let Some(rows) = rows_of(&mut page).filter(|rows| !rows.is_empty()) {
        let at = dice.below(rows.len());
        mutate::value(dice, &mut rows[at]);
    }
    page.to_string().into_bytes()
}

/// The list that holds the most objects.
fn rows_of(value: &mut Value) -> Option<&mut Vec<Value>> {
    match value {
        Value::Array(items) => Some(items),
        Value::Object(fields) => fields.values_mut().filter_map(rows_of).max_by_key(|rows| rows.len()),
        _ => None,
    }
}

fn judge(input: &[u8]) -> Result<(), String> {
    let now: DateTime<Utc> = "2026-11-28T12:00:00Z".parse().map_err(|error| format!("{error}"))?;
    beginning(input);
    for source in SOURCES {
        let Ok(page) = parse(source, input, now) else { continue };
        if page.rows as usize != page.postings.len() + page.refused.len() {
            return Err(format!("{} rows, {} read, {} refused", page.rows, page.postings.len(), page.refused.len()));
        }
        if charged_rows(input) != Ok(page.rows) {
            return Err("rows are counted in two ways".to_owned());
        }
        page.left_out();
        within_bounds(&page, now)?;
        rows_stand_alone(source, input, &page, now)?;
    }
    Ok(())
}

fn within_bounds(page: &Page, now: DateTime<Utc>) -> Result<(), String> {
    for posting in &page.postings {
        let lines =
            [&Some(posting.source_id.clone()), &Some(posting.title.clone()), &posting.company, &posting.location];
        let is_long = |text: &&Option<String>| text.as_ref().is_some_and(|text| text.chars().count() > LONGEST.0);
        let description = posting.description.as_deref().unwrap_or_default();
        if lines.iter().any(is_long) || description.chars().count() > LONGEST.1 {
            return Err(format!("too long: {}", posting.source_id));
        }
        let texts = format!("{}{description}", posting.title);
        if posting.source_id.is_empty() || posting.title.trim().is_empty() || texts.contains('\0') {
            return Err(format!("no posting: {:?} {:?}", posting.source_id, posting.title));
        }
        if posting.apply_url.as_deref().is_some_and(|url| !url.starts_with("http")) {
            return Err(format!("a link that is none: {:?}", posting.apply_url));
        }
        if posting.posted_at.is_some_and(|at| at > now) {
            return Err(format!("posted ahead: {:?}", posting.posted_at));
        }
    }
    Ok(())
}

/// Each row reads the same whatever stands beside it: a broken neighbour costs nobody but itself.
fn rows_stand_alone(source: Source, input: &[u8], page: &Page, now: DateTime<Utc>) -> Result<(), String> {
    let Ok(mut value) = serde_json::from_slice::<Value>(input) else { return Ok(()) };
    let Some(rows) = rows_of(&mut value).filter(|rows| rows.len() == page.rows as usize) else { return Ok(()) };
    let mut read = page.postings.iter();
    // A list among rows is no row; alone it would be a page of its own.
    for row in rows.iter().filter(|row| !row.is_array()) {
        let alone = serde_json::json!([row]).to_string();
        let alone = parse(source, alone.as_bytes(), now).map(|page| page.postings).unwrap_or_default();
        if let Some(posting) = alone.first()
            && read.next() != Some(posting)
        {
            return Err(format!("{} reads otherwise beside others", posting.source_id));
        }
    }
    Ok(())
}
