//! `wellspring list figures`: every figure that is published, as written and exactly: those of the
//! ledger, those computed from them, and those typed into texts.

use super::super::listing::Listing;
use super::sign_off::SignOff;
use super::{name, place};
use crate::check::{Owner, Typed, typed_figures};
use crate::locale::Locale;
use crate::model::{
    ActualFrom, AnyRecord, Citation, Digits, Header, Measurings, Members, Model,
    ObservationsByIndicator, Page, Progress, Record, Text, facts_of, progress,
};
use crate::pipeline::Compiled;
use crate::source::{Sources, Span};
use crate::value::{Lang, Number, Period, Quantity, Relation, round};
use rust_decimal::Decimal;

const COLUMNS: &[&str] = &[
    "kind", "of", "period", "part", "name", "written", "value", "upper", "unit", "relation",
    "source", "place", "bound",
];

pub(super) fn list(compiled: &Compiled) -> Option<Listing> {
    let rows = found(compiled)?.into_iter().map(|figure| figure.row).collect();
    Some(Listing { what: "figures", columns: COLUMNS, rows })
}

/// The sheet that is signed before all figures are published.
pub(super) fn sign_off(compiled: &Compiled) -> Option<SignOff> {
    let site = compiled.site.as_ref()?;
    let figures = found(compiled)?;
    Some(SignOff::new(&site.model, &site.locales, &figures))
}

/// Every figure: the ledger's in its order, then what is computed, then what texts say.
fn found(compiled: &Compiled) -> Option<Vec<Figure<'_>>> {
    let site = compiled.site.as_ref()?;
    let (model, locales) = (&site.model, &site.locales);
    let mut figures = Figures { model, locales, sources: &compiled.sources, found: Vec::new() };
    figures.measures();
    for project in model.projects.records() {
        let header = project.header();
        if let Some(value) = &project.investment {
            let about = About { kind: "investment", ..About::of("projects", header) };
            figures.add(about, value, value.span, &header.citations);
        }
    }
    model.each_record(&mut |_, record| figures.facts(record));
    figures.found.sort_by_key(|figure| figure.at);
    figures.computed();
    for (owner, typed) in typed_figures(model, &compiled.sources, locales) {
        typed.iter().for_each(|typed| figures.typed(owner, typed));
    }
    Some(figures.found)
}

/// A figure that is published.
pub(super) struct Figure<'a> {
    at: Span,
    row: Vec<String>,
    /// The figure as it is published in each language; empty in one that does not have it.
    pub(super) shown: Vec<String>,
    /// The record, page or indicator that it is of, and what of it, in each language.
    pub(super) names: Vec<String>,
    pub(super) kind: &'static str,
    /// Its period and its part, if it has some.
    pub(super) period: Option<Period>,
    pub(super) part: String,
    pub(super) citations: Vec<&'a Citation>,
    /// Where it stands in the files.
    pub(super) place: String,
}

/// What a figure is about.
struct About<'a> {
    kind: &'static str,
    of: String,
    period: Option<Period>,
    part: String,
    names: Names<'a>,
}

/// What something is called.
enum Names<'a> {
    /// A record, and what of it.
    Texts(Vec<&'a Text>),
    /// A name in each language.
    Of(Vec<String>),
}

/// A figure in the words of the list.
#[derive(Default)]
struct Written {
    written: String,
    value: String,
    upper: String,
    unit: String,
    relation: Relation,
    /// What of the ledger a text repeats.
    bound: String,
}

impl<'a> About<'a> {
    fn of(collection: &str, header: &'a Header) -> Self {
        Self {
            kind: "fact",
            of: format!("{collection}/{}", header.id),
            period: None,
            part: String::new(),
            names: Names::Texts(vec![&header.name]),
        }
    }
}

struct Figures<'a> {
    model: &'a Model,
    locales: &'a [(String, Locale)],
    sources: &'a Sources,
    found: Vec<Figure<'a>>,
}

impl<'a> Figures<'a> {
    /// Those of indicators.
    fn measures(&mut self) {
        let model = self.model;
        for (_, target) in model.targets.all() {
            let header = model.indicators.get(target.indicator).header();
            let (period, part) = (Some(target.period.value), part(model, &target.part));
            let about = About { kind: "target", period, part, ..About::of("indicators", header) };
            self.add(
                about,
                &target.promise.value,
                target.promise.value.span,
                &target.header.citations,
            );
        }
        for (_, found) in model.observations.all() {
            let header = model.indicators.get(found.indicator).header();
            let about = |kind| {
                let (period, part) = (Some(found.period.value), part(model, &found.part));
                About { kind, period, part, ..About::of("indicators", header) }
            };
            if let Some(value) = &found.value {
                self.add(about("observation"), value, found.value_at(), &found.header.citations);
            }
            if let Some(share) = &found.stated_share {
                self.add(about("share"), share, found.share_at(), &found.header.citations);
            }
        }
    }

    fn facts(&mut self, record: &'a dyn AnyRecord) {
        let header = record.any_header();
        for fact in facts_of(record) {
            let Some(value) = &fact.value else { continue };
            // A fact without a source of its own has that of its record.
            let citations =
                if fact.citations.is_empty() { &header.citations } else { &fact.citations };
            let names = Names::Texts(vec![&header.name, &fact.label]);
            let about = About { names, ..About::of(record.collection(), header) };
            self.add(about, value, fact.value_at, citations);
        }
    }

    /// What follows from the ledger for each target.
    fn computed(&mut self) {
        let model = self.model;
        let observations = ObservationsByIndicator::new(model);
        let measurings = Measurings::new(model);
        for (_, target) in model.targets.iter() {
            let reported = observations.of_part(target.indicator, &target.part);
            let progress = progress(&measurings, reported, target);
            let digits = Digits::of(&progress, model.site.cutoffs);
            self.result(&progress);
            let percent = |locale: &Locale, share| locale.percent(share, digits.of_share(share));
            let pace = |locale: &Locale, pace| locale.decimal(&round(pace, digits.pace));
            let mut add = |kind,
                           value: Option<Decimal>,
                           print: &dyn Fn(&Locale, Decimal) -> String| {
                let Some(value) = value else { return };
                let shown = self.locales.iter().map(|(_, locale)| print(locale, value)).collect();
                self.of_progress(&progress, kind, value, String::new(), shown);
            };
            add("completion", progress.completion, &percent);
            add("planned", progress.planned, &percent);
            add("pace", progress.pace, &pace);
        }
    }

    /// The result that a target is held against, if no one source states it.
    fn result(&mut self, progress: &Progress<'a>) {
        let Some(actual) = &progress.actual else { return };
        if matches!(&actual.from, ActualFrom::Reported(parts) if parts.len() == 1) {
            return;
        }
        let units = &self.model.units;
        let unit = self.model.indicators.get(progress.target.indicator).unit;
        let Some(value) = actual.value.quantity(Some(unit)) else { return };
        let Some(exact) = value.number.value() else { return };
        let shown = self.locales.iter().map(|(_, locale)| locale.quantity(&value, units));
        let shown = shown.collect();
        self.of_progress(progress, "result", exact, units.name(unit).to_owned(), shown);
    }

    fn of_progress(
        &mut self,
        progress: &Progress<'a>,
        kind: &'static str,
        value: Decimal,
        unit: String,
        shown: Vec<String>,
    ) {
        let target = progress.target;
        let header = self.model.indicators.get(target.indicator).header();
        let (period, part) = (Some(target.period.value), part(self.model, &target.part));
        let about = About { kind, period, part, ..About::of("indicators", header) };
        let reported = match progress.actual.as_ref().map(|actual| &actual.from) {
            Some(ActualFrom::Reported(parts)) => parts.as_slice(),
            _ => &[],
        };
        let reported = reported.iter().flat_map(|found| &found.header.citations);
        let citations: Vec<_> = target.header.citations.iter().chain(reported).collect();
        let figure = Written { value: value.normalize().to_string(), unit, ..Written::default() };
        self.push(about, figure, shown, target.promise.value.span, citations);
    }

    /// A figure in a text, which stands in one language.
    fn typed(&mut self, owner: Owner<'a>, typed: &Typed) {
        let nothing = || vec![String::new(); self.locales.len()];
        let (of, names, citations) = match owner {
            Owner::Site => {
                let title = &self.model.site.title;
                ("site".to_owned(), self.in_each(&[title]), Vec::new())
            }
            Owner::Record(record) => {
                let header = record.any_header();
                let of = format!("{}/{}", record.collection(), header.id);
                (of, self.in_each(&[&header.name]), header.citations.iter().collect())
            }
            Owner::Page(page) => {
                let citations = page.texts.get(typed.lang).map(|text| text.citations.iter());
                let citations = citations.into_iter().flatten().collect();
                (format!("pages/{}", page.path), self.titles(page), citations)
            }
        };
        let mut shown = nothing();
        typed.words.clone_into(&mut shown[typed.lang.index()]);
        let bound = typed.bound.as_ref();
        let period = bound.map(|(_, period)| *period);
        let about =
            About { kind: "text", of, period, part: String::new(), names: Names::Of(names) };
        let figure = Written {
            written: typed.words.clone(),
            bound: bound.map(|(id, period)| format!("{id} {period}")).unwrap_or_default(),
            ..Written::default()
        };
        self.push(about, figure, shown, typed.place, citations);
    }

    fn in_each(&self, names: &[&Text]) -> Vec<String> {
        let in_one = |lang: Lang| {
            let names = names.iter().map(|text| &*text.get_or_fallback(lang).1.text);
            names.collect::<Vec<_>>().join(" · ")
        };
        Lang::all(self.locales.len()).map(in_one).collect()
    }

    fn titles(&self, page: &Page) -> Vec<String> {
        let title = |lang| page.texts.get_or_fallback(lang).1.title.text.to_string();
        Lang::all(self.locales.len()).map(title).collect()
    }

    fn add(&mut self, about: About<'a>, value: &Quantity, at: Span, citations: &'a [Citation]) {
        let exact = |number: Number| {
            // A figure past 28 digits has no value; it is listed as it is written.
            number.value().map(|value| value.normalize().to_string()).unwrap_or_default()
        };
        let units = &self.model.units;
        let unit = value.unit.map(|unit| units.name(unit).to_owned());
        let figure = Written {
            written: self.sources.written(at).to_owned(),
            value: exact(value.number),
            upper: value.upper.map(exact).unwrap_or_default(),
            unit: unit.unwrap_or_default(),
            relation: value.relation,
            bound: String::new(),
        };
        let shown = self.locales.iter().map(|(_, locale)| locale.quantity(value, units)).collect();
        self.push(about, figure, shown, at, citations.iter().collect());
    }

    fn push(
        &mut self,
        about: About<'a>,
        figure: Written,
        shown: Vec<String>,
        at: Span,
        citations: Vec<&'a Citation>,
    ) {
        let About { kind, of, period, part, names } = about;
        let citations: Vec<_> = citations.into_iter().filter(|one| !one.is_later).collect();
        let known = citations.iter();
        let mut cited: Vec<_> =
            known.map(|one| self.model.sources.id(one.source).as_str()).collect();
        cited.dedup();
        let (last, names) = match names {
            Names::Texts(texts) => {
                (texts.last().map(|text| name(text)).unwrap_or_default(), self.in_each(&texts))
            }
            Names::Of(names) => (names.first().cloned().unwrap_or_default(), names),
        };
        let row = vec![
            kind.to_owned(),
            of,
            period.map(|period| period.to_string()).unwrap_or_default(),
            part.clone(),
            last,
            figure.written,
            figure.value,
            figure.upper,
            figure.unit,
            figure.relation.name().to_owned(),
            cited.join("; "),
            place(self.sources, at),
            figure.bound,
        ];
        let place = place(self.sources, at);
        self.found.push(Figure { at, row, shown, names, kind, period, part, citations, place });
    }
}

/// The part of an indicator, by the ids it is told by.
fn part(model: &Model, part: &Members) -> String {
    part.iter().map(|one| one.id(model).to_string()).collect::<Vec<_>>().join(" ")
}
