//! Every figure that is typed into a text, with the value of the ledger that it repeats: what a
//! person has to look at who signs all figures.

use super::statement::Sentence;
use super::walk::Walk;
use super::{Known, bound};
use crate::check::prose::{Passage, sentences};
use crate::check::texts::{Unit, units};
use crate::locale::{Figure, Locale};
use crate::model::{AnyRecord, Model, Page};
use crate::source::{Sources, Span};
use crate::value::{Lang, Period};

/// Whose text a figure stands in.
#[derive(Clone, Copy)]
pub enum Owner<'a> {
    /// That of the settings.
    Site,
    /// A record's.
    Record(&'a dyn AnyRecord),
    /// A page's.
    Page(&'a Page),
}

/// A figure in a text.
#[derive(Debug)]
pub struct Typed {
    /// Where it stands.
    pub place: Span,
    /// The language of its text.
    pub lang: Lang,
    /// It, as it is written.
    pub words: String,
    /// The id of the indicator and the period whose value it repeats.
    pub bound: Option<(String, Period)>,
}

/// All figures in the texts of a site, text by text.
#[must_use]
pub fn typed_figures<'a>(
    model: &'a Model,
    sources: &Sources,
    locales: &[(String, Locale)],
) -> Vec<(Owner<'a>, Vec<Typed>)> {
    let readers: Vec<_> =
        locales.iter().map(|(_, locale)| locale.figure_reader(&model.units)).collect();
    let known = Known::new(model, &readers);
    let of_unit = |unit: Unit<'a>| {
        let mut found = Vec::new();
        let each = |passage: Passage<'_>, lang: Lang, of_page: Option<Period>| {
            let (text, reader) = (passage.words(), &readers[lang.index()]);
            let reading = reader.read(text);
            let sentences = sentences(text).into_iter();
            let sentences: Vec<_> = sentences
                .map(|range| Sentence { text, range, reading: &reading, of_page })
                .collect();
            let told = sentences.iter().flat_map(|one| one.statements(&known, reader, lang));
            let told: Vec<_> = told.collect();
            // A small number in words is rather a word: `two of them`.
            let is_word = |figure: &&Figure| figure.is_spelled && figure.unit.is_none();
            for figure in reading.figures.iter().filter(|figure| !is_word(figure)) {
                let own = told.iter().filter(|told| told.figure.range == figure.range);
                let bound = own.filter_map(|told| {
                    let (id, values) = &known.indicators[told.indicator];
                    bound(told, values, &model.units).map(|value| (id.clone(), value.period))
                });
                found.push(Typed {
                    place: passage.place(figure.range.clone()),
                    lang,
                    words: text[figure.range.clone()].to_owned(),
                    bound: { bound }.next(),
                });
            }
        };
        unit.visit(&mut Walk { sources, readers: &readers, wanted: &|_, _| true, each });
        let owner = match unit {
            Unit::Site(_) => Owner::Site,
            Unit::Record(record) => Owner::Record(record),
            Unit::Page(page) => Owner::Page(page),
        };
        (owner, found)
    };
    units(model).into_iter().map(of_unit).filter(|(_, found)| !found.is_empty()).collect()
}
