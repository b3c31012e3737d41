//! Which encoding a text has: Excel in China writes CSV in GBK, which GB 18030 contains.

use super::Unreadable;
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The text of a file that is UTF-8, UTF-16 with its mark, or GB 18030.
pub(super) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    let by_mark = match bytes {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = by_mark {
        let (text, _, is_damaged) = encoding.decode(bytes);
        return if is_damaged { Err(unknown()) } else { Ok(text) };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.strip_prefix('\u{feff}').unwrap_or(text).into());
    }
    match GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text),
        None => Err(unknown()),
    }
}

fn unknown() -> Unreadable {
    Unreadable::new(
        "the text is neither UTF-8 nor GB 18030",
        "save it as “CSV UTF-8”, or as a workbook",
    )
}
