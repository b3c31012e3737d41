//! What a language needs besides its numbers, units and relations so that figures can be found
//! in its running text.

use crate::locale::decode::words;
use crate::value::Relation;
use indexmap::IndexMap;

words! {
    /// The words around figures in running text, and those that only look like figures.
    #[derive(Debug, Default)]
    FigureWords {
        /// Words for numbers. Where a language says a hundred and a thousand without `one`, they are
        /// among them, and multiply a smaller number before them.
        numbers: IndexMap<Box<str>, u32>,
        /// Numbers in a row, for `{n}` of `told`: `third`.
        ordinals: IndexMap<Box<str>, u32>,
        /// What is put to digits for such a number: `14th`.
        ordinal_endings: Vec<Box<str>>,
        /// Words that multiply what stands before them, such as `dozen`.
        multipliers: IndexMap<Box<str>, u32>,
        /// Words that are one before a scale word or a part: `a million`, `a third`.
        articles: Vec<Box<str>>,
        /// A half before a scale word: `half a million`.
        half: Vec<Box<str>>,
        /// A half more after a number in words: `two and a half`.
        and_half: Vec<Box<str>>,
        /// Words for a number and a half, by that number: полтора is one.
        with_half: IndexMap<Box<str>, u32>,
        /// Words within a number: `one hundred and ten`.
        joins: Vec<Box<str>>,
        /// Between denominator and numerator, in this order.
        fraction_mark: Option<Box<str>>,
        /// Parts of a whole after their number: `thirds`.
        denominators: IndexMap<Box<str>, u32>,
        /// What must follow a single part, so that `a quarter of` is one and `a quarter` is not.
        part_of: Vec<Box<str>>,
        /// Between a part and its whole: `17 of the 21`.
        part_to_whole: Vec<Box<str>>,
        /// Before a number that counts what the things of the number before lie in:
        /// `93 titles in 16 sports`.
        part_in: Vec<Box<str>>,
        /// Between two neighbouring numbers that are a guess: `three or four`.
        either: Vec<Box<str>>,
        /// Relations that are hardly more than a manner of speaking: `some 30`.
        loose: Vec<Box<str>>,
        /// Those that are so before a time: `over five years`.
        loose_of_time: Vec<Box<str>>,
        /// Before a part with a slash, which may be a date or a code elsewhere: 占全省的1/3.
        slash_after: Vec<Box<str>>,
        /// Whole phrases, with numerator and denominator.
        fractions: IndexMap<Box<str>, (u32, u32)>,
        /// Words that say how many times as much something is.
        multiples: IndexMap<Box<str>, u32>,
        /// Such words within a verb that they are none without, and the verb: 一番 of 翻了近一番.
        turned: IndexMap<Box<str>, u32>,
        turns: Vec<Box<str>>,
        /// Whether growth by n times leads to n + 1 times as much.
        growth_adds_one: bool,
        /// Words for tenths, each ten percent.
        tenths: Vec<Box<str>>,
        /// Words for tenths of a price that remain of it: 八折 is 80 percent, 八五折 is 85.
        discounts: Vec<Box<str>>,
        /// Parts of one of a currency by its code, with their power of ten: 角, 分.
        coins: IndexMap<Box<str>, IndexMap<Box<str>, u8>>,
        /// Those that are one only behind a larger one: 分 of 2角5分.
        small_coins: IndexMap<Box<str>, IndexMap<Box<str>, u8>>,
        /// Words for hundredths of a percentage point.
        basis_points: Vec<Box<str>>,
        /// Before a number of years that someone has lived.
        ages: Vec<Box<str>>,
        /// Behind a figure, saying which way it is, whatever verb stands before: `2 points slower`.
        compared_up: Vec<Box<str>>,
        compared_down: Vec<Box<str>>,
        /// Verbs that open a clause and say which way its share went, in a language without a word
        /// for `by`: 压减一般性支出12.5%.
        opening_up: Vec<Box<str>>,
        opening_down: Vec<Box<str>>,
        /// Nouns that begin with such a verb: 增加值.
        opening_nouns: Vec<Box<str>>,
        /// What may stand between a figure and the words about it.
        fillers: Vec<Box<str>>,
        /// Words that make a number negative: `minus 20`.
        minus: Vec<Box<str>>,
        /// The same behind a number and its unit: `12 degrees below zero`.
        minus_behind: Vec<Box<str>>,
        /// Relations behind a time only: 7日内.
        behind_time: IndexMap<Box<str>, Relation>,
        /// Relations behind money and shares only: 20万元封顶.
        behind_money: IndexMap<Box<str>, Relation>,
        /// Behind a word within a number that stands behind a time: 来 of 两年多来.
        behind_over: Vec<Box<str>>,
        /// Before a time that is a length and no date: 工期30日.
        lengths: Vec<Box<str>>,
        /// Behind a scale word that says how large something is: 百亿级.
        levels: Vec<Box<str>>,
        /// Things whose size the money of a scale word alone says: 项目 of 亿元项目.
        sized: Vec<Box<str>>,
        /// Words of a clause that tells a figure of a part, or for each of something.
        tells_part: Vec<Box<str>>,
        /// How the name of a place within the whole ends: 县.
        tells_place: Vec<Box<str>>,
        /// Words that end so and mean the whole: 全县.
        tells_whole: Vec<Box<str>>,
        /// Sorts of places, the largest first: what is in their names, and words for the whole of
        /// one. Sorts have the same names in all languages.
        places: IndexMap<Box<str>, PlaceWords>,
        /// Longer words that hold one of those names and are none: 上市.
        no_places: Vec<Box<str>>,
        /// Words that may stand beside a name and its figure and make it one of no part: `the`, 实现.
        /// With any other word it is not sure what the figure is of.
        beside_names: Vec<Box<str>>,
        /// Words that start another clause: `and`.
        opens_clause: Vec<Box<str>>,
        /// With what a clause begins or ends that says what part the next one is about: `among`, 中.
        narrows: Vec<Box<str>>,
        /// Words of a clause that tells what is to be reached.
        tells_target: Vec<Box<str>>,
        /// What announces the unit of a table or of a row: `Unit`.
        unit_labels: Vec<Box<str>>,
        /// Before a power or a scale word alone, saying more than that: 上千万.
        above_power: Vec<Box<str>>,
        /// Parts of a whole that are one only where a word of `part_of` follows.
        parts_with_whole: Vec<Box<str>>,
        /// Before what something became: `from 16% to 13%`. What it was follows a word before ranges.
        change_to: Vec<Box<str>>,
        /// Those of them that say so behind a verb, too, where the others say by how much: 增长到 and
        /// not 增长达. All, if none is named.
        becomes: Vec<Box<str>>,
        /// Relations that may stand apart from their figure.
        apart: IndexMap<Box<str>, Relation>,
        /// What ends the words between one that is no bound and a share. Any may, if none is named.
        apart_ends: Vec<Box<str>>,
        /// What ends the words between one that is no bound and any figure, so that it is said of a
        /// mark: `exceeded the target of 6%`. Without such words any may stand between.
        apart_marks: Vec<Box<str>>,
        /// Bounds behind the words that follow their figure: `97 percent of residents or more`.
        apart_behind: IndexMap<Box<str>, Relation>,
        /// Words before a rank, whose bound is none of the figure: `26 areas rated AAAA or above`.
        grades: Vec<Box<str>>,
        /// What stands between such a relation and an amount for each of something.
        each: Vec<Box<str>>,
        /// Verbs that say which way something went by a figure that follows their object: `cuts
        /// the footprint by a third`.
        moved_up: Vec<Box<str>>,
        moved_down: Vec<Box<str>>,
        /// Before such a figure: `by`.
        moved_by: Vec<Box<str>>,
        /// What a share is whose sign says which way something went: 增速为-3.4%, `growth was 3.4%`.
        rates_up: Vec<Box<str>>,
        rates_down: Vec<Box<str>>,
        /// Between such a word and its figure: `was`.
        rates_are: Vec<Box<str>>,
        /// With what the words begin that may stand between: `growth of exports was`. Any may, if
        /// none is named.
        rates_of: Vec<Box<str>>,
        /// Before two numbers with a colon, which are a ratio and no time of the day then.
        ratios: Vec<Box<str>>,
        /// Words besides numbers that have to say the same in every language, by what they can be
        /// mistaken for: `previous month` for 上年. Groups and their members have the same names in
        /// all languages; a member `none` holds longer words that say nothing. `{n}` in a word is a
        /// number, which is the member then, and `{nth}` one that says a place in a row.
        told: IndexMap<Box<str>, IndexMap<Box<str>, Vec<Box<str>>>>,
        up: Sides as optional,
        down: Sides as optional,
        /// Words that count anything, which no unit has.
        measure_words: Vec<Box<str>>,
        /// Words of units that mean something else in running text.
        not_units: Vec<Box<str>>,
        /// Words that are a unit only where it is clear, by its name, and measure words elsewhere: 分.
        if_clear: IndexMap<Box<str>, Vec<Box<str>>>,
        /// Words of other units that may be told for one, by its name: 18.3万人 for so many jobs.
        may_mean: IndexMap<Box<str>, Vec<Box<str>>>,
        /// The things that are counted, by the name of their unit.
        nouns: IndexMap<Box<str>, Vec<Box<str>>>,
        /// Words that end the search for what is counted.
        noun_stops: Vec<Box<str>>,
        /// What may follow a number without a unit, in a script without spaces.
        particles: Vec<Box<str>>,
        /// Between numbers that share the unit of the last one: `6.5, 43.0 and 50.5 percent`.
        lists: Vec<Box<str>>,
        /// Before a number that is a name or a code.
        not_before: Vec<Box<str>>,
        /// After a number that is a name or a code.
        not_after: Vec<Box<str>>,
        /// Words that hold numerals and are no figures.
        not_figures: Vec<Box<str>>,
        /// After the digits, making them no number: 十几.
        vague_inside: Vec<Box<str>>,
        /// Dates without a year and spans of time, as patterns.
        dates: Vec<Box<str>> as optional = |node, decoder| {
            Some(decoder.patterns(node, &DATE_SLOTS, &[]))
        },
    }
}

words! {
    /// Words of a sort of place.
    #[derive(Debug, Default, Clone)]
    PlaceWords {
        names: Vec<Box<str>>,
        whole: Vec<Box<str>>,
    }
}

words! {
    /// Words before and after a figure.
    #[derive(Debug, Default)]
    Sides {
        before: Vec<Box<str>>,
        after: Vec<Box<str>>,
    }
}

const DATE_SLOTS: [&str; 22] = [
    "year",
    "year2",
    "month",
    "month2",
    "month_name",
    "month_name2",
    "month_of_day",
    "month_of_day2",
    "month_short_name",
    "month_short_name2",
    "day",
    "day2",
    // The same and the month with two digits.
    "dd",
    "mm",
    "quarter",
    "quarter_name",
    "half",
    "half_name",
    "third_name",
    // So many months or quarters from the beginning of the year.
    "months",
    "quarters",
    // Hours, minutes and the like; the last two digits of a year.
    "number",
];
