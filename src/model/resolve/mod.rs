//! From raw records to the model: ids first, then every record on its own, so that all problems
//! come out in one run and none of them drags others along.

mod columns;
mod complete;
mod context;
mod decode;
mod dimensions;
mod editions;
mod external_links;
mod fit;
mod generator;
mod government;
mod header;
mod images;
mod licence;
mod links;
mod map;
mod measures;
mod missing;
mod model_cache;
mod moves;
mod named_periods;
mod own_fields;
mod pages;
mod parties;
mod places;
mod projects;
mod proposals;
mod region_levels;
mod site;
mod statuses;
mod synonyms;
mod targets;
mod text;
mod units;
mod updates;
mod values;
mod year_starts;

pub use generator::{expect_versions, refusal, theme_refusal};
pub(in crate::model) use measures::{
    Gauge, corrected, measure, members, not_comparable, parts, share, unit, written,
};
pub use model_cache::{Earlier, ModelCache};
pub(in crate::model) use parties::parties;
pub use places::{asked_address, site_address};
pub(in crate::model) use places::{position, web_address};
pub(in crate::model) use projects::milestones;
pub use site::{Preamble, preamble, stage_ids};
pub(in crate::model) use targets::{check_baseline, level, plan, promise};
pub use units::units;
pub(in crate::model) use values::{MAX_DECIMALS, decimals, phrase, string};

use super::{Category, Collection, Dimension, IndicatorGroup, Model, PaceBy, Record};
use crate::diag::Sink;
use crate::locale::Lexicon;
use crate::parse::node::{Node, NodeKind};
use crate::parse::records::Parsed;
use crate::source::{FileId, Sources};
use crate::value::{Currency, Units};
pub(in crate::model) use context::Context;
use context::{IdCollector, Told};
pub(in crate::model) use decode::Decoder;
use decode::identified;
use jiff::civil::Date;
pub(in crate::model) use missing::missing;
pub(in crate::model) use region_levels::region_level;
pub(in crate::model) use statuses::asserted;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
pub(in crate::model) use year_starts::year_starts;

/// What resolving needs besides the records.
#[derive(Debug)]
pub struct Setting<'a> {
    /// The texts, for Markdown.
    pub sources: &'a Sources,
    /// Languages and theme.
    pub preamble: &'a Preamble,
    /// How people write figures and dates.
    pub lexicon: &'a Lexicon,
    /// The units of the site.
    pub units: Units,
    /// Publish drafts too.
    pub drafts: bool,
    /// The day of each file that is the ledger as it was on a day.
    pub days: &'a BTreeMap<FileId, Date>,
}

/// Where problems go.
#[derive(Debug)]
pub struct Sinks<'a> {
    /// Those that are found in one file alone, and stand as long as it does not change.
    pub local: &'a mut Sink,
    /// All others.
    pub site: &'a mut Sink,
}

/// Why there is no model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unresolved {
    /// There are no settings to resolve anything with.
    NoSettings,
    /// Something has changed on which records of the earlier run depend, so that they cannot be
    /// taken over.
    Outdated,
}

/// Resolves everything that was parsed; records of files that are kept are taken from an earlier
/// run.
///
/// # Errors
///
/// If there is no model; nothing that was reported counts if the earlier run is outdated.
pub fn resolve(
    parsed: Parsed,
    setting: Setting<'_>,
    earlier: Option<Earlier<'_>>,
    sinks: &mut Sinks<'_>,
) -> Result<(Model, ModelCache), Unresolved> {
    let site_node = parsed.site.as_ref().filter(|node| matches!(node.kind, NodeKind::Mapping(_)));
    let site_node = site_node.ok_or(Unresolved::NoSettings)?;
    let mut ids = IdCollector::new(&parsed.broken);
    let outlines = model_cache::outlines(setting.sources, &parsed.data);
    let category_nodes = site::nodes_of(site_node, Category::COLLECTION, &mut ids, sinks.site);
    let dimension_nodes = site::nodes_of(site_node, Dimension::COLLECTION, &mut ids, sinks.site);
    let group_nodes = site::nodes_of(site_node, IndicatorGroup::COLLECTION, &mut ids, sinks.site);
    let no_dimensions = Collection::default();
    let slots = identified(parsed.data, &mut ids, sinks.site);
    let mut cx = Context {
        languages: &setting.preamble.languages,
        unsafe_html: setting.preamble.unsafe_html,
        lexicon: setting.lexicon,
        units: &setting.units,
        pace_by: site::pace_by(site_node.get("pace_by"), sinks.site).unwrap_or(PaceBy::Days),
        year_start: site_node.get("year_starts").and_then(|node| year_starts(node, sinks.site)),
        currency: site_node.get("currency").and_then(Node::as_str).and_then(Currency::from_code),
        stages: &[],
        statuses: &[],
        missing: &[],
        periods: &[],
        roles: &[],
        own_fields: &[],
        region_levels: &[],
        publishes_contacts: site::publishes_contacts(site_node.get("contacts"), sinks.site),
        dimensions: &no_dimensions,
        ids: ids.finish(),
        is_whole: true,
        told: Told::default(),
        sources: setting.sources,
        days: setting.days,
        scale: OnceLock::new(),
    };
    let is_current = |is_current: bool| is_current.then_some(()).ok_or(Unresolved::Outdated);
    is_current(earlier.is_none_or(|earlier| earlier.cache.knows(&cx.ids)))?;
    is_current(earlier.is_none_or(|earlier| earlier.cache.days == *setting.days))?;
    // What was proposed for records that are kept depends on it.
    is_current(
        earlier.and_then(|earlier| earlier.cache.scale).is_none_or(|one| one == cx.scale()),
    )?;
    let periods = named_periods::named_periods(&cx, site_node.get("periods"), sinks.site);
    cx.periods = &periods;
    let stages = site::stages(&cx, site_node.get("stages"), sinks.site);
    cx.stages = &stages;
    let statuses = statuses::statuses(&cx, site_node.get("statuses"), sinks.site);
    cx.statuses = &statuses;
    let reasons = missing::reasons(&cx, site_node.get("missing"), sinks.site);
    cx.missing = &reasons;
    let region_levels =
        region_levels::region_levels(&cx, site_node.get("region_levels"), sinks.site);
    cx.region_levels = &region_levels;
    let roles = parties::roles(&cx, site_node.get("roles"), sinks.site);
    cx.roles = &roles;
    let dimensions = dimensions::dimensions(&cx, &dimension_nodes, sinks.site);
    cx.dimensions = &dimensions;
    let own_fields = own_fields::own_fields(&cx, site_node.get("fields"), sinks.site);
    cx.own_fields = &own_fields;
    let mut site =
        site::site(&cx, site_node, setting.preamble, stages.clone(), &category_nodes, sinks.site)
            .ok_or(Unresolved::NoSettings)?;
    site.groups = site::records(&cx, &group_nodes, sinks.site);
    let numbered = category_nodes.iter().enumerate();
    let lost = numbered.filter(|(_, (id, _))| site.categories.find(id.as_str()).is_none());
    let lost: BTreeSet<usize> = lost.map(|(number, _)| number).collect();
    if !lost.is_empty() {
        cx.lose(Category::COLLECTION, lost);
    }

    let mut decoder = Decoder { cx, earlier, slots, sink: sinks.local };
    let mut model = Model::decoded(site, setting.units.clone(), &mut decoder);
    let cx = decoder.cx;
    is_current(earlier.is_none_or(|earlier| earlier.cache.told == cx.told))?;
    let earlier_texts = earlier.map(|earlier| &earlier.cache.texts);
    let (pages, texts) = pages::pages(&cx, &parsed.pages, earlier_texts, &setting, sinks);
    model.pages = pages;
    let scale = cx.scale.get().copied();
    let days = setting.days.clone();
    let cache = ModelCache {
        outlines,
        scale,
        is_whole: cx.is_whole,
        ids: cx.ids,
        told: cx.told,
        texts,
        days,
    };
    Ok((model, cache))
}
