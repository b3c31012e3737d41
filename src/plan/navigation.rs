//! What the header offers, and what is above a page.

use super::{Index, Kind};
use crate::model::Model;

/// An entry of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NavEntry {
    /// The page.
    pub kind: Kind,
    /// The key of its interface string; a section that has a page of its own is named by it.
    pub key: &'static str,
}

/// The header's entries: at most seven, empty sections left out.
#[must_use]
pub fn navigation(model: &Model, index: &Index) -> Vec<NavEntry> {
    let mut entries = vec![NavEntry { kind: Kind::Home, key: "nav-home" }];
    let mut add = |there: bool, kind: Kind, key: &'static str| {
        if there {
            entries.push(NavEntry { kind, key });
        }
    };
    add(!index.periods.is_empty(), Kind::Targets, "nav-targets");
    add(!model.projects.is_empty(), Kind::Projects, "nav-projects");
    add(!model.parks.is_empty(), Kind::Parks, "nav-parks");
    add(index.has_timeline(), Kind::Timeline, "nav-timeline");
    let reports = index.sections.iter().position(|section| section == "reports");
    let section = reports.or((!index.sections.is_empty()).then_some(0));
    add(section.is_some(), Kind::Section(section.unwrap_or(0)), "nav-reports");
    add(true, Kind::Data, "nav-data");
    entries
}

/// The page above a page, for breadcrumbs and for the entry of the navigation it belongs to;
/// `None` for the home page and what stands outside.
#[must_use]
pub fn parent(model: &Model, index: &Index, kind: Kind) -> Option<Kind> {
    let parent = match kind {
        Kind::Chooser
        | Kind::RootNotFound
        | Kind::Home
        | Kind::DataSet(..)
        | Kind::DataPackage
        | Kind::Calendar
        | Kind::Feed => return None,
        Kind::TargetPeriod(_) => Kind::Targets,
        Kind::Indicator(_) => Kind::Indicators,
        Kind::Project(_) | Kind::Stage(_) | Kind::Category(_) => Kind::Projects,
        Kind::Park(_) | Kind::Region(_) if !model.parks.is_empty() => Kind::Parks,
        Kind::Industry(_) => Kind::Industries,
        Kind::Organization(_) => Kind::Organizations,
        Kind::Schedule => Kind::Projects,
        Kind::ParkTimeline(one) => Kind::Park(one),
        Kind::RegionTimeline(one) => Kind::Region(one),
        Kind::TimelineYear(_) => Kind::Timeline,
        Kind::Event(_) if index.has_timeline() => Kind::Timeline,
        Kind::Document(_) => Kind::Documents,
        Kind::Source(_) => Kind::Sources,
        Kind::Indicators
        | Kind::Industries
        | Kind::Organizations
        | Kind::Documents
        | Kind::Sources
        | Kind::Glossary
        | Kind::Method
        | Kind::Translations => Kind::Data,
        Kind::Written(number) => {
            let section = model.pages[number].section();
            let found =
                section.and_then(|name| index.sections.iter().position(|known| known == name));
            found.map_or(Kind::Home, Kind::Section)
        }
        _ => Kind::Home,
    };
    Some(parent)
}
