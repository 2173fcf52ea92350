//! The person's name: by its label, by the e-mail address, or as the first line in the form of a name.

mod form;

pub(super) use self::form::{is_name_word, is_particle, plain};

use self::form::{bare, is_name, is_other, is_own, is_town_with_code, is_wider, starts_like_name};
use super::email;
use super::words::NAME;
use crate::cv::structure::{self, Label, Line, Section, split_details};
use crate::cv::titles::tokens::tokens;
use crate::cv::titles::{self, is_title_word};
use crate::place::Place;

/// Lines from the top among which an unlabelled name is looked for.
const HEAD_LINES: usize = 6;

/// The longest name after a label, in words.
const MAX_LABELLED_WORDS: usize = 6;

/// Addresses and accounts looked at: the person's stand first.
const MOST_ADDRESSES: usize = 3;

/// Shortest part of a name to mask where it stands alone, in characters.
const MIN_PART_CHARS: usize = 3;

/// Words of a person's name; none: unknown.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    words: Vec<String>,
}

/// Looks for the person's name: after its labels, else as a piece of a line with a word of the e-mail address, else as
/// the first piece in the form of a name.
pub(super) fn find(lines: &[&str]) -> Name {
    if lines.iter().any(|line| line.contains(NAME)) {
        return Name::default();
    }
    let mut words = labelled(lines);
    // A nickname alone is not the name.
    let is_unnamed = words.len() < 2;
    let head = || lines.iter().take(HEAD_LINES).flat_map(|line| pieces(line));
    let own = without_references(lines);
    let by_email = || {
        let everywhere = || own.iter().flat_map(|line| pieces(line));
        let named = |local: String| {
            let whole = everywhere().find(|piece| is_name(piece) && shares_word(piece, &local)).map(str::to_owned);
            whole.or_else(|| lines.iter().take(HEAD_LINES).find_map(|line| beginning(line, &local)))
        };
        own.iter()
            .flat_map(|line| [email::local(line), email::account(line)])
            .flatten()
            .take(MOST_ADDRESSES)
            .find_map(named)
    };
    let first = || {
        let around = || lines.iter().take(HEAD_LINES).filter_map(|line| around_nickname(line));
        head().find(|piece| is_name(piece)).map(str::to_owned).or_else(|| around().next())
    };
    let found = by_email()
        .or_else(|| first().filter(|_| is_unnamed))
        .or_else(|| above_headline(lines).filter(|_| is_unnamed))
        .or_else(|| on_two_lines(lines).or_else(|| ideographic(lines)).filter(|_| is_unnamed));
    words.extend(found.into_iter().flat_map(|found| own_words(&found)));
    words.extend(parts_of_double_names(&words));
    Name { words }
}

/// "Siobhan Shiv Treharne" of "Siobhan ("Shiv") Treharne".
fn around_nickname(line: &str) -> Option<String> {
    let (before, rest) = line.split_once('(')?;
    let (nickname, behind) = rest.split_once(')')?;
    let (nickname, name) = (bare(nickname), format!("{} {}", before.trim(), before_comma(behind.trim())));
    (is_name(&name) && is_name_word(nickname)).then(|| format!("{name} {nickname}"))
}

/// The lines before the first heading of references, whose addresses are other people's.
fn without_references<'a, 'b>(lines: &'a [&'b str]) -> &'a [&'b str] {
    let is_heading = |line: &&str| structure::announces(line) == Some(Section::References);
    lines.iter().position(is_heading).map_or(lines, |at| &lines[..at])
}

/// "Buenavista" and "Ocampo" of "Buenavista-Ocampo".
fn parts_of_double_names(words: &[String]) -> Vec<String> {
    let is_long = |part: &&str| part.chars().count() > MIN_PART_CHARS;
    let doubles = words.iter().filter(|word| word.contains('-'));
    doubles.flat_map(|word| word.split('-').filter(is_long)).map(str::to_owned).collect()
}

/// The words after labels of names, wherever they stand: "Ad Soyad: Ayşe Yılmaz", a column of labels.
fn labelled(lines: &[&str]) -> Vec<String> {
    let text = lines.join("\n");
    let is_value = |line: &Line<'_>| line.label == Some(Label::Name) && line.section != Section::References;
    let is_plain = |value: &&str| value.split(' ').count() <= MAX_LABELLED_WORDS && !value.contains('@');
    let values = structure::lines(&text).into_iter().filter(is_value).map(|line| line.text);
    values.filter(is_plain).flat_map(own_words).collect()
}

/// Words of a found name that belong to it.
fn own_words(found: &str) -> Vec<String> {
    let is_label = |word: &&str| structure::label::named(word) == Some(Label::Name);
    let words = found.split([' ', ',']).filter(|word| is_own(word) && !is_label(word));
    words.map(|word| bare(word).to_owned()).collect()
}

/// Parts of a line that may be a name by themselves, text before a comma first: "Weber, Jonas", "Jonas Weber, Berlin",
/// "Jane Doe · Leeds", "JANE DOE RESUME".
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let details = split_details(line).into_iter().filter(|detail| !is_town_with_code(detail));
    // "Quinn Alvarado (they/them)"
    let before_bracket = |detail: &'_ str| detail.find('(').unwrap_or(detail.len());
    // "Siobhan ("Shiv") Treharne", "Dipl.-Ing. (FH) Henriette Okonkwo"
    let behind_bracket = |detail: &'_ str| detail.find(')').map_or(detail.len(), |at| at + 1);
    let parts = details.flat_map(move |detail| {
        let [before, behind] = [&detail[..before_bracket(detail)], &detail[behind_bracket(detail)..]];
        [before_comma(detail), without_city(detail), before, behind]
    });
    parts.map(|part| without_heading(part.trim()))
}

/// "Jane Doe" of "Jane Doe, Nurse", but all of "Surname, First name Doe, Jane" and of "Doe, Jane".
fn before_comma(detail: &str) -> &str {
    let before = detail.split(',').next().unwrap_or_default();
    let is_labelled = before.split([' ', '/']).any(|word| structure::label::named(word) == Some(Label::Name));
    if is_labelled || before.contains('/') { detail } else { before }
}

/// "Jane Doe" of "Resume of Jane Doe", "JANE DOE RESUME", "Curriculum Vitae - Jane Doe".
fn without_heading(piece: &str) -> &str {
    const HEADINGS: [&str; 12] = [
        "curriculum vitae of",
        "curriculum vitae",
        "resume of",
        "résumé of",
        "cv of",
        "lebenslauf von",
        "lebenslauf",
        "resume",
        "résumé",
        "cv",
        "özgeçmiş",
        "bewerbung",
    ];
    let mut piece = piece;
    for heading in HEADINGS {
        let head = piece.get(..heading.len()).filter(|head| head.to_lowercase() == heading);
        let tail = piece.len().checked_sub(heading.len()).and_then(|at| piece.get(at..));
        let tail = tail.filter(|tail| tail.to_lowercase() == heading);
        let signs = [' ', ':', '-', '–', '|', ','];
        if let Some(rest) = head.map(|_| &piece[heading.len()..]).filter(|rest| rest.starts_with(signs)) {
            piece = rest.trim_matches(signs);
        } else if let Some(rest) =
            tail.map(|_| &piece[..piece.len() - heading.len()]).filter(|rest| rest.ends_with(signs))
        {
            piece = rest.trim_matches(signs);
        }
    }
    piece
}

/// Given name and family name on two lines of their own.
fn on_two_lines(lines: &[&str]) -> Option<String> {
    let is_part = |line: &str| !line.contains(' ') && is_name_word(line) && !is_other(line);
    let pair = lines.windows(2).take(2).find(|pair| pair.iter().all(|line| is_part(line)))?;
    Some(pair.join(" "))
}

/// A Chinese, Japanese or Korean name: two to five characters on a line of their own near the top.
fn ideographic(lines: &[&str]) -> Option<String> {
    // The usual first characters of Chinese names: a job stands above a name as often as below it.
    const FAMILIES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧司诸";
    const HEADINGS: [&str; 6] = ["履歴書", "職務経歴書", "简历", "个人简历", "履歷", "이력서"];
    let is_name = |line: &str| {
        let letters: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        let is_script = letters
            .chars()
            .all(|c| matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'));
        (2..=6).contains(&letters.chars().count())
            && is_script
            && !HEADINGS.contains(&letters.as_str())
            && !structure::is_heading(line)
    };
    let names: Vec<&str> = lines.iter().take(4).flat_map(|line| pieces(line)).filter(|piece| is_name(piece)).collect();
    let is_family = |name: &&&str| name.starts_with(|c: char| FAMILIES.contains(c));
    names.iter().find(is_family).or(names.first()).map(|name| (*name).to_owned())
}

impl Name {
    /// The line with the name masked, and each part of the name without another meaning.
    pub(super) fn mask(&self, line: &str) -> String {
        let mut masked: Vec<String> = Vec::new();
        let line = &self.mask_ideographic(line);
        for word in line.split(' ') {
            let core = bare(word);
            let (before, after) = word.split_once(core).unwrap_or(("", ""));
            // "CV_Weber_final.pdf"
            let is_in_file_name = core.contains('_') && core.split('_').any(|part| self.is_part(part, line));
            if !self.is_part(core, line) && !is_in_file_name {
                masked.push(word.to_owned());
            } else if masked.last().is_some_and(|last| last.ends_with(NAME)) && before.is_empty() {
                // One mask for a run of parts.
                if let Some(last) = masked.last_mut() {
                    last.push_str(after);
                }
            } else {
                masked.push(format!("{before}{NAME}{after}"));
            }
        }
        masked.join(" ")
    }

    /// Names in scripts without spaces between words are masked inside of them.
    fn mask_ideographic(&self, line: &str) -> String {
        let is_script = |word: &&String| word.chars().count() > 1 && word.chars().all(|c| c > '\u{2fff}');
        self.words.iter().filter(is_script).fold(line.to_owned(), |line, word| line.replace(word.as_str(), NAME))
    }

    /// A part of the name. Parts with another meaning (Koch, a place) count only beside another part.
    fn is_part(&self, word: &str, line: &str) -> bool {
        let same = |part: &String| plain(part) == plain(word);
        if word.is_empty() || !self.words.iter().any(same) {
            return false;
        }
        let others = || {
            self.words
                .iter()
                .filter(|part| plain(part) != plain(word))
                .any(|part| line.split(' ').any(|other| plain(bare(other)) == plain(part)))
        };
        let telling = word.chars().count() >= MIN_PART_CHARS && starts_like_name(word) && !is_title_word(word);
        telling || others()
    }
}

/// "Jonas Weber" of "Jonas Weber, Berlin", but all of "Weber, Jonas".
fn without_city(name: &str) -> &str {
    match name.split_once(',') {
        Some((before, after)) if Place::city_named(after.trim()).is_some() => before,
        _ => name,
    }
}

/// The first words of a line that all stand in the e-mail address; a headline follows: "Jane Doe Web developer".
fn beginning(line: &str, local: &str) -> Option<String> {
    let is_own =
        |word: &&str| is_name_word(word) && plain(word).len() >= MIN_PART_CHARS && local.contains(&plain(word));
    let words: Vec<&str> = line.split(' ').take_while(is_own).collect();
    (words.len() > 1).then(|| words.join(" "))
}

/// A name on a line of its own above what the person is and where they live, however far below: a sidebar comes first.
fn above_headline(lines: &[&str]) -> Option<String> {
    let is_headline = |line: &str| titles::at(line, &tokens(line), 0).is_some();
    let is_home = |line: &str| line.split_once(',').is_some_and(|(town, rest)| is_wider(town, rest.trim()));
    let found = lines.windows(3).find(|three| is_name(three[0]) && is_headline(three[1]) && is_home(three[2]))?;
    Some(found[0].to_owned())
}

/// Whether a word of the line, of three letters or more, stands in the e-mail address.
fn shares_word(line: &str, local: &str) -> bool {
    line.split([' ', '-']).map(plain).any(|word| word.chars().count() >= MIN_PART_CHARS && local.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(lines: &[&str]) -> String {
        find(lines).words.join(" ")
    }

    #[test]
    fn a_name_is_found_wherever_it_stands() {
        assert_eq!(words(&["Curriculum Vitae", "Noor de Vries", "Marketing Manager"]), "Noor de Vries");
        assert_eq!(words(&["Senior Data Scientist", "Jane Doe"]), "Jane Doe");
        assert_eq!(words(&["Lebenslauf", "Name: Aylin Demirel"]), "Aylin Demirel");
        let sidebar = [
            "CONTACT",
            "Brand Strategy",
            "joerg.hallmann@example.de",
            "SKILLS",
            "Good English",
            "Team Player",
            "Jörg Hallmann",
            "Elektroniker",
        ];
        assert_eq!(words(&sidebar), "Jörg Hallmann");
        assert_eq!(words(&["Software Engineer", "2019 to 2024"]), "");
        for (lines, name) in [
            (["Ad Soyad: Ayşe Yılmaz", "Muhasebeci"], "Ayşe Yılmaz"),
            (["Name, Vorname: Muster, Erika", "Koch"], "Muster Erika"),
            (["Ravi Sample · 12 Lotus Street · Pune", "Engineer"], "Ravi Sample"),
            (["RAVI SAMPLE RESUME", "Engineer"], "RAVI SAMPLE"),
            (["S. K. Gupta", "Engineer"], "S K Gupta"),
            (["JOSEPHINE \"JOSIE\" SAMPLE", "Nurse"], "JOSEPHINE JOSIE SAMPLE"),
            (["Mag. iur. Jane Sample", "Juristin"], "Jane Sample"),
            (["RAVI", "SAMPLE"], "RAVI SAMPLE"),
            (["履歴書", "見本太郎"], "見本太郎"),
            (["Melbourne, Australia", "Engineer"], ""),
            (["Dados Pessoais", "New York"], ""),
        ] {
            assert_eq!(words(&lines), name, "{lines:?}");
        }
    }

    #[test]
    fn a_name_is_masked_whole_and_in_parts() {
        let name = find(&["Dr. Svenja Osterkamp", "x"]);
        assert_eq!(name.mask("Dr. Svenja Osterkamp, Köln"), "Dr. [name], Köln");
        assert_eq!(name.mask("S. Osterkamp et al. (2019)"), "S. [name] et al. (2019)");
        assert_eq!(name.mask("Frau Osterkamps Team, Osterwald"), "Frau Osterkamps Team, Osterwald");
    }

    #[test]
    fn a_name_that_is_also_a_job_is_masked_only_beside_the_other_part() {
        let name = find(&["Stefan Koch", "Koch im Hotel Seeblick"]);
        assert_eq!(name.mask("Stefan Koch"), "[name]");
        assert_eq!(name.mask("Koch im Hotel Seeblick"), "Koch im Hotel Seeblick");
    }
}
