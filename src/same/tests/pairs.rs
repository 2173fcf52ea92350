//! Pairs of postings as sources sell them: pairs of one job, and pairs of different jobs.

use super::*;

const GREENHOUSE: &[&str] = &["https://boards.greenhouse.io/acme/jobs/4012345"];
const OTHER_GREENHOUSE: &[&str] = &["https://boards.greenhouse.io/acme/jobs/4012399"];
const EMBEDDED: &[&str] = &["https://www.acme.com/careers?gh_jid=4012345&utm_source=google_jobs_apply"];
const LINKEDIN: &[&str] = &["https://www.linkedin.com/jobs/view/engineer-at-acme-3767597019"];
const INDEED: &[&str] = &["https://de.indeed.com/viewjob?jk=0123456789abcdef"];
const PERSONIO: &[&str] = &["https://acme.jobs.personio.de/job/1234567"];
const PERSONIO_COM: &[&str] = &["https://acme.jobs.personio.com/job/1234567?language=en"];
const PERSONIO_OF_B: &[&str] = &["https://bcorp.jobs.personio.de/job/1234567"];
const WORKDAY: &[&str] = &["https://acme.wd3.myworkdayjobs.com/en-US/External/job/Berlin/Engineer_R-12345"];
const WORKDAY_MUNICH: &[&str] = &["https://acme.wd3.myworkdayjobs.com/External/job/Munich/Engineer_R-12345-1/apply"];
const WORKDAY_NEXT: &[&str] = &["https://acme.wd3.myworkdayjobs.com/External/job/Berlin/Engineer_R-12346"];
const AGENCY: &[&str] = &["https://www.arbeitsagentur.de/jobsuche/jobdetail/10001-1003259961-S"];
const AGENCY_AGAIN: &[&str] = &["https://www.arbeitsagentur.de/jobsuche/jobdetail/12265-243426-S"];
const LEVER_AND_LINKEDIN: &[&str] = &[
    "https://www.linkedin.com/jobs/view/3767597019",
    "https://jobs.lever.co/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902/apply",
];
const LEVER: &[&str] = &["https://jobs.lever.co/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902"];

/// Pairs of one job.
const ONE: &[(Said<'_>, Said<'_>, Evidence)] = &[
    (
        (GREENHOUSE, "Acme", "Engineer", "Berlin", 0),
        (EMBEDDED, "Acme Inc.", "Engineer (f/m/d)", "Berlin, Germany", 2),
        Evidence::PostingKey,
    ),
    (
        (GREENHOUSE, "Acme", "Engineer", "Berlin", 0),
        (EMBEDDED, "", "Software Engineer", "Munich", 90),
        Evidence::PostingKey,
    ),
    ((PERSONIO, "Acme GmbH", "Koch (m/w/d)", "Köln", 0), (PERSONIO_COM, "Acme", "Cook", "", 1), Evidence::PostingKey),
    (
        (WORKDAY, "Acme", "Engineer", "Berlin", 0),
        (WORKDAY_MUNICH, "Acme", "Engineer", "Munich", 3),
        Evidence::PostingKey,
    ),
    (
        (LEVER, "Acme", "Engineer", "Berlin", 0),
        (LEVER_AND_LINKEDIN, "Recruiting Partner", "Engineer - Acme", "Remote", 40),
        Evidence::PostingKey,
    ),
    ((AGENCY, "Acme GmbH", "Koch", "Köln", 0), (AGENCY, "", "Koch/Köchin", "Köln", 45), Evidence::PostingKey),
    (
        (LINKEDIN, "Acme GmbH", "Koch (m/w/d)", "Köln", 0),
        (INDEED, "ACME", "Koch (w/m/d)", "Cologne, Germany", 30),
        Evidence::Words,
    ),
    (
        (PERSONIO, "Acme GmbH", "Data Engineer (m/w/d)", "Munich", 0),
        (LINKEDIN, "Acme", "Data Engineer", "München", 5),
        Evidence::Words,
    ),
    (
        (PERSONIO, "Acme", "Data Engineer", "Berlin", 0),
        (GREENHOUSE, "Acme", "Data Engineer", "Berlin", 1),
        Evidence::Words,
    ),
    (
        (GREENHOUSE, "Acme", "Engineer", "Berlin", 0),
        (OTHER_GREENHOUSE, "Acme", "Engineer", "Berlin", 14),
        Evidence::Words,
    ),
    ((AGENCY, "Acme GmbH", "Koch", "Köln", 0), (AGENCY_AGAIN, "Acme GmbH", "Koch (m/w/d)", "Köln", 1), Evidence::Words),
    (
        (&[], "Acme GmbH & Co. KG", "Elektroniker (m/w/d)", "Hamburg", 0),
        (&[], "Acme GmbH", "Elektroniker:in", "Hamburg", 9),
        Evidence::Words,
    ),
    (
        (&[], "Müller & Söhne GmbH", "Verkäufer*in", "Bonn", 0),
        (&[], "Müller und Söhne", "Verkäufer (m/w/d)", "Bonn", 3),
        Evidence::Words,
    ),
    (
        (&[], "Nestlé S.A.", "Brand Manager", "Vevey", 0),
        (&[], "Nestle SA", "Brand-Manager (f/m/x)", "Vevey", 3),
        Evidence::Words,
    ),
    ((&[], "Acme", "Sr. Engineer", "Berlin", 0), (&[], "Acme", "Senior Engineer", "Berlin", 3), Evidence::Words),
    ((&[], "Acme", "Engineer (Berlin)", "Berlin, Germany", 0), (&[], "Acme", "Engineer", "Berlin", 3), Evidence::Words),
    ((&[], "Acme", "Engineer - Köln", "Cologne, Germany", 0), (&[], "Acme", "Engineer", "Köln", 3), Evidence::Words),
    ((&[], "Acme", "Engineer (Remote, Germany)", "Berlin", 0), (&[], "Acme", "Engineer", "Berlin", 3), Evidence::Words),
    (
        (&[], "Acme", "Engineer (Hybrid)", "Berlin", 0),
        (&[], "Acme", "Engineer | Home Office möglich", "Berlin", 3),
        Evidence::Words,
    ),
    ((&[], "Acme", "Engineer – Ref. 10432", "Berlin", 0), (&[], "Acme", "Engineer", "Berlin", 3), Evidence::Words),
    (
        (&[], "Acme", "Engineer (JR104325)", "Berlin", 0),
        (&[], "Acme", "Engineer | Requisition ID 104325", "Berlin", 3),
        Evidence::Words,
    ),
    (
        (&[], "Spital AG", "Pflegefachperson 80-100%", "Bern", 0),
        (&[], "Spital", "Pflegefachperson (80 – 100 %)", "Bern", 3),
        Evidence::Words,
    ),
    (
        (&[], "Spital AG", "Pflegefachperson 80-100%", "Bern", 0),
        (&[], "Spital", "Pflegefachperson", "Bern", 3),
        Evidence::Words,
    ),
    ((&[], "Acme", "Engineer (2 positions)", "Berlin", 0), (&[], "Acme", "Engineer", "Berlin", 3), Evidence::Words),
    (
        (&[], "Acme", "Gebäudetechniker", "Berlin", 0),
        (&[], "Acme", "Gebaeudetechniker (m/w/d)", "Berlin", 3),
        Evidence::Words,
    ),
    (
        (&[], "Acme", "C++/Qt Entwickler (m/w/d)", "Berlin", 0),
        (&[], "Acme", "C++ / Qt Entwickler", "Berlin", 3),
        Evidence::Words,
    ),
    (
        (&[], "Acme", "Bäcker & Konditor", "Berlin", 0),
        (&[], "Acme", "BÄCKER UND KONDITOR", "Berlin", 3),
        Evidence::Words,
    ),
    ((&[], "Acme", "Engineer", "Berlin; Munich", 0), (&[], "Acme", "Engineer", "Munich", 3), Evidence::Words),
    (
        (&[], "Acme", "Engineer", "Berlin; Munich", 0),
        (&[], "Acme", "Engineer", "Munich; Berlin; Hamburg", 3),
        Evidence::Words,
    ),
    ((&[], "Acme", "Engineer", "Entenhausen", 0), (&[], "Acme", "Engineer", "Entenhausen", 3), Evidence::Words),
    (
        (&[], "Acme Sp. z o.o.", "Analityk danych", "Wrocław", 0),
        (&[], "ACME", "Analityk Danych (k/m)", "Wrocław", 3),
        Evidence::Words,
    ),
    ((&[], "Acme SAS", "Développeur (H/F)", "Paris", 0), (&[], "Acme", "Developpeur", "Paris", 3), Evidence::Words),
    (
        (&[], "Deutsche Bahn AG", "Lokführer (w/m/d)", "Köln", 0),
        (&[], "Deutsche Bahn (DB)", "Lokführer", "Köln", 3),
        Evidence::Words,
    ),
];

/// Two jobs.
const TWO: &[(Said<'_>, Said<'_>)] = &[
    ((GREENHOUSE, "Acme", "Engineer", "Berlin", 0), (OTHER_GREENHOUSE, "Acme", "Engineer", "Berlin", 1)),
    ((WORKDAY, "Acme", "Engineer", "Berlin", 0), (WORKDAY_NEXT, "Acme", "Engineer", "Berlin", 0)),
    ((PERSONIO, "Acme", "Engineer", "Berlin", 0), (PERSONIO_OF_B, "Bcorp", "Engineer", "Berlin", 0)),
    ((LINKEDIN, "Acme", "Engineer", "Berlin", 0), (LINKEDIN, "Acme", "Engineer", "Munich", 0)),
    ((LINKEDIN, "Acme", "Engineer", "Berlin", 0), (INDEED, "Acme", "Engineer", "Berlin", 31)),
    ((GREENHOUSE, "Acme", "Engineer", "Berlin", 0), (OTHER_GREENHOUSE, "Acme", "Engineer", "Berlin", 45)),
    ((&[], "Acme", "Engineer", "Berlin", 0), (&[], "Bcorp", "Engineer", "Berlin", 0)),
    ((&[], "Siemens AG", "Engineer", "Berlin", 0), (&[], "Siemens Energy AG", "Engineer", "Berlin", 0)),
    ((&[], "Aldi Nord", "Verkäufer", "Essen", 0), (&[], "Aldi Süd", "Verkäufer", "Essen", 0)),
    ((&[], "Müller GmbH", "Verkäufer", "Ulm", 0), (&[], "Muller GmbH", "Verkäufer", "Ulm", 0)),
    ((&[], "Allianz SE", "Aktuar", "Munich", 0), (&[], "Allianz Deutschland AG", "Aktuar", "Munich", 0)),
    ((&[], "Tiffany & Co.", "Sales Associate", "Paris", 0), (&[], "Tiffany", "Sales Associate", "Paris", 0)),
    ((&[], "", "Engineer", "Berlin", 0), (&[], "", "Engineer", "Berlin", 0)),
    ((&[], "Acme", "Engineer", "Berlin", 0), (&[], "", "Engineer", "Berlin", 0)),
    ((&[], "Confidential", "Engineer", "Berlin", 0), (&[], "Confidential", "Engineer", "Berlin", 0)),
    ((&[], "Unser Kunde", "Buchhalter", "Berlin", 0), (&[], "Unser Kunde", "Buchhalter", "Berlin", 0)),
    ((&[], "Acme", "Engineer", "", 0), (&[], "Acme", "Engineer", "", 0)),
    ((&[], "Acme", "Engineer", "Berlin", 0), (&[], "Acme", "Engineer", "", 0)),
    ((&[], "Acme", "Engineer", "Berlin; Munich", 0), (&[], "Acme", "Engineer", "Munich; Hamburg", 0)),
    ((&[], "Acme", "Engineer", "Berlin; Munich", 0), (&[], "Acme", "Engineer", "Hamburg", 0)),
    ((&[], "Acme", "Engineer", "Entenhausen", 0), (&[], "Acme", "Engineer", "Entenhausen, Austria", 0)),
    ((&[], "Acme", "Senior Engineer", "Berlin", 0), (&[], "Acme", "Junior Engineer", "Berlin", 0)),
    ((&[], "Acme", "Senior Engineer", "Berlin", 0), (&[], "Acme", "Engineer", "Berlin", 0)),
    ((&[], "Acme", "C Developer", "Berlin", 0), (&[], "Acme", "C++ Developer", "Berlin", 0)),
    ((&[], "Acme", "C# Developer", "Berlin", 0), (&[], "Acme", "C++ Developer", "Berlin", 0)),
    ((&[], "Acme", ".NET Developer", "Berlin", 0), (&[], "Acme", "C# Developer", "Berlin", 0)),
    ((&[], "Acme", "Java Developer", "Berlin", 0), (&[], "Acme", "JavaScript Developer", "Berlin", 0)),
    ((&[], "Acme", "Verkäufer (Vollzeit)", "Berlin", 0), (&[], "Acme", "Verkäufer (Teilzeit)", "Berlin", 0)),
    ((&[], "Acme", "Ausbildung Koch 2026", "Berlin", 0), (&[], "Acme", "Ausbildung Koch 2027", "Berlin", 0)),
    ((&[], "Acme", "Engineer (Ref. 10432)", "Berlin", 0), (&[], "Acme", "Engineer (Ref. 10433)", "Berlin", 0)),
    ((&[], "Spital AG", "Pflegefachperson 50%", "Bern", 0), (&[], "Spital AG", "Pflegefachperson 80-100%", "Bern", 0)),
    ((&[], "Acme", "Manager (Sales)", "Berlin", 0), (&[], "Acme", "Manager (Marketing)", "Berlin", 0)),
    ((&[], "Acme", "Engineer (Java)", "Berlin", 0), (&[], "Acme", "Engineer", "Berlin", 0)),
    ((&[], "Acme", "Werkstudent Data", "Berlin", 0), (&[], "Acme", "Data Engineer", "Berlin", 0)),
    ((&[], "Caritas (Köln)", "Erzieher", "Bonn", 0), (&[], "Caritas (Bonn)", "Erzieher", "Bonn", 0)),
];

fn pair(one: Said<'_>, other: Said<'_>) -> (Identity, Identity) {
    (compared("active_jobs", 1, one), compared("jsearch", 2, other))
}

#[test]
fn copies_are_one_job() {
    for (one, other, expected) in ONE {
        let (a, b) = pair(*one, *other);
        assert_eq!((evidence(&a, &b), evidence(&b, &a)), (Some(*expected), Some(*expected)), "{one:?} {other:?}");
        assert_eq!(groups(&[a, b]), [[0, 1]], "{one:?} {other:?}");
    }
}

#[test]
fn what_is_no_copy_is_another_job() {
    for (one, other) in TWO {
        let (a, b) = pair(*one, *other);
        assert_eq!((evidence(&a, &b), evidence(&b, &a)), (None, None), "{one:?} {other:?}");
        assert_eq!(groups(&[a, b]), [[0], [1]], "{one:?} {other:?}");
    }
}

#[test]
fn one_posting_of_a_source_is_itself() {
    let (a, b) = (GREENHOUSE, "Acme");
    let seen = |title| compared("jsearch", 1, (a, b, title, "Berlin", 0));
    assert_eq!(evidence(&seen("Engineer"), &seen("Cook")), Some(Evidence::SourceId));
    assert!(ONE.len() + TWO.len() >= 60);
}
