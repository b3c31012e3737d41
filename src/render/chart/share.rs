//! The parts of what was reported for a period.
//!
//! Parts that do not overlap share one strip, which is the whole; what none of them names is left
//! hollow. Parts that may overlap each have a strip of their own, because one strip would add them
//! up. At least two parts with a figure.

use super::axis::thousandths;
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
use crate::model::Breakdown;
use crate::model::Filter;
use crate::model::Indicator;
use crate::model::Observation;
use crate::model::Parts;
use crate::model::Record;
use crate::model::Ref;
use crate::plan::Kind;
use crate::plan::TableKey;
use crate::render::scope::Scope;
use crate::render::table::downloads;
use crate::render::view::CellView;
use crate::render::view::ChartView;
use crate::render::view::LinkView;
use crate::value::Period;
use rust_decimal::Decimal;

/// The fills of parts, so that neighbours differ in lightness.
const FILLS: [&str; 8] = ["cat-1", "cat-2", "cat-3", "cat-4", "cat-5", "cat-6", "cat-7", "cat-8"];

/// A part, and how much of the whole it is.
struct Part<'a> {
    name: LinkView<'a>,
    share: Decimal,
    /// The result; what is left of the whole has none.
    found: Option<&'a Observation>,
}

/// Draws the parts of an indicator's whole in a period.
pub(super) fn share<'a>(
    scope: &mut Scope<'a>,
    id: &str,
    one: Ref<Indicator>,
    period: Period,
    by: Breakdown,
) -> Option<ChartView<'a>> {
    let site = scope.site;
    let indicator = site.model.indicators.get(one);
    let observations = site.observations.of(one);
    let is_whole =
        |found: &&&Observation| found.is_whole() && found.period == period && found.value.is_some();
    let whole = observations.iter().copied().find(|found| is_whole(&found))?;
    let stated = whole.parts.iter().find(|(known, _)| *known == by).map(|(_, parts)| *parts);
    let is_apart = stated.unwrap_or(by.default_parts()) != Parts::Overlapping;
    let mut parts = parts(scope, one, whole, by);
    if parts.len() < 2 || parts.len() > FILLS.len() {
        return None;
    }
    parts.sort_by_key(|part| std::cmp::Reverse(part.share));
    let total: Decimal = parts.iter().map(|part| part.share).sum();
    if is_apart {
        // Parts that exceed their whole are an error of the ledger, which a check reports.
        let left = Decimal::ONE.checked_sub(total).filter(|left| !left.is_sign_negative())?;
        if !left.is_zero() {
            let text = scope.t("chart-rest", &[]).into();
            let name = LinkView { text, href: None, lang: None };
            parts.push(Part { name, share: left, found: None });
        }
    }
    let (name, when) = (scope.plain(indicator.name()), scope.date(period));
    let title = scope.t("chart-share", &[("indicator", name), ("period", &when)]);
    let mut data = Data::new(scope, id, &title)
        .words(scope, "part", "column-part")
        .numbers("value", scope.t("column-value", &[]), None)
        .numbers("share", scope.t("column-share", &[]), None);
    let mut sentences = Vec::new();
    for part in &parts {
        let value = part.found.and_then(|found| Some((found.value.as_ref()?, &found.citations)));
        let value = value.map_or_else(CellView::none, |(value, citations)| {
            CellView::figure(scope.figure_of(value, Some(indicator), citations))
        });
        let share = scope.percent(part.share);
        sentences.push(told(scope, &part.name.text, &share));
        let share = CellView { computed: scope.computed(), ..CellView::words(share) };
        data.row(vec![CellView::link(part.name.clone()), value, share]);
    }
    data.downloads(downloads(scope, TableKey::Observations(one)));
    let words = words(scope, &sentences);
    let (drawing, height) = match is_apart {
        true => draw_strip(scope, &parts),
        false => draw_each(scope, &parts),
    };
    let svg = drawing.finish(id, &title, &words, height);
    let mut chart = view(id, "share", title, words, &svg, data.finish());
    let all = scope.shown(whole.value.as_ref()?, Some(indicator));
    chart.cites = scope.cite(&whole.citations);
    chart.notes.push(scope.t("chart-whole", &[("whole", &all)]));
    if !is_apart {
        chart.notes.push(scope.t("chart-share-overlap", &[]));
    }
    Some(chart)
}

/// What was reported of the parts of a whole.
fn parts<'a>(
    scope: &Scope<'a>,
    one: Ref<Indicator>,
    whole: &Observation,
    by: Breakdown,
) -> Vec<Part<'a>> {
    let site = scope.site;
    let model = site.model;
    let all = whole.value.as_ref().map(|value| value.number);
    let part = |name: LinkView<'a>, found: &'a Observation| {
        let value = found.value.as_ref()?;
        let share = value.number.ratio(all?)?;
        (!share.is_sign_negative()).then_some(Part { name, share, found: Some(found) })
    };
    if by == Breakdown::Indicators {
        let of = model.indicators.iter().filter(|(_, other)| other.breakdown_of == Some(one));
        let found = of.filter_map(|(other, record)| {
            let mut found = site.observations.of(other).iter().copied();
            let found = found.find(|found| found.is_whole() && found.period == whole.period)?;
            part(scope.record(Kind::Indicator(other), record), found)
        });
        return found.collect();
    }
    let of = site.observations.of(one).iter().copied();
    let of = of.filter(|found| found.period == whole.period);
    of.filter_map(|found| part(name(scope, &found.part, by)?, found)).collect()
}

/// The name of a part that is one by this breakdown alone.
fn name<'a>(scope: &Scope<'a>, part: &Filter, by: Breakdown) -> Option<LinkView<'a>> {
    let model = scope.site.model;
    let none = Filter::default();
    let (only, link) = match by {
        Breakdown::Category => {
            let one = part.category?;
            let link = scope.record(Kind::Category(one), model.site.categories.get(one));
            (Filter { category: Some(one), ..none }, link)
        }
        Breakdown::Industry => {
            let one = part.industry?;
            let link = scope.record(Kind::Industry(one), model.industries.get(one));
            (Filter { industry: Some(one), ..none }, link)
        }
        Breakdown::Park => {
            let one = part.park?;
            let link = scope.record(Kind::Park(one), model.parks.get(one));
            (Filter { park: Some(one), ..none }, link)
        }
        Breakdown::Region => {
            let one = part.region?;
            let link = scope.record(Kind::Region(one), model.regions.get(one));
            (Filter { region: Some(one), ..none }, link)
        }
        Breakdown::Indicators => return None,
    };
    (only == *part).then_some(link)
}

/// The class of a part's fill.
fn fill(number: usize, part: &Part<'_>) -> &'static str {
    if part.found.is_some() { FILLS[number % FILLS.len()] } else { "seq-none" }
}

/// One strip with the number of each part on it, and the parts by their numbers below.
fn draw_strip(scope: &Scope<'_>, parts: &[Part<'_>]) -> (Drawing, u32) {
    let mut drawing = Drawing::new(NARROW);
    let (mut done, mut from) = (Decimal::ZERO, 0);
    for (number, part) in parts.iter().enumerate() {
        done += part.share;
        let to = thousandths(done);
        let fill = fill(number, part);
        drawing.rect(fill, from..to, 0..24);
        let key = scope.locale.integer(number as u64 + 1);
        if part.found.is_some() && drawing.across(text_width(&key) + 6) <= to - from {
            let label = Label::new(on(fill), Anchor::Middle, &key);
            drawing.text(label, ((from + to) / 2, 16));
        }
        from = to;
    }
    let mut baseline = 24 + LINE + 2;
    for (number, part) in parts.iter().enumerate() {
        let share = scope.percent(part.share);
        let key = scope.locale.integer(number as u64 + 1);
        let key = if part.found.is_some() { format!("{key}  ") } else { String::new() };
        let room = NARROW - text_width(&share) - text_width(&key) - 24;
        for (number_of_line, line) in wrap(&part.name.text, room, 3).into_iter().enumerate() {
            let (sample, text) = match number_of_line {
                0 => (fill(number, part), format!("{key}{line}")),
                _ => ("blank", line),
            };
            let label = Label::new("name", Anchor::Start, &text).lang(part.name.lang);
            baseline += if number_of_line > 0 { LINE } else { 0 };
            drawing.key(sample, false, label, (0, baseline));
        }
        drawing.text(Label::new("value", Anchor::End, &share), (FULL, baseline));
        baseline += LINE + 4;
    }
    (drawing, baseline - LINE)
}

/// A strip for each part, of the length of the whole.
fn draw_each(scope: &Scope<'_>, parts: &[Part<'_>]) -> (Drawing, u32) {
    let mut drawing = Drawing::new(NARROW);
    let mut down = 0;
    for part in parts {
        let share = scope.percent(part.share);
        for line in wrap(&part.name.text, NARROW - text_width(&share) - 8, 3) {
            down += LINE;
            let label = Label::new("name", Anchor::Start, &line).lang(part.name.lang);
            drawing.text(label, (0, down - 3));
        }
        drawing.text(Label::new("value", Anchor::End, &share), (FULL, down - 3));
        drawing.rect("track", 0..FULL, down + 1..down + 10);
        drawing.rect("bar", 0..thousandths(part.share), down + 1..down + 10);
        down += 18;
    }
    (drawing, down)
}

/// The class of a number that stands on a fill.
fn on(fill: &str) -> &'static str {
    if matches!(fill, "cat-1" | "cat-3" | "cat-5" | "cat-7") { "on-dark" } else { "on-light" }
}
