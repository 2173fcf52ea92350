//! Whatever is uploaded, the person gets a sentence in time and the server is unharmed.

use jobfill::cv::{CvError, Extractor, Kind, MAX_FILE_BYTES};

use super::{damage, fixture, program, upload};
use crate::support::wait;
use std::fs;
use std::process::Stdio;
use tokio::process::Command;

/// The verdict on a file. What bounds it is the child's own limit of processor time, not this machine's clock.
async fn verdict(name: &str, bytes: Vec<u8>) -> Result<Kind, CvError> {
    let what = format!("a verdict on {name}");
    wait::end_of(&what, upload(bytes)).await.map(|extracted| extracted.kind)
}

async fn expect(name: &str, bytes: Vec<u8>, code: &str) {
    let error = verdict(name, bytes).await.expect_err(name);
    assert_eq!(error.code(), code, "{name}");
    assert!(error.message().ends_with('.') && error.message().len() > 30, "{name}");
}

#[tokio::test]
async fn what_is_no_cv_is_refused_by_its_name() {
    let text = fixture("pflege.docx");
    for (name, bytes, code) in [
        ("nothing", vec![], "empty"),
        ("white space", b" \n\t \n".to_vec(), "empty"),
        ("6 MiB", vec![b'a'; 6 * 1024 * 1024], "too_large"),
        ("one byte too many", vec![b'a'; MAX_FILE_BYTES + 1], "too_large"),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "image"),
        ("a web page called cv.pdf", b"<!DOCTYPE html><html><body>Nurse, Leeds</body></html>".to_vec(), "web_page"),
        ("an old Word file", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more".to_vec(), "old_word"),
        ("rich text", b"{\\rtf1\\ansi Nurse}".to_vec(), "rich_text"),
        (
            "an OpenDocument file",
            damage::archive(&[("mimetype", b"x"), ("META-INF/manifest.xml", b"<x/>")]),
            "open_document",
        ),
        ("an archive", damage::archive(&[("cv.docx", &text)]), "archive"),
        ("a path out of the archive", damage::archive(&[("../../etc/passwd", b"x")]), "archive"),
        ("a program", b"\x7fELF\x02\x01\x01\0\0\0\0".to_vec(), "unknown_kind"),
        ("a password", fixture("encrypted.pdf"), "encrypted"),
        ("a scan", damage::page("", b"q 600 0 0 800 0 0 cm Q"), "scanned"),
        ("a line of text", b"Nurse in Leeds".to_vec(), "too_short"),
        ("noise", "\u{fffd}\u{fffd}x\u{fffd} k\u{fffd}\u{fffd} ".repeat(100).into_bytes(), "garbled"),
    ] {
        expect(name, bytes, code).await;
    }
}

#[tokio::test]
async fn word_files_made_to_do_harm_are_refused() {
    let text = |xml: &str| format!("<w:document><w:body><w:p><w:r><w:t>{xml}</w:t></w:r></w:p></w:body></w:document>");
    let laughs = format!(
        "<!DOCTYPE w:document [<!ENTITY a \"ha\">{}]>{}",
        (b'b'..=b'k')
            .map(|c| format!("<!ENTITY {} \"{}\">", c as char, format!("&{};", (c - 1) as char).repeat(10)))
            .collect::<String>(),
        text("&k;")
    );
    let outside = format!("<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>{}", text("&f;"));
    let deep = format!("{}{}", "<w:p>".repeat(100_000), "</w:p>".repeat(100_000));
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"\"")).collect();
    let names: Vec<String> = (0..600).map(|n| format!("word/{n}.xml")).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"<x/>"[..])).collect();
    for (name, bytes) in [
        ("billion laughs", damage::docx(laughs.as_bytes())),
        ("a file of the server", damage::docx(outside.as_bytes())),
        ("depth", damage::docx(deep.as_bytes())),
        ("attributes", damage::docx(format!("<w:document{attributes}/>").as_bytes())),
        ("a zip bomb", damage::docx(&vec![b' '; 30 * 1024 * 1024])),
        ("half a document", damage::docx(b"<w:document><w:body><w:p>")),
        ("no XML", damage::docx(&[0xFF; 1000])),
        ("a symbolic link", damage::docx_with_link()),
        ("too many entries", damage::archive(&entries)),
        ("a cut archive", fixture("pflege.docx")[..4000].to_vec()),
    ] {
        expect(name, bytes, "damaged").await;
    }
}

/// Soft and hard limit of a process, as the kernel prints them.
fn limit_of(limits: &str, name: &str) -> Option<(String, String)> {
    let mut words = limits.lines().find_map(|line| line.strip_prefix(name))?.split_whitespace();
    Some((words.next()?.to_owned(), words.next()?.to_owned()))
}

#[tokio::test]
async fn the_child_limits_itself_before_it_looks_at_a_byte() {
    let mut command = Command::new(program());
    command.arg("read-cv").env_clear().stdin(Stdio::piped()).stdout(Stdio::null()).kill_on_drop(true);
    // Its input stays open and brings nothing.
    let child = command.spawn().unwrap();
    let path = format!("/proc/{}/limits", child.id().unwrap());
    let wanted = [
        ("Max cpu time", "10"),
        ("Max address space", "1073741824"),
        ("Max open files", "16"),
        ("Max file size", "0"),
        ("Max core file size", "0"),
    ]
    .map(|(name, value)| (name, Some((value.to_owned(), value.to_owned()))));
    let seen = async || {
        let limits = fs::read_to_string(&path).unwrap();
        wanted.each_ref().map(|(name, _)| (*name, limit_of(&limits, name)))
    };
    wait::until("the child's limits", seen, |limits| *limits == wanted).await;
}

#[tokio::test]
async fn sizes_that_a_word_file_claims_are_not_believed() {
    let verdict = verdict("huge claims", damage::with_huge_claims(fixture("pflege.docx"))).await;
    assert!(matches!(verdict, Ok(Kind::Docx) | Err(CvError::Damaged)), "{verdict:?}");
}

#[tokio::test]
async fn pdf_files_made_to_do_harm_are_refused() {
    for (name, bytes) in [
        ("a page loop", damage::page_loop()),
        ("a table loop", damage::table_loop()),
        ("10,000 arrays deep", damage::nested(10_000)),
        ("a million arrays deep", damage::nested(1_000_000)),
        ("20,000 pages", damage::many_pages(20_000)),
        ("4 GiB of zeros", damage::flate_bomb(4 << 30)),
        ("an image without end", damage::page("", &[&b"BI /W 1 /H 1 ID "[..], &[b'x'; 100_000]].concat())),
        ("a million saved states", damage::page("", &b"q ".repeat(1_000_000))),
        ("50,000 empty texts", damage::page("", &b"BT ET ".repeat(50_000))),
        ("only a head", b"%PDF-1.7\n%%EOF".to_vec()),
        ("a PDF that is also an archive", [&b"%PDF-1.4\n"[..], &damage::archive(&[("x", b"y")]), b"%%EOF"].concat()),
    ] {
        let error = verdict(name, bytes).await.expect_err(name);
        // A machine that has no time for the file says so, and refuses the file as well.
        assert!(matches!(error, CvError::Damaged | CvError::Scanned | CvError::Busy), "{name}: {error}");
    }
}

#[tokio::test]
async fn a_pdf_that_was_cut_anywhere_is_damaged() {
    let whole = fixture("teacher.pdf");
    for part in 1..20 {
        expect("a cut PDF", whole[..whole.len() * part / 20].to_vec(), "damaged").await;
    }
}

#[tokio::test]
async fn a_file_with_broken_bytes_is_read_or_refused() {
    let mut random = 1_u64;
    for name in ["data-scientist.pdf", "koch.pdf", "marketing-manager.pdf", "pflege.docx"] {
        let whole = fixture(name);
        for _ in 0..12 {
            let mut broken = whole.clone();
            for _ in 0..40 {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = usize::try_from(random >> 33).unwrap() % broken.len();
                broken[at] ^= (random >> 20) as u8;
            }
            let verdict = verdict(name, broken).await;
            assert!(!matches!(verdict, Err(CvError::Unavailable | CvError::Empty)), "{name}: {verdict:?}");
        }
    }
}

#[tokio::test]
async fn many_uploads_at_once_wait_for_their_turn() {
    let extractor = Extractor::new(program().to_owned());
    let uploads = (0..8).map(|_| extractor.extract(fixture("teacher.pdf")));
    let texts = wait::end_of("eight uploads", futures_util::future::join_all(uploads)).await;
    assert!(texts.iter().all(|text| text == &texts[0] && text.is_ok()));
}
