//! Side answers of Active Jobs DB's own host: counts, and expired postings. Each costs a call and no row.

use serde_json::Value;

use super::client::Client;
use super::error::{ErrorKind, SourceError};
use super::wire::Question;
use super::{Dialect, json};
use crate::closed_list;

closed_list! {
    "a span of expired jobs";
    /// Earliest expiry of the jobs asked for.
    pub enum ExpiredSince {
        /// The last hour, rolling.
        Hour = "1h",
        /// The whole day before today, by UTC; complete from 01:00 on.
        Yesterday = "1d",
        /// Six months: a long list.
        HalfYear = "6m",
    }
}

impl Client {
    /// Asks for the number of postings of a list, whatever its length. A long title over many days may get no answer in
    /// time; a missing answer means nothing.
    ///
    /// # Errors
    ///
    /// As any call; `Refused` without a charge where the dialect has no counts.
    pub async fn count(&self, question: &Question) -> Result<u64, SourceError> {
        self.has_side_routes()?;
        let answer = self.get(self.beside("active-ats-count"), question.pairs()).await?;
        let value = json::read(&answer.body);
        let count = value.as_ref().and_then(|value| {
            value.as_u64().or_else(|| ["count", "total"].iter().find_map(|name| value.get(*name)?.as_u64()))
        });
        count.ok_or_else(|| broken("no count", answer.quota))
    }

    /// Ids of expired jobs.
    ///
    /// # Errors
    ///
    /// As any call; `Refused` without a charge where the dialect has no such list.
    pub async fn expired(&self, since: ExpiredSince) -> Result<Vec<String>, SourceError> {
        self.has_side_routes()?;
        let query = [("time_frame", since.as_str().to_owned())];
        let answer = self.get(self.beside("expired-ats"), &query).await?;
        let Some(Value::Array(ids)) = json::read(&answer.body) else {
            return Err(broken("no list of ids", answer.quota));
        };
        let id = |value: Value| match value {
            Value::String(id) => Some(id),
            Value::Number(id) => Some(id.to_string()),
            _ => None,
        };
        Ok(ids.into_iter().filter_map(id).collect())
    }

    fn has_side_routes(&self) -> Result<(), SourceError> {
        if self.dialect() == Dialect::Direct {
            return Ok(());
        }
        let why = "only Active Jobs DB's own host counts, and tells what has expired".to_owned();
        let error = SourceError::new(ErrorKind::Refused { why }, super::QuotaHeaders::default());
        Err(SourceError { charge: super::Charge::None, ..error })
    }
}

fn broken(why: &str, quota: super::QuotaHeaders) -> SourceError {
    let kind = ErrorKind::Broken { status: 200, why: format!("the answer holds {why}"), retry_after: None };
    SourceError { charge: super::Charge::Requests(1), ..SourceError::new(kind, quota) }
}
