//! The values that fields hold: each type says once how it is read, shown and described.

use super::super::as_of::Knowing;
use super::super::resolve::{
    MAX_DECIMALS, decimals, measure, members, phrase, position, share, string, unit, web_address,
    year_starts,
};
use super::super::{
    Citation, Fact, Indicator, MarkdownText, Measure, MeasureOf, Members, NameStatus, Party,
    Phrase, Position, Ref, Text, When,
};
use super::field::{Address, Announced, Decimals, Field, Gauged, Input, Item, Kept, Share, Usual};
use super::visit::{Visit, visit_citations, visit_fact, visit_when};
use super::{AnyRef, Declared};
use crate::parse::fields::{
    expect_bool, expect_mapping, expect_one_of, expect_text, expect_u32, one_or_many,
};
use crate::parse::node::Node;
use crate::source::Spanned;
use crate::value::{Localized, Period, Quantity, Unit, YearStart};
use serde_json::{Value, json};

/// One of a few words.
pub trait Words: Copy + 'static {
    /// The words with what they stand for.
    const WORDS: &'static [(&'static str, Self)];
    /// What the keys of their words on pages start with, before the word.
    const KEYS: &'static str = "";
}

impl<T: Words> Item for T {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        expect_one_of(node, input.what, T::WORDS, input.sink)
    }

    fn schema() -> Value {
        json!({ "enum": T::WORDS.iter().map(|(word, _)| word).collect::<Vec<_>>() })
    }
}

/// Types that are read in one line and have nothing to show.
macro_rules! plain_items {
    ($($(#[doc = $doc:literal])* $type:ty, $form:ty, $schema:tt, |$node:ident, $input:ident| $read:expr;)*) => {$(
        $(#[doc = $doc])*
        impl Item<$form> for $type {
            fn read($node: &Node, $input: &mut Input<'_, '_>) -> Option<Self> {
                $read
            }

            fn schema() -> Value {
                json!($schema)
            }
        }
    )*};
}

plain_items! {
    u32, Usual, { "type": "integer", "minimum": 0 },
        |node, input| expect_u32(node, input.what, input.sink);
    /// A number of decimals.
    u8, Decimals, { "type": "integer", "minimum": 0, "maximum": MAX_DECIMALS },
        |node, input| decimals(Some(node), input.sink);
    Unit, Usual, { "type": "string" },
        |node, input| unit(input.cx, node, input.sink);
    bool, Usual, { "type": "boolean" },
        |node, input| expect_bool(node, input.what, input.sink);
    Box<str>, Usual, { "type": "string" },
        |node, input| string(Some(node), input.what, input.sink);
    Phrase, Usual, { "type": "string" },
        |node, input| phrase(Some(node), input.what, input.sink);
    Position, Usual, { "$ref": "#/$defs/position" },
        |node, input| position(node, input.sink);
    YearStart, Usual, { "$ref": "#/$defs/year-start" },
        |node, input| year_starts(node, input.sink);
}

impl Item for Period {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        input.cx.period_of_figure(node, input.what, input.year_start(), input.sink)
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        visitor.period(*self);
    }

    fn schema() -> Value {
        json!({ "$ref": "#/$defs/period" })
    }
}

impl Item<Share> for Spanned<Quantity> {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        Some(Self { value: share(input.cx, node, input.sink)?, span: node.span })
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        visitor.quantity(&self.value);
    }

    fn schema() -> Value {
        json!({ "$ref": "#/$defs/share" })
    }
}

impl<T: Item> Item for Spanned<T> {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        Some(Self { value: T::read(node, input)?, span: node.span })
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        self.value.visit(visitor);
    }

    fn schema() -> Value {
        T::schema()
    }
}

impl Item for Measure {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        measure(input.cx, node, input.sink)
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        if let MeasureOf::Figures(one) = self.of {
            visitor.refers(one.into());
        }
        self.filter.members.visit(visitor);
    }

    fn schema() -> Value {
        json!({ "$ref": "#/$defs/measure" })
    }
}

impl Item<Address> for Phrase {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        web_address(Some(node), input.what, input.sink)
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        visitor.link(self);
    }

    fn schema() -> Value {
        json!({ "type": "string", "format": "uri" })
    }
}

/// When something became known, where no part of it says so.
impl Item<Announced> for Period {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        input.cx.period(node, input.what, input.sink)
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        visitor.known_from(*self);
    }

    fn keep(&mut self, knowing: &Knowing<'_>, known: Kept) -> bool {
        known == Kept::Whole || knowing.has_come(self.first_day())
    }

    fn schema() -> Value {
        json!({ "$ref": "#/$defs/period" })
    }
}

impl Item for Text {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        input.cx.text(node, input.what, input.sink)
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        visitor.text(self);
    }

    fn schema() -> Value {
        json!({ "$ref": "#/$defs/text" })
    }
}

impl Item for MarkdownText {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        input.cx.markdown(Some(node), input.what, input.sink)
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        visitor.markdown(self);
    }

    fn schema() -> Value {
        json!({ "$ref": "#/$defs/markdown" })
    }
}

/// Forms by language.
impl Item for Localized<Vec<Phrase>> {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        let mut found = Vec::new();
        for (key, value) in expect_mapping(node, input.what, input.sink)? {
            let Some(lang) = input.cx.language(key, input.sink) else { continue };
            let phrases = one_or_many(value).iter().filter_map(|node| {
                let text = expect_text(node, input.what, input.sink)?;
                Some(Phrase { text: text.into(), span: node.span })
            });
            found.push((lang, phrases.collect()));
        }
        Self::new(found)
    }

    fn schema() -> Value {
        json!({ "$ref": "#/$defs/forms" })
    }
}

impl Item for Party {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        input.cx.party(node, input.what, input.sink)
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        match self {
            Self::Organization(one) => visitor.refers((*one).into()),
            Self::Named(name) => visitor.text(name),
        }
    }

    fn schema() -> Value {
        json!({ "$ref": "#/$defs/party" })
    }
}

impl<T: Declared> Item for Ref<T>
where
    AnyRef: From<Self>,
{
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        input.cx.reference(node, input.what, input.sink)
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        visitor.refers((*self).into());
    }

    fn schema() -> Value {
        json!({ "$ref": format!("#/$defs/id-of-{}", T::COLLECTION) })
    }
}

/// A figure of an indicator that could not be read says nothing.
impl Item<Gauged> for Ref<Indicator> {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        let one = <Self as Item>::read(node, input)?;
        input.cx.gauge(one).map(|_| one)
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        <Self as Item>::visit(self, visitor);
    }

    fn schema() -> Value {
        <Self as Item>::schema()
    }
}

/// Of which part a figure speaks; by default the whole.
impl Field for Members {
    fn decode(input: &mut Input<'_, '_>) -> Option<Self> {
        // A figure of a part that cannot be told is not one of the whole.
        input
            .take()
            .map_or_else(|| Some(Self::default()), |node| members(input.cx, node, input.sink))
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        Self::visit(self, visitor);
    }

    fn schema() -> Value {
        json!({ "$ref": "#/$defs/where" })
    }
}

/// Its date, or else when it was published, or else when the earliest of its sources was.
impl Field for When {
    fn decode(input: &mut Input<'_, '_>) -> Option<Self> {
        let (node, header) = (input.take(), input.header);
        Some(input.cx.when(node, header.published, &header.citations, input.sink))
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        visit_when(*self, visitor);
    }

    fn schema() -> Value {
        json!({ "$ref": "#/$defs/period" })
    }
}

/// In all languages, if nothing is said.
impl Field for Localized<NameStatus> {
    fn decode(input: &mut Input<'_, '_>) -> Option<Self> {
        let node = input.take();
        Some(input.cx.name_status(node, input.sink))
    }

    fn schema() -> Value {
        json!({ "$ref": "#/$defs/name-status" })
    }
}

/// A part of a record that becomes known for itself, or else with its record.
pub(in crate::model) trait Part {
    /// When it became known, where it says so.
    fn published(&self) -> Option<Period> {
        None
    }
    /// Where it comes from.
    fn citations(&self) -> &[Citation];
    /// The same, to leave out what is not known.
    fn citations_mut(&mut self) -> &mut Vec<Citation>;
    /// Shows what dates it, and its citations.
    fn visit_part<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        visitor.part(self.published(), self.citations());
        visit_citations(self.citations(), visitor);
    }
    /// Whether it is known.
    fn keep_part(&mut self, knowing: &Knowing<'_>, known: Kept) -> bool {
        let own = knowing.knows_part(self.published(), self.citations());
        knowing.reduce(self.citations_mut());
        own.unwrap_or(known == Kept::Whole)
    }
}

impl Part for Fact {
    fn citations(&self) -> &[Citation] {
        &self.citations
    }

    fn citations_mut(&mut self) -> &mut Vec<Citation> {
        &mut self.citations
    }
}

impl Item for Fact {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        input.cx.fact(node, input.sink)
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        visit_fact(self, visitor);
        self.visit_part(visitor);
    }

    fn keep(&mut self, knowing: &Knowing<'_>, known: Kept) -> bool {
        self.keep_part(knowing, known)
    }

    fn schema() -> Value {
        json!({ "$ref": "#/$defs/fact" })
    }
}
