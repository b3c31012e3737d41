//! The Markdown texts of the model, for what looks at all of them.

use super::declared::each_link_of;
use super::{MarkdownText, Model, Phrase, each_markdown_of};
use crate::parse::markdown::{Destination, Markdown};
use crate::source::Span;
use crate::value::WebAddress;

/// Visits every Markdown text of the model, in every language.
pub fn each_markdown<'m>(model: &'m Model, visit: &mut impl FnMut(&'m Markdown)) {
    for page in &model.pages {
        page.texts.iter().for_each(|(_, text)| visit(&text.body));
    }
    let mut of_all = |text: &'m MarkdownText| text.iter().for_each(|(_, markdown)| visit(markdown));
    let settings = &model.site;
    [&settings.notice, &settings.contact].into_iter().flatten().for_each(&mut of_all);
    model.each_record(&mut |_, record| each_markdown_of(record, &mut of_all));
}

/// Visits every address on the web that the model names: in texts, of sources, in the footer.
pub fn each_address<'m>(model: &'m Model, visit: &mut impl FnMut(&'m str, Span)) {
    each_outside_link(model, &mut |address, span| {
        if WebAddress::parse(address).is_some() {
            visit(address, span);
        }
    });
}

/// The same with links of texts that lead out of the site and are no address on the web, such as
/// `mailto:`. A ledger has very many addresses, and taking each apart takes long.
pub fn each_outside_link<'m>(model: &'m Model, visit: &mut impl FnMut(&'m str, Span)) {
    each_markdown(model, &mut |markdown| {
        for link in &markdown.links {
            if let Destination::External(address) = &link.dest {
                visit(address, link.span);
            }
        }
    });
    let mut of_phrase = |phrase: &'m Phrase| visit(&phrase.text, phrase.span);
    model.each_record(&mut |_, record| each_link_of(record, &mut of_phrase));
    model.site.footer.iter().filter_map(|line| line.href.as_ref()).for_each(of_phrase);
}
