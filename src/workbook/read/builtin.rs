//! The formats that Excel knows by their numbers and does not write into a file.

/// A month in the language of the system, where it is the first of one: which formats of dates have
/// no day differs between languages.
pub(super) const MONTH_OF_SYSTEM: &str = "yyyy\"年\"m\"月\"\\ ";

/// The format of a number; `None` for those that say nothing of a number or a day.
pub(super) fn code(number: u32) -> Option<&'static str> {
    match number {
        9 => Some("0%"),
        10 => Some("0.00%"),
        14 | 22 => Some("mm-dd-yy"),
        15 => Some("d-mmm-yy"),
        16 => Some("d-mmm"),
        17 => Some("mmm-yy"),
        number => of_system(number),
    }
}

/// The format of a number that stands for another one in each language of Excel: in Chinese
/// 2031年3月 and 3月5日 among others.
pub(super) fn of_system(number: u32) -> Option<&'static str> {
    match number {
        27 | 36 | 50 | 52 | 57 => Some(MONTH_OF_SYSTEM),
        28..=31 | 51 | 53 | 54 | 58 => Some("yyyy-mm-dd"),
        _ => None,
    }
}
