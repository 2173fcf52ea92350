//! Queue: a table of tasks, claimed into free places, held by a lease, fenced by a counter.
//!
//! Times are the database's, but for `due_at`, which is the App's.

mod bell;
mod claim;
mod endings;
mod enqueue;
mod lane;
mod outcome;
mod promote;
mod rescue;
mod turns;

pub use self::bell::{CHANNEL, LIMITS, SLEEPING, TASK, tell_limits, tell_pages, wake};
pub use self::claim::{CLAIM, Choice, Claim, claim, claim_at_once, claim_one_of, is_anything_due};
pub use self::endings::Snooze;
pub use self::enqueue::NewTask;
pub use self::lane::{Compartment, Lane, Room, Rooms};
pub use self::outcome::{TaskError, backoff};
pub use self::promote::{Awaits, PORTION, PROMOTE, next_retry, promote};
pub use self::rescue::{expired, lock_expired};
pub use self::turns::call_up;

use crate::closed_list;

closed_list! {
    "a kind of task";
    /// Kind of a task. A name never changes after deployment, since rows carry it.
    pub enum Kind {
        /// Buys the next page of a fetch.
        Fetch = "fetch",
        /// Has a CV's text read and makes its searches.
        ReadCv = "read_cv",
        /// The daily run.
        Refresh = "refresh",
        /// Sweeps out expired rows.
        Housekeeping = "housekeeping",
        /// Links new topics with the jobs that were there before them.
        LinkJobs = "link_jobs",
        /// Plans requests anew that waited for a wider fetch, once the fetch has ended.
        PlanAgain = "plan_again",
        /// Makes mails with new jobs, for whom it is time.
        Digests = "digests",
        /// Sends a mail.
        Mail = "mail",
        /// Does to many things what an admin has begun.
        Act = "act",
        /// Tells operators what needs them, or is over.
        Alert = "alert",
    }
}

closed_list! {
    "a state of a task";
    /// State of a task.
    pub enum TaskState {
        /// Waits for a worker, or for its time.
        Queued = "queued",
        /// Held by a worker, for as long as its lease runs.
        Running = "running",
        /// Ended well.
        Done = "done",
        /// Ended without success.
        Failed = "failed",
    }
}
