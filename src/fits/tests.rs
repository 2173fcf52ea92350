//! Examples: 32 jobs that fit, 32 that do not, and statements on filters.

use super::{Stated, Wanted, fits, is_of_another_language};
use crate::filters::{EmploymentType, Filters, Industry, Seniority, WorkArrangement};
use crate::place::{CountryCode, Place};

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
