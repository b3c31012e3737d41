//! How a stated number stands to the true one.

/// How a stated number stands to the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Relation {
    /// The number itself.
    #[default]
    Exactly,
    /// The number or more (≥).
    AtLeast,
    /// More than the number (>).
    MoreThan,
    /// The number or less (≤).
    AtMost,
    /// Less than the number (<).
    LessThan,
    /// Somewhere near the number (≈).
    About,
    /// A little less than the number.
    Nearly,
    /// More than the number and less than the next step of its last digit: 30-odd (余, 多).
    SomeOver,
    /// From the number to the upper one, both included.
    Range,
    /// From the number to less than the upper one. Like the next two, this is computed and never
    /// written in a ledger.
    FromToLess,
    /// More than the number, up to the upper one.
    AboveTo,
    /// More than the number and less than the upper one.
    Between,
}

impl Relation {
    /// Every relation that a ledger can state, with its name in locale files.
    pub const NAMED: [(&'static str, Self); 9] = [
        ("exactly", Self::Exactly),
        ("at_least", Self::AtLeast),
        ("more_than", Self::MoreThan),
        ("at_most", Self::AtMost),
        ("less_than", Self::LessThan),
        ("about", Self::About),
        ("nearly", Self::Nearly),
        ("some_over", Self::SomeOver),
        ("range", Self::Range),
    ];

    /// The relation with that name, such as `at_least`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(known, _)| *known == name).map(|(_, relation)| *relation)
    }

    /// Those that are computed only, with their names.
    const COMPUTED: [(&'static str, Self); 3] = [
        ("from_to_less", Self::FromToLess),
        ("above_to", Self::AboveTo),
        ("between", Self::Between),
    ];

    /// Every relation, with its name.
    pub fn all() -> impl Iterator<Item = (&'static str, Self)> {
        Self::NAMED.into_iter().chain(Self::COMPUTED)
    }

    /// Its name in locale files, templates and data files.
    ///
    /// # Panics
    ///
    /// Never: each has a name.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = Self::all().find(|(_, known)| *known == self);
        found.expect("each relation has a name").0
    }
}
