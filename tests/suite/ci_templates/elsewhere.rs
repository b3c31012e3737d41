//! The pipelines of GitLab and Gitee.

use super::runner::{FIGURE, Runner, Step, WITHOUT_UNIT, yaml};
use crate::file_tree::{read_tree, repository};
use serde_json::Value;
use std::process::Command;

/// Runs what a job of GitLab runs: what stands before all scripts, then its own, in one shell.
fn gitlab(runner: &mut Runner, job: &str) -> Step {
    let pipeline = yaml(&runner.site.root().join(".gitlab-ci.yml"));
    assert_eq!(pipeline[job]["extends"], ".wellspring");
    let lines = [&pipeline[".wellspring"]["before_script"], &pipeline[job]["script"]];
    let lines = lines.into_iter().flat_map(|list| list.as_array().expect("is a list"));
    let script: Vec<_> = lines.map(|line| line.as_str().expect("is a text")).collect();
    let folder = runner.site.root().display().to_string();
    runner.set("CI_PROJECT_DIR", &folder);
    runner.bash(&script.join("\n"))
}

/// The commit that `main` points to.
fn base(runner: &Runner) -> String {
    let step = runner.bash("git rev-parse main");
    step.log.trim().to_owned()
}

#[test]
fn a_merge_request_is_reported_and_summed_up() {
    let mut runner = Runner::new(&["--ci", "gitlab"]);
    runner.propose(FIGURE);
    let base = base(&runner);
    runner.set("CI_MERGE_REQUEST_DIFF_BASE_SHA", &base);
    let step = gitlab(&mut runner, "check");
    assert_eq!(step.code, 0, "{}", step.log);
    assert!(step.log.contains("revised from RMB 1.1 billion to RMB 1.25 billion"), "{}", step.log);
    let site = read_tree(runner.site.root());
    assert_eq!(site["gl-code-quality-report.json"], b"[]\n");
    let summary = String::from_utf8_lossy(&site["report-summary.md"]);
    assert!(summary.contains("### Translations"), "{summary}");
}

#[test]
fn a_merge_request_with_an_error_is_reported_and_fails() {
    let mut runner = Runner::new(&["--ci", "gitlab"]);
    let (path, old, _) = FIGURE;
    runner.propose((path, old, WITHOUT_UNIT));
    let base = base(&runner);
    runner.set("CI_MERGE_REQUEST_DIFF_BASE_SHA", &base);
    let step = gitlab(&mut runner, "check");
    assert_eq!(step.code, 1, "{}", step.log);
    let site = read_tree(runner.site.root());
    let issues: Value =
        serde_json::from_slice(&site["gl-code-quality-report.json"]).expect("is JSON");
    assert_eq!(issues[0]["check_name"], "missing-unit");
    assert_eq!(issues[0]["location"]["path"], path);
    assert!(step.log.contains("Not compared: "), "{}", step.log);
}

#[test]
fn gitlab_installs_only_what_was_named() {
    for (name, value, expected) in [
        ("WELLSPRING_URL", "", "fill in WELLSPRING_URL"),
        ("WELLSPRING_SHA256", &"0".repeat(64), "FAILED"),
        ("WELLSPRING_VERSION", "9.9.9", "is 9.9.9, but what was installed is wellspring"),
    ] {
        let mut runner = Runner::new(&["--ci", "gitlab"]);
        runner.set(name, value);
        let step = gitlab(&mut runner, "pages");
        assert_ne!(step.code, 0, "{}", step.log);
        assert!(step.log.contains(expected), "{}", step.log);
        assert!(!runner.site.root().join("public").exists());
    }
}

#[test]
fn gitlab_builds_a_program_of_a_registry() {
    let mut runner = Runner::new(&["--ci", "gitlab"]);
    runner.set("WELLSPRING_URL", "");
    runner.set("WELLSPRING_SHA256", "");
    runner.set("WELLSPRING_REGISTRY", "crates-io");
    runner.program_of_registry();
    let step = gitlab(&mut runner, "pages");
    assert_eq!(step.code, 0, "{}", step.log);
    assert_eq!(runner.read("asked"), runner.asked_of_registry());
}

#[test]
fn gitlab_publishes_what_was_built() {
    let mut runner = Runner::new(&["--ci", "gitlab"]);
    let step = gitlab(&mut runner, "pages");
    assert!(runner.site.root().join("public/zh/index.html").is_file(), "{}", step.log);
    assert_eq!(step.code, 0, "{}", step.log);
}

#[test]
fn gitlab_joins_parts() {
    let mut runner = Runner::new(&["--ci", "gitlab", "--shards", "2"]);
    let pipeline = yaml(&runner.site.root().join(".gitlab-ci.yml"));
    assert_eq!(pipeline["part"]["parallel"], 2);
    runner.set("CI_NODE_TOTAL", "2");
    for index in ["1", "2"] {
        runner.set("CI_NODE_INDEX", index);
        let step = gitlab(&mut runner, "part");
        assert_eq!(step.code, 0, "{}", step.log);
    }
    let step = gitlab(&mut runner, "pages");
    assert_eq!(step.code, 0, "{}", step.log);
    assert!(runner.site.root().join("public/zh/index.html").is_file());
}

/// The one command of a pipeline of Gitee.
fn command(runner: &Runner, file: &str) -> String {
    let pipeline = yaml(&runner.site.root().join(file));
    let command = &pipeline["stages"][0]["steps"][0]["commands"][0];
    command.as_str().expect("there is a command").to_owned()
}

#[test]
fn gitee_checks_and_tells_what_changes() {
    let mut runner = Runner::new(&["--ci", "gitee"]);
    runner.propose(FIGURE);
    let here = runner.site.root().display().to_string();
    runner.git(&["remote", "add", "origin", &here]);
    runner.set("PUBLISHED_BRANCH", "main");
    let check = command(&runner, ".workflow/check.yml");
    let step = runner.bash(&check);
    assert_eq!(step.code, 0, "{}", step.log);
    assert!(step.log.contains("revised from RMB 1.1 billion to RMB 1.25 billion"), "{}", step.log);

    let (path, _, new) = FIGURE;
    runner.replace((path, new, WITHOUT_UNIT));
    let step = runner.bash(&check);
    assert_eq!(step.code, 1, "{}", step.log);
    assert!(step.log.contains("error[missing-unit]"), "{}", step.log);

    runner.set("PUBLISHED_BRANCH", "elsewhere");
    let step = runner.bash(&check);
    assert!(step.log.contains("not compared: the branch elsewhere"), "{}", step.log);
}

#[test]
fn gitee_publishes_each_build_in_one_step() {
    let mut runner = Runner::new(&["--ci", "gitee"]);
    // The server is this machine; what it is asked for is the last word.
    runner.program("ssh", "#!/usr/bin/env bash\nexec bash -c \"${!#}\"\n");
    let publish = command(&runner, ".workflow/publish.yml");
    let step = runner.bash(&publish);
    assert_eq!(step.code, 1, "{}", step.log);
    assert!(step.log.contains("built and verified, but not published"), "{}", step.log);

    let server = runner.path("server");
    runner.set("DEPLOY_HOST", "report@www.example.org");
    runner.set("DEPLOY_KNOWN_HOST", "www.example.org ssh-ed25519 AAAA");
    runner.set("DEPLOY_KEY", "a key");
    runner.set("DEPLOY_FOLDER", "/srv/$(touch wrong)");
    let step = runner.bash(&publish);
    assert_eq!(step.code, 1, "{}", step.log);
    runner.set("DEPLOY_FOLDER", &server.display().to_string());
    for _ in 0..2 {
        let step = runner.bash(&publish);
        assert_eq!(step.code, 0, "{}", step.log);
        let built = read_tree(&runner.site.root().join("output"));
        assert!(read_tree(&server.join("current/")) == built, "another site is published");
        runner.replace((FIGURE.0, FIGURE.1, FIGURE.1));
    }
    assert!(!runner.path("temp").join("key").exists());
}

/// Every script and step, as `shellcheck` reads them where it is there.
#[test]
fn scripts_have_no_known_slips() {
    if Command::new("shellcheck").arg("--version").output().is_err() {
        return;
    }
    let mut scripts = vec![(
        ".ci/pack".to_owned(),
        std::fs::read_to_string(repository(".ci/pack")).expect("is there"),
    )];
    let gitee = Runner::new(&["--ci", "gitee"]);
    for (path, text) in read_tree(&gitee.site.root().join(".workflow")) {
        if path.ends_with(".sh") {
            scripts.push((path, String::from_utf8(text).expect("is UTF-8")));
        }
    }
    for init in [&["--ci", "github"][..], &["--ci", "github", "--shards", "4"]] {
        let runner = Runner::new(init);
        for job in ["check", "links", "part", "build"] {
            let workflow = yaml(&runner.site.root().join(super::WORKFLOW));
            if workflow["jobs"][job].is_null() {
                continue;
            }
            for shell in super::shells(&runner, job, "1") {
                scripts.push((format!("{job}: {}", shell.name), shell.script));
            }
        }
    }
    for init in [&["--ci", "gitlab"][..], &["--ci", "gitlab", "--shards", "4"]] {
        let runner = Runner::new(init);
        let pipeline = yaml(&runner.site.root().join(".gitlab-ci.yml"));
        for job in [".wellspring", "check", "links", "part", "pages"] {
            let lists = [&pipeline[job]["before_script"], &pipeline[job]["script"]];
            let lines = lists.into_iter().filter_map(Value::as_array).flatten();
            let lines: Vec<_> = lines.filter_map(Value::as_str).collect();
            scripts.push((job.to_owned(), lines.join("\n")));
        }
    }
    let file = gitee.path("script");
    for (name, script) in scripts {
        std::fs::write(&file, script).expect("the folder is ours");
        let output = Command::new("shellcheck")
            // What is read with `source` is checked on its own.
            .args(["--shell", "bash", "--exclude", "SC1091", "--format", "gcc"])
            .arg(&file)
            .output()
            .expect("it was there before");
        let found = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{name}\n{found}");
    }
}
