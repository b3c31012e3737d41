//! What a number is shown as in the format of its cell: with the words, the currency and the scale
//! of the format, which say what it is.
//!
//! Decimals are those of the number, not those of the format: a format that shows fewer does not
//! change an amount. Where a format shows no number, or its digits cannot be put in their places
//! surely, nothing is told.

use super::format::{Section, Token, section_of, sections};
use super::number::shifted;
use rust_decimal::{Decimal, RoundingStrategy};

/// What a cell shows.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Text(String),
    /// It shows nothing of its number, or what it shows cannot be told.
    Unsure,
}

/// A number, as a decimal text, in a format.
pub(super) fn shown(number: &str, format: &str) -> Shown {
    // Of currencies of their own, Excel keeps only that there is one: it is that of the system.
    let format = format.replace("_($* ", "_(* ");
    let sections = sections(&format);
    let Ok(value) = Decimal::from_str_exact(number) else {
        let is_bare =
            sections.iter().all(|section| words(section) == (String::new(), String::new()));
        return if is_bare { Shown::Text(number.to_owned()) } else { Shown::Unsure };
    };
    let Some(section) = section_of(&sections, value) else { return Shown::Unsure };
    if !section.has_number() {
        let literal: String = section.tokens.iter().map(literal).collect();
        let literal = literal.trim();
        return match literal {
            // Nothing is shown of nothing.
            "" if value.is_zero() && !format.is_empty() => Shown::Text(String::new()),
            "" => Shown::Unsure,
            _ if value.is_zero() && literal.chars().all(is_dash) => Shown::Text("0".to_owned()),
            _ => Shown::Text(literal.to_owned()),
        };
    }
    let Some(digits) = placed(section, number.trim_start_matches('-')) else {
        return Shown::Unsure;
    };
    let (before, after) = words(section);
    Shown::Text(joined(value, &before, &digits, &after))
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '－' | ' ')
}

fn literal(token: &Token) -> &str {
    match token {
        Token::Literal(text) => text,
        Token::Percent => "%",
        _ => "",
    }
}

/// The first and the last token of the number, and behind it.
fn span(section: &Section) -> Option<(usize, usize)> {
    let is_number = |token: &Token| !matches!(token, Token::Literal(_) | Token::Percent);
    let first = section.tokens.iter().position(is_number)?;
    Some((first, section.tokens.iter().rposition(is_number)? + 1))
}

/// What stands before the number and behind it. A percent sign goes behind it, the sign of a
/// currency before it: there it says which, and a word behind it says all of the unit.
fn words(section: &Section) -> (String, String) {
    let Some((first, end)) = span(section) else { return (String::new(), String::new()) };
    let of = |tokens: &[Token]| tokens.iter().map(literal).collect::<String>();
    let (before, after) = (of(&section.tokens[..first]), of(&section.tokens[end..]));
    let is_currency = |text: &str| {
        !text.is_empty() && text.chars().all(|c| matches!(c, '$' | '£' | '¥' | '￥' | '₣'..='₿'))
    };
    match (before.trim(), after.trim()) {
        ("%", "") => (String::new(), "%".to_owned()),
        ("", sign) if is_currency(sign) => (sign.to_owned(), String::new()),
        _ => (before, after),
    }
}

/// The digits of a positive number where a section has them; `None` if that is not sure.
fn placed(section: &Section, number: &str) -> Option<String> {
    let (first, end) = span(section)?;
    let tokens = &section.tokens[first..end];
    let n_percent = section.tokens.iter().filter(|token| **token == Token::Percent).count();
    let power = 2 * i32::try_from(n_percent).ok()? - 3 * n_thousands(tokens);
    let value = shifted(number, power);
    if tokens.iter().any(|token| matches!(token, Token::Whole | Token::OtherForm)) {
        return Some(value);
    }
    let point = tokens.iter().position(|token| *token == Token::Point).unwrap_or(tokens.len());
    let (whole, fraction) = tokens.split_at(point);
    let is_word = |token: &&Token| matches!(token, Token::Literal(_) | Token::Percent);
    if fraction.iter().any(|token| is_word(&token)) {
        return None;
    }
    let is_zero = |token: &&Token| **token == Token::Digit('0');
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    let mut marks = whole.iter().enumerate().filter(|(_, token)| is_word(token));
    match (marks.next(), marks.next()) {
        (None, _) => Some(padded(&value, whole.iter().filter(is_zero).count())),
        // A point that is only written: 1234.6 for 12346 ones.
        (Some((at, Token::Literal(mark))), None) if mark == "." && fraction.is_empty() => {
            let n_decimals = whole[at..].iter().filter(|token| is_digit(token)).count();
            Some(shifted(&value, -i32::try_from(n_decimals).ok()?))
        }
        (Some((_, Token::Percent)), _) => None,
        _ => woven(whole, fraction, &value),
    }
}

/// How often a number is divided by a thousand: by commas behind its last digit.
fn n_thousands(tokens: &[Token]) -> i32 {
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    let point = tokens.iter().position(|token| *token == Token::Point).unwrap_or(tokens.len());
    let (whole, fraction) = tokens.split_at(point);
    let behind = |part: &[Token]| {
        let last = part.iter().rposition(is_digit).map_or(0, |at| at + 1);
        let rest = &part[last..];
        rest.iter().filter(|token| **token == Token::Comma).count()
    };
    i32::try_from(behind(whole) + behind(fraction)).unwrap_or(i32::MAX / 4)
}

/// With zeros before it, as numbers of files have them.
fn padded(value: &str, n_zeros: usize) -> String {
    let n_digits = value.split('.').next().map_or(0, str::len);
    format!("{}{value}", "0".repeat(n_zeros.saturating_sub(n_digits)))
}

/// Digits with words between them, as in 12亿3456万: rounded as they are shown.
fn woven(whole: &[Token], fraction: &[Token], value: &str) -> Option<String> {
    let n_decimals = fraction.iter().filter(|token| matches!(token, Token::Digit(_))).count();
    let n_decimals = u32::try_from(n_decimals).ok()?;
    let value = Decimal::from_str_exact(value).ok()?;
    let strategy = RoundingStrategy::MidpointAwayFromZero;
    let mut rounded = value.round_dp_with_strategy(n_decimals, strategy);
    rounded.rescale(n_decimals);
    let text = rounded.to_string();
    let (digits, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut digits: Vec<char> = digits.chars().collect();
    let mut n_left = whole.iter().filter(|token| matches!(token, Token::Digit(_))).count();
    let mut parts = Vec::new();
    for token in whole.iter().rev() {
        match token {
            Token::Digit(place) => {
                n_left -= 1;
                match digits.pop() {
                    Some(digit) => parts.push(digit.to_string()),
                    None if *place == '0' => parts.push("0".to_owned()),
                    None => {}
                }
                if n_left == 0 {
                    parts.extend(digits.drain(..).rev().map(String::from));
                }
            }
            Token::Literal(text) => parts.push(text.clone()),
            _ => {}
        }
    }
    let mut shown: String = parts.into_iter().rev().collect();
    if !decimals.is_empty() {
        shown = format!("{shown}.{decimals}");
    }
    Some(shown)
}

/// The number with its words. The sign is that of the number: what a section for negative ones
/// writes for it, a dash or brackets, goes, and so does the dash of nothing.
fn joined(value: Decimal, before: &str, digits: &str, after: &str) -> String {
    let (mut before, mut after) = (before.trim(), after.trim());
    if value <= Decimal::ZERO {
        before = before.trim_matches(['-', '−', '－', '△', '▲', '(', '（', ' ']);
        after = after.trim_matches(['-', ')', '）', ' ']);
    }
    let before = before.trim_end_matches('+').trim_end();
    let sign = if value < Decimal::ZERO { "-" } else { "" };
    let space = if before.ends_with(|c: char| c.is_ascii_alphabetic()) { " " } else { "" };
    let gap = if after.starts_with(|c: char| c.is_ascii_alphabetic()) { " " } else { "" };
    format!("{sign}{before}{space}{digits}{gap}{after}")
}

#[cfg(test)]
mod tests {
    use super::{Shown, shown};

    #[test]
    fn numbers_are_what_their_formats_show() {
        let cases = [
            ("5.1", "0.0\"%\"", "5.1%"),
            ("5.1", "0.0\\%", "5.1%"),
            ("0.051", "0.0%", "5.1%"),
            ("0.0512345", "0%", "5.12345%"),
            ("3.2", "0.0\"亿元\"", "3.2亿元"),
            ("3.2", "[$US$-409]#,##0.0\" million\"", "US$3.2 million"),
            ("3.2", "[$USD] #,##0.0", "USD 3.2"),
            ("0", "[>0]0.0;[<0]\\-0.0;\\-#", "0"),
            ("3.2", "#,##0.00\\ [$€-407]", "€3.2"),
            ("12345678", "0!.0,\"万元\"", "1234.5678万元"),
            ("12345678", "0\".\"0,\"万元\"", "1234.5678万元"),
            ("12345678", "#,##0.0,", "12345.678"),
            ("12345678", "0.00,,\"m\"", "12.345678 m"),
            ("7446.08", "#,##0.00", "7446.08"),
            ("7446.08", "General", "7446.08"),
            ("7446.08", "G/通用格式\"万元\"", "7446.08万元"),
            ("7446.08", "¥#,##0.00;[Red]¥-#,##0.00", "¥7446.08"),
            ("-7446.08", "¥#,##0.00;[Red]¥-#,##0.00", "-¥7446.08"),
            ("-3.2", "0.0;(0.0)", "-3.2"),
            ("-3.2", "0.0_);[Red]\\(0.0\\)", "-3.2"),
            ("-0.032", "+0.0%;-0.0%", "-3.2%"),
            ("0.032", "+0.0%;-0.0%", "3.2%"),
            ("7", "_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", "7"),
            ("0", "_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", "0"),
            ("7", "_($* #,##0.00_);_($* (#,##0.00);_($* \"-\"??_);_(@_)", "7"),
            ("0", "0;-0;;@", ""),
            ("0", "0.0;-0.0;\"未公布\"", "未公布"),
            ("300000000", "[>=100000000]0!.00,,\"亿元\";[>=10000]0!.0,\"万元\";0\"元\"", "3亿元"),
            ("30000", "[>=100000000]0!.00,,\"亿元\";[>=10000]0!.0,\"万元\";0\"元\"", "3万元"),
            ("30", "[>=100000000]0!.00,,\"亿元\";[>=10000]0!.0,\"万元\";0\"元\"", "30元"),
            ("1234567", "#\"亿\"####\"万元\"", "123亿4567万元"),
            ("203103", "0000\"年\"00\"月\"", "2031年03月"),
            ("7", "000", "007"),
            ("7", "\"A-\"000", "A-007"),
            ("3", "\"约\"0\"亿元\"", "约3亿元"),
            ("0.032", "\"增长\"0.0%;\"下降\"0.0%", "增长3.2%"),
            ("1234.5", "0.00E+00", "1234.5"),
            ("3.2", "# ?/?", "3.2"),
            ("3.2", "[DBNum1]General", "3.2"),
            ("3.2", "@", "3.2"),
        ];
        for (number, format, text) in cases {
            assert_eq!(shown(number, format), Shown::Text(text.to_owned()), "{number} in {format}");
        }
        for (number, format) in [("3.2", ";;;"), ("3.2", "0.0\"a\"0"), ("-1", "[>5]0;[<-5]0")] {
            assert_eq!(shown(number, format), Shown::Unsure, "{number} in {format}");
        }
    }
}
