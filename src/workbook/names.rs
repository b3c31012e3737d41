//! Which record a name is of, for references that are made by name.

use super::Setting;
use super::ids::slug;
use super::path::Step;
use super::pattern::{squeezed, unmarked};
use super::plan::{Column, SheetPlan};
use super::target::STAGES;
use super::words::add_words;
use crate::model::OF_SETTINGS;
use crate::parse::fields::one_or_many;
use crate::parse::identity::Identity;
use crate::parse::node::{Node, NodeKind};
use crate::parse::records::{DataFile, Parsed};
use crate::schema::Shapes;
use crate::source::{Cell, FileId, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The field of other names, in every kind that has them.
const ALIASES: &str = "aliases";

/// The names of all records of the ledger.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<String, NamesOfCollection>);

#[derive(Debug, Default)]
pub(super) struct NamesOfCollection {
    ids: BTreeSet<String>,
    /// By the name as `squeezed` leaves it: the id, the name, and where it stands; the id is `None`
    /// if records have the name that are not one.
    by_name: BTreeMap<String, (Option<String>, String, Span)>,
}

impl NamesOfCollection {
    fn add(&mut self, id: &str, name: &str, span: Span) {
        self.ids.insert(id.to_owned());
        let entry = self.by_name.entry(squeezed(unmarked(name)));
        entry
            .and_modify(|(known, ..)| {
                if known.as_deref() != Some(id) {
                    *known = None;
                }
            })
            .or_insert_with(|| (Some(id.to_owned()), name.to_owned(), span));
    }

    pub(super) fn has_id(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// The record of that name: its id, if it is one.
    pub(super) fn find(&self, name: &str) -> Option<Option<&str>> {
        self.by_name.get(&squeezed(unmarked(name))).map(|(id, ..)| id.as_deref())
    }

    /// The names with their places.
    pub(super) fn known(&self) -> impl Iterator<Item = (&str, Span)> {
        self.by_name.values().map(|(_, name, span)| (name.as_str(), *span))
    }
}

impl Names {
    /// Of the records that were read and those that sheets will give.
    pub(super) fn new(
        parsed: &Parsed,
        plans: &[(FileId, Vec<SheetPlan<'_>>)],
        setting: &Setting<'_>,
        shapes: &Shapes,
    ) -> Self {
        let mut names = Self::default();
        let data = parsed.data.iter().flat_map(|data| std::iter::once(data).chain(&data.nested));
        for collection in OF_SETTINGS {
            let list = parsed.site.as_ref().and_then(|site| site.get(collection));
            names.add_setting(collection, list);
        }
        let has_stages =
            |plan: &SheetPlan<'_>| plan.columns.values().any(|column| column.target.is_stage());
        if plans.iter().flat_map(|(_, plans)| plans).any(has_stages)
            && let Some(site) = &parsed.site
        {
            let own = names.0.entry(STAGES.to_owned()).or_default();
            for (id, words) in super::adopt::words_of_stages(site, setting) {
                own.ids.insert(id.clone());
                words.iter().for_each(|word| own.add(&id, word, site.span));
            }
        }
        let sheets = plans.iter().flat_map(|(_, plans)| plans);
        add_words(&mut names, sheets, parsed.site.as_ref(), (setting, shapes));
        for data in data {
            names.add_file(data, setting);
        }
        for plan in plans.iter().flat_map(|(_, plans)| plans) {
            names.add_sheet(plan);
        }
        names
    }

    /// Those of a collection; without any none is known.
    pub(super) fn of(&self, collection: &str) -> Option<&NamesOfCollection> {
        self.0.get(collection)
    }

    fn add_file(&mut self, data: &DataFile, setting: &Setting<'_>) {
        let collection = data.outline.collection;
        let Some(key) = setting.kind(collection).and_then(|kind| kind.name_key) else { return };
        let own = self.0.entry(collection.to_owned()).or_default();
        let nodes = data.nodes.iter().flatten();
        for (identity, node) in data.outline.records.iter().zip(nodes) {
            let Identity::Named(name) = identity else { continue };
            own.ids.insert(name.id.to_string());
            for named in [key, ALIASES].into_iter().filter_map(|key| node.get(key)) {
                each_text(named, &mut |text, span| own.add(name.id.as_str(), text, span));
            }
        }
    }

    /// Records that stand in `site.yaml`, such as categories.
    pub(super) fn add_setting(&mut self, collection: &str, list: Option<&Node>) {
        let own = self.0.entry(collection.to_owned()).or_default();
        for record in list.map(one_or_many).unwrap_or_default() {
            let Some(id) = record.get("id").and_then(Node::as_str) else { continue };
            own.ids.insert(id.to_owned());
            if let Some(name) = record.get("name") {
                each_text(name, &mut |text, span| own.add(id, text, span));
            }
        }
    }

    /// A word of the program with a name of it.
    pub(super) fn add_word(&mut self, list: &str, word: &str, name: &str, span: Span) {
        self.0.entry(list.to_owned()).or_default().add(word, name, span);
    }

    fn add_sheet(&mut self, plan: &SheetPlan<'_>) {
        if plan.kind.name_key.is_none() || plan.part.is_some() {
            return;
        }
        let own = self.0.entry(plan.kind.collection.to_owned()).or_default();
        for row in plan.filled_rows().filter(|row| !plan.is_check(*row)) {
            let Some((id, _)) = id_of(plan, row) else { continue };
            own.ids.insert(id.clone());
            for cell in cells_named(plan, row, &[plan.kind.name_key.unwrap_or(""), ALIASES]) {
                own.add(&id, &cell.text(plan.text), plan.span(cell));
            }
        }
    }
}

/// The id of a row with the cell that gives it: its key, or else its name.
pub(super) fn id_of<'p>(plan: &SheetPlan<'p>, row: u32) -> Option<(String, &'p Cell)> {
    let by = |key: &str| {
        let keys = [key];
        let mut cells = cells_named(plan, row, &keys);
        cells.find_map(|cell| Some((own_id(plan, &cell.text(plan.text))?, cell)))
    };
    by("id").or_else(|| by(plan.kind.name_key?))
}

/// The id for a key or a name: that which the mapping gives it, or else one that is made of it.
fn own_id(plan: &SheetPlan<'_>, text: &str) -> Option<String> {
    let key = if plan.ids.is_empty() { String::new() } else { squeezed(text) };
    let given = plan.ids.iter().find(|(known, ..)| *known == key);
    given.map(|(.., id)| id.to_string()).or_else(|| slug(text))
}

/// The cells of a row that are some fields, or parts of these.
fn cells_named<'c, 'p>(
    plan: &'c SheetPlan<'p>,
    row: u32,
    keys: &'c [&'c str],
) -> impl Iterator<Item = &'p Cell> + 'c {
    let is_named = move |column: &Column| {
        let first = column.target.path.first().and_then(Step::key);
        column.target.item.is_none() && first.is_some_and(|first| keys.contains(&first))
    };
    let sheet = plan.sheet;
    let columns = plan.columns.iter().filter(move |(_, column)| is_named(column));
    columns.filter_map(move |(number, _)| sheet.cell(row, *number))
}

/// Every text of a value.
fn each_text(node: &Node, each: &mut dyn FnMut(&str, Span)) {
    match &node.kind {
        NodeKind::Scalar(scalar) => each(&scalar.text, node.span),
        NodeKind::Sequence(items) => items.iter().for_each(|item| each_text(item, each)),
        NodeKind::Mapping(entries) => {
            entries.iter().for_each(|(_, value)| each_text(value, each));
        }
        NodeKind::Null | NodeKind::Invalid => {}
    }
}
