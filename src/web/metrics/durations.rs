//! Durations of requests until their answer begins, counted in this process since its start.

use super::exposition::Exposition;
use actix_web::http::{Method, StatusCode};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

const NAME: &str = "jobfill_request_duration_seconds";

/// Upper bounds of the buckets, in seconds.
const BOUNDS: [f64; 9] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// Method, route and class of answers. Their number is bounded, whatever the requests.
type Key = (&'static str, String, &'static str);

#[derive(Clone, Debug, Default)]
struct Counts {
    /// Requests per bucket, without the buckets below; requests slower than all bounds are in the total only.
    buckets: [u64; BOUNDS.len()],
    total: u64,
    seconds: f64,
}

/// Durations of requests, by route.
#[derive(Debug, Default)]
pub(crate) struct Durations(Mutex<BTreeMap<Key, Counts>>);

impl Durations {
    /// Counts a request under its route's pattern, empty where no route matched.
    pub(crate) fn observe(&self, (method, pattern, status): (&Method, &str, StatusCode), took: Duration) {
        let key = (method_label(method), pattern.to_owned(), class(status));
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let counts = counts.entry(key).or_default();
        let seconds = took.as_secs_f64();
        if let Some(bucket) = BOUNDS.iter().position(|&bound| seconds <= bound) {
            counts.buckets[bucket] += 1;
        }
        counts.total += 1;
        counts.seconds += seconds;
    }

    /// Writes a histogram for each route, method and class of answers.
    pub(crate) fn write(&self, text: &mut Exposition) {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        text.family(NAME, "histogram", "Seconds until an answer begins, in this process, by route.");
        for ((method, pattern, class), counts) in &counts {
            counts.write(text, [("method", method), ("route", pattern), ("status", class)]);
        }
    }
}

impl Counts {
    fn write(&self, text: &mut Exposition, labels: [(&str, &str); 3]) {
        let [method, route, status] = labels;
        let mut up_to = |bound: &str, requests: u64| {
            text.sample(&format!("{NAME}_bucket"), &[method, route, status, ("le", bound)], requests);
        };
        let mut below = 0;
        for (bound, own) in BOUNDS.iter().zip(self.buckets) {
            below += own;
            up_to(&bound.to_string(), below);
        }
        up_to("+Inf", self.total);
        text.sample(&format!("{NAME}_sum"), &labels, self.seconds);
        text.sample(&format!("{NAME}_count"), &labels, self.total);
    }
}

/// The method's name; made-up methods share a name.
fn method_label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::HEAD => "HEAD",
        _ => "other",
    }
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        ..=199 => "1xx",
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        _ => "5xx",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_counted_in_its_bucket_and_in_all_above() {
        let durations = Durations::default();
        for (milliseconds, status) in [(3, StatusCode::OK), (30, StatusCode::OK), (9_000, StatusCode::OK)] {
            let (method, took) = (Method::GET, Duration::from_millis(milliseconds));
            durations.observe((&method, "/jobs/{id}", status), took);
        }
        durations.observe((&Method::from_bytes(b"ODD").unwrap(), "", StatusCode::NOT_FOUND), Duration::ZERO);
        let mut text = Exposition::default();
        durations.write(&mut text);
        let text = text.into_string();
        let labels = r#"method="GET",route="/jobs/{id}",status="2xx""#;
        for (bound, requests) in [("0.005", 1), ("0.025", 1), ("0.05", 2), ("5", 2), ("+Inf", 3)] {
            let line = format!("jobfill_request_duration_seconds_bucket{{{labels},le=\"{bound}\"}} {requests}\n");
            assert!(text.contains(&line), "{line}{text}");
        }
        assert!(text.contains(&format!("_sum{{{labels}}} 9.033\n")), "{text}");
        assert!(text.contains(r#"_count{method="other",route="",status="4xx"} 1"#), "{text}");
    }
}
