//! Signs at names, as in ★Paper mill: they are no part of the name, and a remark of the record. In
//! a sheet without a mapping, which this program may have written, everything is as it stands.

use super::pattern::marked;
use super::plan::SheetPlan;
use crate::parse::node::{Key, Node, NodeKind, Scalar, Style};
use crate::source::Span;
use std::collections::BTreeMap;

/// The field of remarks, in every kind of record.
const NOTE: &str = "note";

/// What the signs of a sheet mean.
pub(super) struct Marks<'p> {
    plan: &'p SheetPlan<'p>,
    /// What the sheet says of each sign, for those that were asked for.
    meanings: BTreeMap<char, Option<String>>,
}

impl<'p> Marks<'p> {
    pub(super) const fn new(plan: &'p SheetPlan<'p>) -> Self {
        Self { plan, meanings: BTreeMap::new() }
    }

    /// Takes the signs out of the name of a record, and puts what they mean into its remark, in the
    /// language of the name.
    pub(super) fn take_from(&mut self, entries: &mut Vec<(Key, Node)>) {
        let Some(name_key) = self.plan.kind.name_key.filter(|_| self.plan.is_mapped) else {
            return;
        };
        let name = entries.iter_mut().find(|(key, _)| &*key.text == name_key);
        let Some((_, name)) = name else { return };
        let mut remarks = Vec::new();
        match &mut name.kind {
            NodeKind::Mapping(languages) => {
                for (language, text) in languages {
                    let span = text.span;
                    let marks = take(text);
                    remarks.extend(marks.map(|marks| (Some(language.clone()), span, marks)));
                }
            }
            _ => {
                let span = name.span;
                remarks.extend(take(name).map(|marks| (None, span, marks)));
            }
        }
        for (language, span, marks) in remarks {
            let remark = self.remark(&marks);
            add(entries, language, span, &remark);
        }
    }

    /// The signs, or what the sheet says of them outside its data.
    fn remark(&mut self, marks: &str) -> String {
        let plan = self.plan;
        let told = marks.chars().map(|mark| {
            let meaning = self.meanings.entry(mark).or_insert_with(|| meaning(plan, mark));
            meaning.clone().unwrap_or_else(|| mark.to_string())
        });
        told.collect::<Vec<_>>().join(" ")
    }
}

/// What a cell above or below the data says of a sign.
fn meaning(plan: &SheetPlan<'_>, mark: char) -> Option<String> {
    let data: Vec<u32> = plan.filled_rows().collect();
    let heads: Vec<Span> = plan.columns.values().map(|column| column.head.span).collect();
    let mut outside = plan.sheet.cells.iter().filter(|cell| data.binary_search(&cell.row).is_err());
    let said = outside.find_map(|cell| {
        let text = cell.text(plan.text);
        (text.contains(mark) && !heads.contains(&plan.span(cell))).then_some(text)
    })?;
    let said = said.trim();
    (marked(said).is_none_or(|(_, rest)| rest.chars().count() > 1)).then(|| said.to_owned())
}

/// Takes the signs at a text away.
fn take(text: &mut Node) -> Option<String> {
    let NodeKind::Scalar(scalar) = &mut text.kind else { return None };
    let (marks, name) = marked(&scalar.text)?;
    // It is not as it stands in the file, so that nothing has a place inside it.
    *scalar = Scalar { text: name.into(), style: Style::Quoted };
    Some(marks)
}

/// Adds to a remark, in a language or without one.
fn add(entries: &mut Vec<(Key, Node)>, language: Option<Key>, span: Span, remark: &str) {
    let new = || Node {
        span,
        kind: NodeKind::Scalar(Scalar { text: remark.into(), style: Style::Quoted }),
    };
    let whole = |language: Option<Key>| match language {
        Some(language) => Node { span, kind: NodeKind::Mapping(vec![(language, new())]) },
        None => new(),
    };
    let Some((_, known)) = entries.iter_mut().find(|(key, _)| &*key.text == NOTE) else {
        entries.push((Key { text: NOTE.into(), span }, whole(language)));
        return;
    };
    match (&mut known.kind, language) {
        (NodeKind::Mapping(languages), Some(language)) => {
            match languages.iter_mut().find(|(key, _)| key.text == language.text) {
                Some((_, own)) => prefix(own, remark),
                None => languages.push((language, new())),
            }
        }
        (NodeKind::Mapping(languages), None) => {
            languages.iter_mut().for_each(|(_, own)| prefix(own, remark));
        }
        (_, _) => prefix(known, remark),
    }
}

fn prefix(text: &mut Node, remark: &str) {
    if let NodeKind::Scalar(scalar) = &mut text.kind {
        let joined = format!("{remark}\n\n{}", scalar.text);
        *scalar = Scalar { text: joined.into(), style: Style::Quoted };
    }
}
