//! A figure that is not exact stands for many: whatever a site has claimed of it holds for each of
//! them.
//!
//! Ledgers of `read_back` are built, then again with every inexact figure replaced by an exact one
//! inside its interval. No status that was given may change, no sum may leave the bounds that were
//! printed, and no two amounts whose order was told may change places.
//!
//! `READ_BACK_SITES=2000` tries more ledgers, `READ_BACK_SEED=17` that one alone.

use crate::page_text::text_of;
use crate::read_back::exact::{End, Ratio, Relation, Span};
use crate::read_back::ledger::{Case, Dice, Ledger, PARKS, Written};
use crate::read_back::page::{Card, between, cards};
use crate::read_back::reader::{Lang, YUAN, figure};
use crate::read_back::words::read_status;
use crate::read_back::{build, try_all};
use crate::site_case::{SiteCase, page};
use std::collections::BTreeMap;

/// How many ledgers are tried.
const N_SITES: u64 = 40;

/// In how many ways the figures of each are replaced.
const N_REPLACED: u64 = 4;

/// Digits that are put behind those of a figure for what lies right beside its ends.
const FINER: u32 = 3;

/// An exact figure within an inexact one: one of its ends where that belongs to it, one close to an
/// end, or any.
fn within(dice: &mut Dice, inexact: Written) -> Written {
    if inexact.relation == Relation::Exactly && inexact.upper.is_none() {
        return inexact;
    }
    let is_whole = inexact.unit.is_count && inexact.power == 0;
    let decimals = if is_whole { 0 } else { inexact.decimals + FINER };
    let step = Ratio::decimal(1, decimals, inexact.power);
    let span = inexact.span();
    let Span { low, high } = if is_signed(inexact) { span } else { span.not_negative() };
    let reach = (inexact.value().abs() + step * Ratio::whole(10)) * Ratio::whole(2);
    let low = low.unwrap_or(End { at: inexact.value() - reach, open: true });
    let high = high.unwrap_or(End { at: inexact.value() + reach, open: true });
    // The ends in steps, those inside that are nearest to them.
    let first = (low.at / step).ceiling() + i128::from(low.open && (low.at / step).is_whole());
    let last = (high.at / step).floor() - i128::from(high.open && (high.at / step).is_whole());
    if first > last {
        return inexact;
    }
    let digits = match dice.below(3) {
        0 => first,
        1 => last,
        _ => dice.between(first, last.min(first + 10_000_000)),
    };
    Written { relation: Relation::Exactly, digits, decimals, upper: None, ..inexact }
}

fn is_signed(written: Written) -> bool {
    !written.unit.is_count && written.unit.id != "mu"
}

/// The same ledger with exact figures; a limit of a measure stays what it is.
fn replaced(ledger: &Ledger, dice: &mut Dice) -> Ledger {
    let mut ledger = ledger.clone();
    for case in &mut ledger.cases {
        case.observations.iter_mut().for_each(|found| found.value = within(dice, found.value));
        for target in &mut case.targets {
            let inexact = target.clone();
            target.value = within(dice, target.value);
            if let Some((value, _)) = &mut target.baseline {
                *value = within(dice, *value);
            }
            // There is no way from a place to itself.
            let base = target.baseline.as_ref().map(|(base, _)| base.value());
            if base == Some(target.value.value()) {
                *target = inexact;
            }
        }
    }
    for project in &mut ledger.projects {
        // What is invested is never less than nothing.
        project.investment = project.investment.map(|investment| {
            let exact = within(dice, investment);
            Written { digits: exact.digits.max(0), ..exact }
        });
    }
    ledger
}

/// The targets of a site by indicator and period, as their pages show them.
fn shown(ledger: &Ledger) -> Result<BTreeMap<(String, String), Card>, Vec<String>> {
    let is_meant = |path: &str| path.starts_with("en/targets/") && path.ends_with("/index.html");
    let pages = build(ledger, is_meant)?;
    let mut all = BTreeMap::new();
    for (path, html) in &pages {
        let slug = path.trim_start_matches("en/targets/").trim_end_matches("index.html");
        for card in cards(html) {
            let id = card.href.rsplit('/').nth(1).unwrap_or_default().to_owned();
            all.insert((id, slug.trim_end_matches('/').to_owned()), card);
        }
    }
    Ok(all)
}

/// What a site claimed of inexact figures and what does not hold of exact ones.
fn contradictions(ledger: &Ledger) -> Result<Vec<String>, Vec<String>> {
    let before = shown(ledger)?;
    let mut all = Vec::new();
    for number in 0..N_REPLACED {
        let mut dice = Dice(ledger.seed * 1000 + number);
        let exact = replaced(ledger, &mut dice);
        let after = shown(&exact)?;
        for ((id, slug), was) in &before {
            let case = |of: &Ledger| of.cases.iter().find(|case| case.id == *id).cloned();
            let (Some(inexact), Some(case)) = (case(ledger), case(&exact)) else { continue };
            let Some(is) = after.get(&(id.clone(), slug.clone())) else { continue };
            if let Some(fault) = contradiction(&inexact, was, is) {
                let (was, is) = (ledger.said_of(&inexact), exact.said_of(&case));
                all.push(format!("{fault}\n{was}and\n{is}"));
            }
        }
    }
    Ok(all)
}

fn contradiction(case: &Case, was: &Card, is: &Card) -> Option<String> {
    let key = |card: &Card| read_status(Lang::En, &card.status).map(|said| said.keys);
    let (before, after) = (key(was)?, key(is)?);
    if before != ["not-assessable"] && before != after {
        return Some(format!("`{}` becomes `{}`", was.status, is.status));
    }
    // What is left out because it may belong to a sum or may not is told beside it.
    if was.caveats.iter().any(|caveat| caveat.contains("not exact enough")) {
        return None;
    }
    let (Some(sum), Some(exact)) =
        (figure(Lang::En, &was.result, case.unit), figure(Lang::En, &is.result, case.unit))
    else {
        return None;
    };
    let is_within = exact.span.exact().is_none_or(|exact| sum.span.contains(exact));
    (!is_within).then(|| format!("`{}` becomes `{}`", was.result, is.result))
}

#[test]
fn exact_figures_within_inexact_ones_change_nothing_that_was_claimed() {
    try_all(N_SITES, |ledger| contradictions(ledger).unwrap_or_else(|errors| errors));
}

/// The parks with their amounts in the order in which the words of a chart tell them:
/// `East Park: RMB 1 billion; North Park: nearly RMB 500 million.`
fn told(ledger: &Ledger) -> Result<Vec<(&'static str, Span)>, Vec<String>> {
    let pages = build(ledger, |path| path == "en/charts/index.html")?;
    let html = pages.values().next().map_or("", String::as_str);
    // The description of the drawing, which has an id of its own.
    let words = between(html, "<desc", "</desc>").and_then(|words| words.split_once('>'));
    let words = words.map(|(_, words)| text_of(words)).unwrap_or_default();
    let parts = words.trim_end_matches('.').split("; ");
    let parts = parts.filter_map(|part| {
        let (name, amount) = part.split_once(": ")?;
        let (_, _, name) = PARKS.into_iter().find(|(_, _, known)| *known == name)?;
        Some((name, figure(Lang::En, amount, &YUAN)?.span))
    });
    Ok(parts.collect())
}

/// What the words of a chart tell of sums and their order that does not hold of exact figures.
fn misorders(ledger: &Ledger) -> Result<Vec<String>, Vec<String>> {
    let before = told(ledger)?;
    let mut all = Vec::new();
    for number in 0..N_REPLACED {
        let mut dice = Dice(ledger.seed * 1000 + number);
        let exact = replaced(ledger, &mut dice);
        let after = told(&exact)?;
        let place = |name: &str| after.iter().position(|(known, _)| *known == name);
        let files = [ledger, &exact].map(|of| of.files()["content/data/projects.yaml"].clone());
        let mut fault = |words: String| {
            all.push(format!("seed {}: {words}\n{}and\n{}", ledger.seed, files[0], files[1]));
        };
        for (at, (name, sum)) in before.iter().enumerate() {
            let Some(now) = place(name) else { continue };
            if after[now].1.exact().is_some_and(|exact| !sum.contains(exact)) {
                fault(format!("{name}: {sum} becomes {}", after[now].1));
            }
            for (less, other) in &before[at + 1..] {
                let is_reversed = place(less).is_some_and(|place| place < now);
                if sum.is_apart_from(*other) && is_reversed {
                    fault(format!("{name} was before {less}, {sum} before {other}"));
                }
            }
        }
    }
    Ok(all)
}

#[test]
fn sums_and_their_order_in_a_chart_hold_for_every_exact_figure() {
    try_all(N_SITES, |ledger| misorders(ledger).unwrap_or_else(|errors| errors));
}

#[test]
fn what_may_pass_a_filter_or_not_decides_no_status() {
    let site = SiteCase::small();
    site.put(
        "content/data/indicators.yaml",
        "- { id: large, name: { zh: 大项目, en: Large }, unit: CNY, measure: { sum: investment, reaching: signed, where: { investment: \">= 3 亿元\" } } }\n",
    );
    let project = |id: &str, investment: &str| {
        format!(
            "- {{ id: {id}, name: {{ zh: 项目{id}, en: Project {id} }}, investment: {investment}, milestones: [{{ stage: signed, date: 2030-02-01, source: report }}] }}\n"
        )
    };
    site.put(
        "content/data/projects.yaml",
        [project("a", "9亿元"), project("b", "2–4亿元")].concat(),
    );
    for (target, status) in
        [("8 亿元", "Achieved"), ("10 亿元", "Not assessable"), ("14 亿元", "Missed")]
    {
        site.put(
            "content/data/targets.yaml",
            format!(
                "- {{ indicator: large, period: 2030-Q1, at_least: {target}, source: report }}\n"
            ),
        );
        let built = site.build_clean();
        let card = cards(page(&built, "en/targets/2030-q1/index.html")).remove(0);
        assert_eq!((&*card.status, &*card.result), (status, "RMB 900 million"), "{target}");
    }
}
