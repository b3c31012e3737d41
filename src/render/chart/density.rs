//! How many milestones and events there are month by month: what a timeline is where its entries
//! are too many to be told apart as marks. Over many years it goes by quarter or by year.
//!
//! What is dated to a longer stretch than a column stands in none, and is counted below.

use super::Empty;
use super::axis::{DateAxis, ValueAxis};
use super::data::{told, view, words};
use super::legend::{Key, legend};
use super::line::date_ticks;
use super::svg::{Anchor, Drawing, FULL, Label, NARROW};
use crate::plan::TimelineEntry;
use crate::render::draft::Draft;
use crate::render::scope::Scope;
use crate::render::view::{CellView, ChartView, LinkView};
use crate::value::Period;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// How many columns can be told apart on a phone.
const COLUMNS: usize = 96;

/// How high the highest column is, in tenths of an `em`.
const PLOT: u32 = 90;

/// What a column stands for: the longer it is, the fewer there are.
const LENGTHS: [fn(Date) -> Period; 3] =
    [Period::month_of, Period::quarter_of, |day| Period::Year(day.year())];

/// The entries of a column.
#[derive(Debug, Clone, Copy, Default)]
struct Column {
    n_done: usize,
    n_planned: usize,
}

impl Column {
    fn n(self) -> usize {
        self.n_done + self.n_planned
    }
}

/// Columns in the order of time, and how many entries stand in none.
struct Columns {
    all: Vec<(Period, Column)>,
    n_vague: usize,
}

/// Draws entries with their dates, in the order of these, each with whether it is only planned.
pub(super) fn density<'a>(
    scope: &Scope<'a>,
    id: &str,
    title: String,
    dated: &[(Period, TimelineEntry)],
    files: Vec<LinkView<'a>>,
) -> Result<ChartView<'a>, Empty> {
    let model = scope.site.model;
    let dated = dated.iter().map(|(date, entry)| (*date, !entry.is_done(model)));
    let dated: Vec<_> = dated.collect();
    let columns = columns(&dated);
    let days = columns.all.iter().flat_map(|(of, _)| [of.first_day(), of.last_day()]);
    let axis = DateAxis::years(days).ok_or(Empty::OUT_OF_RANGE)?;
    let counts = columns.all.iter().map(|(_, column)| Decimal::from(column.n()));
    let values = ValueAxis::over(counts, 3, true).ok_or(Empty::OUT_OF_RANGE)?;

    let mut data = Draft::of_chart(scope, id, &title)
        .words(scope, "date", "column-date")
        .numbers("done", scope.t("chart-done", &[]), None)
        .numbers("planned", scope.t("planned", &[]), None);
    let mut sentences = Vec::new();
    for (of, column) in &columns.all {
        let name = scope.short_date(*of);
        let n = scope.locale.integer(column.n() as u64);
        sentences.push((column.n(), told(scope, &name, &n)));
        let cell = |n: usize| CellView::words(scope.locale.integer(n as u64)).sort(n.to_string());
        data.row(vec![
            CellView::words(name).sort(of.first_day().to_string()),
            cell(column.n_done),
            cell(column.n_planned),
        ]);
    }
    data.view.downloads = files;
    // Those with most entries are told first.
    sentences.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let sentences: Vec<_> = sentences.into_iter().map(|(_, sentence)| sentence).collect();
    let (drawing, height) = draw(scope, &axis, &values, &columns.all);
    let svg = drawing.finish(id, &title, &words(scope, &sentences), height);
    let finding = finding(scope, &columns.all);
    let mut chart = view(id, "density", title, finding, &svg, data.finish(scope));
    if columns.n_vague > 0 {
        chart.notes.push(scope.t_n("chart-vague", columns.n_vague, &[]));
    }
    Ok(chart)
}

/// Columns of the shortest length of which there are not too many, with all between the first and
/// the last.
fn columns(dated: &[(Period, bool)]) -> Columns {
    let mut last = Columns { all: Vec::new(), n_vague: 0 };
    for of in LENGTHS {
        let mut counted: BTreeMap<Date, (Period, Column)> = BTreeMap::new();
        let mut n_vague = 0;
        for (date, is_planned) in dated {
            let whole = of(date.first_day());
            if date.last_day() > whole.last_day() {
                n_vague += 1;
                continue;
            }
            let (_, column) =
                counted.entry(whole.first_day()).or_insert((whole, Column::default()));
            column.n_planned += usize::from(*is_planned);
            column.n_done += usize::from(!is_planned);
        }
        let mut all: Vec<(Period, Column)> = Vec::new();
        for (_, next) in counted {
            while let Some((before, _)) = all.last()
                && let Ok(day) = before.last_day().tomorrow()
                && day < next.0.first_day()
                && all.len() <= COLUMNS
            {
                all.push((of(day), Column::default()));
            }
            all.push(next);
        }
        let is_clear = n_vague * 5 <= dated.len();
        let is_short = all.len() <= COLUMNS;
        last = Columns { all, n_vague };
        if is_clear && is_short {
            break;
        }
    }
    // Of hundreds of years the last ones are drawn.
    let n_more = last.all.len().saturating_sub(COLUMNS);
    let cut: usize = last.all.drain(..n_more).map(|(_, column)| column.n()).sum();
    last.n_vague += cut;
    last
}

/// How many entries there are, and when most of them.
fn finding(scope: &Scope<'_>, columns: &[(Period, Column)]) -> Option<String> {
    let n: usize = columns.iter().map(|(_, column)| column.n()).sum();
    let (of, most) = columns.iter().max_by_key(|(_, column)| column.n())?;
    let is_only = columns.iter().filter(|(_, column)| column.n() == most.n()).count() == 1;
    let most = scope.locale.integer(most.n() as u64);
    let args = [("date", &*scope.date(*of)), ("most", &*most)];
    is_only.then(|| scope.t_n("finding-density", n, &args))
}

fn draw(
    scope: &Scope<'_>,
    dates: &DateAxis,
    values: &ValueAxis,
    columns: &[(Period, Column)],
) -> (Drawing, u32) {
    let ticks = values.ticks();
    let labels: Vec<_> = ticks
        .iter()
        .map(|tick| values.label(scope.locale, &crate::locale::ColumnUnit::default(), *tick))
        .collect();
    let mut drawing = Drawing::with_margin(NARROW, labels.iter().map(String::as_str));
    let (done, planned) = (scope.t("chart-done", &[]), scope.t("planned", &[]));
    let has_planned = columns.iter().any(|(_, column)| column.n_planned > 0);
    let keys = [Key::fill("bar", &done, None), Key::fill("bar-computed", &planned, None)];
    let top = match has_planned {
        true => legend(&mut drawing, &keys) + 10,
        false => 8,
    };
    let bottom = top + PLOT;
    let down = |n: usize| bottom - values.at(Decimal::from(n)) * PLOT / FULL;
    for (tick, text) in ticks.into_iter().zip(&labels) {
        let y = bottom - values.at(tick) * PLOT / FULL;
        drawing.line(if tick.is_zero() { "zero" } else { "grid" }, (0, y), (FULL, y));
        drawing.margin_text(Label::new("tick", Anchor::End, text), y);
    }
    for (of, column) in columns {
        let (from, to) = (dates.start(of.first_day()), dates.end(of.last_day()));
        // A gap of a sixth keeps columns apart.
        let gap = (to - from) / 6;
        let across = from + gap / 2..(to - gap / 2).max(from + gap / 2 + 2);
        if column.n_done > 0 {
            drawing.rect("bar", across.clone(), down(column.n_done)..bottom);
        }
        if column.n_planned > 0 {
            drawing.rect("bar-computed", across, down(column.n())..down(column.n_done));
        }
    }
    date_ticks(&mut drawing, scope, dates, bottom);
    (drawing, bottom + 20)
}

#[cfg(test)]
mod tests {
    use super::columns;
    use crate::value::Period;

    fn dated(all: &[&str]) -> Vec<(Period, bool)> {
        let period = |text: &&str| Period::parse_canonical(text).expect("a period");
        all.iter().map(|text| (period(text), false)).collect()
    }

    #[test]
    fn months_without_entries_stand_between_others() {
        let found = columns(&dated(&["2030-01-05", "2030-01-20", "2030-04", "2030-04-01"]));
        let counts: Vec<_> = found.all.iter().map(|(_, column)| column.n()).collect();
        assert_eq!((counts, found.n_vague), (vec![2, 0, 0, 2], 0));
    }

    #[test]
    fn longer_columns_where_months_are_too_many_or_dates_too_vague() {
        let found = columns(&dated(&["2020-01-05", "2029-12-20"]));
        assert_eq!((found.all.len(), found.all[0].0.slug()), (40, "2020-q1".to_owned()));
        let found = columns(&dated(&["2020-Q1", "2020-Q2", "2020-05-01"]));
        assert_eq!((found.all.len(), found.n_vague), (2, 0));
        let found = columns(&dated(&["1700", "2020-Q2", "2020-05-01"]));
        assert_eq!((found.all.len(), found.n_vague), (96, 1));
    }
}
