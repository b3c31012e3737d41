//! `build --timings`: what the phases took, for people and for programs.

use super::Printer;
use super::build::size;
use crate::cli::TimingsFormat;
use crate::timings::{Phase, Timings};
use serde_json::{Value, json};
use std::time::Duration;

/// Prints what was measured: a table beside the remarks, or JSON as data.
pub(super) fn print(timings: &Timings, format: Option<TimingsFormat>, out: &Printer<'_>) {
    let (Some(phases), Some(format)) = (timings.phases(), format) else { return };
    match format {
        TimingsFormat::Text => out.remark(&table(&phases)),
        TimingsFormat::Json => out.data(&format!("{}\n", as_json(&phases))),
    }
}

fn all(phases: &[Phase]) -> Phase {
    Phase {
        name: "all",
        wall: phases.iter().map(|phase| phase.wall).sum(),
        cpu: phases.iter().map(|phase| phase.cpu).sum(),
        memory: phases.iter().filter_map(|phase| phase.memory).max(),
        files: None,
    }
}

fn table(phases: &[Phase]) -> String {
    let line = |[name, wall, cpu, memory, files]: [&str; 5]| {
        format!("{name:<18}{wall:>10}{cpu:>10}{memory:>12}  {files}")
    };
    let row = |phase: &Phase| {
        let files =
            phase.files.map(|(n_files, n_bytes)| format!("{n_files} files, {}", size(n_bytes)));
        let memory = phase.memory.map(size).unwrap_or_default();
        let [wall, cpu] = [phase.wall, phase.cpu].map(milliseconds);
        let text = line([phase.name, &wall, &cpu, &memory, &files.unwrap_or_default()]);
        text.trim_end().to_owned()
    };
    let head = line(["phase", "clock", "CPU", "memory", ""]);
    let rows = phases.iter().chain([&all(phases)]).map(row).collect::<Vec<_>>();
    format!("{}\n{}", head.trim_end(), rows.join("\n"))
}

fn milliseconds(time: Duration) -> String {
    let tenths = time.as_micros() / 100;
    format!("{}.{} ms", tenths / 10, tenths % 10)
}

fn as_json(phases: &[Phase]) -> Value {
    let phase = |phase: &Phase| {
        json!({
            "name": phase.name,
            "wall_us": phase.wall.as_micros() as u64,
            "cpu_us": phase.cpu.as_micros() as u64,
            "memory_bytes": phase.memory,
            "files": phase.files.map(|(n_files, _)| n_files),
            "bytes": phase.files.map(|(_, n_bytes)| n_bytes),
        })
    };
    json!({ "phases": phases.iter().map(phase).collect::<Vec<_>>(), "all": phase(&all(phases)) })
}
