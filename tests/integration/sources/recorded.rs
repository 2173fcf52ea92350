//! Answers that the real providers once gave, read from a folder of your own. They are not part of
//! this project.

use super::*;

/// `JOBFILL_RECORDED=folder cargo test recorded -- --ignored --nocapture`
#[test]
#[ignore = "needs recorded answers in the folder that JOBFILL_RECORDED names"]
fn recorded_answers_are_read() {
    let folder = crate::support::env("JOBFILL_RECORDED").expect("JOBFILL_RECORDED names a folder");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = match name.split('_').next() {
            Some("jsearch") if !name.contains("headers") => Source::JSearch,
            Some("activejobs") => Source::ActiveJobs,
            _ => continue,
        };
        let page = parse(source, &std::fs::read(&path).unwrap(), now()).unwrap();
        println!("{name}: {} rows, {} postings, refused: {:?}", page.rows, page.postings.len(), page.refused);
        for posting in &page.postings {
            println!("  {:?} | {:?} | {:?} | {:?}", posting.title, posting.location, posting.posted_at, posting.salary);
        }
        assert!(page.rows > 0, "{name}: an answer is never taken for an empty market");
        assert_eq!(page.postings.len() + page.refused.len(), page.rows as usize);
        read += 1;
    }
    assert!(read > 0, "no recorded answers there");
}
