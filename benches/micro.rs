//! The steps of a build one by one: `cargo bench --bench micro`.
//!
//! All of them work on the corpus of 1,000 projects that `benches/corpus.py` writes.

mod common;

use common::Input;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, LazyLock};
use wellspring::build_cache::{CheckedTexts, Digest};
use wellspring::diag::Sink;
use wellspring::model::{KINDS, Ref};
use wellspring::parse::records::{Parsed, parse};
use wellspring::parse::yaml::parse_yaml;
use wellspring::plan::{Format, Index, Of, PageId, PagePlan, Plan, plan};
use wellspring::render::{RenderSite, data_sets, page_kinds, render};
use wellspring::write::{
    Asked, Disk, Edition, FORMAT, Failure, Manifest, Output, Previous, Queue, System, write,
};

const N_PROJECTS: usize = 1_000;
const N_TABLE_ROWS: usize = 100;

static INPUT: LazyLock<Input> = LazyLock::new(corpus);
fn parsed() -> Parsed {
    parse(&INPUT.sources, KINDS, &[], None, &mut Sink::default())
}
/// Leaked once, because it borrows from all that it is made of.
static SITE: LazyLock<&'static RenderSite<'static>> = LazyLock::new(|| {
    let (model, locales) = INPUT.resolve(parsed());
    let (model, locales) = (leak(model), leak(locales));
    let mut index = Index::new(model);
    index.data_sets = data_sets(model, &index);
    let index = leak(index);
    let plan = leak(plan_of(model, index));
    let theme = leak(INPUT.theme(locales));
    leak(RenderSite::new(model, index, plan, locales, theme, &INPUT.sources))
});

fn main() {
    divan::main();
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn corpus() -> Input {
    let folder = tempfile::tempdir().expect("there is room for a temporary folder");
    let site = folder.path().join("site");
    let done = Command::new("python3")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/corpus.py"))
        .args(["--kind", "wellspring", "--projects", &N_PROJECTS.to_string(), "--out"])
        .arg(&site)
        .status()
        .expect("python3 writes the corpus");
    assert!(done.success(), "benches/corpus.py failed");
    Input::read(&site)
}

fn plan_of(model: &wellspring::model::Model, index: &Index) -> Plan {
    plan(page_kinds(), model, index, &INPUT.sources, &BTreeSet::new(), &mut Sink::default())
}

#[divan::bench]
fn parse_one_project(bencher: Bencher) {
    let file = INPUT.sources.by_path("content/data/projects/p00001.yaml").expect("it is there");
    let text = &INPUT.sources.file(file).text;
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| parse_yaml(file, text, &mut Sink::default()));
}

#[divan::bench]
fn parse_all(bencher: Bencher) {
    let sources = &INPUT.sources;
    bencher
        .counter(ItemsCount::new(N_PROJECTS))
        .bench(|| parse(sources, KINDS, &[], None, &mut Sink::default()));
}

#[divan::bench]
fn resolve_all(bencher: Bencher) {
    let bencher = bencher.counter(ItemsCount::new(N_PROJECTS)).with_inputs(parsed);
    bencher.bench_values(|parsed| INPUT.resolve(parsed));
}

#[divan::bench]
fn index_and_plan_all(bencher: Bencher) {
    let (model, _) = INPUT.resolve(parsed());
    bencher.counter(ItemsCount::new(N_PROJECTS)).bench(|| {
        let index = Index::new(&model);
        plan_of(&model, &index)
    });
}

#[divan::bench]
fn render_project_page(bencher: Bencher) {
    render_page(bencher, |id| id.kind.name == "project");
}

#[divan::bench]
fn render_home_page(bencher: Bencher) {
    render_page(bencher, |id| id.kind.name == "home");
}

/// The page of the park with the number of projects nearest to 100: a table with as many rows.
#[divan::bench]
fn render_page_with_table(bencher: Bencher) {
    let park = park_with_table();
    render_page(bencher, |id| id.record() == Some(park.into()));
}

#[divan::bench(args = [Format::Csv, Format::Json])]
fn render_data_set(bencher: Bencher, format: Format) {
    render_page(bencher, |id| id.of == Of::DataSet("projects", format));
}

fn park_with_table() -> Ref<wellspring::model::Park> {
    let rows = |park: Ref<_>| SITE.index.by_park[park.index()].len().abs_diff(N_TABLE_ROWS);
    let parks = SITE.model.parks.iter().map(|(park, _)| park);
    parks.min_by_key(|park| rows(*park)).expect("the corpus has parks")
}

/// Measures the first page of a kind.
fn render_page(bencher: Bencher, is_wanted: impl Fn(PageId) -> bool) {
    let site = *SITE;
    let page: &PagePlan =
        site.plan.pages.iter().find(|page| is_wanted(page.id)).expect("the page is planned");
    let n_bytes = render(site, page).expect("it renders").len();
    bencher.counter(BytesCount::new(n_bytes)).bench(|| render(site, page));
}

/// A small page that is not rendered.
struct Finished {
    path: String,
}

impl Output for Finished {
    fn path(&self) -> &str {
        &self.path
    }

    fn key(&self, _: &[u64]) -> Option<Digest> {
        None
    }
}

/// Writes 1,000 pages of 8 kB, each into its folder, to a new output folder.
#[divan::bench(sample_count = 20)]
fn write_thousand_files(bencher: Bencher) {
    let pages: Vec<_> =
        (0..1_000).map(|number| Finished { path: format!("p{number}/index.html") }).collect();
    let bytes = "<p>流水</p>\n".repeat(500).into_bytes();
    // Nothing is removed between runs: some file systems write slowly for minutes after that.
    let folder = tempfile::tempdir().expect("there is room for a temporary folder");
    let mut n_runs = 0;
    bencher
        .counter(ItemsCount::new(pages.len()))
        .with_inputs(|| {
            n_runs += 1;
            folder.path().join(format!("output-{n_runs}"))
        })
        .bench_local_refs(|output| {
            let render = |_: &Finished| Ok::<_, Failure<()>>(Cow::Borrowed(&bytes[..]).into());
            write(&pages, render, edition(), opened(output)).expect("the folder can be written")
        });
}

fn opened(output: &Path) -> Previous {
    let disk: Arc<dyn Disk> = Arc::new(System);
    let queue = Queue { waits: true, say: &|_| {} };
    let mut previous = Previous::open(output, &disk, queue).expect("there is nothing yet");
    previous.claim(Path::new("no-site"), queue).expect("the folder can be written");
    previous
}

fn edition() -> Edition {
    let manifest = Manifest {
        format: FORMAT,
        options: Asked::default(),
        generator: "benchmark".to_owned(),
        as_of: "2025-12-31".to_owned(),
        unsafe_html: false,
        precompress: false,
        part: None,
        inputs: BTreeMap::new(),
        files: BTreeMap::new(),
    };
    Edition {
        manifest,
        inputs: [0; 32],
        clean: true,
        checked_texts: CheckedTexts::default(),
        precompress: false,
    }
}
