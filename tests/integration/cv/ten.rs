//! Ten CVs of invented people, made with LaTeX, LibreOffice and Chromium; their sources stand beside them.

use jobfill::cv::{Profile, mask, offline};

use super::{fixture, upload};

/// A file, the title and the place that come first, and what must not leave the house.
const TEN: [(&str, &str, &str, &[&str]); 10] = [
    (
        "data-scientist.pdf",
        "Data Scientist",
        "Berlin",
        &["Miriam", "Castellanos", "Karl-Marx", "12043", "2345 6789", "example.org", "github"],
    ),
    (
        "pflege.docx",
        "Pflegefachkraft",
        "Hamburg",
        &["Aylin", "Demirel", "Osterstraße", "20259", "5550177", "12.03.1993"],
    ),
    (
        "elektroniker.pdf",
        "Elektroniker für Energie- und Gebäudetechnik",
        "Leipzig",
        &["Jörg", "Hallmann", "Könneritz", "04229", "555 018", "3. Mai 1990", "Saale"],
    ),
    (
        "teacher.pdf",
        "Primary School Teacher",
        "Manchester, United Kingdom",
        &["Hannah", "Okafor", "Beech Grove", "M20", "900341", "example.co.uk"],
    ),
    (
        "marketing-manager.pdf",
        "Marketing Manager",
        "Amsterdam",
        &["Noor", "Vries", "Prinsengracht", "1016", "5550 1199", "linkedin"],
    ),
    (
        "lagerlogistik.pdf",
        "Fachkraft für Lagerlogistik",
        "Duisburg",
        &["Dragan", "Vukov", "Hochfelder", "47053", "5550 1234", "14.07.1986"],
    ),
    ("accountant.docx", "Accountant", "Dublin", &["Oisín", "Gallagher", "Ranelagh", "D06", "555 0134", "example.ie"]),
    (
        "ml-engineer.pdf",
        "Machine Learning Engineer",
        "Munich",
        &["Tobias", "Rehnqvist", "89 1234567", "rehnqvist.example"],
    ),
    (
        "softwareentwicklerin.pdf",
        "Softwareentwickler",
        "Cologne",
        &["Svenja", "Osterkamp", "Venloer", "50823", "5550199"],
    ),
    ("koch.pdf", "Chef de Partie", "Vienna", &["Leopold", "Hinterdorfer", "Neubaugasse", "1070", "555 01 88"]),
];

async fn text(name: &str) -> String {
    upload(fixture(name)).await.unwrap_or_else(|error| panic!("{name}: {error}")).text
}

async fn profile(name: &str) -> Profile {
    offline::read(&mask(&text(name).await))
}

#[tokio::test]
async fn every_one_gives_the_right_title_and_place_without_a_model() {
    for (name, title, place, _) in TEN {
        let profile = profile(name).await;
        assert_eq!(profile.titles.first().map(|found| found.text.as_str()), Some(title), "{name}");
        assert_eq!(profile.places.first().map(|found| found.text.as_str()), Some(place), "{name}");
    }
}

#[tokio::test]
async fn every_title_and_place_quotes_the_cv() {
    for (name, ..) in TEN {
        let masked = mask(&text(name).await);
        let flat = masked.split_whitespace().collect::<Vec<_>>().join(" ");
        let profile = offline::read(&masked);
        let filters = profile.filters.iter().map(|filter| &filter.evidence);
        for evidence in profile.titles.iter().chain(&profile.places).map(|found| &found.evidence).chain(filters) {
            assert!(!evidence.is_empty() && flat.contains(evidence.as_str()), "{name}: {evidence}");
        }
    }
}

#[tokio::test]
async fn no_contact_detail_leaves_the_house() {
    for (name, _, _, secrets) in TEN {
        let plain = text(name).await;
        let masked = mask(&plain);
        for secret in secrets {
            assert!(plain.contains(secret), "{name} should hold {secret}");
            assert!(!masked.contains(secret), "{name}: {secret} in\n{masked}");
        }
        assert!(!masked.contains('@'), "{name}");
    }
}

#[tokio::test]
async fn filters_are_applied_only_where_the_cv_asks_for_them() {
    let stated = |profile: Profile| {
        let stated = profile.filters.into_iter().filter(|found| found.stated);
        stated.map(|found| (found.filter.as_str(), found.evidence)).collect::<Vec<_>>()
    };
    assert_eq!(
        stated(profile("ml-engineer.pdf").await),
        [("Remote Solely", "Looking for my next role, remote only.".to_owned())]
    );
    assert_eq!(stated(profile("lagerlogistik.pdf").await)[0].0, "PART_TIME");
    assert_eq!(stated(profile("teacher.pdf").await)[0].0, "FULL_TIME");
    for name in ["pflege.docx", "softwareentwicklerin.pdf", "marketing-manager.pdf", "koch.pdf", "accountant.docx"] {
        assert_eq!(stated(profile(name).await), [], "{name}");
    }
}

#[tokio::test]
async fn columns_come_out_in_reading_order() {
    let two_columns = text("data-scientist.pdf").await;
    in_order(
        &two_columns,
        &["Contact", "Skills", "University of Seville", "Profile", "Senior Data Scientist", "Nordlicht", "Talks"],
    );
    let sidebar = text("marketing-manager.pdf").await;
    in_order(
        &sidebar,
        &["CONTACT", "French, basic", "Erasmus", "Noor de Vries", "ABOUT ME", "Kaasmeester", "Jury member"],
    );
    let newspaper = text("softwareentwicklerin.pdf").await;
    in_order(
        &newspaper,
        &["Osterkamp", "Kurzprofil", "gern hybrid", "Java-Entwicklerin", "Fahrplanauskunft", "Studium", "Ehrenamt"],
    );
    let sections = text("koch.pdf").await;
    in_order(&sections, &["Berufserfahrung", "Salzamt", "Ausbildung\nLehre", "Kenntnisse", "Gesucht"]);
}

#[tokio::test]
async fn a_table_keeps_dates_beside_their_jobs() {
    let europass = text("lagerlogistik.pdf").await;
    assert!(europass.contains("seit 04/2017 Fachkraft für Lagerlogistik\n"), "{europass}");
    assert!(europass.contains("Gewünschte Tätigkeit Fachkraft"), "{europass}");
    assert!(text("elektroniker.pdf").await.contains("05/2018 – heute Elektroniker"));
}

#[tokio::test]
async fn a_password_only_against_printing_does_no_harm() {
    assert_eq!(text("owner-password.pdf").await, text("teacher.pdf").await);
}

fn in_order(text: &str, words: &[&str]) {
    let mut from = 0;
    for word in words {
        let found = text[from..].find(word).unwrap_or_else(|| panic!("{word} is missing or too early in\n{text}"));
        from += found + word.len();
    }
}
