//! Plain YAML is read quickly, and as the full parser reads it: in every span, and in what is said.

use crate::file_tree::{read_tree, repository};
use crate::fuzz::{Chance, changed};
use crate::targets::yaml::is_plain;
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
use wellspring::diag::Sink;
use wellspring::parse::front_matter::split;
use wellspring::source::FileId;

/// The YAML of a file: all of it, or of a page what stands before its text and in its blocks.
fn yaml_of(path: &str, text: &str) -> Vec<String> {
    if [".yaml", ".yml", ".json"].iter().any(|ending| path.ends_with(ending)) {
        return vec![text.to_owned()];
    }
    if !path.ends_with(".md") {
        return Vec::new();
    }
    let front_matter = split(FileId::new(0), text, &mut Sink::default()).yaml;
    let front_matter = front_matter.map(|range| text[range].to_owned());
    let blocks = text.split("\n```yaml").skip(1).filter_map(|block| {
        let (_, block) = block.split_once('\n')?;
        block.split_once("\n```").map(|(block, _)| format!("{block}\n"))
    });
    front_matter.into_iter().chain(blocks).collect()
}

/// Reads all YAML below a folder in both ways; at least so many of a hundred texts are plain.
#[track_caller]
fn check_folder(folder: &str, least: usize) {
    let (mut n_plain, mut n_texts) = (0, 0);
    for (path, bytes) in read_tree(&repository(folder)) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        for yaml in yaml_of(&path, &text) {
            n_texts += 1;
            n_plain += usize::from(is_plain(&yaml));
        }
    }
    assert!(n_texts > 0, "{folder} has no YAML");
    assert!(n_plain * 100 >= least * n_texts, "{folder}: {n_plain} of {n_texts} are plain");
}

#[test]
fn ledgers_are_plain() {
    check_folder("content", 100);
    check_folder("src/commands/starter", 100);
}

#[test]
fn most_cases_and_examples_are_plain() {
    check_folder("tests/cases", 90);
    check_folder("docs", 90);
    check_folder("src/diag/explain", 90);
    check_folder("themes", 75);
}

/// What the quick reader leaves to the full parser, each for one reason.
#[test]
fn whatever_may_be_reported_is_not_plain() {
    let texts = [
        "",
        "# only a comment\n",
        "just a text\n",
        "a: &x 1\n",
        "a: *x\n",
        "a: !x 1\n",
        "? a\n",
        "a:b\n",
        "a: b: c\n",
        "a: b\n  c\n",
        "a:\n  b\n",
        "a: 1\na: 2\n",
        "a：1\nb: 2\n",
        "a：b: c\n",
        "- a:b\n",
        "- a：b\n",
        "a: #REF!\n",
        "a: '#REF!'\n",
        "a: \u{a0}#REF!\n",
        "a: b #c\n",
        "a: 'b'#c\n",
        "a:\tb\n",
        "a: \u{7}\n",
        "a: \"\\a\"\n",
        "a: \"\\uFFFD\"\n",
        "a: \u{fffd}\n",
        "\u{feff}a: b\n",
        "a: \u{ffff}\n",
        "a: \u{85}\n",
        "a: b\r\n",
        "<<: a\n",
        "{a: b}\n",
        "a: {b: c\n",
        "a: {b:c}\n",
        "a: {b: {{ c }}}\n",
        "a: {b: 7,446: ~}\n",
        "a: [b: c]\n",
        "a: [b,]\n",
        "a: [b # c\n",
        "a: 'b\n",
        "a: 'b' c\n",
        "a: @b\n",
        "a: b\n c: d\n",
        "  a: b\n c: d\n",
        "a:\n  - b\n - c\n",
        "- a\nb: c\n",
        "a: b\n- c\n",
        "- a\n b\n",
        "-\n",
        "- # b\n",
        "a: |\nb: c\n",
        "a: |2\n  b\n",
        "a: |\n    \n  b\n",
        "a: >\n  b\n\n  c\n",
        "a: b\n---\nc: d\n",
        "a: b\n...\n",
        "%YAML 1.2\n",
        "a: \"b\n  c\"\n",
    ];
    for text in texts {
        assert!(!is_plain(text), "{text:?}");
    }
    let deep = |depth: usize| format!("{}a\n", "- ".repeat(depth));
    assert!(is_plain(&deep(20)) && !is_plain(&deep(60)) && !is_plain(&deep(70)));
    let key = |length: usize| format!("{}: b\n", "a".repeat(length));
    assert!(is_plain(&key(900)) && !is_plain(&key(1020)) && !is_plain(&key(1030)));
    let keys = |last: usize| {
        let keys = (0..100).map(|number| format!("a{number}: b\n")).collect::<String>();
        format!("{keys}a{last}: b\n")
    };
    assert!(is_plain(&keys(100)) && !is_plain(&keys(99)) && !is_plain(&keys(0)));
}

/// Writes plain YAML at random.
struct Writer {
    text: String,
    chance: Chance,
    n_keys: usize,
}

/// Texts that need no quotes, in brackets either.
const TEXTS: [&str; 14] = [
    "云岭产业园",
    "Solar farm",
    "2031-05-01",
    "383.80",
    "12:30",
    "https://example.org/a?b=c#d",
    "-5 °C",
    "备注：见附件",
    "null",
    "~",
    "50%",
    "it's",
    "“云岭” — the first",
    "a-b_c",
];

/// The first of these may start a block.
const LINES: [&str; 8] = [
    "The first line.",
    "## Scope",
    "- Land: 5 mu",
    "# no comment",
    "",
    "  deeper",
    "中文，",
    "a: 'b",
];

impl Writer {
    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.chance.below(all.len())]
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn new_line(&mut self, indent: usize) {
        let gap = self.one_of(&["", "", "", "", "\n", "# - note\n", " # note -\n", " \n\n"]);
        self.push(gap);
        self.push(&" ".repeat(indent));
    }

    fn end_line(&mut self) {
        let end = self.one_of(&["\n", "\n", "\n", " \n", "  # a note\n", " #\n"]);
        self.push(end);
    }

    fn key(&mut self) {
        let name = self.one_of(&["id", "name", "名称", "two words", "a:b"]);
        self.n_keys += 1;
        let key = match self.chance.below(8) {
            0 => format!("'{name} {}': ", self.n_keys),
            1 => format!("\"{name} {}\": ", self.n_keys),
            _ => format!("{} {}: ", name.replace(':', ""), self.n_keys),
        };
        self.push(&key);
    }

    /// A text on the line.
    fn text(&mut self) {
        let text = self.one_of(&TEXTS);
        let text = match self.chance.below(5) {
            0 => format!("'{}'", text.replace('\'', "''")),
            1 => format!("\"{text}\\n\\\"\\u4E91\\_\""),
            2 => format!("\"{text}: # [\""),
            _ => text.to_owned(),
        };
        self.push(&text);
    }

    /// A list or a mapping in brackets.
    fn flow(&mut self, depth: usize) {
        let is_list = self.chance.below(2) == 0;
        self.push(if is_list { "[" } else { "{ " });
        for index in 0..self.chance.below(4) {
            if index > 0 {
                self.push(", ");
            }
            if !is_list {
                self.key();
            }
            match self.chance.below(6) {
                0 if depth < 4 => self.flow(depth + 1),
                _ => self.text(),
            }
        }
        self.push(if is_list { "]" } else { " }" });
    }

    /// A block of text below a line with that indentation.
    fn block(&mut self, indent: usize) {
        let (head, n_lines) = match self.chance.below(3) {
            0 => (self.one_of(&[">\n", ">-\n", ">+\n"]), 3),
            _ => (self.one_of(&["|\n", "|-\n", "|+\n", "| \n"]), LINES.len()),
        };
        self.push(head);
        let indent = indent + 1 + self.chance.below(3);
        for index in 0..=self.chance.below(4) {
            let line = LINES[self.chance.below(if index == 0 { 3 } else { n_lines })];
            self.push(&" ".repeat(indent));
            self.push(line);
            self.push("\n");
        }
    }

    fn mapping(&mut self, indent: usize, depth: usize) {
        for index in 0..=self.chance.below(4) {
            if index > 0 {
                self.new_line(indent);
            }
            self.key();
            let deeper = indent + 1 + self.chance.below(3);
            match self.chance.below(9) {
                0 => self.end_line(),
                1 => self.block(indent),
                2 => {
                    self.flow(depth);
                    self.end_line();
                }
                3 | 4 if depth < 4 => {
                    self.end_line();
                    self.new_line(deeper);
                    self.mapping(deeper, depth + 1);
                }
                5 if depth < 4 => {
                    let column = self.one_of(&[indent, deeper]);
                    self.end_line();
                    self.new_line(column);
                    self.list(column, depth + 1);
                }
                _ => {
                    self.text();
                    self.end_line();
                }
            }
        }
    }

    fn list(&mut self, indent: usize, depth: usize) {
        for index in 0..=self.chance.below(4) {
            if index > 0 {
                self.new_line(indent);
            }
            let dash = self.one_of(&["- ", "- ", "-   "]);
            self.push(dash);
            match self.chance.below(6) {
                0 => self.block(indent),
                1 if depth < 4 => self.list(indent + dash.len(), depth + 1),
                2 | 3 if depth < 4 => self.mapping(indent + dash.len(), depth + 1),
                4 => {
                    self.flow(depth);
                    self.end_line();
                }
                _ => {
                    self.text();
                    self.end_line();
                }
            }
        }
    }
}

fn random_ledger(seed: u64) -> String {
    let mut writer = Writer { text: String::new(), chance: Chance(seed), n_keys: 0 };
    writer.new_line(0);
    writer.mapping(0, 0);
    writer.text
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_ledgers_are_read_as_in_full(seed in any::<u64>()) {
        let text = random_ledger(seed);
        prop_assert!(is_plain(&text), "{text}");
        let words = include_str!("../fuzz/words/yaml.txt");
        let words: Vec<&[u8]> = words.lines().map(str::as_bytes).collect();
        let mut chance = Chance(seed);
        for _ in 0..8 {
            let damaged = changed(&[text.as_bytes()], &words, &mut chance);
            is_plain(&String::from_utf8_lossy(&damaged).replace('\u{fffd}', ""));
        }
    }
}
