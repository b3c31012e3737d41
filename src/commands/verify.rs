//! `wellspring verify`: whether a built site, or a copy of it, is whole, and what made it.

use super::{Outcome, Printer};
use crate::cli::{FormatArg, VerifyArgs};
use crate::options::BuildOptions;
use crate::pipeline::hash_inputs;
use crate::write::{Asked, Manifest, Verified, verify};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

pub(super) fn run(args: &VerifyArgs, options: &BuildOptions, out: &Printer<'_>) -> Outcome {
    let folder = args.output.as_deref().unwrap_or(&options.output);
    let verified = match verify(folder) {
        Ok(verified) => verified,
        Err(error) => return out.failure(&error.message()),
    };
    let inputs = args.inputs.as_deref().map(|root| compare(&verified.manifest, root));
    let inputs = match inputs.transpose() {
        Ok(inputs) => inputs,
        Err(message) => return out.failure(&message),
    };
    let is_good = verified.is_whole() && inputs.as_ref().is_none_or(Inputs::are_the_same);
    match out.global.format {
        FormatArg::Json => {
            out.data(&format!("{}\n", as_json(&verified, inputs.as_ref(), is_good)));
        }
        _ => out.prose(&as_text(&verified, inputs.as_ref(), out.global.quiet)),
    }
    if is_good { Outcome::Clean } else { Outcome::NotWhole }
}

/// How the files of a site folder differ from those that a site was made from.
struct Inputs {
    /// They have other bytes.
    changed: Vec<String>,
    /// They are not in the folder, or nothing of them is known on that day.
    missing: Vec<String>,
    /// The site was made without them.
    new: Vec<String>,
}

impl Inputs {
    fn are_the_same(&self) -> bool {
        [&self.changed, &self.missing, &self.new].iter().all(|files| files.is_empty())
    }
}

/// Compares a site folder with the inputs of a site, read with the same options.
fn compare(manifest: &Manifest, root: &Path) -> Result<Inputs, String> {
    let asked = &manifest.options;
    let time = asked.source_date_epoch.and_then(|seconds| Timestamp::from_second(seconds).ok());
    let options = BuildOptions {
        base_url: asked.base_url.clone(),
        as_of: asked.as_of.as_ref().and_then(|day| day.parse().ok()),
        drafts: asked.drafts,
        source_date_epoch: time,
        ..BuildOptions::new(root)
    };
    let now = hash_inputs(&options)?;
    let then = &manifest.inputs;
    let without = |all: &BTreeMap<String, String>, others: &BTreeMap<String, String>| {
        all.keys().filter(|path| !others.contains_key(*path)).cloned().collect()
    };
    let is_changed =
        |(path, hash): &(&String, &String)| now.get(*path).is_some_and(|now| now != *hash);
    Ok(Inputs {
        changed: then.iter().filter(is_changed).map(|(path, _)| path.clone()).collect(),
        missing: without(then, &now),
        new: without(&now, then),
    })
}

fn as_text(verified: &Verified, inputs: Option<&Inputs>, is_quiet: bool) -> String {
    let mut lines = Vec::new();
    let mut list = |word: &str, paths: &[String]| {
        lines.extend(paths.iter().map(|path| format!("{word:<9}{}", on_one_line(path))));
    };
    list("missing", &verified.missing);
    list("changed", &verified.changed);
    list("extra", &verified.extra);
    if let Some(inputs) = inputs {
        list(
            "input",
            &inputs
                .changed
                .iter()
                .map(|path| format!("{path} is not the same"))
                .collect::<Vec<_>>(),
        );
        list(
            "input",
            &inputs.missing.iter().map(|path| format!("{path} is missing")).collect::<Vec<_>>(),
        );
        list("input", &inputs.new.iter().map(|path| format!("{path} is new")).collect::<Vec<_>>());
    }
    if !is_quiet {
        list("not ours", &verified.not_ours);
        lines.splice(0..0, made_by(verified));
        lines.push(format!("result   {}", result(verified, inputs)));
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// What made a site, in a few lines.
fn made_by(verified: &Verified) -> Vec<String> {
    let Manifest { generator, as_of, options, inputs, part, unsafe_html, .. } = &verified.manifest;
    let mut lines = vec![
        format!(
            "made by  {}, as of {}, from {} inputs{}",
            on_one_line(generator),
            on_one_line(as_of),
            inputs.len(),
            with_options(options)
        ),
        format!("id       {}", verified.id),
    ];
    if let Some(part) = part {
        lines.push(format!("part     {} of {}", part.number, part.of));
    }
    if *unsafe_html {
        lines.push("html     raw HTML in its texts stands as it was written".to_owned());
    }
    lines
}

fn with_options(options: &Asked) -> String {
    let Asked { base_url, as_of, drafts, source_date_epoch } = options;
    let given = [
        base_url.as_ref().map(|url| format!("--base-url {}", on_one_line(url))),
        as_of.as_ref().map(|day| format!("--as-of {}", on_one_line(day))),
        drafts.then(|| "--drafts".to_owned()),
        source_date_epoch.map(|seconds| format!("--source-date-epoch {seconds}")),
    ];
    let given: Vec<_> = given.into_iter().flatten().collect();
    if given.is_empty() { String::new() } else { format!(" with {}", given.join(" ")) }
}

fn result(verified: &Verified, inputs: Option<&Inputs>) -> String {
    let n_files = verified.manifest.files.len();
    let Verified { missing, changed, extra, .. } = verified;
    let copy = match verified.is_whole() {
        true => format!("whole: {n_files} files as they were built"),
        false => format!(
            "not whole: of {n_files} files {} missing, {} changed; {} extra",
            missing.len(),
            changed.len(),
            extra.len()
        ),
    };
    match inputs {
        None => copy,
        Some(inputs) if inputs.are_the_same() => format!("{copy}, from these inputs"),
        Some(_) => format!("{copy}, but from other inputs"),
    }
}

/// A text that somebody else wrote, so that it stays on its line.
fn on_one_line(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            c.is_control().then(|| c.escape_default()).map_or_else(|| vec![c], Iterator::collect)
        })
        .collect()
}

fn as_json(verified: &Verified, inputs: Option<&Inputs>, is_good: bool) -> Value {
    let Manifest {
        format,
        generator,
        as_of,
        unsafe_html,
        options,
        precompress,
        part,
        inputs: made_from,
        files,
    } = &verified.manifest;
    json!({
        "ok": is_good,
        "whole": verified.is_whole(),
        "id": verified.id,
        "format": format,
        "generator": generator,
        "as_of": as_of,
        "options": options,
        "unsafe_html": unsafe_html,
        "precompress": precompress,
        "part": part,
        "n_inputs": made_from.len(),
        "n_files": files.len(),
        "missing": verified.missing,
        "changed": verified.changed,
        "extra": verified.extra,
        "not_ours": verified.not_ours,
        "inputs": inputs.map(|inputs| json!({
            "changed": inputs.changed,
            "missing": inputs.missing,
            "new": inputs.new,
        })),
    })
}
