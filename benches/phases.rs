//! Where the time and the memory of a build go: `cargo bench --bench phases -- FOLDER [KIND]`.
//!
//! Takes the site in FOLDER through the steps of a build and prints for each what it took and how
//! much memory the process holds after it; then what every kind of page costs to render, in
//! thread time. With KIND, such as `Project`, only pages of that kind are rendered, so that a
//! profiler sees nothing else. At the end the whole way is gone twice, to see what a server needs
//! after a change. Writing is not among the steps: `benches/compare` measures whole
//! builds.

#![expect(clippy::print_stdout, reason = "a benchmark prints its results")]
#![expect(clippy::disallowed_methods, reason = "a benchmark takes the time")]

mod common;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use common::Input;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use wellspring::check::{Subject, check};
use wellspring::diag::Sink;
use wellspring::load::Changed;
use wellspring::model::KINDS;
use wellspring::options::BuildOptions;
use wellspring::parse::records::parse;
use wellspring::pipeline::{compile, compile_after};
use wellspring::plan::{Index, Of, PageId, plan};
use wellspring::render::{RenderSite, page_kinds, render};

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let Some(folder) = arguments.next() else {
        println!("0 passed, 0 failed: name the folder of a site to measure");
        return;
    };
    measure_steps(Path::new(&folder), arguments.next().as_deref());
    measure_again(Path::new(&folder));
}

fn measure_steps(folder: &Path, only: Option<&str>) {
    let is_wanted = |name: &str| only.is_none_or(|only| name == only);
    println!("| step | ms | MB held after it |\n| --- | ---: | ---: |");
    let input = step("load", || Input::read(folder));
    let parsed = step("parse", || parse(&input.sources, KINDS, &[], None, &mut Sink::default()));
    let (model, locales) = step("resolve", || input.resolve(parsed));
    let index = step("index", || Index::new(&model));
    let broken = BTreeSet::new();
    let plan = step("plan", || {
        plan(page_kinds(), &model, &index, &input.sources, &broken, &mut Sink::default())
    });
    let sources = &input.sources;
    let subject = Subject {
        model: &model,
        ledger: &model,
        editions: &[&model],
        plan: &plan,
        sources,
        locales: &locales,
        is_whole: true,
    };
    step("check", || check(subject, None, &mut Sink::default()));
    let theme = step("theme", || input.theme(&locales));
    let site = step("progress", || {
        RenderSite::new(&model, &index, &plan, &locales, &theme, &input.sources)
    });
    let pages = step("render", || {
        let rendered = plan.pages.par_iter().filter_map(|page| {
            let name = name_of(page.id);
            if !is_wanted(&name) {
                return None;
            }
            let start = Instant::now();
            let bytes = render(&site, page).expect("the built-in templates render");
            Some((name, start.elapsed(), bytes.len()))
        });
        rendered.collect::<Vec<_>>()
    });
    print_kinds(&pages);
}

/// What a whole run takes, and a second one that finds nothing changed: what `serve` does after
/// every change, but for the file that has.
fn measure_again(folder: &Path) {
    println!("\n| run | ms | MB held after it |\n| --- | ---: | ---: |");
    let options = BuildOptions::new(folder);
    let first = step("first", || compile(&options).expect("the site can be read"));
    let changed = Changed::default();
    let again = step("second", || compile_after(&options, Some((&first, &changed))));
    step("third", || compile_after(&options, Some((&first, &changed)))).expect("is read");
    drop(again);
}

/// What one kind of page costs in all.
#[derive(Default)]
struct Cost {
    n_pages: usize,
    n_bytes: usize,
    largest: usize,
    time: Duration,
}

fn print_kinds(pages: &[(String, Duration, usize)]) {
    let mut kinds: BTreeMap<&str, Cost> = BTreeMap::new();
    for (kind, time, n_bytes) in pages {
        let cost = kinds.entry(kind).or_default();
        cost.n_pages += 1;
        cost.n_bytes += n_bytes;
        cost.largest = cost.largest.max(*n_bytes);
        cost.time += *time;
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, cost)| std::cmp::Reverse(cost.time));
    println!("\n| kind | pages | ms of a thread | kB | kB of the largest |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    for (kind, cost) in kinds {
        let (ms, kb, largest) = (cost.time.as_millis(), cost.n_bytes / 1000, cost.largest / 1000);
        println!("| {kind} | {} | {ms} | {kb} | {largest} |", cost.n_pages);
    }
}

/// The name of a kind without what it is of; a data set keeps its name and format.
fn name_of(id: PageId) -> String {
    match id.of {
        Of::DataSet(name, format) => format!("{name}.{}", format.ending()),
        _ => id.kind.name.to_owned(),
    }
}

fn step<T>(name: &str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = run();
    let ms = start.elapsed().as_millis();
    println!("| {name} | {ms} | {} |", resident_mb().unwrap_or_default());
    result
}

/// What the process holds in memory, where the system says so.
fn resident_mb() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kb: usize = line.split_whitespace().next()?.parse().ok()?;
    Some(kb / 1000)
}
