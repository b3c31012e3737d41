//! The Markdown texts of the model, for what looks at all of them.

use super::Category;
use super::Document;
use super::Event;
use super::Fact;
use super::Indicator;
use super::Industry;
use super::MarkdownText;
use super::Model;
use super::Organization;
use super::Park;
use super::Project;
use super::Record;
use super::Region;
use super::Source;
use super::Term;
use super::Text;
use crate::parse::markdown::Destination;
use crate::parse::markdown::Markdown;
use crate::source::Span;
use crate::value::WebAddress;

/// A record with Markdown texts besides its note.
pub trait HasTexts: Record {
    /// These texts.
    fn texts(&self) -> [Option<&MarkdownText>; 2];
}

macro_rules! has_texts {
    ($($record:ty: $first:ident $(, $second:ident)?;)*) => {
        $(impl HasTexts for $record {
            fn texts(&self) -> [Option<&MarkdownText>; 2] {
                [self.$first.as_ref(), None $(.or(self.$second.as_ref()))?]
            }
        })*
    };
}

has_texts! {
    Category: definition;
    Document: summary;
    Event: summary;
    Indicator: definition, method;
    Industry: summary;
    Organization: summary;
    Park: summary;
    Project: summary;
    Region: summary;
    Source: summary;
    Term: definition;
}

/// Visits every Markdown text of a record.
pub fn texts_of<'m, T: HasTexts>(record: &'m T, visit: &mut impl FnMut(&'m MarkdownText)) {
    record.texts().into_iter().chain([record.header().note.as_ref()]).flatten().for_each(visit);
}

/// Whether a text that is not Markdown prints figures of the ledger.
fn has_calls(text: &Text) -> bool {
    text.iter().any(|(_, phrase)| phrase.text.contains("{{"))
}

fn words_of_facts(facts: &[Fact]) -> impl Iterator<Item = &Text> {
    facts.iter().flat_map(|fact| [&fact.text, &fact.note]).flatten()
}

/// The texts of a project that are not Markdown and print figures of the ledger.
pub fn words_of_project(project: &Project) -> impl Iterator<Item = &Text> {
    let milestones = project.milestones.iter().filter_map(|milestone| milestone.text.as_ref());
    milestones.chain(words_of_facts(&project.facts)).filter(|text| has_calls(text))
}

/// The same of a park.
pub fn words_of_park(park: &Park) -> impl Iterator<Item = &Text> {
    words_of_facts(&park.facts).filter(|text| has_calls(text))
}

/// The same of an event.
pub fn words_of_event(event: &Event) -> impl Iterator<Item = &Text> {
    words_of_facts(&event.facts).filter(|text| has_calls(text))
}

/// Visits every Markdown text of the model, in every language.
pub fn each_markdown<'m>(model: &'m Model, visit: &mut impl FnMut(&'m Markdown)) {
    for page in &model.pages {
        page.texts.iter().for_each(|(_, text)| visit(&text.body));
    }
    let mut of_all = |text: &'m MarkdownText| text.iter().for_each(|(_, markdown)| visit(markdown));
    let settings = &model.site;
    [&settings.notice, &settings.contact].into_iter().flatten().for_each(&mut of_all);
    settings.categories.records().for_each(|record| texts_of(record, &mut of_all));
    model.sources.records().for_each(|record| texts_of(record, &mut of_all));
    model.regions.records().for_each(|record| texts_of(record, &mut of_all));
    model.parks.records().for_each(|record| texts_of(record, &mut of_all));
    model.industries.records().for_each(|record| texts_of(record, &mut of_all));
    model.organizations.records().for_each(|record| texts_of(record, &mut of_all));
    model.projects.records().for_each(|record| texts_of(record, &mut of_all));
    model.indicators.records().for_each(|record| texts_of(record, &mut of_all));
    model.events.records().for_each(|record| texts_of(record, &mut of_all));
    model.documents.records().for_each(|record| texts_of(record, &mut of_all));
    model.terms.records().for_each(|record| texts_of(record, &mut of_all));
    model.targets.all().filter_map(|found| found.note.as_ref()).for_each(&mut of_all);
    model.observations.all().filter_map(|found| found.note.as_ref()).for_each(&mut of_all);
}

/// Visits every address on the web that the model names: in texts, of sources, in the footer.
pub fn each_address<'m>(model: &'m Model, visit: &mut impl FnMut(&'m str, Span)) {
    each_markdown(model, &mut |markdown| {
        for link in &markdown.links {
            if let Destination::External(address) = &link.dest
                && WebAddress::parse(address).is_some()
            {
                visit(address, link.span);
            }
        }
    });
    let urls = model.sources.records().filter_map(|source| source.url.as_ref());
    let footer = model.site.footer.iter().filter_map(|line| line.href.as_ref());
    urls.chain(footer).for_each(|phrase| visit(&phrase.text, phrase.span));
}
