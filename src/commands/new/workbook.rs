//! `wellspring new workbook`: the ledger as a workbook that takes the place of its YAML.

use super::super::put::create_named;
use super::super::site_outline::SiteOutline;
use super::super::{Outcome, Printer, has_errors};
use crate::compile::own_theme;
use crate::diag::Sink;
use crate::locale::Locale;
use crate::model::KINDS;
use crate::model::resolve::{stage_ids, units};
use crate::options::BuildOptions;
use crate::pipeline::compile;
use crate::theme::{BuiltinThemes, locales};
use crate::workbook::write::{Wanted, Written, ledger};
use crate::workbook::{Setting, add_records};
use jiff::civil::{Date, date};
use std::path::Path;

/// The day of making of a workbook of a site that has none.
const NO_DAY: Date = date(2000, 1, 1);

pub(super) fn run(file: &Path, is_empty: bool, root: &Path, out: &Printer<'_>) -> Outcome {
    if !file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        return out.failure("a workbook ends in `.xlsx`; nothing was written");
    }
    let compiled = match compile(&BuildOptions::new(root.to_owned())) {
        Ok(compiled) => compiled,
        Err(error) => return out.failure(&error.to_string()),
    };
    let found = compiled.problems();
    // What has errors cannot be told from what was meant.
    if !is_empty && has_errors(&found) {
        out.problems_apart(&compiled.sources, &found);
        return Outcome::ContentErrors;
    }
    let day = compiled.site.as_ref().map_or(NO_DAY, |site| site.model.site.as_of);
    let site = match SiteOutline::read(root) {
        Ok(site) => site,
        Err(unread) => return unread.report(out),
    };
    let written = match write(site, is_empty, day) {
        Ok(written) => written,
        Err(why) => return out.failure(&why),
    };
    if let Err(why) = create_named(file, &written.bytes) {
        return out.failure(&why);
    }
    let Written { n_sheets, n_records, unsaid, .. } = written;
    out.remark(&format!("wrote `{}`: {n_sheets} sheets, {n_records} records", file.display()));
    if !unsaid.is_empty() {
        let list: String = unsaid.iter().map(|one| format!("\n  {one}")).collect();
        out.remark(&format!("what a workbook cannot say stays in YAML:{list}"));
    }
    if !is_empty {
        out.remark(
            "it takes the place of the files in `content/data/`: put it there and take them away",
        );
    }
    Outcome::Clean
}

fn write(site: SiteOutline, is_empty: bool, day: Date) -> Result<Written, String> {
    const NO_WORDS: &str = "the words of the theme cannot be read; `wellspring check` says why";
    let SiteOutline { mut loaded, mut parsed, preamble } = site;
    let mut sink = Sink::default();
    let builtin = BuiltinThemes::new(&mut loaded.sources);
    let settings = parsed.site.clone().ok_or(NO_WORDS)?;
    let own = own_theme(&loaded.themes, &settings, &preamble.theme, &mut sink).ok_or(NO_WORDS)?;
    let languages = locales::load(
        own,
        builtin.below(&preamble.theme),
        &preamble.languages,
        &loaded.sources,
        &mut sink,
    )
    .ok_or(NO_WORDS)?;
    let names: Vec<_> = { preamble.languages.iter() }
        .map(|one| (one.code.to_string(), one.name.to_string()))
        .collect();
    let locales: Vec<&Locale> = languages.all().collect();
    let lexicon = &languages.lexicon(&units(&settings, &preamble.languages, &mut sink));
    let (sources, languages) = (&loaded.sources, &names);
    let setting =
        Setting { sources, languages, locales: &locales, lexicon, kinds: KINDS, day: None };
    add_records(&mut parsed, &setting, None, &mut sink);
    let wanted = Wanted { is_empty, stages: &stage_ids(&settings), day };
    ledger(&parsed, &setting, wanted).map_err(|error| error.to_string())
}
