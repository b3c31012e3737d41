//! Spans of time in one cell, of which one end is a milestone and the other another: 2028-2031,
//! 2007.10-2010.12, 09.10-11.3.

/// What stands between the ends.
const BETWEEN: [char; 8] = ['/', '-', '–', '—', '~', '～', '至', '到'];

/// The ends of a span, as periods; one if it says but one. `None` if it is no span of time.
pub(super) fn ends(text: &str) -> Option<Vec<String>> {
    let text: String = text.chars().map(super::pattern::narrow).collect();
    let text = text.trim();
    if let Some(only) = end(text) {
        return Some(vec![only]);
    }
    for between in BETWEEN {
        for (at, _) in text.match_indices(between) {
            let (first, last) = (&text[..at], &text[at + between.len_utf8()..]);
            let last = last.trim_start_matches(BETWEEN);
            match (end(first), end(last)) {
                (Some(first), Some(last)) => return Some(vec![first, last]),
                // 2010-: it has begun.
                (Some(first), None) if last.trim().is_empty() => return Some(vec![first]),
                _ => {}
            }
        }
    }
    None
}

/// A year, a month or a day; years of two digits are of this century.
fn end(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(['年', '月', '日', '底', '末', '初']);
    let parts: Vec<&str> = text.split(['.', '-', '年', '月', '/']).collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let [year, rest @ ..] = &parts[..] else { return None };
    let year = match year.len() {
        4 => (*year).to_owned(),
        // Without a month it could be anything.
        2 if !rest.is_empty() => format!("20{year}"),
        _ => return None,
    };
    let is_in =
        |part: &&str, most: u8| part.parse::<u8>().is_ok_and(|number| (1..=most).contains(&number));
    let is_date = parts.iter().all(is_number)
        && rest.len() <= 2
        && rest.first().is_none_or(|month| is_in(month, 12))
        && rest.get(1).is_none_or(|day| is_in(day, 31));
    is_date.then(|| {
        let rest = rest.iter().map(|part| format!("-{part:0>2}"));
        std::iter::once(year).chain(rest).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::ends;

    #[test]
    fn spans_have_two_ends_or_one() {
        let cases: [(&str, &[&str]); 9] = [
            ("2009-2011", &["2009", "2011"]),
            ("2007.10-2010.12", &["2007-10", "2010-12"]),
            ("09.10-11.3", &["2009-10", "2011-03"]),
            ("2010-", &["2010"]),
            ("2009年3月至2011年12月", &["2009-03", "2011-12"]),
            ("2010.3—2011.12", &["2010-03", "2011-12"]),
            ("2030-06-01/2031-02-28", &["2030-06-01", "2031-02-28"]),
            ("２０２８－２０３１", &["2028", "2031"]),
            ("2030年", &["2030"]),
        ];
        for (text, parts) in cases {
            assert_eq!(ends(text).unwrap_or_default(), parts, "{text}");
        }
        assert_eq!(ends("24个月"), None);
        assert_eq!(ends("2030.13-2031"), None);
    }
}
