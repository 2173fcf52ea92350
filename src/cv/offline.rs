use super::profile::*;
pub const VERSION: &str = "1";
pub fn read(_: &str) -> Profile {
    Profile { titles: vec![], places: vec![], filters: vec![] }
}
