//! What stands on a person's lists, and what each act makes of it. Pure.

use super::Act;
use std::collections::BTreeMap;

/// List, title and place.
pub type Row<'a> = (&'a str, &'a str, &'a str);

/// The searches on somebody's lists, and whether each is active.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lists(pub BTreeMap<(String, String, String), bool>);

/// Every state that may stand after an act that has happened. Whoever has no account can do nothing.
pub fn after(possible: &[Option<Lists>], act: &Act) -> Vec<Option<Lists>> {
    let mut after: Vec<_> = possible.iter().flatten().map(|lists| lists.clone().after(act)).collect();
    after.sort();
    after.dedup();
    after
}

impl Lists {
    fn after(mut self, act: &Act) -> Option<Self> {
        match act {
            Act::Save { list, titles, places } => self.save(list, titles, places),
            Act::Pause => self.0.values_mut().for_each(|is_active| *is_active = false),
            Act::Resume => self.0.values_mut().for_each(|is_active| *is_active = true),
            Act::Remove { list, title, place } => {
                self.0.remove(&owned((list, title, place)));
            }
            Act::Upload { .. } | Act::Forget => {}
            Act::Leave => return None,
        }
        Some(self)
    }

    /// Saving makes a list what the form says. What is new on it is active; what stays is as it was, paused or not.
    fn save(&mut self, list: &str, titles: &[&str], places: &[&str]) {
        let before = self.0.clone();
        self.0.retain(|(name, ..), _| name != list);
        for row in titles.iter().flat_map(|title| places.iter().map(move |place| owned((list, title, place)))) {
            let is_active = before.get(&row).copied().unwrap_or(true);
            self.0.insert(row, is_active);
        }
    }
}

fn owned((list, title, place): Row<'_>) -> (String, String, String) {
    (list.to_owned(), title.to_owned(), place.to_owned())
}
