use super::*;
use crate::combination::Combination;
use crate::filters::{EmploymentType, Filters, Industry, Seniority};

fn ask(source: Source, title: &str, place: &str, filters: Filters, position: &Position) -> String {
    let germany = "de".parse().expect("a country");
    let combination = Combination::parse(title, place, filters, germany).expect("a combination");
    let page = PageAsk {
        request: &Request::of(source, &combination),
        or_titles: &[],
        span: Span::Week,
        position,
        limit: 100,
        created_since: None,
        created_before: None,
    };
    written(&page)
}

fn written(page: &PageAsk<'_>) -> String {
    let pairs: Vec<String> =
        query(page, Dialect::Gateway).into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.join("&")
}

fn first(source: Source, title: &str, place: &str) -> String {
    ask(source, title, place, Filters::default(), &Position::Start)
}

#[test]
fn jsearch_is_asked_in_words_and_told_the_country() {
    assert_eq!(
        first(Source::JSearch, "Data Scientist", "München"),
        "query=data scientist in Munich, Bavaria, Germany&num_pages=1&country=de&date_posted=week"
    );
    assert_eq!(
        first(Source::JSearch, "Data Scientist", "Germany"),
        "query=data scientist in Germany&num_pages=1&country=de&date_posted=week"
    );
    assert_eq!(
        first(Source::JSearch, "Data Scientist", "anywhere"),
        "query=data scientist&num_pages=1&country=us&date_posted=week"
    );
    assert!(first(Source::JSearch, "Data Scientist", "Remote").contains("work_from_home=true"));
}

#[test]
fn jsearch_goes_on_at_its_cursor() {
    let position = Position::Cursor("Zm9y+d2Fy/ZA==".to_owned());
    let asked = ask(Source::JSearch, "Nurse", "Leeds, UK", Filters::default(), &position);
    assert!(asked.ends_with("&cursor=Zm9y+d2Fy/ZA=="), "{asked}");
}

#[test]
fn active_jobs_db_is_asked_for_phrases_and_full_names() {
    assert_eq!(
        first(Source::ActiveJobs, "Data Scientist", "Munich"),
        "time_frame=7d&title=\"data scientist\"\
         &location=\"Munich, Bavaria, Germany\" OR \"Munich, Germany\"\
         &description_format=text&limit=100&offset=0"
    );
    let texas = first(Source::ActiveJobs, "Nurse", "Paris, Texas");
    assert!(texas.contains(r#"location="Paris, Texas, United States"&"#), "{texas}");
    let kingdom = first(Source::ActiveJobs, "Nurse", "United Kingdom");
    assert!(kingdom.contains("OR England OR"), "{kingdom}");
    let unknown = first(Source::ActiveJobs, "Nurse", "Hintertupfing, Austria");
    assert!(unknown.contains(r#"location="hintertupfing" "Austria"&"#), "{unknown}");
    assert!(!first(Source::ActiveJobs, "Nurse", "anywhere").contains("location"));
}

#[test]
fn the_four_filters_are_written_as_the_provider_lists_them() {
    let filters = Filters {
        work_arrangement: Some(WorkArrangement::RemoteSolely),
        employment_type: Some(EmploymentType::FullTime),
        seniority: Some(Seniority::Senior),
        industry: "Data & Analytics".parse::<Industry>().ok(),
    };
    let asked = ask(Source::ActiveJobs, "Nurse", "Berlin", filters, &Position::Offset(300));
    assert!(
        asked.contains(
            "&ai_work_arrangement=Remote Solely&ai_employment_type=FULL_TIME\
             &ai_experience_level=5-10,10+&ai_taxonomies_a=\"Data & Analytics\"&"
        ),
        "{asked}"
    );
    assert!(asked.ends_with("&offset=300"), "{asked}");
}

#[test]
fn remote_as_a_place_is_a_work_arrangement_at_active_jobs_db() {
    let asked = first(Source::ActiveJobs, "Nurse", "Remote");
    assert!(asked.contains("ai_work_arrangement=Remote OK,Remote Solely"), "{asked}");
}

#[test]
fn grammar_in_a_title_stays_a_title() {
    let asked = first(Source::ActiveJobs, "Director -assistant OR \"secretary\"", "Berlin");
    assert!(asked.contains("title=\"director or secretary\"&"), "{asked}");
    let asked = first(Source::JSearch, "-Director", "Berlin");
    assert!(asked.starts_with("query=director in Berlin, Berlin, Germany&"), "{asked}");
}

#[test]
fn bounds_and_limit_are_the_providers() {
    let germany = "de".parse().expect("a country");
    let combination = Combination::parse("Nurse", "Berlin", Filters::default(), germany);
    let request = Request::of(Source::ActiveJobs, &combination.expect("a combination"));
    let asked = written(&PageAsk {
        request: &request,
        or_titles: &[],
        span: Span::Month { since: "2026-10-24T06:00:00Z".parse().expect("a time") },
        position: &Position::Start,
        limit: 5_000,
        created_since: Some("2026-11-20T06:00:00Z".parse().expect("a time")),
        created_before: Some("2026-11-22T06:00:00Z".parse().expect("a time")),
    });
    assert!(asked.starts_with("time_frame=6m&"), "{asked}");
    assert!(asked.contains("&date_posted_gte=2026-10-24T06:00:00&"), "{asked}");
    assert!(asked.contains("&date_created_gte=2026-11-20T06:00:00&"), "{asked}");
    assert!(asked.contains("&date_created_lt=2026-11-22T06:00:00&"), "{asked}");
    assert!(asked.contains("&limit=1000&"), "{asked}");
}

#[test]
fn an_area_is_one_list_of_places_at_active_jobs_db() {
    let dach = first(Source::ActiveJobs, "Nurse", "DACH");
    assert!(dach.contains("&location=\"Germany\" OR \"Austria\" OR \"Switzerland\"&"), "{dach}");
    let remote = first(Source::ActiveJobs, "Nurse", "Remote (DACH)");
    assert!(
        remote.contains("&location=\"Germany\" OR \"Austria\"") && remote.contains("Remote OK,Remote Solely"),
        "{remote}"
    );
    let ruhr = first(Source::ActiveJobs, "Nurse", "Ruhrgebiet");
    assert!(ruhr.contains("\"Essen, Germany\" OR \"Dortmund, "), "{ruhr}");
}
