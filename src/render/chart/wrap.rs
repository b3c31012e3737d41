//! How wide a text is, about, and its lines.

/// The width of a text in tenths of an `em`, generously: no common font is wider on average.
pub(in crate::render) fn text_width(text: &str) -> u32 {
    text.chars().map(char_width).sum()
}

fn char_width(c: char) -> u32 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '\u{a0}' => 3,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '/' | '-' => 4,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' | '…' => 10,
        'A'..='Z' | '&' | '+' | '=' | '−' | '–' => 7,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' => 5,
        c if c.is_ascii() => 6,
        c if (c as u32) < 0x2E80 => 7,
        _ => 10,
    }
}

/// A text in lines of at most that many tenths of an `em`; what does not fit into the last one is
/// cut and marked so. Lines break at spaces and between Han characters.
pub(in crate::render) fn wrap(text: &str, width: u32, n_lines: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut room = width;
    for piece in pieces(text) {
        let needed = text_width(piece.trim_end());
        if needed > room && !lines.last().is_none_or(String::is_empty) {
            if lines.len() == n_lines {
                cut(&mut lines, width);
                return trimmed(lines);
            }
            lines.push(String::new());
            room = width;
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(piece);
        }
        room = room.saturating_sub(text_width(piece));
    }
    let is_too_long = lines.last().is_some_and(|line| text_width(line.trim_end()) > width);
    if is_too_long {
        cut(&mut lines, width);
    }
    trimmed(lines)
}

fn trimmed(mut lines: Vec<String>) -> Vec<String> {
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// Ends the last line with a mark that there is more.
fn cut(lines: &mut [String], width: u32) {
    let Some(last) = lines.last_mut() else { return };
    while text_width(last) + char_width('…') > width && last.pop().is_some() {}
    last.truncate(last.trim_end().len());
    last.push('…');
}

/// The parts of a text between which a line may break.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let is_break =
            before == ' ' || (is_wide(before) && !opens(before)) || (is_wide(c) && !opens(before));
        if at > start && is_break && !closes(c) && c != ' ' {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = c;
    }
    pieces.push(&text[start..]);
    pieces
}

fn is_wide(c: char) -> bool {
    (c as u32) >= 0x2E80
}

fn opens(c: char) -> bool {
    matches!(c, '（' | '《' | '〈' | '“' | '‘' | '「' | '(')
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '）' | '》' | '〉' | '”' | '’' | '」' | '，' | '。' | '、' | '；' | '：' | ')' | '%'
    )
}
