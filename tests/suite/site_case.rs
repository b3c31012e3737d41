//! A site folder of its own for one case: files in, problems or a built site out.

use crate::file_tree::{put, read_tree};
use crate::ods_file;
use crate::workbook_file::{ENDING, workbook};
use std::collections::BTreeMap;
use std::path::Path;
use tempfile::TempDir;
use wellspring::diag::format::{Format, render};
use wellspring::diag::{Diagnostic, Severity};
use wellspring::options::BuildOptions;
use wellspring::pipeline::{Built as BuildEnd, Unpublished, build, compile, publish, with};
use wellspring::progress_bar::Progress;
use wellspring::source::Sources;

/// The files of a check case that it need not bring itself.
const DEFAULTS: [(&str, &str); 2] = [
    (
        "content/site.yaml",
        "title: { zh: 示例区, en: Example District }\n\
         languages:\n  zh: { tag: zh-Hans, name: 中文 }\n  en: { tag: en, name: English }\n\
         as_of: 2030-06-30\n\
         currency: CNY\n",
    ),
    (
        "content/data/sources.yaml",
        "- { id: report, title: { zh: 示例报告, en: Example Report }, published: 2030-06-30 }\n",
    ),
];

/// The ending of a file that is written in GB 18030.
const GB18030: &str = ".gb18030.txt";

/// A site in a temporary folder.
pub(crate) struct SiteCase {
    folder: TempDir,
}

/// Every file of a built site by its path.
pub(crate) type Built = BTreeMap<String, Vec<u8>>;

impl SiteCase {
    /// A folder without any file.
    pub(crate) fn empty() -> Self {
        Self { folder: TempDir::new().expect("there is room for a temporary folder") }
    }

    /// The same in memory where there is such a folder: a disk creates files slowly for minutes
    /// after many were removed.
    pub(crate) fn in_memory() -> Self {
        match TempDir::new_in("/dev/shm") {
            Ok(folder) => Self { folder },
            Err(_) => Self::empty(),
        }
    }

    /// A site with settings and a source, and nothing else.
    pub(crate) fn small() -> Self {
        let case = Self::empty();
        for (path, text) in DEFAULTS {
            case.put(path, text);
        }
        case
    }

    /// A copy of a site folder.
    pub(crate) fn copy_of(folder: &Path) -> Self {
        let case = Self::empty();
        for (path, bytes) in read_tree(folder) {
            case.put(&path, bytes);
        }
        case
    }

    /// The site folder.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file of the site.
    pub(crate) fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let text = || std::str::from_utf8(bytes.as_ref()).expect("is the text of a workbook");
        if let Some(path) = path.strip_suffix(GB18030) {
            let (bytes, _, is_lossy) = encoding_rs::GB18030.encode(text());
            assert!(!is_lossy);
            put(&self.root().join(path), &bytes);
        } else if let Some(stem) = path.strip_suffix(ENDING) {
            put(&self.root().join(format!("{stem}.xlsx")), &workbook(text()));
        } else if let Some(stem) = path.strip_suffix(ods_file::ENDING) {
            put(&self.root().join(format!("{stem}.ods")), &ods_file::workbook(text()));
        } else {
            put(&self.root().join(path), bytes.as_ref());
        }
    }

    /// Removes a file of the site.
    pub(crate) fn remove(&self, path: &str) {
        std::fs::remove_file(self.root().join(path)).expect("the file is there");
    }

    /// The problems that a build reports over the one before.
    pub(crate) fn problems_of_build(&self) -> String {
        match build(&self.options(), &Progress::hidden()) {
            Ok(BuildEnd::Unchanged { .. }) => String::new(),
            Ok(BuildEnd::Published(compiled, _) | BuildEnd::Broken(compiled, _)) => {
                listing(&compiled.sources, &compiled.problems())
            }
            Err(message) => panic!("{message}"),
        }
    }

    /// The options of a plain build of this site.
    pub(crate) fn options(&self) -> BuildOptions {
        BuildOptions::new(self.root())
    }

    /// The same into another folder.
    pub(crate) fn options_into(&self, folder: &str) -> BuildOptions {
        BuildOptions { output: self.root().join(folder), ..self.options() }
    }

    /// All problems of the site, those of its templates included, as [`listing`] writes them.
    pub(crate) fn problems(&self) -> String {
        let compiled = compile(&self.options()).expect("the site folder is readable");
        let (sources, found) = compiled.finish(&Progress::hidden());
        listing(&sources, &found)
    }

    /// Builds the site; returns its files and its problems.
    #[track_caller]
    pub(crate) fn build(&self, options: &BuildOptions) -> (Built, String) {
        let compiled = compile(options).expect("the site folder is readable");
        let problems = listing(&compiled.sources, &compiled.problems());
        match publish(&compiled, options) {
            Ok(_) => (read_tree(&options.output), problems),
            Err(Unpublished::Content(errors)) => {
                let all = listing(&compiled.sources, &with(&compiled, errors));
                panic!("the site has errors:\n{all}");
            }
            Err(Unpublished::Failed(message)) => panic!("{message}"),
        }
    }

    /// Builds the site without options; it must have no problem.
    #[track_caller]
    pub(crate) fn build_clean(&self) -> Built {
        let (built, problems) = self.build(&self.options());
        assert_eq!(problems, "");
        built
    }
}

/// Problems in the short format, each followed by its notes, helps and related places.
pub(crate) fn listing(sources: &Sources, found: &[(Severity, Diagnostic)]) -> String {
    let mut text = String::new();
    for one in found {
        text.push_str(&render(Format::Short, std::slice::from_ref(one), sources, false));
        let diagnostic = &one.1;
        for (span, words) in &diagnostic.related {
            text.push_str(&format!("  see {}: {words}\n", sources.place(*span)));
        }
        diagnostic.notes.iter().for_each(|note| text.push_str(&format!("  note: {note}\n")));
        diagnostic.help.iter().for_each(|help| text.push_str(&format!("  help: {help}\n")));
    }
    text
}

/// The text of a file of a built site.
#[track_caller]
pub(crate) fn page<'a>(built: &'a Built, path: &str) -> &'a str {
    let Some(bytes) = built.get(path) else {
        let known: Vec<_> = built.keys().map(String::as_str).collect();
        panic!("`{path}` was not built; there are:\n{}", known.join("\n"));
    };
    std::str::from_utf8(bytes).expect("is UTF-8")
}
