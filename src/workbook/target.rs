//! Which field a column is.

use super::beside::AllBeside;
use super::path::Step;
use crate::parse::node::{Key, Node};
use crate::schema::{Shape, Shapes};

/// What the cells of a column are read as.
#[derive(Debug, Clone)]
pub(super) struct Target {
    /// The path of the field in a record, or in an item of a list.
    pub(super) path: Vec<Step>,
    /// What the field takes.
    pub(super) shape: Shape,
    /// The unit of numbers that have none of their own.
    pub(super) unit: Option<Box<str>>,
    /// The unit of the sheet, for a column that says none.
    pub(super) unit_of_sheet: Option<Box<str>>,
    /// How records are named in it.
    pub(super) by: By,
    /// The words of which its cells name one, where they are no records.
    pub(super) words: Option<Box<str>>,
    /// What stands between several values of a cell.
    pub(super) split: Option<Box<str>>,
    /// The list that each cell is an item of.
    pub(super) item: Option<Item>,
    /// The stage of the second end, where cells are spans of time.
    pub(super) until: Option<Node>,
    /// Columns that say its unit and its period.
    pub(super) beside: AllBeside,
}

impl Target {
    /// Whether it is the stage that records are at.
    pub(super) fn is_stage(&self) -> bool {
        self.item.as_ref().is_some_and(|item| item.kind.key == STAGE.key)
    }

    /// Whether the head of its column may say a unit.
    pub(super) fn takes_unit(&self) -> bool {
        match &self.shape {
            Shape::List(items) => **items == Shape::Quantity,
            shape => *shape == Shape::Quantity,
        }
    }

    /// Whether it is the key of records.
    pub(super) fn is_id(&self) -> bool {
        self.item.is_none() && matches!(&self.path[..], [only] if only.key() == Some("id"))
    }
}

/// How a cell names a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Id,
    Name,
    Either,
}

/// An item of a list that a cell makes.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) kind: &'static ItemKind,
    /// What else the item says, the same for each cell of the column.
    pub(super) fixed: Vec<(Key, Node)>,
}

/// A short form by which a column is a part of a list: `{ milestone: started }` makes each cell
/// `milestones: [ { stage: started, date: … } ]`.
#[derive(Debug)]
pub(super) struct ItemKind {
    /// Its key in a mapping.
    pub(super) key: &'static str,
    /// The list.
    pub(super) list: &'static str,
    /// The field of an item that the value of the key is.
    pub(super) names: &'static str,
    /// The field that the cell is, if the mapping names no other.
    pub(super) value: &'static str,
    /// The collection of the items, where they are records of their own.
    pub(super) collection: Option<&'static str>,
}

/// What names of stages are looked up under.
pub(super) const STAGES: &str = "stages";

/// The short forms.
pub(super) const ITEMS: [ItemKind; 5] = [
    ItemKind {
        key: "milestone",
        list: "milestones",
        names: "stage",
        value: "date",
        collection: None,
    },
    ItemKind {
        key: "target",
        list: "targets",
        names: "indicator",
        value: "at_least",
        collection: Some("targets"),
    },
    ItemKind {
        key: "figure",
        list: "figures",
        names: "indicator",
        value: "value",
        collection: Some("observations"),
    },
    ItemKind { key: "fact", list: "facts", names: "label", value: "value", collection: None },
    ItemKind { key: "link", list: "links", names: "", value: "url", collection: None },
];

/// The milestone that a cell names: the stage that a record is at.
pub(super) static STAGE: ItemKind =
    ItemKind { key: "stage", list: "milestones", names: "", value: "stage", collection: None };

impl ItemKind {
    /// The list that the items stand in; none where rows of the sheet are such items.
    pub(super) fn list_in(&self, collection: &str) -> Option<&'static str> {
        if self.is_record_of(collection) { None } else { Some(self.list) }
    }

    /// A column whose cells are stages, in a collection whose records have no field of that name.
    pub(super) fn target(
        &'static self,
        text: &str,
        kind: Option<&'static Self>,
        collection: &str,
        shapes: &Shapes,
    ) -> Option<Target> {
        let is_it = kind.is_none() && text == self.key && self.is_of(collection, shapes);
        let is_field = shapes.fields(collection).any(|field| field == text);
        (is_it && !is_field).then(|| Target {
            path: vec![Step::Key(self.value.into())],
            shape: Shape::Reference(STAGES.to_owned()),
            unit: None,
            unit_of_sheet: None,
            by: By::Id,
            words: None,
            split: None,
            item: Some(Item { kind: self, fixed: Vec::new() }),
            until: None,
            beside: AllBeside::default(),
        })
    }

    /// Whether cells of several columns have the parts of the items, one behind the other.
    pub(super) fn is_parallel(&self) -> bool {
        self.key == "link"
    }

    /// Whether each cell is a record of the sheet's collection: a table with years as columns.
    pub(super) fn is_record_of(&self, collection: &str) -> bool {
        self.collection == Some(collection)
    }

    /// Whether records of a collection have it.
    pub(super) fn is_of(&self, collection: &str, shapes: &Shapes) -> bool {
        self.is_record_of(collection) || shapes.fields(collection).any(|field| field == self.list)
    }
}
