//! Names that may be read in two ways, so that nobody knows where in a list they belong.

use super::Subject;
use crate::diag::{Code, Diagnostic, Sink};
use crate::locale::doubtful;
use crate::model::{Collection, Declared, EachCollection};
use crate::value::Lang;

pub(super) fn check(subject: Subject<'_>, sink: &mut Sink) {
    let languages = subject.model.site.languages.iter().zip(subject.locales);
    let chinese = languages.filter(|(_, (_, locale))| locale.is_chinese());
    let langs: Vec<Lang> = chinese.map(|(language, _)| language.lang).collect();
    if !langs.is_empty() {
        subject.model.each_collection(&mut Names { langs: &langs, sink });
    }
}

struct Names<'a> {
    langs: &'a [Lang],
    sink: &'a mut Sink,
}

impl<'m> EachCollection<'m> for Names<'_> {
    fn collection<T: Declared>(&mut self, records: &'m Collection<T>) {
        // Nothing else stands in lists by its name; words are no names.
        if T::NAME_KEY != Some("name") || T::COLLECTION == "terms" {
            return;
        }
        for (_, record) in records.iter() {
            let header = record.header();
            for lang in self.langs {
                let has_key = header.sort_key.as_ref().is_some_and(|key| key.get(*lang).is_some());
                let Some(name) = header.name.get(*lang).filter(|_| !has_key) else { continue };
                let Some((c, sound, other)) = doubtful(&name.text) else { continue };
                let message = format!(
                    "`{}` may begin with `{sound}` or `{other}`, and is sorted under `{sound}`",
                    name.text
                );
                self.sink.push(Diagnostic::new(Code::DoubtfulOrder, name.span, message).help(
                    format!("if it is `{other}`, give it a `sort_key` with a character of that sound in place of `{c}`"),
                ));
            }
        }
    }
}
