//! Combinations that hold typed words in any part of their title or place. Where these are few, an index on pieces of
//! three characters names them, and the list is made of them; where they are many, whoever walks the list meets them soon.
//! One or two characters are looked for at the beginning.

use super::Criteria;
use crate::db::Connection;
use diesel::prelude::*;
use diesel::sql_types::{Int4, Int8, Text};
use diesel_async::RunQueryDsl;

/// Most combinations that are named by number. Of a million every hundredth fits then, so that a page of those is found
/// within some thousands.
const MOST: usize = 10_000;

/// The place among the words of a combination.
const PLACE: &str = "split_part(words, E'\\n', 2)";

/// What typed words were found to be in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Found {
    /// Not looked for, or nothing that an index could find was typed.
    #[default]
    NotLooked,
    /// In these combinations.
    Few(Vec<i32>),
    /// In more of them than are named.
    Many,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Int4)]
    combination_id: i32,
}

impl Found {
    /// Numbers of the combinations, where they are few.
    pub fn ids(&self) -> &[i32] {
        match self {
            Self::Few(ids) => ids,
            Self::NotLooked | Self::Many => &[],
        }
    }
}

impl Criteria {
    /// The same, with the combinations looked up that hold the words.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn narrowed(&self, conn: &mut Connection) -> QueryResult<Self> {
        let Some(sql) = self.words_sql().filter(|_| self.found == Found::NotLooked) else { return Ok(self.clone()) };
        let rows: Vec<Row> = diesel::sql_query(sql)
            .bind::<Text, _>(&self.text)
            .bind::<Text, _>(&self.text_means)
            .bind::<Text, _>(&self.place)
            .bind::<Text, _>(&self.place_means)
            .bind::<Int8, _>(MOST as i64 + 1)
            .load(conn)
            .await?;
        let ids: Vec<i32> = rows.into_iter().map(|row| row.combination_id).collect();
        let found = if ids.len() > MOST { Found::Many } else { Found::Few(ids) };
        Ok(Self { found, ..self.clone() })
    }

    /// Statement that finds the combinations; None: nothing that the index could find was typed.
    pub fn words_sql(&self) -> Option<String> {
        let text = (!is_short(&self.text)).then(|| any(("$1", "words"), "$2", &self.text_means));
        let place = (!is_short(&self.place)).then(|| any(("$3", PLACE), "$4", &self.place_means));
        let conditions: Vec<String> = text.into_iter().chain(place).collect();
        let conditions = Some(conditions.join(" AND ")).filter(|all| !all.is_empty())?;
        Some(format!("SELECT combination_id FROM combination_words WHERE {conditions} LIMIT $5"))
    }
}

/// Condition: what was typed stands there, or, in the place, what it means.
fn any((typed, part): (&str, &str), means: &str, meaning: &str) -> String {
    let holds = |typed: &str, part: &str| {
        format!("trigrams(words) @> trigrams({typed}) AND position(lower({typed}) IN lower({part})) > 0")
    };
    match is_short(meaning) {
        true => format!("({})", holds(typed, part)),
        false => format!("({} OR {})", holds(typed, part), holds(means, PLACE)),
    }
}

/// Without a piece of three characters there is nothing for the index to find.
pub(super) fn is_short(typed: &str) -> bool {
    typed.chars().count() < 3
}

/// A typed text as the list's statement wants it: literally, or as the pattern of a beginning where it is short.
pub(super) fn bound(typed: &str) -> String {
    bound_like(typed, typed)
}

/// What a typed text means, as the statement wants it beside the text.
pub(super) fn bound_like(typed: &str, means: &str) -> String {
    if is_short(typed) { pattern(means) } else { means.to_owned() }
}

/// Pattern for LIKE: typed text is looked for literally.
fn pattern(beginning: &str) -> String {
    let literal = beginning.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("{literal}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_is_looked_for_at_the_beginning_as_it_stands() {
        assert_eq!((bound("C_"), bound("C++")), ("C\\_%".to_owned(), "C++".to_owned()));
        assert_eq!(bound_like("NY", "New York"), "New York%");
    }

    #[test]
    fn only_what_the_index_can_find_is_asked_of_it() {
        let criteria = |text: &str, place: &str| Criteria {
            text: text.to_owned(),
            place: place.to_owned(),
            ..Criteria::default()
        };
        assert_eq!((criteria("", "").words_sql(), criteria("C#", "NY").words_sql()), (None, None));
        let sql = criteria("scientist", "Be").words_sql().unwrap();
        assert!(sql.contains("$1") && !sql.contains("$3"), "{sql}");
    }
}
