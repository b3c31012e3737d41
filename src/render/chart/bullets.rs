//! Several targets of a period side by side: how much of each is done, and how much was planned by
//! then. At least two targets of which something can be said.
//!
//! A result that is not exact has no completion, but is drawn between the shares that its ends make.
//! Where there are too many targets, those that stand worst are drawn, and the table has all.

use super::Empty;
use super::amount::{Amount, Span, axis, draw_across};
use super::axis::ValueAxis;
use super::bars::{Head, ticks};
use super::data::{TOLD, told, view, words};
use super::svg::{Anchor, Drawing, FULL, Label, NARROW};
use crate::model::{Method, Progress};
use crate::render::data::downloads;
use crate::render::draft::Draft;
use crate::render::order::targets_of;
use crate::render::progress::{completion_key, progress_view};
use crate::render::scope::{MISSING, Scope};
use crate::render::view::{CellView, ChartView, ProgressView};
use crate::value::Period;
use rust_decimal::Decimal;
use std::cmp::Reverse;

/// How many targets are drawn.
const SHOWN: usize = 20;

/// The most that a bar can show of a target, to either side: past it the bar is broken, and only
/// the figure tells.
const LONGEST: Decimal = Decimal::TWO;

/// Where a break stands from the end of its bar, in thousandths.
const BREAK: u32 = 30;

/// Draws the targets of a period.
pub(super) fn bullets<'a>(
    scope: &Scope<'a>,
    id: &str,
    period: Period,
) -> Result<ChartView<'a>, Empty> {
    let all = targets_of(scope, period);
    if all.iter().filter(|progress| done(progress).is_some()).count() < 2 {
        let why = "fewer than two targets of the period have a result to be held against them";
        return Err(Empty::because(why));
    }
    let finding = finding(scope, &all);
    let (shown, others) = chosen(all);
    let spans: Vec<_> =
        shown.iter().filter_map(|progress| Some(done(progress)?.within())).collect();
    let axis = axis(&spans, [Decimal::ONE], 5, false).ok_or(Empty::OUT_OF_RANGE)?;
    let name = scope.date(period);
    let title = scope.t("chart-bullets", &[("period", &name)]);
    let mut data = Draft::of_chart(scope, id, &title)
        .words(scope, "indicator", "column-indicator")
        .numbers("result", scope.t("column-result", &[]), None)
        .numbers("target", scope.t("column-target", &[]), None)
        .numbers("completion", scope.t("column-completion", &[]), None)
        .numbers("planned", scope.t("column-planned", &[]), None)
        .words(scope, "status", "column-status");
    let mut drawing = Drawing::new(NARROW);
    let (mut down, mut sentences, mut is_unsure) = (0, Vec::new(), false);
    for progress in &shown {
        let view = progress_view(scope, progress);
        let name = name_of(scope, &view);
        down = draw(&mut drawing, scope, &axis, progress, (&name, &view), down);
        is_unsure |= done(progress).is_some() && progress.completion.is_none();
        let sentence = told(scope, &name, &in_words(scope, progress, &view));
        sentences.push((rank(progress), sentence));
        data.row(row(progress, view));
    }
    let baseline = down + 6;
    ticks(&mut drawing, &axis, baseline, |tick| scope.locale.percent(tick, 0));
    data.view.downloads = downloads(scope, &["progress"]);
    // Of many, the words name those that stand worst.
    if sentences.len() > TOLD {
        sentences.sort_by(|one, other| one.0.cmp(&other.0));
    }
    let sentences: Vec<_> = sentences.into_iter().map(|(_, sentence)| sentence).collect();
    let words = words(scope, &sentences);
    let svg = drawing.finish(id, &title, &words, baseline + 5);
    let mut chart = view(id, "bullets", title, finding, &svg, data.finish(scope));
    chart.notes.push(scope.t("chart-bullets-note", &[]));
    let is_other = |one: &&&Progress<'_>| completion_key(one) != "completion";
    if shown.iter().filter(is_other).any(|one| one.completion.is_some()) {
        chart.notes.push(scope.t("chart-bullets-shares", &[]));
    }
    if is_unsure {
        chart.notes.push(scope.t("chart-unsure", &[]));
    }
    if !others.is_empty() {
        let (n_shown, n_all) = (shown.len().to_string(), (shown.len() + others.len()).to_string());
        chart.notes.push(scope.t("chart-bullets-cut", &[("shown", &n_shown), ("all", &n_all)]));
    }
    Ok(chart)
}

/// The least and the most that is done of the targets: of limits what is used of them, and of ways
/// what is behind, which is no completion.
fn finding<'a>(scope: &Scope<'a>, all: &[&'a Progress<'a>]) -> Option<String> {
    let done: Vec<_> = all.iter().filter(|progress| progress.completion.is_some()).collect();
    let of_kind = |(key, finding): (&str, &str)| {
        let of: Vec<_> = done.iter().filter(|one| completion_key(one) == key).collect();
        let least = of.iter().min_by_key(|progress| progress.completion)?;
        let most = of.iter().max_by_key(|progress| progress.completion)?;
        let shown = |progress: &'a Progress<'a>| progress_view(scope, progress).completion;
        let (least, most) = (shown(least)?, shown(most)?);
        let is_same = least == most;
        // Where nothing else is told, that all are alike is no finding.
        if is_same && of.len() == done.len() {
            return None;
        }
        let args = [("least", &*least), ("most", &*most)];
        let finding = if is_same { format!("{finding}-same") } else { finding.to_owned() };
        Some(scope.t_n(&finding, of.len(), &args))
    };
    let kinds = [
        ("completion", "finding-completion"),
        ("share-used", "finding-used"),
        ("share-of-limit", "finding-limit"),
        ("share-of-way", "finding-way"),
    ];
    scope.details(kinds.map(of_kind)).filter(|_| done.len() > 1)
}

/// A share with what it is of, where it is no completion.
fn share(scope: &Scope<'_>, progress: &Progress<'_>, view: &ProgressView<'_>) -> Option<String> {
    let completion = view.completion.as_ref()?;
    Some(match completion_key(progress) {
        "completion" => completion.clone(),
        _ => told(scope, &view.completion_label, completion),
    })
}

/// The targets that are drawn, and those that are not: of many, those that stand worst come first,
/// and those of which nothing can be drawn last.
fn chosen<'a>(mut all: Vec<&'a Progress<'a>>) -> (Vec<&'a Progress<'a>>, Vec<&'a Progress<'a>>) {
    if all.len() <= SHOWN {
        return (all, Vec::new());
    }
    all.sort_by_key(|progress| rank(progress));
    let others = all.split_off(SHOWN);
    (all, others)
}

/// Where a target stands among others, the worst first.
fn rank(progress: &Progress<'_>) -> impl Ord + use<> {
    let is_drawn = done(progress).is_some();
    (!is_drawn, Reverse(progress.status), progress.pace, progress.completion)
}

/// How much of a target is done; of a result that is not exact, what its ends make of the target.
fn done(progress: &Progress<'_>) -> Option<Span> {
    if let Some(completion) = progress.completion {
        return Some(Span { low: Some(completion), high: Some(completion) });
    }
    let is_ratio = matches!(progress.method?, Method::Pace | Method::Limit | Method::Ratio);
    let whole = Amount::stated(&progress.target.promise.value)?.exact()?.value()?;
    if !is_ratio || whole <= Decimal::ZERO {
        return None;
    }
    let unit = progress.target.promise.value.unit;
    let result = Amount::computed(progress.actual.as_ref()?.value, unit)?.span();
    let share = |end: Option<Decimal>| end.and_then(|end| end.checked_div(whole));
    Some(Span { low: share(result.low), high: share(result.high) })
}

impl Span {
    /// The part of it that a bar can show.
    fn within(self) -> Self {
        let within = |end: Option<Decimal>| end.map(|end| end.clamp(-LONGEST, LONGEST));
        Self { low: within(self.low), high: within(self.high) }
    }
}

/// What is done of a target, in words.
fn in_words(scope: &Scope<'_>, progress: &Progress<'_>, view: &ProgressView<'_>) -> String {
    match (share(scope, progress, view), &view.planned) {
        (Some(done), Some(planned)) => {
            scope.t("chart-bullets-told", &[("completion", &done), ("planned", planned)])
        }
        (Some(done), None) => done,
        (None, _) if progress.actual.is_some() => view.actual.text.clone(),
        (None, _) => scope.t("not-published", &[]),
    }
}

/// The indicator, with the part of it that the target is for.
fn name_of(scope: &Scope<'_>, view: &ProgressView<'_>) -> String {
    match &view.part {
        Some(part) => scope.with_part(&view.indicator.text, part),
        None => view.indicator.text.to_string(),
    }
}

fn row<'a>(progress: &Progress<'_>, view: ProgressView<'a>) -> Vec<CellView<'a>> {
    let label = Some(view.completion_label);
    let is_other = view.completion.is_some() && completion_key(progress) != "completion";
    let words = |text: Option<String>| text.map_or_else(CellView::none, CellView::words);
    vec![
        CellView::link(view.indicator).note(view.part),
        CellView::figure(view.actual),
        CellView::figure(view.target),
        words(view.completion).note(label.filter(|_| is_other)),
        words(view.planned),
        CellView {
            text: view.status.word.into(),
            status: Some(view.status.key),
            ..CellView::default()
        },
    ]
}

/// Draws one target; returns where the next one starts.
fn draw(
    drawing: &mut Drawing,
    scope: &Scope<'_>,
    axis: &ValueAxis,
    progress: &Progress<'_>,
    (name, view): (&str, &ProgressView<'_>),
    down: u32,
) -> u32 {
    let span = done(progress);
    let share = share(scope, progress, view);
    let value = match &share {
        Some(share) => share,
        None if progress.actual.is_some() => &view.actual.text,
        None => MISSING,
    };
    let class = if value == MISSING { "missing" } else { "value" };
    let head = Head::new(name, value);
    let bar = head.draw(drawing, view.indicator.lang, class, down) + 1;
    let (zero, target) = (axis.zero(), axis.at(Decimal::ONE));
    let Some(span) = span else {
        drawing.rect("track-hollow", zero..target, bar..bar + 11);
        let why = match progress.actual {
            Some(_) => view.status.word.clone(),
            None => scope.t("not-published", &[]),
        };
        drawing.text(Label::new("missing", Anchor::Start, &why), (zero + 10, bar + 10));
        return bar + 20;
    };
    drawing.rect("track", zero..target, bar..bar + 11);
    draw_across(drawing, axis, span.within(), "bar", bar + 3..bar + 8);
    if span.high.or(span.low).is_some_and(|end| end > LONGEST) {
        drawing.break_mark((axis.at(LONGEST).saturating_sub(BREAK), bar + 5));
    }
    if span.low.or(span.high).is_some_and(|end| end < -LONGEST) {
        drawing.break_mark(((axis.at(-LONGEST) + BREAK).min(FULL), bar + 5));
    }
    drawing.line("target", (target, bar - 1), (target, bar + 12));
    if let Some(planned) = progress.planned.filter(|_| progress.pace.is_some()) {
        let at = axis.at(planned);
        drawing.line("halo", (at, bar), (at, bar + 11));
        drawing.line("plan", (at, bar), (at, bar + 11));
    }
    bar + 20
}
