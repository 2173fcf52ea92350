//! Causes for which a fetch or an attempt did not go on.

use crate::closed_list;

closed_list! {
    "an error code";
    /// Stable name of a cause, for grouping.
    pub enum ErrorCode {
        /// The source's plan is used up.
        Quota = "quota",
        /// Everybody's limit for the day is reached.
        DailyCredits = "daily_credits",
        /// The part of the day's credits that new accounts share is used up.
        FirstDay = "first_day",
        /// A single person's limit of credits for the day is reached.
        PersonCredits = "person_credits",
        /// A single person's limit of new combinations for the day is reached.
        PersonCombinations = "person_combinations",
        /// An admin has stopped all spending.
        SpendingStopped = "spending_stopped",
        /// The source is stopped.
        SourceStopped = "source_stopped",
        /// Too many calls in a short time.
        RateLimited = "rate_limited",
        /// Nothing was sent: name, connection or TLS failed.
        Unreachable = "unreachable",
        /// Sent, and no whole answer came.
        NoAnswer = "no_answer",
        /// Broken answer: makes no sense, or is an error of the provider's.
        BrokenAnswer = "broken_answer",
        /// A key, a subscription or a path is wrong.
        Misconfigured = "misconfigured",
        /// The provider does not accept the request.
        Refused = "refused",
        /// The source has no key.
        NoKey = "no_key",
        /// The fetch waited until its place in the source's list lost its meaning, and begins anew.
        MovedOn = "moved_on",
        /// A page was paid for twice and never came.
        LostTwice = "lost_twice",
        /// An answer came and could not be read.
        Unreadable = "unreadable",
        /// An answer came for a page that was read before.
        ReadBefore = "read_before",
        /// The task ran out of tries.
        GaveUp = "gave_up",
        /// A command of a single pass was over.
        OnePass = "one_pass",
        /// Nobody wants the fetch any more.
        Unwanted = "unwanted",
        /// A deeper fetch ended for what was missing at the fresh end.
        MadeRoom = "made_room",
        /// An admin cancelled the fetch.
        Cancelled = "cancelled",
        /// The worker of an attempt was lost.
        WorkerGone = "worker_gone",
    }
}

/// A cause, by its stable name and in a sentence for admins.
#[derive(Clone, Copy, Debug)]
pub struct Cause<'a> {
    /// Name for grouping.
    pub code: ErrorCode,
    /// Sentence for reading.
    pub why: &'a str,
}
