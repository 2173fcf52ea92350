//! The reference: purchases in a list, and sums over it. Knows no SQL.

use std::collections::BTreeMap;

/// Jobs and requests, the two meters of Active Jobs DB.
pub const METERS: usize = 2;

/// What a purchase is to one meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    Reserved,
    Unknown,
    /// Over: so much was spent.
    Spent(i64),
}

#[derive(Clone, Debug)]
pub struct Purchase {
    pub id: i64,
    /// The most that it can cost, per meter.
    pub most: [i64; METERS],
    pub holds: [Hold; METERS],
    /// What the provider has charged so far, per meter.
    pub charged: [i64; METERS],
    /// Its call may yet be charged.
    pub is_fresh: bool,
    pub day: u8,
    pub subject: i64,
}

#[derive(Debug, Default)]
pub struct Book {
    pub purchases: Vec<Purchase>,
    last_snapshot: i64,
}

/// What can be compared: spent, reserved and unknown of each meter, and credits used by day and person, 0 for all.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub meters: [[i64; 3]; METERS],
    pub used: BTreeMap<(u8, i64), i64>,
}

impl Purchase {
    pub fn is(&self, hold: Hold) -> bool {
        self.holds.contains(&hold)
    }

    /// What one meter counts as gone because of it.
    fn counted(&self, meter: usize) -> i64 {
        match self.holds[meter] {
            Hold::Spent(credits) => credits,
            Hold::Reserved | Hold::Unknown => self.most[meter],
        }
    }

    /// Ends what is open on any meter.
    pub fn end(&mut self, price: [i64; METERS]) {
        for (hold, price) in self.holds.iter_mut().zip(price) {
            if !matches!(hold, Hold::Spent(_)) {
                *hold = Hold::Spent(price);
            }
        }
    }
}

impl Book {
    pub fn figures(&self) -> Figures {
        let mut figures = Figures::default();
        for purchase in &self.purchases {
            for meter in 0..METERS {
                let column = match purchase.holds[meter] {
                    Hold::Spent(_) => 0,
                    Hold::Reserved => 1,
                    Hold::Unknown => 2,
                };
                figures.meters[meter][column] += purchase.counted(meter);
            }
            for subject in [0, purchase.subject] {
                *figures.used.entry((purchase.day, subject)).or_default() += purchase.counted(0);
            }
        }
        figures
    }

    /// What the provider has charged in all.
    pub fn charged(&self) -> [i64; METERS] {
        std::array::from_fn(|meter| self.purchases.iter().map(|one| one.charged[meter]).sum())
    }

    /// The provider's figures come with the answer to purchase `id`: what is unknown may be told by them.
    pub fn snapshot(&mut self, id: i64) {
        if id <= self.last_snapshot {
            return;
        }
        // The first figures that come alone may also tell of what was spent elsewhere: they explain nothing.
        let is_first = self.last_snapshot == 0;
        if is_first && self.purchases.iter().any(|one| one.is(Hold::Reserved)) {
            return;
        }
        self.last_snapshot = id;
        if is_first {
            return;
        }
        for meter in 0..METERS {
            self.tell(meter, id);
        }
    }

    fn tell(&mut self, meter: usize, id: i64) {
        let [spent, reserved, unknown] = self.figures().meters[meter];
        let mut beyond = self.charged()[meter] - spent;
        let is_fresh = |one: &Purchase| one.holds[meter] == Hold::Unknown && one.is_fresh;
        if reserved > 0 || (beyond != unknown && self.purchases.iter().any(is_fresh)) {
            return;
        }
        for purchase in self.purchases.iter_mut().filter(|one| one.id < id && one.holds[meter] == Hold::Unknown) {
            let credits = beyond.min(purchase.most[meter]);
            beyond -= credits;
            purchase.holds[meter] = Hold::Spent(credits);
        }
    }

    /// What the provider has charged is counted, at every moment.
    pub fn misses_nothing(&self) -> Result<(), String> {
        let (charged, counted) = (self.charged(), self.figures().meters.map(|meter| meter.iter().sum::<i64>()));
        let is_under = (0..METERS).any(|meter| charged[meter] > counted[meter]);
        if is_under { Err(format!("charged {charged:?}, counted {counted:?}")) } else { Ok(()) }
    }
}
