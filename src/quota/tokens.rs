//! Tokens used by readings.

use crate::config::TokenPrice;
use crate::db::{Connection, Prepare as _};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Date, Int8, Text};
use diesel_async::RunQueryDsl;

/// Tokens for which a price is stated.
const PRICED: f64 = 1_000_000.0;

/// Tokens of one model in one local month.
#[derive(Clone, Debug, QueryableByName)]
pub struct Tokens {
    /// First day of the month.
    #[diesel(sql_type = Date)]
    pub month: NaiveDate,
    /// Model of the readings.
    #[diesel(sql_type = Text)]
    pub model: String,
    /// Readings, failed ones included.
    #[diesel(sql_type = Int8)]
    pub readings: i64,
    /// Failed readings.
    #[diesel(sql_type = Int8)]
    pub failed: i64,
    /// Tokens sent.
    #[diesel(sql_type = Int8)]
    pub input: i64,
    /// Tokens received.
    #[diesel(sql_type = Int8)]
    pub output: i64,
}

impl Tokens {
    /// Tokens by month, the newest month first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn by_month(conn: &mut Connection) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT date_trunc('month', day)::date AS month, model, sum(readings)::int8 AS readings,
                    coalesce(sum(readings) FILTER (WHERE outcome = 'failed'), 0)::int8 AS failed,
                    sum(input_tokens)::int8 AS input, sum(output_tokens)::int8 AS output
               FROM reading_days GROUP BY 1, 2 ORDER BY 1 DESC, 2",
        )
        .prepared()
        .load(conn)
        .await
    }

    /// Cost in the currency of the settings; None: a price is missing there.
    pub fn money(&self, price: TokenPrice) -> Option<f64> {
        Some((self.input as f64 * price.input? + self.output as f64 * price.output?) / PRICED)
    }

    /// Tokens of an average reading.
    pub fn each(&self) -> i64 {
        (self.input + self.output) / self.readings.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_cost_money_only_where_both_prices_are_set() {
        let month = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        let tokens = Tokens { month, model: "m".to_owned(), readings: 4, failed: 1, input: 2_000_000, output: 400_000 };
        assert_eq!(tokens.money(TokenPrice { input: Some(1.0), output: Some(5.0) }), Some(4.0));
        assert_eq!(tokens.money(TokenPrice { input: Some(1.0), output: None }), None);
        assert_eq!(tokens.each(), 600_000);
    }
}
