//! Calls in texts that ask for what the ledger does not have, or for what means nothing.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::shortcode::{Shortcode, bind};
use crate::model::{each_markdown, each_words_of};
use crate::parse::markdown::calls::{Call, in_words};

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let model = subject.model;
    let mut found = Sink::default();
    let mut check = |call: &Call| {
        let mut problems = Sink::default();
        bind(model, call, &mut problems);
        if !problems.is_empty() && model.site.lacks_later {
            // What is only not known yet is printed as missing.
            problems = Sink::default();
            bind(subject.ledger, call, &mut problems);
        }
        found.append(problems);
    };
    each_markdown(model, &mut |markdown| markdown.calls.iter().for_each(&mut check));
    let mut words = Vec::new();
    model.each_record(&mut |_, record| words.extend(each_words_of(record)));
    let phrases = words.into_iter().flat_map(|text| text.iter());
    for (_, phrase) in phrases {
        // What cannot be read of them has been reported.
        for call in in_words(&phrase.text, phrase.span, &mut Sink::default()) {
            check(&call);
        }
    }
    let notice = model.site.notice.iter().flat_map(|text| text.iter());
    for call in notice.flat_map(|(_, markdown)| &markdown.calls) {
        if matches!(bind(model, call, &mut Sink::default()), Some(Shortcode::Block(_))) {
            let message = format!("`{}` cannot stand on every page", call.name);
            found.push(
                Diagnostic::new(Code::CallSyntax, call.span, message)
                    .help("put it into a written page and link to that"),
            );
        }
    }
    // What is missing may stand where something cannot be read, which has been reported.
    let counts = |found: &&Diagnostic| {
        subject.is_whole || !matches!(found.code, Code::UnknownReference | Code::MissingFigure)
    };
    found.iter().filter(counts).cloned().for_each(|problem| sink.push(problem));
}
