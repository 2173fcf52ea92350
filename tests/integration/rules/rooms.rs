//! Imports point down: a room uses those that stand below it in the table of ARCHITECTURE.md, in its own row those to its
//! right, and no others.

use crate::statements::program::rust_files;
use std::fs;
use std::path::Path;

/// Where the program's unit tests begin; they may use what they like.
const TESTS: &str = "#[cfg(test)]\nmod tests {";

/// Macros of `closed`, which stand at the crate's root as all macros do.
const MACROS: [&str; 2] = ["closed_list", "named_list"];

/// The rooms of the table, from the top and from the left.
fn rooms(architecture: &str) -> Vec<String> {
    let table = architecture.split("\n## ").find(|part| part.starts_with("The rooms")).unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    rows.flat_map(|(rooms, _)| rooms.split("`, `")).map(str::to_owned).collect()
}

/// What a file names of other rooms, except in comments and unit tests.
fn used(text: &str) -> Vec<&str> {
    let program = text.split(TESTS).next().unwrap_or_default();
    let code = program.lines().filter(|line| !line.trim_start().starts_with("//"));
    let paths = code.flat_map(|line| line.split("crate::").skip(1));
    let names = paths.flat_map(|path| match path.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        Some((several, _)) => several.split(", ").collect(),
        None => vec![path],
    });
    let names = names.map(|rest| rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next().unwrap());
    names.map(|name| if MACROS.contains(&name) { "closed" } else { name }).collect()
}

/// What a file of a room names without standing above it.
fn upward<'a>(rooms: &[String], room: &str, text: &'a str) -> Vec<&'a str> {
    let place = |name: &str| rooms.iter().position(|one| one == name);
    let is_below = |name: &str| name == room || place(name) > place(room) && place(room).is_some();
    used(text).into_iter().filter(|name| !is_below(name)).collect()
}

#[test]
fn every_room_uses_only_those_below_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rooms = rooms(&fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap());
    let (mut wrong, mut arrows) = (Vec::new(), 0);
    for path in rust_files(&root.join("src")) {
        let name = path.strip_prefix(root.join("src")).unwrap().to_string_lossy().into_owned();
        let room = name.split(['/', '.']).next().unwrap();
        if !["lib", "main"].contains(&room) && !name.contains("tests") {
            let text = fs::read_to_string(&path).unwrap();
            arrows += used(&text).len();
            wrong.extend(upward(&rooms, room, &text).iter().map(|other| format!("{name} uses {other}")));
        }
    }
    assert!(wrong.is_empty(), "not below, or not in the table of ARCHITECTURE.md:\n{}", wrong.join("\n"));
    assert!(arrows > 1_000, "{arrows}: was the source read?");
}

#[test]
fn an_arrow_up_is_found() {
    let rooms = rooms(
        "# House\n\n## The rooms\n\n| room |\n| --- |\n| `web` | pages |\n| `place`, `typed` | small |\n\n## Plan\n",
    );
    assert_eq!(rooms, ["web", "place", "typed"]);
    let up = |room, text| upward(&rooms, room, text);
    assert_eq!(up("place", "use crate::web::page;\nuse crate::typed::plain;\n"), ["web"]);
    assert_eq!(up("typed", "let place = crate::place::read(text);"), ["place"]);
    assert_eq!(up("place", "use crate::{typed, web};"), ["web"]);
    assert_eq!(up("web", "use crate::unknown;"), ["unknown"], "every room stands in the table");
    assert_eq!(up("typed", "/// Like [`crate::web`].\n#[cfg(test)]\nmod tests {\n    use crate::web;\n}"), [""; 0]);
}
