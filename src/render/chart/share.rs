//! The parts of what was reported for a period.
//!
//! Parts that do not overlap share one strip, which is the whole; what none of them names is left
//! hollow. Parts that may overlap each have a strip of their own, because one strip would add them
//! up. At least two parts with a figure.
//!
//! What is left over is found from the figures, never from shares, which are rounded. There is no
//! share of or in a figure that is not exact, nor where a part is negative: such a part is named
//! with its figure alone, and no rest is left over.

use super::Empty;
use super::axis::thousandths;
use super::bars::Head;
use super::data::{those_so, told, view, words};
use super::svg::{Anchor, Drawing, FULL, LINE, Label, NARROW, text_width, wrap};
use crate::model::{
    Breakdown, Indicator, Member, Members, Model, Observation, Parts, Record, Ref, Region, Tier,
    ancestors, keep_firmest,
};
use crate::render::data::downloads;
use crate::render::draft::Draft;
use crate::render::scope::Scope;
use crate::render::view::{CellView, ChartView, LinkView, TableView};
use crate::value::{Number, Period, Relation, round};
use rust_decimal::Decimal;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

/// The fills of parts, so that neighbours differ in lightness.
const FILLS: [&str; 8] = ["cat-1", "cat-2", "cat-3", "cat-4", "cat-5", "cat-6", "cat-7", "cat-8"];

/// A part, and how much of the whole it is.
struct Part<'a> {
    name: LinkView<'a>,
    /// `None` where its figure is not exact.
    share: Option<Decimal>,
    /// The result; what is left of the whole has none.
    found: Option<&'a Observation>,
}

/// Draws the parts of an indicator's whole in a period.
pub(super) fn share<'a>(
    scope: &Scope<'a>,
    id: &str,
    one: Ref<Indicator>,
    period: Period,
    by: Breakdown,
) -> Result<ChartView<'a>, Empty> {
    let site = scope.site;
    let indicator = site.model.indicators.get(one);
    if !indicator.adds_parts() {
        return Err(no_parts("figures of this indicator do not add up to a whole"));
    }
    let wholes = site.observations.of_whole(one).iter().copied();
    let wholes = wholes.filter(|found| found.period == period && found.value.is_some());
    let whole = wholes.min_by_key(|found| Reverse(found.rank()));
    let whole = whole.ok_or(Empty::because("no whole is published for the period"))?;
    let all = whole_amount(whole)?;
    let stated = whole.made_of(by).map(|one| one.how);
    let is_apart = stated.unwrap_or(by.default_parts(site.model, one)) != Parts::Overlapping;
    let mut parts = parts(scope, one, whole, by, all);
    if parts.len() < 2 {
        return Err(Empty::because("fewer than two parts have a figure for the period"));
    }
    if parts.len() > FILLS.len() {
        return Err(Empty::because("there are more than eight parts; a table shows them better"));
    }
    parts.sort_by_key(|part| Reverse(part.share));
    let amounts: Option<Vec<_>> = parts.iter().map(Part::exact).collect();
    let is_negative = |part: &Part<'_>| part.share.is_some_and(|share| share.is_sign_negative());
    if parts.iter().any(|part| is_negative(part) || part.may_be_negative()) {
        return Err(no_parts("a part is negative, and a whole has no negative share"));
    }
    if parts.iter().filter(|part| part.share.is_some()).count() < 2 {
        return Err(Empty {
            said: "chart-share-inexact",
            ..Empty::because("fewer than two parts are exact, and others have no share")
        });
    }
    // What the parts leave of the whole would tell a part that is kept back.
    let is_all_there = !lacks_a_part(scope, one, period, by);
    // A part without a share has no place in one strip.
    let is_strip = is_apart && amounts.is_some() && is_all_there;
    if let Some(amounts) = amounts.filter(|_| is_apart && is_all_there) {
        parts.extend(rest(scope, all, amounts)?);
    }
    let (name, when) = (scope.plain(indicator.name()), scope.date(period));
    let title = scope.t("chart-share", &[("indicator", name), ("period", &when)]);
    let finding = finding(scope, &parts);
    let (words, table) = told_and_listed(scope, (id, &title), &parts);
    let (drawing, height) = match is_strip {
        true => draw_strip(scope, &parts),
        false => draw_each(scope, &parts),
    };
    let svg = drawing.finish(id, &title, &words, height);
    let mut chart = view(id, "share", title, finding, &svg, table);
    let whole_words = said(scope, whole).unwrap_or_default();
    chart.cites = scope.cite(&whole.header.citations);
    chart.notes.push(scope.t("chart-whole", &[("whole", &whole_words)]));
    let notes = [
        ("chart-share-overlap", !is_apart),
        ("chart-share-inexact", parts.iter().any(|part| part.share.is_none())),
        ("note-rounding-shares", is_strip && !shares_add_up(&parts)),
    ];
    chart.notes.extend(those_so(scope, &notes));
    Ok(chart)
}

/// The largest of parts that are all exact.
fn finding(scope: &Scope<'_>, parts: &[Part<'_>]) -> Option<String> {
    let named = || parts.iter().filter(|part| part.found.is_some());
    let most = named().map(|part| part.share).collect::<Option<Vec<_>>>()?.into_iter().max()?;
    let largest: Vec<_> = named().filter(|part| part.share == Some(most)).collect();
    let [only] = largest[..] else { return None };
    let args = [("name", &*only.name.text), ("share", &only.shown(scope))];
    Some(scope.t("finding-part", &args))
}

/// The figures cannot be the parts of a whole.
fn no_parts(why: &'static str) -> Empty {
    Empty { why, said: "chart-no-parts" }
}

/// The whole as a number that parts have a share of.
fn whole_amount(whole: &Observation) -> Result<Number, Empty> {
    let inexact = Empty {
        said: "chart-share-inexact",
        ..Empty::because("the whole is not exact, so no part has a share of it")
    };
    let all = exact(whole).ok_or(inexact)?;
    match all.value() {
        Some(value) if value > Decimal::ZERO => Ok(all),
        Some(_) => Err(no_parts("the whole is not more than zero")),
        None => Err(Empty::OUT_OF_RANGE),
    }
}

/// A result in words.
fn said(scope: &Scope<'_>, found: &Observation) -> Option<String> {
    let indicator = scope.site.model.indicators.get(found.indicator);
    Some(scope.shown(found.value.as_deref()?, Some(indicator)))
}

/// The number of a result that is exact.
fn exact(found: &Observation) -> Option<Number> {
    let value = found.value.as_ref()?;
    (value.relation == Relation::Exactly).then_some(value.number)
}

impl Part<'_> {
    fn exact(&self) -> Option<Number> {
        exact(self.found?)
    }

    /// Its share, or else its figure with its word.
    fn shown(&self, scope: &Scope<'_>) -> String {
        let figure = || said(scope, self.found?);
        match self.share {
            Some(share) => scope.percent(share),
            None => figure().unwrap_or_default(),
        }
    }

    /// Whether its figure is not exact and below zero at its lower end.
    fn may_be_negative(&self) -> bool {
        let value = self.found.and_then(|found| found.value.as_ref()?.interval());
        let low = value.and_then(|value| value.low);
        low.is_some_and(|low| low.number.coefficient < Decimal::ZERO)
    }
}

/// Whether it is said of a part that its figure is missing.
fn lacks_a_part(scope: &Scope<'_>, one: Ref<Indicator>, period: Period, by: Breakdown) -> bool {
    scope.site.observations.of(one).iter().any(|found| {
        let is_part = found.part.only().is_some_and(|only| only.breakdown() == by);
        found.period == period && found.missing.is_some() && is_part
    })
}

/// What the parts leave of the whole.
fn rest<'a>(
    scope: &Scope<'a>,
    all: Number,
    amounts: Vec<Number>,
) -> Result<Option<Part<'a>>, Empty> {
    let sum = Number::checked_sum(amounts).ok_or(Empty::OUT_OF_RANGE)?;
    match sum.compare(all) {
        Ordering::Equal => Ok(None),
        // Parts that exceed their whole are an error of the ledger, which a check reports.
        Ordering::Greater => Err(Empty::because("the parts are more than their whole")),
        Ordering::Less => {
            let left = all.checked_sub(sum).and_then(|left| left.ratio(all));
            let share = Some(left.ok_or(Empty::OUT_OF_RANGE)?);
            let name = Scope::own(scope.t("chart-rest", &[])).into();
            Ok(Some(Part { name, share, found: None }))
        }
    }
}

/// Whether the shares, rounded as they are printed, make 100 %.
fn shares_add_up(parts: &[Part<'_>]) -> bool {
    let printed = parts.iter().filter_map(|part| part.share);
    printed.map(|share| round(share, 3)).sum::<Decimal>() == Decimal::ONE
}

/// All parts in words, and as a table.
fn told_and_listed<'a>(
    scope: &Scope<'a>,
    (id, title): (&str, &str),
    parts: &[Part<'a>],
) -> (String, TableView<'a>) {
    let mut data = Draft::of_chart(scope, id, title)
        .words(scope, "part", "column-part")
        .numbers("value", scope.t("column-value", &[]), None)
        .numbers("share", scope.t("column-share", &[]), None);
    let mut sentences = Vec::new();
    for part in parts {
        let value =
            part.found.and_then(|found| Some((found.value.as_ref()?, &found.header.citations)));
        let value = value.map_or_else(CellView::none, |(value, citations)| {
            CellView::figure(scope.figure(value, citations))
        });
        let shown = part.shown(scope);
        sentences.push(told(scope, &part.name.text, &shown));
        let share = match part.share {
            Some(_) => CellView { computed: scope.computed(), ..CellView::words(shown) },
            None => CellView::none(),
        };
        data.row(vec![CellView::link(part.name.clone()), value, share]);
    }
    data.view.downloads = downloads(scope, &["observations"]);
    (words(scope, &sentences), data.finish(scope))
}

/// What was reported of the parts of a whole.
fn parts<'a>(
    scope: &Scope<'a>,
    one: Ref<Indicator>,
    whole: &Observation,
    by: Breakdown,
    all: Number,
) -> Vec<Part<'a>> {
    let site = scope.site;
    let model = site.model;
    let part = |name: LinkView<'a>, found: &'a Observation| {
        found.value.as_ref()?;
        let share = exact(found).and_then(|value| value.ratio(all));
        Some(Part { name, share, found: Some(found) })
    };
    if by == Breakdown::Indicators {
        let of = model.indicators.iter().filter(|(_, other)| other.breakdown_of == Some(one));
        let found = of.filter_map(|(other, _)| {
            let found = site.observations.of_whole(other).iter().copied();
            let found = found.filter(|found| found.period == whole.period);
            let found = found.min_by_key(|found| Reverse(found.rank()))?;
            part(scope.record(other), found)
        });
        return found.collect();
    }
    let of = site.observations.of(one).iter().copied();
    let mut of: Vec<_> = of.filter(|found| found.period == whole.period).collect();
    keep_firmest(&mut of);
    let stand_apart = regions_apart(model, whole, &of);
    let of = of.into_iter().filter(|found| match found.part.only() {
        Some(Member::Region(one)) => stand_apart.contains(&one),
        _ => true,
    });
    of.filter_map(|found| part(name(scope, &found.part, by)?, found)).collect()
}

/// The regions with a figure of which none lies in another: those of the level that the whole
/// names, or else the highest.
fn regions_apart(
    model: &Model,
    whole: &Observation,
    all: &[&Observation],
) -> BTreeSet<Ref<Region>> {
    let region = |found: &&Observation| match found.part.only() {
        Some(Member::Region(one)) if found.value.is_some() => Some(one),
        _ => None,
    };
    let regions: BTreeSet<_> = all.iter().filter_map(region).collect();
    let level = whole.made_of(Breakdown::Region).and_then(|one| one.level);
    let is_apart = |one: &Ref<Region>| match level {
        Some(level) => Tier::Level(level).has(model, *one),
        None => !ancestors(model, *one).any(|up| regions.contains(&up)),
    };
    regions.iter().copied().filter(is_apart).collect()
}

/// The name of a part that is one by this breakdown alone.
fn name<'a>(scope: &Scope<'a>, part: &Members, by: Breakdown) -> Option<LinkView<'a>> {
    let only = part.only().filter(|only| only.breakdown() == by)?;
    Some(scope.member(only))
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
        done += part.share.unwrap_or_default();
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
        let share = part.shown(scope);
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
        let head = Head::new(&part.name.text, &part.shown(scope));
        down = head.draw(&mut drawing, part.name.lang, "value", down);
        let track = if part.share.is_some() { "track" } else { "track-hollow" };
        drawing.rect(track, 0..FULL, down + 1..down + 10);
        if let Some(share) = part.share {
            let end = thousandths(share);
            drawing.rect("bar", 0..end, down + 1..down + 10);
            if share > Decimal::ONE {
                drawing.break_mark((FULL - 30, down + 5));
            }
        }
        down += 18;
    }
    (drawing, down)
}

/// The class of a number that stands on a fill.
fn on(fill: &str) -> &'static str {
    if matches!(fill, "cat-1" | "cat-3" | "cat-5" | "cat-7") { "on-dark" } else { "on-light" }
}
