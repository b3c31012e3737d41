//! Where a record stands, and where it is named.

use super::names::{RecordName, Role, find};
use super::state::{At, State};
use lsp_types::{
    GotoDefinitionParams, GotoDefinitionResponse, Location, ReferenceParams,
    TextDocumentPositionParams,
};

/// The record that is named at a place.
pub(super) fn record_at<'s>(
    state: &'s State,
    params: &TextDocumentPositionParams,
) -> Option<(At<'s>, std::ops::Range<usize>, RecordName)> {
    let at = state.at(&params.text_document.uri, params.position)?;
    let named = state.names().at(&at.path, at.offset)?;
    let record = state.names().record(named, state.ledger())?;
    Some((at, named.range.clone(), record))
}

/// Where the record stands that is named at a place.
pub(super) fn definition(
    state: &State,
    params: &GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    let (.., record) = record_at(state, &params.text_document_position_params)?;
    let found = definitions(state, &record);
    (!found.is_empty()).then_some(GotoDefinitionResponse::Array(found))
}

/// Where a record stands: in YAML, or else the workbook that it comes from.
fn definitions(state: &State, record: &RecordName) -> Vec<Location> {
    let all = state.names().of(record, state.ledger());
    let found = all.filter(|(_, named)| named.role != Role::Reference);
    let mut found = state.locations(found.map(|(file, named)| (file, named.range.clone())));
    if found.is_empty()
        && let Some(model) = state.ledger()
        && let Some(one) = find(model, record)
    {
        found.extend(state.location_of(model.record(one).any_header().span));
    }
    found
}

/// Every place that names the record that is named at a place.
pub(super) fn references(state: &State, params: &ReferenceParams) -> Option<Vec<Location>> {
    let (.., record) = record_at(state, &params.text_document_position)?;
    let all = state.names().of(&record, state.ledger());
    let found = all.filter(|(_, named)| named.role == Role::Reference);
    let mut found = state.locations(found.map(|(file, named)| (file, named.range.clone())));
    if params.context.include_declaration {
        found.extend(definitions(state, &record));
    }
    Some(found)
}
