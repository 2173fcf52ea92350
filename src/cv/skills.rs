//! Names in a CV's lists of skills, for finding the same words in postings. Read from the text without the person.

use super::sent;
use super::structure::{self, Section};
use crate::typed::fold;

/// Most skills kept of a CV.
const MOST: usize = 25;

/// Most words of a skill; longer texts are sentences.
const LONGEST: usize = 3;

/// Signs between two skills of a line.
const BETWEEN: [char; 9] = [',', ';', '|', '•', '·', '●', '▪', '–', '\t'];

/// Levels of knowledge, and other words in lists of skills.
const LEVELS: [&str; 20] = [
    "advanced",
    "basic",
    "basics",
    "beginner",
    "intermediate",
    "expert",
    "fluent",
    "native",
    "good",
    "very good",
    "excellent",
    "proficient",
    "gut",
    "sehr gut",
    "grundkenntnisse",
    "fortgeschritten",
    "muttersprache",
    "fließend",
    "and",
    "etc",
];

/// Skills listed in a CV, in the CV's order, each once.
pub fn skills(text: &str) -> Vec<String> {
    let sent = sent(text);
    let mut skills: Vec<String> = Vec::new();
    for line in structure::lines(&sent).iter().filter(|line| line.section == Section::Skills) {
        for skill in of_line(line.text) {
            if !skills.iter().any(|known| fold(known) == fold(&skill)) {
                skills.push(skill);
            }
        }
    }
    skills.truncate(MOST);
    skills
}

/// "Languages: Python (advanced), SQL" are Python and SQL.
fn of_line(line: &str) -> impl Iterator<Item = String> {
    let listed = line.split_once(':').map_or(line, |(_, listed)| listed);
    listed.split(BETWEEN).map(without_brackets).filter(|skill| is_skill(skill))
}

fn without_brackets(skill: &str) -> String {
    let bare = skill.split(['(', '[']).next().unwrap_or_default();
    bare.trim_matches(|c: char| c.is_whitespace() || "-*.".contains(c)).to_owned()
}

fn is_skill(skill: &str) -> bool {
    let words = skill.split_whitespace().count();
    let is_named = skill.chars().any(char::is_alphabetic) && skill.chars().count() > 1;
    is_named && words <= LONGEST && !skill.contains('@') && !LEVELS.contains(&skill.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_of_a_cv_are_taken_apart() {
        let cv = "Jane Doe\nNurse\n\nExperience\n2019 Nurse in Leeds\n\nSkills\nPython (advanced), SQL, C++\n\
                  • Machine Learning • python\nI like to work in teams that are large\nExcel; very good\n";
        assert_eq!(skills(cv), ["Python", "SQL", "C++", "Machine Learning", "Excel"]);
        assert_eq!(skills("Nurse in Leeds"), [""; 0]);
    }
}
