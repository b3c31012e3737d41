//! What is slipped around brackets: links, pictures, notes and references that are none.

use std::ops::Range;

use super::run::{OBJECT, Run};
use super::{Slip, ahead, back, narrow, quoted};

/// How the help for a note that is not defined begins, up to its label.
pub(super) const NOTE_AS_TEXT: &str = "no note has the name `";
/// How the help for a definition that is none begins, up to its label.
pub(super) const DEFINITION_AS_TEXT: &str = "to define the note `";

const OPEN: [char; 3] = ['[', '［', '【'];
const CLOSE: [char; 3] = [']', '］', '】'];
const ENDINGS: &[&str] = &[
    "md", "pdf", "html", "htm", "xlsx", "xls", "csv", "docx", "doc", "pptx", "ppt", "png", "jpg",
    "jpeg", "webp", "svg", "gif", "zip", "yaml", "json", "txt", "geojson", "wps", "et", "ofd",
];

/// Looks at the brackets of a run.
pub(super) fn find(run: &Run<'_>, slips: &mut Vec<Slip>) {
    let text = &run.text;
    if !text.contains(OPEN) {
        return;
    }
    for (at, close) in text.match_indices(CLOSE) {
        let from = back(&text[..at]);
        let Some(open) = text[from..at].rfind(OPEN).map(|open| from + open) else { continue };
        if text[open..at].contains('\n') {
            continue;
        }
        let end = at + close.len();
        let label = &text[open..at];
        let inner = open + label.chars().next().map_or(0, char::len_utf8)..at;
        let brackets = Brackets { run, open, inner, end };
        let found = brackets
            .note()
            .or_else(|| brackets.link())
            .or_else(|| brackets.definition())
            .or_else(|| brackets.reversed())
            .or_else(|| brackets.reference())
            .or_else(|| brackets.wiki());
        slips.extend(found);
    }
}

/// Two brackets and what stands between them.
struct Brackets<'a, 'r> {
    run: &'a Run<'r>,
    open: usize,
    inner: Range<usize>,
    end: usize,
}

impl Brackets<'_, '_> {
    fn text(&self) -> &str {
        &self.run.text
    }

    fn label(&self) -> &str {
        &self.text()[self.inner.clone()]
    }

    fn after(&self) -> &str {
        ahead(&self.text()[self.end..])
    }

    fn starts_line(&self) -> bool {
        let before = self.text()[..self.open].trim_end_matches(' ');
        before.is_empty() || before.ends_with('\n')
    }

    fn is_ascii(&self) -> bool {
        self.text()[self.open..].starts_with('[') && self.text()[..self.end].ends_with(']')
    }

    /// `[^a]` that nothing defines, and `[^a]：words`.
    fn note(&self) -> Option<Slip> {
        let name = self.label().strip_prefix(['^', '＾'])?;
        let is_name = !name.is_empty()
            && name.len() <= 60
            && !name.contains(char::is_whitespace)
            && !name.contains(OBJECT);
        if !is_name {
            return None;
        }
        let place = self.run.place(self.open..self.end);
        if let Some(colon) = self.after().chars().next().filter(|c| matches!(c, ':' | '：'))
            && self.starts_line()
        {
            let rest = self.after()[colon.len_utf8()..].trim_start();
            let help = format!(
                "{DEFINITION_AS_TEXT}{name}`, begin a paragraph with `[^{name}]: {}`",
                quoted(rest)
            );
            let whole = self.run.place(self.open..self.end + colon.len_utf8());
            return Some(Slip::as_text(whole.clone(), help).edit(whole, format!("\n[^{name}]: ")));
        }
        Some(Slip::as_text(place, format!("{NOTE_AS_TEXT}{name}`: add a paragraph `[^{name}]: …`")))
    }

    /// `[words]（address）`, an address with spaces, a space before it.
    fn link(&self) -> Option<Slip> {
        let after = self.after().strip_prefix(' ').unwrap_or(self.after());
        let n_spaces = self.after().len() - after.len();
        let open = after.chars().next().filter(|c| matches!(c, '(' | '（'))?;
        let inside = &after[open.len_utf8()..];
        let line = inside.split('\n').next().unwrap_or_default();
        let close = closing(line);
        let is_exact = self.is_ascii() && open == '(' && n_spaces == 0;
        let (dest, length) = match close {
            Some((at, length)) => (&line[..at], at + length),
            None => {
                let end = line.find(char::is_whitespace).unwrap_or(line.len());
                (&line[..end], end)
            }
        };
        let from = self.end + n_spaces + open.len_utf8();
        let dest = self.run.between(from..from + dest.len())?;
        let is_meant = is_address(dest) || is_exact && close.is_some() && !dest.trim().is_empty();
        if !is_meant {
            return None;
        }
        let before = self.text()[..self.open].chars().next_back();
        let mark = before.filter(|c| matches!(c, '!' | '！'));
        let start = self.open - mark.map_or(0, char::len_utf8);
        let sign = if mark.is_some() && is_picture(dest) || mark == Some('!') { "!" } else { "" };
        let start = if sign.is_empty() { self.open } else { start };
        let meant = format!("{sign}[{}]({})", self.label(), repaired(dest));
        let end = self.end + n_spaces + open.len_utf8() + length;
        let place = self.run.place(start..end);
        Some(Slip::as_text(place.clone(), format!("write `{meant}`")).edit(place, meant))
    }

    /// `[name]：address`.
    fn definition(&self) -> Option<Slip> {
        let rest = self.after().strip_prefix('：')?.trim_start();
        let dest = rest.split_whitespace().next()?;
        (self.starts_line() && is_address(dest)).then(|| {
            let place = self.run.place(self.open..self.end + '：'.len_utf8());
            let meant = format!("[{}]: ", self.label());
            let help = format!("write `{meant}{dest}`, after an empty line");
            Slip::as_text(place.clone(), help).edit(place, format!("\n{meant}"))
        })
    }

    /// `(words)[address]`.
    fn reversed(&self) -> Option<Slip> {
        let before = &self.text()[..self.open];
        let close = before.chars().next_back().filter(|c| matches!(c, ')' | '）'))?;
        let dest = self.run.between(self.inner.clone())?;
        if !is_address(dest) {
            return None;
        }
        let before = &before[..before.len() - close.len_utf8()];
        let from = back(before);
        let open = from + before[from..].rfind(['(', '（'])?;
        let words = before[open..].trim_start_matches(['(', '（']);
        let meant = format!("[{words}]({})", repaired(dest));
        let place = self.run.place(open..self.end);
        Some(Slip::as_text(place.clone(), format!("write `{meant}`")).edit(place, meant))
    }

    /// `[words][name]` where nothing has that name. `[1][2]` are numbers of sources.
    fn reference(&self) -> Option<Slip> {
        if !self.is_ascii() {
            return None;
        }
        let rest = self.after().strip_prefix('[')?;
        let (name, _) = rest.split_once(']')?;
        let label = self.label();
        let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || ",- –".contains(c));
        let is_index = self.text()[..self.open].ends_with(|c: char| c.is_ascii_alphanumeric());
        let is_left_alone = label.trim().is_empty()
            || name.contains(['\n', '^', OBJECT])
            || label.contains(OBJECT)
            || is_number(label) && is_number(name)
            || is_index;
        (!is_left_alone).then(|| {
            let name = if name.trim().is_empty() { label } else { name };
            let end = self.end + rest.find(']').map_or(1, |at| at + 2);
            let help = format!("no line says where `{name}` leads: write `[{label}](…)` with the address, or add a line `[{name}]: …`");
            Slip::as_text(self.run.place(self.open..end), help)
        })
    }

    /// `[[words]]`.
    fn wiki(&self) -> Option<Slip> {
        let label = self.label();
        let is_double = self.text()[..self.open].ends_with('[') && self.after().starts_with(']');
        let is_meant = is_double
            && self.is_ascii()
            && label.contains(char::is_alphabetic)
            && !label.starts_with('_')
            && !label.eq_ignore_ascii_case("toc");
        is_meant.then(|| {
            let help = format!("write `[{}](…)` with the address of the file", quoted(label));
            Slip::as_text(self.run.place(self.open - 1..self.end + 1), help)
        })
    }
}

/// Where the parenthesis that was opened is closed, and how long that is.
fn closing(line: &str) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    for (at, c) in line.char_indices() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' if depth == 0 => return Some((at, c.len_utf8())),
            ')' | '）' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn ascii(text: &str) -> String {
    text.trim().chars().map(narrow).collect()
}

fn is_picture(dest: &str) -> bool {
    let dest = ascii(dest).to_ascii_lowercase();
    ["jpg", "jpeg", "png", "webp", "gif", "svg"].iter().any(|ending| dest.ends_with(ending))
}

/// Whether a text is an address or names a file, and is no remark.
fn is_address(text: &str) -> bool {
    let (dest, _) = split_title(text);
    let text = ascii(dest).to_ascii_lowercase();
    let text = text.trim_start_matches('<').trim_end_matches('>');
    let schemes = ["http:", "https:", "mailto:", "tel:", "www.", "./", "../"];
    if schemes.iter().any(|scheme| text.starts_with(scheme)) {
        return true;
    }
    let path = text.split(['#', '?']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map(|(name, ending)| (!name.is_empty(), ending));
    let is_anchor = text.len() > 1
        && text.starts_with('#')
        && !text[1..].starts_with(|c: char| c.is_ascii_digit());
    is_anchor || ending.is_some_and(|(has_name, ending)| has_name && ENDINGS.contains(&ending))
}

/// An address and the title in quotes behind it.
fn split_title(text: &str) -> (&str, Option<&str>) {
    let quote = ['"', '\'', '“', '”', '‘', '’', '「', '＂'];
    let found = text
        .char_indices()
        .find(|(at, c)| quote.contains(c) && text[..*at].ends_with([' ', '\u{3000}']));
    match found {
        Some((at, _)) => (&text[..at], Some(text[at..].trim().trim_matches(quote.as_slice()))),
        None => (text, None),
    }
}

/// An address as it stands in Markdown.
fn repaired(dest: &str) -> String {
    let (dest, title) = split_title(dest);
    let is_web = is_address(dest) && dest.trim().starts_with(['h', 'ｈ']);
    let has_wide = dest.contains(['．', '／', '：', '＃']);
    let dest = if is_web || has_wide { ascii(dest) } else { dest.trim().to_owned() };
    let dest = dest.trim_start_matches('<').trim_end_matches('>');
    let needs = dest.contains(char::is_whitespace) || dest.contains(['(', ')']);
    let dest = if needs { format!("<{dest}>") } else { dest.to_owned() };
    match title {
        Some(title) => format!("{dest} \"{title}\""),
        None => dest,
    }
}
