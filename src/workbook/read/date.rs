//! Dates of cells, as precise as they are shown.

use super::builtin::MONTH_OF_SYSTEM;
use calamine::ExcelDateTime;

/// A date as `2023-03-05`, or `2023-03` and `2023` where the format of its cell shows no more: who
/// types 2023年3月 gets the first of the month, which nobody said.
pub(super) fn date(date: &ExcelDateTime, format: Option<&str>) -> String {
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    let is_first = day == 1 && format == Some(MONTH_OF_SYSTEM);
    let format = format.filter(|format| is_first || *format != MONTH_OF_SYSTEM);
    let shows = |letter: char| format.is_none_or(|format| shows(format, letter));
    match (shows('d'), shows('m')) {
        (true, _) => format!("{year:04}-{month:02}-{day:02}"),
        (false, true) => format!("{year:04}-{month:02}"),
        (false, false) => format!("{year:04}"),
    }
}

/// A day in ISO form, as precise as the format of its cell shows it.
pub(super) fn as_shown(day: String, format: Option<&str>) -> String {
    let shows = |letter: char| format.is_none_or(|format| shows(format, letter));
    let length = match (shows('d'), shows('m')) {
        (true, _) => return day,
        (false, true) => "2031-03".len(),
        (false, false) => "2031".len(),
    };
    match day.get(..length) {
        Some(shorter) if day.len() == "2031-03-05".len() => shorter.to_owned(),
        _ => day,
    }
}

/// Whether a format shows a part of a date: its letter stands outside of quotes and brackets.
fn shows(format: &str, letter: char) -> bool {
    let mut end = None;
    let mut is_literal = false;
    for c in format.chars() {
        match end {
            Some(closing) if c == closing => end = None,
            Some(_) => {}
            None if std::mem::take(&mut is_literal) => {}
            None => match c {
                '"' => end = Some('"'),
                '[' => end = Some(']'),
                '\\' | '_' | '*' | '!' => is_literal = true,
                _ if c.eq_ignore_ascii_case(&letter) => return true,
                _ => {}
            },
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::shows;

    #[test]
    fn formats_show_days_or_not() {
        for format in ["yyyy-mm-dd", "d/m/yy", "[$-804]yyyy\"年\"m\"月\"d\"日\""] {
            assert!(shows(format, 'd'), "{format}");
        }
        for format in ["yyyy\"年\"m\"月\"", "mmm-yy", "yyyy", "[$-809d]mmm yy", "yyyy\\d"] {
            assert!(!shows(format, 'd'), "{format}");
        }
    }
}
