//! Period of pay: an hour, a month, a year.

use crate::typed::without_accents;

/// Period that an amount is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Period {
    /// Period from machine values and words: "HOUR", "hourly", "pro Stunde", "p.a.".
    pub(super) fn parse(text: &str) -> Option<Self> {
        const NAMES: [(Period, &[&str]); 5] = [
            (
                Period::Hour,
                &[
                    "hour",
                    "hours",
                    "hourly",
                    "hr",
                    "hrs",
                    "ph",
                    "h",
                    "stunde",
                    "std",
                    "stundlich",
                    "heure",
                    "hora",
                    "ora",
                    "uur",
                    "godz",
                    "godzina",
                    "saat",
                    "时",
                    "小时",
                    "時",
                    "時間",
                ],
            ),
            (Period::Day, &["day", "days", "daily", "tag", "taglich", "jour", "dia", "giorno", "dag"]),
            (Period::Week, &["week", "weekly", "wk", "pw", "woche", "wochentlich", "semaine", "semana", "settimana"]),
            (
                Period::Month,
                &[
                    "month",
                    "months",
                    "monthly",
                    "mo",
                    "mth",
                    "pm",
                    "mies",
                    "miesiac",
                    "ay",
                    "月",
                    "月薪",
                    "monat",
                    "monatlich",
                    "mois",
                    "mes",
                    "mese",
                    "maand",
                ],
            ),
            (
                Period::Year,
                &[
                    "year", "years", "yearly", "yr", "yrs", "py", "rok", "rocznie", "yil", "年", "年薪", "annual",
                    "annually", "annum", "pa", "jahr", "jahrlich", "annee", "ano", "anno", "jaar",
                ],
            ),
        ];
        let text = without_accents(text).replace("p.a.", "pa");
        text.split(|c: char| !c.is_alphabetic())
            .find_map(|word| NAMES.iter().find(|(_, names)| names.contains(&word)).map(|(period, _)| *period))
    }

    /// How often it is in a year of full-time work.
    pub(super) fn in_a_year(self) -> f64 {
        match self {
            Self::Hour => 2_080.0,
            Self::Day => 260.0,
            Self::Week => 52.0,
            Self::Month => 12.0,
            Self::Year => 1.0,
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Hour => "an hour",
            Self::Day => "a day",
            Self::Week => "a week",
            Self::Month => "a month",
            Self::Year => "a year",
        }
    }

    /// False for absurd pay: a year's pay for an hour, an hour's for a year. Only for currencies of known worth.
    pub(super) fn is_possible(self, amount: Option<f64>, currency: &str) -> bool {
        let is_strong = ["EUR", "USD", "GBP", "CHF", "CAD", "AUD", "$"].contains(&currency);
        match (self, amount) {
            (Self::Hour, Some(amount)) if is_strong => amount < 1_000.0,
            (Self::Year, Some(amount)) if is_strong => amount >= 100.0,
            _ => true,
        }
    }
}
