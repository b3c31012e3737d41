//! `wellspring theme`: the files of the built-in themes, and copies of them in the site.

use super::listing::{Listing, printer};
use super::put::create;
use super::site_outline::{SiteOutline, Unread};
use super::{Outcome, Printer};
use crate::cli::ThemeCommand;
use crate::diag::closest;
use crate::load::LoadError;
use crate::theme::builtin::{DEFAULT, files_of};
use std::path::{Component, Path};

pub(super) fn run(what: &ThemeCommand, root: &Path, out: &Printer<'_>) -> Outcome {
    match what {
        ThemeCommand::List => list(root, out),
        ThemeCommand::Eject { files } => eject(files, root, out),
    }
}

/// The built-in files of the theme that the site uses, beside each the built-in theme that it is from
/// and the file of the site that goes before it. Where there is no
/// site none does: the list is of use to whoever is about to start one.
fn list(root: &Path, out: &Printer<'_>) -> Outcome {
    let print = match printer(out.global.format) {
        Ok(print) => print,
        Err(why) => return out.failure(why),
    };
    let site = match SiteOutline::read(root) {
        Ok(site) => Some(site),
        Err(Unread::Load(LoadError::NoSite { .. })) => None,
        Err(unread) => return unread.report(out),
    };
    let replaced_by = |path: &str| {
        let site = site.as_ref()?;
        let theme = &*site.preamble.theme;
        site.loaded.themes.get(theme)?.get(path)?;
        Some(format!("themes/{theme}/{path}"))
    };
    let theme = site.as_ref().map_or(DEFAULT, |site| &*site.preamble.theme);
    let row = |(path, from, _): (&str, &str, &[u8])| {
        vec![path.to_owned(), from.to_owned(), replaced_by(path).unwrap_or_default()]
    };
    let rows = files_of(theme).into_iter().map(row).collect();
    let listing = Listing { what: "theme", columns: &["file", "theme", "override"], rows };
    out.data(&print(&listing, out.language()));
    Outcome::Clean
}

fn eject(files: &[String], root: &Path, out: &Printer<'_>) -> Outcome {
    let site = match SiteOutline::read(root) {
        Ok(site) => site,
        Err(unread) => return unread.report(out),
    };
    let theme = &*site.preamble.theme;
    if !is_folder_name(theme) {
        return out.failure(&format!("`theme: {theme}` does not name a folder in `themes/`"));
    }
    let mut copies = Vec::new();
    for path in files {
        let known = files_of(theme);
        let Some((path, _, bytes)) = known.iter().find(|(known, ..)| known == path) else {
            return out.failure(&unknown(theme, path));
        };
        let copy = (format!("themes/{theme}/{path}"), bytes.to_vec());
        if !copies.contains(&copy) {
            copies.push(copy);
        }
    }
    if let Err(why) = create(root, &copies) {
        return out.failure(&why);
    }
    for (path, _) in &copies {
        out.remark(&format!("wrote `{}`", root.join(path).display()));
    }
    Outcome::Clean
}

/// Whether a text is one part of a path, and leads nowhere else.
fn is_folder_name(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    matches!((parts.next(), parts.next()), (Some(Component::Normal(only)), None) if only == name)
}

fn unknown(theme: &str, path: &str) -> String {
    let help = match meant(theme, path) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`wellspring theme list` names its files".to_owned(),
    };
    format!("the built-in theme has no file `{path}`; nothing was written\nhelp: {help}")
}

/// The file that may be meant: named without its folder or with more of its path, or misspelt.
fn meant(theme: &str, path: &str) -> Option<&'static str> {
    let files = files_of(theme);
    let known = || files.iter().map(|(known, ..)| *known);
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|before| before.ends_with('/'))
    };
    let bare = |path: &'static str| path.rsplit('/').next().unwrap_or(path);
    known()
        .find(|known| ends(known, path) || ends(path, known))
        .or_else(|| closest(path, known()))
        .or_else(|| {
            let name = closest(path, known().map(bare))?;
            known().find(|known| bare(known) == name)
        })
}
