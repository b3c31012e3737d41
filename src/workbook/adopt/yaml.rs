//! Texts as a mapping writes them.

/// A text as a scalar of YAML, plain where that is read as the same text.
pub(super) fn scalar(text: &str) -> String {
    let is_plain = is_plain(text) && !text.contains(['[', ']', '{', '}', ',']);
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// `{ a: b, c: d }` of scalars that are written already.
pub(super) fn flow<'e>(entries: impl IntoIterator<Item = (&'e str, &'e str)>) -> String {
    let entries = entries.into_iter().map(|(key, value)| format!("{}: {value}", scalar(key)));
    format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
}

/// `[a, b]` of texts; the text itself if there is but one.
pub(super) fn list<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let all: Vec<String> = texts.into_iter().map(scalar).collect();
    match &all[..] {
        [only] => only.clone(),
        _ => format!("[{}]", all.join(", ")),
    }
}

/// A text in the languages that are given, or as it is.
pub(super) fn text(name: &[(String, String)], otherwise: &str) -> String {
    match name {
        [] => scalar(otherwise),
        // Without a language it is the same in all.
        [(code, text)] if code.is_empty() => scalar(text),
        _ => {
            let all: Vec<(&str, String)> =
                name.iter().map(|(code, text)| (code.as_str(), scalar(text))).collect();
            flow(all.iter().map(|(code, text)| (*code, text.as_str())))
        }
    }
}

fn is_plain(text: &str) -> bool {
    let words = ["true", "false", "null", "yes", "no", "on", "off", "~"];
    let is_word = words.contains(&text.to_lowercase().as_str());
    let is_number = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '.'))
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '_' | 'e' | ':'));
    let marks = "-?:,[]{}#&*!|>'\"%@`= ";
    !text.is_empty()
        && !is_word
        && !is_number
        && !text.starts_with(|c: char| marks.contains(c))
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        // It is mistaken for a colon, and told.
        && !text.contains('：')
        && !text.chars().any(|c| c.is_control() || c == '\u{feff}')
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\x{:02x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{list, scalar};

    #[test]
    fn scalars_are_read_as_the_same_text() {
        let cases = [
            ("总投资（亿元）", "总投资（亿元）"),
            ("开工时间 > 计划", "开工时间 > 计划"),
            ("2023", "\"2023\""),
            ("No", "\"No\""),
            ("# of jobs", "\"# of jobs\""),
            ("a: b", "\"a: b\""),
            ("Cost, total", "\"Cost, total\""),
            ("say \"x\"", "say \"x\""),
            ("^[一二]+、", "\"^[一二]+、\""),
        ];
        for (text, written) in cases {
            assert_eq!(scalar(text), written);
        }
        assert_eq!(list(["合计", "小计"]), "[合计, 小计]");
    }
}
