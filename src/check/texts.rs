//! Everything that has texts in several languages, and which texts it has.

use crate::diag::Diagnostic;
use crate::model::{
    AnyRecord, Citation, FooterLine, MarkdownText, Model, Page, Stage, Text, Visit,
};
use crate::source::{FileId, Span};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;

/// A record or a page. What is found in its texts depends on its files alone.
#[derive(Debug, Clone, Copy)]
pub(super) enum Unit<'a> {
    Site(&'a Model),
    Record(&'a dyn AnyRecord),
    Page(&'a Page),
}

/// Is shown the texts of a unit.
pub(super) trait Visitor {
    fn text(&mut self, text: &Text);
    fn markdown(&mut self, text: &MarkdownText);
    fn page(&mut self, page: &Page);
}

/// What was found in the texts of a unit.
#[derive(Debug, Clone, Default)]
pub(super) struct Looked {
    pub(super) found: Vec<Diagnostic>,
    /// It depends on what the program prints in them, so that it may be something else though the
    /// files of the unit are the same.
    pub(super) reads_ledger: bool,
}

/// What was found in each unit that has to be remembered, by its place: one that is not in order,
/// or may not be once the ledger says something else.
pub(super) type Found = BTreeMap<Span, Looked>;

/// Looks at every unit by itself, in parallel; what was found in one whose files are the same is
/// taken from the run before.
pub(super) fn examine(
    model: &Model,
    before: Option<(&Found, &[bool])>,
    look: impl Fn(Unit<'_>) -> Looked + Sync,
) -> Found {
    let mut found = Found::new();
    let mut changed = Vec::new();
    for unit in units(model) {
        let place = unit.place();
        match before {
            Some((before, is_same)) if unit.is_in(|file| is_same[file.index()]) => {
                match before.get(&place) {
                    // A text that the unit has no longer may have been changed or held back.
                    Some(known)
                        if known.reads_ledger
                            || !known.found.iter().all(|found| stands(found, is_same)) =>
                    {
                        changed.push(unit);
                    }
                    known => found.extend(known.map(|found| (place, found.clone()))),
                }
            }
            _ => changed.push(unit),
        }
    }
    let looked = changed.par_iter().filter_map(|unit| {
        let looked = look(*unit);
        let is_quiet = looked.found.is_empty() && !looked.reads_ledger;
        (!is_quiet).then(|| (unit.place(), looked))
    });
    found.extend(looked.collect::<Vec<_>>());
    found
}

/// Whether all places that a problem points at are in files that are the same.
fn stands(found: &Diagnostic, is_same: &[bool]) -> bool {
    let mut places = found.span.iter().chain(found.related.iter().map(|(place, _)| place));
    places.all(|place| is_same[place.file.index()])
}

/// All of them.
pub(super) fn units(model: &Model) -> Vec<Unit<'_>> {
    let mut units = vec![Unit::Site(model)];
    model.each_record(&mut |_, record| units.push(Unit::Record(record)));
    units.extend(model.pages.iter().map(Unit::Page));
    units
}

impl Unit<'_> {
    /// A place that no other unit has.
    pub(super) fn place(self) -> Span {
        match self {
            Self::Site(model) => {
                let first = model.site.title.iter().next();
                first.map_or(Span::new(FileId::new(0), 0..0), |(_, title)| title.span)
            }
            Self::Record(record) => record.any_header().extent,
            Self::Page(page) => page.texts.get_or_fallback(crate::value::Lang(0)).1.span,
        }
    }

    /// The files that its texts stand in.
    pub(super) fn is_in(self, is_file: impl Fn(FileId) -> bool) -> bool {
        match self {
            Self::Page(page) => page.texts.iter().all(|(_, text)| is_file(text.file)),
            unit => is_file(unit.place().file),
        }
    }

    /// Shows all its texts.
    pub(super) fn visit(self, visitor: &mut impl Visitor) {
        let mut show = Show(visitor);
        match self {
            Self::Site(model) => show.site(model),
            Self::Record(record) => record.show(&mut show),
            Self::Page(page) => {
                show.0.page(page);
                page.texts.iter().for_each(|(_, text)| show.citations(&text.citations));
            }
        }
    }
}

/// Shows the parts that many units have.
struct Show<'v, V: Visitor>(&'v mut V);

impl<'a, V: Visitor> Visit<'a> for Show<'_, V> {
    fn text(&mut self, text: &'a Text) {
        self.0.text(text);
    }

    fn markdown(&mut self, text: &'a MarkdownText) {
        self.0.markdown(text);
    }
}

impl<V: Visitor> Show<'_, V> {
    fn texts<'a>(&mut self, texts: impl IntoIterator<Item = &'a Text>) {
        texts.into_iter().for_each(|text| self.0.text(text));
    }

    fn markdowns<'a>(&mut self, texts: impl IntoIterator<Item = &'a Option<MarkdownText>>) {
        texts.into_iter().flatten().for_each(|text| self.0.markdown(text));
    }

    fn citations(&mut self, citations: &[Citation]) {
        self.texts(citations.iter().filter_map(|citation| citation.note.as_ref()));
    }

    fn site(&mut self, model: &Model) {
        let site = &model.site;
        self.0.text(&site.title);
        self.texts(site.short_title.iter().chain(&site.description).chain(&site.publisher));
        self.texts(site.licence.iter().filter_map(|licence| licence.name.as_ref()));
        self.markdowns([&site.contact, &site.notice]);
        self.texts(site.stages.iter().filter_map(|stage: &Stage| stage.name.as_ref()));
        let lines = site.footer.iter().flat_map(|line: &FooterLine| [&line.label, &line.value]);
        self.texts(lines);
        let bodies = site.government.iter().flat_map(|said| [&said.sponsor, &said.operator]);
        self.texts(bodies.flatten());
    }
}
