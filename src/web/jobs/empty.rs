//! An empty list explains itself.

use super::view::View;
use crate::models::listing::{List, MAX_COUNT, Tally};
use crate::web::text;

/// Why nothing is shown, and what to do about it.
pub struct Empty {
    pub sentence: String,
    pub reasons: Vec<Reason>,
}

/// How many jobs one thing alone keeps off the list, and where they can be seen.
pub struct Reason {
    pub count: String,
    pub why: String,
    pub link: String,
    pub label: &'static str,
}

impl Empty {
    /// A list that the person's searches make.
    pub fn of_searches(view: &View, tally: &Tally) -> Self {
        let reasons = reasons(view, tally);
        let bought = jobs(tally.bought);
        let sentence = match tally.bought {
            0 => "Nothing has been found for your searches yet.".to_owned(),
            _ if reasons.is_empty() => format!("{bought} found for your searches; what you chose leaves none of them."),
            _ => format!("{bought} found for your searches, and none of them is shown here."),
        };
        Self { sentence, reasons }
    }

    /// A list that the person's marks make.
    pub fn of_marks(list: List) -> Self {
        let sentence = match list {
            List::Saved => "Jobs that you save will stand here, also when they are no longer on your list.",
            List::Applied => "Jobs that you applied for will stand here, once you mark them with “Applied”.",
            _ => "Jobs that you hide will stand here, and can be brought back.",
        };
        Self { sentence: sentence.to_owned(), reasons: Vec::new() }
    }

    /// Somebody has no active search at all.
    pub fn without_searches() -> Self {
        let sentence = "The jobs that your searches find will stand here.".to_owned();
        Self { sentence, reasons: Vec::new() }
    }

    /// Beyond the last page.
    pub fn beyond() -> Self {
        Self { sentence: "There are no more jobs in this direction.".to_owned(), reasons: Vec::new() }
    }
}

fn reasons(view: &View, tally: &Tally) -> Vec<Reason> {
    let (q, location) = (&view.q, &view.location);
    let without = |field: &str| view.url_with(field, "");
    let all = [
        (tally.words, verb("does", "do"), format!("not contain “{q}”"), without("q"), "Any words"),
        (tally.place, BE, format!("not in “{location}”"), without("location"), "Any place"),
        (tally.remote, BE, "not remote".to_owned(), without("remote"), "Remote or not"),
        (tally.age, BE, "older".to_owned(), view.url_with("age", "all"), "Any age"),
        (tally.source, verb("comes", "come"), "from the other source".to_owned(), without("source"), "Both sources"),
        (
            tally.search,
            verb("was", "were"),
            "found by your other searches".to_owned(),
            without("search"),
            "All searches",
        ),
        (tally.new, BE, "not new".to_owned(), without("list"), "New or not"),
        (tally.hidden, verb("was", "were"), "hidden by you".to_owned(), view.url_with("list", "hidden"), "Hidden jobs"),
        (
            tally.filters,
            verb("states", "state"),
            "something else than your searches' filters ask for".to_owned(),
            "/searches".to_owned(),
            "Your searches",
        ),
    ];
    let all = all.into_iter().filter(|(count, ..)| *count > 0);
    all.map(|(count, verb, rest, link, label)| {
        let verb = if count == 1 { verb.one } else { verb.many };
        Reason { count: jobs(count), why: format!("{verb} {rest}"), link, label }
    })
    .collect()
}

/// For one job, and for several.
#[derive(Clone, Copy)]
struct Verb {
    one: &'static str,
    many: &'static str,
}

const BE: Verb = verb("is", "are");

const fn verb(one: &'static str, many: &'static str) -> Verb {
    Verb { one, many }
}

/// "1 job", "12 jobs", "1,000+ jobs".
pub fn jobs(count: i64) -> String {
    if count > MAX_COUNT {
        return format!("{}+ jobs", text::number(MAX_COUNT));
    }
    text::count(count, "job", "jobs")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_comes_with_its_count_and_a_way_out() {
        let view = View::parse("q=rust&age=7", "de".parse().unwrap(), &[]);
        let tally = Tally { bought: 1_001, words: 12, age: 1, ..Tally::default() };
        let empty = Empty::of_searches(&view, &tally);
        assert_eq!(empty.sentence, "1,000+ jobs found for your searches, and none of them is shown here.");
        let reasons: Vec<_> =
            empty.reasons.iter().map(|one| format!("{} {} {}", one.count, one.why, one.link)).collect();
        assert_eq!(reasons, ["12 jobs do not contain “rust” /jobs?age=7", "1 job is older /jobs?q=rust&age=all"]);
    }
}
