//! Giving each posting of a page to requests of the fetch. A list's postings come without a word about requests: each
//! goes to all requests that its title answers, by the source's own terms. Place and filters are common to the list,
//! and already judged by the source. At JSearch a country's postings also go to its towns (`towns`), and a title's to
//! longer titles in the posting's words (`titles`).

mod titles;
mod towns;

pub(super) use self::towns::{near, note_compared};

use super::held::Held;
use crate::answers::Words;
use crate::db::Connection;
use crate::models::capability::Capability;
use crate::models::fetch::Share;
use crate::models::job::StoredPage;
use crate::models::lexemes;
use crate::sources::{Posting, Request};
use diesel::QueryResult;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Requests of each posting, and of the fetch.
pub(super) struct Given {
    each: Vec<Vec<i64>>,
    all: Vec<i64>,
}

impl Given {
    /// Gives out a page's postings. A fetch of a single request gives it all of them: the source has judged.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub(super) async fn of(conn: &mut Connection, held: &Held, postings: &[Posting]) -> QueryResult<Self> {
        if let [only] = held.requests[..] {
            let mut each = vec![vec![only]; postings.len()];
            towns::add(conn, held, postings, &mut each).await?;
            return Ok(Self { each, all: vec![only] });
        }
        let parsed = held.requests.iter().zip(&held.keys);
        let titles = parsed.filter_map(|(id, key)| Some((*id, Request::from_key(held.source, key)?.titles())));
        let asked: Vec<(i64, String)> =
            titles.flat_map(|(id, titles)| titles.into_iter().map(move |title| (id, title))).collect();
        let titles = asked.iter().map(|(_, title)| title.as_str());
        let titles: Vec<&str> = titles.chain(postings.iter().map(|posting| posting.title.as_str())).collect();
        let mut words = lexemes::words(conn, &titles).await?;
        let of_postings = words.split_off(asked.len());
        let known = Capability::known(conn, held.source).await?;
        let given = of_postings.iter().map(|title| {
            let is_for = |(_, wanted): &(&(i64, String), &Words)| wanted.stand_in(title, known);
            let mut given: Vec<i64> = asked.iter().zip(&words).filter(is_for).map(|((id, _), _)| *id).collect();
            given.dedup();
            given
        });
        Ok(Self { each: given.collect(), all: held.requests.clone() })
    }

    /// Requests of each posting, in the order of the page.
    pub(super) fn each(&self) -> &[Vec<i64>] {
        &self.each
    }

    /// Requests served by the page: those with a posting, or a fetch's single request, even by an empty page.
    pub(super) fn brought_for(&self) -> Vec<i64> {
        let is_brought = |request: &i64| self.all.len() == 1 || self.each.iter().any(|all| all.contains(request));
        self.all.iter().copied().filter(is_brought).collect()
    }

    /// Number of postings for which no request asks.
    pub(super) fn orphans(&self) -> usize {
        self.each.iter().filter(|requests| requests.is_empty()).count()
    }

    /// Shares of the page by request: a posting's price and newness go to the first request that it answers.
    pub(super) fn shares(&self, stored: &StoredPage) -> Vec<Share> {
        let mut shares: BTreeMap<i64, Share> = BTreeMap::new();
        for requests in &self.each {
            let Some(first) = requests.first() else { continue };
            let share = shares.entry(*first).or_insert(Share { request_id: *first, ..Share::default() });
            share.credits += 1;
            share.alone += i32::from(requests.len() == 1);
        }
        let mut first_of: HashMap<i64, i64> = HashMap::new();
        for (request, job) in &stored.linked {
            let first = first_of.entry(*job).or_insert(*request);
            *first = (*first).min(*request);
        }
        let new: HashSet<i64> = stored.new.iter().copied().collect();
        for (_, request) in first_of.iter().filter(|(job, _)| new.contains(job)) {
            let share = shares.entry(*request).or_insert(Share { request_id: *request, ..Share::default() });
            share.new_jobs += 1;
        }
        shares.into_values().collect()
    }
}
