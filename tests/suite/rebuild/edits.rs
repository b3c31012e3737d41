//! Edits at random: of the ledger, of everything else, and of what a build left.

use super::world::{Dice, INDUSTRIES, PARKS, PARTIES, RECORDS, REGIONS, STAGES, World, choices};
use crate::file_tree::copy_tree;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;
use wellspring::options::BuildOptions;

/// Changes the ledger or another file of the site; says what it did.
pub(super) fn edit(world: &mut World, options: &mut BuildOptions, dice: &mut Dice) -> String {
    match dice.below(20) {
        0..7 => edit_projects(world, dice),
        7..15 => edit_records(world, dice),
        15 | 16 => edit_file(world, dice),
        17 | 18 => edit_options(options, dice),
        _ => break_something(world, dice),
    }
}

/// Chooses another word in a record that is no project.
fn edit_records(world: &mut World, dice: &mut Dice) -> String {
    let file = dice.below(RECORDS.len());
    let (path, text) = RECORDS[file];
    let all: Vec<_> = choices(text).collect();
    let number = dice.below(all.len());
    let other = 1 + dice.below(all[number].len() - 1);
    let chosen = &mut world.chosen[file][number];
    *chosen = (*chosen + other) % all[number].len();
    format!("{path}: {:?}", all[number][*chosen])
}

fn edit_projects(world: &mut World, dice: &mut Dice) -> String {
    if world.projects.len() < 2 || (world.projects.len() < 12 && dice.one_in(10)) {
        world.add_project(dice);
        return "a project comes".to_owned();
    }
    let number = dice.below(world.projects.len());
    let other = dice.pick(&world.projects).id.clone();
    let is_alone = world.projects[number].is_alone;
    let project = &mut world.projects[number];
    let some = |dice: &mut Dice, n: usize| (!dice.one_in(3)).then(|| dice.below(n));
    let what = match dice.below(21) {
        0 => {
            project.park = some(dice, PARKS.len());
            "moves to another park"
        }
        1 => {
            project.region = some(dice, REGIONS.len());
            "moves to another region"
        }
        2 => {
            project.industries = (0..INDUSTRIES.len()).filter(|_| dice.one_in(2)).collect();
            "has other industries"
        }
        3 => {
            project.investor = some(dice, PARTIES.len());
            "has another investor"
        }
        4 => {
            project.is_strategic = !project.is_strategic;
            "is or is no longer strategic"
        }
        5 | 6 => {
            project.investment = some(dice, 90);
            "costs more or less"
        }
        7 => {
            project.name = format!("{} {}", dice.pick(&["Elm", "Ash", "Alder"]), dice.below(99));
            "is renamed"
        }
        8 => {
            project.milestones.pop();
            "loses a milestone"
        }
        9 | 10 => {
            let stage = dice.below(STAGES.len());
            let milestone = (stage, 2027 + dice.below(3), 1 + dice.below(12));
            project.milestones = vec![milestone];
            "has another milestone"
        }
        11 => {
            let to = match (is_alone, dice.one_in(2)) {
                (true, true) => format!("../projects.yaml#{other}"),
                (true, false) => "../parks.yaml#hill".to_owned(),
                (false, _) => format!("projects.yaml#{other}"),
            };
            project.summary = Some(format!("See [there]({to}) and **that**."));
            "leads elsewhere"
        }
        12 => {
            let call = *dice.pick(&[
                "total(of=\"projects\")",
                "share(of=\"projects\", stage=\"signed\")",
                "figure(of=\"signed\", in=2029, kind=\"completion\")",
            ]);
            project.summary = match dice.below(4) {
                0 | 1 => None,
                2 => Some(format!("About {} & more.", dice.below(99))),
                _ => Some(format!("One of {{{{ {call} }}}}.")),
            };
            "has other words"
        }
        13 => {
            project.is_alone = !is_alone;
            "moves to another file"
        }
        14 => {
            project.is_flow = !project.is_flow;
            "is written in another way"
        }
        15 => {
            project.is_internal = dice.one_in(2);
            "is published or not"
        }
        16 => {
            world.projects.swap(number, 0);
            "comes first"
        }
        17 | 18 => {
            project.said = *dice.pick(&[None, Some((100, 10)), Some((100, 11)), Some((110, 11))]);
            "says other figures"
        }
        19 => {
            project.programme = dice.one_in(2).then(|| dice.below(project.made));
            "is a part of another one"
        }
        _ => {
            world.projects.remove(number);
            "goes"
        }
    };
    format!("project {number} {what}")
}

fn edit_file(world: &mut World, dice: &mut Dice) -> String {
    let n = dice.below(1000);
    let (path, text) = match dice.below(11) {
        0 => (
            "content/pages/about.en.md",
            format!("---\ntitle: About {n}\n---\n\nText [to a file](../files/notes.txt).\n"),
        ),
        1 => (
            "content/pages/deep/later.en.md",
            format!("---\ntitle: Later {n}\ndraft: {}\n---\n\nText.\n", n.is_multiple_of(2)),
        ),
        2 => ("content/files/notes.txt", format!("notes {n}\n")),
        3 => ("content/files/maps/plan.bin", format!("\u{0}{n}")),
        4 => {
            ("themes/default/strings/en.yaml", format!("strings:\n  not-found: Nothing here {n}\n"))
        }
        5 => (
            "themes/default/templates/404.html",
            format!(
                "<!doctype html><html lang=\"en\"><title>{n}</title><p>{{{{ page.title.text }}}}</p></html>\n"
            ),
        ),
        6 => ("themes/default/assets/style.css", format!("body {{ margin: {n}px }}\n")),
        7 => ("content/archive/report.txt", format!("第{n}号报告称签约{}家。\n", n % 3)),
        8 => ("themes/other/assets/style.css", format!("body {{ margin: {n}px }}\n")),
        _ => {
            world.has_anchor = !world.has_anchor;
            return "an anchor comes or goes".to_owned();
        }
    };
    let is_new = !world.files.contains_key(path);
    let may_go = matches!(path.split('/').nth(1), Some("pages" | "files" | "default"));
    if !is_new && may_go && dice.one_in(3) {
        world.files.remove(path);
        return format!("{path} goes");
    }
    let settings = world.files.get_mut("content/site.yaml").filter(|_| dice.one_in(4));
    if let Some(settings) = settings {
        *settings = match dice.below(5) {
            0 => settings.replace("as_of: 2029-06-30", "as_of: 2028-12-31"),
            1 => settings.replace("as_of: 2028-12-31", "as_of: 2029-06-30"),
            2 => settings.replace("en: Women", "en: Females"),
            3 => settings.replace("en: Females", "en: Women"),
            _ => settings.replace("en: Example", "en: Other"),
        };
        return "other settings".to_owned();
    }
    world.files.insert(path.to_owned(), text);
    format!("{path} is new or other")
}

fn edit_options(options: &mut BuildOptions, dice: &mut Dice) -> String {
    match dice.below(4) {
        0 => options.drafts = !options.drafts,
        // Compressing is slow where it is not optimised: not for long.
        3 => options.precompress = dice.one_in(4),
        1 => {
            let addresses = [None, Some("https://example.org/"), Some("https://example.net/a")];
            options.base_url = dice.pick(&addresses).map(str::to_owned);
        }
        _ => {
            let days = [None, Some("2028-06-30"), Some("2029-12-31")];
            options.as_of = dice.pick(&days).map(|day| day.parse().expect("is a day"));
        }
    }
    let BuildOptions { base_url, as_of, drafts, precompress, .. } = options;
    format!("options {base_url:?} {as_of:?} {drafts} {precompress}")
}

/// Something that a build refuses, or warns of; it is taken back before the next edit.
fn break_something(world: &mut World, dice: &mut Dice) -> String {
    let number = dice.below(world.projects.len());
    let (path, text) = match dice.below(6) {
        0 => ("content/data/projects.yaml", "- id: [\n"),
        1 => ("content/data/projects/broken.yaml", "name: \"\nstage: *nothing\n"),
        2 => ("themes/default/templates/project.html", "{% if %}"),
        3 => ("themes/default/templates/404.html", "{{ nothing.at.all }}"),
        4 => {
            ("content/data/projects/warned.yaml", "name: { zh: 新, en: New }\ninvestment: 5 亿元\n")
        }
        _ => {
            world.projects[number].name = "}".to_owned();
            return format!("project {number} breaks");
        }
    };
    world.files.insert(path.to_owned(), text.to_owned());
    format!("{path} breaks")
}

/// Changes what a build left behind; says what it did. `old` is the output folder with its memory
/// as they were some time ago.
pub(super) fn tamper(output: &Path, memory: &Path, old: &Path, dice: &mut Dice) -> String {
    let files = files_in(output);
    let Some(file) = (!files.is_empty()).then(|| dice.pick(&files).clone()) else {
        return "nothing to tamper with".to_owned();
    };
    let spare = files_in(&memory.join("spare"));
    let what = match dice.below(14) {
        0 => overwrite_unseen(&file, dice),
        1 => fs::write(&file, b"other").map(|()| "other bytes"),
        2 => fs::remove_file(&file).map(|()| "no such file"),
        3 => replace(&file, dice),
        4 => fs::File::options()
            .write(true)
            .open(&file)
            .and_then(|file| file.set_len(0))
            .map(|()| "cut"),
        5 => fs::remove_dir_all(output).map(|()| "no output"),
        6 => fs::remove_dir_all(file.parent().expect("is in a folder")).map(|()| "no folder"),
        7 => flip(&memory.join("state"), dice),
        8 => fs::remove_dir_all(memory).map(|()| "no memory"),
        9 => fs::copy(old.join("memory/state"), memory.join("state")).map(|_| "an old state"),
        10 if old.exists() => {
            let _ = fs::remove_dir_all(output);
            copy_tree(&old.join("output"), output);
            Ok("an old output")
        }
        11 if !spare.is_empty() => {
            let file = dice.pick(&spare).clone();
            overwrite_unseen(&file, dice)
        }
        12 if !spare.is_empty() => {
            let file = dice.pick(&spare).clone();
            replace(&file, dice)
        }
        _ => spoil_spare(&memory.join("spare"), dice),
    };
    format!("{}: {what:?}", file.display())
}

fn spoil_spare(spare: &Path, dice: &mut Dice) -> std::io::Result<&'static str> {
    let foreign = spare.join("en/foreign");
    match dice.below(4) {
        0 => fs::remove_dir_all(spare).map(|()| "no spare"),
        1 => fs::create_dir_all(&foreign)
            .and_then(|()| fs::write(foreign.join("a.txt"), b"a"))
            .map(|()| "more in the spare"),
        2 => fs::remove_dir_all(spare.join("en")).map(|()| "less in the spare"),
        _ => fs::remove_dir_all(spare).and_then(|()| fs::write(spare, b"")).map(|()| "no folder"),
    }
}

/// Changes a byte and hides it: length and time are what they were.
fn overwrite_unseen(file: &Path, dice: &mut Dice) -> std::io::Result<&'static str> {
    let time = fs::metadata(file)?.modified()?;
    flip(file, dice)?;
    fs::File::options().append(true).open(file)?.set_modified(time)?;
    Ok("unseen")
}

fn flip(file: &Path, dice: &mut Dice) -> std::io::Result<&'static str> {
    let mut bytes = fs::read(file)?;
    if !bytes.is_empty() {
        let at = dice.below(bytes.len());
        bytes[at] ^= 1;
    }
    fs::write(file, bytes).map(|()| "a byte")
}

/// Another file under the same name with the same length and time.
fn replace(file: &Path, dice: &mut Dice) -> std::io::Result<&'static str> {
    let time = fs::metadata(file)?.modified()?;
    let bytes = fs::read(file)?;
    fs::remove_file(file)?;
    fs::write(file, vec![b'x'; bytes.len() + dice.below(2)])?;
    fs::File::options().append(true).open(file)?.set_modified(time)?;
    Ok("replaced")
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path()).collect()
}
