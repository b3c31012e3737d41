//! Numbers of cells as decimal texts.

/// The number as a spreadsheet shows it where a cell is wide enough: rounded to 15 significant
/// digits, without an exponent. So 0.30000000000000004 is 0.3.
pub(in crate::workbook) fn decimal(number: f64) -> String {
    let scientific = format!("{number:.14e}");
    let Some((digits, exponent)) = scientific.split_once('e') else { return number.to_string() };
    let Ok(exponent) = exponent.parse::<i32>() else { return number.to_string() };
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", digits),
    };
    let digits = digits.replace('.', "");
    let digits = digits.trim_end_matches('0');
    match digits {
        "" => "0".to_owned(),
        _ => format!("{sign}{}", placed(digits, exponent)),
    }
}

/// Digits with the point behind the first of them moved by an exponent.
fn placed(digits: &str, exponent: i32) -> String {
    let n_before = exponent + 1;
    let length = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let zeros = |n: i32| "0".repeat(usize::try_from(n).unwrap_or(0));
    if n_before <= 0 {
        return format!("0.{}{digits}", zeros(-n_before));
    }
    if n_before >= length {
        return format!("{digits}{}", zeros(n_before - length));
    }
    let (before, after) = digits.split_at(usize::try_from(n_before).unwrap_or(0));
    format!("{before}.{after}")
}

/// A share of one as per cent: the point moved by two.
pub(in crate::workbook) fn percent(decimal: &str) -> String {
    format!("{}%", shifted(decimal, 2))
}

/// A decimal times a power of ten: its point moved to the right, or to the left.
pub(super) fn shifted(decimal: &str, power: i32) -> String {
    let (sign, digits) = match decimal.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", decimal),
    };
    if power == 0 {
        return decimal.to_owned();
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let n_places = usize::try_from(power.unsigned_abs()).unwrap_or(0);
    let (whole, fraction) = if power > 0 {
        let fraction = format!("{fraction:0<n_places$}");
        let (moved, rest) = fraction.split_at(n_places);
        (format!("{whole}{moved}"), rest.to_owned())
    } else {
        let whole = format!("{whole:0>n_places$}");
        let (whole, moved) = whole.split_at(whole.len() - n_places);
        let fraction = format!("{moved}{fraction}");
        (whole.to_owned(), fraction.trim_end_matches('0').to_owned())
    };
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    match &*fraction {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

/// How many decimals a number format always shows: two for `0.00`; `None` for the general format.
pub(super) fn fixed_decimals(format: &str) -> Option<usize> {
    let first = format.split(';').next()?;
    let (_, fraction) = first.split_once('.')?;
    let n = fraction.chars().take_while(|c| *c == '0').count();
    (n > 0).then_some(n)
}

#[cfg(test)]
mod tests {
    use super::{decimal, percent};

    #[test]
    fn numbers_are_the_decimals_that_excel_shows() {
        let cases = [
            (0.1 + 0.2, "0.3"),
            (7446.08, "7446.08"),
            (-1.8, "-1.8"),
            (0.0, "0"),
            (-0.0, "0"),
            (1e20, "100000000000000000000"),
            (1.5e-7, "0.00000015"),
            (123_456_789_012_345_678.0, "123456789012346000"),
            (38.38, "38.38"),
            (290.0, "290"),
        ];
        for (number, text) in cases {
            assert_eq!(decimal(number), text);
        }
    }

    #[test]
    fn shares_are_per_cent() {
        let cases = [("0.125", "12.5%"), ("1", "100%"), ("0.05", "5%"), ("0.0712345", "7.12345%")];
        for (share, text) in cases.into_iter().chain([("-0.3", "-30%"), ("0", "0%")]) {
            assert_eq!(percent(share), text);
        }
    }
}
