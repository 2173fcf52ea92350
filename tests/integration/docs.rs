//! The texts say what the program does: every setting and every command, with its default.

use crate::admin::admin;
use crate::support::JOBFILL;
use crate::support::app::TestApp;
use crate::support::wait;
use jobfill::config::{Cap, Config, Env};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How the name of a setting begins. What else is read (`HOME`, `PATH`) belongs to the system.
const PREFIXES: [&str; 7] = ["JOBFILL_", "JSEARCH_", "ACTIVE_JOBS_", "ANTHROPIC_", "RAPIDAPI_", "DATABASE_", "PG_BIN_"];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
}

fn is_setting(word: &str) -> bool {
    let is_name = word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    is_name && PREFIXES.iter().any(|prefix| word.starts_with(prefix))
}

/// Settings that the source names, each between quotes.
fn read_by_the_program() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![path("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let source = fs::read_to_string(path).unwrap();
                found.extend(source.split('"').filter(|word| is_setting(word)).map(str::to_owned));
            }
        }
    }
    found
}

/// `#NAME=default`, a line for each.
fn in_the_sample() -> BTreeMap<String, String> {
    let sample = text(".env.sample");
    let settings = sample.lines().filter_map(|line| line.strip_prefix('#')?.split_once('='));
    let settings = settings.filter(|(name, _)| is_setting(name));
    settings.map(|(name, default)| (name.to_owned(), default.to_owned())).collect()
}

/// Limits, which a page changes: the sample names them, and has no line for them.
fn on_the_page() -> BTreeSet<String> {
    Cap::ALL.iter().map(|cap| cap.setting().to_owned()).collect()
}

/// The cells of a text's table rows that begin with something in backticks, without these.
fn rows_of(name: &str) -> Vec<(String, String)> {
    let text = text(name);
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    rows.map(|(first, rest)| (first.to_owned(), rest.split(" | ").next().unwrap_or_default().to_owned())).collect()
}

fn in_the_settings() -> BTreeMap<String, String> {
    rows_of("docs/settings.md").into_iter().filter(|(name, _)| is_setting(name)).collect()
}

/// Fails with what only one of the two has.
#[track_caller]
fn agree<T: Ord + Debug>(ours: &BTreeSet<T>, theirs: &BTreeSet<T>, who: &str) {
    let odd: Vec<_> = ours.symmetric_difference(theirs).collect();
    assert!(odd.is_empty(), "{who} differ in {odd:?}");
}

#[test]
fn every_setting_that_is_read_is_explained_and_no_other() {
    let read = read_by_the_program();
    assert!(read.contains("DATABASE_URL"), "the source was not searched: {read:?}");
    let lines: BTreeSet<_> = in_the_sample().into_keys().collect();
    assert!(lines.is_disjoint(&on_the_page()), "limits have a page, and no line in the sample");
    agree(&lines.union(&on_the_page()).cloned().collect(), &read, ".env.sample and the source");
    let sample = text(".env.sample");
    for name in on_the_page() {
        assert!(sample.contains(&name), "the sample does not say that {name} is on a page");
    }
    agree(&in_the_settings().into_keys().collect(), &read, "docs/settings.md and the source");
}

#[test]
fn the_defaults_that_the_sample_shows_are_the_real_ones() {
    // With keys, so that the settings of the sources are read at all.
    let mut env =
        Env::of([("JOBFILL_DATA_DIR", "/nonexistent"), ("RAPIDAPI_KEY", "one"), ("ANTHROPIC_API_KEY", "two")]);
    let defaults = format!("{:#?}", Config::from_env(&env).unwrap());
    for (name, default) in in_the_sample().into_iter().filter(|(_, default)| !default.is_empty()) {
        env.set(&name, default);
    }
    assert_eq!(format!("{:#?}", Config::from_env(&env).unwrap()), defaults);
}

#[test]
fn the_page_of_settings_shows_the_same_defaults_as_the_sample() {
    let shown = in_the_settings();
    for (name, default) in in_the_sample() {
        let expected = if default.is_empty() { String::new() } else { format!("`{default}`") };
        assert_eq!(shown.get(&name), Some(&expected), "{name}");
    }
    for cap in Cap::ALL {
        assert_eq!(shown.get(cap.setting()), Some(&format!("`{}`", cap.usual())), "{cap}");
    }
}

/// Names that the admins' page of settings leaves out: it is for tests alone.
const NOT_SHOWN: [&str; 2] = ["JOBFILL_CRASH_AT", "JOBFILL_CLOCK_AHEAD"];

#[tokio::test(flavor = "multi_thread")]
async fn the_admins_page_shows_every_setting_of_the_sample_and_no_other() {
    let app = TestApp::start().await;
    let file = admin(&app).await.get("/admin/settings.csv").await;
    let lines = file.is(200).body.lines().skip(1);
    let shown = lines.map(|line| line.split(',').next().unwrap_or_default().trim_matches('"').to_owned()).collect();
    let known =
        in_the_sample().into_keys().filter(|name| !NOT_SHOWN.contains(&name.as_str())).chain(on_the_page()).collect();
    agree(&shown, &known, "/admin/settings and .env.sample");
    file.shows("ACTIVE_JOBS_MONTH,off").shows("JOBFILL_TRUSTED_PROXY,off");
}

#[test]
fn every_command_stands_in_the_page_for_operators_and_no_other() {
    let help = wait::blocking("jobfill --help", || Command::new(JOBFILL).arg("--help").output()).unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let known: BTreeSet<_> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(known.contains("serve"), "the help was not understood: {help}");
    let rows = rows_of("docs/operating.md");
    let explained = rows.iter().filter_map(|(first, _)| first.strip_prefix("jobfill ")?.split_whitespace().next());
    agree(&explained.collect(), &known, "docs/operating.md and the help");
}

/// Texts that people find first, with the lines that they have at most.
const TEXTS: [(&str, usize); 11] = [
    ("README.md", 180),
    ("docs/chaos.md", 300),
    ("docs/figures.md", 300),
    ("docs/operating.md", 300),
    ("docs/privacy.md", 300),
    ("docs/promises.md", 300),
    ("docs/settings.md", 300),
    ("docs/sources.md", 300),
    ("CHANGELOG.md", 1_000),
    ("SECURITY.md", 300),
    ("CONTRIBUTING.md", 300),
];

#[test]
fn every_text_is_short_and_its_links_lead_somewhere() {
    for (name, most) in TEXTS {
        let text = text(name);
        assert!(text.lines().count() <= most, "{name} is too long");
        let folder = path(name).parent().unwrap().to_owned();
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
        for target in targets.filter(|target| !target.contains("://")) {
            assert!(folder.join(target).exists(), "{name} points to {target}");
        }
    }
}

/// Builders see what `.dockerignore` names after a `!`, and nothing else; a `COPY` of anything else ends the build.
#[test]
fn the_image_is_given_everything_that_its_recipe_copies() {
    let (recipe, ignored) = (text("contrib/Containerfile"), text(".dockerignore"));
    let given: Vec<_> = ignored.lines().filter_map(|line| line.strip_prefix('!')).collect();
    let is_given = |name: &str| {
        given.iter().any(|one| *one == name || one.strip_suffix('*').is_some_and(|one| name.starts_with(one)))
    };
    let copied =
        recipe.lines().filter_map(|line| line.strip_prefix("COPY ")).filter(|line| !line.starts_with("--from"));
    let copied: Vec<_> =
        copied.flat_map(|line| line.split(' ').collect::<Vec<_>>().split_last().unwrap().1.to_vec()).collect();
    assert!(copied.contains(&"src"), "the recipe was not understood: {copied:?}");
    for name in copied {
        assert!(is_given(name) && path(name).exists(), "{name} is copied and not given");
    }
}
