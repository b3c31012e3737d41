//! Lists of records, and pages of events, documents and sources.

use super::chart::charts;
use super::chrome::{About, chrome};
use super::group::lead_of;
use super::scope::Scope;
use super::table;
use super::table::{TableKey, part_name, sorted};
use super::timeline::{date_words, standing};
use super::view::source::RestingGroupView;
use super::view::{FactView, LinkView, ListView, RecordView, RestingView, SourceView, TextView};
use crate::model::binding::Chart;
use crate::model::{
    AnyRef, Citation, Document, Event, Observation, Record, Ref, Source, Superseded, Target,
    each_citation_of,
};
use crate::plan::{Kind, PagePlan, Resting};

fn list<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    title: &str,
    lead: &str,
    key: TableKey,
) -> ListView<'a> {
    let tables = vec![table::table(scope, key)];
    let lead = scope.t(lead, &[]);
    let about = About::titled(Scope::own(scope.t(title, &[]))).described(lead.clone());
    ListView { lead, charts: Vec::new(), tables, page: chrome(scope, page, about) }
}

/// All indicators.
pub(super) fn indicators<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> ListView<'a> {
    // Before the table, in which sources are cited after those of the chart.
    let charts = charts(scope, &[("chart-indicators", Chart::Panels)]);
    let list = list(scope, page, "title-indicators", "lead-indicators", TableKey::Indicators);
    ListView { charts, ..list }
}

/// All industries.
pub(super) fn industries<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> ListView<'a> {
    list(scope, page, "title-industries", "lead-industries", TableKey::Industries)
}

/// All organizations.
pub(super) fn organizations<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> ListView<'a> {
    list(scope, page, "title-organizations", "lead-organizations", TableKey::Organizations)
}

/// All documents.
pub(super) fn documents<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> ListView<'a> {
    list(scope, page, "title-documents", "lead-documents", TableKey::Documents)
}

/// All sources.
pub(super) fn sources<'a>(scope: &mut Scope<'a>, page: &PagePlan) -> ListView<'a> {
    list(scope, page, "title-sources", "lead-sources", TableKey::Sources)
}

/// One event.
pub(super) fn event<'a>(scope: &mut Scope<'a>, page: &PagePlan, one: Ref<Event>) -> RecordView<'a> {
    let model = scope.site.model;
    let event = model.events.get(one);
    let course = event.course(&model.sources, model.site.as_of);
    let words = date_words(scope, event.when, course);
    let mut date = scope.fact_text("fact-date", Scope::own(words));
    date.cites = scope.cite(&event.header.citations);
    date.note = standing(scope, course).map(Scope::own);
    let mut facts = vec![date];
    if let Some(place) = &event.place {
        facts.push(scope.fact_text("fact-place", scope.text(place)));
    }
    if let Some(region) = event.region {
        let link = scope.record(Kind::Region(region), model.regions.get(region));
        facts.push(scope.fact_links("fact-region", vec![link]));
    }
    if let Some(park) = event.park {
        let link = scope.record(Kind::Park(park), model.parks.get(park));
        facts.push(scope.fact_links("fact-park", vec![link]));
    }
    let participants: Vec<_> = event.participants.iter().map(|party| scope.party(party)).collect();
    if !participants.is_empty() {
        facts.push(scope.fact_links("fact-participants", participants));
    }
    facts.extend(scope.facts(&event.facts, &event.header.citations));
    let projects = sorted(scope, &event.projects);
    let related: Vec<_> = projects
        .into_iter()
        .map(|one| scope.record(Kind::Project(one), model.projects.get(one)))
        .collect();
    let about =
        About::titled(scope.text(event.name())).described(lead_of(scope, event.summary.as_ref()));
    RecordView {
        kind: scope.t(event.kind.key(), &[]),
        facts,
        summary: scope.html_opt(event.summary.as_ref()),
        related,
        note: scope.html_opt(event.header.note.as_ref()),
        page: chrome(scope, page, about),
    }
}

/// One document.
pub(super) fn document<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    one: Ref<Document>,
) -> RecordView<'a> {
    let model = scope.site.model;
    let document = model.documents.get(one);
    let cites = scope.cite(&document.header.citations);
    let mut facts: Vec<FactView> = Vec::new();
    facts.push(match document.date {
        Some(date) => {
            let mut line = scope.fact_text("fact-date", Scope::own(scope.date(date)));
            line.cites = cites;
            line
        }
        None => scope.fact_missing("fact-date"),
    });
    if let Some(issuer) = &document.issuer {
        let link = scope.party(issuer);
        facts.push(scope.fact_links("fact-issuer", vec![link]));
    }
    if let Some(status) = &document.status {
        facts.push(scope.fact_text("fact-status", scope.text(status)));
    }
    if let Some(group) = &document.group {
        facts.push(scope.fact_text("fact-group", scope.text(group)));
    }
    let about = About::titled(scope.text(document.name()))
        .described(lead_of(scope, document.summary.as_ref()));
    RecordView {
        kind: scope.t(document.kind.key(), &[]),
        facts,
        summary: scope.html_opt(document.summary.as_ref()),
        related: Vec::new(),
        note: scope.html_opt(document.header.note.as_ref()),
        page: chrome(scope, page, about),
    }
}

/// One source and everything that rests on it.
pub(super) fn source<'a>(
    scope: &mut Scope<'a>,
    page: &PagePlan,
    one: Ref<Source>,
) -> SourceView<'a> {
    let source = scope.site.model.sources.get(one);
    let mut facts = Vec::new();
    if let Some(publisher) = &source.publisher {
        facts.push(scope.fact_text("fact-publisher", scope.text(publisher)));
    }
    facts.push(match source.header.published {
        Some(date) => scope.fact_text("fact-published", Scope::own(scope.date(date))),
        None => scope.fact_missing("fact-published"),
    });
    if let Some(kind) = source.kind {
        facts.push(scope.fact_text("fact-kind", Scope::own(scope.t(kind.key(), &[]))));
    }
    facts.push(match &source.url {
        Some(url) => {
            let link = LinkView {
                text: (&*url.text).into(),
                href: Some(url.text.to_string()),
                lang: None,
            };
            scope.fact_links("fact-address", vec![link])
        }
        None => scope.fact_missing("fact-address"),
    });
    let resting = resting(scope, one);
    let about =
        About::titled(scope.text(source.name())).described(lead_of(scope, source.summary.as_ref()));
    SourceView {
        facts,
        summary: scope.html_opt(source.summary.as_ref()),
        resting,
        note: scope.html_opt(source.header.note.as_ref()),
        page: chrome(scope, page, about),
    }
}

/// Key of the title and id of each group of records.
const GROUPS: [(&str, &str); 13] = [
    ("title-targets", "rests-targets"),
    ("observations", "rests-observations"),
    ("title-projects", "rests-projects"),
    ("title-parks", "rests-parks"),
    ("title-industries", "rests-industries"),
    ("title-organizations", "rests-organizations"),
    ("events", "rests-events"),
    ("title-documents", "rests-documents"),
    ("regions", "rests-regions"),
    ("title-indicators", "rests-indicators"),
    ("categories", "rests-categories"),
    ("title-glossary", "rests-terms"),
    ("written-pages", "rests-pages"),
];

/// The group of written pages.
const PAGES: usize = GROUPS.len() - 1;

const fn group_of(one: AnyRef) -> usize {
    match one {
        AnyRef::Target(_) => 0,
        AnyRef::Observation(_) => 1,
        AnyRef::Project(_) => 2,
        AnyRef::Park(_) => 3,
        AnyRef::Industry(_) => 4,
        AnyRef::Organization(_) => 5,
        AnyRef::Event(_) => 6,
        AnyRef::Document(_) | AnyRef::Source(_) => 7,
        AnyRef::Region(_) => 8,
        AnyRef::Indicator(_) => 9,
        AnyRef::Category(_) => 10,
        AnyRef::Term(_) => 11,
    }
}

fn resting<'a>(scope: &Scope<'a>, source: Ref<Source>) -> Vec<RestingGroupView<'a>> {
    let mut items: Vec<Vec<RestingView>> = GROUPS.iter().map(|_| Vec::new()).collect();
    let all = &scope.site.index.resting[source.index()];
    for what in scope.rows(all) {
        let (group, item) = resting_item(scope, source, *what);
        items[group].push(item);
    }
    GROUPS
        .iter()
        .zip(items)
        .filter(|(_, items)| !items.is_empty())
        .map(|((title, id), items)| RestingGroupView {
            title: scope.t(title, &[]),
            id: (*id).to_owned(),
            items,
        })
        .collect()
}

fn resting_item<'a>(
    scope: &Scope<'a>,
    source: Ref<Source>,
    what: Resting,
) -> (usize, RestingView<'a>) {
    let model = scope.site.model;
    match what {
        Resting::Record(AnyRef::Target(one)) => {
            let item = target_item(scope, source, model.targets.get(one));
            (0, as_earlier(scope, item, model.targets.revisions().get(one)))
        }
        Resting::Record(AnyRef::Observation(one)) => {
            let item = observation_item(scope, source, model.observations.get(one));
            (1, as_earlier(scope, item, model.observations.revisions().get(one)))
        }
        Resting::Record(one) => {
            let record = model.record(one);
            let mut citations = Vec::new();
            each_citation_of(record, &mut |citation| citations.push(citation));
            let mut link = scope.link_to(Kind::of(one), record.any_header());
            if let AnyRef::Term(_) = one {
                let anchor = format!("#term-{}", record.any_header().id);
                link.href = link.href.map(|href| href + &anchor);
            }
            (group_of(one), item(scope, source, link, citations.into_iter()))
        }
        Resting::Page(number) => {
            let (lang, text) = model.pages[number].texts.get_or_fallback(scope.lang);
            let kind = page_kind(scope, number);
            let lang = scope.foreign(lang);
            let link =
                LinkView { text: (&*text.title.text).into(), href: scope.href_opt(kind), lang };
            (PAGES, item(scope, source, link, text.citations.iter()))
        }
    }
}

/// The page that a written page is shown on.
pub(super) fn page_kind(scope: &Scope<'_>, number: usize) -> Kind {
    let page = &scope.site.model.pages[number];
    match (&*page.path, page.section()) {
        ("method", _) => Kind::Method,
        ("accessibility", _) => Kind::Accessibility,
        (path, Some(section)) if path.ends_with("/index") => {
            let found = scope.site.index.sections.iter().position(|known| known == section);
            found.map_or(Kind::Home, Kind::Section)
        }
        _ => Kind::Written(number),
    }
}

fn item<'a>(
    scope: &Scope<'a>,
    source: Ref<Source>,
    record: LinkView<'a>,
    citations: impl Iterator<Item = &'a Citation>,
) -> RestingView<'a> {
    let quote = citations
        .filter(|citation| citation.source == source)
        .find_map(|citation| quote_of(scope, source, citation));
    RestingView { record, what: None, quote }
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
    mut item: RestingView<'a>,
    earlier: Option<&Superseded<T>>,
) -> RestingView<'a> {
    if let (Some(what), Some(earlier)) = (&item.what, earlier) {
        let word = super::revisions::superseded_word(scope, earlier.until);
        item.what = Some(scope.t("name-with-part", &[("name", what), ("part", &word)]));
    }
    item
}

fn target_item<'a>(scope: &Scope<'a>, source: Ref<Source>, target: &'a Target) -> RestingView<'a> {
    let model = scope.site.model;
    let indicator = model.indicators.get(target.indicator);
    let link = scope.record(Kind::Indicator(target.indicator), indicator);
    let relation = target.promise.direction.relation();
    let value = scope.quantity(&target.promise.value.with_relation(relation));
    let period = scope.date(*target.period);
    let mut item = item(scope, source, link, target.header.citations.iter());
    item.what = Some(scope.t("rests-figure", &[("period", &period), ("value", &value)]));
    item
}

fn observation_item<'a>(
    scope: &Scope<'a>,
    source: Ref<Source>,
    found: &'a Observation,
) -> RestingView<'a> {
    let model = scope.site.model;
    let indicator = model.indicators.get(found.indicator);
    let mut link = scope.record(Kind::Indicator(found.indicator), indicator);
    if let Some(part) = part_name(scope, found) {
        link.text = scope.t("name-with-part", &[("name", &link.text), ("part", &part)]).into();
    }
    let value = found.value.as_ref().map(|value| scope.shown(value, Some(indicator)));
    let value = value.or_else(|| found.claim.as_ref().map(|claim| scope.plain(claim).to_owned()));
    let period = scope.date(*found.period);
    let mut item = item(scope, source, link, found.header.citations.iter());
    item.what =
        value.map(|value| scope.t("rests-figure", &[("period", &period), ("value", &value)]));
    item
}
