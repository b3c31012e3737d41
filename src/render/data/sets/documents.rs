//! Documents.

use super::{choice, period, text};
use crate::model::Document;
use crate::render::data::RecordSet;
use crate::render::data::cell::Cell;
use crate::render::data::column::{Column, Kind};

/// Every policy, plan and report.
impl RecordSet for Document {
    const TITLE: &'static str = "title-documents";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::new("kind", Kind::Word, |_, one| choice(Some(one.kind))),
        Column::new("date", Kind::Period, |_, one| period(one.date)),
        Column::new("issuer", Kind::Parties, |_, one| Cell::Parties(one.issuer.as_slice())),
        Column::new("status", Kind::Text, |_, one| text(one.status.as_ref())),
        Column::new("group", Kind::Text, |_, one| text(one.group.as_ref())),
    ];
}
