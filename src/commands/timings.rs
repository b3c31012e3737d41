//! `build --timings`: what the phases took, for people and for programs.

use super::Printer;
use super::build::size;
use super::listing::padded;
use crate::cli::TimingsFormat;
use crate::diag::MessageLanguage;
use crate::timings::{Phase, Timings};
use serde_json::{Value, json};
use std::time::Duration;
use unicode_width::UnicodeWidthStr;

/// Prints what was measured: a table beside the remarks, or JSON as data.
pub(super) fn print(timings: &Timings, format: Option<TimingsFormat>, out: &Printer<'_>) {
    let (Some(phases), Some(format)) = (timings.phases(), format) else { return };
    match format {
        TimingsFormat::Text => out.remark(&table(&phases, out.language())),
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

fn table(phases: &[Phase], language: MessageLanguage) -> String {
    let row = |phase: &Phase| {
        let files = phase.files.map(|(n_files, n_bytes)| {
            language.say_part(&format!("{n_files} files, {}", size(n_bytes)))
        });
        let memory = phase.memory.map(size).unwrap_or_default();
        let [wall, cpu] = [phase.wall, phase.cpu].map(milliseconds);
        line([&language.say_part(phase.name), &wall, &cpu, &memory, &files.unwrap_or_default()])
    };
    let heads = ["phase", "clock", "CPU", "memory", ""].map(|head| language.say_part(head));
    let heads = line(heads.each_ref().map(String::as_str));
    let all = all(phases);
    let rows = phases.iter().chain([&all]).map(row);
    std::iter::once(heads).chain(rows).collect::<Vec<_>>().join("\n")
}

/// A name, three figures under their heads, and what is said behind them.
fn line([name, figures @ .., rest]: [&str; 5]) -> String {
    let mut text = padded(name, 18);
    for (figure, width) in figures.into_iter().zip([10_usize, 10, 12]) {
        text.push_str(&" ".repeat(width.saturating_sub(figure.width())));
        text.push_str(figure);
    }
    format!("{text}  {rest}").trim_end().to_owned()
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

#[cfg(test)]
mod tests {
    use super::line;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn columns_line_up_where_characters_are_wide() {
        let english = line(["read", "26.0 ms", "3.9 ms", "25.1 MB", "51 files"]);
        let chinese = line(["读取", "26.0 ms", "3.9 ms", "25.1 MB", "51 files"]);
        assert_eq!(english, "read                 26.0 ms    3.9 ms     25.1 MB  51 files");
        assert_eq!(chinese.width(), english.width());
        assert_eq!(
            line(["phase", "用时", "CPU", "", ""]),
            "phase                   用时       CPU"
        );
    }
}
