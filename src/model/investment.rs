//! What a project invests.

use super::declared::{Input, Item, Visit};
use crate::diag::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::node::{Node, NodeKind};
use crate::source::Spanned;
use crate::value::{Quantity, Unit};
use std::ops::Deref;

/// What a project invests: an amount as its source states it, which it stands for, and what the
/// office makes of it in the currency of the site, where that is another one.
#[derive(Debug, Clone, Copy)]
pub struct Investment {
    stated: Spanned<Quantity>,
    converted: Option<Spanned<Quantity>>,
}

impl Deref for Investment {
    type Target = Spanned<Quantity>;

    fn deref(&self) -> &Spanned<Quantity> {
        &self.stated
    }
}

impl Investment {
    /// What the office makes of it in the currency of the site.
    #[must_use]
    pub const fn converted(&self) -> Option<&Spanned<Quantity>> {
        self.converted.as_ref()
    }

    /// The amount in a unit: as it is stated, or else converted.
    #[must_use]
    pub fn in_unit(&self, unit: Option<Unit>) -> Option<&Quantity> {
        let both = [Some(&self.stated), self.converted()].map(|one| one.map(|one| &one.value));
        both.into_iter().flatten().find(|amount| amount.unit == unit)
    }

    /// Whether it counts in a unit only as it was converted.
    #[must_use]
    pub fn is_converted_to(&self, unit: Option<Unit>) -> bool {
        self.stated.value.unit != unit && self.in_unit(unit).is_some()
    }
}

impl Item for Investment {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        let (cx, what) = (input.cx, input.what);
        if !matches!(node.kind, NodeKind::Mapping(_)) {
            let value = cx.money(node, what, input.sink)?;
            return Some(Self { stated: Spanned { value, span: node.span }, converted: None });
        }
        let mut fields = Fields::new(node, "an amount", input.sink)?;
        let value = fields.required("value");
        let converted = fields.required("converted");
        fields.finish(input.sink);
        let value_node = value?;
        let value = cx.money(value_node, "`value`", input.sink)?;
        let stated = Spanned { value, span: value_node.span };
        let converted_node = converted?;
        let converted = cx.money(converted_node, "`converted`", input.sink)?;
        let message = match cx.site_currency().map(Unit::Money) {
            None => "amounts are converted to the `currency` of `site.yaml`, which names none",
            own if value.unit == own => "the amount is in the currency of the site already",
            own if converted.unit != own => {
                "`converted` takes an amount in the currency of the site"
            }
            _ => {
                let converted = Spanned { value: converted, span: converted_node.span };
                return Some(Self { stated, converted: Some(converted) });
            }
        };
        input.sink.push(Diagnostic::new(Code::UnitMismatch, converted_node.span, message).help(
            "write `{ value: US$520 million, converted: RMB 3.7 billion }` on a site in CNY",
        ));
        None
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        visitor.quantity(&self.stated.value);
        self.converted.iter().for_each(|amount| visitor.quantity(amount));
    }

    fn schema() -> serde_json::Value {
        let money = serde_json::json!({ "$ref": "#/$defs/money" });
        serde_json::json!({ "anyOf": [money, {
            "type": "object",
            "properties": { "value": money, "converted": money },
            "required": ["value", "converted"],
            "additionalProperties": false,
        }] })
    }
}
