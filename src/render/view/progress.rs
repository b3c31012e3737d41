//! Progress towards one target.

use super::{AssertedView, CiteRefView, FigureView, LinkView, TextView};
use crate::model::Status;
use crate::render::shape::{Word, digits, some_digits, word};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// Progress towards one target, with everything it was computed from.
#[derive(Debug, Clone, Serialize)]
pub struct ProgressView<'a> {
    /// The indicator, linked to its page.
    pub indicator: LinkView<'a>,
    /// The part of the indicator that the target is for, where it is for one.
    pub part: Option<String>,
    /// The same, and what the wording of the target adds to the indicator.
    pub scope: Option<TextView<'a>>,
    /// "at least RMB 40 billion".
    pub target: FigureView,
    /// Where a target to reach starts from.
    pub baseline: Option<FigureView>,
    /// The result so far, or missing.
    pub actual: FigureView,
    /// "first quarter of 2023": what the result covers.
    pub covers: Option<String>,
    /// What that share is called: "Completion", "Share used", "Share of the way".
    pub completion_label: String,
    /// "72.5%".
    pub completion: Option<String>,
    /// "24.7%": the share of the period gone, or planned.
    pub planned: Option<String>,
    /// "2.94": completion divided by planned share.
    pub pace: Option<String>,
    /// "+47.8 percentage points".
    pub gap: Option<String>,
    /// "RMB 11 billion": what is left to the target.
    pub remaining: Option<String>,
    /// The bar; `None` without a result.
    pub bar: Option<BarView>,
    /// The same bar with result, plan and target written at it.
    pub meter: Option<MeterView>,
    /// The marks of result and target, each once.
    pub cites: Vec<CiteRefView>,
    /// "72.5% of the target reached by 31 March 2023"; `None` without a result.
    pub verdict: Option<String>,
    /// The status.
    pub status: StatusView,
    /// There is more to say than that no result is published.
    pub has_status: bool,
    /// Why there is none, where it is not that no result is published.
    pub why_word: Option<String>,
    /// "calculated": beside the status, where another one is asserted.
    pub status_computed: Option<String>,
    /// What was asserted of the target, the latest first.
    pub asserted: Vec<AssertedView<'a>>,
    /// One sentence with all inputs.
    pub inputs: String,
    /// "At the same pace, …": what the pace would make by the end of the period.
    pub projection: Option<String>,
    /// Why a known figure is not counted here, or what is assumed.
    pub caveats: Vec<TextView<'a>>,
}

/// A horizontal bar: lengths in thousandths of its full width.
#[derive(Debug, Clone, Serialize)]
pub struct BarView {
    /// Filled length, 0 to 1000.
    #[serde(serialize_with = "digits")]
    pub value: u32,
    /// The value is larger than the bar can show.
    pub over: bool,
    /// Where the plan stands, 0 to 1000.
    #[serde(serialize_with = "some_digits")]
    pub tick: Option<u32>,
    /// The same in words.
    pub label: String,
}

/// A bar with texts: places are percentages of its width.
#[derive(Debug, Clone, Serialize)]
pub struct MeterView {
    /// Filled length.
    pub fill: String,
    /// Where the plan stands.
    pub tick: Option<String>,
    /// Where the target stands, if not at the end of the bar.
    pub target_tick: Option<String>,
    /// The result is more than the bar can show.
    pub is_cut: bool,
    /// The target has a line of its own on a phone alone: elsewhere there is room beside the plan.
    pub is_lifted: bool,
    /// Where the result stands: `inside` the filled part, `behind` it, or `below` the bar.
    #[serde(serialize_with = "word")]
    pub stands: &'static str,
    /// How high it is with the texts below the bar, in pixels.
    pub height: String,
    /// The result.
    pub result: MeterTextView,
    /// The planned share.
    pub plan: Option<MeterTextView>,
    /// The target.
    pub target: MeterTextView,
    /// All in words.
    pub label: String,
}

/// A text at a bar.
#[derive(Debug, Clone, Serialize)]
pub struct MeterTextView {
    /// The words.
    pub text: String,
    /// Where: a percentage of the width.
    pub x: String,
    /// Its baseline, in pixels from the top.
    pub y: String,
    /// Which end of it stands there: `start`, `middle`, `end`.
    pub anchor: &'static str,
}

/// The answer of the home page.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerView<'a> {
    /// Its sentence before the share.
    pub before: String,
    /// "72.5%"
    pub share: Option<String>,
    /// And behind it.
    pub after: String,
    /// The indicator and the day that the result covers, linked to the targets of the period.
    pub link: LinkView<'a>,
    /// The target in full.
    pub progress: ProgressView<'a>,
}

impl AnswerView<'_> {
    /// Its sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let share = self.share.as_deref().unwrap_or_default();
        [&*self.before, share, &*self.after].concat()
    }
}

/// A status in words, with its mark.
#[derive(Debug, Clone)]
pub struct StatusView {
    /// The word of a [`crate::model::Status`], or `no-target`, `stated`.
    pub key: &'static str,
    /// The word in the language of the page.
    pub word: String,
}

impl StatusView {
    /// The mark that goes with a status, whose shape differs from that of others.
    pub(in crate::render) fn mark(key: &str) -> &str {
        Status::tone_of(key).map_or(key, |tone| tone.key())
    }
}

impl Serialize for StatusView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut status = serializer.serialize_struct("StatusView", 2)?;
        status.serialize_field("mark", &Word(Self::mark(self.key)))?;
        status.serialize_field("word", &self.word)?;
        status.end()
    }
}
