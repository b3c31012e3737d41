//! `wellspring list figures`: every figure of the ledger, as written and exactly.

use super::super::listing::Listing;
use super::sign_off::SignOff;
use super::{name, place};
use crate::model::{AnyRecord, Citation, Fact, Header, Members, Model, Record, Text, Visit};
use crate::pipeline::Compiled;
use crate::source::{Sources, Span};
use crate::value::{Number, Period, Quantity};

const COLUMNS: &[&str] = &[
    "kind", "of", "period", "part", "name", "written", "value", "upper", "unit", "relation",
    "source", "place",
];

pub(super) fn list(compiled: &Compiled) -> Option<Listing> {
    let rows = found(compiled)?.into_iter().map(|figure| figure.row).collect();
    Some(Listing { columns: COLUMNS, rows })
}

/// The sheet that is signed before all figures are published.
pub(super) fn sign_off(compiled: &Compiled) -> Option<SignOff> {
    let site = compiled.site.as_ref()?;
    let figures = found(compiled)?;
    Some(SignOff::new(&site.model, &site.locales, &figures))
}

/// Every figure, in the order of the ledger.
fn found(compiled: &Compiled) -> Option<Vec<Figure<'_>>> {
    let model = &compiled.site.as_ref()?.model;
    let mut figures = Figures { model, sources: &compiled.sources, found: Vec::new() };
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
    Some(figures.found)
}

/// A figure that is published.
pub(super) struct Figure<'a> {
    at: Span,
    row: Vec<String>,
    pub(super) value: Quantity,
    /// The record, or the indicator, that it is of, and what of it.
    pub(super) names: Vec<&'a Text>,
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
    names: Vec<&'a Text>,
}

impl<'a> About<'a> {
    fn of(collection: &str, header: &'a Header) -> Self {
        Self {
            kind: "fact",
            of: format!("{collection}/{}", header.id),
            period: None,
            part: String::new(),
            names: vec![&header.name],
        }
    }
}

struct Figures<'a> {
    model: &'a Model,
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
        struct Facts<'a>(Vec<&'a Fact>);
        impl<'a> Visit<'a> for Facts<'a> {
            fn fact(&mut self, fact: &'a Fact) {
                self.0.push(fact);
            }
        }
        let mut facts = Facts(Vec::new());
        record.show(&mut facts);
        let header = record.any_header();
        for fact in facts.0 {
            let Some(value) = &fact.value else { continue };
            // A fact without a source of its own has that of its record.
            let citations =
                if fact.citations.is_empty() { &header.citations } else { &fact.citations };
            let names = vec![&header.name, &fact.label];
            let about = About { names, ..About::of(record.collection(), header) };
            self.add(about, value, fact.value_at, citations);
        }
    }

    fn add(&mut self, about: About<'a>, value: &Quantity, at: Span, citations: &'a [Citation]) {
        let exact = |number: Number| {
            // A figure past 28 digits has no value; it is listed as it is written.
            number.value().map(|value| value.normalize().to_string()).unwrap_or_default()
        };
        let About { kind, of, period, part, names } = about;
        let known = citations.iter().filter(|one| !one.is_later);
        let mut cited: Vec<_> =
            known.map(|one| self.model.sources.id(one.source).as_str()).collect();
        cited.dedup();
        let unit = value.unit.map(|unit| self.model.units.name(unit).to_owned());
        let row = vec![
            kind.to_owned(),
            of,
            period.map(|period| period.to_string()).unwrap_or_default(),
            part.clone(),
            names.last().map(|text| name(text)).unwrap_or_default(),
            self.sources.written(at).to_owned(),
            exact(value.number),
            value.upper.map(exact).unwrap_or_default(),
            unit.unwrap_or_default(),
            value.relation.name().to_owned(),
            cited.join("; "),
            place(self.sources, at),
        ];
        self.found.push(Figure {
            at,
            row,
            value: *value,
            names,
            kind,
            period,
            part,
            citations: citations.iter().filter(|one| !one.is_later).collect(),
            place: place(self.sources, at),
        });
    }
}

/// The part of an indicator, by the ids it is told by.
fn part(model: &Model, part: &Members) -> String {
    part.iter().map(|one| one.id(model).to_string()).collect::<Vec<_>>().join(" ")
}
