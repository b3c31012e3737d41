//! The help in another language: texts, headings, and what the parser says beside an option.

use crate::diag::MessageLanguage;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};
use std::collections::BTreeMap;

include!(concat!(env!("OUT_DIR"), "/help_texts.rs"));

/// The help texts of a language.
struct Texts {
    speaks: MessageLanguage,
    known: BTreeMap<String, String>,
    commands: &'static str,
    arguments: &'static str,
    options: &'static str,
}

/// The whole command with its help in that language.
pub(super) fn translated(mut command: Command, speaks: MessageLanguage) -> Command {
    // Only then does it have `--help`, `--version`, `help`, and options of all commands in each.
    command.build();
    Texts::new(speaks).command(command)
}

/// The same with the texts of the values that options take, which then are values of no type.
pub(super) fn with_values(command: Command, speaks: MessageLanguage) -> Command {
    fn said(command: Command, texts: &Texts) -> Command {
        let names: Vec<String> =
            command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
        let value = |value: clap::builder::PossibleValue| match value.get_help() {
            Some(text) => {
                let text = texts.say(&text.to_string());
                value.help(text)
            }
            None => value,
        };
        let command = command.mut_args(|arg| match arg.get_possible_values() {
            values if values.is_empty() || !takes_a_value(&arg) => arg,
            values => arg.value_parser(PossibleValuesParser::new(values.into_iter().map(value))),
        });
        names
            .into_iter()
            .fold(command, |command, name| command.mut_subcommand(name, |sub| said(sub, texts)))
    }
    said(command, &Texts::new(speaks))
}

impl Texts {
    fn new(speaks: MessageLanguage) -> Self {
        let file = HELP_TEXTS.iter().find(|(code, _)| Some(*code) == speaks.code());
        let known = file.map(|(_, text)| serde_yaml::from_str(text).expect("the files are tested"));
        // The parser keeps headings for good; there are three of them in a run.
        let heading = |english: &str| -> &'static str { speaks.say(english).leak() };
        Self {
            speaks,
            known: known.unwrap_or_default(),
            commands: heading("Commands"),
            arguments: heading("Arguments"),
            options: heading("Options"),
        }
    }

    fn say(&self, english: &str) -> String {
        let plain = english.trim_end_matches('.');
        let found = self.known.get(english).or_else(|| self.known.get(plain)).cloned();
        found.unwrap_or_else(|| self.speaks.say(english))
    }

    fn command(&self, command: Command) -> Command {
        let about = command.get_about().map(|text| self.say(&text.to_string()));
        let long = command.get_long_about().map(|text| self.say(&text.to_string()));
        let names: Vec<String> =
            command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
        let template = format!(
            "{{before-help}}{{about-with-newline}}\n{}{{usage}}\n\n{{all-args}}{{after-help}}",
            self.speaks.lead("Usage"),
        );
        let mut command = command
            .help_template(template)
            .subcommand_help_heading(self.commands)
            .mut_args(|arg| self.argument(arg));
        if let Some(about) = about {
            command = command.about(about);
        }
        if let Some(long) = long {
            command = command.long_about(long);
        }
        for name in names {
            command = command.mut_subcommand(name, |sub| self.command(sub));
        }
        command
    }

    fn argument(&self, arg: Arg) -> Arg {
        let heading = if arg.is_positional() { self.arguments } else { self.options };
        let short = arg.get_help().map(|text| self.say(&text.to_string())).unwrap_or_default();
        let long = arg.get_long_help().map(|text| self.say(&text.to_string()));
        let beside = self.beside(&arg);
        let values = self.values(&arg);
        let is_list = !values.is_empty();
        let inline = self.inline(&arg);
        let long = format!("{}{beside}{values}", long.as_ref().unwrap_or(&short));
        let arg = arg.help_heading(heading).help(format!("{short}{beside}{inline}"));
        let arg = arg.hide_default_value(true).hide_env(true).hide_possible_values(is_list);
        arg.long_help(long)
    }

    /// What the parser would say of an option behind its text.
    fn beside(&self, arg: &Arg) -> String {
        let mut found = Vec::new();
        let is_hidden = arg.is_hide_default_value_set() || !takes_a_value(arg);
        let values = arg.get_default_values().iter().map(|value| value.to_string_lossy());
        let values: Vec<_> = values.collect();
        if !is_hidden && !values.is_empty() {
            found.push(self.speaks.lead("default") + &values.join(" "));
        }
        if let Some(name) = arg.get_env() {
            found.push(self.speaks.lead("env") + &name.to_string_lossy());
        }
        found.iter().map(|text| format!(" [{text}]")).collect()
    }

    /// The values that an option takes, on one line.
    fn inline(&self, arg: &Arg) -> String {
        let values = if takes_a_value(arg) { arg.get_possible_values() } else { Vec::new() };
        let names = values.iter().filter(|value| !value.is_hide_set());
        let names: Vec<&str> = names.map(|value| value.get_name()).collect();
        match names.is_empty() {
            true => String::new(),
            false => format!(" [{}{}]", self.speaks.lead("Possible values"), names.join(", ")),
        }
    }

    /// The values that an option takes, each with its text.
    fn values(&self, arg: &Arg) -> String {
        if !takes_a_value(arg) {
            return String::new();
        }
        let values = arg.get_possible_values();
        let values = values.iter().filter(|value| !value.is_hide_set());
        let lines: Vec<String> = values
            .map(|value| match value.get_help() {
                Some(text) => format!(
                    "- {}{}",
                    self.speaks.lead(value.get_name()),
                    self.say(&text.to_string())
                ),
                None => format!("- {}", value.get_name()),
            })
            .collect();
        match lines.is_empty() {
            true => String::new(),
            false => format!(
                "\n\n{}\n{}",
                self.speaks.lead("Possible values").trim_end(),
                lines.join("\n")
            ),
        }
    }
}

fn takes_a_value(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Set | ArgAction::Append)
}
