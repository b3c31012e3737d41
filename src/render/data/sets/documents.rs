//! Documents.

use super::{id, name, note, period, sources, text, word};
use crate::model::{Collection, Document, DocumentKind, Model};
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Every policy, plan and report.
pub(super) struct Documents;

type C = Column<Documents>;

impl RecordSet for Documents {
    type One = Document;
    const NAME: &'static str = "documents";
    const TITLE: &'static str = "title-documents";
    const COLUMNS: &'static [C] = &[
        C::new("id", Kind::Id, id),
        C::new("name", Kind::Text, name),
        C::new("kind", Kind::Word, |_, one| word(DocumentKind::WORDS, &one.kind)),
        C::new("date", Kind::Period, |_, one| period(one.date)),
        C::new("issuer", Kind::Parties, |_, one| {
            one.issuer
                .as_ref()
                .map_or(Cell::Missing, |one| Cell::Parties(std::slice::from_ref(one)))
        }),
        C::new("status", Kind::Text, |_, one| text(one.status.as_ref())),
        C::new("group", Kind::Text, |_, one| text(one.group.as_ref())),
        C::new("note", Kind::Text, note),
        C::new("sources", Kind::References, sources),
    ];

    fn records(model: &Model) -> &Collection<Document> {
        &model.documents
    }
}
