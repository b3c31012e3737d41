//! Keys: what a page is made from, as one hash.
//!
//! Everything but projects is read by every page, as far as keys know, the figures that stand in
//! projects too: if any of it changes, all pages are made again. Of projects a page has those in its key that it read when it was made,
//! each with the text of its record, and the lists that it looked at. If none of them has changed,
//! it would read the same again.

use super::{Digest, GENERATOR};
use crate::diag::{Diagnostic, Severity};
use crate::load::Loaded;
use crate::model::{Dependencies, Dependency, Model, Project, Record, RecordKind, Ref, unnoted};
use crate::options::BuildOptions;
use crate::parse::records::MAPPING_ENDING;
use crate::plan::PagePlan;
use crate::render::RenderSite;
use crate::source::{FileId, Sources};
use crate::theme::{ThemeFile, ThemeFiles};
use blake3::Hasher;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::RwLock;

/// Everything that a build reads, as hashes.
#[derive(Debug)]
pub struct Inputs {
    /// The text of each file that was read, by its number.
    pub texts: Vec<Digest>,
    /// The content of each file that is copied, in the order of [`Sources::static_files`].
    pub static_files: Vec<Digest>,
    /// The files of themes that are no texts, such as style sheets, by their path in the site folder.
    pub theme_files: BTreeMap<String, Digest>,
    /// The time that is written where one must be.
    epoch: Option<i64>,
    /// All of it together, with all options that decide what a page holds.
    pub site: Digest,
    /// The same with the part of the site that is made.
    pub all: Digest,
    /// The same without the texts of projects.
    pub(super) others: Digest,
}

impl Inputs {
    /// Hashes everything that was read.
    #[must_use]
    pub fn new(loaded: &Loaded, static_files: Vec<Digest>, options: &BuildOptions) -> Self {
        let files: Vec<_> = loaded.sources.iter().map(|(_, file)| file).collect();
        let texts: Vec<Digest> =
            files.par_iter().map(|file| *blake3::hash(file.text.as_bytes()).as_bytes()).collect();
        let (mut all, mut others) = (Hasher::new(), Hasher::new());
        for hasher in [&mut all, &mut others] {
            add(hasher, GENERATOR);
            let as_of = options.as_of.map(|day| day.to_string());
            add(hasher, format!("{:?} {as_of:?} {}", options.base_url, options.drafts));
            add(hasher, [u8::from(options.precompress)]);
            for name in &loaded.sources.static_files {
                add(hasher, &**name);
            }
            for picture in &loaded.sources.pictures {
                add(hasher, &*picture.path);
                hasher.update(&picture.digest);
            }
            for font in &loaded.sources.fonts {
                add(hasher, &*font.path);
                hasher.update(&font.digest);
            }
            for (theme, files) in &loaded.themes {
                add(hasher, theme);
                for (path, file) in files.iter() {
                    add(hasher, path);
                    add(hasher, &file.bytes);
                }
            }
        }
        for (file, text) in files.iter().zip(&texts) {
            [&mut all, &mut others].into_iter().for_each(|hasher| add(hasher, &*file.path));
            all.update(text);
            if !holds_projects(&file.path) {
                others.update(text);
            }
        }
        static_files.iter().for_each(|content| {
            all.update(content);
        });
        let epoch = options.source_date_epoch.map(|time| time.as_second());
        add(&mut all, format!("{epoch:?}"));
        let [site, others] = [&all, &others].map(|hasher| *hasher.finalize().as_bytes());
        if let Some(shard) = options.shard {
            add(&mut all, shard.to_string());
        }
        let all = *all.finalize().as_bytes();
        Self { texts, static_files, theme_files: theme_files(loaded), epoch, site, all, others }
    }
}

fn theme_files(loaded: &Loaded) -> BTreeMap<String, Digest> {
    let hash = |bytes: &[u8]| *blake3::hash(bytes).as_bytes();
    let of_theme = |(theme, files): (&String, &ThemeFiles)| {
        let binary = files.iter().filter(|(_, file)| file.file.is_none());
        let named = |(path, file): (&str, &ThemeFile)| {
            (format!("themes/{theme}/{path}"), hash(&file.bytes))
        };
        binary.map(named).collect::<Vec<_>>()
    };
    loaded.themes.iter().flat_map(of_theme).collect()
}

/// Adds a part, told from the next by its length.
fn add(hasher: &mut Hasher, part: impl AsRef<[u8]>) {
    let part = part.as_ref();
    hasher.update(&(part.len() as u64).to_le_bytes());
    hasher.update(part);
}

fn holds_projects(path: &str) -> bool {
    let is_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    // Workbooks, and what says how they are read, may hold anything.
    if !is_yaml || path.ends_with(MAPPING_ENDING) {
        return false;
    }
    let name = path.strip_prefix("content/data/projects");
    name.is_some_and(|rest| rest.starts_with('/') || matches!(rest, ".yaml" | ".yml"))
}

/// What pages are made from, to tell a page that is still the same by what it was made from.
#[derive(Debug)]
pub struct Keys<'a> {
    /// Everything but projects.
    common: Digest,
    /// The text of each project, by its number.
    records: Vec<Digest>,
    /// All of these.
    all: Digest,
    epoch: Option<i64>,
    editions: &'a [RenderSite<'a>],
    /// The lists that pages of an edition have asked for.
    lists: RwLock<BTreeMap<(usize, Dependency), Digest>>,
}

impl<'a> Keys<'a> {
    /// Of a site with its editions; `ledger` is what all of them are views of.
    #[must_use]
    pub fn new(
        inputs: &Inputs,
        ledger: &Model,
        editions: &'a [RenderSite<'a>],
        sources: &Sources,
        problems: &[(Severity, Diagnostic)],
    ) -> Self {
        let records = records(inputs, ledger, sources);
        let mut common = Hasher::new();
        common.update(&inputs.others);
        // What cannot be read leaves traces on pages that do not read it: links to it lead elsewhere.
        let problems: BTreeSet<_> = problems
            .iter()
            .map(|(_, found)| (found.span.map(|span| span.file), format!("{:?}", found.code)))
            .collect();
        add(&mut common, format!("{problems:?}"));
        for (one, project) in ledger.projects.iter() {
            add(&mut common, &*sources.file(project.header.span.file).path);
            add(&mut common, ledger.projects.id(one).as_str());
        }
        add_nested(&mut common, ledger, sources);
        for RenderSite { model, plan, .. } in editions {
            // A banner tells whether anything is left out, be it of a project that the page never
            // reads.
            common.update(&[u8::from(model.site.lacks_later)]);
            for page in &plan.pages {
                add(&mut common, &page.path);
            }
        }
        let all = together(records.iter());
        let common = *common.finalize().as_bytes();
        let lists = RwLock::default();
        Self { common, records, all, epoch: inputs.epoch, editions, lists }
    }

    /// What belongs to a group. Many pages look at the same long lists.
    fn list(&self, edition: usize, one: Dependency) -> Digest {
        let key = (edition, one);
        if let Some(known) = self.lists.read().ok().and_then(|lists| lists.get(&key).copied()) {
            return known;
        }
        let digest = *blake3::hash(self.editions[edition].index.told(one).as_bytes()).as_bytes();
        if let Ok(mut lists) = self.lists.write() {
            lists.insert(key, digest);
        }
        digest
    }

    /// Which projects stand beside one.
    fn neighbours(&self, edition: usize, lang: u8, number: u32) -> Option<Digest> {
        let site = &self.editions[edition];
        let lang = site.model.site.languages.get(usize::from(lang))?.lang;
        let known = site.model.projects.numbered_as(number)?;
        let beside = unnoted(|| site.neighbours(known, lang));
        Some(*blake3::hash(format!("{beside:?}").as_bytes()).as_bytes())
    }

    /// The key of a page that is made from some things; `None` if one of these is not known.
    #[must_use]
    pub fn key(&self, edition: usize, page: &PagePlan, from: &Dependencies) -> Option<Digest> {
        let RenderSite { model, index, .. } = &self.editions[edition];
        // Together, because a hash of very many small parts takes longer.
        let mut parts = Vec::new();
        parts.extend_from_slice(&self.common);
        for one in from.iter() {
            parts.extend_from_slice(&one.to_number().to_le_bytes());
            parts.extend_from_slice(&match one {
                Dependency::Projects => self.all,
                Dependency::Project(number) => *self.records.get(number as usize)?,
                Dependency::List(..) | Dependency::Start(..) => self.list(edition, one),
                Dependency::Neighbours(lang, number) => self.neighbours(edition, lang, number)?,
            });
            // That follows from other projects.
            if let Dependency::Project(number) = one {
                parts.push(u8::from(model.is_told_by_parts(number)));
            }
        }
        // A part of a list says how long the whole list is.
        parts.extend_from_slice(&(page.id.n_rows(model, index) as u64).to_le_bytes());
        parts.extend_from_slice(page.path.as_bytes());
        if let (true, Some(epoch)) = (page.id.kind.has_time, self.epoch) {
            parts.extend_from_slice(&epoch.to_le_bytes());
        }
        Some(*blake3::hash(&parts).as_bytes())
    }
}

/// Adds what stands in files of projects and belongs to everything but projects: their figures and
/// targets, which pages read without noting it.
fn add_nested(hasher: &mut Hasher, ledger: &Model, sources: &Sources) {
    let mut as_whole: BTreeMap<FileId, bool> = BTreeMap::new();
    ledger.each_record(&mut |one, record| {
        let header = record.any_header();
        let (file, range) = (header.extent.file, header.extent.range());
        let source = sources.file(file);
        if one.kind() == RecordKind::Project || !holds_projects(&source.path) {
            return;
        }
        let text = &*source.text;
        let as_whole = *as_whole.entry(file).or_insert_with(|| {
            let as_whole = has_anchors(text);
            if as_whole {
                add(hasher, text);
            }
            as_whole
        });
        if !as_whole {
            add(hasher, &text[range]);
        }
        // The source may be that of the project.
        header.citations.iter().for_each(|cited| {
            add(hasher, ledger.sources.id(cited.source).as_str());
        });
    });
}

fn together<'a>(digests: impl Iterator<Item = &'a Digest>) -> Digest {
    let mut hasher = Hasher::new();
    digests.for_each(|digest| {
        hasher.update(digest);
    });
    *hasher.finalize().as_bytes()
}

/// The text of each project, by its number.
fn records(inputs: &Inputs, model: &Model, sources: &Sources) -> Vec<Digest> {
    let mut by_file: BTreeMap<FileId, Vec<(usize, Ref<Project>)>> = BTreeMap::new();
    for (one, project) in model.projects.iter() {
        let extent = project.header().extent;
        by_file.entry(extent.file).or_default().push((extent.range().start, one));
    }
    let mut digests = vec![[0; 32]; model.projects.n_numbers()];
    for (file, mut found) in by_file {
        let (text, whole) = (&*sources.file(file).text, inputs.texts[file.index()]);
        found.sort();
        let apart = found.len() > 1 && !has_anchors(text);
        let starts: Vec<usize> = found.iter().map(|(start, _)| *start).collect();
        for (number, (start, one)) in found.into_iter().enumerate() {
            digests[one.index()] = match apart {
                true => part(text, starts[0], start, starts.get(number + 1).copied()),
                false => whole,
            };
        }
    }
    digests
}

/// The text of a record among others: from the line that it starts in up to the next record, with
/// what stands before the first. So whatever a record ends with, or is opened by, belongs to it.
fn part(text: &str, first: usize, start: usize, end: Option<usize>) -> Digest {
    let line = |at: usize| text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let mut hasher = Hasher::new();
    add(&mut hasher, &text[..line(first)]);
    add(&mut hasher, &text[line(start)..end.unwrap_or(text.len())]);
    *hasher.finalize().as_bytes()
}

/// Whether a text may have a YAML anchor, by which one record becomes a part of another.
fn has_anchors(text: &str) -> bool {
    let mut before = ' ';
    let mut after = text.chars().skip(1);
    for c in text.chars() {
        let next = after.next();
        if c == '&' && !before.is_alphanumeric() && next.is_some_and(|next| !next.is_whitespace()) {
            return true;
        }
        before = c;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::has_anchors;
    use super::holds_projects;
    use super::part;

    #[test]
    fn projects_are_in_their_files_only() {
        for path in ["projects.yaml", "projects.yml", "projects/a.yaml", "projects/b/c.yml"] {
            assert!(holds_projects(&format!("content/data/{path}")), "{path}");
        }
        for path in ["content/data/projects.xlsx", "content/data/projects/a.mapping.yaml"] {
            assert!(!holds_projects(path), "{path}");
        }
        for path in ["content/data/projects-old.yaml", "content/data/parks.yaml", "projects.yaml"] {
            assert!(!holds_projects(path), "{path}");
        }
    }

    #[test]
    fn anchors_are_told_from_other_ampersands() {
        for text in ["- &a {}", "&a {}", "[&a x]", "a:\n  &b\n  c: d"] {
            assert!(has_anchors(text), "{text}");
        }
        for text in ["a: R&D", "a: this & that", "a: **b**", "a: 研&究", ""] {
            assert!(!has_anchors(text), "{text}");
        }
    }

    #[test]
    fn the_text_of_a_record_has_what_opens_and_ends_it() {
        let text = "# head\n- {id: a}\n- id: b\n  note: |+\n    c\n\n\n- id: d\n";
        let (a, b, d) = (10, 19, 46);
        assert!([a, b, d].iter().all(|at| text[*at..].starts_with("id")));
        let digest = |text: &str, start, end| part(text, a, start, end);
        let other = text.replace("# head", "# HEAD");
        assert_ne!(digest(text, b, Some(d)), digest(&other, b, Some(d)), "before the first");
        let other = text.replace("|+\n    c\n\n\n", "|+\n    c\n\n\t");
        assert_ne!(digest(text, b, Some(d)), digest(&other, b, Some(d)), "what it ends with");
        let other = text.replace("- {id: a}", "- [id: a]");
        assert_ne!(digest(text, a, Some(b)), digest(&other, a, Some(b)), "what opens it");
        assert_eq!(digest(text, b, Some(d)), digest(&other, b, Some(d)), "another record");
    }
}
