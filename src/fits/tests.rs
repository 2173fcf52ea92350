//! Examples: 32 jobs that fit, 32 that do not, a table of more, and statements on filters.

use super::{Stated, Wanted, fits, is_of_another_language, runs};
use crate::combination::Title;
use crate::filters::{EmploymentType, Filters, Industry, Seniority, WorkArrangement};
use crate::place::{self, CountryCode, Place};

/// Wanted title and place, then the job's title and places, "; " between the places.
const FIT: [[&str; 4]; 32] = [
    // Spelling, marks and genders
    ["Full Stack Developer", "Berlin", "Full-Stack Developer (m/w/d)", "Berlin, Germany"],
    ["Full-Stack Developer", "Berlin", "Fullstack Developer", "Berlin"],
    ["Frontend Developer", "Berlin", "Senior Front End Developer", "Berlin"],
    ["Softwareentwickler", "Berlin", "Softwareentwicklerin", "Berlin"],
    ["Softwareentwicklerin", "Berlin", "Softwareentwickler/in (w/m/d)", "Berlin"],
    ["Softwareentwickler/in", "Berlin", "Softwareentwickler:innen Backend", "Berlin"],
    ["Krankenpfleger", "Köln", "Krankenpflegerin im Nachtdienst", "Cologne, Germany"],
    ["Ärztin", "Wien", "Facharzt / Arzt (all genders)", "Vienna, Austria"],
    ["Kauffrau für Büromanagement", "Hamburg", "Kaufmann für Büromanagement (m/w/d)", "Hamburg"],
    ["Rechtsanwalt", "Bonn", "Rechtsanwältin Arbeitsrecht", "Bonn"],
    ["Koch", "Berlin", "Köchin gesucht", "Berlin"],
    ["Psychologe", "Berlin", "Psychologin (m/w/d)", "Berlin"],
    ["Sr. Data Scientist", "Berlin", "Senior Data Scientist – Pricing", "Berlin"],
    ["Data Scientist", "Berlin", "Lead Data Scientist (NLP)", "Berlin"],
    ["Data Scientist", "Berlin", "Data Scientists wanted", "Berlin"],
    ["Node.js Developer", "Berlin", "Node JS Developer", "Berlin"],
    ["C++ Developer", "Berlin", "C/C++ Developer", "Berlin"],
    ["C Developer", "Berlin", "C/C++ Developer", "Berlin"],
    [".NET Developer", "Berlin", "Senior .NET Developer", "Berlin"],
    ["Sales & Marketing Manager", "Berlin", "Sales and Marketing Manager", "Berlin"],
    // Several titles in one
    ["UX Designer", "Berlin", "UX/UI Designer", "Berlin"],
    ["Machine Learning Engineer", "Berlin", "Data Scientist / Machine Learning Engineer", "Berlin"],
    // Places
    ["Head", "Berlin", "Head of Data", "Berlin"],
    ["Nurse", "Frankfurt", "Nurse", "Frankfurt am Main, Hesse, Germany"],
    ["Nurse", "Bavaria", "Nurse", "Nürnberg, Germany"],
    ["Nurse", "Germany", "Nurse", "Leipzig"],
    ["Nurse", "DACH", "Nurse", "Zürich, Switzerland"],
    ["Nurse", "Hamburg", "Nurse", "Berlin, Germany; Hamburg, Germany; Munich, Germany"],
    ["Nurse", "Anywhere", "Nurse", "Lima, Peru"],
    ["Nurse", "Remote (Germany)", "Nurse", "Remote (Germany)"],
    ["Nurse", "Remote (Germany)", "Nurse", "Remote"],
    ["Nurse", "Remote", "Nurse", "Remote (Spain)"],
];

const NOT: [[&str; 4]; 32] = [
    // Different words
    ["Java Developer", "Berlin", "JavaScript Developer", "Berlin"],
    ["JavaScript Developer", "Berlin", "Java Developer", "Berlin"],
    ["C Developer", "Berlin", "C++ Developer", "Berlin"],
    ["C++ Developer", "Berlin", "C# Developer", "Berlin"],
    ["C# Developer", "Berlin", "C Developer", "Berlin"],
    [".NET Developer", "Berlin", "Net Developer", "Berlin"],
    ["Data Engineer", "Berlin", "Data Engineering Lead", "Berlin"],
    ["Data Scientist", "Berlin", "Data Science Manager", "Berlin"],
    ["Nurse", "Berlin", "Nursery Teacher", "Berlin"],
    ["Koch", "Berlin", "Kochlehrling", "Berlin"],
    ["Art Director", "Berlin", "Start Director", "Berlin"],
    ["Arzt", "Berlin", "Tierarzt", "Berlin"],
    // Words that are no run
    ["Head of Data", "Berlin", "Head, Big Data", "Berlin"],
    ["Head of Data", "Berlin", "Head of Big Data", "Berlin"],
    ["Senior Data Scientist", "Berlin", "Data Scientist", "Berlin"],
    ["Sales Manager", "Berlin", "Manager Sales", "Berlin"],
    ["Software Developer", "Berlin", "Software Test Developer", "Berlin"],
    ["UX Designer", "Berlin", "UX Research Designer", "Berlin"],
    ["Machine Learning Engineer", "Berlin", "Machine Engineer", "Berlin"],
    ["IT Manager", "Berlin", "Manager", "Berlin"],
    // Places
    ["Nurse", "Frankfurt", "Nurse", "Frankfurt (Oder), Germany"],
    ["Nurse", "Frankfurt (Oder)", "Nurse", "Frankfurt am Main"],
    ["Nurse", "Berlin", "Nurse", "Berlin, Connecticut, United States"],
    ["Nurse", "Berlin", "Nurse", "Germany"],
    ["Nurse", "Bavaria", "Nurse", "Stuttgart, Germany"],
    ["Nurse", "Germany", "Nurse", "Vienna, Austria"],
    ["Nurse", "Berlin", "Nurse", "Remote (Germany)"],
    ["Nurse", "Remote (Germany)", "Nurse", "Berlin, Germany"],
    ["Nurse", "Remote (Germany)", "Nurse", "Remote (Spain)"],
    ["Nurse", "Germany", "Nurse", "DACH"],
    ["Nurse", "Munich", "Nurse", "Berlin, Germany; Hamburg, Germany"],
    ["Nurse", "New York", "Nurse", "York, United Kingdom"],
];

fn place(typed: &str) -> Place {
    Place::parse(typed, CountryCode::GERMANY).unwrap()
}

fn is_fit([title, wanted, job, places]: [&str; 4]) -> bool {
    let stated = Stated::new(job, &places.split("; ").map(place).collect::<Vec<_>>());
    fits(&Wanted::new(title, &place(wanted), Filters::default()), &stated)
}

#[test]
fn jobs_that_fit() {
    let wrong: Vec<_> = FIT.into_iter().filter(|pair| !is_fit(*pair)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn jobs_that_do_not_fit() {
    let wrong: Vec<_> = NOT.into_iter().filter(|pair| is_fit(*pair)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A cell of the table: arrangement, type, level and industry, with "/" between.
fn four(cell: &str) -> [&str; 4] {
    let mut parts = cell.split('/');
    [(); 4].map(|()| parts.next().unwrap_or_default())
}

/// Whether a line's job fits its wish, read as searches and postings are.
fn is_fit_by_line(cells: [&str; 7]) -> bool {
    let [_, title, wanted, job, places, filters, stated] = cells;
    let [arrangement, employment, level, industry] = four(filters);
    let filters = Filters {
        work_arrangement: arrangement.parse().ok(),
        employment_type: employment.parse().ok(),
        seniority: level.parse().ok(),
        industry: industry.parse().ok(),
    };
    let read = |one| place::read(one, CountryCode::GERMANY).unwrap().into_iter().map(|meant| meant.place);
    let places: Vec<Place> = places.split("; ").flat_map(read).collect();
    let [arrangement, employment, level, industry] = four(stated);
    let list = |names: &str| names.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let stated = Stated::new(job, &places);
    let stated = stated.with_filters(Some(arrangement), &list(employment), Some(level), &list(industry));
    fits(&Wanted::new(Title::parse(title).unwrap().key(), &place(wanted), filters), &stated)
}

#[test]
fn jobs_fit_as_the_table_says() {
    let table = include_str!("../../tests/fixtures/fits.tsv").lines().filter(|line| !line.starts_with('#'));
    let (mut wrong, mut counts) = (Vec::new(), [0, 0]);
    for line in table {
        let mut cells = line.split('\t');
        let cells = [(); 7].map(|()| cells.next().unwrap_or_default());
        let is_right = match cells[0] {
            "yes" => true,
            "no" => false,
            other => panic!("{other:?} is no answer: {line}"),
        };
        counts[usize::from(is_right)] += 1;
        if is_fit_by_line(cells) != is_right {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(counts.iter().all(|count| *count > 100), "{counts:?}");
}

#[test]
fn a_title_has_no_more_runs_than_some_hundred() {
    let long = "Senior UX/UI Designer & Java, Kotlin- und Scala-Entwickler/Architekt (C, C++) im Ein- und Verkauf / Test Engineer, \
                Berlin/Hamburg, 4 Tage pro Woche, Homeoffice, Weihnachtsgeld und Urlaubsgeld";
    assert!(runs(long).len() < 1_000, "{}", runs(long).len());
    assert!(runs("Senior Full-Stack Developer (m/w/d)").len() <= 10);
    assert!(runs("UX/UI Designer & Product Manager").len() <= 40);
}

#[test]
fn what_a_posting_does_not_state_contradicts_no_filter() {
    let filters = Filters {
        work_arrangement: Some(WorkArrangement::RemoteOk),
        employment_type: Some(EmploymentType::FullTime),
        seniority: Some(Seniority::Senior),
        industry: "Sales".parse::<Industry>().ok(),
    };
    let wanted = Wanted::new("Nurse", &place("Berlin"), filters);
    let job = || Stated::new("Nurse", &[place("Berlin")]);
    let (full, part) = (["FULL_TIME".to_owned()], ["PART_TIME".to_owned()]);
    let (sales, legal) = (["Sales".to_owned(), "Legal".to_owned()], ["Legal".to_owned()]);
    for (does_fit, stated) in [
        (true, job()),
        (true, job().with_filters(Some("Remote"), &full, Some("Lead"), &sales)),
        (true, job().with_filters(None, &[], Some("Senior"), &[])),
        (true, job().with_filters(Some("somewhere"), &[], Some("Boss"), &[])),
        (false, job().with_filters(Some("On-site"), &full, Some("Senior"), &sales)),
        (false, job().with_filters(Some("Remote"), &part, Some("Senior"), &sales)),
        (false, job().with_filters(Some("Remote"), &full, Some("Mid"), &sales)),
        (false, job().with_filters(Some("Remote"), &full, Some("Senior"), &legal)),
    ] {
        assert_eq!(fits(&wanted, &stated), does_fit, "{stated:?}");
    }
}

#[test]
fn a_job_that_can_be_done_from_home_fits_remote_work_in_its_country_and_its_own_town() {
    let remote = Stated::new("Nurse", &[place("Berlin")]).with_filters(Some("Remote OK"), &[], None, &[]);
    let wanted = |typed| Wanted::new("Nurse", &place(typed), Filters::default());
    for (does_fit, typed) in [(true, "Berlin"), (true, "Remote (Germany)"), (true, "Remote"), (false, "Remote (Spain)")]
    {
        assert_eq!(fits(&wanted(typed), &remote), does_fit, "{typed}");
    }
}

#[test]
fn what_was_brought_for_one_language_and_names_another_contradicts() {
    for (is_another, wanted, job) in [
        (true, "C++ Developer", "C# Developer"),
        (true, "C# Entwickler", "Senior C-Entwickler (m/w/d)"),
        (true, "C Developer", "Developer (C#, .NET)"),
        (true, "C/C++ Developer", "C# Developer"),
        (false, "C++ Developer", "C/C++ Developer"),
        (false, "C++ Developer", "Embedded Developer"),
        (false, "C++/C# Developer", "C# Developer"),
        (false, "Developer", "C# Developer"),
        (false, "Cook", "C# Developer"),
    ] {
        assert_eq!(is_of_another_language(wanted, job), is_another, "{job} for {wanted}");
    }
}
