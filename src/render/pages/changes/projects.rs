//! Projects that are new, went on, came to an end, or are told otherwise than before.

use super::{Parts, change};
use crate::model::changes::{
    Advance, Dropped, Field, FieldValue, Named, NewProject, RevisedProject,
};
use crate::model::{Project, Record, StageIndex};
use crate::render::names::stage_name;
use crate::render::scope::Scope;
use crate::render::view::{ChangeView, LinkView};

pub(super) fn new<'a>(scope: &Scope<'a>, all: &'a [NewProject]) -> Vec<ChangeView<'a>> {
    let changes = all.iter().map(|one| {
        let investment = one.investment.as_ref().map(|value| scope.quantity(value));
        let park = one.park.map(|park| scope.plain(scope.site.model.parks.get(park).name()));
        let new = scope.details([stage(scope, one.stage), park.map(str::to_owned), investment]);
        let parts = Parts { new, citations: &one.citations, ..Parts::default() };
        change(scope, link(scope, &one.project), parts)
    });
    changes.collect()
}

pub(super) fn advanced<'a>(scope: &Scope<'a>, all: &'a [Advance]) -> Vec<ChangeView<'a>> {
    let changes = all.iter().map(|one| {
        let parts = Parts {
            old: stage(scope, one.from),
            new: stage(scope, Some(one.to)),
            when: Some(scope.when(one.when)),
            note: one.text.as_ref().map(|text| scope.text(text).text.into_owned()),
            citations: &one.citations,
            ..Parts::default()
        };
        change(scope, link(scope, &one.project), parts)
    });
    changes.collect()
}

pub(super) fn dropped<'a>(scope: &Scope<'a>, all: &'a [Dropped]) -> Vec<ChangeView<'a>> {
    let changes = all.iter().map(|one| {
        let (new, when) = match one.end {
            Some((end, when)) => (stage(scope, Some(end)), Some(scope.when(when))),
            None => (Some(scope.t("change-gone", &[])), None),
        };
        let old = stage(scope, one.from);
        let words = match (&new, &old) {
            (Some(new), Some(old)) => {
                let args = [("name", new.as_str()), ("old", old.as_str())];
                Some(scope.t("change-ended", &args))
            }
            _ => None,
        };
        let parts = Parts { old, new, words, when, citations: &one.citations, ..Parts::default() };
        change(scope, link(scope, &one.project), parts)
    });
    changes.collect()
}

pub(super) fn revised<'a>(scope: &Scope<'a>, all: &'a [RevisedProject]) -> Vec<ChangeView<'a>> {
    let fields = all.iter().flat_map(|one| one.fields.iter().map(move |field| (one, field)));
    let changes = fields.map(|(one, field)| {
        let (old, new) = (value(scope, &field.old), value(scope, &field.new));
        // A name may have changed in another language alone.
        let is_elsewhere = old == new;
        let is_first = matches!(field.old, FieldValue::None) && !is_elsewhere;
        let words = match (is_elsewhere, is_first) {
            (true, _) => Some(scope.t("change-elsewhere", &[])),
            (_, true) => Some(scope.t("fate-new", &[("new", &new)])),
            _ => None,
        };
        let parts = Parts {
            what: Some(field_name(scope, field.field)),
            words,
            old: Some(old).filter(|_| !is_elsewhere),
            new: Some(new).filter(|_| !is_elsewhere),
            citations: &field.citations,
            ..Parts::default()
        };
        change(scope, link(scope, &one.project), parts)
    });
    changes.collect()
}

fn link<'a>(scope: &Scope<'a>, project: &'a Named<Project>) -> LinkView<'a> {
    match project.record {
        Some(one) => scope.link(scope.page_of(one), &project.name),
        None => scope.text(&project.name).into(),
    }
}

fn stage(scope: &Scope<'_>, stage: Option<StageIndex>) -> Option<String> {
    Some(stage_name(scope, stage?).text.into_owned())
}

fn field_name(scope: &Scope<'_>, field: Field) -> String {
    match field {
        Field::Date(one) => {
            let stage = stage(scope, Some(one)).unwrap_or_default();
            scope.t("field-date", &[("stage", &stage)])
        }
        other => scope.t(&format!("field-{}", other.key()), &[]),
    }
}

fn value(scope: &Scope<'_>, value: &FieldValue) -> String {
    match value {
        FieldValue::None => scope.t("not-stated", &[]),
        FieldValue::Text(text) => scope.plain(text).to_owned(),
        FieldValue::Texts(texts) => {
            let names: Vec<_> = texts.iter().map(|text| scope.plain(text)).collect();
            scope.locale.list(&names)
        }
        FieldValue::Quantity(quantity) => scope.quantity(quantity),
        FieldValue::Stage(one) => stage(scope, Some(*one)).unwrap_or_default(),
        FieldValue::When(when) => scope.when(*when),
    }
}
