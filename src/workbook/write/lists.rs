//! What a column may hold, for the lists that cells offer.

use super::super::labels::key;
use super::super::path::{Step, written};
use super::Wanted;
use super::flat::Flat;
use super::sheet::{ColumnOut, SheetOut, Writer};
use crate::parse::fields::one_or_many;
use crate::parse::node::Node;
use crate::schema::Shape;

/// Where the words come from that a column may hold.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Choice {
    /// The ids of the records of a sheet.
    Ids(&'static str),
    /// These words, in a column of the sheet of lists.
    Words(Vec<String>),
}

impl Writer<'_> {
    /// What a column may hold, and whether nothing else may stand there.
    pub(super) fn choice(
        &self,
        sheet: &SheetOut,
        column: &ColumnOut,
        sheets: &[SheetOut],
        wanted: Wanted<'_>,
    ) -> Option<(Choice, bool)> {
        let is_only = !matches!(column.shape, Shape::List(_) | Shape::Party);
        let words = self.words(sheet, column, wanted);
        if !words.is_empty() {
            return Some((Choice::Words(words), is_only));
        }
        let is_id = matches!(&column.path[..], [Step::Key(only)] if &**only == "id");
        let to = column.shape.collection().filter(|_| !is_id)?;
        if let Some(of) = sheets.iter().find(|one| one.collection == to && one.list.is_none()) {
            return Some((Choice::Ids(of.collection), is_only));
        }
        let words = self.settings(to).iter().filter_map(id_of).collect::<Vec<_>>();
        if words.is_empty() { None } else { Some((Choice::Words(words), is_only)) }
    }

    /// The words that a column may hold, where they are no records of the ledger.
    fn words(&self, sheet: &SheetOut, column: &ColumnOut, wanted: Wanted<'_>) -> Vec<String> {
        let list = sheet.list.as_deref();
        let Self { setting, shapes, names, .. } = *self;
        let flat = Flat { setting, shapes, names, collection: sheet.collection, list, between: "" };
        let steps = || flat.steps(&column.path);
        if column.path.is_empty() {
            return Vec::new();
        }
        if shapes.is_flag(sheet.collection, steps()) {
            return ["true", "false"].map(str::to_owned).into();
        }
        let words = shapes.words(sheet.collection, steps(), |code| setting.is_language(code));
        if !words.is_empty() {
            return words;
        }
        let keys: Vec<&str> =
            { list.into_iter() }.chain(column.path.iter().filter_map(Step::key)).collect();
        match (shapes.definition(sheet.collection, steps()), &keys[..]) {
            (Some("stage"), _) => wanted.stages.to_vec(),
            (_, ["status", "is"]) => self.settings("statuses").iter().filter_map(id_of).collect(),
            (_, [.., "where", dimension]) => {
                let mut dimensions = self.settings("dimensions").iter();
                let of = dimensions.find(|one| id_of(one).as_deref() == Some(*dimension));
                let members = of.and_then(|of| of.get("members"));
                members.map(one_or_many).unwrap_or_default().iter().filter_map(id_of).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A list of the settings.
    fn settings(&self, name: &str) -> &[Node] {
        let site = self.parsed.site.as_ref();
        site.and_then(|site| site.get(name)).map(one_or_many).unwrap_or_default()
    }
}

/// What stands at the head of a list of words.
pub(super) fn head(sheet: &SheetOut, column: &ColumnOut) -> String {
    let list = sheet.list.iter().map(|list| key(list));
    let path: Vec<Step> =
        std::iter::once(key(sheet.collection)).chain(list).chain(column.path.clone()).collect();
    written(&path)
}

fn id_of(node: &Node) -> Option<String> {
    node.get("id")?.as_str().map(str::to_owned)
}
