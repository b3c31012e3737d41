//! Rows under headings, as a table for people, as JSON, as CSV.

use crate::cli::FormatArg;
use crate::render::neutralised;
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// Rows under headings.
pub(super) struct Listing {
    pub(super) columns: &'static [&'static str],
    /// As many cells each as there are columns.
    pub(super) rows: Vec<Vec<String>>,
}

/// How lists are printed in a format; a format of problems is refused.
pub(super) fn printer(format: FormatArg) -> Result<fn(&Listing) -> String, &'static str> {
    match format {
        FormatArg::Human | FormatArg::Short => Ok(Listing::table),
        FormatArg::Json => Ok(Listing::json),
        FormatArg::Csv => Ok(Listing::csv),
        FormatArg::Sarif | FormatArg::Github | FormatArg::Gitlab | FormatArg::Markdown => {
            Err("a list is printed as `table`, `json` or `csv`")
        }
        FormatArg::Xlsx | FormatArg::Html => Err(
            "only `list figures` is printed as `xlsx` or `html`; others as `table`, `json` or `csv`",
        ),
    }
}

impl Listing {
    /// Columns one under the other, wide characters counted as two.
    pub(super) fn table(&self) -> String {
        let mut widths: Vec<_> = self.columns.iter().map(|name| name.width()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let heading: Vec<_> = self.columns.iter().map(ToString::to_string).collect();
        let mut text = String::new();
        for row in std::iter::once(&heading).chain(&self.rows) {
            let start = text.len();
            for (width, cell) in widths.iter().zip(row) {
                text.push_str(cell);
                text.extend(std::iter::repeat_n(' ', width - cell.width() + 2));
            }
            text.truncate(start + text[start..].trim_end().len());
            text.push('\n');
        }
        text
    }

    /// One object a line; what is empty is `null`.
    pub(super) fn json(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let value = |cell: &String| match cell.is_empty() {
                true => Value::Null,
                false => Value::from(cell.as_str()),
            };
            let fields = self.columns.iter().zip(row);
            let object: Map<_, _> =
                fields.map(|(name, cell)| ((*name).to_owned(), value(cell))).collect();
            text.push_str(&Value::Object(object).to_string());
            text.push('\n');
        }
        text
    }

    /// With a byte order mark, without which Excel does not see that it is UTF-8. A text that a
    /// spreadsheet would run as a formula is led by an apostrophe; a number is none.
    pub(super) fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(self.columns).expect(TO_MEMORY);
        for row in &self.rows {
            for cell in row {
                let cell = Cow::Borrowed(cell.as_str());
                let is_number = Decimal::from_str_exact(&cell).is_ok();
                let cell = if is_number { cell } else { neutralised(cell) };
                writer.write_field(cell.as_bytes()).expect(TO_MEMORY);
            }
            writer.write_record(None::<&[u8]>).expect(TO_MEMORY);
        }
        let bytes = writer.into_inner().expect(TO_MEMORY);
        format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
    }
}

const TO_MEMORY: &str = "writing to memory does not fail";

#[cfg(test)]
mod tests {
    use super::Listing;

    fn listing() -> Listing {
        let rows = [["项目", "-5", "=1+1"], ["a,b", "", "x"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec()).to_vec();
        Listing { columns: &["name", "value", "text"], rows }
    }

    #[test]
    fn a_table_stands_in_columns() {
        assert_eq!(listing().table(), "name  value  text\n项目  -5     =1+1\na,b          x\n");
    }

    #[test]
    fn a_spreadsheet_runs_nothing() {
        assert_eq!(listing().csv(), "\u{feff}name,value,text\n项目,-5,'=1+1\n\"a,b\",,x\n");
    }

    #[test]
    fn json_says_what_is_empty() {
        let json = listing().json();
        assert_eq!(json.lines().nth(1), Some(r#"{"name":"a,b","value":null,"text":"x"}"#));
    }
}
