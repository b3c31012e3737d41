//! `wellspring schema`: the files of the site as JSON Schemas, for editors.

use super::put::{names, refresh};
use super::site_outline::SiteOutline;
use super::{Outcome, Printer};
use crate::model::Model;
use crate::model::resolve::stage_ids;
use crate::schema::{About, OwnShape, own_shapes, schemas, settings_of_editor};
use std::path::Path;

/// The folder of a site that holds them.
const FOLDER: &str = "schema";

/// The settings of VS Code in a site folder.
const EDITOR: &str = ".vscode/settings.json";

pub(super) fn run(root: &Path, out: &Printer<'_>) -> Outcome {
    let site = match SiteOutline::read(root) {
        Ok(site) => site,
        Err(unread) => return unread.report(out),
    };
    match write(root, &site) {
        Ok(written) if written.is_empty() => out.remark("the schemas are up to date"),
        Ok(written) => written.iter().for_each(|path| out.remark(&format!("wrote `{path}`"))),
        Err(why) => return out.failure(&why),
    }
    if !names(root, EDITOR, "site.schema.json") {
        out.remark(&format!(
            "`{EDITOR}` was there and is as it was; for completion put this into it:\n{}",
            settings_of_editor().trim_end()
        ));
    }
    Outcome::Clean
}

/// Writes the schemas of a site that has just been made.
pub(super) fn begin(root: &Path) -> Result<(), String> {
    match SiteOutline::read(root) {
        Ok(site) => write(root, &site).map(drop),
        Err(_) => Err("the new site cannot be read".to_owned()),
    }
}

/// Writes what is not up to date; returns its paths. Settings of an editor are never written over.
fn write(root: &Path, site: &SiteOutline) -> Result<Vec<String>, String> {
    let about = About {
        languages: site.preamble.languages.iter().map(|one| one.code.to_string()).collect(),
        stages: site.parsed.site.as_ref().map(stage_ids).unwrap_or_default(),
        fields: site.parsed.site.as_ref().map(own_shapes).unwrap_or_default(),
    };
    let mut files = files(&about);
    if root.join(EDITOR).symlink_metadata().is_err() {
        files.push((EDITOR.to_owned(), settings_of_editor()));
    }
    refresh(root, &files)
}

/// The schemas by their paths in the site folder.
fn files(about: &About) -> Vec<(String, String)> {
    let named = |(name, text): (String, String)| (format!("{FOLDER}/{name}"), text);
    schemas(about).into_iter().map(named).collect()
}

/// Brings the schemas of a site up to date, if it has some; returns what could not be done.
pub(super) fn keep_up(root: &Path, model: &Model) -> Result<(), String> {
    if !root.join(FOLDER).is_dir() {
        return Ok(());
    }
    let site = &model.site;
    let about = About {
        languages: site.languages.iter().map(|one| one.code.to_string()).collect(),
        stages: site.stages.iter().map(|stage| stage.id.to_string()).collect(),
        fields: site.fields.iter().map(OwnShape::from).collect(),
    };
    refresh(root, &files(&about)).map(drop)
}
