//! Dimensions, by which figures are broken down, and the parts of a whole that figures speak of.

use super::declared::{AnyRef, Input, Item, Visit, record};
use super::place::{Industry, Park, Region};
use super::record::{MarkdownText, Phrase, Text};
use super::site::Category;
use super::{Indicator, Model, Project, Ref};
use crate::parse::fields::Fields;
use crate::parse::identity::id;
use crate::parse::node::Node;
use crate::value::{Id, Quantity};
use std::ops::Deref;

record! {
    /// What figures are broken down by, beside park, region, industry, category and project.
    pub struct Dimension in "dimensions", "a dimension" with "name" {
        /// What it means.
        #[kept(Name)]
        pub definition: Option<MarkdownText>,
        /// Its members, in their order: `{ id: female, name: … }`. Ids belong to the dimension.
        #[kept(Name)]
        pub members: Vec<DimensionMember>,
    }
}

/// A member of a dimension of the site.
#[derive(Debug, Clone)]
pub struct DimensionMember {
    /// Its id, which no other member of the dimension has.
    pub id: Id,
    /// What it is called.
    pub name: Text,
}

impl Item for DimensionMember {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        let (cx, sink) = (input.cx, &mut *input.sink);
        let mut fields = Fields::new(node, "a member", sink)?;
        let id = fields.required("id").and_then(|node| id(node, sink));
        let name = fields.required("name").and_then(|node| cx.name(node, "`name`", sink));
        fields.finish(sink);
        let id = id?;
        // Figures of a member whose name is lacking, which was reported, are not at fault.
        let name = name.unwrap_or_else(|| {
            Text::same(Phrase { text: id.as_str().into(), span: node.span }, cx.n_languages())
        });
        Some(Self { id, name })
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        visitor.text(&self.name);
    }

    fn schema() -> serde_json::Value {
        serde_json::json!({ "$ref": "#/$defs/dimension-member" })
    }
}

/// By what a whole is broken down into parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Breakdown {
    /// What projects are marked as.
    Category,
    /// The sector.
    Industry,
    /// The park.
    Park,
    /// The region.
    Region,
    /// The project.
    Project,
    /// Indicators that are a part of it.
    Indicators,
    /// A dimension of the site.
    Dimension(Ref<Dimension>),
}

impl Breakdown {
    /// Those that every site has, each with its word in ledgers and calls.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("category", Self::Category),
        ("industry", Self::Industry),
        ("park", Self::Park),
        ("region", Self::Region),
        ("project", Self::Project),
        ("indicators", Self::Indicators),
    ];

    /// All of a site, each with its word.
    #[must_use]
    pub fn words(model: &Model) -> Vec<(&str, Self)> {
        let own = model.site.dimensions.iter();
        let own = own.map(|(one, of)| (of.header.id.as_str(), Self::Dimension(one)));
        Self::WORDS.iter().copied().chain(own).collect()
    }

    /// Its word in ledgers and calls.
    #[must_use]
    pub fn key(self, model: &Model) -> &str {
        match self {
            Self::Dimension(one) => model.site.dimensions.id(one).as_str(),
            built_in => {
                let found = Self::WORDS.iter().find(|(_, known)| *known == built_in);
                found.map_or("", |(word, _)| word)
            }
        }
    }

    /// How such parts of an indicator make up their whole where nothing is said: a project has one
    /// park, but can have several categories and industries, and what is computed from the ledger
    /// counts it in each of its regions; members of a dimension may be totals of others.
    #[must_use]
    pub fn default_parts(self, model: &Model, indicator: Ref<Indicator>) -> super::Parts {
        let is_measured = || model.indicators.get(indicator).measure.is_some();
        let is_in_several = || model.projects.records().any(|one| one.regions.len() > 1);
        match self {
            Self::Region if is_measured() && is_in_several() => super::Parts::Overlapping,
            Self::Park | Self::Region | Self::Project => super::Parts::Apart,
            Self::Category | Self::Industry | Self::Indicators | Self::Dimension(_) => {
                super::Parts::Overlapping
            }
        }
    }
}

/// A member of something by which figures are broken down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Member {
    /// Marked as.
    Category(Ref<Category>),
    /// In the sector.
    Industry(Ref<Industry>),
    /// In the park.
    Park(Ref<Park>),
    /// In the region.
    Region(Ref<Region>),
    /// Of the project.
    Project(Ref<Project>),
    /// A member of a dimension of the site, by its number there.
    Own(Ref<Dimension>, u16),
}

impl Member {
    /// Of what it is a member.
    #[must_use]
    pub const fn breakdown(self) -> Breakdown {
        match self {
            Self::Category(_) => Breakdown::Category,
            Self::Industry(_) => Breakdown::Industry,
            Self::Park(_) => Breakdown::Park,
            Self::Region(_) => Breakdown::Region,
            Self::Project(_) => Breakdown::Project,
            Self::Own(dimension, _) => Breakdown::Dimension(dimension),
        }
    }

    /// The record that it is; a member of a dimension of the site is none.
    #[must_use]
    pub const fn record(self) -> Option<AnyRef> {
        Some(match self {
            Self::Category(one) => AnyRef::Category(one),
            Self::Industry(one) => AnyRef::Industry(one),
            Self::Park(one) => AnyRef::Park(one),
            Self::Region(one) => AnyRef::Region(one),
            Self::Project(one) => AnyRef::Project(one),
            Self::Own(..) => return None,
        })
    }

    /// The member that a record is, if figures are broken down by such records.
    #[must_use]
    pub const fn of_record(one: AnyRef) -> Option<Self> {
        Some(match one {
            AnyRef::Category(one) => Self::Category(one),
            AnyRef::Industry(one) => Self::Industry(one),
            AnyRef::Park(one) => Self::Park(one),
            AnyRef::Region(one) => Self::Region(one),
            AnyRef::Project(one) => Self::Project(one),
            _ => return None,
        })
    }

    /// Its id.
    #[must_use]
    pub fn id(self, model: &Model) -> &Id {
        self.told(model).0
    }

    /// What it is called.
    #[must_use]
    pub fn name(self, model: &Model) -> &Text {
        self.told(model).1
    }

    fn told(self, model: &Model) -> (&Id, &Text) {
        if let Self::Own(dimension, number) = self {
            let member = &model.site.dimensions.get(dimension).members[usize::from(number)];
            return (&member.id, &member.name);
        }
        let record = self.record().expect("all others are records");
        (model.id(record), &model.record(record).any_header().name)
    }
}

/// The part of a whole that a figure speaks of: a member of each of some dimensions. None at all is
/// the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Members(Box<[Member]>);

impl Members {
    /// The part with these members, no two of them of one dimension.
    #[must_use]
    pub fn new(mut members: Vec<Member>) -> Self {
        members.sort_unstable();
        Self(members.into())
    }

    /// Whether it is the whole.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is of a single project.
    #[must_use]
    pub fn is_of_project(&self) -> bool {
        self.iter().any(|member| matches!(member, Member::Project(_)))
    }

    /// The member that alone makes the part.
    #[must_use]
    pub fn only(&self) -> Option<Member> {
        if let [one] = *self.0 { Some(one) } else { None }
    }

    /// What it is a part of when one of its members is left out.
    #[must_use]
    pub fn without(&self, member: Member) -> Self {
        Self(self.0.iter().copied().filter(|one| *one != member).collect())
    }

    /// Shows the records that it names.
    pub(in crate::model) fn visit(&self, visitor: &mut dyn Visit<'_>) {
        for member in &self.0 {
            match member {
                Member::Own(dimension, _) => visitor.refers((*dimension).into()),
                record => record.record().into_iter().for_each(|one| visitor.refers(one)),
            }
        }
    }
}

impl Deref for Members {
    type Target = [Member];

    fn deref(&self) -> &[Member] {
        &self.0
    }
}

/// Which projects count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// What they belong to.
    pub members: Members,
    /// With an investment in this relation.
    pub investment: Option<Quantity>,
}
