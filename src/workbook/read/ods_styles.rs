//! The number formats of workbooks of `LibreOffice`, written as those of Excel are, so that both
//! are read by the same rules.

use super::format::MOST_FORMAT_BYTES;
use super::hidden::{Archive, attribute};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};

/// The styles of a workbook by their names.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// The format of numbers that a style of cells names, and the style that it is based on.
    cells: BTreeMap<String, (Option<String>, Option<String>)>,
    formats: BTreeMap<String, DataStyle>,
}

/// A format of numbers.
#[derive(Debug, Default)]
struct DataStyle {
    code: String,
    /// Styles for some numbers, each with its condition.
    maps: Vec<(String, String)>,
}

/// What is open while styles are read.
#[derive(Default)]
struct Open {
    name: String,
    style: DataStyle,
    is_percentage: bool,
    /// Literals within the digits, and how many digits follow them.
    inside: Vec<(usize, String)>,
    number: Option<BTreeMap<String, String>>,
    text: String,
}

impl Styles {
    /// Reads the styles of a file of the archive.
    pub(super) fn read(&mut self, archive: &mut Archive<'_>, path: &str) -> Option<()> {
        let file = archive.by_name(path).ok()?;
        let mut reader = Reader::from_reader(BufReader::new(file));
        self.read_all(&mut reader)
    }

    fn read_all<R: BufRead>(&mut self, reader: &mut Reader<R>) -> Option<()> {
        let mut buffer = Vec::new();
        let mut open: Option<Open> = None;
        loop {
            match reader.read_event_into(&mut buffer).ok()? {
                Event::Start(element) => self.start(&element, &mut open),
                Event::Empty(element) => {
                    self.start(&element, &mut open);
                    let name = element.local_name().as_ref().to_owned();
                    self.end(&name, &mut open);
                }
                Event::End(element) => {
                    // The tables of a workbook are behind its styles.
                    if element.local_name().as_ref() == "automatic-styles" {
                        return Some(());
                    }
                    let name = element.local_name().as_ref().to_owned();
                    self.end(&name, &mut open);
                }
                Event::Text(text) => {
                    if let Some(open) = &mut open {
                        open.text.push_str(&text);
                    }
                }
                Event::GeneralRef(name) => {
                    let c = match &*name {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        "apos" => "'",
                        _ => "\u{fffd}",
                    };
                    if let Some(open) = &mut open {
                        open.text.push_str(c);
                    }
                }
                Event::Eof => return Some(()),
                _ => {}
            }
            buffer.clear();
        }
    }

    fn start(&mut self, element: &BytesStart<'_>, open: &mut Option<Open>) {
        let local = element.local_name();
        let local: &str = local.as_ref();
        if is_data_style(local) {
            *open = attribute(element, "style:name").map(|name| Open {
                name,
                is_percentage: local == "percentage-style",
                ..Open::default()
            });
            return;
        }
        if local == "style" {
            if attribute(element, "style:family").as_deref() == Some("table-cell")
                && let Some(name) = attribute(element, "style:name")
            {
                let format = attribute(element, "style:data-style-name");
                self.cells.insert(name, (format, attribute(element, "style:parent-style-name")));
            }
            return;
        }
        let Some(open) = open else { return };
        open.text.clear();
        match local {
            "number" => {
                open.inside.clear();
                open.number = Some(attributes(element));
            }
            "embedded-text" => {
                let position = attribute(element, "number:position");
                let position = position.and_then(|text| text.parse().ok()).unwrap_or(0);
                open.inside.push((position, String::new()));
            }
            "scientific-number" => open.style.code.push_str("0E+0"),
            "fraction" => open.style.code.push_str("# ?/?"),
            "text-content" => open.style.code.push('@'),
            "year" => open.style.code.push_str("yyyy"),
            "month" => open.style.code.push_str("mm"),
            "day" => open.style.code.push_str("dd"),
            "map" => {
                let condition = attribute(element, "style:condition");
                let style = attribute(element, "style:apply-style-name");
                open.style.maps.extend(condition.zip(style));
            }
            _ => {}
        }
    }

    fn end(&mut self, local: &str, open: &mut Option<Open>) {
        if is_data_style(local) {
            if let Some(open) = open.take() {
                self.formats.insert(open.name, open.style);
            }
            return;
        }
        let Some(open) = open else { return };
        let text = std::mem::take(&mut open.text);
        match local {
            "text" => {
                for c in text.chars() {
                    match c {
                        '%' if open.is_percentage => open.style.code.push('%'),
                        c => literal(c, &mut open.style.code),
                    }
                }
            }
            "currency-symbol" => {
                text.chars().for_each(|c| literal(c, &mut open.style.code));
            }
            "embedded-text" => {
                if let Some((_, inside)) = open.inside.last_mut() {
                    *inside = text;
                }
            }
            "number" => {
                if let Some(number) = open.number.take() {
                    digits(&number, &open.inside, &mut open.style.code);
                }
            }
            _ => {}
        }
    }

    /// The format of a style of cells, as Excel would write it.
    pub(super) fn format(&self, style: &str) -> Option<String> {
        // A style is based on few others.
        const MOST_PARENTS: usize = 16;
        let mut name = style;
        for _ in 0..MOST_PARENTS {
            let (format, parent) = self.cells.get(name)?;
            if let Some(format) = format {
                return self.code(format);
            }
            name = parent.as_deref()?;
        }
        None
    }

    fn code(&self, name: &str) -> Option<String> {
        let style = self.formats.get(name)?;
        let mut sections = Vec::new();
        for (condition, of) in style.maps.iter().take(3) {
            let condition = condition.strip_prefix("value()")?.replace("!=", "<>");
            sections.push(format!("[{condition}]{}", self.formats.get(of)?.code));
        }
        sections.push(style.code.clone());
        Some(sections.join(";"))
    }
}

fn is_data_style(local: &str) -> bool {
    matches!(
        local,
        "number-style"
            | "currency-style"
            | "percentage-style"
            | "date-style"
            | "time-style"
            | "text-style"
    )
}

fn literal(c: char, code: &mut String) {
    // Past that it is no format any more.
    if code.len() <= MOST_FORMAT_BYTES {
        code.push('\\');
        code.push(c);
    }
}

/// The places of digits of a number.
fn digits(number: &BTreeMap<String, String>, inside: &[(usize, String)], code: &mut String) {
    const MOST_DIGITS: usize = 40;
    let count = |key: &str| {
        let n = number.get(key).and_then(|text| text.parse::<usize>().ok());
        n.unwrap_or(0).min(MOST_DIGITS)
    };
    let n_zeros = count("number:min-integer-digits");
    let deepest = inside.iter().map(|(position, _)| (*position).min(MOST_DIGITS)).max();
    let n_places = n_zeros.max(deepest.map_or(1, |position| position + 1)).max(1);
    for left in (1..=n_places).rev() {
        code.push(if left <= n_zeros { '0' } else { '#' });
        for (_, text) in inside.iter().filter(|(position, _)| *position == left - 1) {
            text.chars().for_each(|c| literal(c, code));
        }
    }
    let n_decimals = count("number:decimal-places");
    if n_decimals > 0 {
        code.push('.');
        code.push_str(&"0".repeat(n_decimals));
    }
    // A factor of thousands is written with a comma for each.
    let factor = number.get("number:display-factor").map_or("1", String::as_str);
    let n_zeros = factor.strip_prefix('1').map_or(0, str::len);
    code.push_str(&",".repeat(n_zeros / 3));
}

fn attributes(element: &BytesStart<'_>) -> BTreeMap<String, String> {
    let keys = ["min-integer-digits", "decimal-places", "display-factor"];
    let keys = keys.map(|key| format!("number:{key}"));
    keys.into_iter().filter_map(|key| Some((key.clone(), attribute(element, &key)?))).collect()
}
