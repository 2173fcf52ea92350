//! Outcome of reading an attempt's answer, and whether a source's answers can be read at all.

use super::{Attempt, AttemptState};
use crate::db::{Connection, Prepare as _};
use crate::models::fetch::ErrorCode;
use crate::schema::{fetches, sources};
use crate::sources::{Page, Reading, Source};
use diesel::prelude::*;
use diesel::sql_types::{Int4, Int8, Nullable, Text};
use diesel_async::RunQueryDsl;

/// Unreadable answers in a row, in the order of sending, after which a source is stopped.
const MOST_UNREADABLE: usize = 3;

/// Latest calls looked at; more are seldom under way at a time.
const LOOKED_AT: i64 = 200;

/// Outcome of reading an answer.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Whether the answer is usable.
    pub reading: Reading,
    /// Rows in the answer; None: it has no list.
    pub rows: Option<i32>,
    /// Unreadable rows.
    pub left_out: i32,
    /// Reasons for the left-out rows, in words for admins.
    pub left_out_why: Option<String>,
}

impl Outcome {
    /// Outcome of an answer with a list of rows.
    pub fn of(page: &Page) -> Self {
        let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        Self {
            reading: page.reading(),
            rows: Some(i32::try_from(page.rows).unwrap_or(i32::MAX)),
            left_out: number(page.refused.len()),
            left_out_why: page.left_out(),
        }
    }

    /// Outcome of an answer without a page.
    pub fn no_page() -> Self {
        Self { reading: Reading::Unreadable, rows: None, left_out: 0, left_out_why: None }
    }
}

impl Attempt {
    /// Notes the outcome of reading an attempt's answer whose page is not counted with it; `left_out`: rows noted
    /// before. Left-out rows are counted at fetch and source, too.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note_reading(
        conn: &mut Connection,
        attempt: (i64, i64, Source),
        outcome: &Outcome,
        left_out: i32,
        why: Option<&str>,
    ) -> QueryResult<()> {
        let (id, fetch_id, source) = attempt;
        diesel::sql_query(
            "UPDATE attempts SET reading = $2, answer_rows = $3, left_out = $4, left_out_why = $5, error_code = $6,
                    error = $7
              WHERE id = $1",
        )
        .bind::<Int8, _>(id)
        .bind::<Text, _>(outcome.reading.as_str())
        .bind::<Nullable<Int4>, _>(outcome.rows)
        .bind::<Int4, _>(outcome.left_out)
        .bind::<Nullable<Text>, _>(&outcome.left_out_why)
        .bind::<Nullable<Text>, _>(why.map(|_| ErrorCode::Unreadable))
        .bind::<Nullable<Text>, _>(why)
        .prepared()
        .execute(conn)
        .await?;
        Self::count_left_out(conn, fetch_id, source, outcome.left_out - left_out).await
    }

    /// Counts further unreadable rows of an answer at its fetch and its source.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn count_left_out(conn: &mut Connection, fetch_id: i64, source: Source, more: i32) -> QueryResult<()> {
        if more != 0 {
            let of_fetch = fetches::table.find(fetch_id);
            diesel::update(of_fetch).set(fetches::left_out.eq(fetches::left_out + more)).execute(conn).await?;
            let of_source = sources::table.find(source);
            diesel::update(of_source)
                .set(sources::left_out.eq(sources::left_out + i64::from(more)))
                .execute(conn)
                .await?;
        }
        Ok(())
    }

    /// True when the source's last answers were unusable, since an admin last looked at them. The caller has locked the
    /// source.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_source_unreadable(conn: &mut Connection, source: Source) -> QueryResult<bool> {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = Text)]
            state: AttemptState,
            #[diesel(sql_type = Nullable<Text>)]
            reading: Option<Reading>,
        }
        let rows: Vec<Row> = diesel::sql_query(
            "SELECT last.state, last.reading
               FROM (SELECT * FROM attempts ORDER BY id DESC LIMIT $2) last
              CROSS JOIN LATERAL (
                    SELECT source FROM fetches JOIN requests ON requests.id = request_id
                     WHERE fetches.id = last.fetch_id OFFSET 0) asked
               JOIN sources USING (source)
              WHERE source = $1 AND last.id > sources.looked_at_attempt_id
                AND last.state IN ('sending', 'settled') AND last.sent_at IS NOT NULL
              ORDER BY last.sent_at DESC, last.id DESC",
        )
        .bind::<Text, _>(source)
        .bind::<Int8, _>(LOOKED_AT)
        .prepared()
        .load(conn)
        .await?;
        let latest_first = rows.iter().map(|row| row.reading.filter(|_| row.state == AttemptState::Settled));
        Ok(is_unreadable(latest_first))
    }
}

/// Judges a source's answers, the last sent first; None: not read yet, or still under way. Open answers of the last
/// calls may still come, and are passed over; an open answer further back ends the row. An empty list says nothing.
fn is_unreadable(latest_first: impl Iterator<Item = Option<Reading>>) -> bool {
    let telling = latest_first.filter(|one| *one != Some(Reading::Empty)).skip_while(Option::is_none);
    telling.take_while(|one| *one == Some(Reading::Unreadable)).count() >= MOST_UNREADABLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_unreadable_answers_in_a_row_stop_a_source() {
        let judged = |sent: &str| {
            is_unreadable(sent.chars().rev().map(|c| match c {
                'r' => Some(Reading::Read),
                'e' => Some(Reading::Empty),
                'u' => Some(Reading::Unreadable),
                _ => None,
            }))
        };
        for stops in ["uuu", "ruuu", "ueueu", "uuu..", "uuue", "u.uuu"] {
            assert!(judged(stops), "{stops}");
        }
        for goes_on in ["", "uu", "uur", "uuru", "uuur", "uu.u", ".uu", "eee", "uee", "u.u.u"] {
            assert!(!judged(goes_on), "{goes_on}");
        }
    }
}
