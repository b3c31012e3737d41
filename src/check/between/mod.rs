//! The figures of every text in one language against those in another.
//!
//! 1. Records and pages (`texts.rs`) are looked at one by one, in parallel.
//! 2. The blocks of two Markdown texts are set side by side (`align.rs`).
//! 3. Calls that only one of the texts has are filled in with what they print (`bound.rs`).
//! 4. Cells of tables take the unit of their head (`table_units.rs`).
//! 5. The figures of two blocks, cells or phrases are paired ([`pair`], or `plain.rs` where a
//!    language has no words for figures), and `report.rs` says what does not agree.

mod align;
mod bound;
mod plain;
mod report;
mod table_units;

use super::Subject;
use super::printed::Printer;
use super::prose::{Original, Passage};
use super::texts::{Found, Looked, Visitor, examine};
use crate::diag::{Code, Diagnostic, Sink};
use crate::figures::{Pairing, Side, Verdict, Which, pair};
use crate::locale::{FigureReader, Reading};
use crate::model::{MarkdownText, Page, Text};
use crate::parse::markdown::calls::in_words;
use crate::parse::markdown::{Block, BlockKind, Markdown, Prose, repaired};
use crate::value::Lang;
use align::Mark;
use bound::{Calls, Filled, Told, have_same_calls, without_rounding};
use report::Pair;
use std::borrow::Cow;
pub(super) use table_units::{Cell, cells, without_unit};

/// Compares all texts of all units; `before` has what was found in those whose files are the same.
pub(super) fn check(
    subject: Subject<'_>,
    readers: &[FigureReader],
    before: Option<(&Found, &[bool])>,
    sink: &mut Sink,
) -> Found {
    if readers.len() < 2 {
        return Found::new();
    }
    report_incomplete(subject, readers, sink);
    examine(subject.model, before, |unit| {
        let mut comparison =
            Comparison { subject, readers, year: None, found: Vec::new(), reads_ledger: false };
        unit.visit(&mut comparison);
        Looked { found: comparison.found, reads_ledger: comparison.reads_ledger }
    })
}

fn report_incomplete(subject: Subject<'_>, readers: &[FigureReader], sink: &mut Sink) {
    for (language, reader) in subject.model.site.languages.iter().zip(readers) {
        if !reader.is_complete() {
            let message = format!(
                "the figures of texts in {} (`{}`) are compared as plain numerals only",
                language.name, language.code
            );
            let diagnostic =
                Diagnostic::new(Code::NoFigureReader, language.span, message).help(format!(
                    "describe them under `locale: figures:` in `strings/{}.yaml` of the theme",
                    language.code
                ));
            sink.push(diagnostic);
        }
    }
}

/// The comparison of one unit's texts.
struct Comparison<'a> {
    subject: Subject<'a>,
    readers: &'a [FigureReader],
    /// The year that the page speaks of.
    year: Option<u32>,
    found: Vec<Diagnostic>,
    /// What was found depends on what the program prints in the texts.
    reads_ledger: bool,
}

/// The first language of the site, and the one compared with it.
#[derive(Clone, Copy)]
struct Langs(Lang, Lang);

impl Visitor for Comparison<'_> {
    fn text(&mut self, text: &Text) {
        let Some(first) = text.get(Lang(0)) else { return };
        for (lang, other) in text.iter().skip(1).filter(|(_, other)| other.span != first.span) {
            let langs = Langs(Lang(0), lang);
            if self.agree(&first.text, &other.text, langs) {
                continue;
            }
            let sources = self.subject.sources;
            let originals = [first, other].map(|phrase| Original::of_phrase(phrase, sources));
            let prose = [first, other].map(|phrase| Prose::plain(&phrase.text));
            let calls = [first, other]
                .map(|phrase| in_words(&phrase.text, phrase.span, &mut Sink::default()));
            let calls = [Calls::new(&calls[0]), Calls::new(&calls[1])];
            let cells = [(&prose[0], Lang(0)), (&prose[1], lang)];
            let cells = cells
                .map(|(prose, lang)| Cell::default().with_words(&prose.text, self.reader(lang)));
            let texts = [&prose[0], &prose[1]];
            self.passages(texts, &originals, [&cells[0], &cells[1]], (&calls, langs));
        }
    }

    fn markdown(&mut self, text: &MarkdownText) {
        let Some(first) = text.get(Lang(0)) else { return };
        for (lang, other) in text.iter().skip(1) {
            let langs = Langs(Lang(0), lang);
            if !self.agree_line_by_line(first, other, langs) {
                self.blocks(first, other, langs);
            } else if cfg!(debug_assertions) {
                let mut again = Comparison { found: Vec::new(), ..*self };
                again.blocks(first, other, langs);
                debug_assert_eq!(again.found.len(), 0);
            }
        }
    }

    fn page(&mut self, page: &Page) {
        let Some(first) = page.texts.get(Lang(0)) else { return };
        let year = first.period.and_then(|period| period.first_day().year().try_into().ok());
        for (lang, other) in page.texts.iter().skip(1) {
            let langs = Langs(Lang(0), lang);
            // Without a period a page is about the year in its title.
            let titles = [(&first.title, Lang(0)), (&other.title, lang)];
            let titles =
                titles.map(|(title, lang)| self.only_year([&*title.text].into_iter(), lang));
            self.year = year.or(titles[0].filter(|_| titles[0] == titles[1]));
            let titles = [
                Some((&first.title, &other.title)),
                first.description.as_ref().zip(other.description.as_ref()),
            ];
            for (left, right) in titles.into_iter().flatten() {
                let text = Text::new([(Lang(0), left.clone()), (lang, right.clone())]);
                text.iter().for_each(|text| self.text(text));
            }
            self.blocks(&first.body, &other.body, langs);
        }
    }
}

impl<'a> Comparison<'a> {
    fn reader(&self, lang: Lang) -> &'a FigureReader {
        &self.readers[lang.index()]
    }

    fn name(&self, lang: Lang) -> &'a str {
        &self.subject.model.site.language(lang).name
    }

    /// Whether there is nothing to be said of two texts as they are, without their places.
    fn agree(&self, left: &str, right: &str, langs: Langs) -> bool {
        let has_bound = left.contains("{{") || right.contains("{{");
        !has_bound && self.differing(left, right, langs).is_empty()
    }

    /// Whether two Markdown texts have as many lines of words and as many places that the program
    /// fills in, and nothing is to be said of any: then their markup need not be looked at.
    fn agree_line_by_line(&self, left: &Markdown, right: &Markdown, langs: Langs) -> bool {
        let n_bound = |text: &Markdown| {
            let written = text.written.as_ref()?;
            let sources = self.subject.sources;
            let text = written.text.as_deref().unwrap_or_else(|| sources.text(written.span));
            if text.contains(['|', '`', '<']) { None } else { n_bound_apart(text) }
        };
        n_bound(left).is_some_and(|n| n_bound(right) == Some(n))
            && have_same_calls(left, right)
            && left.plain.lines().count() == right.plain.lines().count()
            && left
                .plain
                .lines()
                .zip(right.plain.lines())
                .all(|(left, right)| self.differing(left, right, langs).is_empty())
    }

    fn differing(&self, left: &str, right: &str, langs: Langs) -> Vec<Pairing> {
        let readings = [self.reader(langs.0).read(left), self.reader(langs.1).read(right)];
        self.differing_as_read([left, right], &readings, langs)
    }

    fn differing_as_read(
        &self,
        [left, right]: [&str; 2],
        [left_read, right_read]: &[Reading; 2],
        langs: Langs,
    ) -> Vec<Pairing> {
        let readers = [langs.0, langs.1].map(|lang| self.reader(lang));
        if [left_read, right_read].iter().all(|read| **read == Reading::default()) {
            return Vec::new();
        }
        if !readers.iter().all(|reader| reader.is_complete()) {
            return plain::differing(&left_read.figures, &right_read.figures);
        }
        let sides = [Side::new(left, left_read), Side::new(right, right_read)]
            .map(|side| Side { year: self.year, ..side });
        let mut pairings = pair(sides[0], sides[1], &self.subject.model.units);
        pairings.retain(|pairing| pairing.verdict != Verdict::Agree);
        pairings
    }

    /// Compares two passages and reports what differs. Of figures that one side lacks as many are
    /// passed over as it has places of which it is not known what the program fills in.
    fn passages(
        &mut self,
        prose: [&Prose; 2],
        originals: &[Original<'_>; 2],
        cells: [&Cell; 2],
        (calls, langs): (&[Calls<'_>; 2], Langs),
    ) {
        let filled = self.filled(prose, calls, langs);
        let mut prose = prose;
        let mut cells = cells.map(Cow::Borrowed);
        if let Some(filled) = &filled {
            for (side, lang) in [langs.0, langs.1].into_iter().enumerate() {
                prose[side] = &filled[side].prose;
                let words = &filled[side].prose.text;
                cells[side] = Cow::Owned(cells[side].with_words(words, self.reader(lang)));
            }
        }
        let texts = prose.map(|prose| prose.text.as_str());
        let readings = table_units::readings([&cells[0], &cells[1]]);
        let mut found = self.differing_as_read(texts, &readings, langs);
        if let Some(filled) = &filled {
            without_rounding(&mut found, filled);
        }
        let n_bound = prose.map(|prose| prose.bound.len());
        let n_shared = n_bound[0].min(n_bound[1]);
        let mut n_bound = n_bound.map(|n| n - n_shared);
        let [left, right] =
            [0, 1].map(|side| Passage { original: originals[side], prose: prose[side] });
        let languages = [langs.0, langs.1].map(|lang| self.name(lang));
        let units = [cells[0].given(), cells[1].given()];
        let readings = [&readings[0], &readings[1]];
        let texts = Pair { left, right, languages, readings, units };
        for pairing in found {
            if let Verdict::Missing(which) = pairing.verdict {
                let n_bound = &mut n_bound[usize::from(which == Which::Right)];
                if *n_bound > 0 {
                    *n_bound -= 1;
                    continue;
                }
            }
            self.found.extend(texts.report(&pairing));
        }
    }

    /// Two passages with the figures that only one of them calls for.
    fn filled(
        &mut self,
        prose: [&Prose; 2],
        calls: &[Calls<'_>; 2],
        langs: Langs,
    ) -> Option<[Filled; 2]> {
        let is_blank = prose.iter().all(|prose| prose.bound.is_empty());
        let readers = [langs.0, langs.1].map(|lang| self.reader(lang));
        if is_blank || !readers.iter().all(|reader| reader.is_complete()) {
            return None;
        }
        let printer = Printer(self.subject);
        let (filled, has_other) = bound::filled(prose, calls, [langs.0, langs.1], printer);
        self.reads_ledger |= has_other;
        filled
    }

    /// Compares two Markdown texts block by block.
    fn blocks(&mut self, left: &Markdown, right: &Markdown, langs: Langs) {
        let calls = [left, right].map(|text| Calls::new(&text.calls));
        let (Some(left), Some(right)) = (&left.written, &right.written) else { return };
        let sources = self.subject.sources;
        if left.span == right.span {
            return;
        }
        let originals = [left, right].map(|written| Original::of_markdown(written, sources));
        let blocks = [originals[0].blocks(left.is_inline), originals[1].blocks(right.is_inline)];
        // A page without words waits for its translation.
        if blocks.iter().any(Vec::is_empty) {
            return;
        }
        let is_inline = [left.is_inline, right.is_inline];
        let (cells, marks) = self.cells_and_marks(&blocks, &calls, langs);
        let sides = Sides { originals, blocks: &blocks, cells: &cells, calls: &calls, langs };
        let n_found = self.found.len();
        self.compare(&sides, &marks);
        // What does not work as Markdown in one language is told by its own name.
        if self.found.len() > n_found && self.agree_as_meant(&originals, is_inline, (&calls, langs))
        {
            self.found.truncate(n_found);
        }
    }

    /// Whether two texts would agree if the Markdown worked that looks like a slip in one of them.
    fn agree_as_meant(
        &self,
        originals: &[Original<'_>; 2],
        is_inline: [bool; 2],
        (calls, langs): (&[Calls<'_>; 2], Langs),
    ) -> bool {
        let meant = [0, 1].map(|side| repaired(originals[side].text, is_inline[side]));
        if meant.iter().all(Option::is_none) {
            return false;
        }
        let originals = [0, 1].map(|side| match &meant[side] {
            Some(meant) => originals[side].with_text(meant),
            None => originals[side],
        });
        let blocks = [0, 1].map(|side| originals[side].blocks(is_inline[side]));
        let (cells, marks) = self.cells_and_marks(&blocks, calls, langs);
        let mut again = Comparison { found: Vec::new(), ..*self };
        again.compare(&Sides { originals, blocks: &blocks, cells: &cells, calls, langs }, &marks);
        again.found.is_empty()
    }

    fn compare(&mut self, sides: &Sides<'_>, marks: &[Vec<Mark>; 2]) {
        let mut last = [None, None];
        let mut gap = None;
        let of_page = self.year;
        for (i, j) in align::align(&marks[0], &marks[1]) {
            if let (Some(i), Some(j)) = (i, j) {
                self.texts_of(sides, i, j);
                self.year = self.year_of_heading(sides, [i, j]).or(self.year);
                (last, gap) = ([Some(i), Some(j)], None);
            } else if gap != Some(i.is_some()) && self.lone(sides, (i, j), last) {
                // Blocks that are missing one after another are said once.
                gap = Some(i.is_some());
            }
        }
        self.year = of_page;
    }

    /// The only year that a heading names in both languages: the text below it is about that.
    fn year_of_heading(&self, sides: &Sides<'_>, at: [usize; 2]) -> Option<u32> {
        let [first, other] = [0, 1].map(|side| {
            let block = &sides.blocks[side][at[side]];
            let lang = if side == 0 { sides.langs.0 } else { sides.langs.1 };
            let texts = block.texts.iter().map(|prose| prose.text.as_str());
            (block.kind == BlockKind::Heading).then(|| self.only_year(texts, lang)).flatten()
        });
        first.filter(|_| first == other)
    }

    /// The only year that texts name.
    fn only_year<'t>(&self, texts: impl Iterator<Item = &'t str>, lang: Lang) -> Option<u32> {
        let periods = texts.flat_map(|text| self.reader(lang).read(text).periods);
        let mut years = periods.flat_map(|found| found.times).map(|time| time.year);
        let first = years.next()?;
        years.all(|year| year == first).then_some(first).flatten()
    }

    fn cells_and_marks(
        &self,
        blocks: &[Vec<Block>; 2],
        calls: &[Calls<'_>; 2],
        langs: Langs,
    ) -> ([Vec<Vec<Cell>>; 2], [Vec<Mark>; 2]) {
        let units = &self.subject.model.units;
        let cells = [(&blocks[0], langs.0), (&blocks[1], langs.1)]
            .map(|(blocks, lang)| cells(blocks, self.reader(lang)));
        let have_same = calls[0].are_those_of(&calls[1]);
        let told = |texts: &[Prose], calls| match have_same {
            true => Told::of_same(texts, calls),
            false => Told::of_others(texts, calls, Printer(self.subject)),
        };
        let marks = [0, 1].map(|side| {
            let blocks = blocks[side].iter().zip(&cells[side]);
            let mark = |(block, cells): (&Block, &Vec<Cell>)| {
                Mark::new(block, cells, units, told(&block.texts, &calls[side]))
            };
            blocks.map(mark).collect::<Vec<_>>()
        });
        (cells, marks)
    }

    fn texts_of(&mut self, sides: &Sides<'_>, i: usize, j: usize) {
        let (left, right) = (&sides.blocks[0][i].texts, &sides.blocks[1][j].texts);
        let (none, empty) = (Prose::default(), Cell::default());
        for at in 0..left.len().max(right.len()) {
            let [left, right] = [left, right].map(|texts| texts.get(at).unwrap_or(&none));
            let cells = [&sides.cells[0][i], &sides.cells[1][j]];
            let cells = cells.map(|cells| cells.get(at).unwrap_or(&empty));
            let context = (sides.calls, sides.langs);
            self.passages([left, right], &sides.originals, cells, context);
        }
    }

    /// Reports a block without a counterpart if it has figures; whether it was reported.
    fn lone(
        &mut self,
        sides: &Sides<'_>,
        (i, j): (Option<usize>, Option<usize>),
        last: [Option<usize>; 2],
    ) -> bool {
        let (side, at) = match (i, j) {
            (Some(i), _) => (0, i),
            (_, Some(j)) => (1, j),
            _ => return false,
        };
        let lang = if side == 0 { sides.langs.0 } else { sides.langs.1 };
        // Calls that both texts have may stand in any block.
        let have_same = sides.calls[0].are_those_of(&sides.calls[1]);
        let prints =
            |prose: &Prose| !have_same && sides.calls[side].print(prose, Printer(self.subject));
        let is_figure = |prose: &&Prose| {
            let figures = self.reader(lang).read(&prose.text).figures;
            figures.iter().any(|figure| !figure.is_spelled) || prints(prose)
        };
        let Some(prose) = sides.blocks[side][at].texts.iter().find(is_figure) else { return false };
        let own = Passage { original: sides.originals[side], prose }.extent();
        let other = 1 - side;
        let before = last[other].and_then(|at| sides.blocks[other][at].texts.last());
        let original = sides.originals[other];
        let before = match before {
            Some(prose) => Passage { original, prose }.extent(),
            None => original.start(),
        };
        let names = [sides.langs.0, sides.langs.1].map(|lang| self.name(lang));
        let diagnostic = if side == 0 {
            let message = format!(
                "a text with figures, as it stands in {}, is missing after this one",
                names[0]
            );
            Diagnostic::new(Code::FigureMissing, before, message)
                .related(own, format!("this text, in {}", names[0]))
        } else {
            let message = format!("this text with figures is missing in {}", names[0]);
            Diagnostic::new(Code::FigureMissing, own, message)
                .related(before, format!("after this one, in {}", names[0]))
        };
        self.found.push(diagnostic.help("translate it, or take it out of the other language too"));
        true
    }
}

/// Two texts and their blocks.
struct Sides<'a> {
    originals: [Original<'a>; 2],
    blocks: &'a [Vec<Block>; 2],
    cells: &'a [Vec<Vec<Cell>>; 2],
    calls: &'a [Calls<'a>; 2],
    langs: Langs,
}

/// How many places of a text the program fills in; `None` if what stands on both sides of one could
/// be read as one figure without it, as lines of words have it.
fn n_bound_apart(text: &str) -> Option<usize> {
    let joins = |c: char| c.is_alphanumeric() || c.is_ascii_punctuation();
    let (mut n, mut rest) = (0, text);
    while let Some((before, from)) = rest.split_once("{{") {
        let (_, after) = from.split_once("}}")?;
        let ends = [before.chars().next_back(), after.chars().next()];
        if ends.iter().all(|end| end.is_some_and(joins)) {
            return None;
        }
        (n, rest) = (n + 1, after);
    }
    Some(n)
}
