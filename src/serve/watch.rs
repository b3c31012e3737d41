//! Sees changes on disk and reads the site again.
//!
//! Programs save in many ways: write in place, empty and fill, put a new file over the old one by
//! renaming, keep a backup, leave a swap file. All of them end in a moment at which the file is
//! whole: it is closed after writing, or renamed into place. Systems that tell of this moment let
//! the site be read at once ([`SETTLE`]); after any other event there must first be a pause
//! ([`PAUSE`]), because the file may still be empty or away.

use super::Notice;
use super::current::Current;
use super::edition::Edition;
use super::folder::real;
use super::looks::{EVERY, Looks, silent_disk};
use crate::load::{Changed, is_passed_over};
use crate::options::BuildOptions;
use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long after a file was finished, so that a second one saved with it comes along.
const SETTLE: Duration = Duration::from_millis(4);

/// How long nothing may happen before a change counts as finished that does not say so itself.
const PAUSE: Duration = Duration::from_millis(30);

/// The same while a file is being written, where the system will tell when it is closed.
const WRITING_PAUSE: Duration =
    Duration::from_millis(if cfg!(target_os = "linux") { 300 } else { 30 });

/// How long a change that does not come to rest is waited for.
const LONGEST_PAUSE: Duration = Duration::from_millis(600);

/// How long after the system has lost events; reading the site may itself be what it lost track of.
const RESCAN_PAUSE: Duration = Duration::from_secs(1);

/// How often in a row a reading is put aside because the site changed meanwhile.
const MOST_TORN: u32 = 5;

/// The folders of a site that it is made from.
pub(super) const FOLDERS: [&str; 2] = ["content", "themes"];

/// What an event says about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// It is whole.
    Finished,
    /// It is new, or away.
    Underway,
    /// It is being written.
    Writing,
    /// Its dates or rights have changed.
    Metadata,
    /// The system lost events.
    Lost,
}

/// A change, to which files, and whether one of the watched folders itself is new.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    change: Change,
    files: Vec<String>,
    is_folder_new: bool,
}

impl Seen {
    /// Changes of which no event told. Their files may still be being written.
    pub(super) fn found(files: Vec<String>) -> Self {
        Self { change: Change::Underway, files, is_folder_new: true }
    }
}

/// A site that is being watched.
pub(super) struct Watching {
    wake: Sender<Seen>,
    pub(super) looks: Arc<Looks>,
}

impl Watching {
    /// Ends it; the server has been closed before.
    pub(super) fn stop(&self) {
        let _ = self.wake.send(Seen {
            change: Change::Finished,
            files: Vec::new(),
            is_folder_new: false,
        });
    }
}

/// Watches until the server ends: the system tells what changes, or the files are looked at again and
/// again if that is asked for or it does not.
///
/// # Errors
///
/// If there is no such folder.
pub(super) fn start(
    options: &BuildOptions,
    polls: bool,
    current: &Arc<Current>,
    notices: &Sender<Notice>,
) -> std::io::Result<Watching> {
    let root = real(&options.root)?;
    let (sender, receiver) = channel();
    let wake = sender.clone();
    let looks = Arc::new(Looks::new(root.clone(), Arc::clone(current), sender.clone()));
    let silent = silent_disk(&root);
    let watch = match (polls, &silent) {
        (false, None) => Watch::start(&root, sender, current, notices),
        _ => Ok(Watch { watcher: None, root }),
    };
    let watch = watch.unwrap_or_else(|error| {
        let _ = notices.send(Notice::Trouble(trouble(&error)));
        Watch { watcher: None, root: real(&options.root).unwrap_or_default() }
    });
    if watch.watcher.is_none() {
        if let Some(kind) = silent {
            let message = format!(
                "the site is on a disk of the kind `{kind}`, of which the system tells no changes: it is looked at every second, as with `--poll`"
            );
            let _ = notices.send(Notice::Trouble(message));
        }
        let (looks, current) = (Arc::clone(&looks), Arc::clone(current));
        thread::spawn(move || {
            while !current.is_closed() {
                thread::sleep(EVERY);
                looks.look();
            }
        });
    }
    let mut maker = Maker {
        options: options.clone(),
        current: Arc::clone(current),
        notices: notices.clone(),
        watch,
        looks: Arc::clone(&looks),
    };
    thread::spawn(move || {
        maker.run(&receiver);
    });
    Ok(Watching { wake, looks })
}

/// What a person can do about a watcher that fails.
pub(super) fn trouble(error: &notify::Error) -> String {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "the system watches no more folders (`fs.inotify.max_user_watches`): the files are looked at every second, as with `--poll`".to_owned()
        }
        _ => format!("the system does not tell of changes ({error}): the files are looked at when a page is asked for"),
    }
}

/// The watcher with the folders that it watches; none where the files are looked at.
struct Watch {
    watcher: Option<RecommendedWatcher>,
    root: PathBuf,
}

impl Watch {
    fn start(
        root: &Path,
        sender: Sender<Seen>,
        current: &Arc<Current>,
        notices: &Sender<Notice>,
    ) -> notify::Result<Self> {
        let site = Folders { root: root.to_owned() };
        let (shared, lost) = (Arc::clone(current), notices.clone());
        let told = move |event: notify::Result<Event>| match event {
            Ok(event) => {
                if let Some(seen) = site.relevant(&event) {
                    shared.see_change();
                    // The other end is gone only when the server ends.
                    let _ = sender.send(seen);
                }
            }
            Err(error) => drop(lost.send(Notice::Trouble(trouble(&error)))),
        };
        let mut watcher = notify::recommended_watcher(told)?;
        watcher.watch(root, RecursiveMode::NonRecursive)?;
        let mut watch = Self { watcher: Some(watcher), root: root.to_owned() };
        watch.add_folders()?;
        Ok(watch)
    }

    /// Watches the folders of the site that exist; also after one of them was replaced.
    fn add_folders(&mut self) -> notify::Result<()> {
        let Some(watcher) = &mut self.watcher else { return Ok(()) };
        for folder in FOLDERS {
            let path = self.root.join(folder);
            // It may not be watched yet, or be another folder than the one that was.
            let _ = watcher.unwatch(&path);
            if path.is_dir() {
                watcher.watch(&path, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }

    /// Waits until the changes are seen that the system has told of so far. The thread that takes
    /// them answers in between; its second answer comes after all that was waiting at the first.
    fn catch_up(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        for _ in 0..2 {
            // Where the thread cannot be asked, changes are seen when they are.
            let _ = watcher.configure(Config::default());
        }
    }
}

/// Tells what belongs to a site.
#[derive(Debug)]
struct Folders {
    root: PathBuf,
}

impl Folders {
    fn relevant(&self, event: &Event) -> Option<Seen> {
        if event.need_rescan() {
            return Some(Seen { change: Change::Lost, files: Vec::new(), is_folder_new: true });
        }
        let change = change(&event.kind)?;
        let inner: Vec<&Path> = event.paths.iter().filter_map(|path| self.inside(path)).collect();
        let is_folder_new =
            change != Change::Metadata && inner.iter().any(|path| path.components().count() == 1);
        let files = inner.iter().map(|path| slashes(path)).collect();
        (!inner.is_empty()).then_some(Seen { change, files, is_folder_new })
    }

    /// The path relative to the site, if the site is made from such files.
    fn inside<'a>(&self, path: &'a Path) -> Option<&'a Path> {
        let inner = path.strip_prefix(&self.root).ok()?;
        let mut names = inner.iter().map(|name| name.to_string_lossy());
        let is_watched = names.next().is_some_and(|first| FOLDERS.contains(&&*first));
        (is_watched && !names.any(|name| is_passed_over(&name))).then_some(inner)
    }
}

/// A path with `/` on every system.
pub(super) fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn change(kind: &EventKind) -> Option<Change> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) => {
            Some(Change::Finished)
        }
        EventKind::Access(_) => None,
        EventKind::Modify(ModifyKind::Metadata(_)) => Some(Change::Metadata),
        EventKind::Modify(ModifyKind::Data(_)) => Some(Change::Writing),
        _ => Some(Change::Underway),
    }
}

/// What came of reading the site again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Made {
    Edition,
    /// Nothing has changed.
    Nothing,
    /// The site changed while it was read.
    Torn,
}

/// Makes editions.
struct Maker {
    options: BuildOptions,
    current: Arc<Current>,
    notices: Sender<Notice>,
    watch: Watch,
    looks: Arc<Looks>,
}

impl Maker {
    fn run(&mut self, changes: &Receiver<Seen>) {
        let mut n_torn = 0;
        // What was saved between the first reading and now has no event.
        let mut changed = Changed { all: true, ..Changed::default() };
        if self.make(&changed, true) != Made::Torn {
            changed = Changed::default();
        }
        while let Ok(first) = changes.recv() {
            let is_lost = first.change == Change::Lost;
            let is_folder_new = settle(first, changes, &mut changed);
            if self.current.is_closed() {
                return;
            }
            if is_folder_new && let Err(error) = self.watch.add_folders() {
                let _ = self.notices.send(Notice::Trouble(trouble(&error)));
            }
            let made = self.make(&changed, n_torn < MOST_TORN);
            if made == Made::Torn {
                n_torn += 1;
            } else {
                n_torn = 0;
                changed = Changed::default();
            }
            if made == Made::Nothing && is_lost {
                forget_lost(changes, &self.current);
            }
        }
    }

    /// Reads the site again. If it changes meanwhile, a file may have been read half written: then
    /// the result is put aside if it may be, because that change will be read, too.
    fn make(&mut self, changed: &Changed, may_put_aside: bool) -> Made {
        let n_covered = self.current.n_seen();
        let previous = self.current.shown().edition;
        self.looks.note(changed);
        let (next, time) = timed(|| Edition::next(&self.options, &previous, changed));
        if may_put_aside && next.is_some() {
            self.watch.catch_up();
            if self.current.n_seen() != n_covered {
                return Made::Torn;
            }
        }
        self.show(next, n_covered, time)
    }

    fn show(&self, next: Option<Edition>, n_covered: u64, time: Duration) -> Made {
        let is_new = next.is_some();
        self.current.replace(next, n_covered);
        if !is_new {
            return Made::Nothing;
        }
        let edition = self.current.shown().edition;
        let _ = self.notices.send(Notice::Rebuilt { edition, time });
        Made::Edition
    }
}

/// Does something and tells how long it took.
#[expect(clippy::disallowed_methods, reason = "the server times itself; no page sees it")]
pub(super) fn timed<T>(make: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = make();
    (made, start.elapsed())
}

/// Waits until a change has come to rest and notes what it is to; returns whether a watched folder
/// itself is new.
#[expect(clippy::disallowed_methods, reason = "the server waits; no page sees the time")]
fn settle(first: Seen, changes: &Receiver<Seen>, changed: &mut Changed) -> bool {
    let start = Instant::now();
    let mut is_folder_new = first.is_folder_new;
    let mut note = |change: Change, files: Vec<String>| {
        changed.all |= change == Change::Lost;
        changed.files.extend(files);
    };
    note(first.change, first.files);
    let mut deadline = start + pause(first.change);
    loop {
        let latest = start + LONGEST_PAUSE.max(pause(first.change));
        let patience = deadline.min(latest).saturating_duration_since(Instant::now());
        let Ok(next) = changes.recv_timeout(patience) else { return is_folder_new };
        note(next.change, next.files);
        is_folder_new |= next.is_folder_new;
        if next.change != Change::Metadata {
            deadline = Instant::now() + pause(next.change);
        }
    }
}

const fn pause(change: Change) -> Duration {
    match change {
        Change::Finished => SETTLE,
        Change::Underway | Change::Metadata => PAUSE,
        Change::Writing => WRITING_PAUSE,
        Change::Lost => RESCAN_PAUSE,
    }
}

/// Passes over the news that events were lost while the site was read in vain: a site of very many
/// files would otherwise be read for ever, because reading makes events, too.
fn forget_lost(changes: &Receiver<Seen>, current: &Current) {
    while changes.try_recv().is_ok_and(|seen| seen.change == Change::Lost) {}
    current.replace(None, current.n_seen());
}

#[cfg(test)]
mod tests {
    use super::Change;
    use super::Folders;
    use notify::Event;
    use notify::EventKind;
    use notify::event::AccessKind;
    use notify::event::AccessMode;
    use notify::event::CreateKind;
    use notify::event::DataChange;
    use notify::event::ModifyKind;
    use notify::event::RenameMode;

    #[track_caller]
    fn check(kind: EventKind, path: &str, expected: Option<Change>) {
        let site = Folders { root: "/site".into() };
        let event = Event::new(kind).add_path(path.into());
        assert_eq!(site.relevant(&event).map(|seen| seen.change), expected, "{path}");
    }

    const CLOSED: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));
    const READ: EventKind = EventKind::Access(AccessKind::Open(AccessMode::Any));
    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CREATED: EventKind = EventKind::Create(CreateKind::File);
    const RENAMED_TO: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::To));
    const RENAMED_FROM: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::From));

    #[test]
    fn a_finished_file_is_read_at_once() {
        check(CLOSED, "/site/content/data/a.yaml", Some(Change::Finished));
        check(RENAMED_TO, "/site/themes/default/assets/style.css", Some(Change::Finished));
        check(RENAMED_FROM, "/site/content/data/a.yaml", Some(Change::Underway));
        check(CREATED, "/site/content/data/a.yaml", Some(Change::Underway));
        check(WRITTEN, "/site/content/data/a.yaml", Some(Change::Writing));
    }

    #[test]
    fn what_the_site_is_not_made_from_is_no_change() {
        check(READ, "/site/content/data/a.yaml", None);
        check(CLOSED, "/site/output/index.html", None);
        check(CLOSED, "/site/.output.staging/index.html", None);
        check(CLOSED, "/elsewhere/content/a.yaml", None);
        for backup in ["a.yaml~", ".a.yaml.swp", "#a.yaml#", ".#a.yaml", "a.yaml.bak", "4913"] {
            check(CLOSED, &format!("/site/content/data/{backup}"), None);
        }
    }
}
