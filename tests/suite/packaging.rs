//! What comes with the program in a release: completions and the manual page.

use crate::program::wellspring;
use clap::CommandFactory;
use std::fs;
use std::path::Path;
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
