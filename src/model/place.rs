//! Where projects are and what they do: regions, parks, industries.

use super::Header;
use super::Record;
use super::Ref;
use super::record::Citation;
use super::record::Fact;
use super::record::MarkdownText;
use super::record::Text;
use crate::value::Period;
use rust_decimal::Decimal;

/// A part of the territory.
#[derive(Debug, Clone)]
pub struct Region {
    /// Id, name, note.
    pub header: Header,
    /// In words.
    pub summary: Option<MarkdownText>,
}

/// An industrial park or another platform.
#[derive(Debug, Clone)]
pub struct Park {
    /// Id, name, note.
    pub header: Header,
    /// Other names.
    pub aliases: Vec<Text>,
    /// The part of the territory it lies in.
    pub region: Option<Ref<Region>>,
    /// The industries it is meant for.
    pub industries: Vec<Ref<Industry>>,
    /// A park with a name, or an area.
    pub kind: ParkKind,
    /// Where it is.
    pub position: Option<Position>,
    /// In words.
    pub summary: Option<MarkdownText>,
    /// What is known of it.
    pub facts: Vec<Fact>,
}

/// A place on the earth, in degrees of WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Latitude, from −90 to 90, north is positive.
    pub lat: Decimal,
    /// Longitude, from −180 to 180, east is positive.
    pub lon: Decimal,
}

/// What a park is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParkKind {
    /// A park with a name of its own.
    Park,
    /// An area that is not a named park.
    Area,
}

impl ParkKind {
    /// The words used in `parks.yaml`.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("park", Self::Park), ("area", Self::Area)];
}

/// A sector.
#[derive(Debug, Clone)]
pub struct Industry {
    /// Id, name, note.
    pub header: Header,
    /// Other names.
    pub aliases: Vec<Text>,
    /// One of the territory's leading industries.
    pub leading: bool,
    /// The segments of its chain, from upstream to downstream.
    pub chain: Vec<Text>,
    /// Its investment map (招商图谱).
    pub map: Option<IndustryMap>,
    /// The regions that it is meant for.
    pub regions: Vec<Ref<Region>>,
    /// In words.
    pub summary: Option<MarkdownText>,
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

/// How far an industry map is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapStatus {
    /// Intended.
    Planned,
    /// Being drawn.
    Drawing,
    /// Done.
    Completed,
}

impl MapStatus {
    /// The words used in `industries.yaml`.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("planned", Self::Planned), ("drawing", Self::Drawing), ("completed", Self::Completed)];
}

impl Record for Region {
    const COLLECTION: &'static str = "regions";

    fn header(&self) -> &Header {
        &self.header
    }
}

impl Record for Park {
    const COLLECTION: &'static str = "parks";

    fn header(&self) -> &Header {
        &self.header
    }
}

impl Record for Industry {
    const COLLECTION: &'static str = "industries";

    fn header(&self) -> &Header {
        &self.header
    }
}
