//! Corrections of what was published.

use super::declared::{Corrected, Input, Item, record};
use super::indicator::Indicator;
use super::investment::Investment;
use super::members::Members;
use super::project::Project;
use super::record::Text;
use super::resolve::corrected;
use super::{Model, Ref, said};
use crate::parse::node::Node;
use crate::source::Spanned;
use crate::value::{Period, Quantity};
use serde_json::{Value, json};

record! {
    /// A change to what a published edition said, named as such. It is of a result, of a target
    /// (`target: true`), or of the investment of a project (`project`): of the amount that is
    /// stated, or of what it counts as, where `to` is in the currency of that.
    pub struct Correction in "corrections", "a correction" {
        /// The edition that is corrected: an id of `editions`.
        pub edition: Spanned<Box<str>>,
        /// The indicator of the figure.
        pub indicator: Option<Ref<Indicator>> as Gauged,
        /// Its period.
        pub period: Option<Period>,
        /// The part of the indicator that it is of.
        pub part ("where"): Members,
        /// Whether it is a target.
        pub is_target ("target"): bool = false,
        /// The project whose investment is corrected.
        pub project: Option<Ref<Project>>,
        /// What the edition says since; left out, it does not have the figure any more.
        pub to: Option<Quantity> as Corrected,
        /// The day on which this was made known.
        pub date: Period as Announced,
        /// Why.
        pub reason: Text,
    }
}

impl Item<Corrected> for Quantity {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        let gauge = input.gauge();
        corrected(input.cx, node, gauge, input.sink)
    }

    fn schema() -> Value {
        json!({ "$ref": "#/$defs/quantity" })
    }
}

impl Correction {
    /// Whether it is of a figure of an indicator.
    #[must_use]
    pub fn is_of(&self, (indicator, period, part): (Ref<Indicator>, Period, &Members)) -> bool {
        self.indicator == Some(indicator) && self.period == Some(period) && self.part == *part
    }

    /// What it corrects, as `editions.lock` calls it; `None` if it does not say.
    #[must_use]
    pub fn figure(&self, model: &Model) -> Option<String> {
        match (self.indicator, self.period, self.project) {
            (Some(indicator), Some(period), None) => {
                Some(said::of_indicator(model, self.is_target, indicator, period, &self.part))
            }
            (None, None, Some(project)) => Some(match self.is_of_conversion(model, project) {
                true => said::of_conversion(model, project),
                false => said::of_investment(model, project),
            }),
            _ => None,
        }
    }

    /// Whether it is of what the investment of a project counts as, and not of the amount that is
    /// stated: the two are in different currencies.
    #[must_use]
    pub fn is_of_conversion(&self, model: &Model, project: Ref<Project>) -> bool {
        let investment = model.projects.get(project).investment;
        let converted = investment.as_ref().and_then(Investment::converted);
        self.to.zip(converted).is_some_and(|(to, converted)| to.unit == converted.unit)
    }

    /// What the edition said before, as it was published.
    #[must_use]
    pub fn was(&self, model: &Model) -> Option<Quantity> {
        let edition = model.site.locked.iter().find(|one| *one.id == *self.edition.value)?;
        said::untold(&edition.figures.get(&self.figure(model)?)?.text, &model.units)
    }
}
