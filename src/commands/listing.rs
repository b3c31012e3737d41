//! Rows under headings, as a table for people, as JSON, as CSV.

use crate::cli::FormatArg;
use crate::diag::MessageLanguage;
use crate::render::neutralised;
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// Columns whose cells are words of the program; all others have what stands in the site.
const OF_WORDS: [&str; 2] = ["state", "reason"];

/// Rows under headings.
pub(super) struct Listing {
    /// What is listed.
    pub(super) what: &'static str,
    /// What programs know the columns by.
    pub(super) columns: &'static [&'static str],
    /// As many cells each as there are columns.
    pub(super) rows: Vec<Vec<String>>,
}

/// How a list is printed to whoever speaks a language.
type Print = fn(&Listing, MessageLanguage) -> String;

/// How lists are printed in a format; a format of problems is refused. What programs read is the same
/// in every language.
pub(super) fn printer(format: FormatArg) -> Result<Print, &'static str> {
    match format {
        FormatArg::Human | FormatArg::Short => Ok(Listing::table),
        FormatArg::Json => Ok(|listing, _| listing.json()),
        FormatArg::Csv => Ok(|listing, _| listing.csv()),
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
    pub(super) fn table(&self, language: MessageLanguage) -> String {
        let heading = self.columns.iter().map(|name| self.head(name, language)).collect();
        let said = |(name, cell): (&&str, &String)| match OF_WORDS.contains(name) {
            true => language.say_part(cell),
            false => cell.clone(),
        };
        let rows = self.rows.iter().map(|row| self.columns.iter().zip(row).map(said).collect());
        let rows: Vec<Vec<String>> = std::iter::once(heading).chain(rows).collect();
        let widest =
            |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or_default();
        let widths: Vec<usize> = (0..self.columns.len()).map(widest).collect();
        let line = |row: &Vec<String>| {
            let cells = widths.iter().zip(row).map(|(width, cell)| padded(cell, width + 2));
            format!("{}\n", cells.collect::<String>().trim_end())
        };
        rows.iter().map(line).collect()
    }

    /// A column as people call it; one name may mean two things in two lists.
    fn head(&self, name: &str, language: MessageLanguage) -> String {
        let here = format!("`{name}` in `{}`", self.what);
        let said = language.say_part(&here);
        if said == here { language.say_part(name) } else { said }
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

/// A text with spaces behind it up to a width.
pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

const TO_MEMORY: &str = "writing to memory does not fail";

#[cfg(test)]
mod tests {
    use super::Listing;
    use crate::diag::MessageLanguage;

    fn listing() -> Listing {
        let rows = [["项目", "-5", "=1+1"], ["a,b", "", "x"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec()).to_vec();
        Listing { what: "texts", columns: &["name", "value", "text"], rows }
    }

    #[test]
    fn a_table_stands_in_columns() {
        assert_eq!(
            listing().table(MessageLanguage::default()),
            "name  value  text\n项目  -5     =1+1\na,b          x\n"
        );
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
