//! Figures as people write them in a field of a record.

use crate::targets::places::check_range;
use crate::targets::setting::{Setting, all_locales, setting};
use wellspring::locale::Expect;
use wellspring::value::{Currency, Quantity, Relation};

/// Reads a figure in every expectation; one that can be read is printed in every language and read
/// back as the same.
pub(crate) fn check(text: &str) {
    let units = &setting().units;
    let project = units.unit("project").expect("projects are counted everywhere");
    let money = Currency::from_code("CNY").expect("a currency in use");
    for expect in [Expect::Any, Expect::Money(money), Expect::Unit(project), Expect::Count] {
        match setting().lexicon.quantity(text, expect) {
            Ok(quantity) => check_printed(text, &quantity),
            Err(error) => {
                check_range(text, &error.range);
                assert!(!error.message.is_empty(), "{text:?}");
            }
        }
    }
}

fn check_printed(text: &str, quantity: &Quantity) {
    let Setting { units, lexicon, .. } = setting();
    let expect = quantity.unit.map_or(Expect::Any, Expect::Unit);
    let fits = quantity.base_value(units).is_some()
        && quantity.upper.is_none_or(|_| quantity.base_upper(units).is_some());
    assert_eq!(quantity.upper.is_some(), quantity.relation == Relation::Range, "{text:?}");
    for locale in all_locales() {
        let printed = locale.quantity(quantity, units);
        // An amount past 28 digits is printed, but is no value to compare with.
        if !fits {
            continue;
        }
        let read = lexicon.quantity(&printed, expect);
        let read = read.unwrap_or_else(|why| panic!("{text:?} is printed {printed:?}: {why}"));
        let amounts = |one: &Quantity| (one.base_value(units), one.base_upper(units), one.unit);
        assert_eq!(amounts(&read), amounts(quantity), "{text:?} is printed {printed:?}");
        // A language without a word for 余 says "more than".
        let weaker = (quantity.relation, read.relation) == (Relation::SomeOver, Relation::MoreThan);
        assert!(weaker || read.relation == quantity.relation, "{text:?} is printed {printed:?}");
    }
}
