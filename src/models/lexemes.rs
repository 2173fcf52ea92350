//! Titles as PostgreSQL's text search takes them apart: the grammar that a source very probably uses.

use crate::answers::{Configuration, Lexeme, Lexemes, Words};
use crate::db::{Connection, Prepare as _};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4, Int8, Text};
use diesel_async::RunQueryDsl;

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Int8)]
    nth: i64,
    #[diesel(sql_type = Text)]
    lexeme: String,
    #[diesel(sql_type = Array<Int4>)]
    positions: Vec<i32>,
}

/// Words of each title, in the order of the titles.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn of(conn: &mut Connection, how: Configuration, titles: &[&str]) -> QueryResult<Vec<Lexemes>> {
    let words: Vec<Word> = diesel::sql_query(
        "SELECT nth, lexeme, positions::int[] AS positions
           FROM unnest($2::text[]) WITH ORDINALITY AS one (title, nth)
          CROSS JOIN LATERAL unnest(to_tsvector($1::text::regconfig, title)) ORDER BY nth",
    )
    .bind::<Text, _>(how.as_str())
    .bind::<Array<Text>, _>(titles)
    .prepared()
    .load(conn)
    .await?;
    let mut all = vec![Vec::new(); titles.len()];
    for Word { nth, lexeme, positions } in words {
        let own = usize::try_from(nth - 1).ok().and_then(|nth| all.get_mut(nth));
        own.into_iter()
            .for_each(|own: &mut Vec<Lexeme>| own.push(Lexeme { word: lexeme.clone(), positions: positions.clone() }));
    }
    Ok(all.into_iter().map(Lexemes::of).collect())
}

/// Words of each title in every configuration, in the order of the titles.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn words(conn: &mut Connection, titles: &[&str]) -> QueryResult<Vec<Words>> {
    let english = of(conn, Configuration::English, titles).await?;
    let simple = of(conn, Configuration::Simple, titles).await?;
    Ok(english.into_iter().zip(simple).map(|(english, simple)| Words { english, simple }).collect())
}
