//! Decisions from a seed: the same ones in the same order, on every machine and with every version of every crate.

use std::ops::Range;
use std::time::Duration;

/// `SplitMix64`: small, and good enough to choose what goes wrong next.
pub struct Dice(u64);

impl Dice {
    /// One part's own row of decisions: what another part asks for does not shift them.
    pub fn of(seed: u64, part: &str) -> Self {
        let mut dice = Self(seed);
        for byte in part.bytes() {
            dice.0 = dice.draw() ^ u64::from(byte);
        }
        dice
    }

    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is more than 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.draw() % end as u64) as usize
    }

    pub fn is_within(&mut self, percent: u64) -> bool {
        self.draw() % 100 < percent
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// So many different ones, in their own order; all, where there are not so many.
    pub fn some<T: Clone>(&mut self, of: &[T], count: usize) -> Vec<T> {
        let mut left = count.min(of.len());
        let mut chosen = Vec::new();
        for (at, one) in of.iter().enumerate() {
            if self.below(of.len() - at) < left {
                chosen.push(one.clone());
                left -= 1;
            }
        }
        chosen
    }

    pub fn millis(&mut self, range: Range<u64>) -> Duration {
        Duration::from_millis(range.start + self.draw() % (range.end - range.start))
    }
}
