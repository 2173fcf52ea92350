//! The ten people of the demo, with 25 wanted combinations, 12 of them distinct.

use crate::filters::{Filters, Seniority, WorkArrangement};
use crate::searches::List;

/// Password of every person in the demo.
pub const PASSWORD: &str = "sandbox demo";

/// Admin's address: sees the admins' pages.
pub const ADMIN: &str = "admin@example.com";

/// Titles × places, all with the same filters.
type Wanted = (&'static [&'static str], &'static [&'static str]);

/// One of the ten people.
pub struct Person {
    /// Address that the person signs in with.
    pub email: &'static str,
    wanted: &'static [Wanted],
}

/// The cast in order of sign-up: 4, 1, 2, 1, 1, 1, 1, 1, 0 and 0 combinations are new.
pub const CAST: [Person; 10] = [
    Person { email: "ada@example.com", wanted: &[(&["Data Scientist", "ML Engineer"], &["Berlin", "Hamburg"])] },
    Person { email: "bob@example.com", wanted: &[(&["Data Scientist"], &["Berlin", "Munich"])] },
    Person {
        email: "chen@example.com",
        wanted: &[(&["Data Analyst"], &["München", "Berlin"]), (&["Data Scientist (m/w/d)"], &["Munich, Germany"])],
    },
    Person { email: "dana@example.com", wanted: &[(&["Data Engineer", "Data Scientist"], &["Berlin"])] },
    Person {
        email: "emre@example.com",
        wanted: &[(&["Software Engineer", "Data Engineer", "ML Engineer"], &["Berlin"])],
    },
    Person { email: "fatima@example.com", wanted: &[(&["Data Engineer", "Data Scientist"], &["Hamburg"])] },
    Person {
        email: "greta@example.com",
        wanted: &[(&["Product Manager", "Software Engineer"], &["Berlin"]), (&["Data Scientist"], &["Muenchen"])],
    },
    Person { email: "hugo@example.com", wanted: &[(&["Software Engineer"], &["Munich", "Berlin"])] },
    Person { email: "ines@example.com", wanted: &[(&["Data Scientist", "ML Engineer"], &["Berlin, Germany"])] },
    Person { email: "jonas@example.com", wanted: &[(&["Data Analyst", "Data Engineer"], &["Berlin"])] },
];

impl Person {
    /// Lists of the person's searches, one for each group of titles and places.
    pub fn lists(&self) -> Vec<List> {
        let names = ["Primary Search", "Second Search"];
        let lists = self.wanted.iter().zip(names).map(|((titles, locations), name)| List {
            name: name.to_owned(),
            titles: titles.iter().map(|&title| title.to_owned()).collect(),
            locations: locations.iter().map(|&place| place.to_owned()).collect(),
            filters: Filters {
                work_arrangement: Some(WorkArrangement::RemoteOk),
                seniority: Some(Seniority::Senior),
                ..Filters::default()
            },
            priority: 0,
        });
        lists.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn ten_people_want_25_combinations_of_which_12_differ() {
        let mut seen = HashSet::new();
        let counts = CAST.each_ref().map(|person| {
            let wishes = person.lists().into_iter().flat_map(|list| list.wishes("de".parse().unwrap()).unwrap());
            let wanted: HashSet<_> = wishes.map(|wish| wish.combination).collect();
            let new = wanted.iter().filter(|one| seen.insert((*one).clone())).count();
            (wanted.len(), new)
        });
        assert_eq!(counts[..3], [(4, 4), (2, 1), (3, 2)]);
        let (wanted, bought) = counts.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        assert_eq!((wanted, bought), (25, 12));
    }
}
