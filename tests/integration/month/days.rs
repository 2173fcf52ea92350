//! What goes wrong on which day, at the providers and on our side.

use super::TestApp;
use jobfill::sources::Source::{ActiveJobs, JSearch};
use jobfill::sources::sandbox::{Control, Fault, How};
use std::time::Duration;

/// Tries of an outage of some hours.
const OUTAGE: u32 = 15;

/// Longer than anybody waits for an answer.
const TOO_LONG: Duration = Duration::from_millis(2_500);

/// A day's bad luck begins in the morning, and meets its first calls.
pub fn begin(app: &TestApp, day: i64) {
    for fault in faults(day) {
        app.sandbox.fail(fault);
    }
}

fn faults(day: i64) -> Vec<Fault> {
    let lost = |how| Fault::once(how).charged(true);
    let spared = |how| Fault::once(how).charged(false);
    // At once again: nobody waits in a test.
    let hurried = Fault { retry_after_seconds: Some(0), ..Fault::once(How::RateLimited) };
    match day {
        // Answers that were charged and never came, and calls that were cut off before they cost anything.
        3 => vec![lost(How::Drop).at(JSearch).times(2), lost(How::Drop).at(ActiveJobs)],
        5 => vec![spared(How::Drop).at(JSearch), spared(How::Drop).at(ActiveJobs).times(2)],
        6 => vec![lost(How::HalfBody).at(ActiveJobs), spared(How::HalfBody).at(JSearch)],
        // Both at once: the figures of the next answers have to tell which is which.
        8 => vec![lost(How::Drop).at(ActiveJobs), spared(How::Drop).at(ActiveJobs), lost(How::Drop).at(ActiveJobs)],
        // Haste, and failures of all kinds.
        10 => vec![hurried.clone().times(6), lost(How::ServerError).times(2)],
        11 => vec![Fault::once(How::ServerError).times(5), Fault::once(How::Html).times(2), lost(How::Html)],
        13 => vec![lost(How::GatewayTimeout).at(JSearch), spared(How::GatewayTimeout).at(ActiveJobs)],
        14 => vec![Fault::once(How::StatusError).at(JSearch).times(2), Fault::once(How::Refused).at(JSearch)],
        // One source is out for hours, with answers that say so; or all day, with none.
        16 => vec![Fault::once(How::GatewayTimeout).at(JSearch).times(OUTAGE)],
        18 => vec![spared(How::Drop).at(ActiveJobs).times(OUTAGE)],
        19 => vec![spared(How::ServerError).at(ActiveJobs).times(OUTAGE)],
        // Answers that come when nobody waits any more.
        21 => vec![lost(How::Slow).after(TOO_LONG).at(ActiveJobs), lost(How::Slow).after(TOO_LONG).at(JSearch)],
        22 => vec![spared(How::Drop).times(9), lost(How::Drop).times(3)],
        24 => vec![Fault::once(How::MalformedPosting).times(4), Fault::once(How::Refused).at(ActiveJobs)],
        26 => vec![lost(How::Drop).times(3), hurried.times(3), spared(How::ServerError).times(2)],
        _ => Vec::new(),
    }
}

/// How often on a day the processes are killed and started again with calls under way.
pub fn deaths(day: i64) -> usize {
    match day {
        4 | 12 | 23 => 1,
        9 | 20 | 27 => 2,
        _ => 0,
    }
}

/// The bad luck ends with the day, and a night passes for the database too, whose clock is the real one.
pub async fn end(app: &TestApp) {
    app.sandbox.control(Control::Clear);
    app.execute(
        "UPDATE attempts SET sent_at = sent_at - interval '1 day', ended_at = ended_at - interval '1 day'
          WHERE ended_at IS NOT NULL",
    )
    .await;
}
