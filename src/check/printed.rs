//! What calls print in the words of a language.

use super::Subject;
use crate::diag::Sink;
use crate::model::shortcode::{Shortcode, ShortcodeFigure, Shown, bind};
use crate::model::{Indicator, Ref};
use crate::parse::markdown::calls::{Call, in_words};
use crate::source::{FileId, Span};
use crate::value::{Lang, Period, Relation};
use rust_decimal::Decimal;

/// The call that a place has which the program fills in, without its place.
pub(super) fn call_in(written: &str) -> Option<Call> {
    let nowhere = Span::new(FileId::new(0), 0..0);
    in_words(written, nowhere, &mut Sink::default()).into_iter().next()
}

/// A figure as a language prints it.
pub(super) struct Printed {
    pub(super) words: String,
    pub(super) relation: Relation,
    /// It has fewer digits than the ledger, or is the number without its unit, so that another text
    /// may say it otherwise.
    pub(super) is_rounded: bool,
    /// The result that it is.
    pub(super) result_of: Option<(Ref<Indicator>, Period)>,
}

/// Prints what is called for.
#[derive(Clone, Copy)]
pub(super) struct Printer<'a>(pub(super) Subject<'a>);

impl<'a> Printer<'a> {
    fn figure(self, call: &Call) -> Option<Box<ShortcodeFigure<'a>>> {
        match bind(self.0.model, call, &mut Sink::default())? {
            Shortcode::Figure(figure) => Some(figure),
            Shortcode::Block(_) => None,
        }
    }

    /// What a call prints in a language, if it is a figure that is published.
    pub(super) fn printed(self, call: &Call, lang: Lang) -> Option<Printed> {
        let Subject { model, locales, .. } = self.0;
        let figure = self.figure(call)?;
        let (Shown::Quantity(whole) | Shown::Change(whole)) = figure.shown else { return None };
        let shown = figure.quantity_shown(model, locales)?;
        let is_bound = !matches!(shown.relation, Relation::Exactly | Relation::About);
        let has_fewer = shown != whole || call.argument("decimals").is_some();
        Some(Printed {
            words: figure.words(model, locales, lang)?,
            relation: shown.relation,
            is_rounded: (has_fewer && !is_bound) || shown.unit.is_none(),
            result_of: figure.result_of,
        })
    }

    /// The amount of the figure that a call prints.
    pub(super) fn amount(self, call: &Call) -> Option<Decimal> {
        let Shown::Quantity(quantity) = self.figure(call)?.shown else { return None };
        let amount = quantity.unit.and_then(|_| quantity.base_value(&self.0.model.units))?;
        Some(amount.normalize())
    }
}
