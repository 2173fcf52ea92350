//! Marks as they stood before an act, as text in an address: `8:1764064500000000:too_far~9:1764064500000000`.

use super::note::is_plausible;
use crate::models::user_job::Was;
use chrono::{DateTime, Utc};

/// The text of some marks; empty: there were none.
pub(super) fn to_text(marks: &[Was]) -> String {
    let one = |was: &Was| {
        let why = was.why.map(|why| why.to_string());
        let written = why.or_else(|| was.on.map(|day| day.to_string()));
        let written = written.map(|written| format!(":{written}")).unwrap_or_default();
        format!("{}:{}{written}", was.job_id, was.at.timestamp_micros())
    };
    marks.iter().map(one).collect::<Vec<_>>().join("~")
}

/// Reads marks; what is no text of ours, or of times to come, is left out.
pub(super) fn read(text: &str, now: DateTime<Utc>) -> Vec<Was> {
    text.split('~').filter_map(read_one).filter(|was| was.at <= now).collect()
}

fn read_one(text: &str) -> Option<Was> {
    let mut parts = text.splitn(3, ':');
    let (job_id, micros) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok().filter(|micros| *micros >= 0)?);
    let written = parts.next().unwrap_or_default();
    let at = DateTime::from_timestamp_micros(micros)?;
    Some(Was { job_id, at, why: written.parse().ok(), on: written.parse().ok().filter(|day| is_plausible(*day)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::user_job::HiddenWhy;

    #[test]
    fn marks_survive_their_address() {
        let at: DateTime<Utc> = "2026-11-23T09:15:00.123456Z".parse().unwrap();
        let was = |job_id, why, on: Option<&str>| Was { job_id, at, why, on: on.map(|day| day.parse().unwrap()) };
        let marks =
            [was(7, Some(HiddenWhy::NotMyField), None), was(8, None, Some("2026-11-20")), was(i64::MAX, None, None)];
        let text = to_text(&marks);
        assert!(text.bytes().all(|byte| byte.is_ascii_graphic() && !b"#&%+.".contains(&byte)), "{text}");
        assert_eq!(read(&text, at), marks);
        assert_eq!((to_text(&[]), read("", at)), (String::new(), Vec::new()));
    }

    #[test]
    fn what_is_no_text_of_ours_is_left_out() {
        let now = "2026-11-23T09:15:00Z".parse().unwrap();
        for text in ["7", "7:", "x:1", "7:x", "7:-1", "7:9223372036854775807", "7:1799999999000000", "~", ":"] {
            assert_eq!(read(text, now), [], "{text}");
        }
        let odd = read("7:1:-200000-01-01", now);
        assert_eq!((odd.len(), odd[0].why, odd[0].on), (1, None, None));
    }
}
