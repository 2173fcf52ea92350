//! Groups of more than two.

use super::*;

const K1: &[&str] = &["https://acme.jobs.personio.de/job/1"];
const K2: &[&str] = &["https://jobs.lever.co/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902"];
const K1_AND_K2: &[&str] = &[K1[0], K2[0]];

/// Groups of postings of one employer and title: links, places and day.
fn grouped(postings: &[(&[&str], &str, u64)]) -> Vec<Vec<usize>> {
    let of = |(number, (links, location, day)): (usize, &(&[&str], &str, u64))| {
        compared("jsearch", number, (links, "Acme", "Engineer", location, *day))
    };
    groups(&postings.iter().enumerate().map(of).collect::<Vec<_>>())
}

#[test]
fn a_list_of_places_holds_its_towns_together_and_nothing_else_does() {
    let (berlin, munich) = ((&[] as &[&str], "Berlin", 0), (&[] as &[&str], "Munich", 1));
    assert_eq!(grouped(&[berlin, munich]), [[0], [1]]);
    assert_eq!(grouped(&[berlin, munich, (&[], "Berlin; Munich", 2)]), [[0, 1, 2]]);
    // Two lists with a common town: the older list takes the town's posting.
    assert_eq!(grouped(&[(&[], "Berlin; Munich", 0), (&[], "Munich; Hamburg", 1), munich]), [vec![0, 2], vec![1]]);
    // A list in a wider list, and a town in neither.
    let lists: [(&[&str], &str, u64); 4] =
        [(&[], "Berlin; Munich; Hamburg", 3), (&[], "Berlin; Munich", 0), (&[], "Bremen", 0), (&[], "Hamburg", 9)];
    assert_eq!(grouped(&lists), [vec![0, 1, 3], vec![2]]);
}

#[test]
fn a_key_holds_its_towns_together() {
    assert_eq!(
        grouped(&[(K1, "Berlin", 0), (K1, "Munich", 1), (&[], "Munich", 2), (&[], "Berlin", 2)]),
        [[0, 1, 2, 3]]
    );
    assert_eq!(grouped(&[(K1, "Berlin", 0), (K1, "Munich", 1), (&[], "Hamburg", 2)]), [vec![0, 1], vec![2]]);
}

#[test]
fn days_do_not_lead_from_one_to_the_next() {
    assert_eq!(grouped(&[(&[], "Berlin", 0), (&[], "Berlin", 20), (&[], "Berlin", 40)]), [vec![0, 1], vec![2]]);
    assert_eq!(grouped(&[(&[], "Berlin", 40), (&[], "Berlin", 20), (&[], "Berlin", 61)]), [vec![0, 1], vec![2]]);
    // A list in the middle holds towns, not days.
    let around: [(&[&str], &str, u64); 3] = [(&[], "Berlin", 0), (&[], "Berlin; Munich", 25), (&[], "Berlin", 50)];
    assert_eq!(grouped(&around), [vec![0, 1], vec![2]]);
}

#[test]
fn a_key_that_is_seen_for_long_holds_its_days() {
    let lived = [(K1, "Berlin", 0), (K1, "Berlin", 60)];
    let with = |day| grouped(&[lived[0], lived[1], (&[], "Berlin", day)]).len();
    assert_eq!([5, 31, 62, 90].map(with), [1, 1, 1, 1]);
    assert_eq!(with(91), 2);
    // At most thirty days before and after the anchor together.
    let many: [(&[&str], &str, u64); 4] =
        [(K1, "Berlin", 40), (K1, "Berlin", 60), (&[], "Berlin", 20), (&[], "Berlin", 85)];
    assert_eq!(grouped(&many), [vec![0, 1, 2], vec![3]]);
}

#[test]
fn keys_do_not_lead_from_one_to_the_next() {
    // Of equal keys the first by name takes the posting with both.
    let chained = [(K1, "Berlin", 0), (K1_AND_K2, "Munich", 0), (K2, "Hamburg", 0)];
    assert_eq!(grouped(&chained), [vec![0], vec![1, 2]]);
    let more = [chained[0], chained[1], chained[2], (K1, "Bremen", 0)];
    assert_eq!(grouped(&more), [vec![0, 1, 3], vec![2]]);
}

#[test]
fn who_states_no_employer_or_place_joins_by_a_key_alone() {
    let of =
        |number, links, employer, location| compared("jsearch", number, (links, employer, "Engineer", location, 0));
    let set = [
        of(0, K1, "", "Berlin"),
        of(1, K1, "Acme", ""),
        of(2, &[], "Acme", "Berlin"),
        of(3, &[], "", "Berlin"),
        of(4, &[], "Acme", ""),
    ];
    // The one's town and the other's employer make no copy of the two.
    assert_eq!(groups(&set), [vec![0, 1], vec![2], vec![3], vec![4]]);
}

#[test]
fn a_key_holds_neither_two_employers_nor_two_titles_together() {
    let of = |number, links, employer, title| compared("jsearch", number, (links, employer, title, "Berlin", 0));
    let set = [
        of(0, K1, "Acme", "Engineer"),
        of(1, K1, "Acme", "Engineer"),
        of(2, K1, "Staffing Partner", "Engineer"),
        of(3, &[], "Acme", "Engineer"),
        of(4, &[], "Staffing Partner", "Engineer"),
    ];
    assert_eq!(groups(&set), [vec![0, 1, 2, 3], vec![4]]);
}

#[test]
fn two_openings_of_one_system_share_no_group_and_one_copy_goes_to_the_older() {
    const K3: &[&str] = &["https://acme.jobs.personio.de/job/3"];
    assert_eq!(grouped(&[(K1, "Berlin", 0), (K3, "Berlin", 2), (&[], "Berlin", 3)]), [vec![0, 2], vec![1]]);
    // Posted again after two weeks.
    assert_eq!(grouped(&[(K1, "Berlin", 0), (K3, "Berlin", 14), (&[], "Berlin", 3)]), [[0, 1, 2]]);
}

#[test]
fn a_crowd_of_one_employer_is_grouped_in_a_moment() {
    let towns: Vec<String> = (0..1_000).map(|town| format!("Town{}", town % 200)).collect();
    let crowd: Vec<(&[&str], &str, u64)> =
        towns.iter().zip(0..).map(|(town, day)| (&[] as &[&str], town.as_str(), day % 90)).collect();
    let grouped = grouped(&crowd);
    assert_eq!(grouped.iter().flatten().count(), 1_000);
    assert!((200..=1_000).contains(&grouped.len()));
}
