//! Proof of the canonical form: 30 pairs of one combination, and 30 of two, three of them by their filters.

use super::Combination;
use crate::filters::{EmploymentType, Filters, Industry, Seniority, WorkArrangement};
use crate::place::CountryCode;

/// Pairs of title and place, as typed by two people in Germany, that buy the same jobs.
const ONE: [[&str; 4]; 30] = [
    // Spelling of the title
    ["data  scientist (m/w/d)", "Berlin", "Data Scientist", "Berlin"],
    ["DATA SCIENTIST", "Berlin", "Data Scientist", "berlin"],
    ["Data-Scientist", "Berlin", "Data Scientist", "Berlin"],
    ["Ｄａｔａ Scientist", "Berlin", "Data\u{a0}Scientist", "Berlin"],
    ["Data Scientist m/w/d", "Berlin", "Data Scientist (all genders)", "Berlin"],
    ["Data Scientist – (f/m/x)", "Berlin", "Data Scientist", "Berlin"],
    ["Softwareentwickler/in", "Berlin", "Softwareentwickler*in", "Berlin"],
    ["Softwareentwickler:in (w/m/d)", "Berlin", "Softwareentwickler", "Berlin"],
    ["Projektleiter/-innen", "Berlin", "Projektleiter(in)", "Berlin"],
    ["Sr. Data Scientist", "Berlin", "Senior Data Scientist", "Berlin"],
    ["Sales & Marketing Manager", "Berlin", "Sales and Marketing Manager", "Berlin"],
    [".NET-Entwickler", "Berlin", ".net Entwickler", "Berlin"],
    ["Driver’s Mate", "Berlin", "Driver's Mate", "Berlin"],
    // Names of one city
    ["Cook", "München", "Cook", "Munich, Germany"],
    ["Cook", "Muenchen", "Cook", "Monaco di Baviera"],
    ["Cook", "80331 München", "Cook", "Munich, Bavaria, Germany"],
    ["Cook", "Großraum München", "Cook", "München und Umgebung"],
    ["Cook", "Wien", "Cook", "Vienna, AT"],
    ["Cook", "Köln", "Cook", "Cologne (Germany)"],
    ["Cook", "Den Haag", "Cook", "The Hague, Niederlande"],
    ["Cook", "Frankfurt", "Cook", "Frankfurt a. M."],
    ["Cook", "Frankfurt/Main", "Cook", "Frankfurt am Main, Hessen"],
    ["Cook", "Frankfurt (Oder)", "Cook", "Frankfurt an der Oder"],
    ["Cook", "Freiburg", "Cook", "Freiburg im Breisgau"],
    ["Cook", "Paris, TX, USA", "Cook", "Paris, Texas"],
    ["Cook", "Halle", "Cook", "Halle (Saale)"],
    // Wishes, countries, regions, unknown places
    ["Cook", "Home Office", "Cook", "Remote (Germany)"],
    ["Cook", "Remote, Deutschland", "Cook", "Germany (remote)"],
    ["Cook", "weltweit", "Cook", "Anywhere"],
    ["Cook", "Bayern", "Cook", "bavaria, DE"],
];

/// Pairs that buy different jobs, title and place of each.
const TWO: [[&str; 4]; 27] = [
    // Titles
    ["Java Developer", "Berlin", "JavaScript Developer", "Berlin"],
    ["C Developer", "Berlin", "C++ Developer", "Berlin"],
    ["C++ Developer", "Berlin", "C# Developer", "Berlin"],
    [".NET Developer", "Berlin", "Net Developer", "Berlin"],
    ["Data Scientist", "Berlin", "Data Science", "Berlin"],
    ["Data Scientist", "Berlin", "Data Scientists", "Berlin"],
    ["Data Scientist", "Berlin", "Senior Data Scientist", "Berlin"],
    ["Front End Developer", "Berlin", "Frontend Developer", "Berlin"],
    ["M&A Manager", "Berlin", "Manager", "Berlin"],
    ["Koch", "Berlin", "Köch", "Berlin"],
    ["LinkedIn Manager", "Berlin", "Linked Manager", "Berlin"],
    ["Entwickler", "Berlin", "Entwicklerin", "Berlin"],
    ["Node.js Developer", "Berlin", "Node Developer", "Berlin"],
    // Cities with a common name or part
    ["Cook", "Frankfurt am Main", "Cook", "Frankfurt (Oder)"],
    ["Cook", "Paris", "Cook", "Paris, Texas"],
    ["Cook", "Berlin", "Cook", "Berlin, Connecticut"],
    ["Cook", "Halle (Saale)", "Cook", "Halle (Westfalen)"],
    ["Cook", "Münster", "Cook", "Munster, Niedersachsen"],
    ["Cook", "Cambridge, MA", "Cook", "Cambridge, UK"],
    ["Cook", "London, Ontario", "Cook", "London"],
    // Wishes, countries, regions, unknown places
    ["Cook", "Remote", "Cook", "Germany"],
    ["Cook", "Remote", "Cook", "Anywhere"],
    ["Cook", "Remote", "Cook", "Remote (Germany)"],
    ["Cook", "Germany", "Cook", "Anywhere"],
    ["Cook", "New York", "Cook", "New York (state)"],
    ["Cook", "Brandenburg", "Cook", "Brandenburg an der Havel"],
    ["Cook", "Berlin or Hamburg", "Cook", "Berlin"],
];

fn parse(title: &str, location: &str, filters: Filters) -> Combination {
    Combination::parse(title, location, filters, CountryCode::GERMANY)
        .unwrap_or_else(|error| panic!("{title} in {location}: {error}"))
}

#[test]
fn thirty_pairs_are_one_combination() {
    for [title, location, other_title, other_location] in ONE {
        let one = parse(title, location, Filters::default());
        let other = parse(other_title, other_location, Filters::default());
        assert_eq!(one, other);
    }
}

#[test]
fn twenty_seven_pairs_are_two_combinations() {
    for [title, location, other_title, other_location] in TWO {
        let one = parse(title, location, Filters::default());
        let other = parse(other_title, other_location, Filters::default());
        assert_ne!(one, other);
    }
}

#[test]
fn three_pairs_are_two_combinations_because_of_their_filters() {
    let senior = Filters { seniority: Some(Seniority::Senior), ..Filters::default() };
    let lead = Filters { seniority: Some(Seniority::Lead), ..Filters::default() };
    let full = Filters { employment_type: Some(EmploymentType::FullTime), ..Filters::default() };
    let on_site = Filters { work_arrangement: Some(WorkArrangement::OnSite), ..Filters::default() };
    let sales = Filters { industry: "Sales".parse::<Industry>().ok(), ..Filters::default() };
    for (one, other) in [(Filters::default(), senior), (senior, lead), (full, on_site)] {
        assert_ne!(parse("Cook", "Berlin", one), parse("Cook", "Berlin", other));
    }
    assert_eq!(parse("Cook", "Berlin", sales), parse("cook", "BERLIN", sales));
}
