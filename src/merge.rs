//! The parts of a site into the whole.
//!
//! Parts are checked against each other before anything is read, and each file against the hash
//! that its part says it has, before the new site takes the place of the old one.

use crate::build_cache::{CheckedTexts, Digest};
use crate::write;
use crate::write::{
    Disk, Edition, Failure, MANIFEST, Made, Manifest, Output, Part, Previous, Queue, System,
    WriteError, WriteReport, check_output,
};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A part that was read.
struct Read<'a> {
    folder: &'a Path,
    manifest: Manifest,
    part: Part,
}

/// A file of a part.
struct Item<'a> {
    folder: &'a Path,
    path: &'a str,
    hash: &'a str,
}

impl Output for Item<'_> {
    fn path(&self) -> &str {
        self.path
    }

    fn key(&self, _: &[u64]) -> Option<Digest> {
        None
    }
}

/// Joins all parts of a site, in any order, into an output folder.
///
/// # Errors
///
/// A message for people, if the parts are not those of one site, or the folder cannot be replaced;
/// what is there stands then.
pub fn merge(
    parts: &[PathBuf],
    root: &Path,
    output: &Path,
    queue: Queue<'_>,
) -> Result<WriteReport, String> {
    let overlaps = |part: &&PathBuf| overlap(part, output);
    if let Some(part) = parts.iter().find(overlaps) {
        return Err(format!(
            "the output folder `{}` and the part `{}` lie in each other\nhelp: choose another output folder with `-o`",
            output.display(),
            part.display()
        ));
    }
    let disk: Arc<dyn Disk> = Arc::new(System);
    let mut previous = Previous::open(output, &disk, queue)?;
    check_output(root, output, &previous)?;
    let read = parts.iter().map(|folder| {
        let (manifest, part) = write::read_part(folder)?;
        Ok(Read { folder, manifest, part })
    });
    let mut read = read.collect::<Result<Vec<_>, String>>()?;
    read.sort_by_key(|one| one.part.number);
    check_one_build(&read)?;
    check_complete(&read)?;
    let items = items(&read)?;
    let edition = Edition {
        manifest: Manifest { part: None, files: BTreeMap::new(), ..read[0].manifest.clone() },
        // What the parts had to report is not known, so the next build looks for itself.
        inputs: [0; 32],
        clean: false,
        checked_texts: CheckedTexts::default(),
        precompress: read[0].manifest.precompress,
    };
    let render = |item: &Item<'_>| {
        let bytes = write::read_part_file(item.folder, item.path, item.hash);
        bytes.map(|bytes| Made::from(Cow::Owned(bytes))).map_err(Failure::Render)
    };
    previous.claim(root, queue)?;
    write::write(&items, render, edition, previous).map_err(|error| match error {
        WriteError::Render(messages) => damage(&messages),
        other => other.to_string(),
    })
}

/// Whether one of two folders is, or lies in, the other.
fn overlap(one: &Path, other: &Path) -> bool {
    let (one, other) = (write::real_path(one), write::real_path(other));
    one.starts_with(&other) || other.starts_with(&one)
}

/// Whether all parts were made by one program, from one input, with the same options.
fn check_one_build(read: &[Read<'_>]) -> Result<(), String> {
    let first = &read[0];
    for other in &read[1..] {
        let Some(difference) = difference(first, other) else { continue };
        return Err(format!(
            "`{}` and `{}` are not parts of one build: {difference}\nhelp: build all parts from the same files, with the same program and options",
            first.folder.display(),
            other.folder.display()
        ));
    }
    Ok(())
}

fn difference(one: &Read<'_>, other: &Read<'_>) -> Option<String> {
    let differ = |what: &str, one: &str, other: &str| {
        (one != other).then(|| format!("{what} is `{one}` in one and `{other}` in the other"))
    };
    let (a, b) = (&one.manifest, &other.manifest);
    let input = || {
        let paths = a.inputs.keys().chain(b.inputs.keys());
        let mut paths = paths.filter(|path| a.inputs.get(*path) != b.inputs.get(*path));
        paths.next().map(|path| format!("their input `{path}` is not the same"))
    };
    let n_parts = |part: &Part| part.of.to_string();
    differ("the number of parts", &n_parts(&one.part), &n_parts(&other.part))
        .or_else(|| differ("the program", &a.generator, &b.generator))
        .or_else(|| differ("the day they speak of", &a.as_of, &b.as_of))
        .or_else(input)
        .or_else(|| {
            let of_all = |read: &Read<'_>| Manifest {
                part: Some(Part { number: 0, ..read.part.clone() }),
                files: BTreeMap::new(),
                ..read.manifest.clone()
            };
            let (a, b) = (text(&of_all(one)), text(&of_all(other)));
            (a != b).then(|| "their programs or options are not the same".to_owned())
        })
}

fn text(manifest: &Manifest) -> String {
    serde_json::to_string(manifest).expect("a manifest has only texts")
}

/// Whether every part is there once.
fn check_complete(read: &[Read<'_>]) -> Result<(), String> {
    for pair in read.windows(2) {
        if pair[0].part.number == pair[1].part.number {
            return Err(format!(
                "`{}` and `{}` are both part {} of {}",
                pair[0].folder.display(),
                pair[1].folder.display(),
                pair[0].part.number,
                pair[0].part.of
            ));
        }
    }
    let of = read[0].part.of;
    if let Some(strange) = read.iter().find(|one| one.part.shard().is_none()) {
        let (folder, number) = (strange.folder.display(), strange.part.number);
        return Err(format!("`{folder}` says that it is part {number} of {of}, which cannot be"));
    }
    let missing: Vec<u16> =
        (1..=of).filter(|number| !read.iter().any(|one| one.part.number == *number)).collect();
    match &*missing {
        [] => Ok(()),
        [one] => Err(format!("part {one} of {of} is missing")),
        [many @ .., last] => {
            let many: Vec<_> = many.iter().map(u16::to_string).collect();
            Err(format!("parts {} and {last} of {of} are missing", many.join(", ")))
        }
    }
}

/// All files of the site, by their paths; together they must be what each part says is the whole.
fn items<'a>(read: &'a [Read<'_>]) -> Result<Vec<Item<'a>>, String> {
    let mut items = Vec::new();
    for Read { folder, manifest, part } in read {
        let shard = part.shard();
        for (path, hash) in &manifest.files {
            if !is_plain(path) {
                return Err(format!(
                    "`{}` lists the path `{path}`, which no build makes",
                    folder.display()
                ));
            }
            if !shard.is_some_and(|shard| shard.holds(path)) {
                return Err(format!(
                    "`{}` lists `{path}`, which belongs to another part",
                    folder.display()
                ));
            }
            items.push(Item { folder, path, hash });
        }
    }
    items.sort_unstable_by_key(|item| item.path);
    let whole = &read[0].part;
    let digest = write::digest_of_paths(items.iter().map(|item| item.path));
    if (items.len(), &digest) != (whole.n_files, &whole.paths) {
        return Err(format!(
            "the parts list {} files, but they are not the {} of the site: a `{MANIFEST}` was changed",
            items.len(),
            whole.n_files
        ));
    }
    Ok(items)
}

/// Whether a path can be that of a file of a site: relative, without `..`, on every system.
fn is_plain(path: &str) -> bool {
    let is_name = |part: &str| {
        !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']) && !part.contains('\0')
    };
    // A host may want a hidden file; a hidden folder, such as that of Git, is the reader's own.
    let is_hidden =
        path.starts_with('.') && path.contains('/') && !path.starts_with(".well-known/");
    path != MANIFEST && !is_hidden && path.split('/').all(is_name)
}

/// What is wrong with the files of parts, in short.
fn damage(messages: &[String]) -> String {
    const MOST: usize = 5;
    let mut messages: Vec<&str> = messages.iter().map(String::as_str).collect();
    messages.sort_unstable();
    let shown = messages.iter().take(MOST).copied().collect::<Vec<_>>().join("\n       ");
    let rest = match messages.len().saturating_sub(MOST) {
        0 => String::new(),
        n => format!("\n       and {n} more"),
    };
    format!("{shown}{rest}\nhelp: build or copy these parts again")
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn paths_lead_nowhere_else() {
        for path in ["index.html", "zh/index.html", "files/图 谱.pdf", "a/..b", "a/.b", ".nojekyll"]
        {
            assert!(is_plain(path), "{path}");
        }
        for path in ["", "/a", "../a", "a/../b", "a//b", "a/", "./a", "c:/a", "a\\b", ".git/config"]
        {
            assert!(!is_plain(path), "{path}");
        }
        assert!(!is_plain("build.json"));
    }
}
