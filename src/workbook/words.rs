//! Words that fields take in place of records: members of dimensions, asserted statuses, choices of a
//! site's own fields, and words of the program, each with its name on pages.

use super::Setting;
use super::names::Names;
use super::path::Step;
use super::plan::SheetPlan;
use super::target::{ITEMS, Target};
use crate::parse::fields::one_or_many;
use crate::parse::node::Node;
use crate::schema::{Shape, Shapes};

/// The fields whose words pages name, and what the keys of these names begin with.
const NAMED: [(&str, &str, &str); 7] = [
    ("documents", "kind", "document-"),
    ("events", "kind", "event-"),
    ("indicators", "kind", "kind-"),
    ("indicators", "periodicity", "every-"),
    ("observations", "status", "standing-"),
    ("organizations", "kind", "organization-"),
    ("sources", "kind", "source-"),
];

/// What the names of the words of a field are looked up under.
#[derive(Debug, PartialEq, Eq)]
enum List<'t> {
    /// Members of a dimension.
    Members(&'t str),
    Statuses,
    /// Those of a field of a collection.
    Field(&'t str, &'t str),
}

impl<'t> List<'t> {
    fn of(collection: &'t str, target: &'t Target) -> Option<Self> {
        if !matches!(&target.shape, Shape::Word)
            && !matches!(&target.shape, Shape::List(items) if **items == Shape::Word)
        {
            return None;
        }
        let keys: Vec<&str> = target.path.iter().filter_map(Step::key).collect();
        let of_item = target.item.as_ref().and_then(|item| item.kind.collection);
        match keys[..] {
            [.., "where", dimension] => Some(Self::Members(dimension)),
            [.., "status", "is"] => Some(Self::Statuses),
            // Figures that stand in a project are observations.
            [list, field] => {
                let kind = ITEMS.iter().find(|kind| kind.list == list)?;
                Some(Self::Field(kind.collection?, field))
            }
            [field] => Some(Self::Field(of_item.unwrap_or(collection), field)),
            _ => None,
        }
    }

    fn key(&self) -> String {
        match self {
            Self::Members(dimension) => format!("where.{dimension}"),
            Self::Statuses => "status.is".to_owned(),
            Self::Field(collection, field) => format!("{collection}.{field}"),
        }
    }
}

/// What the names of the words of a column are looked up under.
pub(super) fn words_of(collection: &str, target: &Target) -> Option<Box<str>> {
    List::of(collection, target).map(|list| list.key().into())
}

/// Adds the names of the words that columns of sheets take.
pub(super) fn add_words<'p>(
    names: &mut Names,
    plans: impl Iterator<Item = &'p SheetPlan<'p>>,
    site: Option<&Node>,
    (setting, shapes): (&Setting<'_>, &Shapes),
) {
    let Some(site) = site else { return };
    for plan in plans {
        let targets = plan.columns.values().map(|column| &column.target);
        for list in targets.filter_map(|target| List::of(plan.kind.collection, target)) {
            let key = list.key();
            if names.of(&key).is_some() {
                continue;
            }
            let part = |list: &Node, id: &str| -> Option<Node> {
                let is_it = |one: &&Node| one.get("id").and_then(Node::as_str) == Some(id);
                one_or_many(list).iter().find(is_it).cloned()
            };
            let own = match list {
                List::Members(dimension) => site
                    .get("dimensions")
                    .and_then(|list| part(list, dimension)?.get("members").cloned()),
                List::Statuses => site.get("statuses").cloned(),
                List::Field(collection, field) => {
                    let own = site.get("fields").and_then(|fields| fields.get(collection));
                    own.and_then(|own| part(own, field)?.get("choices").cloned())
                }
            };
            if let List::Field(collection, field) = list
                && own.is_none()
            {
                for (word, name) in on_pages(collection, field, setting, shapes) {
                    names.add_word(&key, &word, &name, site.span);
                }
                continue;
            }
            names.add_setting(&key, own.as_ref());
        }
    }
}

/// The words of the program that a field takes, with what pages call them.
fn on_pages(
    collection: &str,
    field: &str,
    setting: &Setting<'_>,
    shapes: &Shapes,
) -> Vec<(String, String)> {
    let named = NAMED.iter().find(|(of, one, _)| *of == collection && *one == field);
    let Some((.., prefix)) = named else { return Vec::new() };
    let words = shapes.words(collection, [field], |code| setting.is_language(code));
    let own = &setting.locales[..setting.languages.len().min(setting.locales.len())];
    let name = |word: &String| {
        let key = format!("{prefix}{word}");
        let names = own.iter().filter_map(move |locale| locale.text(&key, &[]));
        let word = word.clone();
        names.map(move |name| (word.clone(), name)).collect::<Vec<_>>()
    };
    words.iter().flat_map(name).collect()
}
