//! Trial of lists: a list's end shows whether the source takes several titles in one question.

use crate::db::Connection;
use crate::models::capability::{Capability, CapabilityName, CapabilityState};
use crate::models::fetch::Fetch;
use crate::models::request::RequestRow;
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::QueryResult;

/// The source refused the first page of a list, by all signs for being a list. The list's requests are planned again,
/// singly; a single request in several forms is asked for in one form. Where lists were known to be taken, one of the
/// titles may be to blame: then lists are off only when another purchase was refused, too, since a list was last taken.
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

/// Evidence about the source at a list's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// Two titles or more brought postings for which no other title of the list asks.
    Taken,
    /// One title alone brought postings, of many titles that usually bring some.
    NotTaken,
    /// Neither sign.
    Nothing,
}

/// Fewest titles of a list that make a single title with postings a sign: of fewer, one may be alone by chance.
const MANY: usize = 4;

/// Fewest postings, expected of a title and brought by the single one, for the others' silence to be a sign.
const USUAL: i64 = 5;

/// Judges a list. `alone`: each title's postings for which no other title of the list asks. `expected`: of each title.
fn shown(alone: &[i32], expected: i64) -> Shown {
    let most = alone.iter().max().copied().map_or(0, i64::from);
    match alone.iter().filter(|postings| **postings > 0).count() {
        2.. => Shown::Taken,
        1 if alone.len() >= MANY && expected.min(most) >= USUAL => Shown::NotTaken,
        _ => Shown::Nothing,
    }
}

/// Notes at a list's end whether the source took it as a list. Where a source known to take lists did not, lists are
/// off: time covered by lists since they were last seen to be taken, and without a posting, is covered no longer. True:
/// not known whether the list was taken. Then a title without postings may not have been looked for, and the list's
/// requests are planned again.
pub(super) async fn ends(
    conn: &mut Connection,
    fetch: &Fetch,
    source: Source,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    // Postings beyond a page limit may well be of one title.
    if fetch.continues.is_some() {
        return Ok(false);
    }
    let capability = (source, CapabilityName::Lists);
    let known = Capability::find(conn, source, CapabilityName::Lists).await?;
    let on = known.filter(|known| known.state == CapabilityState::On);
    let alone: Vec<i32> = Fetch::alone(conn, fetch.id).await?.into_iter().map(|(_, postings)| postings).collect();
    let shown = shown(&alone, fetch.expected_credits / i64::from(fetch.cells));
    match (&on, shown) {
        // Lists may have been switched off meanwhile: then being taken tells nothing of postings lost by this list.
        (_, Shown::Taken) => {
            Capability::note_shown(conn, capability, CapabilityState::On, &taken(fetch, &alone), now).await?;
        }
        (Some(on), Shown::NotTaken) => {
            let evidence =
                format!("fetch {} asked for {} titles at once, and one alone was found", fetch.id, fetch.cells);
            Capability::note(conn, capability, CapabilityState::Off, &evidence, now).await?;
            RequestRow::strike_silent_lists(conn, source, on.checked_at).await?;
        }
        // A trial has shown nothing: until the trial is old, its titles go singly.
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
