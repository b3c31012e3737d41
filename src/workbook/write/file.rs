//! The file of a workbook: how its sheets look, and what is written into their cells.

use super::Wanted;
use super::cell::{CellOut, WIDEST};
use super::lists::{Choice, head};
use super::sheet::{SheetOut, Writer};
use crate::limits::MAX_ROWS_OF_SHEET;
use crate::source::column_name;
use jiff::civil::Date;
use memchr::memchr;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};
use std::fmt;
use unicode_width::UnicodeWidthStr;

/// Why there is no workbook.
#[derive(Debug)]
pub struct WriteFailed(XlsxError);

impl fmt::Display for WriteFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the workbook cannot be written: {}", self.0)
    }
}

impl From<XlsxError> for WriteFailed {
    fn from(error: XlsxError) -> Self {
        Self(error)
    }
}

/// How all workbooks of the program look.
#[derive(Debug)]
pub struct Look {
    head: Format,
    plain: Format,
    day: Format,
    month: Format,
}

impl Default for Look {
    fn default() -> Self {
        let plain = Format::new().set_align(FormatAlign::Top);
        Self {
            head: plain
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_border_bottom(FormatBorder::Thin)
                .set_background_color(0x00F2_F2F2),
            day: plain.clone().set_num_format("yyyy-mm-dd"),
            month: plain.clone().set_num_format("yyyy-mm"),
            plain,
        }
    }
}

/// How much work is put into making files small, from 1 to 9.
const COMPRESSION: u8 = 2;

#[expect(clippy::float_arithmetic, reason = "what a row is high is no figure")]
impl Look {
    /// The format of heads.
    #[must_use]
    pub fn head(&self) -> &Format {
        &self.head
    }

    /// That of texts and numbers.
    #[must_use]
    pub fn plain(&self) -> &Format {
        &self.plain
    }

    /// That of texts with several lines.
    #[must_use]
    pub fn wrapped(&self) -> Format {
        self.plain.clone().set_text_wrap()
    }

    /// That of days.
    #[must_use]
    pub fn day(&self) -> &Format {
        &self.day
    }

    /// An empty workbook. The time of its making is a setting: the clock is in no file.
    ///
    /// # Errors
    ///
    /// If spreadsheets have no such day.
    pub fn workbook(title: &str, day: Date) -> Result<Workbook, WriteFailed> {
        let mut workbook = Workbook::new();
        // Sheets of a large ledger take half the time, and a tenth more room.
        workbook.set_zip_compression_level(COMPRESSION);
        // Before 1900 there are no days for spreadsheets.
        let made = date_time(day).or_else(|_| date_time(jiff::civil::date(2000, 1, 1)))?;
        let properties = DocProperties::new().set_title(title).set_creation_datetime(&made);
        workbook.set_properties(&properties);
        Ok(workbook)
    }

    /// Gives a row room for the lines of some texts: some programs do not by themselves.
    ///
    /// # Errors
    ///
    /// If a sheet has no such row.
    pub fn set_height<'t>(
        sheet: &mut Worksheet,
        row: u32,
        texts: impl Iterator<Item = &'t str>,
    ) -> Result<(), WriteFailed> {
        let height = Self::height(texts);
        if height > LINE {
            sheet.set_row_height(row, height)?;
        }
        Ok(())
    }

    /// How high a row is with some texts, as far as columns are no wider than they may be.
    pub fn height<'t>(texts: impl Iterator<Item = &'t str>) -> f64 {
        let lines = texts.map(lines_of).max().unwrap_or(1);
        LINE * f64::from(lines)
    }

    /// Writes a day; one that spreadsheets do not know, as a text.
    ///
    /// # Errors
    ///
    /// If a sheet has no such row or column.
    pub fn write_day(
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        day: Date,
        format: &Format,
    ) -> Result<(), WriteFailed> {
        match date_time(day) {
            Ok(time) => sheet.write_datetime_with_format(row, column, &time, format)?,
            Err(_) => sheet.write_string_with_format(row, column, day.to_string(), format)?,
        };
        Ok(())
    }

    /// Writes a day into a column that has its format.
    ///
    /// # Errors
    ///
    /// If a sheet has no such row or column.
    pub fn write_day_as_column(
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        day: Date,
    ) -> Result<(), WriteFailed> {
        match date_time(day) {
            Ok(time) => sheet.write_number(row, column, time.to_excel())?,
            Err(_) => sheet.write_string(row, column, day.to_string())?,
        };
        Ok(())
    }

    /// Makes a sheet with a head in a row a table that can be read, filtered and printed: the head
    /// stays in sight and stands on every printed page, which is as wide as the table.
    ///
    /// # Errors
    ///
    /// If a sheet has no such row or column.
    pub fn table(
        sheet: &mut Worksheet,
        (head, last): (u32, u32),
        widths: &[usize],
    ) -> Result<(), WriteFailed> {
        let n_columns = u16::try_from(widths.len()).unwrap_or(u16::MAX);
        sheet.set_freeze_panes(head + 1, u16::from(n_columns > 2))?;
        if n_columns > 0 {
            sheet.autofilter(head, 0, last.max(head), n_columns - 1)?;
        }
        sheet.set_repeat_rows(head, head)?;
        sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        sheet.set_footer("&L&A&R&P / &N");
        for (column, width) in (0..).zip(widths) {
            sheet.set_column_width(column, f64::from(u8::try_from(*width).unwrap_or(u8::MAX)))?;
        }
        Ok(())
    }
}

const A4: u8 = 9;

/// Columns are at least so many digits wide.
const LEAST: usize = 8;

/// How high a line is, in points.
const LINE: f64 = 15.0;

/// How many lines a text takes, of as many as a row may well be high.
fn lines_of(text: &str) -> u8 {
    const MOST: usize = 20;
    // No text is wider than it has bytes, and most have few.
    if text.len() <= WIDEST && memchr(b'\n', text.as_bytes()).is_none() {
        return 1;
    }
    let lines = text.lines().map(|line| line.width().div_ceil(WIDEST).max(1));
    u8::try_from(lines.sum::<usize>().clamp(1, MOST)).unwrap_or(1)
}

/// How wide a column is that holds a text.
#[must_use]
pub fn width(text: &str) -> usize {
    let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
    (widest + 2).clamp(LEAST, WIDEST)
}

/// At most that, found sooner: no text is wider than it has bytes.
#[must_use]
pub fn width_of_bytes(text: &str) -> usize {
    (text.len() + 2).clamp(LEAST, WIDEST)
}

/// A day as spreadsheets know it.
fn date_time(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: i8| u8::try_from(number).unwrap_or(0);
    let year = u16::try_from(day.year()).unwrap_or(0);
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))
}

/// The file of some sheets.
pub(super) fn file(
    writer: &Writer<'_>,
    sheets: &[SheetOut],
    wanted: Wanted<'_>,
) -> Result<Vec<u8>, WriteFailed> {
    let look = Look::default();
    let title = writer.parsed.site.as_ref().and_then(|site| {
        let title = site.get("title")?;
        let code = writer.setting.languages.first().map(|(code, _)| code.as_str());
        title.as_str().or_else(|| title.get(code?)?.as_str())
    });
    let mut workbook = Look::workbook(title.unwrap_or_default(), wanted.day)?;
    let mut lists: Vec<(String, Vec<String>)> = Vec::new();
    let name_of_lists = writer.setting.locales.first();
    let name_of_lists = name_of_lists.and_then(|locale| locale.text("workbook-lists", &[]));
    let name_of_lists = name_of_lists.unwrap_or_else(|| "lists".to_owned());
    for sheet in sheets {
        let out = workbook.add_worksheet();
        out.set_name(&sheet.name)?;
        fill(out, sheet, &look)?;
        for (number, column) in (0..).zip(&sheet.columns) {
            let Some((choice, is_only)) = writer.choice(sheet, column, sheets, wanted) else {
                continue;
            };
            let range = match choice {
                Choice::Ids(of) => ids_of(of, sheets),
                Choice::Words(words) => {
                    let at = lists.iter().position(|(_, known)| *known == words);
                    let at = at.unwrap_or_else(|| {
                        lists.push((head(sheet, column), words));
                        lists.len() - 1
                    });
                    let column = column_name(u32::try_from(at).unwrap_or(0));
                    let last = lists[at].1.len() + 1;
                    Some(format!("={}!${column}$2:${column}${last}", quoted(&name_of_lists)))
                }
            };
            let Some(range) = range else { continue };
            offer(out, number, &range, sheet.rows.len(), is_only)?;
        }
    }
    if !lists.is_empty() {
        let out = workbook.add_worksheet();
        out.set_name(&name_of_lists)?.set_hidden(true);
        for (column, (name, words)) in (0..).zip(&lists) {
            out.write_string_with_format(0, column, name, &look.head)?;
            for (row, word) in (1..).zip(words) {
                out.write_string(row, column, word)?;
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// Offers words in the cells of a column, in some rows more than there are.
fn offer(
    out: &mut Worksheet,
    column: u16,
    range: &str,
    n_rows: usize,
    is_only: bool,
) -> Result<(), WriteFailed> {
    const SPARE_ROWS: usize = 1000;
    let last = u32::try_from(n_rows + SPARE_ROWS).unwrap_or(MAX_ROWS_OF_SHEET);
    let offered = DataValidation::new()
        .allow_list_formula(Formula::new(range))
        .set_error_style(DataValidationErrorStyle::Warning)
        .show_error_message(is_only);
    out.add_data_validation(1, column, last.min(MAX_ROWS_OF_SHEET - 1), column, &offered)?;
    Ok(())
}

/// The ids of a sheet, as many as it will have: whoever adds a record finds it in the lists.
fn ids_of(collection: &str, sheets: &[SheetOut]) -> Option<String> {
    let of = sheets.iter().find(|one| one.collection == collection && one.list.is_none())?;
    let is_id =
        |path: &[super::super::path::Step]| matches!(path, [only] if only.key() == Some("id"));
    let at = of.columns.iter().position(|column| is_id(&column.path))?;
    let column = column_name(u32::try_from(at).ok()?);
    let name = quoted(&of.name);
    Some(format!(
        "=OFFSET({name}!${column}$2,0,0,MAX(1,COUNTA({name}!${column}$2:${column}${MAX_ROWS_OF_SHEET})),1)"
    ))
}

/// The name of a sheet in a formula.
fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

fn fill(out: &mut Worksheet, sheet: &SheetOut, look: &Look) -> Result<(), WriteFailed> {
    let mut widths: Vec<usize> = sheet.columns.iter().map(|column| width(&column.head)).collect();
    for (column, of) in (0..).zip(&sheet.columns) {
        out.write_string_with_format(0, column, &of.head, &look.head)?;
    }
    let wrapped = look.wrapped();
    for (row, cells) in (1..).zip(&sheet.rows) {
        for (at, cell) in cells {
            let column = u16::try_from(*at).map_err(|_| XlsxError::RowColumnLimitError)?;
            if let (Some(known), CellOut::Text(text)) = (widths.get_mut(*at), cell) {
                *known = (*known).max(width(text));
            }
            if let (Some(known), CellOut::Day(_)) = (widths.get_mut(*at), cell) {
                *known = (*known).max(width("2023-03-05"));
            }
            put(out, (row, column), cell, look, &wrapped)?;
        }
        let texts = cells.values().filter_map(|cell| match cell {
            CellOut::Text(text) => Some(text.as_str()),
            _ => None,
        });
        Look::set_height(out, row, texts)?;
    }
    let last = u32::try_from(sheet.rows.len()).unwrap_or(MAX_ROWS_OF_SHEET);
    Look::table(out, (0, last), &widths)
}

fn put(
    out: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &CellOut,
    look: &Look,
    wrapped: &Format,
) -> Result<(), WriteFailed> {
    match cell {
        CellOut::Text(text) => {
            let is_long = text.contains('\n') || text.width() > WIDEST;
            let format = if is_long { wrapped } else { &look.plain };
            out.write_string_with_format(row, column, text, format)?
        }
        CellOut::Number(number) => {
            out.write_number_with_format(row, column, *number, &look.plain)?
        }
        CellOut::Share(share, decimals) => {
            let format = match decimals {
                0 => "0%".to_owned(),
                n => format!("0.{}%", "0".repeat(*n)),
            };
            let format = look.plain.clone().set_num_format(format);
            out.write_number_with_format(row, column, *share, &format)?
        }
        CellOut::Day(day) => {
            out.write_datetime_with_format(row, column, &date_time(*day)?, &look.day)?
        }
        CellOut::Month(day) => {
            out.write_datetime_with_format(row, column, &date_time(*day)?, &look.month)?
        }
        CellOut::Flag(flag) => out.write_boolean_with_format(row, column, *flag, &look.plain)?,
    };
    Ok(())
}
