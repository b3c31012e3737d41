//! What is answered to whom: a path in, an answer out.

use super::address::{SitePath, without_query};
use super::content_type::{CSS, HTML, JAVASCRIPT, TEXT, content_type};
use super::current::{Current, Shown};
use super::edition::Edition;
use super::error_page::error_page;
use super::folder::{Folder, OpenFile};
use super::pictures::picture;
use super::{error_page, reload};
use crate::diag::{Diagnostic, MessageLanguage, Severity};
use crate::pipeline::{Compiled, with};
use crate::plan::PagePlan;
use crate::render::{RenderSite, extra_files, redirect_page, render};
use std::borrow::Cow;
use std::path::Path;

/// Where addresses of the server itself begin.
pub(super) const OWN: &str = "__wellspring";

/// Where the last version without errors stands, below [`OWN`].
const LAST_GOOD: &str = "last-good";

/// An answer to a request.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) content_type: Cow<'static, str>,
    pub(super) body: Body,
    /// Where to go instead.
    pub(super) location: Option<String>,
    /// What its body says, if that is a remark of the server in English.
    remark: Option<&'static str>,
}

/// What an answer holds.
#[derive(Debug)]
pub(super) enum Body {
    Bytes(Vec<u8>),
    File(OpenFile),
}

impl Answer {
    pub(super) fn new(
        status: u16,
        content_type: impl Into<Cow<'static, str>>,
        body: impl Into<Vec<u8>>,
    ) -> Self {
        let content_type = content_type.into();
        let body = Body::Bytes(body.into());
        Self { status, content_type, body, location: None, remark: None }
    }

    /// A remark for people.
    pub(super) fn remark(status: u16, text: &'static str) -> Self {
        Self { remark: Some(text), ..Self::new(status, TEXT, format!("{text}\n")) }
    }

    /// The same with its remark in a language.
    pub(super) fn said(self, language: MessageLanguage) -> Self {
        let said = self.remark.map(|text| format!("{}\n", language.say(text)));
        let body = said.map_or(self.body, |text| Body::Bytes(text.into_bytes()));
        Self { body, ..self }
    }

    fn redirect(location: String) -> Self {
        Self { location: Some(location), ..Self::remark(302, "this is elsewhere") }
    }

    fn file(path: &str, file: OpenFile) -> Self {
        let body = Body::File(file);
        Self { body, ..Self::new(200, content_type(path), Vec::new()) }
    }
}

/// Answers from the built site, as it is.
pub(super) fn answer_built(folder: &Folder, target: &str, path: &SitePath) -> Answer {
    let file = path.file();
    if let Some(found) = folder.open(&file) {
        return Answer::file(&file, found);
    }
    if !path.is_folder && folder.has(&format!("{file}/index.html")) {
        return Answer::redirect(format!("{}/", without_query(target)));
    }
    let language = path.segments.first().map(|first| format!("{first}/404.html"));
    let not_found = language.into_iter().chain(["404.html".to_owned()]);
    match not_found.into_iter().find_map(|page| folder.open(&page)) {
        Some(found) => Answer { status: 404, ..Answer::file("404.html", found) },
        None => Answer::remark(404, "there is no such page, and no page that says so"),
    }
}

/// Answers from the model.
pub(super) fn answer_live(current: &Current, root: &Path, target: &str, path: &SitePath) -> Answer {
    let Some(own) = path.below(OWN) else {
        return Live { shown: current.fresh(), root, target }.newest(path);
    };
    match own.file().as_str() {
        "reload.js" => return Answer::new(200, JAVASCRIPT, reload::SCRIPT),
        "errors.css" => return Answer::new(200, CSS, error_page::STYLE),
        _ => {}
    }
    match own.below(LAST_GOOD) {
        Some(path) => Live { shown: current.fresh(), root, target }.last_good(&path),
        None => Answer::remark(404, "the server has no such file"),
    }
}

/// What an answer is made from.
struct Live<'a> {
    shown: Shown,
    root: &'a Path,
    target: &'a str,
}

impl Live<'_> {
    fn newest(&self, path: &SitePath) -> Answer {
        let edition = &self.shown.edition;
        let answer = match &edition.compiled {
            Ok(compiled) if edition.n_errors() == 0 => self.site(edition, compiled, path),
            _ => None,
        };
        answer.unwrap_or_else(|| self.errors(edition, &edition.problems))
    }

    fn last_good(&self, path: &SitePath) -> Answer {
        let prefix = format!("/{OWN}/{LAST_GOOD}");
        if self.shown.edition.is_good()
            && let Some(rest) = self.target.strip_prefix(&prefix)
        {
            return Answer::redirect(rest.to_owned());
        }
        let answer = self
            .shown
            .good_before
            .as_ref()
            .and_then(|edition| self.site(edition, edition.compiled.as_ref().ok()?, path));
        answer.unwrap_or_else(|| self.errors(&self.shown.edition, &self.shown.edition.problems))
    }

    /// The page or file at a path; `None` if nothing can be rendered.
    fn site(&self, edition: &Edition, compiled: &Compiled, path: &SitePath) -> Option<Answer> {
        let file = path.file();
        let number = compiled.site.as_ref()?.edition_of(&file);
        let site = compiled.render_edition(number)?;
        let answer = match site.plan.by_path(&file) {
            Some(page) => self.page(edition, &site, page, 200),
            None => match self.other(edition, &site, path, &file) {
                Some(answer) => answer,
                None => self.page(edition, &site, &not_found(&site, path, file), 404),
            },
        };
        Some(with_reload(answer, edition))
    }

    /// An asset, a file beside the pages, or a file as it is; or the page that is meant.
    fn other(
        &self,
        edition: &Edition,
        site: &RenderSite<'_>,
        path: &SitePath,
        file: &str,
    ) -> Option<Answer> {
        let bytes = |bytes: &[u8]| Answer::new(200, content_type(file), bytes);
        if let Some(asset) = site.theme.assets.iter().find(|asset| asset.path == file) {
            return Some(bytes(&asset.bytes));
        }
        if let Some(picture) = picture(site.sources, self.root, file) {
            return Some(bytes(&picture));
        }
        if let Some(name) = file.strip_prefix("files/")
            && site.sources.static_files.iter().any(|known| &**known == name)
            && !site.model.is_later_archive(file)
        {
            let folder = Folder::new(&self.root.join("content/files")).ok()?;
            return folder.open(name).map(|found| Answer::file(file, found));
        }
        if let Some(page) = site.plan.redirects.iter().find(|one| one.from == file) {
            return redirect_page(site, page).ok().map(|html| Answer::new(200, HTML, html));
        }
        if !path.is_folder && site.plan.has(&format!("{file}/index.html")) {
            return Some(Answer::redirect(format!("{}/", without_query(self.target))));
        }
        if let Some(found) = edition.search_file(site, file) {
            return Some(bytes(&found));
        }
        let extra = (!file.contains('/')).then(|| extra_files(site))?;
        extra.iter().find(|(path, _)| path == file).map(|(_, found)| bytes(found))
    }

    fn page(
        &self,
        edition: &Edition,
        site: &RenderSite<'_>,
        page: &PagePlan,
        status: u16,
    ) -> Answer {
        match render(site, page) {
            Ok(bytes) if status == 404 => Answer::new(status, HTML, bytes),
            Ok(bytes) => Answer::new(status, content_type(&page.path), bytes),
            Err(error) => {
                edition.note_failure();
                let compiled = edition.compiled.as_ref();
                let problems = compiled.map_or(Vec::new(), |compiled| with(compiled, vec![*error]));
                self.errors(edition, &problems)
            }
        }
    }

    /// The page that shows the problems of an edition.
    fn errors(&self, edition: &Edition, problems: &[(Severity, Diagnostic)]) -> Answer {
        let shown = &self.shown;
        let prefix = format!("/{OWN}/{LAST_GOOD}");
        let is_last_good = self.target.starts_with(&prefix);
        let address = shown.good_before.as_ref().filter(|_| !is_last_good);
        let address = address.map(|_| format!("{prefix}{}", self.target));
        Answer::new(500, HTML, error_page(edition, problems, address.as_deref()))
    }
}

/// The page that says that there is none, in the language of the path and with links that hold at
/// its depth.
fn not_found(site: &RenderSite<'_>, path: &SitePath, file: String) -> PagePlan {
    let settings = &site.model.site;
    let first = match path.segments.first() {
        Some(first) if **first == *"editions" => path.segments.get(2),
        first => first,
    };
    let language = first
        .and_then(|first| settings.languages.iter().find(|language| *language.code == **first));
    let id = site.plan.kinds.error(language.is_none());
    let lang = language.map_or(settings.default_lang(), |language| language.lang);
    PagePlan { id, lang, number: 0, path: file }
}

fn with_reload(answer: Answer, edition: &Edition) -> Answer {
    match answer.body {
        Body::Bytes(bytes) if answer.content_type == HTML && answer.status != 500 => {
            let html = reload::with_script(&bytes, &reload::version(edition.number), "");
            Answer { body: Body::Bytes(html), ..answer }
        }
        body => Answer { body, ..answer },
    }
}
