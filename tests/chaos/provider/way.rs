//! How single calls go, and how often which way: the weather. Pure.

use super::Dice;
use std::fmt;
use std::time::Duration;

/// How one call goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As it should.
    Well,
    /// As it should, later.
    Slow(Duration),
    /// An answer with this status and headers; nothing is sold.
    Unsold(u16, &'static str),
    /// The same, though the page was sold.
    Sold(u16, &'static str),
    /// The connection is reset before anything is read.
    ResetBefore,
    /// The connection is reset when the page is sold.
    ResetAfter,
    /// Nothing is sold, and nothing comes.
    HangUnsold,
    /// The page is sold, and nothing comes.
    HangSold,
    /// Two thirds of the answer.
    Truncated,
    /// 200, and a body that nobody can read.
    Junk,
    /// The rows as they should be, in an envelope that nobody announced, with a BOM and a `NaN`.
    Garbled,
    /// Rows of which none says what it is.
    Rowless,
    /// More bytes than any page has.
    Oversized,
    /// As it should, compressed.
    Gzip,
    /// Said to be compressed, and not.
    NoGzip,
    /// The provider refuses the question, and charges the call.
    Refused,
    /// A byte now and then, beyond every deadline.
    Drip,
}

/// Failures of single calls, each as likely as the others, and twice as likely as those that are rare.
const FAILURES: [Way; 19] = [
    Way::Unsold(429, ""),
    Way::Unsold(429, "retry-after: 1\r\n"),
    Way::Unsold(503, "retry-after: 1\r\n"),
    Way::Unsold(503, ""),
    Way::Unsold(500, ""),
    Way::Sold(500, ""),
    Way::Sold(504, ""),
    Way::ResetBefore,
    Way::ResetAfter,
    Way::HangUnsold,
    Way::HangSold,
    Way::Truncated,
    Way::Junk,
    Way::Drip,
    Way::Garbled,
    Way::Rowless,
    Way::Oversized,
    Way::Gzip,
    Way::NoGzip,
];

/// Rare, since they end more than one call: a source stops until somebody lets it go on, or a search fails for good.
const RARE: [Way; 4] =
    [Way::Unsold(429, "retry-after: 7200\r\n"), Way::Unsold(401, ""), Way::Unsold(403, ""), Way::Refused];

/// How both providers are at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weather {
    /// All calls go well.
    Fair,
    /// One call in six fails.
    Flaky,
    /// Two of three calls fail.
    Stormy,
    /// An outage: every call is answered with an error, and none is sold.
    Failing,
    /// Connections are refused.
    Down,
}

impl Weather {
    pub const ALL: [Self; 5] = [Self::Fair, Self::Flaky, Self::Stormy, Self::Failing, Self::Down];
}

impl fmt::Display for Weather {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fair => "fair",
            Self::Flaky => "flaky",
            Self::Stormy => "stormy",
            Self::Failing => "failing",
            Self::Down => "down",
        })
    }
}

impl Way {
    /// Always three decisions, so that those of later calls do not shift with the weather.
    pub fn choose(weather: Weather, dice: &mut Dice) -> Self {
        let (roll, failure, wait) = (dice.below(100), Self::failure(dice), dice.millis(1..900));
        let share = match weather {
            Weather::Fair | Weather::Down => 0,
            Weather::Flaky => 16,
            Weather::Stormy => 66,
            Weather::Failing => return Self::Unsold(if roll < 50 { 500 } else { 503 }, ""),
        };
        match roll {
            _ if roll < share => failure,
            90.. => Self::Slow(wait),
            _ => Self::Well,
        }
    }

    /// One decision.
    fn failure(dice: &mut Dice) -> Self {
        let at = dice.below(2 * FAILURES.len() + RARE.len());
        FAILURES.get(at / 2).copied().unwrap_or_else(|| RARE[at - 2 * FAILURES.len()])
    }
}
