//! Wellspring: a compiler for progress reports.
//!
//! Modules are in reading order; each uses only those above it (see `ARCHITECTURE.md`).

pub mod limits;

pub mod work;

pub mod value;

pub mod source;

pub mod picture;

pub mod diag;

pub mod shard;

pub mod timings;

pub mod options;

pub mod parse;

pub mod locale;

pub mod figures;

pub mod model;

pub mod schema;

pub mod workbook;

pub mod translation;

pub mod plan;

pub mod check;

pub mod theme;

pub mod render;

pub mod deploy;

pub mod load;

pub mod build_cache;

pub mod write;

pub mod progress_bar;

pub mod compile;

pub mod inventory;

pub mod removed_pages;

pub mod published_pictures;

pub mod pipeline;

pub mod merge;

pub mod outside;

pub mod serve;

pub mod lsp;

pub mod cli;

pub mod cli_words;

pub mod commands;
