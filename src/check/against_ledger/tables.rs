//! Figures typed into tables: the row names an indicator and the column a period, or the other way
//! round.
//!
//! A table may be that of a part, and say so anywhere. So a cell is judged only in a table where as
//! many others repeat the ledger.

use super::amount::{differs, repeats};
use super::known::Value;
use super::statement::Statement;
use super::{Search, Told, covers_same};
use crate::check::between::{Cell, cells, without_unit};
use crate::check::prose::{Original, Passage};
use crate::check::texts::Visitor;
use crate::diag::Diagnostic;
use crate::locale::Figure;
use crate::model::{MarkdownText, Page, Text};
use crate::parse::markdown::{Block, BlockKind, Markdown, Prose};
use crate::value::{Lang, Period, Relation};

/// What a head or the first cell of a row says of the cells that belong to it.
#[derive(Clone, Copy)]
enum Label {
    Indicator(usize),
    Period(Period),
}

/// A figure in a cell with what it is of.
struct Entry<'b> {
    prose: &'b Prose,
    figure: Figure,
    indicator: usize,
    period: Period,
}

/// The way through the tables of a unit.
pub(super) struct Tables<'a, 'f> {
    pub(super) search: Search<'a>,
    pub(super) found: &'f mut Vec<Diagnostic>,
}

impl Visitor for Tables<'_, '_> {
    fn text(&mut self, _: &Text) {}

    fn markdown(&mut self, text: &MarkdownText) {
        text.iter().for_each(|(lang, markdown)| self.tables_of(markdown, lang));
    }

    fn page(&mut self, page: &Page) {
        page.texts.iter().for_each(|(lang, text)| self.tables_of(&text.body, lang));
    }
}

impl Tables<'_, '_> {
    fn tables_of(&mut self, markdown: &Markdown, lang: Lang) {
        let Some(written) = &markdown.written else { return };
        let original = Original::of_markdown(written, self.search.subject.sources);
        let has_names = || !self.search.known.names_in(&markdown.plain, lang).is_empty();
        if !original.text.contains('|') || !has_names() {
            return;
        }
        let blocks = original.blocks(written.is_inline);
        let cells = cells(&blocks, &self.search.readers[lang.index()]);
        let (mut columns, mut entries, mut above) = (Vec::new(), Vec::new(), "");
        let mut is_of_part = false;
        for (block, cells) in blocks.iter().zip(&cells) {
            match block.kind {
                BlockKind::Head => {
                    self.judge(&entries, original, lang);
                    entries.clear();
                    columns = block.texts.iter().map(|prose| self.label(prose, lang)).collect();
                    let mut all = block.texts.iter().map(|prose| &*prose.text).chain([above]);
                    is_of_part = all.any(|text| self.search.known.has_part(text, lang));
                }
                BlockKind::Row if is_of_part => {}
                BlockKind::Row => entries.extend(self.entries(block, cells, &columns, lang)),
                _ => above = block.texts.first().map_or("", |prose| &*prose.text),
            }
        }
        self.judge(&entries, original, lang);
    }

    /// What a cell names, if it names that alone.
    fn label(&self, prose: &Prose, lang: Lang) -> Option<Label> {
        let reader = &self.search.readers[lang.index()];
        let text = without_unit(prose.text.trim(), reader);
        let names = self.search.known.names_in(text, lang);
        if let [(range, indicator)] = &names[..]
            && *range == (0..text.len())
        {
            return Some(Label::Indicator(*indicator));
        }
        let reading = reader.read(text);
        match &reading.periods[..] {
            [only] if only.range == (0..text.len()) => only.period.map(Label::Period),
            _ => None,
        }
    }

    /// The figures of a row.
    fn entries<'b>(
        &self,
        block: &'b Block,
        cells: &[Cell],
        columns: &[Option<Label>],
        lang: Lang,
    ) -> Vec<Entry<'b>> {
        let Some(row) = block.texts.first().and_then(|prose| self.label(prose, lang)) else {
            return Vec::new();
        };
        let entries = block.texts.iter().zip(cells).zip(columns).skip(1);
        let entries = entries.filter_map(|((prose, cell), column)| {
            let (indicator, period) = match (row, (*column)?) {
                (Label::Indicator(one), Label::Period(period))
                | (Label::Period(period), Label::Indicator(one)) => (one, period),
                _ => return None,
            };
            let reading = cell.with_unit();
            let [figure] = &reading.figures[..] else { return None };
            let is_all = |(at, c): (usize, char)| figure.range.contains(&at) || c.is_whitespace();
            let is_alone = prose.text.char_indices().all(is_all);
            is_alone.then(|| Entry { prose, figure: figure.clone(), indicator, period })
        });
        entries.collect()
    }

    /// Tells the figures of a table that differ from the ledger, if as many repeat it.
    fn judge(&mut self, entries: &[Entry<'_>], original: Original<'_>, lang: Lang) {
        let units = &self.search.subject.model.units;
        let (mut n_same, mut wrong) = (0, Vec::new());
        for entry in entries {
            let (_, values) = &self.search.known.indicators[entry.indicator];
            let of_period = values.iter().filter(|value| covers_same(value.period, entry.period));
            let values: Vec<&Value> = of_period.collect();
            if values.iter().any(|value| repeats(&entry.figure, value, units)) {
                n_same += 1;
                continue;
            }
            let is_result = |value: &&&Value| !value.is_target && value.is_current;
            let said: Vec<_> = values.iter().filter(is_result).collect();
            let is_other = |value: &&&&Value| {
                value.is_firm && differs(&entry.figure, value, units) == Some(true)
            };
            let is_limit = matches!(entry.figure.relation, Relation::AtLeast | Relation::AtMost);
            // A bare number may have the unit of words that were not understood.
            let is_wrong = entry.figure.unit.is_some() && !is_limit;
            if let Some(first) =
                said.first().filter(|_| is_wrong && said.iter().all(|v| is_other(&v)))
            {
                wrong.push((entry, **first));
            }
        }
        if n_same < wrong.len() {
            return;
        }
        for (entry, value) in wrong {
            let statement = Statement {
                indicator: entry.indicator,
                figure: &entry.figure,
                period: entry.period,
                is_stated: true,
                is_target: false,
                is_certain: true,
            };
            let passage = Passage { original, prose: entry.prose };
            let told = Told { passage, lang, statement: &statement };
            self.found.push(self.search.against_ledger(&told, value));
        }
    }
}
