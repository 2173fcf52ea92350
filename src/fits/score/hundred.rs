//! Postings that somebody marked by hand, who knew nothing of points.

use super::*;
use crate::filters::EmploymentType;
use crate::fits::told;
use crate::place::{self, CountryCode};

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
        ranked.retain(|(_, row)| self.is_on_the_list(row));
        ranked.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
        ranked.iter().take(30).filter(|(_, row)| row[0] == "best").count()
    }

    /// What a source states otherwise than a filter asks is on no list.
    fn is_on_the_list(&self, row: &[&str]) -> bool {
        let facts = Facts { title: Compared::of(""), ..self.facts(row, "") };
        self.wishes.iter().any(|aim| !facts.stated(&aim.filters).contains(&Some(Stated::Otherwise)))
    }

    fn points(&self, row: &[&str]) -> u32 {
        let facts = self.facts(row, row[1]);
        self.wishes.iter().map(|aim| aim.judge(&facts).points()).max().unwrap_or_default()
    }

    /// Facts of a row; `told_by`: its title, where that tells what the source leaves open.
    fn facts(&self, row: &[&str], told_by: &str) -> Facts {
        let text = format!(" {} {} ", row[1], row[9]).to_lowercase();
        let read = |one: &str| place::read(one, CountryCode::GERMANY).unwrap_or_default();
        let places: Vec<Place> = row[3].split("; ").flat_map(read).map(|meant| meant.place).collect();
        Facts {
            title: Compared::of(row[1]),
            places: Keys::of(&places),
            arrangement: row[4].parse().ok(),
            employment_types: told::contracts(row[6].split(',').filter(|one| !one.is_empty()), told_by),
            seniority: row[5].parse().ok().or_else(|| told::seniority(told_by)),
            industries: Vec::new(),
            own_words: self.skills.iter().filter(|skill| text.contains(&skill.to_lowercase())).count(),
            age_days: Some(row[8].parse::<i64>().unwrap() / 24),
        }
    }
}

fn wishes(titles: &[&str], places: &[&str], filters: Filters) -> Vec<Aim> {
    let of_place = |at: &&str| {
        titles
            .iter()
            .map(move |title| Aim::new(title, &Place::parse(at, CountryCode::GERMANY).unwrap(), filters))
            .collect::<Vec<_>>()
    };
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
        Hundred {
            file: "accountant",
            wishes: wishes(&["Buchhalter", "Bilanzbuchhalter"], &["Hamburg"], contract(EmploymentType::FullTime)),
            skills: &["DATEV", "SAP FI", "HGB", "Umsatzsteuer", "Kreditorenbuchhaltung", "Excel"],
        },
        Hundred {
            file: "sales",
            wishes: wishes(&["Commercial", "Responsable de secteur"], &["Lyon"], contract(EmploymentType::FullTime)),
            skills: &["prospection", "CRM", "négociation", "B2B", "Salesforce"],
        },
    ];
    let found: Vec<(&str, usize)> = hundreds.iter().map(|hundred| (hundred.file, hundred.found())).collect();
    println!("{found:?}");
    // Which projects a manager means, descriptions tell alone.
    assert!(found.iter().all(|(_, found)| *found >= 14), "{found:?}");
    assert!(found.iter().map(|(_, found)| found).sum::<usize>() >= 15 * found.len(), "{found:?}");
}
