//! What comes with the program in a release: completions and the manual page; and what its package holds.

use crate::accept::assert_none;
use crate::file_tree::repository;
use crate::program::wellspring;
use clap::CommandFactory;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;
use wellspring::cli::Cli;

fn names() -> Vec<String> {
    let command = Cli::command();
    command.get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

#[test]
fn every_shell_completes_every_command() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = wellspring(folder, &["completions", shell]);
        assert_eq!(run.code, 0, "{shell}: {}", run.stderr);
        for name in names() {
            assert!(run.stdout.contains(&name), "{shell} does not complete `{name}`");
        }
    }
    assert_eq!(wellspring(folder, &["completions", "cmd"]).code, 2);
}

#[cfg(target_os = "linux")]
#[test]
fn bash_completes_what_is_typed() {
    let folder = TempDir::new().expect("there is room for a temporary folder");
    let run = wellspring(folder.path(), &["completions", "bash"]);
    fs::write(folder.path().join("wellspring.bash"), run.stdout).expect("the folder is ours");
    let script = "source ./wellspring.bash\nCOMP_WORDS=(wellspring init --ci gi)\nCOMP_CWORD=3\n\
                  _wellspring wellspring gi --ci\nprintf '%s\\n' \"${COMPREPLY[@]}\"";
    let output = Command::new("bash")
        .args(["--norc", "-ec", script])
        .current_dir(folder.path())
        .output()
        .expect("bash is there");
    let typed = String::from_utf8_lossy(&output.stdout);
    let mut hosts: Vec<_> = typed.lines().collect();
    hosts.sort_unstable();
    assert_eq!(hosts, ["gitee", "github", "gitlab"], "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_manual_page_has_every_command_with_its_options() {
    let folder = TempDir::new().expect("there is room for a temporary folder");
    let run = wellspring(folder.path(), &["man"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for name in names() {
        let title = format!(".SH \"WELLSPRING {}\"\n", name.to_uppercase());
        assert!(run.stdout.contains(&title), "{title}");
    }
    assert!(run.stdout.contains(".SH \"WELLSPRING THEME EJECT\"\n"), "{}", run.stdout);
    assert!(run.stdout.contains("\\-\\-as\\-of"), "{}", run.stdout);
    // Options of all commands stand once.
    assert_eq!(run.stdout.matches("\\-\\-color\\fR").count(), 1 + 1, "{}", run.stdout);

    let page = folder.path().join("wellspring.1");
    fs::write(&page, run.stdout).expect("the folder is ours");
    let formatted = Command::new("man").args(["--warnings", "-Tutf8", "-l"]).arg(&page).output();
    // Not every system has a `man`, and not every `man` knows these options.
    if let Ok(formatted) = formatted
        && formatted.status.success()
    {
        assert_eq!(String::from_utf8_lossy(&formatted.stderr), "");
        assert!(String::from_utf8_lossy(&formatted.stdout).contains("must be empty"));
    }
}

/// The files that the package holds, as cargo lists them without making it.
fn packaged() -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["package", "--list", "--offline", "--allow-dirty", "--quiet"])
        .current_dir(repository(""))
        .output()
        .expect("cargo is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("names are UTF-8");
    text.lines().map(|line| line.replace('\\', "/")).collect()
}

/// A path without `..`, relative to the repository.
fn resolved(folder: &Path, link: &str) -> String {
    let mut parts = PathBuf::new();
    for part in folder.join(link).components() {
        match part.as_os_str() == ".." {
            true => drop(parts.pop()),
            false => parts.push(part),
        }
    }
    parts.to_string_lossy().replace('\\', "/")
}

/// The files of the same repository that a Markdown text links to.
fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    let targets = targets.map(|(target, _)| target.split(['#', ' ']).next().unwrap_or_default());
    targets.filter(|target| !target.is_empty() && !target.contains(':')).collect()
}

#[test]
fn the_package_holds_what_its_documents_lead_to() {
    let packaged = packaged();
    let mut failures = Vec::new();
    let documents = ["README.md", "README.zh.md", "SECURITY.md", "tests/README.md"];
    let guides = packaged.iter().filter(|path| path.starts_with("docs/") && path.ends_with(".md"));
    for path in documents.into_iter().chain(guides.map(String::as_str)) {
        assert!(packaged.contains(path), "the package has no {path}");
        let text = fs::read_to_string(repository(path)).expect("the document is there");
        let folder = Path::new(path).parent().expect("a file is in a folder");
        for link in links(&text) {
            let target = resolved(folder, link);
            let is_folder = || packaged.iter().any(|one| one.starts_with(&format!("{target}/")));
            // Guides tell where something is tested, and README.md that the package has no tests.
            if path.starts_with("docs/") && target.starts_with("tests/") {
                continue;
            }
            // Examples of addresses that a site has are no links of the repository.
            if repository(&target).exists() && !packaged.contains(&target) && !is_folder() {
                failures.push(format!("{path} leads to {target}"));
            }
        }
    }
    assert_none(&failures);
}

/// Making the package and building it once more takes minutes; what can be missing is a file that
/// the sources take in.
#[test]
fn the_package_can_be_built() {
    let packaged = packaged();
    let (mut n_files, mut failures) = (0, Vec::new());
    for path in packaged.iter().filter(|path| path.starts_with("src/") && path.ends_with(".rs")) {
        let text = fs::read_to_string(repository(path)).expect("the source is there");
        let folder = Path::new(path).parent().expect("a file is in a folder");
        for call in ["include_str!(\"", "include_bytes!(\""] {
            let names = text.split(call).skip(1).filter_map(|rest| rest.split_once('"'));
            for (name, _) in names {
                n_files += 1;
                let target = resolved(folder, name);
                if !packaged.contains(&target) {
                    failures.push(format!("{path} takes in {target}"));
                }
            }
        }
    }
    assert!(n_files > 3, "only {n_files} files were found");
    let folders = ["src", "themes", "content"];
    let all = folders.into_iter().flat_map(|folder| {
        crate::file_tree::read_tree(&repository(folder))
            .into_keys()
            .map(move |path| format!("{folder}/{path}"))
    });
    failures
        .extend(all.filter(|path| !packaged.contains(path)).map(|path| format!("without {path}")));
    for path in ["build.rs", "Cargo.lock", "tests/cases/search.json"] {
        assert!(packaged.contains(path), "the package has no {path}");
    }
    assert_none(&failures);
}

#[test]
fn a_package_is_not_full_of_tests() {
    let packaged = packaged();
    let tests = packaged.iter().filter(|path| path.starts_with("tests/"));
    let names: Vec<_> = tests.map(String::as_str).collect();
    assert_eq!(names, ["tests/README.md", "tests/cases/search.json"]);
    assert!(
        !packaged.iter().any(|path| path.starts_with("output/") || path.contains("node_modules"))
    );
}
