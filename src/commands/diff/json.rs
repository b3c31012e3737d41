//! The changes as one JSON object, in ids, exact figures and ISO dates. `docs/guide.md` explains
//! its fields.

use crate::model::changes::{
    Added, Changes, Field, FieldChange, FieldValue, FigureChange, Named, PartOf, Position, Since,
    Stated, StatusChange,
};
use crate::model::{Citation, Model, Record, StageIndex, Text, When};
use crate::value::{Number, Quantity};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

/// Everything that has changed.
pub(super) fn object(model: &Model, since: &Since) -> Value {
    let changes = &since.changes;
    let told = Told { model };
    json!({
        "old": { "as_of": since.day.to_string() },
        "new": { "as_of": model.site.as_of.to_string() },
        "projects": told.projects(changes),
        "figures": changes.figures.iter().map(|one| told.figure(one)).collect::<Value>(),
        "targets": changes.targets.iter().map(|one| told.figure(one)).collect::<Value>(),
        "statuses": changes.statuses.iter().map(|one| told.status(one)).collect::<Value>(),
        "added": changes.added.iter().map(|one| told.added(*one)).collect::<Value>(),
    })
}

/// The ledger in whose terms changes are told.
struct Told<'a> {
    model: &'a Model,
}

impl Told<'_> {
    fn projects(&self, changes: &Changes) -> Value {
        let new = changes.new_projects.iter().map(|one| {
            let mut object = self.named(&one.project, &one.citations);
            object.insert("stage".to_owned(), self.stage(one.stage));
            let park = one.park.map(|park| self.model.parks.id(park).as_str());
            object.insert("park".to_owned(), park.into());
            object.insert("investment".to_owned(), self.quantity_opt(one.investment.as_ref()));
            Value::Object(object)
        });
        let advanced = changes.advanced.iter().map(|one| {
            let mut object = self.named(&one.project, &one.citations);
            object.insert("from".to_owned(), self.stage(one.from));
            object.insert("to".to_owned(), self.stage(Some(one.to)));
            object.insert("date".to_owned(), when(one.when));
            object.insert("text".to_owned(), self.text_opt(one.text.as_ref()));
            Value::Object(object)
        });
        let dropped = changes.dropped.iter().map(|one| {
            let mut object = self.named(&one.project, &one.citations);
            object.insert("from".to_owned(), self.stage(one.from));
            object.insert("to".to_owned(), self.stage(one.end.map(|(end, _)| end)));
            object.insert("date".to_owned(), one.end.map_or(Value::Null, |(_, day)| when(day)));
            Value::Object(object)
        });
        let revised = changes.revised.iter().map(|one| {
            let mut object = self.named(&one.project, &[]);
            object.remove("sources");
            let fields = one.fields.iter().map(|change| self.field(change));
            object.insert("fields".to_owned(), fields.collect());
            Value::Object(object)
        });
        json!({
            "new": new.collect::<Value>(),
            "advanced": advanced.collect::<Value>(),
            "dropped": dropped.collect::<Value>(),
            "revised": revised.collect::<Value>(),
        })
    }

    fn field(&self, change: &FieldChange) -> Value {
        let stage = match change.field {
            Field::Date(stage) => self.stage(Some(stage)),
            _ => Value::Null,
        };
        json!({
            "field": change.field.key(),
            "stage": stage,
            "old": self.value(&change.old),
            "new": self.value(&change.new),
            "sources": self.sources(&change.citations),
        })
    }

    fn value(&self, value: &FieldValue) -> Value {
        match value {
            FieldValue::None => Value::Null,
            FieldValue::Text(text) => self.text(text),
            FieldValue::Texts(texts) => texts.iter().map(|text| self.text(text)).collect(),
            FieldValue::Quantity(quantity) => self.quantity(quantity),
            FieldValue::Stage(stage) => self.stage(Some(*stage)),
            FieldValue::When(day) => when(*day),
        }
    }

    fn figure(&self, one: &FigureChange) -> Value {
        json!({
            "change": one.fate.key(),
            "indicator": one.indicator.id.as_str(),
            "name": self.text(&one.indicator.name),
            "period": one.period.to_string(),
            "part": ids(&one.part),
            "scope": self.text_opt(one.scope.as_ref()),
            "old": one.old.as_ref().map_or(Value::Null, |old| self.stated(old)),
            "new": one.new.as_ref().map_or(Value::Null, |new| self.stated(new)),
            "plan_changed": one.has_other_plan,
            "since": one.since.map(|day| day.to_string()),
            "sources": self.sources(&one.citations),
        })
    }

    fn stated(&self, stated: &Stated) -> Value {
        let standing = stated.standing.map(|standing| {
            let key = standing.key().and_then(|key| key.strip_prefix("standing-"));
            key.unwrap_or("reported")
        });
        json!({
            "value": self.quantity_opt(stated.value.as_ref()),
            "claim": self.text_opt(stated.claim.as_ref()),
            "status": standing,
        })
    }

    fn status(&self, one: &StatusChange) -> Value {
        json!({
            "indicator": one.indicator.id.as_str(),
            "name": self.text(&one.indicator.name),
            "period": one.period.to_string(),
            "part": ids(&one.part),
            "scope": self.text_opt(one.scope.as_ref()),
            "old": self.position(&one.old),
            "new": self.position(&one.new),
            "sources": self.sources(&one.citations),
        })
    }

    fn position(&self, position: &Position) -> Value {
        let share = |share: Option<Decimal>| share.map(|share| share.normalize().to_string());
        json!({
            "status": position.status.key(),
            "target": self.quantity(&position.target),
            "actual": self.quantity_opt(position.actual.as_ref()),
            "covers": position.covers.map(|day| day.to_string()),
            "completion": share(position.completion),
            "planned": share(position.planned),
            "pace": share(position.pace),
        })
    }

    fn added(&self, one: Added) -> Value {
        fn of<T: Record>(record: &T) -> (&str, &Text, &[Citation]) {
            (record.id().as_str(), record.name(), &record.header().citations)
        }
        let model = self.model;
        let (kind, (id, name, citations)) = match one {
            Added::Park(one) => ("park", of(model.parks.get(one))),
            Added::Event(one) => ("event", of(model.events.get(one))),
            Added::Document(one) => ("document", of(model.documents.get(one))),
            Added::Page(number) => {
                let page = &model.pages[number];
                let title = page.texts.map(|_, text| text.title.clone());
                let citations = &page.texts.get_or_fallback(model.site.default_lang()).1.citations;
                let (name, sources) = (self.text(&title), self.sources(citations));
                return json!({ "kind": "page", "id": &*page.path, "name": name, "sources": sources });
            }
        };
        json!({ "kind": kind, "id": id, "name": self.text(name), "sources": self.sources(citations) })
    }

    fn named<T>(&self, one: &Named<T>, citations: &[Citation]) -> Map<String, Value> {
        let mut object = Map::new();
        object.insert("id".to_owned(), one.id.as_str().into());
        object.insert("name".to_owned(), self.text(&one.name));
        object.insert("sources".to_owned(), self.sources(citations));
        object
    }

    fn sources(&self, citations: &[Citation]) -> Value {
        let mut ids: Vec<_> =
            citations.iter().map(|one| self.model.sources.id(one.source).as_str()).collect();
        ids.dedup();
        ids.into_iter().collect()
    }

    fn text(&self, text: &Text) -> Value {
        let languages = text.iter().map(|(lang, phrase)| {
            (self.model.site.language(lang).code.to_string(), (&*phrase.text).into())
        });
        Value::Object(languages.collect())
    }

    fn text_opt(&self, text: Option<&Text>) -> Value {
        text.map_or(Value::Null, |text| self.text(text))
    }

    fn stage(&self, stage: Option<StageIndex>) -> Value {
        stage.map_or(Value::Null, |stage| self.model.site.stage(stage).id.as_str().into())
    }

    fn quantity(&self, quantity: &Quantity) -> Value {
        let exact = |number: Number| number.value().map(|value| value.normalize().to_string());
        json!({
            "relation": quantity.relation.name(),
            "value": exact(quantity.number),
            "upper": quantity.upper.and_then(exact),
            "unit": quantity.unit.map(|unit| self.model.units.name(unit)),
        })
    }

    fn quantity_opt(&self, quantity: Option<&Quantity>) -> Value {
        quantity.map_or(Value::Null, |quantity| self.quantity(quantity))
    }
}

/// A date as it is stated, or the day by which it is known to have passed.
fn when(when: When) -> Value {
    match when {
        When::Dated(date) => date.to_string().into(),
        When::KnownBy(day) => json!({ "by": day.to_string() }),
        When::Unknown => Value::Null,
    }
}

fn ids(part: &[PartOf]) -> Value {
    part.iter().map(|one| one.id.as_str()).collect()
}
