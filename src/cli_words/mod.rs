//! What can be typed, in the language of whoever types it.
//!
//! The help texts are the doc comments of `cli`. A file a language, such as `zh.yaml` here, has each
//! of them with what it is in that language; what a file lacks stays English.

mod help;

use crate::cli::{Cli, Speaks};
use crate::diag::MessageLanguage;
use crate::load::first_language;
use clap::error::ErrorKind;
use clap::{Arg, Command, CommandFactory, FromArgMatches};
use std::ffi::OsString;
use std::io::Write;

/// The option that says which language is spoken. Some commands have one of this name for the
/// language that they work on; before these it stands in front of the command.
const OPTION: &str = "lang";

/// Reads what was typed.
///
/// # Errors
///
/// The exit code, if there is nothing to run: what was wrong, or the help that was asked for, has
/// been printed.
pub fn parse(typed: impl IntoIterator<Item = OsString>) -> Result<Cli, u8> {
    let typed: Vec<OsString> = typed.into_iter().collect();
    let asked = spoken(&typed);
    // The help does not know where the site is, nor does what is wrong with the arguments.
    let speaks = match asked {
        Speaks::Known(language) => language,
        Speaks::OfSite => MessageLanguage::default(),
    };
    let mut command = command(speaks);
    let mut cli = command
        .try_get_matches_from_mut(typed)
        .and_then(|mut matches| {
            Cli::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
        })
        .map_err(|error| print(&error, speaks))?;
    let of_site = || first_language(&cli.global.root).map(|tag| MessageLanguage::of(&tag));
    cli.global.speaks = Speaks::Known(match asked {
        Speaks::Known(language) => language,
        Speaks::OfSite => of_site().unwrap_or_default(),
    });
    Ok(cli)
}

/// All that can be typed, with its help in that language.
#[must_use]
pub fn command(speaks: MessageLanguage) -> Command {
    let mut command = Cli::command();
    let option = command.get_arguments().find(|arg| arg.get_id() == "speaks").cloned();
    if let Some(option) = option {
        command = with_option(command, &option);
    }
    if speaks.is_english() { command } else { help::translated(command, speaks) }
}

/// The same for a shell that shows what each value of an option is. Nothing can be read with it.
#[must_use]
pub fn completed(speaks: MessageLanguage) -> Command {
    let command = command(speaks);
    if speaks.is_english() { command } else { help::with_values(command, speaks) }
}

/// Gives the option to all commands within that have none of its name.
fn with_option(mut command: Command, option: &Arg) -> Command {
    let names: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(name, |sub| match has_own_option(&sub) {
            true => sub,
            false => with_option(sub.arg(option.clone()), option),
        });
    }
    command
}

fn has_own_option(command: &Command) -> bool {
    command.get_arguments().any(|arg| arg.get_long() == Some(OPTION))
}

/// Which language is asked for, before anything else is read: the help and what is wrong with the
/// other arguments are in it. What names no language is left to be refused.
fn spoken(typed: &[OsString]) -> Speaks {
    let whole = Cli::command();
    let (mut value, mut is_value, mut is_option_of_sub) = (None, false, false);
    for argument in typed.iter().skip(1).map(|argument| argument.to_string_lossy()) {
        if argument == "--" {
            break;
        }
        if is_value {
            value = Some(argument.into_owned());
            is_value = false;
            continue;
        }
        if let Some(sub) = whole.find_subcommand(&*argument) {
            is_option_of_sub |= has_own_option(sub);
        }
        let option = argument.strip_prefix("--").and_then(|rest| rest.strip_prefix(OPTION));
        match option.filter(|_| !is_option_of_sub) {
            Some("") => is_value = true,
            Some(rest) => value = rest.strip_prefix('=').map(str::to_owned).or(value),
            None => {}
        }
    }
    let option = whole.get_arguments().find(|arg| arg.get_id() == "speaks").cloned();
    let reader = Command::new(OPTION).ignore_errors(true).args(option);
    let known = value.into_iter().flat_map(|value| [format!("--{OPTION}"), value]);
    let read = reader.try_get_matches_from(std::iter::once(OPTION.to_owned()).chain(known));
    read.ok()
        .and_then(|found| found.get_one("speaks").copied())
        .unwrap_or(Speaks::Known(MessageLanguage::default()))
}

/// Prints help or what is wrong; returns the exit code.
fn print(error: &clap::Error, speaks: MessageLanguage) -> u8 {
    let is_plain = speaks.is_english() || !error.use_stderr();
    if is_plain || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = error.print();
    } else {
        let text = speaks.say_lines(&error.render().to_string());
        let _ = anstream::stderr().write_all(text.as_bytes());
    }
    u8::try_from(error.exit_code()).unwrap_or(2)
}
