//! The reader without a model: a vocabulary of job titles, the sections of a CV and a table of places.
//!
//! The reader finds words in plain sight, most of all where a person says what they look for, in the headline, and in
//! the latest jobs. Careers that differ only in wording give the same titles and places.

mod filters;
mod jobs;
mod places;
mod recent;
mod sighting;

use self::sighting::strongest;
use super::profile::Profile;
use super::structure;

/// Towns, regions and countries of a letterhead's line, in its own words; of an address one town.
pub(in crate::cv) fn address(line: &str, is_address: bool) -> Vec<&str> {
    places::address(line, is_address)
}

/// Profile of a CV at a glance. Takes the masked text, so that two people with the same career get the same profile.
pub fn read(masked_text: &str) -> Profile {
    let lines = structure::lines(masked_text);
    let titles = jobs::find(&lines);
    let places = places::find(&lines);
    let mut profile = Profile { titles: strongest(&titles), places: strongest(&places), ..Profile::default() };
    for filter in filters::find(&lines, &titles) {
        profile.add_filter(filter);
    }
    profile
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cv::mask::mask;
    use crate::cv::profile::{Filter, Found};

    fn titles_and_places(cv: &str) -> (Vec<String>, Vec<String>) {
        let profile = read(&mask(cv));
        let texts = |found: Vec<Found>| found.into_iter().map(|found| found.text).collect();
        (texts(profile.titles), texts(profile.places))
    }

    #[test]
    fn one_career_in_other_words_gives_the_same_titles_and_places() {
        let cvs = [
            "Jane Doe\nLeeds, United Kingdom\n\nExperience\n2019 – present Senior Data Scientist at Zorg Ltd, Leeds\n2015 – 2019 Data Analyst, Blim plc, York",
            "CURRICULUM VITAE\nMary Ann Smith\n1 High Street, Leeds LS1 4AP\nWORK HISTORY\nData Scientist (Zorg Ltd., Leeds), since 2019\nData analyst – Blim plc, York – until 2019",
            "LEBENSLAUF\nName: Jane Doe\nLeeds\nBerufserfahrung\n• seit 2019: Datenwissenschaftlerin, Zorg Ltd, Leeds\n• 2015–2019: Datenanalystin, Blim plc, York",
        ];
        for cv in cvs {
            let (titles, places) = titles_and_places(cv);
            assert_eq!(titles, ["Data Scientist", "Data Analyst"], "{cv}");
            assert_eq!(places, ["Leeds", "York, United Kingdom"], "{cv}");
        }
    }

    #[test]
    fn a_wish_is_stronger_than_the_past() {
        let cv = "Max Muster\n10115 Berlin\nGesuchte Stelle: Product Owner in Hamburg oder remote, Teilzeit gesucht\n\
                  Berufserfahrung\n2020 – heute\nIT-Projektleiterin\nMusterfirma GmbH, Berlin";
        let profile = read(&mask(cv));
        assert_eq!(profile.titles[0].text, "Product Owner");
        assert_eq!(profile.titles[0].evidence, "Product Owner in Hamburg oder remote, Teilzeit gesucht");
        let places: Vec<&str> = profile.places.iter().map(|found| found.text.as_str()).collect();
        assert_eq!(places, ["Hamburg", "Remote", "Berlin"]);
        let stated: Vec<&Filter> =
            profile.filters.iter().filter(|found| found.stated).map(|found| &found.filter).collect();
        assert_eq!(stated, [&Filter::EmploymentType(crate::filters::EmploymentType::PartTime)]);
    }

    #[test]
    fn an_abbreviation_is_a_title_where_it_stands_alone_and_not_within_a_list() {
        let cv = |line: &str| format!("Max Muster\n10115 Berlin\n\nWORK EXPERIENCE\n2012 - 2014\n{line}");
        assert_eq!(titles_and_places(&cv("PTA\nMuster Apotheke, Berlin")).0, ["Pharmazeutisch-technische Assistentin"]);
        assert!(titles_and_places(&cv("Selection of AHU & FCU, ELK, OSS, PA, PTA")).0.is_empty());
    }

    #[test]
    fn prose_about_others_is_no_title() {
        let cv = "Jane Doe\nNurse, Leeds\nExperience\nNurse, St James, Leeds, 2019\n• reported to the marketing manager\n\
                  • Doctor rounds with seven engineers and a pilot\n• Teacher training for carers";
        assert_eq!(titles_and_places(cv).0, ["Nurse"]);
    }

    #[test]
    fn training_counts_only_where_there_is_nothing_else() {
        let cv = "Jane Doe\nExperience\n2023 Data Analyst Intern, Zorg, Leeds\n2022 Waiter, Café Blim, York";
        assert_eq!(titles_and_places(cv).0, ["Waiter"]);
        let cv = "Jane Doe\nExperience\n2023 Data Analyst Intern, Zorg, Leeds";
        assert_eq!(titles_and_places(cv).0, ["Data Analyst"]);
    }

    #[test]
    fn a_text_without_any_of_it_gives_an_empty_profile() {
        assert_eq!(read("We hold these truths to be self-evident"), Profile::default());
        assert_eq!(read(""), Profile::default());
    }
}
