//! `wellspring lsp`: scripted sessions of an editor, in process.
//!
//! A place is written as the text around it, with `|` where the cursor stands.

use crate::file_tree::{copy_tree, repository};
use crate::site_case::SiteCase;
use lsp_server::{Connection, Message, Notification, Request, Response};
use regex_lite::Regex;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufReader;
use std::process::{Command, Stdio};
use std::thread::JoinHandle;
use url::Url;
use wellspring::diag::MessageLanguage;
use wellspring::lsp::{Ended, position, serve};
use wellspring::options::BuildOptions;

/// An editor with a site folder open.
struct Session<'s> {
    site: &'s SiteCase,
    editor: Option<Connection>,
    server: Option<JoinHandle<Result<Ended, String>>>,
    n_requests: i32,
    /// What is open, with its version.
    open: BTreeMap<String, (String, i32)>,
    /// The problems of each file, as the server told them last.
    problems: BTreeMap<String, Vec<Value>>,
    /// Messages for people.
    messages: Vec<String>,
}

impl<'s> Session<'s> {
    fn start(site: &'s SiteCase) -> Self {
        Self::start_in(site, MessageLanguage::default())
    }

    fn start_in(site: &'s SiteCase, language: MessageLanguage) -> Self {
        let params = json!({ "processId": null, "rootUri": null, "capabilities": {} });
        Self::start_with(site, BuildOptions { language, ..site.options() }, params)
    }

    /// An editor that tells this of itself.
    fn start_with(site: &'s SiteCase, options: BuildOptions, params: Value) -> Self {
        let (editor, other) = Connection::memory();
        let server = std::thread::spawn(move || serve(&other, options));
        let mut session = Session {
            site,
            editor: Some(editor),
            server: Some(server),
            n_requests: 0,
            open: BTreeMap::new(),
            problems: BTreeMap::new(),
            messages: Vec::new(),
        };
        let told = session.ask("initialize", params);
        assert_eq!(told["serverInfo"]["name"], "wellspring");
        session.tell("initialized", json!({}));
        session
    }

    fn uri(&self, path: &str) -> String {
        let file = self.site.root().canonicalize().expect("is there").join(path);
        Url::from_file_path(file).expect("is absolute").to_string()
    }

    fn path(&self, uri: &Value) -> String {
        let url = Url::parse(uri.as_str().expect("a text")).expect("an address");
        let file = url.to_file_path().expect("a file");
        let root = self.site.root().canonicalize().expect("is there");
        let inner = file.strip_prefix(root).expect("a file of the site");
        inner.to_str().expect("a text").replace('\\', "/")
    }

    fn send(&self, message: impl Into<Message>) {
        self.editor.as_ref().expect("runs").sender.send(message.into()).expect("the server runs");
    }

    fn tell(&self, method: &str, params: Value) {
        self.send(Notification { method: method.to_owned(), params });
    }

    /// Asks, and takes in what else is told before the answer.
    fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.n_requests += 1;
        let id = self.n_requests.into();
        self.send(Request { id, method: method.to_owned(), params });
        loop {
            let message = self.editor.as_ref().expect("runs").receiver.recv();
            match message.expect("the server answers") {
                Message::Response(Response { response_result, .. }) => {
                    return response_result.map_err(|error| error.message);
                }
                Message::Notification(told) => self.take_in(told),
                Message::Request(request) => panic!("the server asks {request:?}"),
            }
        }
    }

    #[track_caller]
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.try_ask(method, params).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    fn take_in(&mut self, told: Notification) {
        match told.method.as_str() {
            "textDocument/publishDiagnostics" => {
                let path = self.path(&told.params["uri"]);
                let found = told.params["diagnostics"].as_array().expect("a list").clone();
                self.problems.insert(path, found);
            }
            "window/showMessage" => {
                self.messages.push(told.params["message"].as_str().expect("a text").to_owned());
            }
            other => panic!("the server tells {other}"),
        }
    }

    fn on_disk(&self, path: &str) -> String {
        std::fs::read_to_string(self.site.root().join(path)).expect("is there")
    }

    /// Opens a file as it is on disk.
    fn open(&mut self, path: &str) {
        let text = self.on_disk(path);
        self.open_as(path, &text);
    }

    fn open_as(&mut self, path: &str, text: &str) {
        let document =
            json!({ "uri": self.uri(path), "languageId": "yaml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
        self.open.insert(path.to_owned(), (text.to_owned(), 1));
    }

    /// Types: the only `from` of an open file becomes `to`.
    #[track_caller]
    fn edit(&mut self, path: &str, from: &str, to: &str) {
        let uri = self.uri(path);
        let (text, version) = self.open.get_mut(path).expect("is open");
        assert_eq!(text.matches(from).count(), 1, "{from} in {text}");
        let start = text.find(from).expect("is there");
        let range = position::range(text, start..start + from.len());
        text.replace_range(start..start + from.len(), to);
        *version += 1;
        let document = json!({ "uri": uri, "version": version });
        let changes = json!([{ "range": range, "text": to }]);
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.tell("textDocument/didChange", params);
    }

    fn close(&mut self, path: &str) {
        self.open.remove(path).expect("is open");
        let params = json!({ "textDocument": { "uri": self.uri(path) } });
        self.tell("textDocument/didClose", params);
    }

    /// What a file says for the editor.
    fn text(&self, path: &str) -> String {
        self.open.get(path).map_or_else(|| self.on_disk(path), |(text, _)| text.clone())
    }

    #[track_caller]
    fn place(&self, path: &str, around: &str) -> Value {
        let text = self.text(path);
        let (before, after) = around.split_once('|').expect("a cursor");
        let meant = format!("{before}{after}");
        assert_eq!(text.matches(&meant).count(), 1, "{meant} in {text}");
        let offset = text.find(&meant).expect("is there") + before.len();
        let position = position::position(&text, offset);
        json!({ "textDocument": { "uri": self.uri(path) }, "position": position })
    }

    /// The problems of a file, by code and message.
    fn problems(&mut self, path: &str) -> Vec<String> {
        self.settle();
        let found = self.problems.get(path).into_iter().flatten();
        let shown = |one: &Value| {
            format!(
                "{}: {}",
                one["code"].as_str().unwrap_or("?"),
                one["message"].as_str().unwrap_or("?")
            )
        };
        found.map(shown).collect()
    }

    /// Waits until the site has been read as it is now: fixes are those of its problems.
    fn settle(&mut self) {
        let nowhere = json!({ "line": 0, "character": 0 });
        let range = json!({ "start": nowhere, "end": nowhere });
        let document = json!({ "uri": self.uri("content/site.yaml") });
        let params =
            json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } });
        self.ask("textDocument/codeAction", params);
    }

    /// What can be typed at a place: what the list shows.
    #[track_caller]
    fn complete(&mut self, path: &str, around: &str) -> Vec<Value> {
        self.settle();
        let place = self.place(path, around);
        self.ask("textDocument/completion", place).as_array().expect("a list").clone()
    }

    #[track_caller]
    fn labels(&mut self, path: &str, around: &str) -> Vec<String> {
        let found = self.complete(path, around);
        found.iter().map(|one| one["label"].as_str().expect("a text").to_owned()).collect()
    }

    /// The line of a file in which somebody has chosen from the list.
    #[track_caller]
    fn chosen(&mut self, path: &str, around: &str, label: &str) -> String {
        let found = self.complete(path, around);
        let item = found.iter().find(|one| one["label"] == label);
        let edit = &item.unwrap_or_else(|| panic!("no {label} in {found:?}"))["textEdit"];
        let mut text = self.text(path);
        let bytes = edit_text(&mut text, edit);
        text[..bytes].rsplit('\n').next().expect("a line").to_owned()
            + text[bytes..].lines().next().unwrap_or_default()
    }

    #[track_caller]
    fn hover(&mut self, path: &str, around: &str) -> String {
        self.settle();
        self.hover_at_once(path, around)
    }

    #[track_caller]
    fn hover_at_once(&mut self, path: &str, around: &str) -> String {
        let place = self.place(path, around);
        let answer = self.ask("textDocument/hover", place);
        // Figures keep together with their units.
        answer["contents"]["value"].as_str().unwrap_or_default().replace('\u{a0}', " ")
    }

    /// Places as `path:line: what stands there`, sorted.
    fn shown(&self, places: &Value) -> Vec<String> {
        let show = |place: &Value| {
            let path = self.path(&place["uri"]);
            let range = serde_json::from_value(place["range"].clone()).expect("a range");
            if !path.ends_with(".yaml") && !path.ends_with(".md") {
                return path;
            }
            let text = self.text(&path);
            let bytes = position::bytes(&text, range);
            format!("{path}:{}: {}", range.start.line + 1, &text[bytes])
        };
        let mut found: Vec<_> = places.as_array().into_iter().flatten().map(show).collect();
        found.sort();
        found
    }

    #[track_caller]
    fn definition(&mut self, path: &str, around: &str) -> Vec<String> {
        let place = self.place(path, around);
        let answer = self.ask("textDocument/definition", place);
        self.shown(&answer)
    }

    #[track_caller]
    fn references(&mut self, path: &str, around: &str) -> Vec<String> {
        let mut params = self.place(path, around);
        params["context"] = json!({ "includeDeclaration": true });
        let answer = self.ask("textDocument/references", params);
        self.shown(&answer)
    }

    #[track_caller]
    fn rename(&mut self, path: &str, around: &str, name: &str) -> Result<Value, String> {
        let mut params = self.place(path, around);
        params["newName"] = name.into();
        self.try_ask("textDocument/rename", params)
    }

    /// Tells that files on disk are others.
    fn tell_of(&self, paths: &[&str]) {
        let changes = paths.iter().map(|path| json!({ "uri": self.uri(path), "type": 2 }));
        let changes: Vec<_> = changes.collect();
        self.tell("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    }

    /// Does what edits say, and saves it.
    fn apply(&mut self, edit: &Value) {
        let root = self.site.root().to_owned();
        for change in edit["documentChanges"].as_array().expect("changes") {
            if change["kind"] == "rename" {
                let (old, new) = (self.path(&change["oldUri"]), self.path(&change["newUri"]));
                std::fs::rename(root.join(&old), root.join(&new)).expect("can be renamed");
                self.tell_of(&[&old, &new]);
                continue;
            }
            let path = self.path(&change["textDocument"]["uri"]);
            let mut text = self.on_disk(&path);
            let mut edits = change["edits"].as_array().expect("edits").clone();
            edits.sort_by_key(|edit| {
                let at = |key: &str| edit["range"]["start"][key].as_u64();
                std::cmp::Reverse((at("line"), at("character")))
            });
            edits.iter().for_each(|edit| {
                edit_text(&mut text, edit);
            });
            self.site.put(&path, &text);
            self.tell_of(&[&path]);
            if self.open.contains_key(&path) {
                self.close(&path);
                self.open_as(&path, &text);
            }
        }
    }

    /// What can be done at a place: the titles, and the edits behind them.
    #[track_caller]
    fn fixes(&mut self, path: &str, around: &str) -> Vec<(String, Value)> {
        let place = self.place(path, around);
        let range = json!({ "start": place["position"], "end": place["position"] });
        let document = &place["textDocument"];
        let params =
            json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } });
        let answer = self.ask("textDocument/codeAction", params);
        let found = answer.as_array().expect("a list").iter();
        found
            .map(|one| (one["title"].as_str().expect("a text").to_owned(), one["edit"].clone()))
            .collect()
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.editor = None;
        let ended = self.server.take().expect("was started").join().expect("does not panic");
        assert_eq!(ended, Ok(Ended::AsAgreed));
    }
}

/// The program itself, on its standard streams.
#[test]
fn the_program_speaks_the_protocol() {
    let site = site();
    let mut program = Command::new(env!("CARGO_BIN_EXE_wellspring"))
        .args(["lsp", "-C"])
        .arg(site.root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = program.stdin.take().expect("is piped");
    let mut stdout = BufReader::new(program.stdout.take().expect("is piped"));
    let mut tell = |message: Message| message.write(&mut stdin).expect("is read");
    let ask = |id: i32, method: &str, params| Request::new(id.into(), method.to_owned(), params);
    tell(ask(1, "initialize", json!({ "capabilities": {} })).into());
    let answer = Message::read(&mut stdout).expect("is a message");
    let Some(Message::Response(Response { response_result: Ok(told), .. })) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(told["capabilities"]["hoverProvider"], true);
    let note = |method: &str| Notification { method: method.to_owned(), params: json!({}) };
    tell(note("initialized").into());
    tell(ask(2, "no/such", json!({})).into());
    tell(ask(3, "shutdown", Value::Null).into());
    tell(ask(4, "textDocument/hover", json!({})).into());
    tell(note("textDocument/didSave").into());
    tell(ask(5, "shutdown", Value::Null).into());
    tell(note("exit").into());
    let mut answers = BTreeMap::new();
    while let Some(message) = Message::read(&mut stdout).expect("is a message") {
        if let Message::Response(Response { id, response_result }) = message {
            answers.insert(id.to_string(), response_result.map_err(|error| error.message));
        }
    }
    assert_eq!(answers["2"], Err("`no/such` is not answered here".to_owned()));
    assert_eq!(answers["3"], Ok(Value::Null));
    let refused = |method: &str| Err(format!("`{method}` is not answered after `shutdown`"));
    assert_eq!(answers["4"], refused("textDocument/hover"));
    assert_eq!(answers["5"], refused("shutdown"));
    assert!(program.wait().expect("ends").success());
}

/// The protocol wants 1 of whoever is told to exit, and was not asked to shut down before.
#[test]
fn an_exit_without_shutdown_is_told_by_the_exit_code() {
    let site = site();
    let initialize = Request::new(1.into(), "initialize".to_owned(), json!({ "capabilities": {} }));
    let early = Request::new(2.into(), "textDocument/hover".to_owned(), json!({}));
    let exit = || Notification { method: "exit".to_owned(), params: Value::Null };
    let sessions: [Vec<Message>; 2] =
        [vec![initialize.into(), exit().into()], vec![early.into(), exit().into()]];
    for messages in sessions {
        let mut program = Command::new(env!("CARGO_BIN_EXE_wellspring"))
            .args(["lsp", "-C"])
            .arg(site.root())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = program.stdin.take().expect("is piped");
        messages.into_iter().for_each(|message| message.write(&mut stdin).expect("is read"));
        let ended = program.wait_with_output().expect("ends");
        assert_eq!(ended.status.code(), Some(1));
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    }
}

/// Changes a text; returns where the change ends.
fn edit_text(text: &mut String, edit: &Value) -> usize {
    let range = serde_json::from_value(edit["range"].clone()).expect("a range");
    let new = edit["newText"].as_str().expect("a text");
    let bytes = position::bytes(text, range);
    text.replace_range(bytes.clone(), new);
    bytes.start + new.len()
}

const PAGE: &str = "content/pages/report.zh.md";
const PROJECT: &str = "content/data/projects/mill.yaml";
const OBSERVATIONS: &str = "content/data/observations.yaml";

/// A site with a record of most kinds, two results of one indicator, and a page.
fn site() -> SiteCase {
    let site = SiteCase::small();
    site.put(
        "content/data/indicators.yaml",
        "- id: signed\n  name: { zh: 签约额, en: Value signed }\n  unit: CNY\n  source: report\n\
         - id: jobs\n  name: { zh: 岗位, en: Jobs }\n  unit: person\n  kind: level\n",
    );
    site.put(
        OBSERVATIONS,
        "- { indicator: signed, period: 2030-Q1, value: 12 亿元, status: preliminary, source: report }\n\
         - { indicator: jobs, period: 2029, value: 300, source: report }\n",
    );
    site.put(
        "content/data/targets.yaml",
        "- { indicator: signed, period: 2030, at_least: 30 亿元, source: report }\n",
    );
    site.put(
        "content/data/parks.yaml",
        "- { id: quay, name: { zh: 码头园区, en: Quay Park }, source: report }\n\
         - { id: hill, name: { zh: 山园, en: Hill Park }, source: report }\n",
    );
    site.put(
        PROJECT,
        "name: { zh: 磨坊, en: Mill }\npark: quay\ninvestment: 5 亿元\nsource:\n  ref: report\n\
         milestones:\n  - { stage: signed, date: 2030-01-05 }\n",
    );
    site.put(
        PAGE,
        "---\ntitle: 报告\nperiod: 2030-Q1\nsource: report\n---\n\n\
         😀签约额{{ figure(of=\"signed\", in=\"2030-Q1\") }}，见[指标](../data/indicators.yaml#signed)和[磨坊](../data/projects/mill.yaml)。\n",
    );
    site.put(
        "content/pages/report.en.md",
        "---\ntitle: Report\nperiod: 2030-Q1\nsource: report\n---\n\n\
         Value signed: {{ figure(of=\"signed\", in=\"2030-Q1\") }}, see [indicator](../data/indicators.yaml#signed) and [mill](../data/projects/mill.yaml).\n",
    );
    site
}

#[test]
fn problems_are_those_of_what_is_typed() {
    let site = site();
    assert_eq!(site.problems(), "");
    let mut session = Session::start(&site);
    session.settle();
    assert!(session.problems.values().all(Vec::is_empty), "{:?}", session.problems);
    session.open(PROJECT);
    session.edit(PROJECT, "park: quay", "park: quai");
    let found = session.problems(PROJECT);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("unknown-reference: ")
            && found[0].contains("\nhelp: did you mean `quay`?"),
        "{found:?}"
    );
    let told = &session.problems[PROJECT][0];
    assert_eq!((&told["severity"], &told["source"]), (&json!(1), &json!("wellspring")));
    let range =
        json!({ "start": { "line": 1, "character": 6 }, "end": { "line": 1, "character": 10 } });
    assert_eq!(told["range"], range);
    assert!(session.on_disk(PROJECT).contains("park: quay"), "nothing is saved");
    session.edit(PROJECT, "park: quai", "park: hill");
    assert_eq!(session.problems(PROJECT), [""; 0]);
    // Columns are those of UTF-16, behind a letter outside the first plane.
    session.open(PAGE);
    session.edit(PAGE, "of=\"signed\"", "of=\"singed\"");
    let found = session.problems(PAGE);
    assert!(
        found
            .iter()
            .any(|one| one.starts_with("unknown-reference: there is no indicator `singed`")),
        "{found:?}"
    );
    let start = &session.problems[PAGE][0]["range"]["start"];
    assert_eq!(
        *start,
        json!({ "line": 6, "character": "😀签约额{{ figure(of=\"".encode_utf16().count() })
    );
    // What is closed is again what the disk says.
    session.close(PAGE);
    assert_eq!(session.problems(PAGE), [""; 0]);
}

#[test]
fn problems_name_other_places_and_files_that_changed() {
    let site = site();
    let mut session = Session::start(&site);
    let parks = "content/data/parks.yaml";
    session.open(parks);
    session.edit(parks, "id: hill", "id: quay");
    let found = session.problems(parks);
    assert!(found.iter().any(|one| one.starts_with("duplicate-id")), "{found:?}");
    let all = &session.problems[parks];
    let related = all.iter().find(|one| one["code"] == "duplicate-id").expect("is told");
    let places: Vec<_> = related["relatedInformation"].as_array().expect("places").clone();
    assert!(!places.is_empty(), "{related}");
    assert_eq!(session.path(&places[0]["location"]["uri"]), parks);
    session.edit(parks, "id: quay, name: { zh: 山园", "id: hill, name: { zh: 山园");
    assert_eq!(session.problems(parks), [""; 0]);
    // A file that another program has written.
    site.put(PROJECT, "name: { zh: 磨坊, en: Mill }\nparc: quay\nsource: report\n");
    session.tell_of(&[PROJECT]);
    let found = session.problems(PROJECT);
    assert!(found.iter().any(|one| one.starts_with("unknown-field")), "{found:?}");
    // A file that is not on disk yet.
    let new = "content/data/projects/kiln.yaml";
    session.open_as(new, "name: { zh: 窑, en: Kiln }\npark: nowhere\nsource: report\n");
    let found = session.problems(new);
    assert!(found.iter().any(|one| one.contains("`nowhere`")), "{found:?}");
    assert!(session.references("content/data/parks.yaml", "id: qu|ay").len() == 1);
}

#[test]
fn broken_settings_leave_what_is_known() {
    let site = site();
    let mut session = Session::start(&site);
    session.open(PROJECT);
    session.open("content/site.yaml");
    session.settle();
    session.edit("content/site.yaml", "languages:", "languages: [");
    let found = session.problems("content/site.yaml");
    assert!(!found.is_empty());
    assert_eq!(session.labels(PROJECT, "park: qu|ay"), ["quay", "hill"]);
    session.edit("content/site.yaml", "languages: [", "languages:");
    assert_eq!(session.problems("content/site.yaml"), [""; 0]);
}

#[test]
fn a_folder_without_a_site_is_told_once() {
    let site = SiteCase::empty();
    let mut session = Session::start(&site);
    session.settle();
    assert_eq!(session.messages.len(), 1, "{:?}", session.messages);
    assert!(session.messages[0].contains("no site in"), "{:?}", session.messages);
    let settings = "title: A\nlanguages: { en: { tag: en, name: English } }\nas_of: 2030\n";
    site.put("content/site.yaml", settings);
    session.open("content/site.yaml");
    session.settle();
    assert_eq!(session.messages.len(), 1);
    assert_eq!(
        session
            .hover("content/site.yaml", "as|_of")
            .split_once('\n')
            .map(|(key, _)| key.to_owned()),
        Some("`as_of` (required)".to_owned())
    );
}

#[test]
fn yaml_is_completed() {
    let site = site();
    let mut session = Session::start(&site);
    session.open(PROJECT);
    // Ids, at a word, in its place, and where nothing stands yet.
    assert_eq!(session.labels(PROJECT, "park: qu|ay"), ["quay", "hill"]);
    assert_eq!(session.chosen(PROJECT, "park: qu|ay", "hill"), "park: hill");
    session.edit(PROJECT, "park: quay", "park: ");
    assert_eq!(session.chosen(PROJECT, "park: |\n", "hill"), "park: hill");
    let detail = &session.complete(PROJECT, "park: |\n")[1];
    assert_eq!(detail["detail"], "山园");
    assert_eq!(detail["filterText"], "hill 山园 Hill Park");
    session.edit(PROJECT, "park: ", "park: quay");
    assert_eq!(session.labels(PROJECT, "ref: rep|ort"), ["report"]);
    // Fields: those that are not there, what is needed first; of parts too.
    let keys = session.labels(PROJECT, "investm|ent: ");
    assert!(keys.contains(&"facts".to_owned()) && !keys.contains(&"park".to_owned()), "{keys:?}");
    assert_eq!(session.chosen(PROJECT, "inv|estment: 5", "facts"), "facts: 5 亿元");
    session.edit(PROJECT, "investment: 5 亿元\n", "investment: 5 亿元\nfac\n");
    assert_eq!(session.chosen(PROJECT, "fac|\n", "facts"), "facts: ");
    session.edit(PROJECT, "fac\n", "facts:\n  - label: { zh: 产能, en: Capacity }\n    st\n");
    assert_eq!(session.chosen(PROJECT, "    st|\n", "status"), "    status: ");
    session.edit(PROJECT, "    st\n", "    status: \n");
    assert_eq!(
        session.labels(PROJECT, "status: |\n"),
        ["estimate", "reported", "claim", "forecast"]
    );
    // Stages, languages, units.
    let stages = session.labels(PROJECT, "stage: si|gned");
    assert!(stages.contains(&"operating".to_owned()), "{stages:?}");
    session.edit(PROJECT, "    status: \n", "    value: 500 \n");
    let units = session.labels(PROJECT, "value: 500 |\n");
    assert!(["亿元", "MW"].iter().all(|unit| units.contains(&(*unit).to_owned())), "{units:?}");
    assert_eq!(session.chosen(PROJECT, "value: 500 |\n", "MW"), "    value: 500 MW");
    let indicators = "content/data/indicators.yaml";
    session.open(indicators);
    let units = session.labels(indicators, "unit: pe|rson");
    assert!(
        ["CNY", "person", "mu"].iter().all(|unit| units.contains(&(*unit).to_owned())),
        "{units:?}"
    );
    assert_eq!(session.labels(indicators, "kind: le|vel"), ["cumulative", "level", "milestone"]);
    session.open(PAGE);
    assert!(session.labels(PAGE, "per|iod").contains(&"weight".to_owned()));
    // What is no place for YAML has nothing.
    assert_eq!(session.labels(PAGE, "见|["), [""; 0]);
}

#[test]
fn calls_are_completed() {
    let site = site();
    let mut session = Session::start(&site);
    session.open(PAGE);
    session.edit(PAGE, "，见", "，{{ }}见");
    assert_eq!(
        session.chosen(PAGE, "，{{ |}}", "figure"),
        "😀签约额{{ figure(of=\"signed\", in=\"2030-Q1\") }}，{{ figure(}}见[指标](../data/indicators.yaml#signed)和[磨坊](../data/projects/mill.yaml)。"
    );
    session.edit(PAGE, "，{{ }}", "，{{ figure() }}");
    let arguments = session.labels(PAGE, "，{{ figure(|)");
    assert!(
        ["of", "in", "kind"].iter().all(|one| arguments.contains(&(*one).to_owned())),
        "{arguments:?}"
    );
    session.edit(PAGE, "，{{ figure()", "，{{ figure(of=)");
    assert_eq!(session.labels(PAGE, "，{{ figure(of=|)"), ["signed", "jobs"]);
    assert!(
        session.chosen(PAGE, "，{{ figure(of=|)", "jobs").contains("，{{ figure(of=\"jobs\") }}")
    );
    session.edit(PAGE, "，{{ figure(of=)", "，{{ figure(of=\"jobs\", in=\"\")");
    assert_eq!(session.labels(PAGE, "of=\"jobs\", in=\"|\""), ["2029"]);
    assert!(session.chosen(PAGE, "of=\"jobs\", in=\"|\"", "2029").contains("in=\"2029\") }}见"));
    assert_eq!(session.labels(PAGE, "{{ figure(of=\"si|gned\", in=\"2030"), ["signed", "jobs"]);
    assert_eq!(session.labels(PAGE, "of=\"signed\", in=\"2030|-Q1"), ["2030-Q1"]);
    session.edit(PAGE, ", in=\"\")", ", kind=\"t\")");
    assert!(session.labels(PAGE, "kind=\"t|\"").contains(&"target".to_owned()));
    session.edit(PAGE, "figure(of=\"jobs\", kind=\"t\")", "figure(project=\"mill\", field=\"\")");
    assert_eq!(session.labels(PAGE, "field=\"|\""), ["investment"]);
    assert_eq!(session.labels(PAGE, "project=\"mi|ll\""), ["mill"]);
}

#[test]
fn ids_figures_calls_and_fields_are_told() {
    let site = site();
    let mut session = Session::start(&site);
    session.open(PAGE);
    let told = session.hover(PAGE, "{{ fig|ure");
    for part in [
        "zh: 12亿元",
        "en: RMB 1.2 billion",
        "source: `report` 示例报告 · Example Report",
        "status: ",
        "Preliminary",
    ] {
        assert!(told.to_lowercase().contains(&part.to_lowercase()), "{part} in {told}");
    }
    let told = session.hover(PAGE, "of=\"sig|ned\"");
    for part in [
        "`signed` in `indicators`",
        "签约额",
        "Value signed",
        "target for 2030: ",
        "result for 2030-Q1: 12亿元",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    session.open(PROJECT);
    let told = session.hover(PROJECT, "park: qu|ay");
    assert!(told.contains("`quay` in `parks`") && told.contains("Quay Park"), "{told}");
    let told = session.hover(PROJECT, "investment: 5| 亿元");
    assert!(told.contains("zh: 5亿元") && told.contains("en: RMB 500 million"), "{told}");
    let told = session.hover(PROJECT, "milest|ones");
    assert!(told.starts_with("`milestones`\n\nWhat happened"), "{told}");
    session.open("content/data/targets.yaml");
    let told = session.hover("content/data/targets.yaml", "at_least: 3|0");
    assert!(told.contains("status: ") && told.contains("en: "), "{told}");
    assert_eq!(session.hover(PAGE, "见|["), "");
    // What is typed counts, saved or not.
    session.open(OBSERVATIONS);
    session.edit(OBSERVATIONS, "12 亿元", "13 亿元");
    assert!(session.hover(PAGE, "{{ fig|ure").contains("zh: 13亿元"));
}

/// People open the folder that they work in, or the one that holds everything.
#[test]
fn the_site_is_found_above_and_below_what_is_open() {
    let site = SiteCase::empty();
    copy_tree(self::site().root(), &site.root().join("report"));
    for folder in ["", "report/content", "report/content/data/projects"] {
        let elsewhere = SiteCase::empty();
        let open = site.root().canonicalize().expect("is there").join(folder);
        let uri = Url::from_file_path(open).expect("is absolute");
        let params = json!({
            "processId": null, "rootUri": null, "capabilities": {},
            "workspaceFolders": [{ "uri": uri.to_string(), "name": "work" }],
        });
        let mut session = Session::start_with(&site, elsewhere.options(), params);
        let path = format!("report/{PROJECT}");
        session.open(&path);
        session.edit(&path, "park: quay", "park: quai");
        assert_eq!(session.problems(&path).len(), 1, "{folder}");
        assert_eq!(session.messages, [""; 0], "{folder}");
    }
}

/// An editor shows files under the names that it has for their folders.
#[cfg(unix)]
#[test]
fn files_are_named_as_the_folder_was() {
    let site = site();
    let elsewhere = SiteCase::empty();
    let link = elsewhere.root().join("link");
    std::os::unix::fs::symlink(site.root(), &link).expect("can be linked");
    let params = json!({ "processId": null, "rootUri": null, "capabilities": {} });
    let mut session = Session::start_with(&site, BuildOptions::new(&link), params);
    let file = Url::from_file_path(link.join(PROJECT)).expect("is absolute").to_string();
    let at = json!({ "line": 1, "character": 7 });
    let params = json!({ "textDocument": { "uri": file }, "position": at });
    let found = session.ask("textDocument/definition", params);
    let parks = Url::from_file_path(link.join("content/data/parks.yaml")).expect("is absolute");
    assert_eq!(found[0]["uri"], parks.as_str(), "{found}");
}

/// Not every editor watches the disk.
#[test]
fn saving_a_file_is_a_reason_to_look_at_others() {
    let site = site();
    let mut session = Session::start(&site);
    session.open(PAGE);
    session.settle();
    site.put(PROJECT, "name: { zh: 磨坊, en: Mill }\nparc: quay\nsource: report\n");
    session.tell("textDocument/didSave", json!({ "textDocument": { "uri": session.uri(PAGE) } }));
    let found = session.problems(PROJECT);
    assert!(found.iter().any(|one| one.starts_with("unknown-field")), "{found:?}");
}

/// A large site takes a while to be read again, and nobody who types waits for that.
#[test]
fn what_does_not_wait_for_a_change_says_so() {
    let site = site();
    let mut session = Session::start(&site);
    session.open(PAGE);
    session.open(PROJECT);
    session.settle();
    for number in 13..20 {
        session.open(OBSERVATIONS);
        session.edit(OBSERVATIONS, "value: 12 亿元", &format!("value: {number} 亿元"));
        let told = session.hover_at_once(PAGE, "{{ fig|ure");
        let is_behind = told.ends_with("_as it was before the last change, which is being read_");
        let is_new = told.contains(&format!("zh: {number}亿元"));
        assert!(is_new || is_behind, "{told}");
        session.close(OBSERVATIONS);
    }
    // Where a figure stands is known once the file has been read.
    session.edit(PROJECT, "name:", "# More above\nname:");
    session.edit(PROJECT, "5 亿元", "6 亿元");
    assert!(session.hover_at_once(PROJECT, "investment: 6| 亿元").contains("zh: 6亿元"));
    // Ids are those of the text as it is.
    session.edit(PROJECT, "park: quay", "park: hill");
    let found = session.references(PROJECT, "park: hi|ll");
    assert!(found.contains(&format!("{PROJECT}:3: hill")), "{found:?}");
    assert_eq!(session.problems(PROJECT), [""; 0]);
}

#[test]
fn what_is_told_is_in_the_language_that_is_asked_for() {
    let site = site();
    let places = [
        (PAGE, "{{ fig|ure"),
        (PAGE, "of=\"sig|ned\""),
        (PAGE, "source: rep|ort"),
        (PAGE, "projects/mi|ll.yaml"),
        (PROJECT, "park: qu|ay"),
        (PROJECT, "na|me: {"),
        (PROJECT, "milest|ones"),
        ("content/data/targets.yaml", "at_least: 3|0"),
        ("content/data/targets.yaml", "peri|od: 2030"),
    ];
    let words = Regex::new(
        "(record `|(?:status|source|unit|stage|published): |(?:target|result) for |\\(required\\)|ledger)",
    );
    let words = words.expect("is one");
    let mut english = Session::start(&site);
    let mut seen = BTreeSet::new();
    for (path, around) in places {
        english.open(path);
        let told = english.hover(path, around);
        seen.extend(words.find_iter(&told).map(|found| found.as_str().to_owned()));
    }
    assert!(seen.len() > 6, "the places show most of it: {seen:?}");
    for language in MessageLanguage::codes().map(MessageLanguage::of) {
        let mut session = Session::start_in(&site, language);
        for (path, around) in places {
            session.open(path);
            let told = session.hover(path, around);
            assert!(!told.is_empty() && !words.is_match(&told), "{told}");
        }
        for (path, around) in [(PROJECT, "\nmile|stones"), (PAGE, "{{ fig|ure"), (PAGE, "(o|f=")] {
            let told = session.complete(path, around);
            for (plain, own) in english.complete(path, around).iter().zip(&told) {
                assert_eq!(plain["label"], own["label"]);
                for key in ["detail", "documentation"].iter().filter(|key| !plain[**key].is_null())
                {
                    assert_ne!(plain[*key], own[*key], "{own}");
                }
            }
        }
        let place = |session: &mut Session<'_>| {
            session.rename("content/data/parks.yaml", "id: qu|ay", "hill").expect_err("is taken")
        };
        assert_ne!(place(&mut session), place(&mut english));
    }
}

#[test]
fn records_and_where_they_are_named_are_found() {
    let site = site();
    let mut session = Session::start(&site);
    session.open(PAGE);
    let signed = ["content/data/indicators.yaml:1: signed"];
    assert_eq!(session.definition(PAGE, "of=\"sig|ned\""), signed);
    assert_eq!(session.definition(PAGE, "indicators.yaml#sig|ned"), signed);
    assert_eq!(
        session.definition(PAGE, "projects/mi|ll.yaml"),
        ["content/data/projects/mill.yaml:1: name"]
    );
    assert_eq!(
        session.definition(PAGE, "source: rep|ort"),
        ["content/data/sources.yaml:1: report"]
    );
    assert_eq!(session.definition(PAGE, "title: 报|告"), [""; 0]);
    assert_eq!(
        session.references("content/data/indicators.yaml", "id: sig|ned"),
        [
            "content/data/indicators.yaml:1: signed",
            "content/data/observations.yaml:1: signed",
            "content/data/targets.yaml:1: signed",
            "content/pages/report.en.md:7: signed",
            "content/pages/report.en.md:7: signed",
            "content/pages/report.zh.md:7: signed",
            "content/pages/report.zh.md:7: signed",
        ]
    );
}

#[test]
fn a_record_is_renamed_wherever_it_is_named() {
    let site = site();
    let mut session = Session::start(&site);
    session.open(PAGE);
    let edit = session.rename(PAGE, "of=\"sig|ned\"", "contracted").expect("can be renamed");
    session.apply(&edit);
    let edit = session.rename(PAGE, "projects/mi|ll.yaml", "old-mill").expect("can be renamed");
    session.apply(&edit);
    assert_eq!(site.problems(), "");
    let page = session.on_disk(PAGE);
    assert!(page.contains("of=\"contracted\"") && page.contains("#contracted"), "{page}");
    assert!(page.contains("projects/old-mill.yaml"), "{page}");
    assert!(session.on_disk("content/data/projects/old-mill.yaml").contains("park: quay"));
    // The milestone with this word is no indicator.
    assert!(session.on_disk("content/data/projects/old-mill.yaml").contains("stage: signed"));
    site.build_clean();
    // What cannot be an id, or is one already.
    let parks = "content/data/parks.yaml";
    let refused = session.rename(parks, "id: qu|ay", "hill").expect_err("is taken");
    assert_eq!(refused, "there is a record `hill` in `parks` already");
    let refused = session.rename(parks, "id: qu|ay", "Quay").expect_err("is no id");
    assert!(refused.contains("cannot stand in an id"), "{refused}");
    let refused = session.rename(parks, "zh: 山|园", "x").expect_err("is no id");
    assert_eq!(refused, "no id of a record stands here");
}

#[test]
fn what_a_workbook_names_is_not_renamed() {
    let site = site();
    site.put(
        "content/data/ledger.xlsx.txt",
        "== parks\nid | name.zh | name.en | source\ndock | 船坞 | Dock Park | report\n",
    );
    site.put(PROJECT, "name: { zh: 磨坊, en: Mill }\npark: dock\nsource: report\n");
    let mut session = Session::start(&site);
    assert_eq!(session.problems(PROJECT), [""; 0]);
    assert_eq!(session.definition(PROJECT, "park: do|ck"), ["content/data/ledger.xlsx"]);
    let refused = session.rename(PROJECT, "park: do|ck", "pier").expect_err("is in a workbook");
    assert!(
        refused.contains("`dock` comes from the workbook")
            && refused.contains("content/data/ledger.xlsx parks!A2"),
        "{refused}"
    );
    let place = session.place(PROJECT, "park: do|ck");
    let refused =
        session.try_ask("textDocument/prepareRename", place).expect_err("is in a workbook");
    assert!(refused.contains("workbook"), "{refused}");
    // A record of YAML that a cell names.
    let refused = session.rename(PROJECT, "source: rep|ort", "survey").expect_err("is in a cell");
    assert!(refused.contains("parks!D2"), "{refused}");
    // What is wrong in a cell is told with its place.
    site.put(
        "content/data/ledger.xlsx.txt",
        "== parks\nid | name.zh | name.en | source\ndock | 船坞 | Dock Park | reprot\n",
    );
    session.tell_of(&["content/data/ledger.xlsx"]);
    let found = session.problems("content/data/ledger.xlsx");
    assert!(found.iter().any(|one| one.contains("parks!D2: ")), "{found:?}");
}

/// What the schemas say is held against what records refer to: a reference that is not found stays
/// behind and names nothing.
#[test]
fn every_kind_of_record_of_the_example_can_be_renamed() {
    let site = SiteCase::empty();
    copy_tree(&repository("content"), &site.root().join("content"));
    let before = site.problems();
    let mut session = Session::start(&site);
    session.settle();
    let mut n_renamed = 0;
    for (path, id) in [
        ("content/data/sources.yaml", None),
        ("content/data/regions.yaml", None),
        ("content/data/parks.yaml", None),
        ("content/data/industries.yaml", None),
        ("content/data/organizations.yaml", None),
        ("content/data/indicators.yaml", None),
        ("content/data/targets.yaml", None),
        ("content/data/observations.yaml", None),
        ("content/data/events.yaml", None),
        ("content/data/documents.yaml", None),
        ("content/data/terms.yaml", None),
        ("content/site.yaml", Some("strategic-emerging")),
    ] {
        let text = session.text(path);
        let first = text.lines().find_map(|line| line.trim().strip_prefix("- id: "));
        let id: &str = id.or(first).expect("has a record");
        let around = format!("- id: |{id}\n");
        let edit = session.rename(path, &around, &format!("{id}-new"));
        session.apply(&edit.unwrap_or_else(|why| panic!("{path} {id}: {why}")));
        n_renamed += 1;
    }
    assert_eq!(n_renamed, 12);
    let after = site.problems();
    assert_eq!(after.replace("-new", ""), before.replace("-new", ""));
}

#[test]
fn helps_are_done() {
    let site = site();
    site.put("content/site.yaml", "title: { zh: 示例区, en: Example District }\nlanguages:\n  zh: { tag: zh-Hans, name: 中文 }\n  en: { tag: en, name: English }\nas_of: 2030-06-30\ncurrency: CNY\nlevels: { unbound-figure: warn }\n");
    let mut session = Session::start(&site);
    session.open(PROJECT);
    session.edit(PROJECT, "park: quay\ninvestment: 5 亿元", "park: \"quai\"\ninvestmnt: 5 亿元");
    let titles = |found: &[(String, Value)]| -> Vec<String> {
        found.iter().map(|(title, _)| title.clone()).collect()
    };
    let found = session.fixes(PROJECT, "park: \"qu|ai");
    assert_eq!(titles(&found), ["Write `quay`"]);
    let mut text = session.text(PROJECT);
    edit_text(&mut text, &found[0].1["documentChanges"][0]["edits"][0]);
    assert!(text.contains("park: \"quay\"\n"), "{text}");
    assert_eq!(titles(&session.fixes(PROJECT, "inves|tmnt")), ["Write `investment`"]);
    assert_eq!(titles(&session.fixes(PROJECT, "re|f: report")), [""; 0]);
    // A unit that is missing.
    session.open(OBSERVATIONS);
    session.edit(OBSERVATIONS, "value: 12 亿元", "value: 12");
    let found = session.fixes(OBSERVATIONS, "value: 1|2,");
    assert!(
        titles(&found).contains(&"Write `12亿元`".to_owned())
            || titles(&found).contains(&"Write `12 亿元`".to_owned()),
        "{found:?}"
    );
    session.edit(OBSERVATIONS, "value: 12,", "value: 12 亿元,");
    // A figure that the ledger has.
    session.open(PAGE);
    let call = "{{ figure(of=\"signed\", in=\"2030-Q1\") }}";
    session.edit(PAGE, call, "12亿元");
    let found = session.fixes(PAGE, "额1|2亿元");
    assert_eq!(titles(&found), [format!("Write `{call}`")]);
    let mut text = session.text(PAGE);
    edit_text(&mut text, &found[0].1["documentChanges"][0]["edits"][0]);
    assert!(text.contains(&format!("😀签约额{call}，见")), "{text}");
    // A call, and the anchor of a link.
    session.edit(PAGE, "12亿元", "{{ figur(of=\"signed\", in=\"2030-Q1\") }}");
    session.edit(PAGE, "indicators.yaml#signed", "indicators.yaml#singed");
    assert_eq!(titles(&session.fixes(PAGE, "{{ fi|gur(")), ["Write `figure`"]);
    let found = session.fixes(PAGE, "yaml#sin|ged");
    assert_eq!(titles(&found), ["Write `#signed`"]);
    let mut text = session.text(PAGE);
    edit_text(&mut text, &found[0].1["documentChanges"][0]["edits"][0]);
    assert!(text.contains("(../data/indicators.yaml#signed)"), "{text}");
}

/// An editor need not take in ten thousand ids for each letter.
#[test]
fn of_very_many_ids_those_are_offered_that_go_on_with_what_is_typed() {
    let site = SiteCase::small();
    let line = |number| format!("- {{ id: p{number:04}, name: {{ zh: 工厂, en: Plant }} }}\n");
    site.put("content/data/projects.yaml", (0..600).map(line).collect::<String>());
    let path = "content/data/projects/own.yaml";
    site.put(path, "name: { zh: 自己, en: Own }\nparent: p059\n");
    let mut session = Session::start(&site);
    session.open(path);
    let place = session.place(path, "parent: p059|");
    let found = session.ask("textDocument/completion", place);
    assert_eq!(found["isIncomplete"], true, "{found}");
    let items = found["items"].as_array().expect("a list");
    let labels: Vec<_> = items.iter().map(|one| one["label"].as_str().expect("a text")).collect();
    assert!((0..10).all(|n| labels.contains(&&*format!("p059{n}"))), "{labels:?}");
    assert!(labels.len() < 100 && !labels.contains(&"p0100"), "{labels:?}");
    let all = session.place(path, "name: { zh: 自己, en: Own }\nparent: |");
    let all = session.ask("textDocument/completion", all);
    assert_eq!(all["items"].as_array().map(Vec::len), Some(500), "{}", all["isIncomplete"]);
}

/// What names a record is kept up to date file by file.
#[test]
fn references_follow_what_is_typed_and_what_is_closed() {
    let site = SiteCase::small();
    site.put("content/data/parks.yaml", "- { id: quay, name: { zh: 码头, en: Quay } }\n");
    let path = "content/data/projects/mill.yaml";
    site.put(path, "name: { zh: 磨坊, en: Mill }\npark: quay\n");
    let mut session = Session::start(&site);
    session.open("content/data/parks.yaml");
    let n_places = |session: &mut Session<'_>| {
        let mut place = session.place("content/data/parks.yaml", "id: qu|ay");
        place["context"] = json!({ "includeDeclaration": true });
        session.ask("textDocument/references", place).as_array().map_or(0, Vec::len)
    };
    assert_eq!(n_places(&mut session), 2);
    session.open(path);
    session.edit(path, "park: quay", "park: quai");
    assert_eq!(n_places(&mut session), 1);
    session.edit(path, "park: quai", "park: quay");
    assert_eq!(n_places(&mut session), 2);
    session.edit(path, "park: quay", "park: other");
    session.close(path);
    assert_eq!(n_places(&mut session), 2, "the file on disk counts again");
}
