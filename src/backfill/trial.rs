//! What the end of a list shows of its source: whether it takes several titles in one question.

use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName, CapabilityState};
use crate::models::fetch::Fetch;
use crate::models::request::RequestRow;
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::QueryResult;

/// The source refused the first page of a list, by all signs for being one: what the list was to buy is planned again,
/// singly, and one request in several forms is asked for in one. Where lists were known to be taken it may be for one of its
/// titles, and lists are off when another purchase was refused, too, since one was last taken.
pub(super) async fn was_refused(
    conn: &mut Connection,
    fetch: &Fetch,
    source: Source,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let lists = (source, CapabilityName::Lists);
    let known = Capability::find(conn, source, CapabilityName::Lists).await?;
    let on = known.filter(|known| known.state == CapabilityState::On);
    let is_to_blame = match on {
        Some(on) => Fetch::is_another_refused(conn, fetch, on.checked_at).await?,
        None => true,
    };
    if is_to_blame {
        let evidence = format!("fetch {} asked for {} titles at once, and was refused", fetch.id, fetch.cells);
        Capability::note(conn, lists, CapabilityState::Off, &evidence, now).await?;
    }
    if fetch.cells > 1 {
        Fetch::plan_again(conn, fetch.id, now).await?;
    }
    Ok(())
}

/// What the end of a list says of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// Postings of two titles came that no other title of the list asks for.
    Taken,
    /// Of many titles, from each of which postings are usual, one alone brought any.
    NotTaken,
    /// Neither.
    Nothing,
}

/// Titles of a list of which one alone brings postings: fewer may do so by chance.
const MANY: usize = 4;

/// Postings that a title is expected to bring, and that the one brings, so that none of the others is a sign.
const USUAL: i64 = 5;

/// `alone`: for each title the postings that no other of the list asks for. `expected`: of each title.
fn shown(alone: &[i32], expected: i64) -> Shown {
    let most = alone.iter().max().copied().map_or(0, i64::from);
    match alone.iter().filter(|postings| **postings > 0).count() {
        2.. => Shown::Taken,
        1 if alone.len() >= MANY && expected.min(most) >= USUAL => Shown::NotTaken,
        _ => Shown::Nothing,
    }
}

/// A list has been read to its end. Where the source has taken it as a list, that is noted. Where a source that is known to
/// take lists has not, no list is asked for any more, and what lists have covered since they were last seen to be taken
/// and brought nothing of is covered no longer. True: it is not known that the list was taken, so that a title of which
/// nothing came may not have been looked for; what the list buys is planned again.
pub(super) async fn ends(
    conn: &mut Connection,
    fetch: &Fetch,
    source: Source,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    // What lies beyond a page limit may well be of one title.
    if fetch.continues.is_some() {
        return Ok(false);
    }
    let capability = (source, CapabilityName::Lists);
    let known = Capability::find(conn, source, CapabilityName::Lists).await?;
    let on = known.filter(|known| known.state == CapabilityState::On);
    let alone: Vec<i32> = Fetch::alone(conn, fetch.id).await?.into_iter().map(|(_, postings)| postings).collect();
    let shown = shown(&alone, fetch.expected_credits / i64::from(fetch.cells));
    match (&on, shown) {
        // Switched off while this one was on its way: then that it was taken says nothing of what it lost.
        (_, Shown::Taken) => {
            Capability::note_shown(conn, capability, CapabilityState::On, &taken(fetch, &alone), now).await?;
        }
        (Some(on), Shown::NotTaken) => {
            let evidence =
                format!("fetch {} asked for {} titles at once, and one alone was found", fetch.id, fetch.cells);
            Capability::note(conn, capability, CapabilityState::Off, &evidence, now).await?;
            RequestRow::strike_silent_lists(conn, source, on.checked_at).await?;
        }
        // A trial has shown nothing: until it is old, what it was to buy goes singly.
        (Some(_), Shown::Nothing) | (None, _) => {}
    }
    let is_known = on.is_some() && shown != Shown::NotTaken;
    if !is_known {
        Fetch::plan_again(conn, fetch.id, now).await?;
    }
    Ok(!is_known)
}

fn taken(fetch: &Fetch, alone: &[i32]) -> String {
    let brought: Vec<String> = alone.iter().filter(|postings| **postings > 0).map(i32::to_string).collect();
    format!(
        "fetch {} asked for {} titles at once, and {} of them brought postings of their own ({})",
        fetch.id,
        fetch.cells,
        brought.len(),
        brought.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_list_brought_says_whether_it_was_taken_as_one() {
        let cases: [(&[i32], i64, Shown); 11] = [
            (&[1, 1], 1, Shown::Taken),
            (&[0, 3, 0, 0, 2], 40, Shown::Taken),
            (&[0, 0], 40, Shown::Nothing),
            (&[9, 0], 40, Shown::Nothing),
            (&[9, 0, 0], 40, Shown::Nothing),
            (&[9, 0, 0, 0], 40, Shown::NotTaken),
            (&[0, 0, 0, 9], 5, Shown::NotTaken),
            (&[9, 0, 0, 0], 4, Shown::Nothing),
            (&[0, 0, 0, 0], 40, Shown::Nothing),
            (&[4, 0, 0, 0], 40, Shown::Nothing),
            (&[], 0, Shown::Nothing),
        ];
        for (alone, expected, says) in cases {
            assert_eq!(shown(alone, expected), says, "{alone:?} {expected}");
        }
    }
}
