//! Which question holds which, with titles as PostgreSQL takes them apart.

use crate::support::app::TestApp;
use jobfill::answers::{Places, Terms};
use jobfill::combination::Combination;
use jobfill::filters::{EmploymentType, Filters, Seniority, WorkArrangement};
use jobfill::models::request::terms_of;
use jobfill::place::CountryCode;
use jobfill::sources::{Request, Source};

/// A question: title, place, and filters by their beginnings: "h" hybrid, "ok" and "solely" remote, "ft" full time, "sr"
/// senior, "lead".
type Question = (&'static str, &'static str, &'static str);

/// True: the first asks for everything that the second asks for, whichever configuration the source has.
const PAIRS: [(bool, Question, Question); 84] = [
    // Runs of words.
    (true, ("Data Engineer", "Berlin", ""), ("Data Engineer", "Berlin", "")),
    (true, ("Data Engineer", "Berlin", ""), ("Senior Data Engineer", "Berlin", "")),
    (true, ("Data Engineer", "Berlin", ""), ("Lead Data Engineer Platform", "Berlin", "")),
    (true, ("Engineer", "Berlin", ""), ("Data Engineer", "Berlin", "")),
    (true, ("Manager", "Berlin", ""), ("IT Manager", "Berlin", "")),
    (true, ("IT Manager", "Berlin", ""), ("Senior IT Manager", "Berlin", "")),
    (true, ("Project Manager", "Berlin", ""), ("IT Project Manager", "Berlin", "")),
    (true, ("Nurse", "Berlin", ""), ("Registered Nurse", "Berlin", "")),
    (true, ("Nurse", "Berlin", ""), ("Nurse Practitioner", "Berlin", "")),
    (true, ("Koch", "Berlin", ""), ("Koch Vollzeit", "Berlin", "")),
    (true, ("Head of Data", "Berlin", ""), ("Deputy Head of Data", "Berlin", "")),
    (true, ("Director of Sales", "Berlin", ""), ("Regional Director of Sales", "Berlin", "")),
    (true, ("Vertrieb", "Berlin", ""), ("Leiter Vertrieb", "Berlin", "")),
    (true, ("Full Stack Developer", "Berlin", ""), ("Senior Full Stack Developer", "Berlin", "")),
    (false, ("Senior Data Engineer", "Berlin", ""), ("Data Engineer", "Berlin", "")),
    (false, ("Data Engineer", "Berlin", ""), ("Data Platform Engineer", "Berlin", "")),
    (false, ("Engineer Data", "Berlin", ""), ("Data Engineer", "Berlin", "")),
    (false, ("Data Scientist", "Berlin", ""), ("Data Engineer", "Berlin", "")),
    (false, ("Head of Data", "Berlin", ""), ("Head Data", "Berlin", "")),
    (false, ("Head Data", "Berlin", ""), ("Head of Data", "Berlin", "")),
    (false, ("Head of Data", "Berlin", ""), ("Head of Big Data", "Berlin", "")),
    (false, ("Java Developer", "Berlin", ""), ("JavaScript Developer", "Berlin", "")),
    (false, ("Engineering Manager", "Berlin", ""), ("Manager", "Berlin", "")),
    // Endings: one configuration cuts them, the other does not.
    (false, ("Data Engineer", "Berlin", ""), ("Data Engineers", "Berlin", "")),
    (false, ("Data Engineers", "Berlin", ""), ("Data Engineer", "Berlin", "")),
    (false, ("Engineer", "Berlin", ""), ("Engineering Lead", "Berlin", "")),
    (false, ("Pflegefachkraft", "Berlin", ""), ("Pflegefachkräfte", "Berlin", "")),
    // Stop words alone ask for nothing that anybody knows.
    (false, ("IT", "Berlin", ""), ("IT Manager", "Berlin", "")),
    (true, ("Manager", "Berlin", ""), ("It Manager", "Berlin", "")),
    // Signs.
    (true, ("Developer", "Berlin", ""), ("Full-Stack-Developer", "Berlin", "")),
    (true, ("Stack Developer", "Berlin", ""), ("Full-Stack Developer", "Berlin", "")),
    (true, ("Full-Stack Developer", "Berlin", ""), ("Senior Full-Stack Developer", "Berlin", "")),
    // We fold a hyphen, and ask without it.
    (true, ("Full-Stack Developer", "Berlin", ""), ("Full Stack Developer", "Berlin", "")),
    (false, ("Fullstack Developer", "Berlin", ""), ("Full Stack Developer", "Berlin", "")),
    (true, ("C++ Developer", "Berlin", ""), ("C# Developer", "Berlin", "")),
    (true, ("C# Developer", "Berlin", ""), ("Senior C++ Developer", "Berlin", "")),
    (false, ("JS Developer", "Berlin", ""), ("Node.js Developer", "Berlin", "")),
    (true, ("Developer", "Berlin", ""), ("Node.js Developer", "Berlin", "")),
    (false, ("UI Designer", "Berlin", ""), ("UX/UI Designer", "Berlin", "")),
    (true, ("Designer", "Berlin", ""), ("UX/UI Designer", "Berlin", "")),
    (false, ("CD Engineer", "Berlin", ""), ("CI/CD Engineer", "Berlin", "")),
    (true, ("Engineer", "Berlin", ""), ("R&D Engineer", "Berlin", "")),
    (true, ("D Engineer", "Berlin", ""), ("R&D Engineer", "Berlin", "")),
    (true, ("Entwickler", "Berlin", ""), ("Java Entwickler", "Berlin", "")),
    (false, ("Entwickler", "Berlin", ""), ("Softwareentwickler", "Berlin", "")),
    // Places.
    (true, ("Nurse", "Germany", ""), ("Nurse", "Deutschland", "")),
    (true, ("Nurse", "Munich", ""), ("Nurse", "München", "")),
    (true, ("Nurse", "DACH", ""), ("Nurse", "Germany", "")),
    (true, ("Nurse", "DACH", ""), ("Registered Nurse", "Austria", "")),
    (true, ("Nurse", "EU", ""), ("Nurse", "France", "")),
    (true, ("Nurse", "Ruhrgebiet", ""), ("Nurse", "Dortmund", "")),
    (true, ("Nurse", "Germany", ""), ("Nurse", "Remote (Germany)", "")),
    (true, ("Nurse", "DACH", ""), ("Nurse", "Remote (DACH)", "")),
    (true, ("Nurse", "DACH", ""), ("Nurse", "Remote (Switzerland)", "")),
    (true, ("Nurse", "Remote (DACH)", ""), ("Nurse", "Remote (Germany)", "")),
    (true, ("Nurse", "Remote (Germany)", ""), ("Nurse", "Germany", "ok")),
    (true, ("Nurse", "Germany", "ok"), ("Nurse", "Remote (Germany)", "")),
    (true, ("Nurse", "Remote (Germany)", ""), ("Nurse", "Germany", "solely")),
    (false, ("Nurse", "Germany", "solely"), ("Nurse", "Remote (Germany)", "")),
    (false, ("Nurse", "Germany", ""), ("Nurse", "Berlin", "")),
    (false, ("Nurse", "Bavaria", ""), ("Nurse", "Munich", "")),
    (false, ("Nurse", "Germany", ""), ("Nurse", "Bavaria", "")),
    (false, ("Nurse", "DACH", ""), ("Nurse", "Vienna", "")),
    (false, ("Nurse", "DACH", ""), ("Nurse", "France", "")),
    (false, ("Nurse", "Germany", ""), ("Nurse", "DACH", "")),
    (false, ("Nurse", "Anywhere", ""), ("Nurse", "Germany", "")),
    (false, ("Nurse", "Remote (Germany)", ""), ("Nurse", "Germany", "")),
    (false, ("Nurse", "Remote (Germany)", ""), ("Nurse", "Germany", "h")),
    (false, ("Nurse", "Berlin", ""), ("Nurse", "Potsdam", "")),
    (false, ("Nurse", "Frankfurt", ""), ("Nurse", "Frankfurt (Oder)", "")),
    // Filters.
    (true, ("Nurse", "Berlin", ""), ("Nurse", "Berlin", "sr")),
    (true, ("Nurse", "Berlin", ""), ("Registered Nurse", "Berlin", "sr ft h")),
    (true, ("Nurse", "Berlin", "sr"), ("Nurse", "Berlin", "lead")),
    (true, ("Nurse", "Berlin", "ok"), ("Nurse", "Berlin", "solely")),
    (true, ("Nurse", "Berlin", "ft"), ("Nurse", "Berlin", "ft sr")),
    (true, ("Nurse", "Berlin", "sr ok"), ("Senior Nurse", "Berlin", "lead solely ft")),
    (false, ("Nurse", "Berlin", "sr"), ("Nurse", "Berlin", "")),
    (false, ("Nurse", "Berlin", "lead"), ("Nurse", "Berlin", "sr")),
    (false, ("Nurse", "Berlin", "solely"), ("Nurse", "Berlin", "ok")),
    (false, ("Nurse", "Berlin", "ft"), ("Nurse", "Berlin", "sr")),
    (false, ("Nurse", "Berlin", "ft sr"), ("Nurse", "Berlin", "sr")),
    (false, ("Nurse", "Berlin", "h"), ("Nurse", "Berlin", "ok")),
    // A single thing that is narrower is enough.
    (false, ("Nurse", "DACH", "sr"), ("Registered Nurse", "Germany", "")),
    (false, ("Registered Nurse", "DACH", ""), ("Nurse", "Germany", "sr")),
];

fn request((title, place, filters): Question) -> Request {
    let has = |word: &str| filters.split(' ').any(|one| one == word);
    let arrangements =
        [("h", WorkArrangement::Hybrid), ("ok", WorkArrangement::RemoteOk), ("solely", WorkArrangement::RemoteSolely)];
    let filters = Filters {
        work_arrangement: arrangements.into_iter().find(|(word, _)| has(word)).map(|(_, one)| one),
        employment_type: has("ft").then_some(EmploymentType::FullTime),
        seniority: if has("lead") { Some(Seniority::Lead) } else { has("sr").then_some(Seniority::Senior) },
        industry: None,
    };
    let combination = Combination::parse(title, place, filters, CountryCode::GERMANY).unwrap();
    Request::of(Source::ActiveJobs, &combination)
}

#[tokio::test(flavor = "multi_thread")]
async fn eighty_pairs_of_questions_hold_each_other_or_do_not() {
    let app = TestApp::start().await;
    let numbered: Vec<(i64, Request)> = PAIRS
        .iter()
        .flat_map(|(_, one, other)| [*one, *other])
        .zip(0..)
        .map(|(one, nth)| (nth, request(one)))
        .collect();
    let terms = terms_of(&mut *app.conn().await, &numbered).await.unwrap();
    let terms: Vec<Terms> = terms.into_iter().map(|(_, terms)| terms).collect();
    let mut wrong = Vec::new();
    for ((holds, wider, narrower), pair) in PAIRS.iter().zip(terms.chunks(2)) {
        let [wide, narrow] = pair else { panic!("two questions each") };
        let (by_rule, by_mark) =
            (wide.contain(narrow, Places::AsAsked), narrow.marks_of_wider().contains(&wide.mark()));
        if (by_rule, by_mark) != (*holds, *holds) {
            wrong.push(format!("{wider:?} around {narrower:?}: by rule {by_rule}, by mark {by_mark}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
