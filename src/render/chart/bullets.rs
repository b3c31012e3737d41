//! Several targets of a period side by side: how much of each is done, and how much was planned by
//! then. At least two targets of which something can be said.

use super::axis::ValueAxis;
use super::bars::ticks;
use super::data::Data;
use super::data::told;
use super::data::view;
use super::data::words;
use super::svg::Anchor;
use super::svg::Drawing;
use super::svg::FULL;
use super::svg::LINE;
use super::svg::Label;
use super::svg::NARROW;
use super::svg::text_width;
use super::svg::wrap;
use crate::model::Progress;
use crate::plan::TableKey;
use crate::render::progress::progress_view;
use crate::render::scope::MISSING;
use crate::render::scope::Scope;
use crate::render::table::downloads;
use crate::render::table::targets_of;
use crate::render::view::CellView;
use crate::render::view::ChartView;
use crate::render::view::ProgressView;
use crate::value::Period;
use rust_decimal::Decimal;

/// How many targets are drawn; the table of a period has all of them.
const SHOWN: usize = 12;

/// The most that a bar can show of a target: past twice of it, only the figure tells.
const LONGEST: Decimal = Decimal::TWO;

/// Draws the targets of a period.
pub(super) fn bullets<'a>(
    scope: &mut Scope<'a>,
    id: &str,
    period: Period,
) -> Option<ChartView<'a>> {
    let all = targets_of(scope, period);
    let site = scope.site;
    let known = all.iter().filter(|number| site.progress[**number].completion.is_some());
    if known.count() < 2 {
        return None;
    }
    let shown: Vec<_> = all.iter().take(SHOWN).map(|number| &site.progress[*number]).collect();
    let lengths = shown.iter().filter_map(|progress| progress.completion).chain([Decimal::ONE]);
    let axis =
        ValueAxis::over(lengths.map(|length| length.clamp(Decimal::ZERO, LONGEST)), 5, false)?;
    let name = scope.date(period);
    let title = scope.t("chart-bullets", &[("period", &name)]);
    let mut data = Data::new(scope, id, &title)
        .words(scope, "indicator", "column-indicator")
        .numbers("result", scope.t("column-result", &[]), None)
        .numbers("target", scope.t("column-target", &[]), None)
        .numbers("completion", scope.t("column-completion", &[]), None)
        .numbers("planned", scope.t("column-planned", &[]), None)
        .words(scope, "status", "column-status");
    let mut drawing = Drawing::new(NARROW);
    let (mut down, mut sentences) = (0, Vec::new());
    for progress in &shown {
        let view = progress_view(scope, progress);
        down = draw(&mut drawing, scope, &axis, progress, &view, down);
        let done = match (&view.completion, &view.planned) {
            (Some(done), Some(planned)) => {
                scope.t("chart-bullets-told", &[("completion", done), ("planned", planned)])
            }
            (Some(done), None) => done.clone(),
            (None, _) => scope.t("not-published", &[]),
        };
        sentences.push(told(scope, &view.indicator.text, &done));
        data.row(row(view));
    }
    let baseline = down + 6;
    ticks(&mut drawing, &axis, baseline, |tick| scope.locale.percent(tick, 0));
    data.downloads(downloads(scope, TableKey::Targets(period)));
    let words = words(scope, &sentences);
    let svg = drawing.finish(id, &title, &words, baseline + 5);
    let mut chart = view(id, "bullets", title, words, &svg, data.finish());
    chart.notes.push(scope.t("chart-bullets-note", &[]));
    if all.len() > shown.len() {
        let (shown, all) = (shown.len().to_string(), all.len().to_string());
        chart.notes.push(scope.t("list-cut", &[("shown", &shown), ("all", &all)]));
    }
    Some(chart)
}

fn row(view: ProgressView<'_>) -> Vec<CellView<'_>> {
    let words = |text: Option<String>| text.map_or_else(CellView::none, CellView::words);
    vec![
        CellView::link(view.indicator),
        CellView::figure(view.actual),
        CellView::figure(view.target),
        words(view.completion),
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
    view: &ProgressView<'_>,
    down: u32,
) -> u32 {
    let value = view.completion.as_deref().unwrap_or(MISSING);
    let lines = wrap(&view.indicator.text, NARROW - text_width(value) - 8, 3);
    let bar = down + LINE * u32::try_from(lines.len()).unwrap_or(1) + 1;
    for (number, line) in (1..).zip(&lines) {
        let label = Label::new("name", Anchor::Start, line).lang(view.indicator.lang);
        drawing.text(label, (0, down + LINE * number - 3));
    }
    let class = if view.completion.is_some() { "value" } else { "missing" };
    drawing.text(Label::new(class, Anchor::End, value), (FULL, bar - 4));
    let target = axis.at(Decimal::ONE);
    let Some(completion) = progress.completion else {
        drawing.rect("track-hollow", 0..target, bar..bar + 11);
        let missing = scope.t("not-published", &[]);
        drawing.text(Label::new("missing", Anchor::Start, &missing), (10, bar + 10));
        return bar + 20;
    };
    drawing.rect("track", 0..target, bar..bar + 11);
    drawing.rect("bar", 0..axis.at(completion), bar + 3..bar + 8);
    drawing.line("target", (target, bar - 1), (target, bar + 12));
    if let Some(planned) = progress.planned.filter(|_| progress.pace.is_some()) {
        let at = axis.at(planned);
        drawing.line("halo", (at, bar), (at, bar + 11));
        drawing.line("plan", (at, bar), (at, bar + 11));
    }
    bar + 20
}
