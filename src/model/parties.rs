//! Who takes part in a project, by role.

use super::Text;
use super::declared::{Field, Input, Item, Visit};
use super::resolve::parties;
use super::{Organization, Party, Ref};
use crate::value::Id;
use serde_json::{Value, json};

/// What somebody is to a project.
#[derive(Debug, Clone)]
pub struct Role {
    /// Its id.
    pub id: Id,
    /// Its name; `None` for one of every site, whose name is an interface string.
    pub name: Option<Text>,
    /// Who has it is kept in the ledger and not published.
    pub is_internal: bool,
}

/// The number of a role among those of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoleIndex(pub usize);

impl RoleIndex {
    /// Who invests.
    pub const INVESTOR: Self = Self(0);
    /// Who takes part otherwise.
    pub const PARTNER: Self = Self(1);
    /// The roles that every site has, by their ids, each with a field of its own.
    pub const BUILT_IN: [(&'static str, &'static str); 2] =
        [("investor", "investors"), ("partner", "partners")];

    /// The field that it has of its own, if every site has it.
    #[must_use]
    pub fn field(self) -> Option<&'static str> {
        Self::BUILT_IN.get(self.0).map(|(_, field)| *field)
    }
}

/// Who takes part in a project, in the order of the roles.
#[derive(Debug, Clone, Default)]
pub struct Parties(Vec<(RoleIndex, Vec<Party>)>);

impl Parties {
    /// Those of some roles, each role once.
    #[must_use]
    pub fn new(mut by_role: Vec<(RoleIndex, Vec<Party>)>) -> Self {
        by_role.sort_by_key(|(role, _)| *role);
        by_role.retain(|(_, parties)| !parties.is_empty());
        Self(by_role)
    }

    /// Role by role; none is empty.
    pub fn by_role(&self) -> impl Iterator<Item = (RoleIndex, &[Party])> {
        self.0.iter().map(|(role, parties)| (*role, &**parties))
    }

    /// Who has a role.
    #[must_use]
    pub fn of(&self, role: RoleIndex) -> &[Party] {
        let found = self.0.iter().find(|(one, _)| *one == role);
        found.map_or(&[], |(_, parties)| parties)
    }

    /// Everybody, once for each role.
    pub fn iter(&self) -> impl Iterator<Item = &Party> {
        self.0.iter().flat_map(|(_, parties)| parties)
    }

    /// The roles that an organization has.
    pub fn roles_of(&self, one: Ref<Organization>) -> impl Iterator<Item = RoleIndex> {
        let party = Party::Organization(one);
        self.by_role().filter(move |(_, all)| all.contains(&party)).map(|(role, _)| role)
    }
}

/// `parties`, and a field for each role that every site has.
impl Field for Parties {
    fn decode(input: &mut Input<'_, '_>) -> Option<Self> {
        Some(parties(input))
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        self.iter().for_each(|party| Item::visit(party, visitor));
    }

    fn clear(&mut self) {
        self.0.clear();
    }

    fn schema() -> Value {
        let parties = json!({ "type": "array", "items": { "$ref": "#/$defs/party" } });
        let of_role = |about: &str| {
            let mut schema = parties.clone();
            schema["description"] = about.into();
            schema
        };
        json!({ "properties": {
            "parties": {
                "type": "object",
                "additionalProperties": parties,
                "description": "Who takes part, by `roles` of the site: `{ owner: [city-works], contractor: [A builder] }`; organizations by id, or names in words.",
            },
            "investors": of_role("Who invests; the same as `parties: { investor: … }`."),
            "partners": of_role("Who takes part otherwise; the same as `parties: { partner: … }`."),
        } })
    }
}
