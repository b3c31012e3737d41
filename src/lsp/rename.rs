//! Another id for a record, wherever it is named.

use super::definition::record_at;
use super::names::{Named, RecordName, Role, STAGES, find};
use super::position;
use super::state::State;
use crate::model::said::LOCK_PATH;
use crate::model::{KINDS, Model};
use crate::source::SourceFile;
use crate::value::Id;
use lsp_types::{
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    PrepareRenameResponse, RenameFile, RenameParams, ResourceOp, TextDocumentEdit,
    TextDocumentPositionParams, TextEdit, WorkspaceEdit,
};

/// What would be renamed.
pub(super) fn prepare(
    state: &State,
    params: &TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>, String> {
    let Some((at, range, record)) = record_at(state, params) else { return Ok(None) };
    if let Some(why) = refusal(state, &record) {
        return Err(why);
    }
    let placeholder = record.id.to_string();
    let range = position::range(at.text, range);
    Ok(Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder }))
}

/// The edits that give a record another id.
pub(super) fn rename(state: &State, params: &RenameParams) -> Result<WorkspaceEdit, String> {
    let Some((.., record)) = record_at(state, &params.text_document_position) else {
        return Err("no id of a record stands here".to_owned());
    };
    if let Some(why) = refusal(state, &record) {
        return Err(why);
    }
    let new = params.new_name.trim();
    let id = Id::parse(new).map_err(|error| match error.help {
        Some(help) => format!("{}; {help}", error.message),
        None => error.message,
    })?;
    let name = RecordName { collection: record.collection, id: new.into() };
    let is_taken =
        state.names().of(&name, state.ledger()).any(|(_, one)| one.role != Role::Reference)
            || state.ledger().is_some_and(|model| find(model, &name).is_some());
    if is_taken && name != record {
        return Err(format!("there is a record `{id}` in `{}` already", record.collection));
    }
    let mut operations = Vec::new();
    let mut renamed = Vec::new();
    let mut places: Vec<(&SourceFile, &Named)> =
        state.names().of(&record, state.ledger()).collect();
    places.sort_by(|(one, _), (other, _)| one.path.cmp(&other.path));
    for of_file in places.chunk_by(|(one, _), (other, _)| one.path == other.path) {
        let file = of_file[0].0;
        let is_file = |(_, named): &&(&SourceFile, &Named)| named.role == Role::File;
        let edits = of_file.iter().filter(|one| !is_file(one)).map(|(_, named)| TextEdit {
            range: position::range(&file.text, named.range.clone()),
            new_text: new.to_owned(),
        });
        let edits: Vec<_> = edits.map(OneOf::Left).collect();
        let Some(uri) = state.uri(&file.path) else { continue };
        if of_file.iter().any(|one| is_file(&one)) {
            let new_uri = state.uri(&beside(&file.path, new)).ok_or("the file has no name")?;
            renamed.push(RenameFile {
                old_uri: uri.clone(),
                new_uri,
                options: None,
                annotation_id: None,
            });
        }
        if !edits.is_empty() {
            let version = state.version(&file.path);
            let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
            operations
                .push(DocumentChangeOperation::Edit(TextDocumentEdit { text_document, edits }));
        }
    }
    // What a file says is changed while it still has its name.
    let renamed = renamed.into_iter().map(ResourceOp::Rename).map(DocumentChangeOperation::Op);
    operations.extend(renamed);
    let document_changes = Some(DocumentChanges::Operations(operations));
    Ok(WorkspaceEdit { document_changes, ..WorkspaceEdit::default() })
}

/// Why a record cannot have another id from here.
fn refusal(state: &State, record: &RecordName) -> Option<String> {
    let (collection, id) = (record.collection, &record.id);
    let is_ledger = KINDS.iter().any(|kind| kind.collection == collection);
    if !is_ledger && !["categories", "groups", STAGES].contains(&collection) {
        return Some(format!(
            "ids of `{collection}` are keys and words as well, which are not looked for: change it by hand"
        ));
    }
    if let Some(place) = in_workbook(state, record) {
        return Some(format!("`{id}` comes from the workbook {place}: change it there"));
    }
    let lock = state.file(LOCK_PATH)?;
    is_word_of(&lock.text, id).then(|| {
        format!("`{LOCK_PATH}` keeps what published editions said of `{id}`, under this id")
    })
}

/// A cell of a workbook, or of another table, that names a record.
fn in_workbook(state: &State, record: &RecordName) -> Option<String> {
    let (compiled, _) = state.known()?;
    let of_record = |model: &Model| Some(model.record(find(model, record)?).any_header().span);
    let sources = &compiled.sources;
    let span = state.ledger().and_then(of_record);
    if let Some(span) = span.filter(|span| sources.file(span.file).cells.is_some()) {
        return Some(format!("`{}`", sources.place(span)));
    }
    for (_, file) in sources.iter() {
        let Some(cells) = &file.cells else { continue };
        for sheet in &cells.sheets {
            if let Some(cell) = sheet.cells.iter().find(|cell| *cell.text(&file.text) == *record.id)
            {
                return Some(format!("`{} {}!{}`", file.path, sheet.name, cell.name()));
            }
        }
    }
    None
}

/// Whether an id stands in a text, and not as a part of another.
fn is_word_of(text: &str, id: &str) -> bool {
    let is_of_id = |c: char| c.is_ascii_alphanumeric() || c == '-';
    text.match_indices(id).any(|(at, _)| {
        !text[..at].ends_with(is_of_id) && !text[at + id.len()..].starts_with(is_of_id)
    })
}

/// The path of a file with another name before its ending.
fn beside(path: &str, stem: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    format!("{folder}/{stem}.{ending}")
}
