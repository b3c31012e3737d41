//! The files of the built-in theme, inside the binary.

macro_rules! files {
    ($($path:literal,)*) => {
        /// Every file of `themes/default/` with what it holds; a test compares the list with the folder.
        pub const FILES: &[(&str, &[u8])] = &[
            $(($path, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/", $path))),)*
        ];
    };
}

files! {
    "assets/icon.svg",
    "assets/scheme.js",
    "assets/search.js",
    "assets/site.js",
    "assets/style.css",
    "assets/tables.js",
    "strings/en.yaml",
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
