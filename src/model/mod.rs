//! The ledger with all references resolved and all values typed: what checks, plans and views
//! read. A [`Model`] is complete when it exists; records that could not be read are not in it,
//! and the run that made it has diagnostics that say so.

mod as_of;
mod asserted;
mod cache;
pub mod changes;
mod cited;
mod collection;
mod column;
mod comparison;
mod contact;
mod correction;
mod declared;
mod delay;
mod dependencies;
mod document;
mod edition;
mod event;
mod external_links;
mod government;
mod hierarchy;
mod host;
mod image;
mod indicator;
mod indicator_group;
mod invested;
mod investment;
mod left_out;
mod licence;
pub mod map;
mod measure;
mod measured_day;
mod members;
mod milestone_status;
mod missing;
mod named_period;
mod nested;
mod observation;
mod organization;
mod own_field;
mod page;
mod parties;
mod place;
mod progress;
mod project;
mod record;
mod region_level;
mod replanned;
pub mod resolve;
mod revision;
pub mod said;
pub mod shortcode;
mod site;
mod source;
mod stale_after;
mod target;
mod term;
mod texts;
mod updates;

pub use as_of::HeldBack;
use as_of::Knowing;
pub use asserted::{Asserted, DeclaredStatus, HasStatus, StatusTone};
pub use cache::Cache;
pub use collection::{Collection, Ref};
pub use column::{ColumnOf, DeclaredColumn, ProjectField};
pub use comparison::{Against, Base, Change, Comparison, Incomparable, comparisons, is_as_firm};
pub use contact::Contact;
pub use correction::Correction;
pub use declared::{
    AnyRecord, AnyRef, Collected, Declared, EachCollection, EachKind, FieldInfo, KINDS, Kept,
    Model, OF_SETTINGS, RecordKind, Visit, Words, each_citation_of, each_kind, each_markdown_of,
    each_words_of, facts_of,
};
pub use delay::{Days, Delay, delay};
pub use dependencies::{
    Dependencies, Dependency, START, note, note_all, note_ledger, noting, unnoted,
};
pub use document::{Document, DocumentKind};
pub use edition::Edition;
pub use event::{Event, EventKind};
pub use external_links::ExternalLinks;
pub use government::Government;
pub use hierarchy::{InParent, ancestors, any_within, parts, with_ancestors};
pub use host::Host;
pub use image::{Image, each_image};
pub use indicator::{Adds, Indicator, IndicatorKind, Measure, MeasureOf};
pub use indicator_group::{Heading, IndicatorGroup};
pub use invested::{Invested, share_of_whole, told_amount};
pub use investment::Investment;
pub use left_out::LeftOut;
pub use licence::Licence;
pub use measure::{Measured, Measuring, Measurings, measured_periods};
pub use members::{Breakdown, Dimension, DimensionMember, Filter, Member, Members};
pub use milestone_status::MilestoneStatus;
pub use missing::{Missing, MissingReason};
pub use named_period::NamedPeriod;
pub use observation::{Basis, MadeOf, Observation, Parts, Written, keep_firmest};
pub use organization::{Organization, OrganizationKind};
pub use own_field::{OwnChoice, OwnDatum, OwnField, OwnKind, OwnValue};
pub use page::{Page, PageText};
pub use parties::{Parties, Role, RoleIndex};
pub use place::{Industry, IndustryMap, MapStatus, Park, ParkKind, Position, Region};
pub use progress::{
    Actual, ActualFrom, Breach, Digits, Method, ObservationsByIndicator, Progress, Rates, Rollup,
    Status, Stretch, Tone, Why, YearsOf, decimals_of_share, part_ends, planned_points,
    planned_share, progress, reported, steps_of,
};
pub(crate) use progress::{chains, within};
pub use project::{Milestone, Project};
pub use record::{
    Citation, Fact, Header, MarkdownText, NameStatus, Party, Per, Phrase, Record, RecordLink,
    Standing, Text, When,
};
pub use region_level::{LevelIndex, RegionLevel, Tier};
pub use revision::{Revisable, Revisions, Superseded, is_same_amount, same_texts};
pub use site::{Category, Complete, CutOffs, FooterLine, Home, Language, Site, Stage, StageIndex};
pub use source::{Source, SourceKind};
pub use stale_after::StaleAfter;
pub use target::{Baseline, Direction, PaceBy, Path, Plan, PlanPoint, Promise, Target};
pub use term::Term;
pub use texts::{each_address, each_markdown, each_outside_link};
pub use updates::{Periodicity, Updates, still_due};
