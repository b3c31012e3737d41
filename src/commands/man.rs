//! `wellspring man`: the manual page, made from the definition of the arguments.

use super::{Outcome, Printer};
use crate::cli_words::command;
use crate::diag::MessageLanguage;
use clap::Command;
use clap_mangen::Man;
use std::io;

pub(super) fn run(out: &Printer<'_>) -> Outcome {
    match page(out.language()) {
        Ok(page) => {
            out.data(&page);
            Outcome::Clean
        }
        Err(error) => out.failure(&format!("cannot write the manual page: {error}")),
    }
}

/// The sections that the page has by itself; options and arguments have their headings from the help.
const SECTIONS: [&str; 4] = ["NAME", "SYNOPSIS", "DESCRIPTION", "VERSION"];

/// One page for all commands, so that one search finds an option.
fn page(language: MessageLanguage) -> io::Result<String> {
    let mut command = command(language);
    command.build();
    let mut page = Vec::new();
    let whole = Man::new(command.clone());
    whole.render_title(&mut page)?;
    whole.render_name_section(&mut page)?;
    whole.render_synopsis_section(&mut page)?;
    whole.render_description_section(&mut page)?;
    whole.render_options_section(&mut page)?;
    let commands = command.get_subcommands().filter(|command| command.get_name() != "help");
    for command in commands.filter(|command| !command.is_hide_set()) {
        page.extend(section(command.clone(), command.get_name())?);
        let inner = command.get_subcommands().filter(|command| command.get_name() != "help");
        for part in inner {
            page.extend(section(
                part.clone(),
                &format!("{} {}", command.get_name(), part.get_name()),
            )?);
        }
    }
    whole.render_version_section(&mut page)?;
    let page = String::from_utf8_lossy(&page).into_owned();
    let headed = |page: String, section: &&str| {
        let head = |name: &str| format!(".SH {name}\n");
        page.replace(&head(section), &head(&language.say_part(section)))
    };
    Ok(SECTIONS.iter().fold(page, headed))
}

/// A command with its own options; those of all commands stand above.
fn section(command: Command, name: &str) -> io::Result<Vec<u8>> {
    let shared: Vec<_> = command
        .get_arguments()
        .filter(|argument| argument.is_global_set() || argument.get_id() == "help")
        .map(|argument| argument.get_id().clone())
        .collect();
    let hide = |command: Command, id| command.mut_arg(id, |argument| argument.hide(true));
    let command = shared.into_iter().fold(command.disable_help_flag(true), hide);
    let has_options = command.get_arguments().any(|argument| !argument.is_hide_set());
    let manual = Man::new(command);
    let mut inner = Vec::new();
    manual.render_description_section(&mut inner)?;
    if has_options {
        manual.render_options_section(&mut inner)?;
    }
    let inner = String::from_utf8_lossy(&inner).replace(".SH DESCRIPTION\n", "");
    let title = format!(".SH \"WELLSPRING {}\"\n", name.to_uppercase());
    Ok((title + &inner.replace(".SH ", ".SS ")).into_bytes())
}
