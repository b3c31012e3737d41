//! Files in `themes/` that lie where no theme has any.

use crate::diag::closest;
use std::collections::BTreeSet;

/// The folders of a theme.
const FOLDERS: [&str; 3] = ["templates", "assets", "strings"];

/// What people put beside a theme for people, by the beginning of its name.
const FOR_PEOPLE: [&str; 5] = ["readme", "licen", "copying", "notice", "changelog"];

/// Of files below `themes/`, those that nothing reads wherever they are named, each with message
/// and help. A folder is told once, by its first file.
pub(super) fn misplaced(files: &[String]) -> Vec<(&str, String, String)> {
    let mut told = BTreeSet::new();
    let found = files.iter().filter_map(|name| {
        let (place, help) = place_and_help(name)?;
        let message = format!("nothing reads `themes/{place}`");
        told.insert(place).then_some((name.as_str(), message, help))
    });
    found.collect()
}

/// What of a path is wrong, and what to do.
fn place_and_help(name: &str) -> Option<(&str, String)> {
    let Some((theme, inner)) = name.split_once('/') else {
        return Some((name, "a theme is a folder: `themes/default/`".to_owned()));
    };
    let Some((folder, _)) = inner.split_once('/') else {
        return (!belongs_at_the_top(inner)).then(|| (name, help_at_the_top(theme, inner)));
    };
    if !FOLDERS.contains(&folder) {
        let help = match closest(folder, FOLDERS) {
            Some(meant) => format!("did you mean `themes/{theme}/{meant}/`?"),
            None => contents(),
        };
        return Some((&name[..=theme.len() + folder.len() + 1], help));
    }
    // These are read as texts; whether anything needs them is seen once the site is known.
    let is_text = crate::theme::is_text(inner);
    match folder {
        "templates" if !is_text => Some((
            name,
            "templates end in `.html`; style sheets, scripts and pictures belong into `assets/`"
                .to_owned(),
        )),
        "strings" if !is_text => Some((name, "string files end in `.yaml`".to_owned())),
        _ => None,
    }
}

fn belongs_at_the_top(name: &str) -> bool {
    let lower = name.to_lowercase();
    name == "theme.yaml" || FOR_PEOPLE.iter().any(|start| lower.starts_with(start))
}

fn help_at_the_top(theme: &str, name: &str) -> String {
    if FOLDERS.contains(&theme) {
        return format!("did you mean `themes/default/{theme}/{name}`?");
    }
    match closest(name, ["theme.yaml"]) {
        Some(meant) => format!("did you mean `themes/{theme}/{meant}`?"),
        None => contents(),
    }
}

fn contents() -> String {
    "a theme has `theme.yaml` and the folders `templates/`, `assets/` and `strings/`".to_owned()
}
