//! `empty-chart`: a call for a chart in a text for which there is too little to draw.
//!
//! Whether there is enough only drawing tells, so this rule stands here and not in `check/`. Each
//! chart that texts ask for is drawn once, in the first language.

use super::drawn;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::shortcode::{Block, Chart, Shortcode, bind};
use crate::model::{Model, each_markdown};
use crate::parse::markdown::calls::Call;
use crate::render::scope::Scope;
use crate::render::site::RenderSite;

/// Whether any text asks for a chart. If none does, what rendering reads need not be made to check.
#[must_use]
pub fn asks_for_charts(model: &Model) -> bool {
    let mut found = false;
    each_markdown(model, &mut |markdown| found |= markdown.calls.iter().any(is_chart));
    found
}

/// Reports the charts in texts that draw nothing.
#[must_use]
pub fn empty_charts(site: &RenderSite<'_>) -> Vec<Diagnostic> {
    let model = site.model;
    // What is only not known yet may be drawn later.
    let page = site.plan.pages.first().filter(|_| !model.site.lacks_later);
    let Some(page) = page else { return Vec::new() };
    let mut asked: Vec<(&Call, Chart)> = Vec::new();
    each_markdown(model, &mut |markdown| {
        for call in markdown.calls.iter().filter(|call| is_chart(call)) {
            let mut problems = Sink::default();
            // What else is wrong with a call has been reported.
            if let Some(Shortcode::Block(Block::Chart(chart))) = bind(model, call, &mut problems)
                && problems.is_empty()
            {
                asked.push((call, chart));
            }
        }
    });
    let mut known: Vec<(Chart, Option<&'static str>)> = Vec::new();
    let mut found = Vec::new();
    for (call, chart) in asked {
        let before = known.iter().find(|(known, _)| *known == chart).map(|(_, why)| *why);
        let why = before.unwrap_or_else(|| {
            let why = drawn(&Scope::new(site, page), "chart", chart).err().map(|empty| empty.why);
            known.push((chart, why));
            why
        });
        found.extend(why.map(|why| report(call, why)));
    }
    found
}

fn is_chart(call: &Call) -> bool {
    &*call.name == "chart"
}

fn report(call: &Call, why: &str) -> Diagnostic {
    Diagnostic::new(Code::EmptyChart, call.span, format!("this chart draws nothing: {why}"))
        .help("take the call out, ask for another kind, or record what it lacks")
}
