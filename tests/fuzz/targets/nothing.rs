//! Nothing disappears: random pages and records, in which every word is one of its own. Each is on a
//! page, in a message, in a line that a message points to, or in a file that an error refuses.
//!
//! What the documentation names as not shown is not written here: comments, `extra`, `sort_key`, what
//! a glossary term avoids, internal records, and stages that nothing has reached.

use std::collections::{BTreeMap, BTreeSet};
use wellspring::compile::{Compiled, compile_loaded};
use wellspring::diag::{Severity, Sink};
use wellspring::load::Loaded;
use wellspring::options::BuildOptions;
use wellspring::render::render;
use wellspring::source::Span;

/// How many pages and projects a site has.
const N_FILES: usize = 8;

/// Makes a site from the bytes, and looks for its words.
pub(crate) fn check(data: &[u8]) {
    let files = Made { bytes: data, n_used: 0, n_words: 0 }.files();
    let mut loaded = Loaded::default();
    for (path, text) in &files {
        loaded.sources.add(&path.join("/"), text);
        loaded.stamps.grow(loaded.sources.len());
    }
    let compiled = compile_loaded(&BuildOptions::new(""), loaded, None, None, Sink::default());
    let told = Told::of(&compiled);
    let mut found: BTreeSet<String> = words(&told.said).map(|(_, word)| word.to_owned()).collect();
    if let Some(site) = compiled.render_edition(0) {
        for page in site.plan.pages.iter().filter(|page| page.path.ends_with(".html")) {
            let Ok(bytes) = render(&site, page) else { panic!("{} cannot be rendered", page.path) };
            let html = String::from_utf8(bytes).expect("a page is UTF-8");
            found.extend(words(&html).map(|(_, word)| word.to_owned()));
        }
    }
    let mut lost = Vec::new();
    for (path, text) in &files {
        let path = path.join("/");
        for (at, word) in words(text) {
            let line = line_of(text, at);
            if !found.contains(word) && !told.covers(&path, line) {
                let shown = text.lines().nth(line).unwrap_or_default();
                lost.push(format!("{word} of {path}:{}: {shown}", line + 1));
            }
        }
    }
    assert!(lost.is_empty(), "{} words are nowhere:\n{}", lost.len(), lost.join("\n"));
}

/// What the messages say, and of what.
#[derive(Debug, Default)]
struct Told {
    said: String,
    lines: BTreeSet<(String, usize)>,
    refused: BTreeSet<String>,
}

impl Told {
    fn of(compiled: &Compiled) -> Self {
        let mut told = Self::default();
        let place = |span: Span| {
            let file = compiled.sources.file(span.file);
            let range = span.range();
            let last = line_of(&file.text, range.end.max(range.start + 1) - 1);
            (file.path.to_string(), line_of(&file.text, range.start)..=last)
        };
        for (severity, problem) in compiled.problems() {
            let texts = [&problem.message].into_iter().chain(&problem.notes).chain(&problem.help);
            texts.for_each(|text| told.said.extend([text, "\n"]));
            let spans = problem.span.into_iter().chain(problem.related.iter().map(|one| one.0));
            for (path, lines) in spans.map(place) {
                told.lines.extend(lines.map(|line| (path.clone(), line)));
                if severity == Severity::Error {
                    told.refused.insert(path);
                }
            }
        }
        told
    }

    fn covers(&self, path: &str, line: usize) -> bool {
        self.refused.contains(path) || self.lines.contains(&(path.to_owned(), line))
    }
}

/// The line of a byte, from 0.
fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count()
}

/// The words that were made up in a text, with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("qz").filter_map(|(at, _)| {
        let word = text.get(at..at + 7)?;
        let is_whole = word.ends_with('x') && word.bytes().all(|byte| byte.is_ascii_lowercase());
        is_whole.then_some((at, word))
    })
}

/// A site that is being made up.
struct Made<'d> {
    /// What decides; after their end everything is as simple as can be.
    bytes: &'d [u8],
    n_used: usize,
    n_words: usize,
}

impl Made<'_> {
    fn below(&mut self, limit: usize) -> usize {
        let byte = self.bytes.get(self.n_used).copied().unwrap_or(0);
        self.n_used += 1;
        usize::from(byte) % limit
    }

    /// A word that stands nowhere else.
    fn word(&mut self) -> String {
        self.n_words += 1;
        let mut rest = self.n_words;
        let mut letters = [b'a'; 4];
        for letter in letters.iter_mut().rev() {
            *letter = b"abcdefghijklmnopqrstuvwxyz"[rest % 26];
            rest /= 26;
        }
        format!("qz{}x", String::from_utf8_lossy(&letters))
    }

    fn some_words(&mut self) -> String {
        let n_words = 1 + self.below(3);
        let words: Vec<_> = (0..n_words).map(|_| self.word()).collect();
        words.join(" ")
    }

    /// The files in the order in which the loader reads them.
    fn files(&mut self) -> BTreeMap<Vec<String>, String> {
        let mut files = self.ledger();
        for number in 0..N_FILES {
            files.push((format!("content/data/projects/p{number}.yaml"), self.project(number)));
            files.push((format!("content/pages/page-{number}.en.md"), self.page()));
        }
        let key = |path: String| path.split('/').map(str::to_owned).collect();
        files.into_iter().map(|(path, text)| (key(path), text)).collect()
    }

    /// Settings, and a few records of each kind.
    fn ledger(&mut self) -> Vec<(String, String)> {
        let mut files = Vec::new();
        let settings = format!(
            "title: {}\ndescription: {}\nlanguages: {{ en: {{ tag: en, name: English }} }}\n\
             as_of: 2031-04-15\ncurrency: CNY\n",
            self.text(""),
            self.text("")
        );
        files.push(("content/site.yaml".to_owned(), settings));
        for (collection, head, fields) in [
            ("sources", "published: 2031-01-02", &["title", "publisher?", "note?", "summary?"][..]),
            ("regions", "", &["name", "summary?", "note?"]),
            ("industries", "", &["name", "summary?", "note?"]),
            ("parks", "region: r1", &["name", "summary?", "note?"]),
            ("organizations", "", &["name", "summary?", "note?", "place?"]),
            ("terms", "", &["name", "definition"]),
            ("indicators", "unit: CNY", &["name", "definition?", "method?", "note?"]),
            ("events", "date: 2031-02-03\n  source: s1", &["title", "summary?", "note?"]),
            ("documents", "date: 2031-02-03\n  source: s1", &["title", "summary?", "note?"]),
        ] {
            let mut text = String::new();
            for number in 1..=2 {
                text.push_str(&format!("- id: {}{number}\n", &collection[..1]));
                if !head.is_empty() {
                    text.push_str(&format!("  {head}\n"));
                }
                for field in fields {
                    text.push_str(&self.field("  ", field));
                }
            }
            files.push((format!("content/data/{collection}.yaml"), text));
        }
        let quote = self.word();
        let (note, other) = (self.field("  ", "note?"), self.field("  ", "note?"));
        files.push((
            "content/data/observations.yaml".to_owned(),
            format!(
                "- indicator: i1\n  period: 2031-Q1\n  value: 11 亿元\n  source: {{ ref: s1, quote: {quote} }}\n{note}"
            ),
        ));
        files.push((
            "content/data/targets.yaml".to_owned(),
            format!("- indicator: i1\n  period: 2031\n  at_least: 50 亿元\n  source: s1\n{other}"),
        ));
        files
    }

    /// A field with a text; one with `?` is left out now and then.
    fn field(&mut self, indent: &str, field: &str) -> String {
        match field.strip_suffix('?') {
            Some(_) if self.below(2) == 0 => String::new(),
            Some(name) => format!("{indent}{name}: {}\n", self.text(indent)),
            None => format!("{indent}{field}: {}\n", self.text(indent)),
        }
    }

    /// A text as people write it in YAML.
    fn text(&mut self, indent: &str) -> String {
        let words = self.some_words();
        match self.below(6) {
            0 => words,
            1 => format!("\"{words}\""),
            2 => format!("{{ en: \"{words}\" }}"),
            3 => format!(">-\n{indent}  {words}\n{indent}  {}", self.word()),
            4 => format!("{words} #{}", self.word()),
            _ => format!("\n{indent}  en: {words} ({})", self.word()),
        }
    }

    fn project(&mut self, number: usize) -> String {
        let mut text = self.field("", "name");
        text.push_str(&format!("park: p{}\n", 1 + number % 2));
        for field in ["summary?", "note?"] {
            text.push_str(&self.field("", field));
        }
        if self.below(2) == 1 {
            text.push_str(&format!("aliases: [{}]\n", self.word()));
        }
        if self.below(2) == 1 {
            text.push_str(&format!("investors: [{{ en: {} }}]\n", self.some_words()));
        }
        text.push_str("milestones:\n  - date: 2031-03-06\n    stage: signed\n    source: s2\n");
        text.push_str(&self.field("    ", "text?"));
        if self.below(2) == 1 {
            text.push_str("facts:\n  - source: s1\n");
            for field in ["label", "text", "note?"] {
                text.push_str(&self.field("    ", field));
            }
        }
        text
    }

    fn page(&mut self) -> String {
        let mut text = format!("---\ntitle: {}\n", self.some_words());
        text.push_str(&self.field("", "description?"));
        text.push_str("---\n");
        for _ in 0..=self.below(4) {
            text.push_str(&format!("\n{}\n", self.block(0)));
        }
        if self.below(8) == 7 {
            text.push_str(&format!("\n```\n{}\n\n{}\n", self.word(), self.word()));
        }
        text
    }

    /// A block of Markdown, some of them as people write them by mistake.
    fn block(&mut self, depth: usize) -> String {
        let kind = if depth > 2 { 0 } else { self.below(27) };
        match kind {
            5 => format!("{} {} {{#{}}}", "#".repeat(1 + self.below(7)), self.line(), self.word()),
            6 => format!("{}{}", "#".repeat(1 + self.below(3)), self.line()),
            7 | 8 => self.table(),
            9 => format!("```{}\n{}\n```", self.word(), self.some_words()),
            10 => format!("~~~\n{}\n~~~", self.some_words()),
            11 => indented(&self.block(depth + 1), "> ", "> "),
            12 => indented(&self.block(depth + 1), "- ", "  "),
            13 => indented(&self.block(depth + 1), "1. ", "   "),
            14 => format!(
                "[{}]: https://example.org/{} \"{}\"",
                self.word(),
                self.word(),
                self.word()
            ),
            15 => format!("[^{}]: {}", self.word(), self.some_words()),
            16 => format!("<div class=\"{}\">\n{}\n</div>", self.word(), self.some_words()),
            17 => format!(
                "<details><summary>{}</summary>\n\n{}\n\n</details>",
                self.some_words(),
                self.block(depth + 1)
            ),
            18 => format!("<table><tr><td>{}<td>{}</table>", self.word(), self.word()),
            19 => format!(":::{}\n{}\n:::", self.word(), self.some_words()),
            20 => format!("    {}", self.some_words()),
            21 => format!("{}\n{}", self.some_words(), ["---", "==="][self.below(2)]),
            22 => format!("<style>{}</style>", self.some_words()),
            23 => format!("<?{}?>", self.some_words()),
            24 => format!("<![CDATA[{}]]>", self.some_words()),
            25 => format!("- [ ] {}\n- [x] {}", self.line(), self.line()),
            26 => format!("# {} ## {}", self.word(), self.word()),
            _ => self.line(),
        }
    }

    /// A table whose rows need not have as many cells as its head.
    fn table(&mut self) -> String {
        let n_columns = 1 + self.below(4);
        let rule = n_columns + usize::from(self.below(6) == 5);
        let mut rows = vec![self.row(n_columns), format!("|{}", "---|".repeat(rule))];
        for _ in 0..=self.below(3) {
            let n_cells = (n_columns + [0, 0, 1, 2][self.below(4)]).max(1);
            rows.push(self.row(n_cells));
        }
        rows.join("\n")
    }

    fn row(&mut self, n_cells: usize) -> String {
        let cells: Vec<_> = (0..n_cells).map(|_| self.inline(1)).collect();
        format!("| {} |", cells.join(" | "))
    }

    fn line(&mut self) -> String {
        let n_parts = 1 + self.below(3);
        let parts: Vec<_> = (0..n_parts).map(|_| self.inline(0)).collect();
        parts.join(" ")
    }

    fn inline(&mut self, depth: usize) -> String {
        let kind = if depth > 2 { 0 } else { self.below(24) };
        match kind {
            5 => format!("**{}**", self.inline(depth + 1)),
            6 => format!("*{}*", self.inline(depth + 1)),
            7 => format!("`{}`", self.some_words()),
            8 => format!(
                "[{}](https://example.org/{} \"{}\")",
                self.inline(depth + 1),
                self.word(),
                self.word()
            ),
            9 => format!("<span title=\"{}\">{}</span>", self.word(), self.some_words()),
            10 => format!("<b>{}</b>", self.some_words()),
            11 => format!("<script>{}</script>", self.some_words()),
            12 => format!("[{}][{}]", self.some_words(), self.word()),
            13 => format!("[^{}]", self.word()),
            14 => format!("~~{}~~", self.inline(depth + 1)),
            15 => format!("<https://example.org/{}>", self.word()),
            16 => format!("** {} **", self.some_words()),
            17 => format!("{{% {} %}}", self.some_words()),
            18 => format!("${}$", self.some_words()),
            19 => format!("[{}]（{}.md）", self.some_words(), self.word()),
            20 => format!("<{0}>{1}</{0}>", self.word(), self.word()),
            _ => self.some_words(),
        }
    }
}

/// A text with one beginning before its first line and another before the rest.
fn indented(text: &str, first: &str, rest: &str) -> String {
    let mut lines = text.lines();
    let mut result = format!("{first}{}", lines.next().unwrap_or_default());
    lines.for_each(|line| result.extend(["\n", rest, line]));
    result
}
