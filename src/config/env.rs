//! Reading settings from the environment, with errors that name the setting and its form.

use super::data_dir;
use chrono::NaiveTime;
use std::collections::HashMap;
use std::ffi::OsString;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;

/// An unreadable setting. The message leaves out its value, which may be a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name} is not readable: expected {expected}")]
pub struct SettingError {
    name: String,
    expected: String,
}

impl SettingError {
    /// Names the setting and its expected form.
    pub fn new(name: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { name: name.into(), expected: expected.into() }
    }
}

/// The variables of one process, read once.
#[derive(Clone, Default)]
pub struct Env {
    set: HashMap<String, String>,
    /// Values for what is not set.
    suggested: HashMap<String, String>,
}

impl Env {
    /// The process's own environment. Variables that are not Unicode are refused by name when read.
    #[expect(clippy::disallowed_methods, reason = "the one place where the environment comes in")]
    pub fn of_process() -> Self {
        let pairs = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.to_string_lossy().into_owned())));
        Self { set: pairs.collect(), ..Self::default() }
    }

    /// An environment with just these variables, for tests and for `demo`.
    pub fn of<const N: usize>(pairs: [(&str, &str); N]) -> Self {
        let set = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        Self { set, ..Self::default() }
    }

    /// Sets a variable.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.set.insert(name.to_owned(), value.into());
    }

    /// Gives a variable a default other than the usual one.
    pub fn suggest(&mut self, name: &str, value: impl Into<String>) {
        self.suggested.insert(name.to_owned(), value.into());
    }

    /// True for a variable that has its value from a suggestion alone.
    pub fn is_suggested(&self, name: &str) -> bool {
        filled(&self.set, name).is_none() && filled(&self.suggested, name).is_some()
    }

    /// Takes a variable out.
    pub fn remove(&mut self, name: &str) {
        self.set.remove(name);
    }

    /// The trimmed value; empty counts as not set.
    pub fn text(&self, name: &str) -> Option<String> {
        filled(&self.set, name).or_else(|| filled(&self.suggested, name))
    }

    /// The value as the operating system has it, for finding programs and directories.
    pub fn os(&self, name: &str) -> Option<OsString> {
        self.text(name).map(Into::into)
    }

    /// A value of any type with a parser, if set.
    ///
    /// # Errors
    ///
    /// Names a setting that does not parse, with its expected form.
    pub fn optional<T: FromStr>(&self, name: &str, expected: &str) -> Result<Option<T>, SettingError> {
        self.text(name).map(|text| text.parse().map_err(|_| SettingError::new(name, expected))).transpose()
    }

    /// A value of any type that parses, or the default.
    ///
    /// # Errors
    ///
    /// Names a setting that does not parse, with its expected form.
    pub fn parsed<T: FromStr>(&self, name: &str, default: &str, expected: &str) -> Result<T, SettingError> {
        let text = self.text(name).unwrap_or_else(|| default.to_owned());
        text.parse().map_err(|_| SettingError::new(name, expected))
    }

    /// A whole number within limits.
    ///
    /// # Errors
    ///
    /// Names a setting that is no number or outside the limits, with the limits.
    pub fn number<T>(&self, name: &str, default: T, allowed: RangeInclusive<T>) -> Result<T, SettingError>
    where
        T: FromStr + PartialOrd + Display,
    {
        Ok(self.number_if_set(name, allowed)?.unwrap_or(default))
    }

    /// A whole number within limits; None: not set.
    ///
    /// # Errors
    ///
    /// Names a setting that is no number or outside the limits, with the limits.
    pub fn number_if_set<T>(&self, name: &str, allowed: RangeInclusive<T>) -> Result<Option<T>, SettingError>
    where
        T: FromStr + PartialOrd + Display,
    {
        let Some(text) = self.text(name) else { return Ok(None) };
        let refused = || {
            let (least, most) = (allowed.start(), allowed.end());
            SettingError::new(name, format!("a whole number from {least} to {most}"))
        };
        let number = text.parse().map_err(|_| refused())?;
        if allowed.contains(&number) { Ok(Some(number)) } else { Err(refused()) }
    }

    /// A local time such as 06:00.
    ///
    /// # Errors
    ///
    /// Names a setting that is no time of day.
    pub fn time(&self, name: &str, default: &str) -> Result<NaiveTime, SettingError> {
        let text = self.text(name).unwrap_or_else(|| default.to_owned());
        parse_time(&text).ok_or_else(|| SettingError::new(name, "a time such as 06:00"))
    }

    /// Two local times such as 22:00-06:00.
    ///
    /// # Errors
    ///
    /// Names a setting that is no pair of times.
    pub fn hours(&self, name: &str) -> Result<Option<(NaiveTime, NaiveTime)>, SettingError> {
        let Some(text) = self.text(name) else { return Ok(None) };
        text.split_once('-')
            .and_then(|(from, to)| Some((parse_time(from)?, parse_time(to)?)))
            .map(Some)
            .ok_or_else(|| SettingError::new(name, "hours such as 22:00-06:00"))
    }

    /// `on` or `off`.
    ///
    /// # Errors
    ///
    /// Names a setting with any other value.
    pub fn switch(&self, name: &str) -> Result<bool, SettingError> {
        match self.text(name).as_deref() {
            None | Some("off") => Ok(false),
            Some("on") => Ok(true),
            Some(_) => Err(SettingError::new(name, "on or off")),
        }
    }

    /// `JOBFILL_DATA_DIR`, or the usual directory of this account.
    ///
    /// # Errors
    ///
    /// Names the setting when no usual place can be found.
    pub fn data_dir(&self) -> Result<PathBuf, SettingError> {
        if let Some(dir) = self.text("JOBFILL_DATA_DIR") {
            return Ok(PathBuf::from(dir));
        }
        let missing = "a directory, since neither HOME nor XDG_DATA_HOME is set";
        data_dir::usual(self).ok_or_else(|| SettingError::new("JOBFILL_DATA_DIR", missing))
    }
}

/// The trimmed value; None where it is empty.
fn filled(values: &HashMap<String, String>, name: &str) -> Option<String> {
    values.get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn parse_time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text.trim(), "%H:%M").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unreadable_setting_is_named_with_what_it_expects() {
        let env = Env::of([("JOBFILL_WORKERS", "many")]);
        let error = env.number("JOBFILL_WORKERS", 8, 1..=64).unwrap_err();
        assert_eq!(error.to_string(), "JOBFILL_WORKERS is not readable: expected a whole number from 1 to 64");
    }

    #[test]
    fn an_empty_setting_counts_as_not_set() {
        let env = Env::of([("JOBFILL_WORKERS", " ")]);
        assert_eq!(env.number("JOBFILL_WORKERS", 8, 1..=64), Ok(8));
    }

    #[test]
    fn hours_may_span_midnight() {
        let env = Env::of([("JOBFILL_OFFPEAK", "22:00-06:00")]);
        let (from, to) = env.hours("JOBFILL_OFFPEAK").unwrap().unwrap();
        assert!(from > to);
    }
}
