//! Decodes the milestones of projects.

use super::super::replanned::replacing;
use super::super::{Milestone, Stage, When};
use super::context::Context;
use crate::diag::{Code, Diagnostic, Sink};
use crate::parse::fields::{Fields, expect_bool};
use crate::parse::node::Node;
use crate::source::Span;
use crate::value::Period;

/// All milestones of a project, in order of time.
pub(in crate::model) fn milestones(
    nodes: &[Node],
    cx: &Context<'_>,
    sink: &mut Sink,
) -> Vec<Milestone> {
    let mut found: Vec<(Milestone, Span)> =
        nodes.iter().enumerate().filter_map(|one| milestone(cx, one, sink)).collect();
    for planned in [true, false] {
        let all = found.iter().map(|(one, _)| one);
        let holds = |one| replacing(one, all.clone()).is_none();
        let alike: Vec<_> =
            found.iter().filter(|(one, _)| one.planned == planned && holds(one)).collect();
        let ends: Vec<_> = found
            .iter()
            .filter(|(one, _)| one.ends && (planned || !one.planned))
            .map(|(one, _)| one)
            .collect();
        report_order(cx, (&alike, &ends), sink);
        report_twice(cx, (&alike, &ends), sink);
    }
    // A stable sort: what the sources do not tell apart stays in the order of the file.
    found.sort_by_key(|(milestone, _)| {
        let undated = matches!(milestone.when, When::KnownBy(_) | When::Unknown);
        (milestone.when.first_day(), undated)
    });
    let mut milestones = Vec::with_capacity(found.len());
    milestones.extend(found.into_iter().map(|(milestone, _)| milestone));
    milestones
}

fn milestone(
    cx: &Context<'_>,
    (number, node): (usize, &Node),
    sink: &mut Sink,
) -> Option<(Milestone, Span)> {
    let mut fields = Fields::new(node, "a milestone", sink)?;
    let stage_node = fields.optional("stage");
    let stage = stage_node.and_then(|node| cx.stage(node, "`stage`", sink));
    let text_node = fields.optional("text");
    let text = cx.words_opt(text_node, "`text`", sink);
    let date_node = fields.optional("date");
    let planned = fields.optional("planned").and_then(|node| expect_bool(node, "`planned`", sink));
    let citations = cx.citations(fields.optional("source"), sink);
    let published = cx.period_opt(fields.optional("published"), "`published`", sink);
    let when = cx.when(date_node, published, &citations, sink);
    let start = fields.start();
    fields.finish(sink);
    if stage_node.is_none() && text_node.is_none() {
        sink.push(
            Diagnostic::new(Code::MissingField, start, "a milestone needs a `stage` or a `text`")
                .help("add `stage: signed`, or `text: …` where it opens no stage"),
        );
        return None;
    }
    let span = date_node.map_or(start, |node| node.span);
    let planned = planned.unwrap_or(false);
    let ends = stage.is_some_and(|stage| cx.stages[stage.0].end);
    let (place, known) = (number, cx.known(published, &citations).map(Period::first_day));
    let milestone =
        Milestone { stage, ends, place, text, when, planned, published, known, citations };
    Some((milestone, span))
}

/// Milestones that are all planned, or all not; and those of the project by which it ends, which
/// part its life into stretches.
type Stretches<'m> = (&'m [&'m (Milestone, Span)], &'m [&'m Milestone]);

/// Whether one of some milestones came between two others.
fn is_parted(between: &[&Milestone], first: &Milestone, second: &Milestone) -> bool {
    between.iter().any(|one| one.lies_between(first, second))
}

/// A stage that is dated wholly before an earlier one is seldom right. Plans are held against
/// plans only: what happened may well come before or after what was planned.
fn report_order(cx: &Context<'_>, (milestones, ends): Stretches<'_>, sink: &mut Sink) {
    let dated: Vec<_> = milestones
        .iter()
        .filter_map(|(milestone, span)| {
            let stage = milestone.stage.filter(|_| !milestone.ends)?;
            Some((stage, milestone.when.date()?, *span, milestone))
        })
        .collect();
    for (stage, date, span, milestone) in &dated {
        let earlier = dated.iter().find(|(other, other_date, _, earlier)| {
            other < stage
                && other_date.first_day() > date.last_day()
                && !is_parted(ends, milestone, earlier)
        });
        if let Some((other, other_date, place, _)) = earlier {
            let name = |stage: &Stage| stage.id.to_string();
            let (late, early) = (name(&cx.stages[stage.0]), name(&cx.stages[other.0]));
            sink.push(
                Diagnostic::new(
                    Code::MilestoneOrder,
                    *span,
                    format!("`{late}` on {date} comes before `{early}` on {other_date}"),
                )
                .related(*place, format!("`{early}` is dated here"))
                .help("correct one of the two dates, or leave both if the stages did come in this order"),
            );
            return;
        }
    }
}

/// A stage is planned once and reached once, unless the project ended and went on in between; a
/// second date would leave open which one holds. Of plans that became known one after the other,
/// the last holds.
fn report_twice(cx: &Context<'_>, (milestones, ends): Stretches<'_>, sink: &mut Sink) {
    for (number, (milestone, span)) in milestones.iter().enumerate() {
        let Some(stage) = milestone.stage else { continue };
        // A project that was paused and went on may be paused again.
        let others = || milestones.iter().map(|(one, _)| one).filter(|one| !one.ends);
        let between: Vec<_> = match milestone.ends {
            true => others().collect(),
            false => ends.to_vec(),
        };
        let first = milestones[..number].iter().find(|(other, _)| {
            other.stage == Some(stage)
                && !is_parted(&between, other, milestone)
                && !is_parted(&between, milestone, other)
        });
        let Some((_, place)) = first else { continue };
        let name = &cx.stages[stage.0].id;
        let (word, help) = match milestone.planned {
            true => (
                "planned",
                "say when each plan became known, by `published` or its source: the later one holds; or give one a `text` and no `stage` if it is another step",
            ),
            false => (
                "reached",
                "keep the date that holds; mark the other `planned: true` if it was a plan, or give it a `text` and no `stage` if it is another step",
            ),
        };
        sink.push(
            Diagnostic::new(
                Code::DuplicateMilestone,
                *span,
                format!("`{name}` is {word} a second time"),
            )
            .related(*place, "the first time")
            .help(help),
        );
    }
}
