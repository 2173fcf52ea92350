use super::*;

fn view(query: &str) -> JobView {
    JobView::parse(query, "de".parse().unwrap(), &[])
}

fn now() -> DateTime<Utc> {
    "2026-11-23T09:15:00Z".parse().unwrap()
}

#[test]
fn an_empty_query_string_shows_a_month() {
    let view = view("");
    assert_eq!(view.criteria(now(), now(), &Desk::default()).since, now() - TimeDelta::days(30));
    assert_eq!((view.url(), view.is_narrowed()), ("/jobs".to_owned(), false));
}

#[test]
fn what_was_marked_is_shown_whatever_its_age() {
    assert_eq!(view("list=saved").effective_age(), Age::All);
    assert_eq!(view("list=saved&age=7").effective_age(), Age::Days(7));
}

#[test]
fn the_usual_age_is_no_choice() {
    for (query, url) in [
        ("age=30&q=", "/jobs"),
        ("list=saved&age=all", "/jobs?list=saved"),
        ("list=saved&age=30", "/jobs?list=saved&age=30"),
        ("age=all", "/jobs?age=all"),
    ] {
        assert_eq!(view(query).url(), url, "{query}");
        assert_eq!((view(query).is_narrowed(), view(query).filters() > 0), (url.contains("age"), url.contains("age")));
    }
}

#[test]
fn choices_go_along_between_lists_of_the_searches_alone() {
    let chosen = view("q=rust&age=7&order=best");
    assert_eq!(chosen.list_url(List::New), "/jobs?list=new&q=rust&age=7&order=best");
    assert_eq!(chosen.list_url(List::Saved), "/jobs?list=saved&order=best");
    assert_eq!(view("list=saved&q=rust&age=30").list_url(List::Shown), "/jobs");
    assert_eq!(chosen.newest_url_at("o1.7"), "/jobs?q=rust&age=7&order=newest&page=o1.7");
}

#[test]
fn an_address_keeps_what_was_chosen() {
    let query = "list=new&q=C%2B%2B+%26+Rust&location=K%C3%B6ln&remote=yes&age=7&source=jsearch";
    let view = view(query);
    assert_eq!(view.url(), format!("/jobs?{query}"));
    assert_eq!(view.url_with("q", ""), "/jobs?list=new&location=K%C3%B6ln&remote=yes&age=7&source=jsearch");
    let cursor = Cursor::older_than((now(), 7)).to_string();
    assert_eq!(view.url_at(&cursor), format!("/jobs?{query}&page={cursor}"));
    let more = "seniority=Senior&contract=PART_TIME&employer=Acme&pay=45k&order=best";
    assert_eq!(JobView::parse(more, "de".parse().unwrap(), &[]).url(), format!("/jobs?{more}"));
    assert_eq!(JobView::parse(more, "de".parse().unwrap(), &[]).filters(), 4);
}

#[test]
fn a_distance_belongs_to_the_place() {
    let chosen = view("q=cook&location=Berlin&within=25");
    assert_eq!(chosen.url(), "/jobs?q=cook&location=Berlin&within=25");
    assert_eq!(chosen.list_url(List::New), "/jobs?list=new&q=cook&location=Berlin&within=25");
    assert_eq!(chosen.url_at("2"), "/jobs?q=cook&location=Berlin&within=25&page=2");
    assert_eq!(chosen.url_with("location", "Potsdam"), "/jobs?q=cook&location=Potsdam&within=25");
    assert_eq!((chosen.url_without_place(), chosen.whole_url()), ("/jobs?q=cook".to_owned(), "/jobs".to_owned()));
    assert_eq!((chosen.filters(), chosen.distance_km(), chosen.is_distance_left_out()), (0, Some(25), false));
    for query in ["location=Bayern&within=25", "location=Nirgendheim&within=25", "within=25"] {
        let view = view(query);
        assert_eq!(view.url(), format!("/jobs?{query}"));
        assert_eq!((view.distance_km(), view.is_distance_left_out()), (None, true), "{query}");
    }
}

#[test]
fn what_is_chosen_makes_criteria() {
    let view = view("q=%22data+scientist%22+-junior&employer=Acme+GmbH&pay=45.000&seniority=Senior");
    let criteria = view.criteria(now(), now(), &Desk::default());
    assert_eq!(criteria.words.as_deref(), Some("'data' & 'scientist' & !('junior') & 'acme' & 'gmbh':*"));
    assert_eq!((criteria.phrases.len(), criteria.phrases_off.len(), criteria.pay_yearly), (1, 0, Some(45_000)));
    assert_eq!((criteria.employer, criteria.seniority), (words::part_of_name("ACME  gmbh"), Some(Seniority::Senior)));
}

#[test]
fn what_cannot_be_read_is_left_out_and_said() {
    let bad = view("q=%3F%21&location=%25&within=5&remote=maybe&age=5&source=x&search=1&list=x&page=x&unknown=1");
    assert_eq!(bad.complaints.len(), 9);
    let criteria = bad.criteria(now(), now(), &Desk::default());
    assert!(criteria.words.is_none() && criteria.place.is_none() && criteria.remote.is_none());
    assert_eq!((criteria.source, criteria.search_id, criteria.list), (None, None, List::Shown));
    assert_eq!(bad.position, Position::Beginning);
}

#[test]
fn a_page_has_a_cursor_or_a_number() {
    let cursor = Cursor::older_than((now(), 7));
    let spot = Spot { points: 80, listed_at: now(), id: 7, is_back: true };
    for position in [Position::At(cursor), Position::From(spot), Position::Numbered(2)] {
        let address = JobView { position, ..view("") }.current_url();
        let read = view(address.strip_prefix("/jobs?").unwrap());
        assert_eq!((read.position, read.complaints.len()), (position, 0));
    }
    assert_eq!(view("page=0").complaints.len(), 1);
}
