//! A machine of a code host, as far as shell steps see one: a repository, variables, and a
//! download that comes from nowhere.

use crate::file_tree::put;
use crate::program::wellspring;
use crate::site_case::SiteCase;
use serde_json::Value;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A figure of the starter, and what it becomes in a proposed change.
pub(crate) const FIGURE: (&str, &str, &str) = (
    "content/data/observations.yaml",
    "value: 11 亿元\n  source: { ref: report-2031-q1, quote: RMB 1.1 billion signed }",
    "value: 12.5 亿元\n  source: { ref: report-2031-q1, quote: RMB 1.25 billion signed }",
);

/// What the figure becomes where somebody forgets its unit.
pub(crate) const WITHOUT_UNIT: &str =
    "value: 12.5\n  source: { ref: report-2031-q1, quote: RMB 1.25 billion signed }";

/// The machine.
pub(crate) struct Runner {
    /// The repository, which is a site with a pipeline.
    pub(crate) site: SiteCase,
    /// What the host gives and the steps leave: downloads, summaries, other programs.
    pub(crate) outside: TempDir,
    /// What the pipeline has been told.
    pub(crate) variables: Vec<(String, String)>,
}

/// What a step did.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) code: i32,
    /// Both streams, as in the log.
    pub(crate) log: String,
}

impl Runner {
    /// A machine whose repository is the starter with a pipeline, committed on `main`, and whose
    /// pipeline is filled in.
    pub(crate) fn new(init: &[&str]) -> Self {
        let site = SiteCase::empty();
        let run = wellspring(site.root(), &[&["init", "."], init].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let outside = TempDir::new().expect("there is room for a temporary folder");
        let mut runner = Self { site, outside, variables: Vec::new() };
        fs::create_dir(runner.path("temp")).expect("the folder is new");
        runner.git(&["init", "--quiet", "--initial-branch", "main"]);
        runner.git(&["add", "--all"]);
        runner.git(&["commit", "--quiet", "--message", "Begin"]);
        runner.release();
        runner
    }

    /// A path outside the repository.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.outside.path().join(name)
    }

    /// What the steps wrote into a file outside, as people see it: a space that does not break is
    /// one.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default().replace('\u{a0}', " ")
    }

    /// Another value of a variable.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.to_owned(), value.to_owned()));
    }

    /// A program that the steps find before the system's.
    pub(crate) fn program(&self, name: &str, script: &str) {
        let path = self.path("bin").join(name);
        put(&path, script.as_bytes());
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(path, mode).expect("the file is ours");
    }

    /// Makes an archive that holds a way to the program under test, and a `curl` that finds it at
    /// one address; the pipeline knows both.
    fn release(&mut self) {
        let folder = format!("wellspring-{0}-x86_64-unknown-linux-musl", env!("CARGO_PKG_VERSION"));
        let program = format!("#!/bin/sh\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_wellspring"));
        self.program("wellspring", &program);
        let packed = self.outside.path().join(&folder);
        fs::create_dir(&packed).expect("the folder is new");
        fs::rename(self.path("bin/wellspring"), packed.join("wellspring")).expect("both are ours");
        let archive = self.path("release.tar.gz");
        let made = Command::new("tar")
            .arg("-czf")
            .arg(&archive)
            .arg("-C")
            .arg(self.outside.path())
            .arg(&folder)
            .status();
        assert!(made.expect("tar is there").success());
        let sum = Command::new("sha256sum").arg(&archive).output().expect("sha256sum is there");
        let sum = String::from_utf8(sum.stdout).expect("is ASCII");
        let curl = format!(
            "#!/usr/bin/env bash\nset -eu\nfile=\nfor word; do [ \"$last\" = --output ] && file=$word; last=$word; done\n\
             [ \"$last\" = https://example.org/release.tar.gz ] || exit 22\ncp '{}' \"$file\"\n",
            archive.display()
        );
        self.program("curl", &curl.replace("file=\n", "file=; last=\n"));
        self.set("WELLSPRING_URL", "https://example.org/release.tar.gz");
        self.set("WELLSPRING_SHA256", sum.split(' ').next().expect("has a first word"));
        self.set("WELLSPRING_VERSION", env!("CARGO_PKG_VERSION"));
        self.set("WELLSPRING_REGISTRY", "");
    }

    /// A `cargo` that installs a way to the program under test, and notes what it was asked for.
    pub(crate) fn program_of_registry(&self) {
        let cargo = format!(
            "#!/usr/bin/env bash\nset -eu\nroot=; last=; words=\n\
             for word; do\n  if [ \"$last\" = --root ]; then root=$word; else words=\"$words $word\"; fi\n  last=$word\ndone\n\
             echo \"cargo$words\" >> '{}'\nmkdir -p \"$root/bin\"\n\
             printf '#!/bin/sh\\nexec %s \"$@\"\\n' '{}' > \"$root/bin/wellspring\"\nchmod +x \"$root/bin/wellspring\"\n",
            self.path("asked").display(),
            env!("CARGO_BIN_EXE_wellspring")
        );
        self.program("cargo", &cargo);
    }

    /// What that is asked for, once.
    pub(crate) fn asked_of_registry(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        format!(
            "cargo install --locked --registry crates-io --version ={version} --root wellspring\n"
        )
    }

    pub(crate) fn git(&self, arguments: &[&str]) {
        let output = Command::new("git")
            .current_dir(self.site.root())
            .args(["-c", "user.name=Office", "-c", "user.email=office@example.org"])
            .args(["-c", "commit.gpgsign=false"])
            .args(arguments)
            .output()
            .expect("git is there");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Replaces a text of a file.
    pub(crate) fn replace(&self, (path, old, new): (&str, &str, &str)) {
        let text = fs::read_to_string(self.site.root().join(path)).expect("is in the starter");
        assert!(text.contains(old), "{path} has no `{old}`:\n{text}");
        self.site.put(path, text.replace(old, new));
    }

    /// Proposes a change: a branch with it, and the commit that merges it into `main`, which is
    /// what a host checks out.
    pub(crate) fn propose(&self, change: (&str, &str, &str)) {
        self.git(&["checkout", "--quiet", "-b", "change"]);
        self.replace(change);
        self.git(&["commit", "--quiet", "--all", "--message", "Change"]);
        self.git(&["checkout", "--quiet", "--detach", "main"]);
        self.git(&["merge", "--quiet", "--no-ff", "--message", "Merge", "change"]);
    }

    /// Runs a script as the host does: a failing command ends it, and an unset variable too.
    pub(crate) fn bash(&self, script: &str) -> Step {
        let added = self.read("path");
        let added = added.lines().rev();
        let here = self.path("bin").display().to_string();
        let system = std::env::var("PATH").expect("there is a path");
        let path: Vec<_> = added.chain([here.as_str(), system.as_str()]).collect();
        let output = Command::new("bash")
            .args([
                "--noprofile",
                "--norc",
                "-euo",
                "pipefail",
                "-c",
                &format!("exec 2>&1\n{script}"),
            ])
            .current_dir(self.site.root())
            .env("PATH", path.join(":"))
            .env("RUNNER_TEMP", self.path("temp"))
            .env("TMPDIR", self.path("temp"))
            .env("GITHUB_STEP_SUMMARY", self.path("summary"))
            .env("GITHUB_OUTPUT", self.path("outputs"))
            .env("GITHUB_PATH", self.path("path"))
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .output()
            .expect("bash is there");
        let log =
            String::from_utf8(output.stdout).expect("the log is UTF-8").replace('\u{a0}', " ");
        Step { code: output.status.code().expect("it was not killed"), log }
    }
}

/// A file of YAML.
pub(crate) fn yaml(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("the pipeline has the file");
    serde_yaml::from_str(&text).expect("the pipeline is YAML")
}
