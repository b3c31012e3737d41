//! What can be typed. The doc comments here are the help text.

mod values;

pub use crate::diag::Speaks;
pub use values::{ColorArg, FormatArg, Listed, TimingsFormat, WrittenAt};

use crate::shard::Shard;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use values::{as_of, source_date_epoch};

/// A compiler for progress reports: a ledger and pages in, a site in every language out.
///
/// Exit codes: 0 all is well, 1 the content has errors, 2 the program could not do its work.
#[derive(Debug, Parser)]
#[command(name = "wellspring", version, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Options of all commands.
    #[command(flatten)]
    pub global: Global,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a site in a folder: a small, fictional one that builds and explains itself
    Init(InitArgs),
    /// Build the site into the output folder
    Build {
        /// Make one part of the files only, such as `3/16`, the third of 16; `merge` joins them
        #[arg(long, value_name = "PART")]
        shard: Option<Shard>,
        /// Print what the phases took: as a table on stderr, or as JSON on stdout
        #[arg(
            long,
            value_name = "FORMAT",
            num_args = 0..=1,
            require_equals = true,
            default_missing_value = "text"
        )]
        timings: Option<TimingsFormat>,
        /// The site
        #[command(flatten)]
        build: BuildArgs,
    },
    /// Join the parts of a site that `build --shard` made into the whole
    Merge(MergeArgs),
    /// Report all problems without writing anything
    Check {
        /// Try the links to other sites too; what answered is kept in `.output.reuse/`, and asked again
        /// after a week
        #[arg(long)]
        external: bool,
        /// The site
        #[command(flatten)]
        build: BuildArgs,
    },
    /// Copy the built site into a folder while no build runs, and say whether the copy is whole
    Deploy(DeployArgs),
    /// Say whether a built site, or a copy of it, is whole, and what it was made from
    Verify(VerifyArgs),
    /// Show the site in a browser while it is being written; writes nothing to disk
    Serve(ServeArgs),
    /// Help an editor with the site: problems while one types, completion, and what an id is
    ///
    /// It speaks the Language Server Protocol on stdin and stdout. Editors start it themselves.
    Lsp(BuildArgs),
    /// Show what has changed between two days or two site folders
    Diff(DiffArgs),
    /// List what the site is made of
    List {
        /// What to list
        what: Listed,
        /// The language whose translations are listed [default: all]
        #[arg(long, value_name = "CODE")]
        lang: Option<String>,
        /// The file that the list is written to [default: stdout]
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
        /// The site
        #[command(flatten)]
        build: BuildArgs,
    },
    /// Note that translations are up to date, so that a later change of their originals is reported
    Translated {
        /// Translated pages, files of `content/data/`, or folders of these
        files: Vec<PathBuf>,
    },
    /// Write texts to translate into an XLIFF 2.1 file for translation programs
    Export(ExportArgs),
    /// Put the translations of an XLIFF 2 file into their places
    Import {
        /// The file
        file: PathBuf,
    },
    /// Write how a workbook is read: what each sheet and column is, guessed, with the reasons
    ///
    /// It writes `NAME.mapping.yaml` beside the workbook, and records that its columns name and the
    /// site lacks, and prints the first rows as they would be read. Check what it marks as unsure.
    Adopt {
        /// A workbook in `content/data/`
        file: PathBuf,
        /// Add what is new in the workbook to the mapping that there is, and keep what a person changed
        #[arg(long)]
        again: bool,
    },
    /// Write a file for a new record, or for a new page in each language, with its fields; or the
    /// ledger as a workbook
    New {
        /// What it is
        kind: NewKind,
        /// Its id; of a page its path, such as `reports/2031-q1`; of a workbook its file
        id: String,
        /// A workbook with the heads of all columns, but without the records of the site
        #[arg(long)]
        empty: bool,
    },
    /// List the files of the built-in theme, or copy some into the site to change them
    Theme {
        /// What to do
        #[command(subcommand)]
        what: ThemeCommand,
    },
    /// Keep what published editions say, so that a later change is reported
    ///
    /// Run it when an edition is published. It writes `content/editions.lock`, and from then on a
    /// figure of that edition that changes is an error at its place, until `content/data/corrections.yaml`
    /// names it as a correction.
    Lock {
        /// The editions; all that are not kept yet, if none is named
        editions: Vec<String>,
        /// Take anew what is kept already
        #[arg(long)]
        again: bool,
        /// The site
        #[command(flatten)]
        build: BuildArgs,
    },
    /// Write the whole report as a PDF in each language, with a browser that is installed
    ///
    /// It builds the site into a temporary folder and lets Chromium, Chrome or Edge print the page
    /// `print/` of each language, with bookmarks and tags for screen readers.
    Pdf(PdfArgs),
    /// Write JSON Schemas of the files of the site, for editors that complete and check
    ///
    /// They go to `schema/` in the site folder, where a later build brings them up to date. The
    /// YAML extension of VS Code is told of them in `.vscode/settings.json`, if there is no such
    /// file yet.
    Schema,
    /// Explain a diagnostic code, such as `unknown-reference`; without a code, list them all
    Explain {
        /// The code
        code: Option<String>,
    },
    /// Write what completes commands and options in a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual page
    Man,
}

/// What a file can be written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NewKind {
    /// An investment project
    Project,
    /// An industrial park, or another place with projects
    Park,
    /// A part of the territory
    Region,
    /// A sector
    Industry,
    /// An investor, a partner or an office
    Organization,
    /// What is measured
    Indicator,
    /// What is to be reached in a period
    Target,
    /// What was reported
    Observation,
    /// A dated happening
    Event,
    /// A policy, a plan or a mechanism
    Document,
    /// Where figures come from
    Source,
    /// A word of the glossary
    Term,
    /// A page, as a draft
    Page,
    /// The whole ledger as a workbook, which a build reads in its place
    Workbook,
}

/// What can be done with the built-in theme.
#[derive(Debug, Subcommand)]
pub enum ThemeCommand {
    /// Name its files, and those of the site that go before them
    List,
    /// Copy files into the theme folder of the site, where they go before the built-in ones
    Eject {
        /// Files by their paths in a theme, such as `templates/page.html`
        #[arg(required = true, value_name = "FILE")]
        files: Vec<String>,
    },
}

/// Options of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder; it must be empty or not exist yet. With `--ci` it may hold a site
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Write what checks, builds and publishes the site on a code host too
    #[arg(long, value_name = "HOST")]
    pub ci: Option<CiHost>,
    /// Build in so many parts at once, on machines of their own; for a site that outgrows one
    #[arg(long, value_name = "N", requires = "ci", value_parser = clap::value_parser!(u32).range(2..=256))]
    pub shards: Option<u32>,
}

/// The code hosts whose pipelines are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CiHost {
    /// GitHub Actions and GitHub Pages
    Github,
    /// GitLab CI/CD and GitLab Pages
    Gitlab,
    /// Gitee Go, and a server of one's own
    Gitee,
}

/// Options of the commands that read a site.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct BuildArgs {
    /// Where to write the site [default: `output/` in the site folder]
    #[arg(short = 'o', long, value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
    /// The absolute address of the site, for canonical links and the sitemap
    #[arg(short = 'u', long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Build the site as it was known on that day
    #[arg(long, value_name = "DATE", value_parser = as_of)]
    pub as_of: Option<jiff::civil::Date>,
    /// Publish drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Write `.br` and `.gz` beside every text that gets smaller by it, for hosts that send these
    #[arg(long)]
    pub precompress: bool,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
    /// Fail at once if another build of the same output is running, rather than wait for it
    #[arg(long)]
    pub no_wait: bool,
    /// The time to write where a format asks for one, in seconds since 1970 [default: the as-of day]
    #[arg(
        long,
        value_name = "SECONDS",
        env = "SOURCE_DATE_EPOCH",
        value_parser = source_date_epoch,
        allow_hyphen_values = true,
        hide_env_values = true
    )]
    pub source_date_epoch: Option<WrittenAt>,
}

/// Options of `verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The folder with its `build.json` [default: `output/` in the site folder]
    pub output: Option<PathBuf>,
    /// Compare the files of a site folder with those that the site was made from, too
    #[arg(long, value_name = "DIR")]
    pub inputs: Option<PathBuf>,
}

/// Options of `merge`.
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// The folders of all parts, in any order
    #[arg(required = true)]
    pub parts: Vec<PathBuf>,
    /// Where to write the site [default: `output/` in the site folder]
    #[arg(short = 'o', long, value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
}

/// Options of `serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The port; the next free one if it is taken, any free one if it is 0
    #[arg(short, long, default_value_t = 3000)]
    pub port: u16,
    /// The host to listen on; this machine only, unless another is given
    #[arg(long, default_value = "127.0.0.1")]
    pub host: String,
    /// Open the site in a browser
    #[arg(long)]
    pub open: bool,
    /// Serve the output folder as it is
    #[arg(long)]
    pub built: bool,
    /// Look at the files every second, where the system does not tell of changes
    #[arg(long)]
    pub poll: bool,
    /// The site
    #[command(flatten)]
    pub build: BuildArgs,
}

/// Options of `deploy`.
#[derive(Debug, Args)]
pub struct DeployArgs {
    /// The folder: a new one, an empty one, or an earlier copy, which is brought up to date
    pub to: PathBuf,
    /// The built site [default: `output/` in the site folder]
    #[arg(short = 'o', long, value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
}

/// Options of `pdf`.
#[derive(Debug, Args)]
pub struct PdfArgs {
    /// The file; of several languages each has its code before the ending [default: the name of the
    /// site folder]
    #[arg(short = 'o', long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// One language only [default: all]
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,
    /// The program of the browser [default: the first found]
    #[arg(long, value_name = "PATH")]
    pub browser: Option<PathBuf>,
    /// How long the browser may take for one language, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    pub timeout: u64,
    /// The absolute address of the site, to which links of the document lead
    #[arg(short = 'u', long, value_name = "URL")]
    pub base_url: Option<String>,
    /// The report as it was known on that day
    #[arg(long, value_name = "DATE", value_parser = as_of)]
    pub as_of: Option<jiff::civil::Date>,
    /// Print drafts too
    #[arg(long)]
    pub drafts: bool,
}

/// Options of `diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The earlier state: a day such as `2023-03-31`, as of which the site is read, a workbook that
    /// is its ledger on a day, or a site folder
    pub old: String,
    /// The later state
    pub new: String,
    /// The language to tell it in [default: the site's first]
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,
    /// End with exit code 1 if anything has changed
    #[arg(long)]
    pub exit_code: bool,
}

/// Options of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The language to translate into; needed where there are more than two
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,
    /// Write texts that are translated and up to date too
    #[arg(long)]
    pub all: bool,
    /// The file to write, such as `texts.xlf`
    pub file: PathBuf,
}

/// Options of all commands.
#[derive(Debug, Args)]
pub struct Global {
    /// The site folder, which holds `content/`
    #[arg(short = 'C', long, global = true, default_value = ".", value_name = "DIR")]
    pub root: PathBuf,
    /// How problems are printed
    #[arg(long, global = true, default_value = "human", value_name = "FORMAT")]
    pub format: FormatArg,
    /// Print errors only
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// The language of messages and help: `auto` is English, `site` the first one of the site
    #[arg(
        long = "lang",
        env = "WELLSPRING_LANG",
        default_value = "auto",
        value_name = "CODE",
        value_parser = Speaks::parse,
        hide_env_values = true
    )]
    pub speaks: Speaks,
    /// When to use colours; `auto` heeds `NO_COLOR`
    #[arg(long, global = true, default_value = "auto", value_name = "WHEN")]
    pub color: ColorArg,
}
