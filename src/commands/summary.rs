//! What was read and what became of it, in a few lines.

use crate::inventory::{Inventory, PublicationStatus, Why};
use crate::model::KINDS;
use crate::pipeline::Compiled;
use std::collections::BTreeMap;

/// How many records and pages were read, and how many of them are published, held back or refused,
/// with the reasons; `None` if the settings of the site cannot be read.
pub(super) fn summary(compiled: &Compiled) -> Option<String> {
    let inventory = Inventory::new(compiled)?;
    let as_of = compiled.site.as_ref()?.model.site.as_of;
    let mut lines = vec![read(&inventory), state(&inventory, &as_of.to_string())];
    if inventory.n_later_milestones > 0 {
        let milestones = counted(inventory.n_later_milestones, "milestone");
        lines.push(format!("held     {milestones} of published projects, known after {as_of}"));
    }
    Some(lines.join("\n"))
}

fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

fn read(inventory: &Inventory) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &inventory.entries {
        *counts.entry(entry.kind).or_default() += 1;
    }
    let of = |kind: &str| counts.get(kind).copied().unwrap_or_default();
    let records: Vec<_> =
        KINDS.iter().map(|kind| kind.collection).filter(|name| of(name) > 0).collect();
    let n_records: usize = records.iter().map(|name| of(name)).sum();
    let kinds: Vec<_> = records.iter().map(|name| format!("{name} {}", of(name))).collect();
    let kinds = match kinds.is_empty() {
        true => String::new(),
        false => format!(" ({})", kinds.join(", ")),
    };
    let mut read = vec![counted(n_records, "record") + &kinds, counted(of("pages"), "page file")];
    if of("files") > 0 {
        read.push(counted(of("files"), "broken data file"));
    }
    format!("read     {}", read.join(", "))
}

fn state(inventory: &Inventory, as_of: &str) -> String {
    let mut n_published = 0;
    let mut held: BTreeMap<Why, usize> = BTreeMap::new();
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    for entry in &inventory.entries {
        match &entry.state {
            PublicationStatus::Published => n_published += 1,
            PublicationStatus::HeldBack(why) => *held.entry(*why).or_default() += 1,
            PublicationStatus::Refused(_) => *refused.entry(entry.state.reason()).or_default() += 1,
        }
    }
    let why = |why: &Why, n: usize| match why {
        Why::Draft => counted(n, "draft"),
        Why::Internal => format!("{n} internal"),
        Why::Later => format!("{n} known after {as_of}"),
    };
    let part = |n: usize, word: &str, reasons: Vec<String>| match reasons.is_empty() {
        true => format!("{n} {word}"),
        false => format!("{n} {word} ({})", reasons.join(", ")),
    };
    let held_why = held.iter().map(|(reason, n)| why(reason, *n)).collect();
    let refused_why = refused.iter().map(|(codes, n)| format!("{n} {codes}")).collect();
    let parts = [
        format!("{n_published} published"),
        part(held.values().sum(), "held back", held_why),
        part(refused.values().sum(), "refused", refused_why),
    ];
    format!("state    {}", parts.join(", "))
}
