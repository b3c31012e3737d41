//! One file a command: arguments in, exit code out.

mod adopt;
mod build;
mod check;
mod comments;
mod completions;
mod coverage;
mod deploy;
mod diff;
mod explain;
mod export;
mod import;
mod init;
mod list;
mod listing;
mod lock;
mod lsp;
mod man;
mod merge;
mod new;
mod pdf;
mod pipelines;
mod put;
mod schema;
mod serve;
mod site_outline;
mod summary;
mod theme;
mod timings;
mod translated;
mod verify;

use crate::cli::{BuildArgs, Cli, ColorArg, Command, FormatArg, Global, PdfArgs, Speaks};
use crate::diag::format::{Format, render_in, summary_line};
use crate::diag::{Diagnostic, MessageLanguage, Severity};
use crate::limits::MAX_PRINTED_PROBLEMS;
use crate::options::BuildOptions;
use crate::pipeline::{Compiled, compile};
use crate::progress_bar::Progress;
use crate::source::Sources;
use crate::timings::Timings;
use std::io::Write;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Clean,
    /// The content has errors.
    ContentErrors,
    /// Two states differ, and that was asked for.
    Different,
    /// A copy of a site is not whole, or was made from something else.
    NotWhole,
    /// An editor ended without saying so before.
    Unannounced,
    /// The program could not do its work.
    Failed,
}

impl Outcome {
    /// The exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::ContentErrors | Self::Different | Self::NotWhole | Self::Unannounced => 1,
            Self::Failed => 2,
        }
    }
}

/// Runs what was typed.
#[must_use]
pub fn run(cli: &Cli) -> Outcome {
    let out = Printer { global: &cli.global };
    match &cli.command {
        Command::Build { shard, timings, build } => {
            let own = options(&cli.global, build);
            let measuring = timings.map_or_else(Timings::default, |_| Timings::measuring());
            let options = BuildOptions { shard: *shard, timings: measuring, ..own };
            let outcome = build::run(&options, &out);
            timings::print(&options.timings, *timings, &out);
            outcome
        }
        Command::Check { external, build } => {
            check::run(&options(&cli.global, build), *external, &out)
        }
        Command::Deploy(args) => deploy::run(args, &plain_options(&cli.global), &out),
        Command::Verify(args) => verify::run(args, &plain_options(&cli.global), &out),
        Command::Serve(args) => serve::run(args, options(&cli.global, &args.build), &out),
        Command::Lsp(build) => lsp::run(options(&cli.global, build), &out),
        Command::List { what, lang, to, build } => {
            let to = to.as_deref();
            list::run(*what, lang.as_deref(), to, &options(&cli.global, build), &out)
        }
        Command::Diff(args) => diff::run(args, &plain_options(&cli.global), &out),
        Command::Translated { files } => translated::run(files, &plain_options(&cli.global), &out),
        Command::Export(args) => export::run(args, &plain_options(&cli.global), &out),
        Command::Import { file } => import::run(file, &plain_options(&cli.global), &out),
        Command::Adopt { file, again } => {
            adopt::run(file, *again, &plain_options(&cli.global), &out)
        }
        Command::Explain { code } => explain::run(code.as_deref(), &out),
        Command::Merge(args) => merge::run(args, &plain_options(&cli.global), &out),
        Command::Init(args) => init::run(args, &out),
        Command::New { kind, id, empty } => new::run(*kind, id, *empty, &cli.global.root, &out),
        Command::Lock { editions, again, build } => {
            lock::run(editions, *again, &options(&cli.global, build), &out)
        }
        Command::Pdf(args) => pdf::run(args, options_of_pdf(cli, args), &out),
        Command::Schema => schema::run(&cli.global.root, &out),
        Command::Theme { what } => theme::run(what, &cli.global.root, &out),
        Command::Completions { shell } => completions::run(*shell, &out),
        Command::Man => man::run(&out),
    }
}

fn options(global: &Global, args: &BuildArgs) -> BuildOptions {
    let output = args.output_dir.clone().unwrap_or_else(|| global.root.join("output"));
    BuildOptions {
        root: global.root.clone(),
        output,
        base_url: args.base_url.clone(),
        as_of: args.as_of,
        drafts: args.drafts,
        precompress: args.precompress,
        strict: args.strict,
        waits: !args.no_wait,
        source_date_epoch: args.source_date_epoch.and_then(|time| time.0),
        shard: None,
        timings: Timings::default(),
        language: spoken(global),
    }
}

/// The site is built aside, so where else it is written does not matter.
fn options_of_pdf(cli: &Cli, args: &PdfArgs) -> BuildOptions {
    BuildOptions {
        base_url: args.base_url.clone(),
        as_of: args.as_of,
        drafts: args.drafts,
        ..plain_options(&cli.global)
    }
}

fn plain_options(global: &Global) -> BuildOptions {
    BuildOptions { language: spoken(global), ..BuildOptions::new(global.root.clone()) }
}

/// What is spoken. The parser puts the language of the site there, if that is asked for.
fn spoken(global: &Global) -> MessageLanguage {
    match global.speaks {
        Speaks::Known(language) => language,
        Speaks::OfSite => MessageLanguage::default(),
    }
}

/// The site, if its texts can be read; otherwise its problems are printed.
fn readable(options: &BuildOptions, out: &Printer<'_>) -> Result<Compiled, Outcome> {
    let compiled = compile(options).map_err(|error| out.failure(&error.to_string()))?;
    if compiled.site.is_none() {
        out.problems(&compiled.sources, &compiled.problems());
        return Err(Outcome::ContentErrors);
    }
    Ok(compiled)
}

/// Prints in the way that was asked for: data on stdout, everything else on stderr.
struct Printer<'a> {
    global: &'a Global,
}

impl Printer<'_> {
    /// What is spoken to whoever runs the program.
    fn language(&self) -> MessageLanguage {
        spoken(self.global)
    }

    /// A progress bar; not under `--quiet`.
    fn progress(&self) -> Progress {
        match self.global.quiet {
            true => Progress::hidden(),
            false => Progress::on_stderr(self.language()),
        }
    }

    /// Data: what a command was asked for.
    fn data(&self, text: &str) {
        // A reader that closed the pipe has seen enough.
        let _ = anstream::stdout().write_all(text.as_bytes());
    }

    /// Data that may be no text, byte for byte.
    #[expect(clippy::unused_self, reason = "everything is printed by the printer")]
    fn bytes(&self, bytes: &[u8]) {
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(bytes).and_then(|()| out.flush());
    }

    /// Data that people read as sentences, line by line in their language.
    fn prose(&self, text: &str) {
        self.data(&self.language().say_lines(text));
    }

    /// A remark; not under `--quiet`.
    fn remark(&self, text: &str) {
        if !self.global.quiet {
            let text = self.language().say_lines(text);
            let _ = anstream::stderr().write_all(format!("{text}\n").as_bytes());
        }
    }

    /// Why the program could not do its work.
    fn failure(&self, text: &str) -> Outcome {
        let text = self.language().say_lines(&format!("error: {text}\n"));
        let _ = anstream::stderr().write_all(text.as_bytes());
        Outcome::Failed
    }

    /// All problems of a run; under `--quiet` the errors only.
    fn problems(&self, sources: &Sources, found: &[(Severity, Diagnostic)]) {
        self.problems_as(self.global.format, sources, found);
    }

    /// The same on stderr, where stdout has something else.
    fn problems_apart(&self, sources: &Sources, found: &[(Severity, Diagnostic)]) {
        let format = match self.global.format {
            FormatArg::Short => FormatArg::Short,
            _ => FormatArg::Human,
        };
        self.problems_as(format, sources, found);
    }

    fn problems_as(&self, format: FormatArg, sources: &Sources, found: &[(Severity, Diagnostic)]) {
        let quiet = self.global.quiet;
        let mut shown: Vec<_> = found
            .iter()
            .filter(|(severity, _)| !quiet || *severity == Severity::Error)
            .cloned()
            .collect();
        let (format, on_stdout) = match format {
            FormatArg::Human | FormatArg::Csv | FormatArg::Xlsx | FormatArg::Html => {
                (Format::Human, false)
            }
            FormatArg::Short => (Format::Short, false),
            FormatArg::Json => (Format::Json, true),
            FormatArg::Sarif => (Format::Sarif, true),
            FormatArg::Github => (Format::Github, true),
            FormatArg::Gitlab => (Format::Gitlab, true),
            FormatArg::Markdown => (Format::Markdown, true),
        };
        // For people; programs get all.
        let is_for_people = matches!(format, Format::Human | Format::Short);
        let n_printed =
            if is_for_people { shown.len().min(MAX_PRINTED_PROBLEMS) } else { shown.len() };
        if n_printed < shown.len() {
            shown.sort_by_key(|(severity, _)| *severity != Severity::Error);
        }
        let language = self.language();
        let mut text = render_in(language, format, &shown[..n_printed], sources, self.color());
        if n_printed < shown.len() {
            let n_more = shown.len() - n_printed;
            let more = format!("… and {n_more} more problems, which `--format json` prints");
            text.push_str(&(language.say(&more) + "\n"));
        }
        if on_stdout {
            self.data(&text);
        } else {
            let _ = match self.global.color {
                ColorArg::Always => std::io::stderr().write_all(text.as_bytes()),
                ColorArg::Auto | ColorArg::Never => anstream::stderr().write_all(text.as_bytes()),
            };
        }
        if !found.is_empty() {
            self.remark(&summary_line(found));
        }
    }

    /// Whether to colour; `auto` colours, and the stream takes it out where it must.
    fn color(&self) -> bool {
        self.global.color != ColorArg::Never
    }
}

/// Whether any of the problems stops publication.
fn has_errors(found: &[(Severity, Diagnostic)]) -> bool {
    found.iter().any(|(severity, _)| *severity == Severity::Error)
}
