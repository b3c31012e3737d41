//! Whether two lines of one text join with a space or without.

use unicode_width::UnicodeWidthChar;

/// Whether a line that ends with `before` and the next one, which starts with `after`, join
/// without a space: both are written without spaces between words, or are their punctuation.
#[must_use]
pub fn joins_without_space(before: char, after: char) -> bool {
    let fits = |c| is_wide(c) || is_shared_punctuation(c);
    fits(before) && fits(after) && (is_wide(before) || is_wide(after))
}

/// Two columns wide in every font. Hangul is, too, but has spaces between its words.
fn is_wide(c: char) -> bool {
    let hangul =
        matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}');
    !hangul && c.width() == Some(2)
}

/// Punctuation that wide scripts share with narrow ones.
fn is_shared_punctuation(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

#[cfg(test)]
mod tests {
    use super::joins_without_space;

    #[track_caller]
    fn check(before: char, after: char, expected: bool) {
        assert_eq!(joins_without_space(before, after), expected, "{before}{after}");
    }

    #[test]
    fn wide_characters_and_their_punctuation_join_without_a_space() {
        check('中', '文', true);
        check('，', '文', true);
        check('中', '（', true);
        check('，', '“', true);
        check('”', '的', true);
        check('か', 'カ', true);
    }

    #[test]
    fn everything_else_keeps_its_space() {
        check('a', 'b', false);
        check('中', 'a', false);
        check('5', '亿', false);
        check('”', '“', false);
        check('é', 'è', false);
        check('한', '국', false);
    }
}
