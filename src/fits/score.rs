//! How well a posting fits a search: points with their parts, so that a list can begin with the best and say why. Pure.
//!
//! An unstated fact costs a posting less than a contradiction would, and never brings a match's points. The points
//! order a list and are not shown: people read the level and the parts.

use super::place::{Keys, Nearness, Surroundings};
use super::title::{Closeness, Compared};
use crate::filters::{Filters, Seniority, StatedArrangement, WorkArrangement};
use crate::place::Place;

/// A search, prepared for many postings.
#[derive(Clone, Debug)]
pub struct Aim {
    title: Compared,
    place: Surroundings,
    filters: Filters,
}

/// Facts stated by a posting, prepared for many searches.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The posting's title.
    pub title: Compared,
    /// Keys of the posting's places.
    pub places: Keys,
    /// Stated work arrangement. None here and below: not stated.
    pub arrangement: Option<StatedArrangement>,
    /// Types by the names of the closed list.
    pub employment_types: Vec<String>,
    /// Level by years of experience.
    pub seniority: Option<Seniority>,
    /// The provider's taxonomy.
    pub industries: Vec<String>,
    /// How many words of the person's CV stand in the posting.
    pub own_words: usize,
    /// Days since the posting; None: no source knows.
    pub age_days: Option<i64>,
}

/// Reasons for a posting's fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Fit by title.
    pub title: Closeness,
    /// Fit by place.
    pub place: Nearness,
    /// Filters of the search.
    pub asked: usize,
    /// Set filters with a match stated by the posting.
    pub met: usize,
    /// Words of the CV in the posting.
    pub own_words: usize,
    /// Days since the posting.
    pub age_days: Option<i64>,
}

/// How well a posting fits, in words; the best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Little is as wanted.
    Loosely,
    /// Some of it is.
    Partly,
    /// Title and place are, nearly.
    Well,
    /// All that counts is.
    VeryWell,
}

impl Aim {
    /// A title, a place and filters.
    pub fn new(title: &str, place: &Place, filters: Filters) -> Self {
        Self { title: Compared::of(title), place: Surroundings::of(place), filters }
    }

    /// Fit of a posting for this search.
    pub fn judge(&self, facts: &Facts) -> Parts {
        let filters = facts.met(&self.filters);
        let count = |wanted: bool| filters.iter().flatten().filter(|is_met| **is_met || !wanted).count();
        Parts {
            title: self.title.closeness(&facts.title),
            place: self.place.nearness(&facts.places, facts.is_remote()),
            asked: count(false),
            met: count(true),
            own_words: facts.own_words,
            age_days: facts.age_days,
        }
    }
}

impl Facts {
    fn is_remote(&self) -> bool {
        self.arrangement.is_some_and(|stated| WorkArrangement::RemoteOk.is_met_by(stated))
    }

    /// For each set filter, whether the posting states a match.
    fn met(&self, filters: &Filters) -> [Option<bool>; 4] {
        let [_, employment_type, _, industry] = filters.names();
        let is_listed = |wanted: &str, stated: &[String]| stated.iter().any(|one| one == wanted);
        [
            filters.work_arrangement.map(|wanted| self.arrangement.is_some_and(|stated| wanted.is_met_by(stated))),
            employment_type.map(|wanted| is_listed(wanted, &self.employment_types)),
            filters.seniority.map(|wanted| self.seniority.is_some_and(|stated| wanted.is_met_by(stated))),
            industry.map(|wanted| is_listed(wanted, &self.industries)),
        ]
    }
}

impl Parts {
    /// A hundred at most, about half of them for the title.
    pub fn points(&self) -> u32 {
        self.of_title_in_reach() + self.of_place() + self.of_filters() + self.of_words() + self.of_age()
    }

    /// The level in words.
    pub fn level(&self) -> Level {
        match self.points() {
            80.. => Level::VeryWell,
            62..80 => Level::Well,
            40..62 => Level::Partly,
            _ => Level::Loosely,
        }
    }

    fn of_title(&self) -> u32 {
        match self.title {
            Closeness::Same => 50,
            Closeness::Holds => 43,
            Closeness::Words => 34,
            Closeness::Related => 20,
            Closeness::Akin => 15,
            Closeness::Other => 0,
        }
    }

    /// A job out of reach is worth half of what its title promises: whoever names a place lives there.
    fn of_title_in_reach(&self) -> u32 {
        match self.place {
            Nearness::SameCountry | Nearness::Elsewhere => self.of_title() / 2,
            Nearness::Unknown => self.of_title() * 3 / 4,
            Nearness::Inside | Nearness::Around | Nearness::Remote => self.of_title(),
        }
    }

    /// A place near by is worth half where the work is another.
    fn of_place(&self) -> u32 {
        let points = match self.place {
            Nearness::Inside => 24,
            Nearness::Remote => 20,
            Nearness::Around => 14,
            Nearness::SameCountry | Nearness::Unknown => 6,
            Nearness::Elsewhere => 0,
        };
        if self.title == Closeness::Other { points / 2 } else { points }
    }

    /// A search without filters has nothing unmet.
    fn of_filters(&self) -> u32 {
        if self.asked == 0 {
            return 6;
        }
        u32::try_from(self.met * 9 / self.asked).unwrap_or(0)
    }

    fn of_words(&self) -> u32 {
        u32::try_from(self.own_words.min(4)).unwrap_or(0) * 3
    }

    fn of_age(&self) -> u32 {
        match self.age_days {
            Some(..=1) => 5,
            Some(2..=3) => 4,
            Some(4..=7) => 3,
            Some(8..=14) => 2,
            Some(15..=30) => 1,
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::EmploymentType;
    use crate::place::CountryCode;

    fn place(typed: &str) -> Place {
        Place::parse(typed, CountryCode::GERMANY).unwrap()
    }

    fn facts(title: &str, at: &str) -> Facts {
        Facts {
            title: Compared::of(title),
            places: Keys::of(&[place(at)]),
            arrangement: None,
            employment_types: Vec::new(),
            seniority: None,
            industries: Vec::new(),
            own_words: 0,
            age_days: Some(2),
        }
    }

    fn aim(filters: Filters) -> Aim {
        Aim::new("Data Scientist", &place("Berlin"), filters)
    }

    #[test]
    fn postings_stand_in_the_order_in_which_people_would_read_them() {
        let plain = || facts("Data Scientist", "Berlin");
        let ranked = [
            Facts { own_words: 3, age_days: Some(0), ..plain() },
            Facts { own_words: 2, ..plain() },
            plain(),
            Facts { age_days: Some(25), ..plain() },
            Facts { arrangement: Some(StatedArrangement::Remote), ..facts("Data Scientist", "Munich") },
            facts("Senior Data Scientist (Fraud)", "Berlin"),
            facts("Data Research Scientist", "Berlin"),
            facts("Data Analyst", "Berlin"),
            facts("Data Scientist", "Munich"),
            facts("Data Analyst", "Munich"),
            facts("Waiter", "Berlin"),
            facts("Waiter", "Vienna"),
        ];
        let points: Vec<u32> = ranked.iter().map(|facts| aim(Filters::default()).judge(facts).points()).collect();
        assert!(points.is_sorted_by(|one, next| one > next), "{points:?}");
        let levels: Vec<Level> = ranked.iter().map(|facts| aim(Filters::default()).judge(facts).level()).collect();
        assert_eq!(levels[2], Level::VeryWell);
        assert_eq!((levels[5], levels[7], levels[11]), (Level::Well, Level::Partly, Level::Loosely));
    }

    #[test]
    fn what_is_stated_comes_before_what_is_not() {
        let filters = Filters {
            seniority: Some(Seniority::Senior),
            work_arrangement: Some(WorkArrangement::Hybrid),
            ..Filters::default()
        };
        let silent = facts("Data Scientist", "Berlin");
        let half = Facts { seniority: Some(Seniority::Lead), ..silent.clone() };
        let whole = Facts { arrangement: Some(StatedArrangement::Hybrid), ..half.clone() };
        let parts = [silent, half, whole].map(|facts| aim(filters).judge(&facts));
        assert_eq!(parts.map(|one| (one.met, one.asked)), [(0, 2), (1, 2), (2, 2)]);
        assert!(parts[0].points() < parts[1].points() && parts[1].points() < parts[2].points());
    }

    /// A hundred postings as boards bring them, of which somebody who knew nothing of points marked the twenty to open
    /// first.
    struct Hundred {
        file: &'static str,
        wishes: Vec<Aim>,
        skills: &'static [&'static str],
    }

    impl Hundred {
        /// How many of the twenty stand among the thirty with most points.
        fn found(&self) -> usize {
            let text = std::fs::read_to_string(format!("tests/fixtures/hundred/{}.tsv", self.file)).unwrap();
            let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split('\t').collect()).collect();
            assert_eq!((rows.len(), rows.iter().filter(|row| row[0] == "best").count()), (100, 20), "{}", self.file);
            let mut ranked: Vec<(u32, &Vec<&str>)> = rows.iter().map(|row| (self.points(row), row)).collect();
            ranked.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
            for (points, row) in ranked.iter().take(45) {
                println!("{points:3} {:4} {} | {} | {} | {}", row[0], row[1], row[3], row[5], row[6]);
            }
            ranked.iter().take(30).filter(|(_, row)| row[0] == "best").count()
        }

        fn points(&self, row: &[&str]) -> u32 {
            let text = format!(" {} {} ", row[1], row[9]).to_lowercase();
            let read = |one: &str| crate::place::read(one, CountryCode::GERMANY).unwrap_or_default();
            let places: Vec<Place> = row[3].split("; ").flat_map(read).map(|meant| meant.place).collect();
            let facts = Facts {
                title: Compared::of(row[1]),
                places: Keys::of(&places),
                arrangement: row[4].parse().ok(),
                employment_types: crate::fits::told::contracts(row[6].split(',').filter(|one| !one.is_empty()), row[1]),
                seniority: row[5].parse().ok().or_else(|| crate::fits::told::seniority(row[1])),
                industries: Vec::new(),
                own_words: self.skills.iter().filter(|skill| text.contains(&skill.to_lowercase())).count(),
                age_days: Some(row[8].parse::<i64>().unwrap() / 24),
            };
            self.wishes.iter().map(|aim| aim.judge(&facts).points()).max().unwrap_or_default()
        }
    }

    fn wishes(titles: &[&str], places: &[&str], filters: Filters) -> Vec<Aim> {
        let of_place =
            |at: &&str| titles.iter().map(move |title| Aim::new(title, &place(at), filters)).collect::<Vec<_>>();
        places.iter().flat_map(of_place).collect()
    }

    #[test]
    fn of_twenty_marked_by_hand_among_a_hundred_fifteen_are_among_the_first_thirty() {
        let contract = |one| Filters { employment_type: Some(one), ..Filters::default() };
        let senior = Filters { seniority: Some(Seniority::Senior), ..Filters::default() };
        let hybrid = Filters { work_arrangement: Some(WorkArrangement::Hybrid), ..Filters::default() };
        let hundreds = [
            Hundred {
                file: "nurse",
                wishes: wishes(
                    &["Pflegefachkraft", "Praxisanleiter Pflege"],
                    &["Köln"],
                    contract(EmploymentType::PartTime),
                ),
                skills: &["Intensivpflege", "Wundmanagement", "Praxisanleitung", "Dokumentation", "Palliativpflege"],
            },
            Hundred {
                file: "engineer",
                wishes: wishes(&["Data Engineer", "Analytics Engineer"], &["Berlin", "Remote in Germany"], senior),
                skills: &["Python", "Spark", "dbt", "Airflow", "Snowflake", "Kafka"],
            },
            Hundred {
                file: "cook",
                wishes: wishes(&["Koch", "Souschef"], &["Wien"], contract(EmploymentType::FullTime)),
                skills: &["à la carte", "Sous Vide", "HACCP", "Menüplanung", "Pâtisserie"],
            },
            Hundred {
                file: "manager",
                wishes: wishes(&["Project Manager", "Programme Manager"], &["London", "Manchester"], hybrid),
                skills: &["PRINCE2", "Agile", "Jira", "stakeholder management", "budgeting", "NHS"],
            },
        ];
        let found: Vec<(&str, usize)> = hundreds.iter().map(|hundred| (hundred.file, hundred.found())).collect();
        println!("{found:?}");
        assert!(found.iter().all(|(_, found)| *found >= 15), "{found:?}");
    }

    #[test]
    fn nothing_brings_more_than_a_hundred_points() {
        let filters = Filters { seniority: Some(Seniority::Senior), ..Filters::default() };
        let seniority = Some(Seniority::Senior);
        let best = Facts { seniority, own_words: 50, age_days: Some(0), ..facts("Data Scientist", "Berlin") };
        assert_eq!(aim(filters).judge(&best).points(), 100);
        let none = Facts { age_days: None, ..facts("Waiter", "Vienna") };
        assert_eq!(aim(filters).judge(&none).points(), 0);
    }
}
