//! How it is said that a number is a floor, a ceiling, a guess, a range.

use crate::diag::{Code, Diagnostic, closest, list_known};
use crate::locale::decode::Decoder;
use crate::parse::node::Node;
use crate::value::Relation;
use std::collections::BTreeMap;

/// What kind of thing a figure is about; languages say "at least" differently for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::locale) enum Role {
    Money,
    Count,
    Percent,
    Unit,
}

/// The words for relations of a language.
#[derive(Debug, Default)]
pub(in crate::locale) struct RelationWords {
    /// Patterns with `{q}` (around a quantity) or `{n}` (around its digits).
    print: BTreeMap<Relation, PrintPatterns>,
    /// Has `{low}` and `{high}`.
    pub(in crate::locale) range: Box<str>,
    /// The same of two ends that each have their unit and relation; without one, as `range`.
    pub(in crate::locale) open_range: Option<Box<str>>,
    /// What repeats its unit at both ends of a range.
    pub(in crate::locale) repeat: Vec<Role>,
    pub(in crate::locale) before: Vec<(Box<str>, Relation)>,
    pub(in crate::locale) inside: Vec<(Box<str>, Relation)>,
    pub(in crate::locale) after: Vec<(Box<str>, Relation)>,
    /// Between the ends of a range.
    pub(in crate::locale) between: Vec<Box<str>>,
}

#[derive(Debug)]
struct PrintPatterns {
    other: Box<str>,
    special: Vec<(Role, Box<str>)>,
}

impl RelationWords {
    pub(in crate::locale) fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let names = Relation::NAMED.map(|(name, _)| name);
        decoder.close(node, &names);
        let mut words = Self::default();
        for (name, relation) in Relation::NAMED {
            match relation {
                Relation::Range => {
                    decoder.part(node, name, |part, d| words.decode_range(part, d))?
                }
                Relation::Exactly if node.get(name).is_none() => {}
                _ => decoder.part(node, name, |part, d| words.decode_one(relation, part, d))?,
            }
        }
        Some(words)
    }

    fn decode_one(
        &mut self,
        relation: Relation,
        node: &Node,
        decoder: &mut Decoder<'_>,
    ) -> Option<()> {
        decoder.close(node, &["print", "before", "inside", "after"]);
        if relation != Relation::Exactly {
            let patterns = decoder.part(node, "print", PrintPatterns::decode)?;
            self.print.insert(relation, patterns);
        }
        let mut words = |key| {
            let words = decoder.texts(node.get(key)).into_iter();
            words.map(move |word| (word, relation))
        };
        self.before.extend(words("before"));
        self.inside.extend(words("inside"));
        self.after.extend(words("after"));
        Some(())
    }

    fn decode_range(&mut self, node: &Node, decoder: &mut Decoder<'_>) -> Option<()> {
        decoder.close(node, &["print", "print_open", "repeat", "between", "before"]);
        self.range = decoder.part(node, "print", |part, decoder| {
            decoder.pattern(part, &["low", "high"], &["low", "high"])
        })?;
        self.open_range = node
            .get("print_open")
            .and_then(|part| decoder.pattern(part, &["low", "high"], &["low", "high"]));
        for name in decoder.texts(node.get("repeat")) {
            self.repeat.push(role(&name, node, decoder)?);
        }
        self.between = decoder.texts(node.get("between"));
        let open = decoder.texts(node.get("before")).into_iter();
        self.before.extend(open.map(|word| (word, Relation::Range)));
        Some(())
    }

    /// The pattern that says a relation of such a figure; `None` for the number itself.
    pub(in crate::locale) fn pattern(&self, relation: Relation, role: Role) -> Option<&str> {
        let patterns = self.print.get(&relation)?;
        let special = patterns.special.iter().find(|(known, _)| *known == role);
        Some(special.map_or(&*patterns.other, |(_, pattern)| pattern))
    }
}

impl PrintPatterns {
    fn decode(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        if node.as_str().is_some() {
            return Some(Self { other: decode_pattern(node, decoder)?, special: Vec::new() });
        }
        let other = decoder.part(node, "other", decode_pattern);
        let mut special = Vec::new();
        for (key, value) in decoder.entries(node).iter().filter(|(key, _)| &*key.text != "other") {
            special.push((role(&key.text, node, decoder)?, decode_pattern(value, decoder)?));
        }
        Some(Self { other: other?, special })
    }
}

fn decode_pattern(node: &Node, decoder: &mut Decoder<'_>) -> Option<Box<str>> {
    let is_inside = node.as_str().is_some_and(|text| text.contains("{n}"));
    let slot = if is_inside { "n" } else { "q" };
    decoder.pattern(node, &[slot], &[slot])
}

fn role(name: &str, node: &Node, decoder: &mut Decoder<'_>) -> Option<Role> {
    const ROLES: [(&str, Role); 4] = [
        ("money", Role::Money),
        ("count", Role::Count),
        ("percent", Role::Percent),
        ("unit", Role::Unit),
    ];
    let found = ROLES.iter().find(|(known, _)| *known == name).map(|(_, role)| *role);
    if found.is_none() {
        let names = ROLES.map(|(name, _)| name);
        let help = match closest(name, names) {
            Some(likely) => format!("did you mean `{likely}`?"),
            None => format!("the kinds are {}", list_known(names)),
        };
        let message = format!("`{name}` is not a kind of figure");
        decoder.push(Diagnostic::new(Code::UnknownValue, node.span, message).help(help));
    }
    found
}
