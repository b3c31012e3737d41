//! Decodes `units` of `content/site.yaml`.

use super::super::Language;
use super::values::string;
use crate::diag::{Code, Diagnostic, Sink, closest};
use crate::parse::fields::{
    Fields, expect_list, expect_mapping, expect_one_of, expect_scalar, expect_str,
};
use crate::parse::identity::id;
use crate::parse::node::Node;
use crate::value::{
    Id, Localized, PluralForms, Unit, UnitDefinition, UnitFactor, UnitId, UnitKind, Units,
};
use icu_plurals::PluralCategory;
use rust_decimal::Decimal;

const PLURAL_CATEGORIES: &[(&str, PluralCategory)] = &[
    ("zero", PluralCategory::Zero),
    ("one", PluralCategory::One),
    ("two", PluralCategory::Two),
    ("few", PluralCategory::Few),
    ("many", PluralCategory::Many),
];

/// A unit as it is written.
struct Written<'a> {
    id: Id,
    node: &'a Node,
    kind: Option<(UnitKind, &'a Node)>,
    forms: Option<Localized<PluralForms>>,
    of: Option<(&'a str, &'a Node)>,
    factor: Option<Decimal>,
}

/// The units of the site: those built in, and its own.
pub fn units(site: &Node, languages: &[Language], sink: &mut Sink) -> Units {
    let mut units = Units::builtin();
    let nodes = site.get("units").and_then(|node| expect_list(node, "`units`", sink));
    let written = nodes.unwrap_or_default().iter();
    let written: Vec<_> = written.filter_map(|node| written_unit(node, languages, sink)).collect();
    let (mut multiples, others): (Vec<_>, Vec<_>) =
        written.into_iter().partition(|unit| unit.of.is_some());
    others.into_iter().for_each(|unit| add(&mut units, unit, None, sink));
    // A multiple may be a multiple of one that stands below it.
    loop {
        let (known, unknown): (Vec<_>, Vec<_>) = multiples
            .into_iter()
            .partition(|unit| unit.of.is_some_and(|(of, _)| units.unit(of).is_some()));
        multiples = unknown;
        if known.is_empty() {
            break;
        }
        for unit in known {
            let of = unit.of.and_then(|(name, node)| multiplied(&units, name, node, sink));
            add(&mut units, unit, of, sink);
        }
    }
    report_unknown(&units, &multiples, sink);
    // What is wrong has been told; what is measured in them need not be told again.
    multiples.into_iter().for_each(|unit| add(&mut units, unit, None, sink));
    units
}

fn written_unit<'a>(
    node: &'a Node,
    languages: &[Language],
    sink: &mut Sink,
) -> Option<Written<'a>> {
    let mut fields = Fields::new(node, "a unit", sink)?;
    let id_node = fields.required("id");
    let id = id_node.and_then(|node| id(node, sink));
    let kind_node = fields.optional("kind");
    let kind = kind_node
        .and_then(|node| Some((expect_one_of(node, "`kind`", &UnitKind::NAMED, sink)?, node)));
    let of_node = fields.optional("of");
    let of = of_node.and_then(|node| Some((expect_str(node, "`of`", sink)?, node)));
    let factor_node = fields.optional("factor");
    let factor = factor_node.and_then(|node| factor(node, sink));
    // A rate may be a number without a word.
    let is_rate = kind.is_some_and(|(kind, _)| kind == UnitKind::Rate);
    let forms_node = if is_rate { fields.optional("forms") } else { fields.required("forms") };
    let forms = forms_node.and_then(|node| unit_forms(node, languages, sink));
    let start = fields.start();
    fields.finish(sink);
    match (of_node, factor_node) {
        (Some(_), None) => sink.push(
            Diagnostic::new(Code::MissingField, start, "a multiple of a unit needs a `factor`")
                .help("add how many of that unit it is, as in `factor: 1000`"),
        ),
        (None, Some(factor)) => sink.push(
            Diagnostic::new(Code::MissingField, factor.span, "a `factor` needs a unit to multiply")
                .help("add the unit that it is a multiple of, as in `of: person`"),
        ),
        _ => {}
    }
    if forms.is_none() && !(is_rate && forms_node.is_none()) {
        return None;
    }
    Some(Written { id: id?, node: id_node?, kind, forms, of, factor })
}

/// How many of another unit a unit is: a number above zero.
fn factor(node: &Node, sink: &mut Sink) -> Option<Decimal> {
    let text = &expect_scalar(node, "`factor`", sink)?.text;
    let factor = Decimal::from_str_exact(text).ok().filter(|factor| *factor > Decimal::ZERO);
    if factor.is_none() {
        let message = format!("`factor` takes a number above zero, but this is `{text}`");
        sink.push(
            Diagnostic::new(Code::ImpossibleValue, node.span, message)
                .help("write how many of the other unit it is, as in `1000` or `0.5`"),
        );
    }
    factor
}

/// The unit that another is a multiple of; reported and `None` for money and percentages.
fn multiplied(units: &Units, name: &str, node: &Node, sink: &mut Sink) -> Option<UnitId> {
    if let Some(Unit::Named(of)) = units.unit(name) {
        return Some(of);
    }
    let message = format!("`{name}` has no multiples");
    sink.push(
        Diagnostic::new(Code::ImpossibleValue, node.span, message)
            .help("write amounts of money with their scale word, and percentages as they are"),
    );
    None
}

fn add(units: &mut Units, unit: Written<'_>, of: Option<UnitId>, sink: &mut Sink) {
    let stated = unit.kind.map(|(kind, _)| kind);
    let (kind, factor, root) = match of {
        None => (stated.unwrap_or(UnitKind::Count), UnitFactor::ONE, None),
        Some(of) => {
            let whole = units.get(of);
            let factor = unit.factor.and_then(|factor| whole.factor.times(factor));
            if let Some((kind, node)) = unit.kind.filter(|(kind, _)| *kind != whole.kind) {
                sink.push(other_kind(&unit, kind, node, whole));
            }
            if factor.is_none()
                && let (Some(_), Some((_, node))) = (unit.factor, unit.of)
            {
                let message = format!("`{}` is too large a multiple", unit.id);
                sink.push(Diagnostic::new(Code::ImpossibleValue, node.span, message));
            }
            (whole.kind, factor.unwrap_or(whole.factor), Some(whole.of.unwrap_or(of)))
        }
    };
    let (id, node) = (unit.id, unit.node);
    let definition =
        UnitDefinition { id: id.clone(), kind, factor, of: root, symbol: None, forms: unit.forms };
    if units.add(definition).is_none() {
        let message = format!("there is a unit `{id}` already");
        sink.push(
            Diagnostic::new(Code::DuplicateId, node.span, message).help("give it another id"),
        );
    }
}

fn other_kind(unit: &Written<'_>, kind: UnitKind, at: &Node, of: &UnitDefinition) -> Diagnostic {
    let message = format!(
        "`{}` is of kind `{}`, but it is a multiple of `{}`, which is of kind `{}`",
        unit.id,
        kind.name(),
        of.id,
        of.kind.name()
    );
    Diagnostic::new(Code::ImpossibleValue, at.span, message)
        .help("leave `kind` out: a multiple has that of its unit")
}

/// Reports multiples of units that do not exist, or that are multiples of them in turn.
fn report_unknown(units: &Units, unknown: &[Written<'_>], sink: &mut Sink) {
    for unit in unknown {
        let Some((of, node)) = unit.of else { continue };
        if unknown.iter().any(|other| other.id.as_str() == of) {
            let message = format!("`{}` is in the end a multiple of itself", unit.id);
            sink.push(
                Diagnostic::new(Code::ImpossibleValue, node.span, message)
                    .help("name a unit that is no multiple of it"),
            );
            continue;
        }
        let known = units.iter().map(|(_, definition)| definition.id.as_str());
        let help = match closest(of, known) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "name a unit such as `person` or `MW`, or another one of the site".to_owned(),
        };
        let message = format!("there is no unit `{of}`");
        sink.push(Diagnostic::new(Code::UnknownReference, node.span, message).help(help));
    }
}

fn unit_forms(
    node: &Node,
    languages: &[Language],
    sink: &mut Sink,
) -> Option<Localized<PluralForms>> {
    let entries = expect_mapping(node, "`forms`", sink)?;
    let forms = entries.iter().filter_map(|(key, value)| {
        let language = languages.iter().find(|language| language.code == key.text)?;
        let forms = match value.as_str() {
            Some(text) => PluralForms::same(text),
            None => plural_forms(value, sink)?,
        };
        Some((language.lang, forms))
    });
    let forms: Vec<_> = forms.collect();
    Localized::new(forms)
}

/// A word by plural category; `other` is needed.
fn plural_forms(node: &Node, sink: &mut Sink) -> Option<PluralForms> {
    let mut fields = Fields::new(node, "`forms`", sink)?;
    let other = string(fields.required("other"), "`other`", sink);
    let mut forms = PluralForms::same(&other.unwrap_or_default());
    for (name, category) in PLURAL_CATEGORIES {
        if let Some(form) = string(fields.optional(name), name, sink) {
            forms = forms.with(*category, &form);
        }
    }
    fields.finish(sink);
    Some(forms)
}
