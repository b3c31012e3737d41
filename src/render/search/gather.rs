//! What a record says, as its page prints it.

use super::text::{Part, parts_of_html};
use crate::model::{
    AnyRef, Header, Indicator, MarkdownText, Model, Project, Ref, StageIndex, Target, Text, Visit,
};
use crate::render::names::{other_names, stage_name};
use crate::render::scope::Scope;
use crate::value::{Period, Quantity};

/// What is found of something, by where it stands; the first counts most.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    /// Its other names, and headings.
    pub(super) names: Vec<String>,
    /// Figures, dates, and names of what it has to do with.
    pub(super) facts: Vec<String>,
    /// Sentences.
    pub(super) text: Vec<String>,
    /// The park that it is in.
    pub(super) park: Option<usize>,
    /// The year that it is of.
    pub(super) year: Option<i16>,
}

/// Adds what a record says.
pub(super) fn record<'a>(scope: &Scope<'a>, one: AnyRef, fields: &mut Fields) {
    let record = scope.site.model.record(one);
    let header = record.any_header();
    fields.names.extend(other_names(scope, &header.name).into_iter().map(|name| name.text.into()));
    // The page of its park says where that is.
    let left_out = match one {
        AnyRef::Project(one) => scope.site.model.region_of_park(one).map(AnyRef::Region),
        _ => None,
    };
    let mut gather = Gather {
        scope,
        header,
        is_figure: false,
        promise: None,
        indicator: None,
        left_out,
        fields,
    };
    record.show(&mut gather);
    let park = |one: AnyRef| match one {
        AnyRef::Park(park) => Some(park.index()),
        _ => None,
    };
    fields.park = fields.park.or_else(|| park(one));
}

/// What a figure says, in one line.
pub(super) fn figure<'a>(scope: &Scope<'a>, one: AnyRef) -> String {
    let record = scope.site.model.record(one);
    let mut fields = Fields::default();
    let header = record.any_header();
    let promise = match one {
        AnyRef::Target(one) => Some(scope.site.model.targets.get(one)),
        _ => None,
    };
    let fields_of = &mut fields;
    let (indicator, left_out) = (None, None);
    let mut gather =
        Gather { scope, header, is_figure: true, promise, indicator, left_out, fields: fields_of };
    record.show(&mut gather);
    fields.facts.join(" · ")
}

/// The project that a figure is of.
pub(super) fn project_of(model: &Model, one: AnyRef) -> Option<Ref<Project>> {
    struct Found(Option<Ref<Project>>);
    impl Visit<'_> for Found {
        fn refers(&mut self, to: AnyRef) {
            if let AnyRef::Project(project) = to {
                self.0 = Some(project);
            }
        }
    }
    let mut found = Found(None);
    model.record(one).show(&mut found);
    found.0
}

struct Gather<'s, 'a> {
    scope: &'s Scope<'a>,
    header: &'a Header,
    /// It is a figure, and what it is of is known.
    is_figure: bool,
    /// The target that it is.
    promise: Option<&'a Target>,
    /// How many decimals its figures have.
    indicator: Option<&'a Indicator>,
    /// What it has to do with and its page does not say.
    left_out: Option<AnyRef>,
    fields: &'s mut Fields,
}

impl Gather<'_, '_> {
    fn fact(&mut self, fact: &str) {
        let facts = &mut self.fields.facts;
        if !fact.is_empty() && !facts.iter().any(|known| known == fact) {
            facts.push(fact.to_owned());
        }
    }
}

impl<'a> Visit<'a> for Gather<'_, 'a> {
    fn text(&mut self, text: &'a Text) {
        if !std::ptr::eq(text, &raw const self.header.name) {
            self.fact(self.scope.plain(text));
        }
    }

    fn words(&mut self, text: &'a Text) {
        let (lang, phrase) = text.get_or_fallback(self.scope.lang);
        let words = self.scope.words(phrase, lang);
        self.fact(&words);
    }

    fn markdown(&mut self, text: &'a MarkdownText) {
        let html = self.scope.html(text).html;
        self.fields.text.extend(parts_of_html(&html).into_iter().map(|Part { text, .. }| text));
    }

    fn refers(&mut self, to: AnyRef) {
        match to {
            // What something rests on is no part of what it says.
            AnyRef::Source(_) => return,
            AnyRef::Indicator(of) if self.is_figure => {
                self.indicator = Some(self.scope.site.model.indicators.get(of));
                return;
            }
            AnyRef::Project(_) if self.is_figure => return,
            _ if self.left_out == Some(to) => return,
            AnyRef::Park(park) => self.fields.park = self.fields.park.or(Some(park.index())),
            _ => {}
        }
        let name = self.scope.plain(&self.scope.site.model.record(to).any_header().name);
        self.fact(name);
    }

    fn quantity(&mut self, quantity: &'a Quantity) {
        let promise =
            self.promise.filter(|one| std::ptr::eq(&raw const one.promise.value.value, quantity));
        let figure = match (promise, self.promise) {
            (Some(target), _) => self.scope.promised(target),
            // Its baseline.
            (None, Some(_)) => self.scope.quantity(quantity),
            (None, None) => self.scope.shown(quantity, self.indicator),
        };
        self.fact(&figure);
    }

    fn period(&mut self, period: Period) {
        let date = self.scope.date(period);
        self.fact(&date);
        let day = period.first_day();
        if day <= self.scope.site.model.site.as_of {
            self.fields.year = self.fields.year.max(Some(day.year()));
        }
    }

    fn stage(&mut self, stage: StageIndex) {
        let name = stage_name(self.scope, stage).text;
        self.fact(&name);
    }
}
