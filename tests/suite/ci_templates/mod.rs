//! The pipelines that `init --ci` writes, run step by step on a machine made up for them, and
//! those of this repository, as far as a text shows what they do.

mod elsewhere;
mod runner;

use crate::accept::assert_none;
use crate::file_tree::{read_tree, repository};
use crate::program::wellspring;
use crate::site_case::SiteCase;
use runner::{FIGURE, Runner, Step, WITHOUT_UNIT, yaml};
use serde_json::Value;
use std::process::Command;

const WORKFLOW: &str = ".github/workflows/site.yml";
const ACTION: &str = ".github/actions/wellspring/action.yml";

/// A shell step of a job.
struct Shell {
    name: String,
    script: String,
    env: Vec<(String, String)>,
}

/// The shell steps of a job, those of the action that it uses included. `matrix` stands for what
/// the host fills in.
fn shells(runner: &Runner, job: &str, matrix: &str) -> Vec<Shell> {
    let workflow = yaml(&runner.site.root().join(WORKFLOW));
    let action = yaml(&runner.site.root().join(ACTION));
    let job = &workflow["jobs"][job];
    let mut env = Vec::new();
    for (name, value) in job["env"].as_object().into_iter().flatten() {
        let value = value.as_str().expect("is a text").replace("${{ matrix.shard }}", matrix);
        env.push((name.clone(), value));
    }
    let list = |value: &Value| value.as_array().expect("is a list").clone();
    let steps = list(&job["steps"]).into_iter().flat_map(|step| match step["uses"].as_str() {
        Some("./.github/actions/wellspring") => list(&action["runs"]["steps"]),
        _ => vec![step],
    });
    let shell = |step: Value| {
        let script = step["run"].as_str()?.to_owned();
        let name = step["name"].as_str().expect("every step has a name").to_owned();
        Some(Shell { name, script, env: env.clone() })
    };
    steps.filter_map(shell).collect()
}

/// Runs all shell steps of a job, one after the other, whatever became of the one before.
fn run(runner: &mut Runner, job: &str, matrix: &str) -> Vec<(String, Step)> {
    let shells = shells(runner, job, matrix);
    let steps = shells.into_iter().map(|shell| {
        shell.env.iter().for_each(|(name, value)| runner.set(name, value));
        (shell.name, runner.bash(&shell.script))
    });
    steps.collect()
}

#[track_caller]
fn check_codes(steps: &[(String, Step)], expected: &[(&str, i32)]) {
    let codes: Vec<_> = steps.iter().map(|(name, step)| (name.as_str(), step.code)).collect();
    assert_eq!(codes, expected, "{steps:#?}");
}

#[test]
fn a_pull_request_sums_up_the_figures_that_it_changes() {
    let mut runner = Runner::new(&["--ci", "github"]);
    runner.propose(FIGURE);
    let steps = run(&mut runner, "check", "");
    check_codes(
        &steps,
        &[("Install", 0), ("Check", 0), ("Sum up", 0), ("Write the problems as SARIF", 0)],
    );
    let summary = runner.read("summary");
    for expected in [
        "### Check\n\nno problems\n",
        "| zh | 3 of 3 | 43 of 43 |",
        "### What changes\n\n15 April 2031 to 15 April 2031: 1 new or revised result",
        "- **Value of newly signed projects**: Q1 2031: revised from RMB 1.1 billion to RMB 1.25 billion",
    ] {
        assert!(summary.contains(expected), "{expected}\n---\n{summary}");
    }
    let sarif: Value = serde_json::from_str(&runner.read("temp/wellspring.sarif")).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn a_pull_request_with_an_error_fails_with_an_annotation_at_its_line() {
    let mut runner = Runner::new(&["--ci", "github"]);
    let (path, old, _) = FIGURE;
    runner.propose((path, old, WITHOUT_UNIT));
    let steps = run(&mut runner, "check", "");
    check_codes(
        &steps,
        &[("Install", 0), ("Check", 1), ("Sum up", 0), ("Write the problems as SARIF", 0)],
    );
    let log = &steps[1].1.log;
    let annotation = "::error file=content/data/observations.yaml,line=";
    assert!(log.contains(annotation) && log.contains("title=missing-unit::"), "{log}");
    let summary = runner.read("summary");
    assert!(summary.contains("| error | `content/data/observations.yaml:"), "{summary}");
    assert!(summary.contains("### What changes\n\nNot compared: "), "{summary}");
    let sarif: Value = serde_json::from_str(&runner.read("temp/wellspring.sarif")).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "missing-unit");
}

/// The first report of a repository has nothing to be compared with.
#[test]
fn a_pull_request_that_brings_the_site_is_summed_up_too() {
    let mut runner = Runner::new(&["--ci", "github"]);
    runner.git(&["checkout", "--quiet", "--orphan", "empty"]);
    runner.git(&["rm", "-r", "--quiet", "--cached", "."]);
    runner.git(&["commit", "--quiet", "--allow-empty", "--message", "Nothing yet"]);
    runner.git(&["add", "--all"]);
    runner.git(&["commit", "--quiet", "--message", "The report"]);
    let steps = run(&mut runner, "check", "");
    assert!(steps.iter().all(|(_, step)| step.code == 0), "{steps:#?}");
    assert!(runner.read("summary").contains("Not compared: "), "{}", runner.read("summary"));
}

#[test]
fn a_download_that_is_not_what_was_named_is_not_installed() {
    let wrong = [
        ("WELLSPRING_URL", "", "fill in WELLSPRING_URL"),
        ("WELLSPRING_SHA256", "", "fill in WELLSPRING_URL and WELLSPRING_SHA256"),
        ("WELLSPRING_URL", "https://example.org/other.tar.gz", ""),
        ("WELLSPRING_SHA256", &"0".repeat(64), "FAILED"),
        ("WELLSPRING_VERSION", "9.9.9", "is 9.9.9, but what was installed is wellspring"),
    ];
    for (name, value, expected) in wrong {
        let mut runner = Runner::new(&["--ci", "github"]);
        runner.set(name, value);
        let install = &shells(&runner, "check", "")[0];
        let step = runner.bash(&install.script);
        assert_ne!(step.code, 0, "{name}={value}: {}", step.log);
        assert!(step.log.contains(expected), "{name}={value}: {}", step.log);
        assert_eq!(runner.read("path"), "", "{name}={value}");
    }
}

/// As it is written, the pipeline says what it lacks, and nothing else happens.
#[test]
fn the_variables_to_fill_in_are_empty() {
    let runner = Runner::new(&["--ci", "github"]);
    let workflow = yaml(&runner.site.root().join(WORKFLOW));
    assert_eq!(workflow["env"]["WELLSPRING_URL"], "");
    assert_eq!(workflow["env"]["WELLSPRING_SHA256"], "");
    assert_eq!(workflow["env"]["WELLSPRING_REGISTRY"], "");
    assert_eq!(workflow["env"]["WELLSPRING_VERSION"], env!("CARGO_PKG_VERSION"));
}

/// Where a registry has the program, cargo builds it from there; its archive goes before that.
#[test]
fn a_program_of_a_registry_is_built_once() {
    let mut runner = Runner::new(&["--ci", "github"]);
    runner.set("WELLSPRING_REGISTRY", "crates-io");
    let install = shells(&runner, "check", "")[0].script.clone();
    assert_eq!(runner.bash(&install).code, 0);
    assert!(!runner.read("path").contains("/bin"), "{}", runner.read("path"));
    runner.set("WELLSPRING_URL", "");
    let step = runner.bash(&install);
    assert_ne!(step.code, 0, "half an archive is filled in: {}", step.log);
    runner.set("WELLSPRING_SHA256", "");
    runner.program_of_registry();
    for _ in 0..2 {
        let step = runner.bash(&install);
        assert_eq!(step.code, 0, "{}", step.log);
    }
    assert_eq!(runner.read("asked"), runner.asked_of_registry());
    assert!(runner.read("path").ends_with("/wellspring/bin\n"), "{}", runner.read("path"));
}

/// Toolchains as well: the newest of anything makes another program tomorrow.
#[test]
fn toolchains_have_a_version() {
    for file in ["test.yml", "release.yml"] {
        let text = repository(".github/workflows").join(file);
        let text = std::fs::read_to_string(text).expect("the workflow is there");
        for line in text.lines().filter(|line| line.contains("rustup ")) {
            assert!(!line.contains("stable") && !line.contains("nightly"), "{file}: {line}");
        }
    }
}

#[test]
fn the_branch_is_built_and_verified() {
    let mut runner = Runner::new(&["--ci", "github"]);
    let steps = run(&mut runner, "build", "");
    let names: Vec<_> = steps.iter().map(|(name, _)| name.as_str()).collect();
    let verify = "Verify that every file is what the build made";
    assert_eq!(names, ["Install", "Build", verify]);
    assert!(steps[..2].iter().all(|(_, step)| step.code == 0), "{steps:#?}");
    assert!(runner.site.root().join("output/en/index.html").is_file());
    assert_eq!(steps[2].1.code, 0, "{steps:#?}");
    // What the next run takes up, as the cache brings it back.
    let kept = Command::new("bash")
        .current_dir(runner.site.root())
        .args([
            "-euc",
            "tar -cf ../kept.tar --exclude .output.reuse/spare output .output.reuse\n\
                rm -r output .output.reuse\ntar -xf ../kept.tar\nrm ../kept.tar",
        ])
        .status();
    assert!(kept.expect("bash is there").success());
    let again = run(&mut runner, "build", "");
    assert!(again[1].1.log.contains("wrote    nothing"), "{}", again[1].1.log);
}

#[test]
fn a_branch_with_an_error_is_not_handed_over() {
    let mut runner = Runner::new(&["--ci", "github"]);
    let (path, old, _) = FIGURE;
    runner.replace((path, old, WITHOUT_UNIT));
    let steps = run(&mut runner, "build", "");
    assert_eq!(steps[1].1.code, 1, "{steps:#?}");
    assert!(steps[1].1.log.contains("::error file="), "{steps:#?}");
    assert!(!runner.site.root().join("output").exists());
}

#[test]
fn parts_make_the_whole() {
    let mut runner = Runner::new(&["--ci", "github", "--shards", "3"]);
    let workflow = yaml(&runner.site.root().join(WORKFLOW));
    assert_eq!(
        workflow["jobs"]["part"]["strategy"]["matrix"]["shard"],
        serde_json::json!([1, 2, 3])
    );
    assert_eq!(workflow["jobs"]["build"]["needs"], "part");
    for shard in ["1", "2", "3"] {
        let steps = run(&mut runner, "part", shard);
        assert!(steps.iter().all(|(_, step)| step.code == 0), "{steps:#?}");
        // Machines share nothing but what is handed over.
        let part = runner.site.root().join(format!("part-{shard}"));
        std::fs::remove_dir_all(part).expect("the part was built");
    }
    let steps = run(&mut runner, "build", "");
    assert!(steps.iter().all(|(_, step)| step.code == 0), "{steps:#?}");
    let whole = wellspring(runner.site.root(), &["build", "-o", "whole"]);
    assert_eq!(whole.code, 0, "{}", whole.stderr);
    let [joined, whole] = ["output", "whole"].map(|name| read_tree(&runner.site.root().join(name)));
    assert_eq!(joined.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
    assert!(joined == whole, "the parts make another site than one build");
}

/// Workflows of this repository, and those that are written for others.
fn workflows() -> Vec<(String, Value)> {
    let mut all: Vec<_> = ["test.yml", "release.yml"]
        .map(|name| (name.to_owned(), yaml(&repository(".github/workflows").join(name))))
        .into();
    for init in [&["--ci", "github"][..], &["--ci", "github", "--shards", "4"]] {
        let runner = Runner::new(init);
        all.push((init.join(" "), yaml(&runner.site.root().join(WORKFLOW))));
    }
    all
}

/// What others write, such as the title of a pull request or the name of a branch, would be run as
/// a part of the script.
#[test]
fn nothing_is_put_into_a_script() {
    let mut failures = Vec::new();
    for (name, workflow) in workflows() {
        for (job, text) in workflow["jobs"].as_object().expect("has jobs") {
            for step in text["steps"].as_array().expect("has steps") {
                let script = step["run"].as_str().unwrap_or_default();
                if script.contains("${{") {
                    failures.push(format!("{name}, {job}: {script}"));
                }
            }
        }
    }
    assert_none(&failures);
}

#[test]
fn jobs_have_the_least_rights_an_end_and_named_actions() {
    let mut failures = Vec::new();
    for (name, workflow) in workflows() {
        let rights = workflow["permissions"].as_object().expect("the workflow limits its rights");
        let is_reading = rights.iter().all(|(what, right)| what == "contents" && right == "read");
        if !is_reading || workflow["concurrency"].is_null() {
            failures.push(format!("{name}: {rights:?}"));
        }
        for (job, text) in workflow["jobs"].as_object().expect("has jobs") {
            if text["timeout-minutes"].is_null() {
                failures.push(format!("{name}, {job}: has no end"));
            }
            for step in text["steps"].as_array().expect("has steps") {
                let action = step["uses"].as_str().unwrap_or("./");
                let commit = action.split_once('@').map_or("", |(_, commit)| commit);
                // Others can be moved by those who own them.
                let is_pinned = commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
                if !action.starts_with("./") && !is_pinned {
                    failures.push(format!("{name}, {job}: {action}"));
                }
                let is_checkout = action.starts_with("actions/checkout@");
                if is_checkout && step["with"]["persist-credentials"] != false {
                    failures.push(format!("{name}, {job}: leaves its credentials to the steps"));
                }
            }
        }
    }
    assert_none(&failures);
}

#[test]
fn an_existing_site_gets_a_pipeline_and_keeps_everything_else() {
    let site = SiteCase::small();
    site.put(".gitignore", "mine\n");
    let before = read_tree(&site.root().join("content"));
    let run = wellspring(site.root(), &["init", "--ci", "github"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("a new site"), "{}", run.stderr);
    assert!(run.stderr.contains("wrote `./.github/workflows/site.yml`"), "{}", run.stderr);
    let missing = run.stderr.lines().filter(|line| line.starts_with("missing: "));
    assert_eq!(missing.count(), 1, "{}", run.stderr);
    assert_eq!(read_tree(&site.root().join("content")), before);
    assert_eq!(
        std::fs::read_to_string(site.root().join(".gitignore")).ok().as_deref(),
        Some("mine\n")
    );
}

#[test]
fn a_pipeline_that_is_there_is_never_written_over() {
    let site = SiteCase::small();
    site.put(ACTION, "mine\n");
    let before = read_tree(site.root());
    let run = wellspring(site.root(), &["init", "--ci", "github"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("action.yml` exists already; nothing was written"),
        "{}",
        run.stderr
    );
    assert_eq!(read_tree(site.root()), before);
    // Not even the starter, where there is no site yet.
    let empty = SiteCase::empty();
    empty.put(ACTION, "mine\n");
    assert_eq!(wellspring(empty.root(), &["init", "--ci", "github"]).code, 2);
    assert!(!empty.root().join("content").exists());
}

#[test]
fn parts_are_only_asked_for_where_they_can_be_had() {
    let site = SiteCase::empty();
    let run = wellspring(site.root(), &["init", "--ci", "gitee", "--shards", "3"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("builds in one part"), "{}", run.stderr);
    assert_eq!(wellspring(site.root(), &["init", "--shards", "3"]).code, 2);
    assert_eq!(wellspring(site.root(), &["init", "--ci", "github", "--shards", "1"]).code, 2);
    assert!(read_tree(site.root()).is_empty());
}

#[test]
fn nothing_is_left_to_fill_in_by_the_program() {
    for (host, shards) in
        [("github", "1"), ("github", "16"), ("gitlab", "1"), ("gitlab", "3"), ("gitee", "1")]
    {
        let site = SiteCase::empty();
        let mut arguments = vec!["init", "--ci", host];
        arguments.extend(["--shards", shards].iter().filter(|_| shards != "1"));
        let run = wellspring(site.root(), &arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let files = read_tree(site.root());
        let texts: Vec<_> = files.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
        for mark in ["@BUILD@", "@VERSION@", "@SHARDS@", "@NUMBERS@"] {
            assert!(texts.iter().all(|text| !text.contains(mark)), "{host} {shards}: {mark}");
        }
        let numbers = match (host, shards) {
            ("github", "16") => "shard: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]",
            ("gitlab", "3") => "parallel: 3",
            _ => continue,
        };
        assert!(texts.iter().any(|text| text.contains(numbers)), "{host} {shards}");
    }
}
