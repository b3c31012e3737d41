//! What has changed since the edition before.

use super::cited;
use crate::model::changes::{
    Added, Changes as Found, Fate, Field, FieldValue, FigureChange, Named, PartOf, Stated,
};
use crate::model::{Citation, Model, Record, Text, When};
use crate::plan::Index;
use crate::render::data::DataSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};
use crate::render::site::RenderSite;
use crate::value::{Period, Quantity};
use std::borrow::Cow;

/// Every change, in the order of the page that tells them.
pub(super) struct Changes;

/// A change.
pub(super) struct Change<'m> {
    what: &'static str,
    /// The set that has the record, and its id there.
    collection: &'static str,
    record: &'m str,
    name: Option<&'m Text>,
    field: Option<&'static str>,
    period: Option<Period>,
    /// The part of the indicator, by the ids that it is told by.
    part: Vec<&'m str>,
    before: Side<'m>,
    now: Side<'m>,
    date: Option<Period>,
    citations: &'m [Citation],
}

/// What something was, or is.
#[derive(Default)]
struct Side<'m> {
    quantity: Option<Quantity>,
    word: Option<Cow<'m, str>>,
    texts: &'m [Text],
}

type C = Column<Changes>;

const COLUMNS: &[C] = &[
    C::new("change", Kind::Word, |_, change| Cell::word(change.what)),
    C::new("collection", Kind::Word, |_, change| Cell::word(change.collection)),
    C::new("record", Kind::Word, |_, change| Cell::word(change.record)),
    C::new("name", Kind::Text, |_, change| change.name.map_or(Cell::Missing, Cell::Text)),
    C::new("field", Kind::Word, |_, change| change.field.map_or(Cell::Missing, Cell::word))
        .labelled("column-what"),
    C::new("period", Kind::Period, |_, change| super::period(change.period)),
    C::new("part", Kind::Words, |_, change| Cell::words(change.part.iter().copied())),
    C::new("before", Kind::Quantity, |_, change| change.before.quantity()),
    C::new("before_word", Kind::Word, |_, change| change.before.word()).labelled("column-before"),
    C::new("before_text", Kind::Texts, |_, change| Cell::Texts(change.before.texts))
        .labelled("column-before"),
    C::new("now", Kind::Quantity, |_, change| change.now.quantity()),
    C::new("now_word", Kind::Word, |_, change| change.now.word()).labelled("column-now"),
    C::new("now_text", Kind::Texts, |_, change| Cell::Texts(change.now.texts))
        .labelled("column-now"),
    C::new("date", Kind::Period, |_, change| super::period(change.date)),
    C::new("sources", Kind::References, |site, change| cited(site, change.citations)),
];

impl DataSet for Changes {
    type Row<'m> = Change<'m>;
    const NAME: &'static str = "changes";
    const TITLE: &'static str = "title-changes";

    fn columns() -> impl Iterator<Item = &'static C> {
        COLUMNS.iter()
    }

    fn rows<'m>(site: &'m RenderSite<'m>) -> impl Iterator<Item = Change<'m>> {
        let since = site.index.since();
        since.into_iter().flat_map(|since| rows(site.model, &since.changes))
    }

    fn exists(_: &Model, index: &Index) -> bool {
        index.since().is_some_and(|since| !since.changes.is_empty())
    }
}

impl<'m> Side<'m> {
    fn quantity(&self) -> Cell<'m> {
        self.quantity.map_or(Cell::Missing, Cell::Quantity)
    }

    fn word(&self) -> Cell<'m> {
        self.word.clone().map_or(Cell::Missing, Cell::Word)
    }

    fn of_word(word: Option<&'m str>) -> Self {
        Self { word: word.map(Cow::Borrowed), ..Self::default() }
    }

    fn of_value(model: &'m Model, value: &'m FieldValue) -> Self {
        let none = Self::default();
        match value {
            FieldValue::None => none,
            FieldValue::Text(text) => Self { texts: std::slice::from_ref(text), ..none },
            FieldValue::Texts(texts) => Self { texts, ..none },
            FieldValue::Quantity(quantity) => Self { quantity: Some(*quantity), ..none },
            FieldValue::Stage(stage) => Self::of_word(Some(model.site.stage(*stage).id.as_str())),
            FieldValue::When(When::Dated(date) | When::KnownBy(date)) => {
                Self { word: Some(date.to_string().into()), ..none }
            }
            FieldValue::When(When::Unknown) => none,
        }
    }

    fn of_stated(stated: Option<&'m Stated>) -> Self {
        let texts = stated.and_then(|stated| stated.claim.as_ref()).map(std::slice::from_ref);
        let quantity = stated.and_then(|stated| stated.value);
        Self { quantity, texts: texts.unwrap_or_default(), word: None }
    }
}

fn rows<'m>(model: &'m Model, changes: &'m Found) -> Vec<Change<'m>> {
    let mut rows = Vec::new();
    let stage = |stage| Some(model.site.stage(stage).id.as_str());
    for new in &changes.new_projects {
        let now = Side { quantity: new.investment, ..Side::of_word(new.stage.and_then(stage)) };
        let change = of("new-project", "projects", &new.project, &new.citations);
        rows.push(Change { now, ..change });
    }
    for one in &changes.advanced {
        let change = of("advanced-project", "projects", &one.project, &one.citations);
        let (before, now) = (Side::of_word(one.from.and_then(stage)), Side::of_word(stage(one.to)));
        rows.push(Change { before, now, date: one.when.date(), ..change });
    }
    for one in &changes.dropped {
        let change = of("dropped-project", "projects", &one.project, &one.citations);
        let before = Side::of_word(one.from.and_then(stage));
        let now = Side::of_word(one.end.and_then(|(end, _)| stage(end)));
        let date = one.end.and_then(|(_, when)| when.date());
        rows.push(Change { before, now, date, ..change });
    }
    for revised in &changes.revised {
        rows.extend(revised.fields.iter().map(|field| {
            let change = of("revised-project", "projects", &revised.project, &field.citations);
            let [before, now] = [&field.old, &field.new].map(|side| Side::of_value(model, side));
            let part = match field.field {
                Field::Date(reached) => stage(reached).into_iter().collect(),
                _ => Vec::new(),
            };
            Change { field: Some(field.field.key()), part, before, now, ..change }
        }));
    }
    rows.extend(changes.figures.iter().map(|one| figure(one, "observations")));
    rows.extend(changes.targets.iter().map(|one| figure(one, "targets")));
    for one in &changes.statuses {
        let change = of("status", "targets", &one.indicator, &one.citations);
        let [before, now] = [&one.old, &one.new].map(|side| Side::of_word(Some(side.status.key())));
        let part = ids(&one.part);
        rows.push(Change { period: Some(one.period), part, before, now, ..change });
    }
    rows.extend(changes.added.iter().map(|one| added(model, *one)));
    rows
}

fn of<'m, T>(
    what: &'static str,
    collection: &'static str,
    record: &'m Named<T>,
    citations: &'m [Citation],
) -> Change<'m> {
    Change { name: Some(&record.name), ..empty(what, collection, record.id.as_str(), citations) }
}

fn empty<'m>(
    what: &'static str,
    collection: &'static str,
    record: &'m str,
    citations: &'m [Citation],
) -> Change<'m> {
    Change {
        what,
        collection,
        record,
        name: None,
        field: None,
        period: None,
        part: Vec::new(),
        before: Side::default(),
        now: Side::default(),
        date: None,
        citations,
    }
}

fn ids(part: &[PartOf]) -> Vec<&str> {
    part.iter().map(|one| one.id.as_str()).collect()
}

/// A result or a target; the record is its indicator.
fn figure<'m>(one: &'m FigureChange, collection: &'static str) -> Change<'m> {
    let what = match (collection, one.fate) {
        ("targets", Fate::New) => "new-target",
        ("targets", Fate::Revised | Fate::Updated) => "revised-target",
        ("targets", Fate::Withdrawn) => "withdrawn-target",
        (_, Fate::New) => "new-result",
        (_, Fate::Revised) => "revised-result",
        (_, Fate::Updated) => "updated-result",
        (_, Fate::Withdrawn) => "withdrawn-result",
    };
    Change {
        period: Some(one.period),
        part: ids(&one.part),
        before: Side::of_stated(one.old.as_ref()),
        now: Side::of_stated(one.new.as_ref()),
        date: one.since.map(Period::Day),
        ..of(what, collection, &one.indicator, &one.citations)
    }
}

fn added(model: &Model, one: Added) -> Change<'_> {
    match one {
        Added::Park(one) => of_record("parks", model.parks.get(one), None),
        Added::Event(one) => {
            let event = model.events.get(one);
            of_record("events", event, event.when.date())
        }
        Added::Document(one) => {
            let document = model.documents.get(one);
            of_record("documents", document, document.date)
        }
        Added::Page(number) => empty("added", "pages", &model.pages[number].path, &[]),
    }
}

fn of_record<'m, T: Record>(
    collection: &'static str,
    record: &'m T,
    date: Option<Period>,
) -> Change<'m> {
    let (id, citations) = (record.id().as_str(), &record.header().citations);
    Change { name: Some(record.name()), date, ..empty("added", collection, id, citations) }
}
