//! How it is said that a number is a floor, a ceiling, a guess, a range.

use crate::diag::{Code, Diagnostic};
use crate::locale::by_kind::WithOther;
use crate::locale::decode::{Decoder, Named, Part, likely, pattern, words};
use crate::parse::node::{Key, Node};
use crate::source::Span;
use crate::value::Relation;
use icu_plurals::PluralCategory;
use indexmap::IndexMap;
use std::collections::BTreeMap;

/// What kind of thing a figure is about; languages say "at least" differently for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::locale) enum Role {
    Money,
    Count,
    Percent,
    Unit,
}

/// By the plural category of a number, the one whose form its unit has.
pub(in crate::locale) type Governed = IndexMap<PluralCategory, PluralCategory>;

/// The words for relations of a language.
#[derive(Debug)]
pub(in crate::locale) struct RelationWords {
    relations: BTreeMap<Relation, OneRelation>,
    pub(in crate::locale) range: RangeWords,
}

words! {
    /// The words of any relation but a range.
    #[derive(Debug, Default)]
    OneRelation {
        /// Patterns with `{q}` (around a quantity) or `{n}` (around its digits); the number
        /// itself has none.
        print: Option<WithOther<Role>>,
        /// Categories of numbers whose units have the form of another category beside these
        /// words: 2 проекта, but не менее 2 проектов.
        forms: Governed,
        before: Vec<Box<str>>,
        inside: Vec<Box<str>>,
        after: Vec<Box<str>>,
    }
}

words! {
    /// The words of a range.
    #[derive(Debug)]
    RangeWords {
        print: Box<str> = pattern(&["low", "high"]),
        /// The same of two ends that each have their unit and relation; without one, as `print`.
        print_open: Option<Box<str>> as optional = |node, decoder| {
            pattern(&["low", "high"])(node, decoder).map(Some)
        },
        /// As of a relation.
        forms: Governed,
        /// What repeats its unit at both ends of a range.
        repeat: Vec<Role>,
        /// Between the ends of a range.
        between: Vec<Box<str>>,
        before: Vec<Box<str>>,
    }
}

impl Part for RelationWords {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        decoder.close(node, &Relation::NAMED.map(|(name, _)| name));
        let mut relations = BTreeMap::new();
        for (name, relation) in Relation::NAMED.into_iter().filter(|(_, r)| *r != Relation::Range) {
            let is_plain = relation == Relation::Exactly;
            let absent = is_plain.then(OneRelation::default);
            let words = decoder.field_or(node, name, absent, |part, decoder| {
                if !is_plain {
                    decoder.field_or(part, "print", None, |_, _| Some(()));
                }
                OneRelation::decode(part, decoder)
            });
            relations.extend(words.map(|words| (relation, words)));
        }
        Some(Self { relations, range: decoder.field(node, "range")? })
    }
}

impl RelationWords {
    /// The pattern that says a relation of such a figure; `None` for the number itself.
    pub(in crate::locale) fn pattern(&self, relation: Relation, role: Role) -> Option<&str> {
        self.relations.get(&relation)?.print.as_ref().map(|print| &**print.get(role))
    }

    /// Which forms units have beside the words of a relation; `None` for their own.
    pub(in crate::locale) fn governed(&self, relation: Relation) -> Option<&Governed> {
        let forms = match relation {
            Relation::Range => Some(&self.range.forms),
            _ => self.relations.get(&relation).map(|words| &words.forms),
        };
        forms.filter(|forms| !forms.is_empty())
    }

    /// Words before a number.
    pub(in crate::locale) fn before(&self) -> impl Iterator<Item = (&str, Relation)> {
        let range = self.range.before.iter().map(|word| (&**word, Relation::Range));
        self.read(|words| &words.before).chain(range)
    }

    /// Words right behind the digits.
    pub(in crate::locale) fn inside(&self) -> impl Iterator<Item = (&str, Relation)> {
        self.read(|words| &words.inside)
    }

    /// Words behind a number.
    pub(in crate::locale) fn after(&self) -> impl Iterator<Item = (&str, Relation)> {
        self.read(|words| &words.after)
    }

    fn read(
        &self,
        part: impl Fn(&OneRelation) -> &[Box<str>],
    ) -> impl Iterator<Item = (&str, Relation)> {
        let relations = self.relations.iter();
        relations.flat_map(move |(relation, words)| {
            part(words).iter().map(move |word| (&**word, *relation))
        })
    }
}

/// A pattern for all, or one for each kind of figure.
impl Part for WithOther<Role> {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let pattern = |node: &Node, decoder: &mut Decoder<'_>| {
            let is_inside = node.as_str().is_some_and(|text| text.contains("{n}"));
            pattern(if is_inside { &["n"] } else { &["q"] })(node, decoder)
        };
        if node.as_str().is_some() {
            return Some(Self { other: pattern(node, decoder)?, special: Vec::new() });
        }
        Self::decode(node, decoder, pattern)
    }
}

impl Part for Role {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        role(decoder.text(node)?, node.span, decoder)
    }
}

impl Named for Role {
    fn from_key(key: &Key, decoder: &mut Decoder<'_>) -> Option<Self> {
        role(&key.text, key.span, decoder)
    }
}

fn role(name: &str, span: Span, decoder: &mut Decoder<'_>) -> Option<Role> {
    const ROLES: [(&str, Role); 4] = [
        ("money", Role::Money),
        ("count", Role::Count),
        ("percent", Role::Percent),
        ("unit", Role::Unit),
    ];
    let found = ROLES.iter().find(|(known, _)| *known == name).map(|(_, role)| *role);
    if found.is_none() {
        let help = likely(name, ROLES.iter().map(|(name, _)| *name), "kinds");
        let message = format!("`{name}` is not a kind of figure");
        decoder.push(Diagnostic::new(Code::UnknownValue, span, message).help(help));
    }
    found
}
