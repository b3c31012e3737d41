//! What is known of an id, a figure, a call or a field, in every language of the site.

use super::Refusal;
use super::calls::{WrittenCall, calls};
use super::definition::record_at;
use super::names::find;
use super::position;
use super::state::{At, State};
use super::written::{Spot, Written, find_spot};
use crate::diag::{MessageLanguage, Sink};
use crate::locale::Locale;
use crate::model::shortcode::{Shortcode, bind};
use crate::model::{
    AnyRef, Citation, Indicator, Measurings, Model, ObservationsByIndicator, Progress, Ref, Text,
    facts_of, progress,
};
use crate::parse::markdown::calls::in_words;
use crate::pipeline::{Compiled, CompiledSite};
use crate::render::figure_words;
use crate::schema::documentation;
use crate::source::{FileId, Span};
use crate::value::{Lang, Period, Quantity};
use lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};
use std::ops::Range;

/// How many results of an indicator are told, the newest.
const N_RESULTS: usize = 6;

/// Stands below what may be another in a moment.
const BEHIND: &str = "as it was before the last change, which is being read";

/// What is known of what stands at a place.
pub(super) fn hover(state: &State, params: &HoverParams) -> Result<Option<Hover>, Refusal> {
    let place = &params.text_document_position_params;
    let Some(at) = state.at(&place.text_document.uri, place.position) else { return Ok(None) };
    let of_record = || {
        let (_, range, record) = record_at(state, place)?;
        let (_, site) = state.known()?;
        let told = Told::new(site, state.language());
        Some((range, told.record(find(&site.ledger, &record)?)))
    };
    let found = of_call(state, &at).or_else(of_record);
    let found = found.map(|(range, text)| match state.is_behind() {
        true => (range, format!("{text}\n\n_{}_", state.language().say(BEHIND))),
        false => (range, text),
    });
    let found = found.or_else(|| of_field(state, &at));
    let found = match found {
        // Where figures stand is known of a file as it was read.
        None if state.is_being_typed(&at.path) => return Err(Refusal::Later),
        None => of_figure(state, &at),
        found => found,
    };
    Ok(found.map(|(range, text)| {
        let contents = MarkupContent { kind: MarkupKind::Markdown, value: text };
        let range = Some(position::range(at.text, range));
        Hover { contents: HoverContents::Markup(contents), range }
    }))
}

/// What a call prints; inside a value that names a record, the record is meant.
fn of_call(state: &State, at: &At<'_>) -> Option<(Range<usize>, String)> {
    let is_there = |call: &WrittenCall| call.range.contains(&at.offset);
    let call = calls(at.text).into_iter().find(is_there)?;
    let named = state.names().at(&at.path, at.offset);
    if named.is_some_and(|named| call.inner.contains(&named.range.start)) {
        return None;
    }
    let (compiled, site) = state.known()?;
    let written = at.text[call.range.clone()].replace("\\\"", "\"");
    let nowhere = Span::new(FileId::new(0), 0..0);
    let bound = in_words(&written, nowhere, &mut Sink::default());
    let mut sink = Sink::default();
    let figure = match bind(&site.model, bound.first()?, &mut sink)? {
        Shortcode::Figure(figure) => figure,
        Shortcode::Block(_) => return None,
    };
    let rendered = compiled.render_site()?;
    let told = Told::new(site, state.language());
    let mut lines = told.in_each(|lang, _| figure_words(&rendered, &figure, lang));
    if figure.is_computed {
        lines.push(told.say("calculated from the ledger"));
    }
    let citations: Vec<_> = figure.citations.iter().copied().flatten().collect();
    lines.extend(told.sources(&citations));
    lines.extend(figure.standing.and_then(|standing| standing.key()).map(|key| told.status(key)));
    lines.extend(sink.iter().map(|problem| format!("_{}_", told.say(&problem.message))));
    Some((call.range, list(&lines)))
}

/// A figure of the ledger where it stands.
fn of_figure(state: &State, at: &At<'_>) -> Option<(Range<usize>, String)> {
    let (compiled, site) = state.known()?;
    let told = Told::new(site, state.language());
    let found = figures(compiled, &site.ledger, at)?;
    let Found { span, quantity, citations, status } = found;
    let units = &site.model.units;
    let mut lines = told.in_each(|_, locale| locale.quantity(&quantity, units));
    lines.extend(told.sources(&citations));
    lines.extend(status.map(|key| told.status(key)));
    Some((span.range(), list(&lines)))
}

/// A figure with what is said of it.
struct Found<'m> {
    span: Span,
    quantity: Quantity,
    citations: Vec<&'m Citation>,
    status: Option<&'static str>,
}

fn figures<'m>(compiled: &Compiled, model: &'m Model, at: &At<'_>) -> Option<Found<'m>> {
    let file = compiled.sources.by_path(&at.path)?;
    let is_there = |span: Span| {
        span.file == file && (span.range().start..=span.range().end).contains(&at.offset)
    };
    for one in model.observations.all().map(|(_, one)| one) {
        if let Some(value) = one.value.filter(|value| is_there(value.span)) {
            let citations = one.header.citations.iter().collect();
            let status = one.status.key();
            return Some(Found { span: value.span, quantity: value.quantity, citations, status });
        }
    }
    for one in model.targets.all().map(|(_, one)| one) {
        if is_there(one.promise.value.span) {
            let observations = ObservationsByIndicator::new(model);
            let reported = observations.of_part(one.indicator, &one.part);
            let status = Some(progress(&Measurings::new(model), reported, one).status.key());
            let citations = one.header.citations.iter().collect();
            let span = one.promise.value.span;
            return Some(Found { span, quantity: one.promised(), citations, status });
        }
    }
    for project in model.projects.records() {
        if let Some(value) = project.investment.as_ref().filter(|value| is_there(value.span)) {
            let citations = project.header.citations.iter().collect();
            return Some(Found {
                span: value.span,
                quantity: value.value,
                citations,
                status: None,
            });
        }
    }
    let mut found = None;
    model.each_record(&mut |_, record| {
        let fact = facts_of(record).into_iter().find(|fact| is_there(fact.value_at));
        if let Some((fact, quantity)) = fact.and_then(|fact| Some((fact, fact.value?))) {
            let own = if fact.citations.is_empty() {
                &record.any_header().citations
            } else {
                &fact.citations
            };
            let status = fact.status.and_then(|status| status.key());
            found = Some(Found {
                span: fact.value_at,
                quantity,
                citations: own.iter().collect(),
                status,
            });
        }
    });
    found
}

/// What a field is for.
fn of_field(state: &State, at: &At<'_>) -> Option<(Range<usize>, String)> {
    let written = Written::new(&at.path, at.text);
    let expected = state.schemas().of_file(&at.path)?;
    let is_there = |_: &str, range: Range<usize>| (range.start..=range.end).contains(&at.offset);
    let Spot::Key { text, range, expected, .. } =
        find_spot(written.yaml.as_ref()?, &expected, &is_there)?
    else {
        return None;
    };
    let key = expected.keys().into_iter().find(|key| key.key == text)?;
    let language = state.language();
    let head = match key.is_required {
        true => language.say(&format!("`{text}` (required)")),
        false => format!("`{text}`"),
    };
    Some((range, format!("{head}\n\n{}", documentation(key.doc, language))))
}

fn list(lines: &[String]) -> String {
    let lines: Vec<_> = lines.iter().map(|line| format!("- {line}")).collect();
    lines.join("\n")
}

/// What is told of a site.
struct Told<'a> {
    site: &'a CompiledSite,
    locales: &'a [(String, Locale)],
    language: MessageLanguage,
}

impl<'a> Told<'a> {
    fn new(site: &'a CompiledSite, language: MessageLanguage) -> Self {
        Self { site, locales: &site.locales, language }
    }

    fn say(&self, english: &str) -> String {
        self.language.say(english)
    }

    /// A line for each language.
    fn in_each(&self, print: impl Fn(Lang, &Locale) -> String) -> Vec<String> {
        let langs = Lang::all(self.locales.len()).zip(self.locales);
        langs.map(|(lang, (code, locale))| format!("{code}: {}", print(lang, locale))).collect()
    }

    /// The names of something in all languages.
    fn text(text: &Text) -> String {
        let names: Vec<_> = text.iter().map(|(_, name)| &*name.text).collect();
        names.join(" · ")
    }

    /// A status in all languages.
    fn status(&self, key: &str) -> String {
        let word = |locale: &Locale| {
            let of_target = locale.text(&format!("status-{key}"), &[]);
            let word = of_target.or_else(|| locale.text(key, &[]));
            word.unwrap_or_else(|| key.to_owned())
        };
        let mut words: Vec<_> = self.locales.iter().map(|(_, locale)| word(locale)).collect();
        words.dedup();
        self.say(&format!("status: {}", words.join(" · ")))
    }

    /// A line for each source.
    fn sources(&self, citations: &[&Citation]) -> Vec<String> {
        let model = &self.site.ledger;
        let mut lines: Vec<String> = Vec::new();
        for citation in citations.iter().filter(|one| !one.is_later) {
            let header = &model.sources.get(citation.source).header;
            let mut line = format!("source: `{}` {}", header.id, Self::text(&header.name));
            if let Some(quote) = &citation.quote {
                line.push_str(&format!(": “{}”", quote.text.trim()));
            }
            let line = self.say(&line);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    fn record(&self, one: AnyRef) -> String {
        let model = &self.site.ledger;
        let record = model.record(one);
        let header = record.any_header();
        let mut head = self.say(&format!("record `{}` in `{}`", header.id, record.collection()));
        for (lang, name) in header.name.iter() {
            head.push_str(&format!("\n\n**{}** ({})", name.text, self.locales[lang.index()].0));
        }
        let mut lines = Vec::new();
        match one {
            AnyRef::Indicator(one) => lines.extend(self.indicator(one)),
            AnyRef::Project(one) => {
                let project = model.projects.get(one);
                if let Some(value) = &project.investment {
                    let units = &model.units;
                    lines.extend(self.in_each(|_, locale| locale.quantity(&value.value, units)));
                }
                let stage = project.stage(self.site.model.site.as_of);
                let stage = stage.map(|one| format!("stage: {}", model.site.stage(one).id));
                lines.extend(stage.map(|line| self.say(&line)));
            }
            AnyRef::Source(one) => {
                let source = model.sources.get(one);
                lines.extend(source.publisher.as_ref().map(Self::text));
                lines.extend(source.url.as_ref().map(|url| format!("<{}>", url.text)));
                let published = source.header.published.map(|day| format!("published: {day}"));
                lines.extend(published.map(|line| self.say(&line)));
            }
            _ => {}
        }
        lines.extend(self.sources(&header.citations.iter().collect::<Vec<_>>()));
        format!("{head}\n\n{}", list(&lines))
    }

    /// The newest results and targets of an indicator.
    fn indicator(&self, one: Ref<Indicator>) -> Vec<String> {
        let model = &self.site.ledger;
        let indicator = model.indicators.get(one);
        let labels = self.locales.iter();
        let mut labels: Vec<_> =
            labels.map(|(_, locale)| locale.unit_label(indicator.unit, &model.units)).collect();
        labels.dedup();
        let unit = model.units.name(indicator.unit);
        let mut lines = vec![self.say(&format!("unit: {unit} ({})", labels.join(" · ")))];
        let observations = ObservationsByIndicator::new(model);
        let measurings = Measurings::new(model);
        for (_, target) in model.targets.iter().filter(|(_, target)| target.indicator == one) {
            let reported = observations.of_part(one, &target.part);
            let found: Progress<'_> = progress(&measurings, reported, target);
            let line = self.figure("target for", *target.period, &target.promised());
            lines.push(self.with_status(line, Some(found.status.key())));
        }
        let mut results: Vec<_> = observations.of_whole(one).to_vec();
        results.sort_by_key(|one| std::cmp::Reverse(one.period.last_day()));
        for found in results.into_iter().take(N_RESULTS) {
            let Some(value) = &found.value else { continue };
            let line = self.figure("result for", *found.period, &value.quantity);
            lines.push(self.with_status(line, found.status.key()));
        }
        lines
    }

    fn with_status(&self, line: String, status: Option<&str>) -> String {
        match status {
            Some(key) => format!("{line} — {}", self.status(key)),
            None => line,
        }
    }

    fn figure(&self, what: &str, period: Period, quantity: &Quantity) -> String {
        let units = &self.site.model.units;
        let figures = self.locales.iter().map(|(_, locale)| locale.quantity(quantity, units));
        self.say(&format!("{what} {period}: {}", figures.collect::<Vec<_>>().join(" · ")))
    }
}
