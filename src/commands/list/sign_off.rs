//! `wellspring list figures --format xlsx|html`: the sheet that a department signs before figures
//! are published: each as it will be read in every language, where it stands, what it rests on, and
//! a box to tick.

use super::figures::Figure;
use crate::locale::Locale;
use crate::model::{Language, Model, Text};
use crate::value::{Lang, Period};
use crate::workbook::write::{Look, WriteFailed, width};
use jiff::civil::Date;
use serde::Serialize;
use tera::{Context, Tera};

/// The sheet.
#[derive(Debug, Serialize)]
pub(super) struct SignOff {
    /// The tag of the language of its own words.
    lang: String,
    title: String,
    /// What it is, a line each.
    about: Vec<String>,
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
    /// What is filled in at the end.
    signatures: Vec<String>,
    #[serde(skip)]
    day: Date,
    #[serde(skip)]
    name: String,
}

/// A box to tick.
const BOX: &str = "☐";

impl SignOff {
    pub(super) fn new(model: &Model, locales: &[(String, Locale)], figures: &[Figure<'_>]) -> Self {
        let site = &model.site;
        let first = &locales[0].1;
        let t = |key: &str| first.text(key, &[]).unwrap_or_else(|| key.to_owned());
        let own = |text: &Text| text.get_or_fallback(Lang::DEFAULT).1.text.to_string();
        let day = Period::Day(site.as_of).to_string();
        let mut about = vec![format!("{} {day}", t("sign-as-of"))];
        about.extend(site.publisher.as_ref().map(own));
        about.push(t("sign-about"));
        let in_each = |key: &'static str| {
            let head = t(key);
            site.languages
                .iter()
                .map(move |one| in_language(first, &head, one, site.languages.len()))
        };
        let heads = ["sign-number".to_owned()].map(|key| t(&key)).into_iter();
        let heads = heads.chain(in_each("sign-what"));
        let heads = heads.chain(["column-kind", "column-period", "column-part"].map(t));
        let heads = heads.chain(in_each("sign-figure"));
        let rest = ["column-source", "sign-quote", "sign-place", "sign-correct", "sign-remark"];
        let heads = heads.chain(rest.map(t)).collect();
        let rows = figures.iter().enumerate();
        let rows = rows.map(|(number, figure)| row(model, locales, number + 1, figure)).collect();
        Self {
            lang: site.language(Lang::DEFAULT).tag.to_string(),
            title: format!("{} · {}", own(&site.title), t("sign-title")),
            about,
            heads,
            rows,
            signatures: ["sign-name", "sign-office", "sign-date"].map(t).into(),
            day: site.as_of,
            name: t("sign-title"),
        }
    }

    /// As a workbook.
    pub(super) fn workbook(&self) -> Result<Vec<u8>, String> {
        self.to_workbook().map_err(|error| error.to_string())
    }

    fn to_workbook(&self) -> Result<Vec<u8>, WriteFailed> {
        let look = Look::default();
        let mut workbook = Look::workbook(&self.title, self.day)?;
        let out = workbook.add_worksheet();
        let name: String =
            self.name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
        out.set_name(name)?;
        let mut row = 0;
        for line in std::iter::once(&self.title).chain(&self.about) {
            out.write_string(row, 0, line)?;
            row += 1;
        }
        let head = row + 1;
        let mut widths: Vec<usize> = vec![6; self.heads.len()];
        for ((column, text), known) in (0..).zip(&self.heads).zip(&mut widths) {
            *known = width(text);
            out.write_string_with_format(head, column, text, look.head())?;
        }
        let wrapped = look.wrapped().set_border_bottom(rust_xlsxwriter::FormatBorder::Hair);
        row = head;
        for cells in &self.rows {
            row += 1;
            for ((column, text), known) in (0..).zip(cells).zip(&mut widths) {
                *known = (*known).max(width(text));
                match text.parse::<u32>() {
                    Ok(number) if column == 0 => {
                        out.write_number_with_format(row, column, number, &wrapped)?
                    }
                    _ => out.write_string_with_format(row, column, text, &wrapped)?,
                };
            }
            out.set_row_height(row, Look::height(cells.iter().map(String::as_str)))?;
        }
        let last = row;
        for label in &self.signatures {
            row += 2;
            out.write_string(row, 1, label)?;
        }
        Look::table(out, (head, last), &widths)?;
        workbook.save_to_buffer().map_err(WriteFailed::from)
    }

    /// As a page without anything around it, to be printed.
    pub(super) fn page(&self) -> Result<Vec<u8>, String> {
        const NAME: &str = "sign_off.html";
        let mut tera = Tera::new();
        let added = tera.add_raw_templates(vec![(NAME, include_str!("sign_off.html"))]);
        added.map_err(|error| error.to_string())?;
        let context = Context::from_serialize(self).map_err(|error| error.to_string())?;
        let text = tera.render(NAME, &context).map_err(|error| error.to_string())?;
        Ok(text.into_bytes())
    }
}

/// A head for a language, if there are several.
fn in_language(first: &Locale, head: &str, language: &Language, n_languages: usize) -> String {
    if n_languages == 1 {
        return head.to_owned();
    }
    let args = [("column", head), ("language", &*language.name)];
    first.text("field-in", &args).unwrap_or_else(|| head.to_owned())
}

fn row(
    model: &Model,
    locales: &[(String, Locale)],
    number: usize,
    figure: &Figure<'_>,
) -> Vec<String> {
    let kind = locales[0].1.text(&format!("sign-{}", figure.kind), &[]);
    let sources = figure.citations.iter().map(|citation| {
        let title = crate::model::Record::name(model.sources.get(citation.source));
        let title = &*title.get_or_fallback(Lang::DEFAULT).1.text;
        match &citation.page {
            Some(page) => format!("{title}, {page}"),
            None => title.to_owned(),
        }
    });
    let mut sources: Vec<String> = sources.collect();
    sources.dedup();
    let quotes = figure.citations.iter().filter_map(|citation| citation.quote.as_ref());
    let quotes: Vec<&str> = quotes.map(|quote| &*quote.text).collect();
    let period = figure.period.map(|period| period.to_string()).unwrap_or_default();
    std::iter::once(number.to_string())
        .chain(figure.names.iter().cloned())
        .chain([kind.unwrap_or_else(|| figure.kind.to_owned()), period, figure.part.clone()])
        .chain(figure.shown.iter().cloned())
        .chain([sources.join("\n"), quotes.join("\n"), figure.place.clone()])
        .chain([BOX.to_owned(), String::new()])
        .collect()
}
