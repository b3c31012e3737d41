//! Figures and blocks that texts take from the ledger: what each call means.
//!
//! The functions are a closed set (`functions`), their arguments are names with texts, numbers
//! and yes or no. A call is bound (`bind`) when the site is checked, which reports what is wrong
//! with it, and again by each page that prints it: nothing is kept between, so a text that has not
//! changed always prints the ledger as it is now.

mod arguments;
mod blocks;
mod change;
mod chart;
mod figure;
mod filter;
mod functions;
mod observed;
mod total;

pub(in crate::model) use total::Sums;

pub use blocks::{Block, SummaryBy};
pub use chart::{Chart, Counted, TimelineOf};
pub use filter::ProjectFilter;
pub use functions::{FUNCTIONS, Function, Kind};

use super::{Citation, Indicator, Invested, LeftOut, Model, Per, Ref, Standing, Text};
use crate::diag::Sink;
use crate::locale::{Locale, rounded, rounded_beside};
use crate::parse::markdown::calls::Call;
use crate::value::{Lang, Number, Period, Quantity};
use arguments::Arguments;

/// What a call stands for.
#[derive(Debug, Clone)]
pub enum Shortcode<'a> {
    /// A figure among words.
    Figure(Box<ShortcodeFigure<'a>>),
    /// A table, a list, cards or a chart.
    Block(Block),
}

/// A figure with everything that is said of it.
#[derive(Debug, Clone)]
pub struct ShortcodeFigure<'a> {
    /// The figure.
    pub shown: Shown<'a>,
    /// The indicator and the period of which it is the result as a whole.
    pub result_of: Option<(Ref<Indicator>, Period)>,
    /// The program computed it; no source states it.
    pub is_computed: bool,
    /// How many projects of the ledger a sum adds up.
    pub n_listed: Option<usize>,
    /// How many projects a sum leaves out, and how many it counts otherwise than they state.
    pub left_out: LeftOut,
    /// Why it is not computed, where all that it would follow from is published.
    pub uncalculated: Option<Uncalculated>,
    /// How far it can be relied upon.
    pub standing: Option<Standing>,
    /// The period that a rate refers to.
    pub per: Option<Per>,
    /// It must not be held against the target of its indicator.
    pub is_apart: bool,
    /// How many decimals it has at most, if it has its own: those of its indicator, or all where
    /// the call says how many, of what a target states, and of shares, which have their own.
    pub decimals: Option<u8>,
    /// Where it comes from.
    pub citations: Vec<&'a [Citation]>,
}

/// Why a figure is not computed from what is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uncalculated {
    /// It is not the same for all that the figures behind it may be.
    Inexact,
    /// Nothing is planned of a period that is over.
    Over,
    /// The figures give no such number, as zero has no share.
    Undefined,
}

impl Uncalculated {
    /// The key of its words.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Inexact => "figure-vague",
            Self::Over => "figure-over",
            Self::Undefined => "figure-undefined",
        }
    }
}

/// What is printed.
#[derive(Debug, Clone)]
pub enum Shown<'a> {
    /// A figure with its unit and relation.
    Quantity(Quantity),
    /// An amount by which a figure has changed, with its sign.
    Change(Quantity),
    /// Where a source has words and no figure.
    Words(&'a Text),
    /// Nothing is published.
    Missing,
}

impl<'a> ShortcodeFigure<'a> {
    fn new(shown: Shown<'a>) -> Self {
        Self {
            shown,
            result_of: None,
            is_computed: false,
            n_listed: None,
            left_out: LeftOut::default(),
            uncalculated: None,
            standing: None,
            per: None,
            is_apart: false,
            decimals: None,
            citations: Vec::new(),
        }
    }

    fn computed(shown: Shown<'a>) -> Self {
        Self { is_computed: true, ..Self::new(shown) }
    }

    fn missing() -> Self {
        Self::new(Shown::Missing)
    }

    /// What cannot be computed though all that it would follow from is published.
    fn uncalculated(why: Uncalculated) -> Self {
        Self { uncalculated: Some(why), ..Self::missing() }
    }

    /// The same with what its sum leaves out.
    fn leaving_out(self, sum: Invested) -> Self {
        Self { left_out: sum.left_out(), ..self }
    }

    /// The same without so many that may be meant or not, for their dates are not exact.
    fn without_undated(mut self, n: usize) -> Self {
        self.left_out.n_undated = n;
        self
    }

    /// What it prints in a language, without what stands beside it; `None` if nothing is published.
    #[must_use]
    pub fn words(&self, model: &Model, locales: &[(String, Locale)], lang: Lang) -> Option<String> {
        let locale = &locales[lang.index()].1;
        match (&self.shown, self.quantity_shown(model, locales)) {
            (Shown::Words(text), _) => Some(text.get_or_fallback(lang).1.text.to_string()),
            (Shown::Change(_), Some(Quantity { number, unit, .. })) => {
                Some(locale.change(number, unit, &model.units))
            }
            (_, quantity) => Some(locale.quantity(&quantity?, &model.units)),
        }
    }

    /// The figure with as many decimals as are shown of it, if it is one.
    #[must_use]
    pub fn quantity_shown(&self, model: &Model, locales: &[(String, Locale)]) -> Option<Quantity> {
        let (Shown::Quantity(quantity) | Shown::Change(quantity)) = &self.shown else {
            return None;
        };
        let decimals = self.decimals.or(model.site.decimals);
        // A change or a rest is never shown as nothing.
        Some(match self.is_computed {
            true => rounded_beside(locales, quantity, decimals, Number::plain(0)),
            false => rounded(locales, quantity, decimals),
        })
    }

    fn citing(mut self, citations: &'a [Citation]) -> Self {
        self.citations.push(citations);
        self
    }
}

/// Finds what a call stands for; what is wrong with it is reported.
pub fn bind<'a>(model: &'a Model, call: &Call, sink: &mut Sink) -> Option<Shortcode<'a>> {
    let function = functions::of(call, sink)?;
    let arguments = Arguments::new(model, call, function, sink)?;
    let mut figure = match function.name {
        "figure" => figure::figure(&arguments, sink)?,
        "total" => total::total(&arguments, sink)?,
        "share" => total::share(&arguments, sink)?,
        _ => return blocks::block(&arguments, function.name, sink).map(Shortcode::Block),
    };
    let is_amount = function.name != "share"
        && matches!(arguments.text("kind"), None | Some("observation" | "remaining"))
        && arguments.text("as") != Some("percent");
    if arguments.has("decimals") || !is_amount {
        figure.decimals = Some(u8::MAX);
    } else if let Some(id) = arguments.text("of").filter(|_| function.name == "figure")
        && let Some(indicator) = model.indicators.find(id)
    {
        figure.decimals = model.indicators.get(indicator).decimals;
    }
    if arguments.flag("link") == Some(false) {
        figure.citations.clear();
    }
    Some(Shortcode::Figure(Box::new(figure)))
}
