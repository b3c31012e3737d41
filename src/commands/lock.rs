//! `wellspring lock`: keeps what published editions say.

use super::put::put;
use super::{Outcome, Printer, readable};
use crate::diag::Severity;
use crate::model::said::{LOCK_PATH, Locked, lock_file, said};
use crate::options::BuildOptions;
use std::collections::BTreeMap;

/// Adds the editions that are not kept yet, or those that are named, to the file. What is kept
/// stays as it is, so that a later change is seen: only `again` takes an edition anew.
pub(super) fn run(
    ids: &[String],
    again: bool,
    options: &BuildOptions,
    out: &Printer<'_>,
) -> Outcome {
    let compiled = match readable(options, out) {
        Ok(compiled) => compiled,
        Err(outcome) => return outcome,
    };
    let Some(site) = &compiled.site else { return Outcome::ContentErrors };
    let errors = compiled.problems();
    let is_error = |severity| severity == Severity::Error;
    if !again && errors.iter().any(|(severity, _)| is_error(*severity)) {
        out.problems(&compiled.sources, &errors);
        return out.failure("nothing was kept: a site with errors is not published");
    }
    let settings = &site.ledger.site;
    if settings.editions.is_empty() {
        return out.failure(
            "this site has no editions\nhelp: list the days of your reports under `editions` in \
             `content/site.yaml`",
        );
    }
    let is_known = |id: &&String| settings.editions.iter().any(|one| one.id.as_str() == **id);
    if let Some(id) = ids.iter().find(|id| !is_known(id)) {
        return out.failure(&format!("this site has no edition `{id}`"));
    }
    let models = || site.earlier.iter().map(|edition| &edition.model).chain([&site.model]);
    let mut kept: Vec<Locked> = Vec::new();
    let mut added = Vec::new();
    for edition in &settings.editions {
        let id = edition.id.as_str();
        let locked = settings.locked.iter().find(|locked| *locked.id == *id);
        let is_meant = ids.is_empty() || ids.iter().any(|one| one == id);
        match locked {
            Some(locked) if !again || !is_meant => {
                kept.push(locked.clone());
            }
            _ if !is_meant => {}
            _ => {
                let model = models().find(|model| model.site.as_of == edition.as_of);
                let Some(model) = model else { continue };
                kept.push(Locked {
                    id: id.into(),
                    as_of: edition.as_of,
                    figures: said(model),
                    keeps_conversions: true,
                    span: edition.span,
                });
                added.push(id);
            }
        }
    }
    if added.is_empty() {
        out.remark("nothing to keep: every edition is in the file");
        return Outcome::Clean;
    }
    let new = kept.iter().filter(|one| added.contains(&&*one.id));
    let n_figures: usize = new.map(|one| one.figures.len()).sum();
    let files = BTreeMap::from([(LOCK_PATH.to_owned(), lock_file(&kept))]);
    if let Err(why) = put(&options.root, &compiled.sources, &files) {
        return out.failure(&why);
    }
    let editions = added.join("`, `");
    out.remark(&format!("wrote `{LOCK_PATH}`: {n_figures} figures of `{editions}`"));
    Outcome::Clean
}
