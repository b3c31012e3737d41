//! Figures in running text, and those of two languages against each other.

use crate::targets::places::check_range;
use crate::targets::setting::setting;
use wellspring::figures::{Side, pair};
use wellspring::locale::{FigureReader, Reading};

/// Reads a text in every language, and its first half against its second.
pub(crate) fn check(text: &str) {
    setting().readers.iter().for_each(|reader| check_reading(reader, text));
    let half = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
    let (one, other) = text.split_once('\n').unwrap_or(text.split_at(half));
    let readers = [&setting().readers[0], &setting().readers[1]];
    check_pairing(readers, one, other);
    check_pairing(readers, text, text);
}

fn check_reading(reader: &FigureReader, text: &str) {
    let Reading { figures, periods, told } = reader.read(text);
    let mut end = 0;
    for figure in &figures {
        check_range(text, &figure.range);
        check_range(text, &figure.number_range);
        let (range, number) = (&figure.range, &figure.number_range);
        assert!(range.start <= number.start && number.end <= range.end, "{figure:?} of {text:?}");
        assert!(!number.is_empty() && end <= range.start, "{figure:?} of {text:?}");
        end = range.end;
        for value in [figure.base_value(&setting().units), figure.base_upper(&setting().units)] {
            assert!(value.is_none_or(|value| value.scale() <= 28), "{figure:?}");
        }
        let _ = figure.half_step(&setting().units);
    }
    let mut end = 0;
    for found in &periods {
        check_range(text, &found.range);
        assert!(!found.range.is_empty() && end <= found.range.start, "{found:?} of {text:?}");
        end = found.range.end;
    }
    let mut start = 0;
    for word in &told {
        check_range(text, &word.range);
        assert!(!word.range.is_empty() && start <= word.range.start, "{word:?} of {text:?}");
        start = word.range.start;
    }
}

fn check_pairing(readers: [&FigureReader; 2], left: &str, right: &str) {
    let readings = [readers[0].read(left), readers[1].read(right)];
    let sides = [Side::new(left, &readings[0]), Side::new(right, &readings[1])]
        .map(|side| Side { year: Some(2033), ..side });
    for pairing in pair(sides[0], sides[1], &setting().units) {
        pairing.left.iter().for_each(|range| check_range(left, range));
        pairing.right.iter().for_each(|range| check_range(right, range));
        assert!(!pairing.left.is_empty() || !pairing.right.is_empty(), "{left:?} {right:?}");
    }
}
