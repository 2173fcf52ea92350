//! A person's telephone: it takes a key over from a page, and shows codes.

use super::app::TestApp;
use super::browser::Answer;
use chrono::TimeDelta;
use jobfill::models::second_factor::SecondFactor;
use jobfill::one_time_code::{self, Key};

const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

pub struct Device(Key);

impl Device {
    /// Reads the key as it is typed: in groups of four.
    #[track_caller]
    pub fn scans(page: &Answer) -> Self {
        let key =
            page.body.split("<code class=\"key\">").nth(1).expect("no key on the page").split('<').next().unwrap();
        let letters: Vec<u8> = key.chars().filter_map(|letter| u8::try_from(ALPHABET.find(letter)?).ok()).collect();
        let bits: Vec<u8> = letters.iter().flat_map(|five| (0..5).rev().map(move |bit| five >> bit & 1)).collect();
        let bytes: Vec<u8> =
            bits.chunks_exact(8).map(|eight| eight.iter().fold(0, |byte, bit| byte << 1 | bit)).collect();
        Self(Key::of(&bytes).expect("twenty bytes"))
    }

    /// The one with a person's stored key, for tests that see no page's text.
    pub async fn of(app: &TestApp, user_id: i32) -> Self {
        let factor = SecondFactor::find(&mut *app.conn().await, user_id).await.unwrap();
        Self(factor.expect("no key").key().unwrap())
    }

    /// The code that it shows now.
    pub fn code(&self, app: &TestApp) -> String {
        self.code_after(app, TimeDelta::zero())
    }

    /// The code that it shows when its clock goes wrong by so much.
    pub fn code_after(&self, app: &TestApp, time: TimeDelta) -> String {
        self.0.code_at(one_time_code::step(app.clock.now() + time))
    }
}
