//! Where projects are and what they do: regions, parks, industries.

use super::as_of::Knowing;
use super::declared::{Field, Input, Item, Kept, Part, Regions, Visit, one_of, record};
use super::record::{Citation, Fact, MarkdownText, Text};
use super::resolve::Context;
use super::{Collection, LevelIndex, Ref};
use crate::diag::{Code, Diagnostic};
use crate::parse::fields::{Fields, expect_one_of, one_or_many};
use crate::parse::node::Node;
use crate::value::{Period, shrink};
use rust_decimal::Decimal;

record! {
    /// A part of the territory.
    pub struct Region in "regions", "a region" with "name" {
        /// The region that it lies in.
        #[kept(Name)]
        pub parent: Option<Ref<Region>>,
        /// Its level, such as county or province: one of `region_levels` in `site.yaml`.
        #[kept(Name)]
        pub level: Option<LevelIndex>,
        /// What it is, in words.
        pub summary: Option<MarkdownText>,
    }
}

/// `regions`, or `region` with one.
impl Field<Regions> for Vec<Ref<Region>> {
    fn decode(input: &mut Input<'_, '_>) -> Option<Self> {
        let (several, one) = (input.fields.take("regions"), input.fields.take("region"));
        if let (Some((first, _)), Some((key, _))) = (several, one) {
            let message = "`region` says again where it is";
            let diagnostic = Diagnostic::new(Code::DuplicateKey, key.span, message);
            input.sink.push(diagnostic.related(first.span, "here").help("keep one of the two"));
        }
        let several = several.map(|(_, node)| ("`regions`", one_or_many(node)));
        let one = one.map(|(_, node)| ("`region`", std::slice::from_ref(node)));
        let (what, nodes) = several.or(one).unwrap_or_default();
        let mut found = Self::new();
        for region in nodes.iter().filter_map(|node| input.cx.reference(node, what, input.sink)) {
            if !found.contains(&region) {
                found.push(region);
            }
        }
        Some(shrink(found))
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        self.iter().for_each(|one| visitor.refers((*one).into()));
    }

    fn clear(&mut self) {
        Self::clear(self);
    }

    fn schema() -> serde_json::Value {
        let id = serde_json::json!({ "$ref": "#/$defs/id-of-regions" });
        let about = "The part of the territory that it is in; without it, that of its park.";
        serde_json::json!({ "properties": {
            "region": { "$ref": "#/$defs/id-of-regions", "description": about },
            "regions": {
                "type": "array",
                "items": id,
                "description": "The same with several: it counts whole in each and once in totals.",
            },
        } })
    }
}

record! {
    /// An industrial park or another platform.
    pub struct Park in "parks", "a park" with "name" tells regions {
        /// Other names that texts use for it.
        #[kept(Name)]
        pub aliases: Vec<Text>,
        /// The part of the territory it lies in.
        #[kept(Parts)]
        pub region: Option<Ref<Region>>,
        /// The industries it is meant for.
        #[kept(Parts)]
        pub industries: Vec<Ref<Industry>>,
        /// Whether it is a park with a name or an area; `park` if nothing is said.
        #[kept(Name)]
        pub kind: ParkKind = ParkKind::Park,
        /// Where it is, in degrees of WGS 84: `{ lat: 12.5, lon: 45.25 }`. With two parks that have
        /// one, the map of parks is drawn by them.
        pub position: Option<Position>,
        /// What it is, in words.
        pub summary: Option<MarkdownText>,
        /// Figures and other facts that are known of it.
        #[kept(Parts)]
        pub facts: Vec<Fact>,
    }
}

impl Park {
    /// A project without a region of its own is in that of its park.
    fn regions(parks: &Collection<Self>, cx: &mut Context<'_>) {
        cx.told.regions_of_parks = cx.by_number(parks, |park| park.region);
    }
}

/// A place on the earth, in degrees of WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Latitude, from −90 to 90, north is positive.
    pub lat: Decimal,
    /// Longitude, from −180 to 180, east is positive.
    pub lon: Decimal,
}

one_of! {
    /// What a park is.
    pub enum ParkKind {
        /// A park with a name of its own.
        Park = "park",
        /// An area that is not a named park.
        Area = "area",
    }
}

record! {
    /// A sector.
    pub struct Industry in "industries", "an industry" with "name" {
        /// Other names that texts use for it.
        #[kept(Name)]
        pub aliases: Vec<Text>,
        /// The sector that it is a part of.
        #[kept(Name)]
        pub parent: Option<Ref<Industry>>,
        /// One of the territory's leading industries.
        pub leading: bool = false,
        /// The segments of its chain, from upstream to downstream.
        pub chain: Vec<Text>,
        /// Its investment map (招商图谱): how far it is, when it was finished, and where this is said.
        #[kept(Parts)]
        pub map: Option<IndustryMap>,
        /// The regions that it is meant for.
        pub regions: Vec<Ref<Region>>,
        /// What it is, in words.
        pub summary: Option<MarkdownText>,
    }
}

/// The investment map of an industry: where the gaps in its chain are and whom to approach.
#[derive(Debug, Clone)]
pub struct IndustryMap {
    /// How far it is.
    pub status: MapStatus,
    /// When it was finished.
    pub date: Option<Period>,
    /// Where this is said.
    pub citations: Vec<Citation>,
}

one_of! {
    /// How far an industry map is.
    pub enum MapStatus, keys "map-" {
        /// Intended.
        Planned = "planned",
        /// Being drawn.
        Drawing = "drawing",
        /// Done.
        Completed = "completed",
    }
}

impl Part for IndustryMap {
    fn citations(&self) -> &[Citation] {
        &self.citations
    }

    fn citations_mut(&mut self) -> &mut Vec<Citation> {
        &mut self.citations
    }
}

impl Item for IndustryMap {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        let (cx, sink) = (input.cx, &mut *input.sink);
        let mut fields = Fields::new(node, "a map", sink)?;
        let status = fields
            .required("status")
            .and_then(|node| expect_one_of(node, "`status`", MapStatus::WORDS, sink));
        let date = cx.period_opt(fields.optional("date"), "`date`", sink);
        let citations = cx.citations(fields.optional("source"), sink);
        fields.finish(sink);
        Some(Self { status: status?, date, citations })
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        self.visit_part(visitor);
    }

    fn keep(&mut self, knowing: &Knowing<'_>, known: Kept) -> bool {
        self.keep_part(knowing, known)
    }

    fn schema() -> serde_json::Value {
        serde_json::json!({ "$ref": "#/$defs/industry-map" })
    }
}
