//! Properties of every set of postings.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Links, employer, title, places and day by their numbers in small lists, so that postings often have parts in common.
fn posting() -> impl Strategy<Value = (usize, usize, usize, usize, u64)> {
    (0..10usize, 0..4usize, 0..7usize, 0..8usize, 0..75u64)
}

fn build(drawn: &[(usize, usize, usize, usize, u64)]) -> Vec<Identity> {
    const LINKS: [&[&str]; 10] = [
        &[],
        &[],
        &[],
        &["https://acme.jobs.personio.de/job/1"],
        &["https://acme.jobs.personio.de/job/2"],
        &["https://jobs.jobvite.com/acme/job/oXDf2fwB"],
        &["https://acme.jobs.personio.de/job/1", "https://jobs.jobvite.com/acme/job/oXDf2fwB"],
        &["https://www.arbeitsagentur.de/jobsuche/jobdetail/10001-1-S"],
        &["https://careers.acme.com/jobs/2712345"],
        &["https://careers.acme.com/jobs/2712399"],
    ];
    const EMPLOYERS: [&str; 4] = ["Acme GmbH", "Acme", "Bcorp", ""];
    const TITLES: [&str; 7] = [
        "Engineer",
        "Engineer (m/w/d)",
        "Engineer (Ref. 10432)",
        "Engineer (Ref. 10433)",
        "Senior Engineer",
        "Engineer in Vollzeit",
        "Part-time Engineer",
    ];
    const PLACES: [&str; 8] =
        ["Berlin", "Berlin", "Munich", "Berlin; Munich", "Munich; Hamburg", "Berlin; Munich; Hamburg", "Hamburg", ""];
    let of = |(number, drawn): (usize, &(usize, usize, usize, usize, u64))| {
        let (links, employer, title, places, day) = *drawn;
        compared("jsearch", number, (LINKS[links], EMPLOYERS[employer], TITLES[title], PLACES[places], day))
    };
    drawn.iter().enumerate().map(of).collect()
}

/// Groups by the names of their postings.
fn named(postings: &[Identity]) -> BTreeSet<BTreeSet<(String, String)>> {
    let name = |at: &usize| postings[*at].id.clone();
    groups(postings).iter().map(|group| group.iter().map(name).collect()).collect()
}

fn are_connected(a: &Identity, b: &Identity) -> bool {
    let of_a: BTreeSet<String> = a.lookups().into_iter().collect();
    b.lookups().iter().any(|key| of_a.contains(key))
}

/// Postings within reach of the first posting by shared keys.
fn component(postings: &[Identity]) -> Vec<Identity> {
    let mut reached: Vec<Identity> = postings.iter().take(1).cloned().collect();
    loop {
        let is_new = |one: &&Identity| !reached.contains(one) && reached.iter().any(|other| are_connected(one, other));
        let new: Vec<Identity> = postings.iter().filter(is_new).cloned().collect();
        if new.is_empty() {
            return reached;
        }
        reached.extend(new);
    }
}

proptest! {
    #[test]
    fn evidence_is_the_same_from_both_sides_and_found_by_the_keys(drawn in prop::collection::vec(posting(), 2)) {
        let postings = build(&drawn);
        let (a, b) = (&postings[0], &postings[1]);
        prop_assert_eq!(evidence(a, b), evidence(b, a));
        prop_assert!(evidence(a, b).is_none() || are_connected(a, b));
        prop_assert_eq!(groups(&postings).len() == 1, evidence(a, b).is_some());
    }

    #[test]
    fn groups_do_not_depend_on_the_order_of_arrival(
        (drawn, order) in prop::collection::vec(posting(), 1..16)
            .prop_flat_map(|drawn| (Just(drawn.clone()), Just((0..drawn.len()).collect::<Vec<_>>()).prop_shuffle()))
    ) {
        let postings = build(&drawn);
        let shuffled: Vec<Identity> = order.iter().map(|at| postings[*at].clone()).collect();
        prop_assert_eq!(named(&postings), named(&shuffled));
        prop_assert_eq!(groups(&postings).iter().flatten().count(), postings.len());
    }

    #[test]
    fn what_is_connected_is_grouped_as_among_all(drawn in prop::collection::vec(posting(), 1..16)) {
        let postings = build(&drawn);
        let component = component(&postings);
        let names: BTreeSet<_> = component.iter().map(|one| one.id.clone()).collect();
        let among_all: BTreeSet<_> = named(&postings).into_iter().filter(|group| !group.is_disjoint(&names)).collect();
        prop_assert_eq!(named(&component), among_all);
    }

    /// Without lists and keys every two of a group are copies by themselves, and a posting left over is none of its
    /// first.
    #[test]
    fn nothing_joins_through_a_third(drawn in prop::collection::vec(posting(), 1..16)) {
        let single = |(_, employer, title, place, day)| (0, employer, title, [0, 2, 6, 7][place % 4], day);
        let single = drawn.into_iter().map(single);
        let postings = build(&single.collect::<Vec<_>>());
        for group in groups(&postings) {
            for (a, b) in group.iter().flat_map(|a| group.iter().map(move |b| (*a, *b))) {
                prop_assert!(evidence(&postings[a], &postings[b]).is_some(), "{:?} {:?}", postings[a], postings[b]);
            }
        }
    }

    /// With lists and keys, a single posting or key matches all others.
    #[test]
    fn a_group_has_an_anchor(drawn in prop::collection::vec(posting(), 1..16)) {
        let postings = build(&drawn);
        for group in groups(&postings) {
            let of = |at: &usize| &postings[*at];
            let keys: BTreeSet<&String> = group.iter().flat_map(|at| &of(at).keys).collect();
            let mut anchors: Vec<Vec<&Identity>> = group.iter().map(|at| vec![of(at)]).collect();
            anchors.extend(keys.iter().map(|key| group.iter().map(of).filter(|one| one.keys.contains(*key)).collect()));
            let is_held = |anchor: &[&Identity]| {
                let places: BTreeSet<&String> = anchor.iter().flat_map(|one| &one.places).collect();
                group.iter().map(of).all(|one| {
                    let by_key = group.iter().map(of).any(|other| evidence(one, other) == Some(Evidence::PostingKey));
                    by_key || one.places.iter().all(|place| places.contains(place))
                })
            };
            prop_assert!(anchors.iter().any(|anchor| is_held(anchor)), "{group:?} {postings:?}");
            // Never across employers, but by a key.
            let by_words = group.iter().map(of).filter(|one| one.keys.is_empty());
            let jobs: BTreeSet<_> = by_words.map(|one| (one.employer.clone(), one.title.clone())).collect();
            prop_assert!(jobs.len() <= 1);
        }
    }

    #[test]
    fn reading_takes_any_text(text in "\\PC{0,80}", link in "(https?://)?[a-z./?=&#%:@_0-9-]{0,80}") {
        let _ = (employer(&text), Title::read(&text, Some(&text), &text, &text).folded, posting_key(&text), posting_key(&link));
    }
}
