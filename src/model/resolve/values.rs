//! Decodes figures, periods, citations and facts: what many records share.

use super::super::declared::Words;
use super::super::{Citation, Fact, NameStatus, Party, Per, Phrase, Standing, When};
use super::context::Context;
use crate::diag::{Code, Diagnostic, Sink};
use crate::locale::{Expect, of_column};
use crate::parse::fields::{
    Fields, expect_one_of, expect_scalar, expect_text, expect_u32, one_or_many,
};
use crate::parse::node::{Node, NodeKind, Style};
use crate::source::Span;
use crate::value::{
    Localized, Period, Quantity, Unit, ValueError, ValueErrorKind, YearStart, shrink,
};

const NAME_STATUSES: &[(&str, NameStatus)] =
    &[("official", NameStatus::Official), ("rendered", NameStatus::Rendered)];

/// How many decimals figures have at most where they are shown.
pub(in crate::model) fn decimals(node: Option<&Node>, sink: &mut Sink) -> Option<u8> {
    let node = node?;
    let n = expect_u32(node, "`decimals`", sink)?;
    if n > MAX_DECIMALS {
        let message =
            format!("`decimals` takes a whole number from 0 to {MAX_DECIMALS}, not `{n}`");
        sink.push(
            Diagnostic::new(Code::ImpossibleValue, node.span, message)
                .help(format!("write 0 to {MAX_DECIMALS}")),
        );
        return None;
    }
    u8::try_from(n).ok()
}

/// As many as a call may ask for.
pub(in crate::model) const MAX_DECIMALS: u32 = 12;

impl Context<'_> {
    /// A figure of the expected kind.
    pub(super) fn quantity(
        &self,
        node: &Node,
        what: &str,
        expect: Expect,
        sink: &mut Sink,
    ) -> Option<Quantity> {
        let scalar = expect_scalar(node, what, sink)?;
        match Quantity::parse(&scalar.text, self.lexicon, expect) {
            Ok(quantity) => Some(quantity),
            Err(mut error) => {
                if let (ValueErrorKind::MissingUnit, Expect::Money(currency))
                | (ValueErrorKind::MissingUnit, Expect::Unit(Unit::Money(currency))) =
                    (error.kind, expect)
                {
                    let (scale, n) = (self.scale(), self.languages.len());
                    let help = self.lexicon.money_help(&scalar.text, currency, scale, n);
                    error.help = help.or(error.help);
                }
                let code = match error.kind {
                    ValueErrorKind::MissingUnit => Code::MissingUnit,
                    ValueErrorKind::WrongUnit => Code::UnitMismatch,
                    ValueErrorKind::Impossible => Code::ImpossibleValue,
                    _ => Code::BadQuantity,
                };
                sink.push(at(code, node, &scalar.text, scalar.style, error));
                None
            }
        }
    }

    /// A figure that cannot be negative.
    pub(super) fn amount(
        &self,
        node: &Node,
        what: &str,
        expect: Expect,
        sink: &mut Sink,
    ) -> Option<Quantity> {
        let quantity = self.quantity(node, what, expect, sink)?;
        if quantity.number.coefficient.is_sign_negative() && !quantity.number.coefficient.is_zero()
        {
            let text = without_column(node.as_str().unwrap_or_default());
            let message = format!("{what} cannot be negative: `{text}`");
            sink.push(
                Diagnostic::new(Code::ImpossibleValue, node.span, message)
                    .help("leave the field out if nothing is known"),
            );
            return None;
        }
        Some(quantity)
    }

    /// An amount of money that cannot be negative; a site without a currency takes any.
    pub(in crate::model) fn money(
        &self,
        node: &Node,
        what: &str,
        sink: &mut Sink,
    ) -> Option<Quantity> {
        let expect = self.currency.map_or(Expect::Any, Expect::Money);
        let amount = self.amount(node, what, expect, sink)?;
        if matches!(amount.unit, Some(Unit::Money(_))) {
            return Some(amount);
        }
        let text = node.as_str().unwrap_or_default();
        let message = format!("{what} is an amount of money, but `{text}` names no currency");
        sink.push(Diagnostic::new(Code::MissingUnit, node.span, message).help(
            "write it with its currency, as in `CNY 29 billion`, or set `currency` in `site.yaml`",
        ));
        None
    }

    /// A period or a date, as precise as it is written.
    pub(in crate::model) fn period(
        &self,
        node: &Node,
        what: &str,
        sink: &mut Sink,
    ) -> Option<Period> {
        self.period_in(node, what, self.year_start, sink)
    }

    /// What a figure is for: a period, with reporting years that begin as is said, or the whole
    /// life of a project.
    pub(in crate::model) fn period_of_figure(
        &self,
        node: &Node,
        what: &str,
        start: Option<YearStart>,
        sink: &mut Sink,
    ) -> Option<Period> {
        if node.as_str().is_some_and(|text| text.trim() == Period::WHOLE) {
            return Some(Period::Whole);
        }
        self.period_in(node, what, start, sink)
    }

    fn period_in(
        &self,
        node: &Node,
        what: &str,
        start: Option<YearStart>,
        sink: &mut Sink,
    ) -> Option<Period> {
        let scalar = expect_scalar(node, what, sink)?;
        match self.read_period(&scalar.text, start) {
            Ok(period) => Some(period),
            Err(error) => {
                sink.push(at(Code::BadDate, node, &scalar.text, scalar.style, error));
                None
            }
        }
    }

    /// A period or a date in any form that records have.
    pub(super) fn read_period(
        &self,
        text: &str,
        start: Option<YearStart>,
    ) -> Result<Period, ValueError> {
        if let Some(named) = self.periods.iter().find(|named| named.id.as_str() == text.trim()) {
            return Ok(named.period);
        }
        let reporting = start.and_then(|start| start.read(text.trim()));
        reporting.unwrap_or_else(|| Period::parse(text, self.lexicon))
    }

    /// An optional period or date.
    pub(in crate::model) fn period_opt(
        &self,
        node: Option<&Node>,
        what: &str,
        sink: &mut Sink,
    ) -> Option<Period> {
        self.period(node?, what, sink)
    }

    /// One citation or a list of them.
    pub(in crate::model) fn citations(
        &self,
        node: Option<&Node>,
        sink: &mut Sink,
    ) -> Vec<Citation> {
        let nodes = node.map(one_or_many).unwrap_or_default();
        shrink(nodes.iter().filter_map(|node| self.citation(node, sink)).collect())
    }

    fn citation(&self, node: &Node, sink: &mut Sink) -> Option<Citation> {
        if let NodeKind::Scalar(_) = node.kind {
            let source = self.reference(node, "`source`", sink)?;
            return Some(Citation {
                source,
                quote: None,
                quote_lang: None,
                page: None,
                note: None,
                is_later: false,
            });
        }
        let mut fields = Fields::new(node, "a citation", sink)?;
        let source = fields.required("ref").and_then(|node| self.reference(node, "`ref`", sink));
        let quote = fields.optional("quote").and_then(|node| {
            let text = expect_text(node, "`quote`", sink)?;
            Some(Phrase { text: text.into(), span: node.span })
        });
        let quote_lang = string(fields.optional("lang"), "`lang`", sink);
        let page = string(fields.optional("page"), "`page`", sink);
        let note = self.text_opt(fields.optional("note"), "`note`", sink);
        fields.finish(sink);
        Some(Citation { source: source?, quote, quote_lang, page, note, is_later: false })
    }

    /// When something happened: its date, or else when it was published, or else when the
    /// earliest of its sources was.
    pub(in crate::model) fn when(
        &self,
        date: Option<&Node>,
        published: Option<Period>,
        citations: &[Citation],
        sink: &mut Sink,
    ) -> When {
        if let Some(node) = date {
            return self.period(node, "`date`", sink).map_or(When::Unknown, When::Dated);
        }
        self.known(published, citations).map_or(When::Unknown, When::KnownBy)
    }

    /// When something became known: as it says itself, or with the earliest of its sources.
    pub(in crate::model) fn known(
        &self,
        published: Option<Period>,
        citations: &[Citation],
    ) -> Option<Period> {
        let cited =
            citations.iter().filter_map(|citation| self.told.published[citation.source.index()]);
        published.or_else(|| cited.min_by_key(|period| period.first_day()))
    }

    /// A fact.
    pub(in crate::model) fn fact(&self, node: &Node, sink: &mut Sink) -> Option<Fact> {
        let mut fields = Fields::new(node, "a fact", sink)?;
        let label = fields.required("label").and_then(|node| self.name(node, "`label`", sink));
        let value_node = fields.optional("value");
        let value = value_node.and_then(|node| self.quantity(node, "`value`", Expect::Any, sink));
        let text_node = fields.optional("text");
        let text = self.words_opt(text_node, "`text`", sink);
        let status = fields
            .optional("status")
            .and_then(|node| expect_one_of(node, "`status`", Standing::WORDS, sink));
        let note = self.words_opt(fields.optional("note"), "`note`", sink);
        let per =
            fields.optional("per").and_then(|node| expect_one_of(node, "`per`", Per::WORDS, sink));
        let citations = self.citations(fields.optional("source"), sink);
        let start = fields.start();
        fields.finish(sink);
        if value_node.is_none() && text_node.is_none() {
            sink.push(
                Diagnostic::new(Code::MissingField, start, "a fact needs a `value` or a `text`")
                    .help("add `value: 500 MW`, or `text: …` where there is no figure"),
            );
        }
        let value_at = value_node.map_or(start, |node| node.span);
        Some(Fact { label: label?, value, value_at, text, status, note, per, citations })
    }

    /// The id of an organization, or a name written in place. A plain word of the letters that ids
    /// are made of is taken as an id, so that a slip in an id is found.
    pub(in crate::model) fn party(
        &self,
        node: &Node,
        what: &str,
        sink: &mut Sink,
    ) -> Option<Party> {
        if node.looks_like_id() {
            return self.reference(node, what, sink).map(Party::Organization);
        }
        self.text(node, what, sink).map(Party::Named)
    }

    /// In which languages a name is the record's own; by default in all.
    pub(in crate::model) fn name_status(
        &self,
        node: Option<&Node>,
        sink: &mut Sink,
    ) -> Localized<NameStatus> {
        let official = || Localized::same(NameStatus::Official, self.languages.len());
        let Some(node) = node else { return official() };
        let what = "`name_status`";
        let NodeKind::Mapping(entries) = &node.kind else {
            let status = expect_one_of(node, what, NAME_STATUSES, sink);
            return status.map_or_else(official, |one| Localized::same(one, self.languages.len()));
        };
        let found: Vec<_> = entries
            .iter()
            .filter_map(|(key, value)| {
                let lang = self.language(key, sink)?;
                Some((lang, expect_one_of(value, what, NAME_STATUSES, sink)?))
            })
            .collect();
        Localized::new(found).unwrap_or_else(official)
    }
}

/// A plain string that is the same in every language.
pub(in crate::model) fn string(
    node: Option<&Node>,
    what: &str,
    sink: &mut Sink,
) -> Option<Box<str>> {
    expect_text(node?, what, sink).map(Into::into)
}

/// A text that is not empty, with its place.
pub(in crate::model) fn phrase(node: Option<&Node>, what: &str, sink: &mut Sink) -> Option<Phrase> {
    let node = node?;
    let text = expect_text(node, what, sink)?;
    Some(Phrase { text: text.into(), span: node.span })
}

/// A figure as its cell says it, without the unit of its column.
fn without_column(text: &str) -> &str {
    of_column(text).map_or(text, |read| read.figure)
}

/// The diagnostic of a value that cannot be read, at its place inside the scalar if the scalar
/// stands in the file as it is read.
fn at(code: Code, node: &Node, text: &str, style: Style, error: ValueError) -> Diagnostic {
    let inner = 1..1 + text.len();
    let whole = node.span.range().len();
    let span = match style {
        Style::Plain if whole == text.len() => node.span.part(error.range),
        Style::Quoted if whole == text.len() + 2 => {
            node.span.part(inner.start + error.range.start..inner.start + error.range.end)
        }
        _ => node.span,
    };
    let span = if span.start == span.end { Span { ..node.span } } else { span };
    Diagnostic::new(code, span, error.message).help_opt(error.help)
}
