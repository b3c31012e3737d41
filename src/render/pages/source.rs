//! One source and what rests on it.

use super::record::lead_of;
use super::{Page, sources};
use crate::model::{
    AnyRef, Citation, Observation, RecordKind, Ref, Source, Superseded, Target, each_citation_of,
};
use crate::plan::{CitedBy, PageKind, PagePlan};
use crate::render::layout::{About, layout};
use crate::render::names::missing_name;
use crate::render::scope::Scope;
use crate::render::view::source::CitedByGroupView;
use crate::render::view::{CitedByView, LinkView, SourceView, TextView};
use std::collections::BTreeMap;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "source",
        path: "sources/*/index.html",
        parent: Some(&sources::PAGE.kind),
        n_rows: |_, index, of| index.cited_by[of.number()].len(),
        ..PageKind::of_record(RecordKind::Source)
    },
    content: html!("source.html", of source),
};

/// One source and everything that rests on it.
fn source<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Source>) -> SourceView<'a> {
    let source = scope.site.model.sources.get(one);
    let published = source.header.published;
    let published = published.map(|date| Scope::own(scope.date(date)));
    let kind = source.kind.map(|kind| Scope::own(scope.t(kind.key(), &[])));
    let address = source.url.as_ref().map(|url| LinkView {
        text: (&*url.text).into(),
        href: Some(url.text.to_string()),
        lang: None,
    });
    let facts = [
        scope.fact_text_of("fact-publisher", source.publisher.as_ref()),
        Some(match published {
            Some(date) => scope.fact_text("fact-published", date),
            None => scope.fact_figure("fact-published", None),
        }),
        kind.map(|kind| scope.fact_text("fact-kind", kind)),
        Some(match address {
            Some(link) => scope.fact_links("fact-address", vec![link]),
            None => scope.fact_figure("fact-address", None),
        }),
    ];
    let cited_by = cited_by(scope, one);
    let about = About::of(scope, page).described(lead_of(scope, source.summary.as_ref()));
    SourceView {
        facts: scope.facts_view(page, facts),
        summary: scope.html_opt(source.summary.as_ref()),
        cited_by,
        note: scope.html_opt(source.header.note.as_ref()),
        page: layout(scope, page, about),
    }
}

/// The groups of what rests on a source: their titles, and the collections of their records.
const GROUPS: [(&str, &str); 14] = [
    ("title-targets", "targets"),
    ("observations", "observations"),
    ("title-projects", "projects"),
    ("title-parks", "parks"),
    ("title-industries", "industries"),
    ("title-organizations", "organizations"),
    ("events", "events"),
    ("title-documents", "documents"),
    ("regions", "regions"),
    ("title-indicators", "indicators"),
    ("categories", "categories"),
    ("dimensions", "dimensions"),
    ("title-glossary", "terms"),
    ("written-pages", PAGES),
];

/// What stands for a collection of written pages.
const PAGES: &str = "pages";

fn cited_by<'a>(scope: &Scope<'a>, source: Ref<Source>) -> Vec<CitedByGroupView<'a>> {
    let mut items: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for what in scope.rows(&scope.site.index.cited_by[source.index()]) {
        let (group, item) = cited_by_item(scope, source, *what);
        items.entry(group).or_default().push(item);
    }
    let groups = GROUPS.iter().filter_map(|(title, group)| {
        let items = items.remove(group)?;
        Some(CitedByGroupView { title: scope.t(title, &[]), id: format!("rests-{group}"), items })
    });
    let groups = groups.collect();
    debug_assert!(items.is_empty(), "every kind of record has a group: {:?}", items.keys());
    groups
}

fn cited_by_item<'a>(
    scope: &Scope<'a>,
    source: Ref<Source>,
    what: CitedBy,
) -> (&'static str, CitedByView<'a>) {
    let model = scope.site.model;
    match what {
        CitedBy::Record(AnyRef::Target(one)) => {
            let item = target_item(scope, source, model.targets.get(one));
            ("targets", as_earlier(scope, item, model.targets.revisions().get(one)))
        }
        CitedBy::Record(AnyRef::Observation(one)) => {
            let item = observation_item(scope, source, model.observations.get(one));
            ("observations", as_earlier(scope, item, model.observations.revisions().get(one)))
        }
        CitedBy::Record(one) => {
            let record = model.record(one);
            let mut citations = Vec::new();
            each_citation_of(record, &mut |citation| citations.push(citation));
            let link = scope.record(one);
            (one.kind().collection(), item(scope, source, link, citations.into_iter()))
        }
        CitedBy::Page(number) => {
            let page = &model.pages[number];
            let (_, text) = page.texts.get_or_fallback(scope.lang);
            let href = scope.href_opt(scope.page_of_text(number));
            let link = LinkView { href, ..scope.title_of(page).into() };
            (PAGES, item(scope, source, link, text.citations.iter()))
        }
    }
}

fn item<'a>(
    scope: &Scope<'a>,
    source: Ref<Source>,
    record: LinkView<'a>,
    citations: impl Iterator<Item = &'a Citation>,
) -> CitedByView<'a> {
    let quote = citations
        .filter(|citation| citation.source == source)
        .find_map(|citation| quote_of(scope, source, citation));
    CitedByView { record, what: None, quote }
}

fn quote_of<'a>(
    scope: &Scope<'a>,
    source: Ref<Source>,
    citation: &'a Citation,
) -> Option<TextView<'a>> {
    let lang =
        citation.quote_lang.as_deref().or(scope.site.model.sources.get(source).lang.as_deref());
    citation.quote.as_ref().map(|quote| scope.quote(quote, lang))
}

/// What was published, with the word that it has been published again since, if it has.
fn as_earlier<'a, T>(
    scope: &Scope<'_>,
    mut item: CitedByView<'a>,
    earlier: Option<&Superseded<T>>,
) -> CitedByView<'a> {
    if let (Some(what), Some(earlier)) = (&item.what, earlier) {
        let word = crate::render::revisions::superseded_word(scope, earlier.until);
        item.what = scope.details([Some(what.clone()), Some(word)]);
    }
    item
}

fn target_item<'a>(scope: &Scope<'a>, source: Ref<Source>, target: &'a Target) -> CitedByView<'a> {
    let link = scope.record(target.indicator);
    let value = scope.promised(target);
    let period = scope.short_date(*target.period);
    let mut item = item(scope, source, link, target.header.citations.iter());
    item.what = Some(scope.t("rests-figure", &[("period", &period), ("value", &value)]));
    item
}

fn observation_item<'a>(
    scope: &Scope<'a>,
    source: Ref<Source>,
    found: &'a Observation,
) -> CitedByView<'a> {
    let model = scope.site.model;
    let indicator = model.indicators.get(found.indicator);
    let mut link = scope.record(found.indicator);
    if let Some(part) = scope.part_name(&found.part) {
        link.text = scope.with_part(&link.text, &part).into();
    }
    let value = found.value.as_ref().map(|value| scope.shown(value, Some(indicator)));
    let value = value.or_else(|| found.claim.as_ref().map(|claim| scope.plain(claim).to_owned()));
    let value = value.or_else(|| found.missing.map(|missing| missing_name(scope, missing)));
    let value = value.and_then(|value| scope.details([Some(value), scope.standing(found.status)]));
    let period = scope.short_date(*found.period);
    let mut item = item(scope, source, link, found.header.citations.iter());
    item.what =
        value.map(|value| scope.t("rests-figure", &[("period", &period), ("value", &value)]));
    item
}
