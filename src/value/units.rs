//! The units a site knows: those built in and its own.

use super::{Currency, Id, Localized, Number, PluralForms, Unit, UnitId};
use rust_decimal::Decimal;

/// What a unit measures; units of one kind convert into each other, except counts and rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitKind {
    /// Things that are counted; each counting unit stands for itself.
    Count,
    /// Power, base watt.
    Power,
    /// Energy, base watt hour.
    Energy,
    /// Area, base square metre.
    Area,
    /// Length, base metre.
    Length,
    /// Mass, base gram.
    Mass,
    /// Volume, base cubic metre.
    Volume,
    /// Time by the clock, base second.
    Time,
    /// Time by the calendar, base month.
    Calendar,
    /// How many times as much, base once.
    Multiple,
    /// What cannot add up: so many per 100,000, an index, a score, a ratio; each stands for itself.
    Rate,
}

impl UnitKind {
    /// Every kind with its name in `site.yaml`.
    pub const NAMED: [(&'static str, Self); 11] = [
        ("count", Self::Count),
        ("power", Self::Power),
        ("energy", Self::Energy),
        ("area", Self::Area),
        ("length", Self::Length),
        ("mass", Self::Mass),
        ("volume", Self::Volume),
        ("time", Self::Time),
        ("calendar", Self::Calendar),
        ("multiple", Self::Multiple),
        ("rate", Self::Rate),
    ];

    /// The kind with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// Its name in `site.yaml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// Whether each unit of the kind stands for itself and for its multiples only.
    const fn is_apart(self) -> bool {
        matches!(self, Self::Count | Self::Rate)
    }
}

/// How many base units one unit is, as a fraction: 1 mu is 2000/3 m², which no decimal holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitFactor {
    /// Over the denominator.
    pub numerator: Decimal,
    /// Never zero.
    pub denominator: Decimal,
}

impl UnitFactor {
    /// The base unit itself.
    pub const ONE: Self = Self { numerator: Decimal::ONE, denominator: Decimal::ONE };

    /// So many times as much; `None` if that does not fit.
    #[must_use]
    pub fn times(self, factor: Decimal) -> Option<Self> {
        let numerator = self.numerator.checked_mul(factor)?.normalize();
        Some(Self { numerator, denominator: self.denominator })
    }
}

/// A unit other than money and percent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitDefinition {
    /// Its name in ledgers and locale files.
    pub id: Id,
    /// What it measures.
    pub kind: UnitKind,
    /// How many base units of its kind it is; of a count or a rate, how many of the unit that it
    /// is a multiple of.
    pub factor: UnitFactor,
    /// The unit that it is a multiple of, itself no multiple of another.
    pub of: Option<UnitId>,
    /// Its symbol in every language, such as `MW`; a locale file may have a word for it.
    pub symbol: Option<&'static str>,
    /// How it is written, for a unit of the site; locale files write those built in.
    pub forms: Option<Localized<PluralForms>>,
}

/// Every unit of a site, built-in ones first.
#[derive(Debug, Clone)]
pub struct Units {
    definitions: Vec<UnitDefinition>,
}

impl Units {
    /// The units every site has.
    ///
    /// # Panics
    ///
    /// Never: the table is tested.
    #[must_use]
    pub fn builtin() -> Self {
        let define = |&(id, kind, numerator, denominator, symbol): &BuiltinUnit| {
            let id = Id::parse(id).expect("the table holds ids");
            let factor =
                UnitFactor { numerator: numerator.into(), denominator: denominator.into() };
            let symbol = Some(symbol).filter(|symbol| !symbol.is_empty());
            UnitDefinition { id, kind, factor, of: None, symbol, forms: None }
        };
        Self { definitions: BUILTIN.iter().map(define).collect() }
    }

    /// Adds a unit of the site; `None` if there is one of that name, or no number left.
    pub fn add(&mut self, definition: UnitDefinition) -> Option<UnitId> {
        if self.by_name(definition.id.as_str()).is_some() {
            return None;
        }
        let id = UnitId(u16::try_from(self.definitions.len()).ok()?);
        self.definitions.push(definition);
        Some(id)
    }

    /// The definition of a unit.
    ///
    /// # Panics
    ///
    /// If the unit is from another, larger set of units.
    #[must_use]
    pub fn get(&self, id: UnitId) -> &UnitDefinition {
        &self.definitions[id.index()]
    }

    /// The unit with that name.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<UnitId> {
        let index = self.definitions.iter().position(|known| known.id.as_str() == name)?;
        u16::try_from(index).ok().map(UnitId)
    }

    fn by_symbol(&self, symbol: &str) -> Option<UnitId> {
        let index = self.definitions.iter().position(|known| known.symbol == Some(symbol))?;
        u16::try_from(index).ok().map(UnitId)
    }

    /// What an indicator or a fact may name as its unit: `CNY`, `percent`, `percentage-point`, or
    /// the name or the symbol of a unit.
    #[must_use]
    pub fn unit(&self, name: &str) -> Option<Unit> {
        match name {
            "percent" | "%" => Some(Unit::Percent),
            "percentage-point" => Some(Unit::PercentagePoint),
            _ => match Currency::from_code(name) {
                Some(currency) => Some(Unit::Money(currency)),
                None => self.by_name(name).or_else(|| self.by_symbol(name)).map(Unit::Named),
            },
        }
    }

    /// The name of a unit, as [`Units::unit`] reads it.
    #[must_use]
    pub fn name(&self, unit: Unit) -> &str {
        match unit {
            Unit::Money(currency) => currency.code(),
            Unit::Percent => "percent",
            Unit::PercentagePoint => "percentage-point",
            Unit::Named(id) => self.get(id).id.as_str(),
        }
    }

    /// Every unit with its definition.
    pub fn iter(&self) -> impl Iterator<Item = (UnitId, &UnitDefinition)> {
        (0..=u16::MAX).map(UnitId).zip(&self.definitions)
    }

    /// Whether a unit counts things.
    #[must_use]
    pub fn is_count(&self, unit: Unit) -> bool {
        matches!(unit, Unit::Named(id) if self.get(id).kind == UnitKind::Count)
    }

    /// Whether a figure in the unit is written without a word: a rate for which the site has none.
    #[must_use]
    pub fn is_wordless(&self, id: UnitId) -> bool {
        let definition = self.get(id);
        definition.kind == UnitKind::Rate && definition.forms.is_none()
    }

    /// Whether a unit is one of time, by the clock or by the calendar.
    #[must_use]
    pub fn is_time(&self, id: UnitId) -> bool {
        matches!(self.get(id).kind, UnitKind::Time | UnitKind::Calendar)
    }

    /// Whether a bare number may be a figure in the unit: things are counted and rates are told
    /// without a word.
    #[must_use]
    pub fn is_told_bare(&self, unit: Unit) -> bool {
        let is_rate = |id| self.get(id).kind == UnitKind::Rate;
        self.is_count(unit) || matches!(unit, Unit::Named(id) if is_rate(id))
    }

    /// Whether a figure in the unit is a whole number of things: not of a count in thousands.
    #[must_use]
    pub fn is_single_count(&self, unit: Unit) -> bool {
        self.is_count(unit) && matches!(unit, Unit::Named(id) if self.get(id).of.is_none())
    }

    /// Whether amounts in a unit can add up: percentages, rates and how many times as much
    /// something is cannot.
    #[must_use]
    pub fn can_add_up(&self, unit: Unit) -> bool {
        match unit {
            Unit::Money(_) => true,
            Unit::Percent | Unit::PercentagePoint => false,
            Unit::Named(id) => !matches!(self.get(id).kind, UnitKind::Rate | UnitKind::Multiple),
        }
    }

    /// Whether amounts in the two units can be compared: the same unit, a unit and its multiple,
    /// or two measures of one kind. Money converts to no other currency.
    #[must_use]
    pub fn comparable(&self, left: Unit, right: Unit) -> bool {
        match (left, right) {
            (Unit::Named(a), Unit::Named(b)) => {
                let kind = self.get(a).kind;
                let is_one = self.root(a) == self.root(b);
                is_one || (kind == self.get(b).kind && !kind.is_apart())
            }
            _ => left == right,
        }
    }

    /// The unit that one is a multiple of, or else itself.
    fn root(&self, id: UnitId) -> UnitId {
        self.get(id).of.unwrap_or(id)
    }

    /// The amount in the base unit of its kind, exact up to 28 digits; `None` if it does not fit.
    #[must_use]
    pub fn base_value(&self, number: Number, unit: Unit) -> Option<Decimal> {
        let value = number.value()?;
        match unit {
            Unit::Named(id) => {
                let UnitFactor { numerator, denominator } = self.get(id).factor;
                value.checked_mul(numerator)?.checked_div(denominator)
            }
            _ => Some(value),
        }
    }
}

impl Units {
    /// The same amount in another unit of its kind; `None` between kinds, between currencies, and
    /// where no decimal is exact.
    #[must_use]
    pub fn convert(&self, number: Number, from: Unit, to: Unit) -> Option<Number> {
        let (Unit::Named(a), Unit::Named(b)) = (from, to) else { return None };
        if !self.comparable(from, to) {
            return None;
        }
        let (from, to) = (self.get(a).factor, self.get(b).factor);
        let numerator = from.numerator.checked_mul(to.denominator)?;
        let denominator = from.denominator.checked_mul(to.numerator)?;
        let product = number.value()?.checked_mul(numerator)?;
        let converted = product.checked_div(denominator)?.normalize();
        // A division that does not come out fills all 28 digits; no source prints 12 decimals.
        (converted.scale() <= 12).then(|| Number::plain(converted))
    }
}

impl Default for Units {
    fn default() -> Self {
        Self::builtin()
    }
}

type BuiltinUnit = (&'static str, UnitKind, i64, i64, &'static str);

/// Name, kind, factor to the base unit, symbol in every language. 1 mu (亩) is 1/15 ha; 1 jin (斤) is half a kilogram;
/// acre, foot and mile are those of the international yard (1959).
#[rustfmt::skip]
const BUILTIN: &[BuiltinUnit] = &[
    ("item", UnitKind::Count, 1, 1, ""),
    ("project", UnitKind::Count, 1, 1, ""),
    ("company", UnitKind::Count, 1, 1, ""),
    ("person", UnitKind::Count, 1, 1, ""),
    ("event", UnitKind::Count, 1, 1, ""),
    ("occasion", UnitKind::Count, 1, 1, ""),
    ("trip", UnitKind::Count, 1, 1, ""),
    ("visit", UnitKind::Count, 1, 1, ""),
    ("household", UnitKind::Count, 1, 1, ""),
    ("vehicle", UnitKind::Count, 1, 1, ""),
    ("set", UnitKind::Count, 1, 1, ""),
    ("unit", UnitKind::Count, 1, 1, ""),
    ("job", UnitKind::Count, 1, 1, ""),
    ("team", UnitKind::Count, 1, 1, ""),
    ("park", UnitKind::Count, 1, 1, ""),
    ("building", UnitKind::Count, 1, 1, ""),
    ("document", UnitKind::Count, 1, 1, ""),
    ("country", UnitKind::Count, 1, 1, ""),
    ("city", UnitKind::Count, 1, 1, ""),
    ("county", UnitKind::Count, 1, 1, ""),
    ("village", UnitKind::Count, 1, 1, ""),
    ("school", UnitKind::Count, 1, 1, ""),
    ("w", UnitKind::Power, 1, 1, "W"),
    ("kw", UnitKind::Power, 1_000, 1, "kW"),
    ("mw", UnitKind::Power, 1_000_000, 1, "MW"),
    ("gw", UnitKind::Power, 1_000_000_000, 1, "GW"),
    ("wh", UnitKind::Energy, 1, 1, "Wh"),
    ("kwh", UnitKind::Energy, 1_000, 1, "kWh"),
    ("mwh", UnitKind::Energy, 1_000_000, 1, "MWh"),
    ("gwh", UnitKind::Energy, 1_000_000_000, 1, "GWh"),
    ("twh", UnitKind::Energy, 1_000_000_000_000, 1, "TWh"),
    ("m2", UnitKind::Area, 1, 1, "m²"),
    ("mu", UnitKind::Area, 2_000, 3, ""),
    ("ha", UnitKind::Area, 10_000, 1, "ha"),
    ("km2", UnitKind::Area, 1_000_000, 1, "km²"),
    ("acre", UnitKind::Area, 40_468_564_224, 10_000_000, ""),
    ("m", UnitKind::Length, 1, 1, "m"),
    ("km", UnitKind::Length, 1_000, 1, "km"),
    ("foot", UnitKind::Length, 3_048, 10_000, ""),
    ("mile", UnitKind::Length, 1_609_344, 1_000, ""),
    ("microgram", UnitKind::Mass, 1, 1_000_000, "µg"),
    ("mg", UnitKind::Mass, 1, 1_000, "mg"),
    ("g", UnitKind::Mass, 1, 1, "g"),
    ("jin", UnitKind::Mass, 500, 1, ""),
    ("kg", UnitKind::Mass, 1_000, 1, "kg"),
    ("t", UnitKind::Mass, 1_000_000, 1, "t"),
    ("litre", UnitKind::Volume, 1, 1_000, "L"),
    ("m3", UnitKind::Volume, 1, 1, "m³"),
    ("hour", UnitKind::Time, 3_600, 1, "h"),
    ("minute", UnitKind::Time, 60, 1, ""),
    ("day", UnitKind::Time, 86_400, 1, ""),
    ("week", UnitKind::Time, 604_800, 1, ""),
    ("month", UnitKind::Calendar, 1, 1, ""),
    ("year", UnitKind::Calendar, 12, 1, ""),
    ("times", UnitKind::Multiple, 1, 1, ""),
];
