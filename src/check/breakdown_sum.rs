//! Parts that are reported on their own against the whole that they are parts of.

use super::Subject;
use super::bounds::Bounds;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{
    Breakdown, Indicator, LevelIndex, Member, Members, Model, Observation, Parts, Ref, Region,
    Tier, ancestors,
};
use crate::value::Period;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let model = subject.model;
    let mut wholes: BTreeMap<WholeKey, Whole<'_>> = BTreeMap::new();
    let all = model.observations.records();
    let all = all.filter(|found| !found.is_forecast() && adds_up(subject, found));
    let all: Vec<_> = all.collect();
    for found in &all {
        wholes.entry(key_of(found, found.part.clone())).or_default().reported.push(found);
    }
    mark_lacking(model, &mut wholes);
    let mut parts = Vec::new();
    let mut of_regions: OfRegions<'_> = BTreeMap::new();
    for found in &all {
        for member in found.part.iter() {
            let key = key_of(found, found.part.without(*member));
            if let Member::Region(region) = member {
                of_regions.entry(key).or_default().entry(*region).or_default().push(found);
            } else {
                parts.push((key, Some(member.breakdown()), *found));
            }
        }
        if found.part.len() > 1 {
            parts.push((key_of(found, Members::default()), None, *found));
        }
        let of = model.indicators.get(found.indicator).breakdown_of;
        if let Some(of) = of.filter(|of| is_one_unit(subject, *of, found.indicator)) {
            let (_, period, covers, part) = key_of(found, found.part.clone());
            parts.push(((of, period, covers, part), Some(Breakdown::Indicators), *found));
        }
    }
    for (key, regions) in &of_regions {
        for (region, found) in regions {
            let whole = whole_of_region(model, *region, key, regions);
            let by = Some(Breakdown::Region);
            parts.extend(found.iter().map(|found| (whole.clone(), by, *found)));
        }
    }
    for (key, breakdown, found) in parts {
        if let Some(whole) = wholes.get_mut(&key) {
            whole.parts.push((breakdown, found));
        }
    }
    for (key, whole) in &mut wholes {
        whole.take_level(model, key, &of_regions);
        let mut found = Sink::default();
        whole.check(subject, &mut found);
        if !found.is_empty() && !whole.was_right_before(subject) {
            sink.append(found);
        }
    }
}

/// Figures of regions, by what they are of beside their region.
type OfRegions<'a> = BTreeMap<WholeKey, BTreeMap<Ref<Region>, Vec<&'a Observation>>>;

/// What a figure is of: its indicator and period, how far it covers it, and the part.
type WholeKey = (Ref<Indicator>, Period, Date, Members);

fn key_of(found: &Observation, part: Members) -> WholeKey {
    (found.indicator, *found.period, found.covers, part)
}

/// Tells wholes by what a part of them is kept back.
fn mark_lacking(model: &Model, wholes: &mut BTreeMap<WholeKey, Whole<'_>>) {
    for found in model.observations.records().filter(|found| found.missing.is_some()) {
        for member in found.part.iter() {
            let rest = found.part.without(*member);
            let up = match member {
                Member::Region(region) => ancestors(model, *region).collect(),
                _ => Vec::new(),
            };
            let of_region = |one| rest.iter().copied().chain([Member::Region(one)]).collect();
            let larger = up.into_iter().map(|one| key_of(found, Members::new(of_region(one))));
            // The next region up that has a figure, or else all of it, as in `whole_of_region`.
            let mut is_next = true;
            for key in larger.chain([key_of(found, rest.clone())]) {
                let Some(whole) = wholes.get_mut(&key) else { continue };
                // What names the level of its parts lacks those of that level.
                if is_next || whole.level().is_some() {
                    whole.lacking.push(member.breakdown());
                }
                is_next = false;
            }
        }
    }
}

/// The whole that a region is a part of: the next region up with a figure, or else all of it.
fn whole_of_region(
    model: &Model,
    region: Ref<Region>,
    (indicator, period, covers, rest): &WholeKey,
    known: &BTreeMap<Ref<Region>, Vec<&Observation>>,
) -> WholeKey {
    let mut up = ancestors(model, region).filter(|one| known.contains_key(one));
    let part = match up.next() {
        Some(one) => Members::new(rest.iter().copied().chain([Member::Region(one)]).collect()),
        None => rest.clone(),
    };
    (*indicator, *period, *covers, part)
}

/// Whether the parts of a figure add up to it, as those of a rate or of an average do not.
fn adds_up(subject: Subject<'_>, found: &Observation) -> bool {
    found.value.is_some() && subject.model.indicators.get(found.indicator).adds_parts()
}

/// Whether the figures of a part can stand beside those of its whole.
fn is_one_unit(subject: Subject<'_>, whole: Ref<Indicator>, part: Ref<Indicator>) -> bool {
    let [whole, part] = [whole, part].map(|one| subject.model.indicators.get(one));
    whole.adds_parts() && whole.unit == part.unit
}

/// What tells one part from another: the same part may be reported more than once.
type Key<'a> = (Ref<Indicator>, &'a Members);

/// A whole, as often as it was reported, with its parts; those of no breakdown are parts of parts.
#[derive(Default, Clone)]
struct Whole<'a> {
    reported: Vec<&'a Observation>,
    /// By what there are parts without a figure, as is said of them.
    lacking: Vec<Breakdown>,
    parts: Vec<(Option<Breakdown>, &'a Observation)>,
}

impl<'a> Whole<'a> {
    /// The level of the regions that are its parts, where it names one.
    fn level(&self) -> Option<LevelIndex> {
        let named = |whole: &&Observation| whole.made_of(Breakdown::Region)?.level;
        self.reported.iter().rev().find_map(named)
    }

    /// Of a whole that names the level of its regions the parts are these, wherever they lie in it.
    fn take_level(&mut self, model: &Model, key: &WholeKey, of_regions: &OfRegions<'a>) {
        let Some(level) = self.level() else { return };
        let (indicator, period, covers, part) = key;
        let of_region = part.iter().find(|one| one.breakdown() == Breakdown::Region);
        let rest = of_region.map_or_else(|| part.clone(), |one| part.without(*one));
        let regions = of_regions.get(&(*indicator, *period, *covers, rest));
        let is_within = |one: Ref<Region>| match of_region {
            Some(Member::Region(whole)) => ancestors(model, one).any(|up| up == *whole),
            _ => true,
        };
        self.parts.retain(|(by, _)| *by != Some(Breakdown::Region));
        for (one, found) in regions.into_iter().flatten() {
            if Tier::Level(level).has(model, *one) && is_within(*one) {
                self.parts.extend(found.iter().map(|found| (Some(Breakdown::Region), *found)));
            }
        }
    }

    fn check(&self, subject: Subject<'_>, sink: &mut Sink) {
        let Some((first, amount)) = self.amount() else { return };
        let mut is_wrong = false;
        // Beside a negative part another one may well be more than the whole.
        let none = Vec::new();
        let parts = if self.may_be_negative() { &none } else { &self.parts };
        // A part may be one by several of its members.
        let mut seen = BTreeSet::new();
        for (_, part) in parts.iter().filter(|(_, part)| seen.insert(&part.header.id)) {
            if bounds(part).is_some_and(|bounds| bounds.is_above(amount)) {
                is_wrong = true;
                sink.push(too_large(subject, part, first));
            }
        }
        // The sum would be wrong for the same reason.
        if is_wrong {
            return;
        }
        let breakdowns: BTreeSet<_> = self.parts.iter().filter_map(|(by, _)| *by).collect();
        for breakdown in breakdowns {
            self.check_sum(subject, breakdown, (first, amount), sink);
        }
    }

    /// Whether it agreed with its parts before one of the two was revised. A source that revises a
    /// whole seldom revises all its parts at once; until it does, they are of different days. Where
    /// all of them have been revised, they are held against each other.
    fn was_right_before(&self, subject: Subject<'a>) -> bool {
        let model = subject.model;
        let all = || self.reported.iter().chain(self.parts.iter().map(|(_, part)| part));
        if all().all(|found| earlier(model, found).next().is_some()) {
            return false;
        }
        let agrees = |older: &Self| {
            let mut found = Sink::default();
            older.check(subject, &mut found);
            found.is_empty()
        };
        // The whole that the parts were published with, or the parts that it was.
        let of_whole = self.reported.iter().map(|found| earlier(model, found).count());
        let older = (0..of_whole.max().unwrap_or_default()).map(|n_back| {
            let back = |found: &&'a Observation| earlier(model, found).nth(n_back).unwrap_or(found);
            Self { reported: self.reported.iter().map(back).collect(), ..self.clone() }
        });
        let back = |(by, part): &(Option<Breakdown>, &'a Observation)| {
            (*by, earlier(model, part).next().unwrap_or(part))
        };
        let of_parts = Self { parts: self.parts.iter().map(back).collect(), ..self.clone() };
        older.chain([of_parts]).any(|older| agrees(&older))
    }

    /// Whether any of the figures is negative: net figures, such as migration or profit.
    fn may_be_negative(&self) -> bool {
        let all = self.reported.iter().chain(self.parts.iter().map(|(_, part)| part));
        all.filter_map(|found| found.value.as_ref())
            .any(|value| value.number.coefficient < Decimal::ZERO)
    }

    /// The whole, and the bounds of everything that was reported of it.
    fn amount(&self) -> Option<(&'a Observation, Bounds)> {
        let mut all = self.reported.iter().map(|whole| bounds(whole));
        let first = all.next()??;
        let amount = all.try_fold(first, |one, other| Some(one.or(other?)))?;
        Some((self.reported.first()?, amount))
    }

    fn check_sum(
        &self,
        subject: Subject<'_>,
        breakdown: Breakdown,
        (whole, amount): (&Observation, Bounds),
        sink: &mut Sink,
    ) {
        let of = self.parts.iter().filter(|(by, _)| *by == Some(breakdown));
        let of: Vec<(Key<'_>, &Observation)> =
            of.map(|(_, part)| ((part.indicator, &part.part), *part)).collect();
        let n_parts = of.iter().map(|(key, _)| key).collect::<BTreeSet<_>>().len();
        // One part is compared as it is written; several may each have been rounded.
        let (bounds_of, amount) = match n_parts {
            0 => return,
            1 => (bounds as fn(&Observation) -> Option<Bounds>, amount),
            _ => {
                let mut all = self.reported.iter().map(|whole| rounded_bounds(whole));
                let Some(Some(first)) = all.next() else { return };
                let all = all.try_fold(first, |one, other| Some(one.or(other?)));
                let Some(amount) = all else { return };
                (rounded_bounds as fn(&Observation) -> Option<Bounds>, amount)
            }
        };
        let mut found: BTreeMap<Key<'_>, (Bounds, &Observation)> = BTreeMap::new();
        for (key, part) in of {
            let Some(bounds) = bounds_of(part) else { return };
            let known = found.entry(key).or_insert((bounds, part));
            known.0 = known.0.or(bounds);
        }
        let declared = self.reported.iter().flat_map(|whole| &whole.parts);
        let mut declared = declared.filter(|one| one.by == breakdown).map(|one| one.how);
        let how = declared.next_back();
        let how = how.unwrap_or_else(|| breakdown.default_parts(subject.model, whole.indicator));
        let is_lacking = how == Parts::Complete && self.lacking.contains(&breakdown);
        let how = if is_lacking { Parts::Apart } else { how };
        let none = Bounds::exactly(Decimal::ZERO);
        let sum = found.values().fold(none, |sum, (bounds, _)| sum.plus(*bounds));
        let is_wrong = match how {
            Parts::Overlapping => false,
            // What is lacking may be negative, too.
            Parts::Apart => sum.is_above(amount) && !self.may_be_negative(),
            Parts::Complete => sum.contradict(amount),
        };
        if is_wrong {
            let mut parts: Vec<_> = found.values().map(|(_, part)| *part).collect();
            parts.sort_by_key(|part| part.value_at());
            let is_more = sum.is_above(amount);
            sink.push(wrong_sum(subject, breakdown, whole, &parts, is_more));
        }
    }
}

/// What a figure was before it was revised, known last first.
fn earlier<'a>(model: &'a Model, found: &Observation) -> impl Iterator<Item = &'a Observation> {
    let all = &model.observations;
    let one = all.find(found.header.id.as_str());
    let superseded = one.into_iter().flat_map(|one| all.revisions().superseded_by(one));
    superseded.filter(|earlier| earlier.is_revised).map(|earlier| all.get(earlier.record))
}

fn bounds(found: &Observation) -> Option<Bounds> {
    Bounds::of(found.value.as_ref()?, found.step())
}

/// The same, but of a count half a unit of its last place, too: a column of rounded figures adds
/// up to one more or less.
fn rounded_bounds(found: &Observation) -> Option<Bounds> {
    let value = found.value.as_ref()?;
    let step = if found.step().is_zero() { value.number.last_place()? } else { found.step() };
    Bounds::of(value, step)
}

fn too_large(subject: Subject<'_>, part: &Observation, whole: &Observation) -> Diagnostic {
    let (one, all) = (subject.written(part.value_at()), subject.written(whole.value_at()));
    let message = format!("a part is more than its whole: `{one}` of `{all}`");
    Diagnostic::new(Code::BreakdownSum, part.value_at(), message)
        .related(whole.value_at(), "the whole")
        .help("compare both figures with their sources")
}

fn wrong_sum(
    subject: Subject<'_>,
    breakdown: Breakdown,
    whole: &Observation,
    parts: &[&Observation],
    is_more: bool,
) -> Diagnostic {
    let name = breakdown.key(subject.model);
    let sum: Vec<_> = parts.iter().map(|part| subject.written(part.value_at())).collect();
    let (sum, all) = (sum.join(" + "), subject.written(whole.value_at()));
    let than = if is_more { "more than" } else { "less than" };
    let message =
        format!("the parts by `{name}` add up to {than} the whole: {sum} against `{all}`");
    let diagnostic = Diagnostic::new(Code::BreakdownSum, whole.value_at(), message);
    let diagnostic =
        parts.iter().fold(diagnostic, |all, part| all.related(part.value_at(), "a part"));
    let level = whole.made_of(breakdown).and_then(|one| one.level);
    let said = |word: &str| match level {
        Some(level) => {
            let level = &subject.model.site.region_levels[level.0].id;
            format!("parts: {{ {name}: {{ level: {level}, are: {word} }} }}")
        }
        None => format!("parts: {{ {name}: {word} }}"),
    };
    diagnostic.help(match is_more {
        true => {
            let said = said("overlapping");
            format!("correct the figures, or write `{said}` where parts may overlap")
        }
        false => {
            let said = said("apart");
            format!("add the part that is lacking, or write `{said}` if not all are reported")
        }
    })
}
