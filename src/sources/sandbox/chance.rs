//! Pseudo-random draws, equal on every machine, in every run and every version.

/// A point from which any number of independent draws can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seed(u64);

impl Seed {
    /// Seed of some words.
    pub(super) fn of(words: &[&str]) -> Self {
        words.iter().fold(Self(0xcbf2_9ce4_8422_2325), |seed, word| seed.and(word))
    }

    /// Seed of this seed and a word.
    pub(super) fn and(self, word: &str) -> Self {
        // FNV-1a over the bytes and an end mark, so that "ab", "c" is not "a", "bc".
        let bytes = word.bytes().chain([0xff]);
        let hash = bytes.fold(self.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        Self(hash)
    }

    /// A number that looks random. `what` names the draw; different names are independent.
    pub(super) fn number(self, what: &str) -> u64 {
        // The finaliser of SplitMix64: FNV alone leaves the high bits of like words alike.
        let mixed = self.and(what).0;
        let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, not including, 1.
    pub(super) fn unit(self, what: &str) -> f64 {
        let bits = u32::try_from(self.number(what) >> 32).expect("32 bits are left");
        f64::from(bits) / (f64::from(u32::MAX) + 1.0)
    }

    pub(super) fn chance(self, what: &str, probability: f64) -> bool {
        self.unit(what) < probability
    }

    /// A number below `end`, which must not be zero.
    pub(super) fn below(self, what: &str, end: usize) -> usize {
        let end = end as u64;
        usize::try_from(self.number(what) % end).expect("smaller than a usize")
    }

    /// An item of a list that is not empty.
    pub(super) fn pick<'a, T>(self, what: &str, items: &'a [T]) -> &'a T {
        &items[self.below(what, items.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_never_change() {
        let seed = Seed::of(&["data scientist", "berlin"]);
        assert_eq!(seed, Seed::of(&["data scientist"]).and("berlin"));
        assert_ne!(seed, Seed::of(&["data scientistberlin"]));
        assert_eq!(seed.number("rate"), DRAWN_ONCE);
    }

    /// Draws of the first version: a change here would change the jobs of every sandbox.
    const DRAWN_ONCE: u64 = 16_816_393_027_566_337_997;

    #[test]
    fn draws_fill_their_range_evenly() {
        let draws = (0..1_000).map(|n| Seed::of(&[&n.to_string()]).unit("x"));
        let low = draws.filter(|draw| *draw < 0.25).count();
        assert!((200..300).contains(&low), "{low}");
    }
}
