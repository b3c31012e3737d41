//! The files of the built-in themes, inside the binary.

macro_rules! files {
    ($(#[doc = $doc:literal])+ $name:ident, $folder:literal: $($path:literal,)*) => {
        $(#[doc = $doc])+
        pub const $name: &[File] = &[
            $((
                $path,
                include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/", $folder, "/", $path)),
            ),)*
        ];
    };
}

/// A path in a theme, and what stands there.
pub type File = (&'static str, &'static [u8]);

/// The name of the theme that a site has if it names none.
pub const DEFAULT: &str = "default";

/// The built-in themes that go before the default one file by file, by their names.
pub const OVER_DEFAULT: &[(&str, &[File])] = &[("official", OFFICIAL)];

files! {
    /// Every file of `themes/default/` with what it holds; a test compares the list with the folder.
    FILES, "default":
    "assets/charts.js",
    "assets/icon.svg",
    "assets/scheme.js",
    "assets/search.js",
    "assets/site.js",
    "assets/style.css",
    "assets/tables.js",
    "strings/en.yaml",
    "strings/fr.yaml",
    "strings/ru.yaml",
    "strings/zh.yaml",
    "templates/404.html",
    "templates/base.html",
    "templates/changes.html",
    "templates/component-chart.html",
    "templates/component-key-figures.html",
    "templates/component-table.html",
    "templates/components.html",
    "templates/contents.html",
    "templates/data.html",
    "templates/foot.html",
    "templates/glossary.html",
    "templates/group.html",
    "templates/home.html",
    "templates/index.html",
    "templates/indicator.html",
    "templates/list.html",
    "templates/nav.html",
    "templates/notice.html",
    "templates/page.html",
    "templates/park.html",
    "templates/parks.html",
    "templates/print.html",
    "templates/project.html",
    "templates/projects.html",
    "templates/record.html",
    "templates/published.html",
    "templates/redirect.html",
    "templates/schedule.html",
    "templates/search.html",
    "templates/section.html",
    "templates/share.svg",
    "templates/source.html",
    "templates/sources.html",
    "templates/statements.html",
    "templates/target-period.html",
    "templates/targets.html",
    "templates/timeline-year.html",
    "templates/timeline.html",
    "templates/translations.html",
    "theme.yaml",
}

files! {
    /// The same of `themes/official/`.
    OFFICIAL, "official":
    "assets/theme.css",
    "templates/home.html",
    "theme.yaml",
}

/// What a built-in theme has at each path, with the theme that it is from, in the order of paths.
#[must_use]
pub fn files_of(theme: &str) -> Vec<(&'static str, &'static str, &'static [u8])> {
    let over = OVER_DEFAULT.iter().find(|(name, _)| *name == theme);
    let own = over
        .into_iter()
        .flat_map(|(name, files)| files.iter().map(move |(path, bytes)| (*path, *name, *bytes)));
    let mut files: Vec<_> = own.collect();
    let is_replaced = |path: &str| over.is_some_and(|(_, own)| own.iter().any(|(p, _)| *p == path));
    let rest = FILES.iter().filter(|(path, _)| !is_replaced(path));
    files.extend(rest.map(|(path, bytes)| (*path, DEFAULT, *bytes)));
    files.sort_unstable_by_key(|(path, ..)| *path);
    files
}
