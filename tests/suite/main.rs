//! The tests of the whole program; `tests/README.md` says how to run, add and accept cases.

#![expect(clippy::disallowed_methods, reason = "tests write and read site folders")]

mod accept;
mod adopt;
mod between_languages;
mod blocks;
mod build_cases;
mod calendar;
mod changes;
mod charts;
mod check_cases;
#[cfg(target_os = "linux")]
mod ci_templates;
mod commands;
mod crash;
mod data_sets;
mod dependencies;
mod deploy;
mod determinism;
mod docs;
mod docs_in_chinese;
mod document;
mod editions;
mod faults;
mod figure_accuracy;
mod figure_pairs;
mod figure_slips;
mod figures;
mod file_tree;
mod formats;
mod fuzz;
#[cfg(target_os = "linux")]
mod hostile;
mod huiji;
mod incremental;
mod inexact_as_exact;
mod invariants;
mod inventory;
mod judging;
mod layering;
mod ledger;
mod ledgers;
mod linear;
mod link_probe;
mod locale_reading;
mod locale_tables;
mod lock;
mod long_lists;
mod lsp;
mod markdown;
mod memory;
mod new_files;
mod not_published;
#[cfg(debug_assertions)]
mod noted;
mod output_folder;
mod outside;
mod packaging;
mod page_text;
mod pictures;
mod print;
mod profile;
mod program;
mod progress;
mod read_back;
mod rebuild;
mod schemas;
mod serve;
mod serve_polls;
mod shards;
mod site_case;
mod slip_kinds;
mod slips;
mod small_sites;
mod tables;
#[path = "../fuzz/targets/mod.rs"]
mod targets;
mod third_language;
mod translation;
mod translation_parts;
mod values;
mod verify;
mod workbook_file;
mod workbooks;
mod yaml;
