//! A language server for a site: what editors ask while somebody writes.
//!
//! 1. `state` is the site as it is now, the texts that are open over those on disk. It is read again
//!    by another thread when something has changed. Until that is done, what can be answered from
//!    the open texts and the site as it was read last is; other requests wait (`Refusal::Later`).
//! 2. `names` are all places that name a record; `written` and `calls` tell what stands at a place
//!    of a file that is being written and need not be right.
//! 3. Each request has its file: `diagnostics`, `completion`, `hover`, `definition`, `rename`,
//!    `fixes`.

mod address;
mod calls;
mod completion;
mod definition;
mod diagnostics;
mod fixes;
mod hover;
mod names;
pub mod position;
mod rename;
mod state;
mod written;

use crate::diag::MessageLanguage;
use crate::load::near;
use crate::options::BuildOptions;
use crossbeam_channel::{select, unbounded};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument,
    DidSaveTextDocument, Exit, Initialized, Notification as _, PublishDiagnostics, ShowMessage,
};
use lsp_types::request::{
    CodeActionRequest, Completion, GotoDefinition, HoverRequest, Initialize, PrepareRenameRequest,
    References, RegisterCapability, Rename, Request as _, Shutdown,
};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CompletionOptions, DidChangeWatchedFilesRegistrationOptions,
    FileSystemWatcher, HoverProviderCapability, InitializeParams, MessageType, OneOf, Registration,
    RegistrationParams, RenameOptions, ServerCapabilities, ShowMessageParams,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, WorkDoneProgressOptions,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use state::{Read, State};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::thread;

/// How an editor has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// It has said so before, or was gone.
    AsAgreed,
    /// It said `exit` and not `shutdown` before, which the protocol wants to be told by the exit code.
    Unannounced,
}

/// Answers an editor until it says that it ends. The site is the one of the options, or else the
/// first folder of the editor that holds one.
///
/// # Errors
///
/// A message for people, if the editor does not keep to the protocol.
pub fn serve(connection: &Connection, mut options: BuildOptions) -> Result<Ended, String> {
    let Some((id, params)) = first_request(connection, options.language) else {
        return Ok(Ended::Unannounced);
    };
    let params: InitializeParams =
        serde_json::from_value(params).map_err(|error| error.to_string())?;
    let result = json!({
        "capabilities": capabilities(),
        "serverInfo": { "name": "wellspring", "version": env!("CARGO_PKG_VERSION") },
    });
    // An editor that is gone needs no answer.
    let _ = connection.sender.send(Response::new_ok(id, result).into());
    options.root = site_of(options.root, &params);
    let mut server = Server {
        connection,
        state: State::new(options),
        is_reading: false,
        waiting: Vec::new(),
        told: BTreeSet::new(),
        trouble: None,
        can_watch: can_watch(&params),
        is_shut_down: false,
    };
    server.run()
}

/// The request with which an editor begins; `None` if it ends before.
fn first_request(connection: &Connection, language: MessageLanguage) -> Option<(RequestId, Value)> {
    loop {
        match connection.receiver.recv().ok()? {
            Message::Request(Request { id, method, params }) if method == Initialize::METHOD => {
                return Some((id, params));
            }
            Message::Request(Request { id, method, .. }) => {
                let message = format!("`{method}` is not answered before `initialize`");
                let code = ErrorCode::ServerNotInitialized as i32;
                let refusal = Response::new_err(id, code, language.say(&message));
                let _ = connection.sender.send(refusal.into());
            }
            Message::Notification(note) if note.method == Exit::METHOD => return None,
            Message::Notification(_) | Message::Response(_) => {}
        }
    }
}

/// What the server does.
fn capabilities() -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::Supported(true)),
        ..TextDocumentSyncOptions::default()
    };
    // A letter is asked for anyway.
    let triggers = [":", " ", "\"", "(", ",", "-", "{"];
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers.map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
                ..CodeActionOptions::default()
            }
            .into(),
        ),
        ..ServerCapabilities::default()
    }
}

/// The site folder: the one that was named, or a folder that is open in the editor, or else the
/// nearest above or below these.
fn site_of(named: PathBuf, params: &InitializeParams) -> PathBuf {
    let is_site = |folder: &PathBuf| folder.join("content/site.yaml").is_file();
    #[expect(deprecated, reason = "some editors know no other")]
    let root = params.root_uri.iter();
    let folders = params.workspace_folders.iter().flatten().map(|folder| &folder.uri);
    let folders: Vec<_> = [named.clone()]
        .into_iter()
        .chain(folders.chain(root).filter_map(address::file_of))
        .collect();
    let at = folders.iter().find(|folder| is_site(folder)).cloned();
    let beside = || folders.iter().skip(1).find_map(|folder| near(folder));
    at.or_else(beside).unwrap_or(named)
}

/// Whether the editor tells of changes on disk if it is asked to.
fn can_watch(params: &InitializeParams) -> bool {
    let workspace = params.capabilities.workspace.as_ref();
    let watched = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
    watched.and_then(|watched| watched.dynamic_registration) == Some(true)
}

struct Server<'a> {
    connection: &'a Connection,
    state: State,
    /// Another thread reads the site.
    is_reading: bool,
    /// What can only be answered when it has been read.
    waiting: Vec<Request>,
    /// Files of which the editor has been told problems.
    told: BTreeSet<String>,
    /// Why the site could not be read, if the editor has been told so.
    trouble: Option<String>,
    /// The editor tells of changes on disk if it is asked to.
    can_watch: bool,
    /// The editor wants nothing more than to say that it ends.
    is_shut_down: bool,
}

impl Server<'_> {
    fn run(&mut self) -> Result<Ended, String> {
        let (done, finished) = unbounded();
        loop {
            // What is typed fast comes in many parts, which are read as one.
            let is_quiet = self.connection.receiver.is_empty();
            let has_ended = self.is_shut_down;
            if self.state.needs_reading() && !self.is_reading && is_quiet && !has_ended {
                self.is_reading = true;
                let (reading, done) = (self.state.begin(), done.clone());
                // Nobody waits for it if the editor has ended.
                thread::spawn(move || drop(done.send(reading.run())));
            }
            select! {
                recv(self.connection.receiver) -> message => match message {
                    Err(_) => return Ok(Ended::AsAgreed),
                    Ok(Message::Request(request)) => match request.method.as_str() {
                        _ if self.is_shut_down => self.refuse(request),
                        Shutdown::METHOD => self.shut_down(request.id),
                        _ => self.answer(request),
                    },
                    Ok(Message::Notification(note)) => match note.method.as_str() {
                        Exit::METHOD if self.is_shut_down => return Ok(Ended::AsAgreed),
                        Exit::METHOD => return Ok(Ended::Unannounced),
                        Initialized::METHOD if self.can_watch => self.watch(),
                        _ => self.note(note),
                    },
                    Ok(Message::Response(_)) => {}
                },
                recv(finished) -> read => {
                    self.is_reading = false;
                    let read = read.ok().filter(|_| !self.is_shut_down);
                    read.into_iter().for_each(|read| self.take_in(read));
                }
            }
        }
    }

    /// The editor ends soon: what waits for the site to be read will have no answer.
    fn shut_down(&mut self, id: RequestId) {
        self.is_shut_down = true;
        for request in std::mem::take(&mut self.waiting) {
            self.refuse(request);
        }
        self.send(Response::new_ok(id, Value::Null).into());
    }

    /// Says that nothing is answered any more.
    fn refuse(&self, request: Request) {
        let message = format!("`{}` is not answered after `shutdown`", request.method);
        let message = self.state.language().say(&message);
        let code = ErrorCode::InvalidRequest as i32;
        self.send(Response::new_err(request.id, code, message).into());
    }

    /// Answers a request, at once or when the site has been read.
    fn answer(&mut self, request: Request) {
        if request.method != Completion::METHOD {
            self.state.look_at_typed();
        }
        match answer(&self.state, &request) {
            Some(response) => self.send(response.into()),
            None => self.waiting.push(request),
        }
    }

    /// Takes in a site that was read, and tells what is wrong with it. If it is another by now, that
    /// is read first.
    fn take_in(&mut self, read: Read) {
        let trouble = self.state.finish(read).err();
        if self.state.is_behind() {
            return;
        }
        if trouble != self.trouble
            && let Some(message) = &trouble
        {
            let message = self.state.language().say_lines(message);
            let params = ShowMessageParams { typ: MessageType::ERROR, message };
            self.notify::<ShowMessage>(params);
        }
        self.trouble = trouble;
        for params in diagnostics::publish(&self.state, &mut self.told) {
            self.notify::<PublishDiagnostics>(params);
        }
        for request in std::mem::take(&mut self.waiting) {
            self.answer(request);
        }
    }

    fn note(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        let state = &mut self.state;
        // What is not understood is nothing that could be answered.
        let _ = match method.as_str() {
            DidOpenTextDocument::METHOD => read::<DidOpenTextDocument>(params).map(|params| {
                let document = params.text_document;
                state.open(document.uri, document.version, &document.text);
            }),
            DidChangeTextDocument::METHOD => read::<DidChangeTextDocument>(params).map(|params| {
                let document = params.text_document;
                state.change(&document.uri, document.version, params.content_changes);
            }),
            DidCloseTextDocument::METHOD => read::<DidCloseTextDocument>(params)
                .map(|params| state.close(&params.text_document.uri)),
            DidSaveTextDocument::METHOD => read::<DidSaveTextDocument>(params)
                .map(|params| state.note_saved(&params.text_document.uri)),
            DidChangeWatchedFiles::METHOD => read::<DidChangeWatchedFiles>(params)
                .map(|params| params.changes.iter().for_each(|one| state.note_change(&one.uri))),
            _ => None,
        };
    }

    /// Asks the editor to tell of changes on disk.
    fn watch(&self) {
        let watcher =
            |glob: &str| FileSystemWatcher { glob_pattern: glob.to_owned().into(), kind: None };
        let options = DidChangeWatchedFilesRegistrationOptions {
            watchers: ["**/content/**", "**/themes/**"].map(watcher).to_vec(),
        };
        let registration = Registration {
            id: "files".to_owned(),
            method: DidChangeWatchedFiles::METHOD.to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        let params = RegistrationParams { registrations: vec![registration] };
        let method = RegisterCapability::METHOD.to_owned();
        self.send(Request::new("files".to_owned().into(), method, params).into());
    }

    fn notify<N: lsp_types::notification::Notification>(&self, params: N::Params) {
        self.send(Notification::new(N::METHOD.to_owned(), params).into());
    }

    fn send(&self, message: Message) {
        // An editor that is gone needs no answer.
        let _ = self.connection.sender.send(message);
    }
}

fn read<N: lsp_types::notification::Notification>(params: Value) -> Option<N::Params> {
    serde_json::from_value(params).ok()
}

/// Why a request has no answer.
enum Refusal {
    /// It will have one when the site has been read.
    Later,
    /// A message for people.
    Because(String),
}

impl From<String> for Refusal {
    fn from(message: String) -> Self {
        Self::Because(message)
    }
}

/// The answer to a request; `None` if the site has to be read first.
fn answer(state: &State, request: &Request) -> Option<Response> {
    let Request { id, method, params } = request;
    let params = params.clone();
    let is_begun = state.compiled().is_some() || !state.is_behind();
    let is_known = |is_behind: bool| match is_behind || !is_begun {
        true => Err(Refusal::Later),
        false => Ok(()),
    };
    // Places that name records are known as they are typed.
    let names = || is_known(state.is_behind_disk());
    let answered = match method.as_str() {
        Completion::METHOD => {
            with(params, |params| is_known(false).map(|()| completion::complete(state, &params)))
        }
        HoverRequest::METHOD => with(params, |params| {
            is_known(false)?;
            hover::hover(state, &params)
        }),
        GotoDefinition::METHOD => {
            with(params, |params| names().map(|()| definition::definition(state, &params)))
        }
        References::METHOD => {
            with(params, |params| names().map(|()| definition::references(state, &params)))
        }
        PrepareRenameRequest::METHOD => with(params, |params| {
            names()?;
            Ok(rename::prepare(state, &params)?)
        }),
        Rename::METHOD => with(params, |params| {
            names()?;
            Ok(rename::rename(state, &params)?)
        }),
        // The problems are those of the site as it is.
        CodeActionRequest::METHOD => with(params, |params| {
            is_known(state.is_behind()).map(|()| fixes::fixes(state, &params))
        }),
        _ => Err(Some((ErrorCode::MethodNotFound, format!("`{method}` is not answered here")))),
    };
    match answered {
        Ok(result) => Some(Response::new_ok(id.clone(), result)),
        Err(refusal) => {
            let (code, message) = refusal?;
            Some(Response::new_err(id.clone(), code as i32, state.language().say(&message)))
        }
    }
}

/// What went wrong with a request; nothing if it has to wait.
type Failure = Option<(ErrorCode, String)>;

fn with<P: DeserializeOwned, R: Serialize>(
    params: Value,
    answer: impl FnOnce(P) -> Result<R, Refusal>,
) -> Result<Value, Failure> {
    let params = serde_json::from_value(params);
    let params = params.map_err(|error| Some((ErrorCode::InvalidParams, error.to_string())))?;
    let answer = answer(params).map_err(|refusal| match refusal {
        Refusal::Later => None,
        Refusal::Because(message) => Some((ErrorCode::RequestFailed, message)),
    })?;
    serde_json::to_value(answer)
        .map_err(|error| Some((ErrorCode::InternalError, error.to_string())))
}
