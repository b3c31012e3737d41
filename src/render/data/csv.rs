//! Data sets as CSV.

use super::cell::Atom;
use super::column::Field;
use super::{For, Set};
use crate::render::scope::Scope;
use csv::Writer;
use std::borrow::Cow;

/// CSV with a byte order mark, without which Excel does not see that it is UTF-8.
pub(super) fn file(scope: &Scope<'_>, set: &Set, fields: &[Field]) -> Vec<u8> {
    const WHOLE: &str = "memory takes all, and all rows have the same fields";
    let mut out = Writer::from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record(fields.iter().map(|field| &field.name)).expect(WHOLE);
    (set.each_row)(scope, For::Programs, &mut |atoms| {
        atoms.iter().for_each(|atom| out.write_field(&*text(atom)).expect(WHOLE));
        out.write_record(None::<&[u8]>).expect(WHOLE);
    });
    out.into_inner().expect(WHOLE)
}

fn text<'c>(atom: &'c Atom<'_>) -> Cow<'c, str> {
    match atom {
        Atom::Empty => Cow::Borrowed(""),
        Atom::Text(text) => neutralised(Cow::Borrowed(text)),
        Atom::List(words) => neutralised(words.join("; ").into()),
        Atom::Number(number) => Cow::Borrowed(number),
        Atom::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
    }
}

/// A text that a spreadsheet would run as a formula is led by an apostrophe.
#[must_use]
pub fn neutralised(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.chars().next() {
        Some(
            '=' | '+' | '-' | '@' | '\t' | '\r' | '|' | '%' | '＝' | '＋' | '－' | '＠' | '｜'
            | '％' | '−',
        ) => Cow::Owned(format!("'{text}")),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::render::data::cell::Atom;

    #[test]
    fn words_that_compute_are_neutralised_and_numbers_are_not() {
        let list = Atom::List(vec!["=1".into(), "b".into()]);
        let all = [Atom::Text("-1+2".into()), Atom::Number("-12.5".to_owned()), list, Atom::Empty];
        assert_eq!(
            all.each_ref().map(|atom| text(atom).into_owned()),
            ["'-1+2", "-12.5", "'=1; b", ""]
        );
    }
}
