//! Typed access to the arguments of a call.

use super::functions::{Function, Kind};
use crate::diag::{Code, Diagnostic, Sink, closest, list_known};
use crate::model::{Collection, Model, Record, Ref, StageIndex};
use crate::parse::markdown::calls::{Argument, Call, Value};
use crate::source::Span;
use crate::value::{Id, Period};
use rust_decimal::prelude::ToPrimitive;

/// An argument that cannot be used; it has been reported.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reported;

/// The arguments of a call, all of which its function takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arguments<'a, 'c> {
    pub(super) model: &'a Model,
    pub(super) call: &'c Call,
}

impl<'a, 'c> Arguments<'a, 'c> {
    /// Checks names and types, and whether what is needed is there.
    pub(super) fn new(
        model: &'a Model,
        call: &'c Call,
        function: &Function,
        sink: &mut Sink,
    ) -> Option<Self> {
        let n_before = sink.len();
        for (number, argument) in call.arguments.iter().enumerate() {
            let known = function.arguments.iter().find(|(name, _)| *name == &*argument.name);
            let is_again = call.arguments[..number].iter().any(|one| one.name == argument.name);
            match known {
                None => sink.push(unknown(function, argument)),
                Some(_) if is_again => {
                    let message = format!("the argument `{}` stands twice", argument.name);
                    let place = argument.name_span;
                    sink.push(
                        Diagnostic::new(Code::UnknownArgument, place, message)
                            .help("keep one of them"),
                    );
                }
                Some((_, kind)) if !fits(&argument.value, *kind) => {
                    let (name, what) = (&argument.name, kind.what());
                    let message = format!("`{name}` takes {what}");
                    sink.push(Diagnostic::new(Code::WrongType, argument.value_span, message));
                }
                Some(_) => {}
            }
        }
        let arguments = Self { model, call };
        let has_needed = function.needs.iter().any(|name| call.argument(name).is_some());
        // A misspelt argument may be the one that is needed.
        if sink.len() == n_before && !has_needed && !function.needs.is_empty() {
            arguments.report_missing(function.needs, sink);
        }
        (sink.len() == n_before).then_some(arguments)
    }

    /// Says that one of some arguments is needed.
    pub(super) fn report_missing(&self, needs: &[&str], sink: &mut Sink) {
        let name = &self.call.name;
        let which = match needs {
            [only] => format!("the argument `{only}`"),
            several => format!("one of {}", list_known(several.iter().copied())),
        };
        let message = format!("`{name}` needs {which}");
        let help = format!("add `{}=…`", needs[0]);
        let place = self.call.name_span;
        sink.push(Diagnostic::new(Code::MissingArgument, place, message).help(help));
    }

    /// Reports an argument that does not go with another.
    pub(super) fn report_useless(&self, name: &str, why: &str, sink: &mut Sink) -> bool {
        let Some(argument) = self.call.argument(name) else { return false };
        let message = format!("`{name}` {why}");
        sink.push(
            Diagnostic::new(Code::UnknownArgument, argument.name_span, message)
                .help("remove the argument"),
        );
        true
    }

    /// The place of the value of an argument, or of the call.
    pub(super) fn place(&self, name: &str) -> Span {
        self.call.argument(name).map_or(self.call.span, |argument| argument.value_span)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.call.argument(name).is_some()
    }

    pub(super) fn text(&self, name: &str) -> Option<&'c str> {
        match &self.call.argument(name)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        match self.call.argument(name)?.value {
            Value::Bool(flag) => Some(flag),
            _ => None,
        }
    }

    /// A number of decimals, up to 12.
    pub(super) fn decimals(&self, sink: &mut Sink) -> Result<Option<u8>, Reported> {
        let Some(argument) = self.call.argument("decimals") else { return Ok(None) };
        let Value::Number(number) = argument.value else { return Ok(None) };
        let decimals = number.to_u8().filter(|n| *n <= 12 && number.fract().is_zero());
        if decimals.is_none() {
            let message = format!("`decimals` takes a whole number from 0 to 12, not `{number}`");
            sink.push(Diagnostic::new(Code::ImpossibleValue, argument.value_span, message));
            return Err(Reported);
        }
        Ok(decimals)
    }

    /// A period in its canonical form.
    pub(super) fn period(&self, name: &str, sink: &mut Sink) -> Result<Option<Period>, Reported> {
        let Some(argument) = self.call.argument(name) else { return Ok(None) };
        let text = match &argument.value {
            Value::Text(text) => text.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
        };
        let named = self.model.site.periods.iter().find(|named| named.id.as_str() == text);
        if let Some(named) = named {
            return Ok(Some(named.period));
        }
        if text == Period::WHOLE {
            return Ok(Some(Period::Whole));
        }
        let indicators = &self.model.indicators;
        let of = self.text("of").and_then(|id| indicators.find(id));
        let own = of.and_then(|one| indicators.get(one).year_starts);
        Period::parse_with(&text, own.or(self.model.site.year_start)).map(Some).map_err(|error| {
            let place = argument.value_span;
            sink.push(Diagnostic::new(Code::BadDate, place, error.message).help_opt(error.help));
            Reported
        })
    }

    /// A calendar year.
    pub(super) fn year(&self, name: &str, sink: &mut Sink) -> Result<Option<i16>, Reported> {
        match self.period(name, sink)? {
            None => Ok(None),
            Some(Period::Year(year)) => Ok(Some(year)),
            Some(other) => {
                let message = format!("`{name}` takes a year, but this is `{other}`");
                sink.push(
                    Diagnostic::new(Code::BadDate, self.place(name), message)
                        .help(format!("write `{name}={}`", other.year())),
                );
                Err(Reported)
            }
        }
    }

    /// One of some words.
    pub(super) fn word<T: Copy>(
        &self,
        name: &str,
        words: &[(&str, T)],
        sink: &mut Sink,
    ) -> Result<Option<T>, Reported> {
        let Some(text) = self.text(name) else { return Ok(None) };
        if let Some((_, found)) = words.iter().find(|(word, _)| *word == text) {
            return Ok(Some(*found));
        }
        let known = || words.iter().map(|(word, _)| *word);
        let help = match closest(text, known()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("it takes {}", list_known(known())),
        };
        let message = format!("`{name}` does not take `{text}`");
        sink.push(Diagnostic::new(Code::UnknownValue, self.place(name), message).help(help));
        Err(Reported)
    }

    /// The record that an argument names.
    pub(super) fn record<T: Record>(
        &self,
        name: &str,
        what: &str,
        collection: &Collection<T>,
        sink: &mut Sink,
    ) -> Result<Option<Ref<T>>, Reported> {
        let Some(id) = self.text(name) else { return Ok(None) };
        if let Some(found) = collection.find(id) {
            return Ok(Some(found));
        }
        self.report_unknown(name, what, collection.ids().map(Id::as_str), sink);
        Err(Reported)
    }

    /// The stage that an argument names.
    pub(super) fn stage(
        &self,
        name: &str,
        sink: &mut Sink,
    ) -> Result<Option<StageIndex>, Reported> {
        let Some(id) = self.text(name) else { return Ok(None) };
        let stages = &self.model.site.stages;
        if let Some(found) = stages.iter().position(|stage| stage.id.as_str() == id) {
            return Ok(Some(StageIndex(found)));
        }
        self.report_unknown(name, "stage", stages.iter().map(|stage| stage.id.as_str()), sink);
        Err(Reported)
    }

    fn report_unknown<'k>(
        &self,
        name: &str,
        what: &str,
        known: impl Iterator<Item = &'k str> + Clone,
        sink: &mut Sink,
    ) {
        let id = self.text(name).unwrap_or_default();
        self.report_unknown_word(name, what, id, known, sink);
    }

    /// The same of a word inside an argument.
    pub(super) fn report_unknown_word<'k>(
        &self,
        name: &str,
        what: &str,
        id: &str,
        known: impl Iterator<Item = &'k str> + Clone,
        sink: &mut Sink,
    ) {
        let help = match closest(id, known.clone()) {
            Some(meant) => Some(format!("did you mean `{meant}`?")),
            None => Some(list_known(known)).filter(|list| !list.is_empty()),
        };
        let help = help.map(|help| match help.starts_with('`') {
            true => format!("known ids are {help}"),
            false => help,
        });
        let message = format!("there is no {what} `{id}`");
        let place = self.place(name);
        sink.push(Diagnostic::new(Code::UnknownReference, place, message).help_opt(help));
    }
}

fn fits(value: &Value, kind: Kind) -> bool {
    match value {
        Value::Text(_) => matches!(kind, Kind::Text | Kind::TextOrNumber),
        Value::Number(number) => match kind {
            Kind::Number => true,
            Kind::TextOrNumber => number.fract().is_zero(),
            Kind::Text | Kind::Bool => false,
        },
        Value::Bool(_) => kind == Kind::Bool,
    }
}

fn unknown(function: &Function, argument: &Argument) -> Diagnostic {
    let known = || function.arguments.iter().map(|(name, _)| *name);
    let help = match closest(&argument.name, known()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => {
            let names: Vec<_> = known().map(|name| format!("`{name}`")).collect();
            format!("it takes {}", names.join(", "))
        }
    };
    let message = format!("`{}` has no argument `{}`", function.name, argument.name);
    Diagnostic::new(Code::UnknownArgument, argument.name_span, message).help(help)
}
