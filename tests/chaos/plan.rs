//! What happens in a world, decided from its seed before anything runs.

use super::dice::Dice;
use super::people::Act;
use super::provider::Weather;
use std::fmt;
use std::time::Duration;

/// The processes of a world: these serve pages and work the queue, the others only work.
pub const PROCESSES: [&str; 4] = ["serve-1", "serve-2", "work-1", "work-2"];

/// People of a world.
pub const PEOPLE: usize = 4;

/// Things that happen in one world before it comes to rest.
const STEPS: usize = 26;

/// The points of a purchase, of a mail and of an alert at which a process may kill itself. Those of a purchase stand twice,
/// since money is at stake there.
const CRASH_POINTS: [&str; 14] = [
    "reserved",
    "sent",
    "answered",
    "kept",
    "stored",
    "reserved",
    "sent",
    "answered",
    "kept",
    "stored",
    "mail_reached",
    "mail_begun",
    "mail_taken",
    "alert_mailed",
];

/// Clocks that are off, in seconds ahead.
const CLOCKS: [&str; 4] = ["3600", "-3600", "90", "-90"];

/// One thing that happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A person does something on the pages.
    Person(usize, Act),
    /// SIGKILL; it is started again at the next step.
    Kill(usize),
    /// SIGTERM; it is started again when it has ended.
    Stop(usize),
    /// SIGKILL, and the next life ends at a crash point.
    Doom(usize, &'static str),
    /// SIGKILL, and the clock of the next life is ahead by so many seconds.
    Skew(usize, &'static str),
    /// SIGSTOP, until `Thaw`.
    Freeze(usize),
    /// SIGCONT.
    Thaw(usize),
    /// How the providers fail from now on.
    Weather(Weather),
    /// PostgreSQL ends at once.
    Crash,
    /// PostgreSQL is started again.
    Recover,
    /// The wire to the database forgets its connections.
    Silence,
    /// The wire carries new connections again.
    Speak,
    /// Half of the program's connections are ended by the server.
    HangUp,
    /// Every lease ends at this moment.
    LeasesEnd,
    /// An admin lets sources go on that were stopped with reason.
    Resume,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(who, act) => write!(f, "person {who} {act}"),
            Self::Kill(at) => write!(f, "kill {}", PROCESSES[*at]),
            Self::Stop(at) => write!(f, "stop {}", PROCESSES[*at]),
            Self::Doom(at, point) => write!(f, "kill {}, which is to die when {point}", PROCESSES[*at]),
            Self::Skew(at, seconds) => write!(f, "kill {}, whose clock is then ahead by {seconds} s", PROCESSES[*at]),
            Self::Freeze(at) => write!(f, "freeze {}", PROCESSES[*at]),
            Self::Thaw(at) => write!(f, "thaw {}", PROCESSES[*at]),
            Self::Weather(weather) => write!(f, "providers: {weather}"),
            Self::Crash => write!(f, "PostgreSQL crashes"),
            Self::Recover => write!(f, "PostgreSQL is started again"),
            Self::Silence => write!(f, "the wire to PostgreSQL goes silent"),
            Self::Speak => write!(f, "the wire to PostgreSQL speaks again"),
            Self::HangUp => write!(f, "PostgreSQL hangs up on half of all"),
            Self::LeasesEnd => write!(f, "all leases end"),
            Self::Resume => write!(f, "an admin lets stopped sources go on"),
        }
    }
}

/// A step, and the pause before it.
pub type Timed = (Duration, Step);

/// The whole world of a seed.
pub fn of(seed: u64) -> Vec<Timed> {
    let mut dice = Dice::of(seed, "plan");
    let mut begun = Begun::default();
    let mut plan = vec![(Duration::ZERO, Step::Weather(dice.pick(&Weather::ALL)))];
    plan.extend((0..PEOPLE).map(|who| (dice.millis(50..300), Step::Person(who, Act::save(&mut dice)))));
    while plan.len() < STEPS {
        let step = begun.end_of_one(&mut dice).unwrap_or_else(|| begun.next(&mut dice));
        plan.push((dice.millis(200..1_600), step));
    }
    plan
}

/// What has begun and must come to an end.
#[derive(Default)]
struct Begun {
    frozen: Option<usize>,
    is_down: bool,
    is_silent: bool,
}

impl Begun {
    /// Sometimes, the end of something that has begun.
    fn end_of_one(&mut self, dice: &mut Dice) -> Option<Step> {
        let mut is_over = |percent| dice.is_within(percent);
        if self.is_down && is_over(60) {
            self.is_down = false;
            return Some(Step::Recover);
        }
        if self.is_silent && is_over(60) {
            self.is_silent = false;
            return Some(Step::Speak);
        }
        self.frozen.take_if(|_| is_over(30)).map(Step::Thaw)
    }

    fn next(&mut self, dice: &mut Dice) -> Step {
        let at = dice.below(PROCESSES.len());
        match dice.below(26) {
            0..=7 => Step::Person(dice.below(PEOPLE), Act::any(dice)),
            8..=10 => Step::Kill(at),
            11 => Step::Stop(at),
            12 | 13 => Step::Doom(at, dice.pick(&CRASH_POINTS)),
            14 | 15 if self.frozen.is_none() => {
                self.frozen = Some(at);
                Step::Freeze(at)
            }
            16 | 17 if !self.is_down => {
                self.is_down = true;
                Step::Crash
            }
            18 if !self.is_silent => {
                self.is_silent = true;
                Step::Silence
            }
            19 => Step::HangUp,
            20 => Step::LeasesEnd,
            21 => Step::Skew(at, dice.pick(&CLOCKS)),
            22 | 23 => Step::Resume,
            _ => Step::Weather(dice.pick(&Weather::ALL)),
        }
    }
}
