//! How long the phases of a build take, and what they use: for `build --timings`.

#![expect(clippy::disallowed_methods, reason = "it measures; no page sees it")]

use cpu_time::ProcessTime;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A part of a build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// What is done in it: `read`, `render and write`.
    pub name: &'static str,
    /// The time on the clock.
    pub wall: Duration,
    /// The time of all processors together.
    pub cpu: Duration,
    /// Bytes of memory that the program has at its end; `None` where the system does not tell.
    pub memory: Option<u64>,
    /// Files that it read or wrote, and their bytes.
    pub files: Option<(u64, u64)>,
}

/// Measures phases that follow each other; does nothing unless it was asked for.
#[derive(Debug, Clone, Default)]
pub struct Timings(Option<Arc<Mutex<Measured>>>);

#[derive(Debug)]
struct Measured {
    phases: Vec<Phase>,
    /// The phase that runs, with when it began, by both clocks.
    running: Option<(&'static str, Instant, ProcessTime)>,
}

impl Timings {
    /// Timings that measure.
    #[must_use]
    pub fn measuring() -> Self {
        Self(Some(Arc::new(Mutex::new(Measured { phases: Vec::new(), running: None }))))
    }

    /// Ends the phase that runs, and begins the next.
    pub fn begin(&self, name: &'static str) {
        self.change(|measured| {
            measured.end();
            measured.running = Some((name, Instant::now(), ProcessTime::now()));
        });
    }

    /// Ends the phase that runs, which has read or written so many files with so many bytes.
    pub fn count(&self, n_files: u64, n_bytes: u64) {
        self.change(|measured| {
            measured.end();
            if let Some(last) = measured.phases.last_mut() {
                last.files = Some((n_files, n_bytes));
            }
        });
    }

    /// The phases so far; the one that runs ends. `None` if nothing was measured.
    #[must_use]
    pub fn phases(&self) -> Option<Vec<Phase>> {
        self.change(Measured::end);
        let measured = self.0.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        Some(measured.phases.clone())
    }

    fn change(&self, change: impl FnOnce(&mut Measured)) {
        if let Some(measured) = &self.0 {
            change(&mut measured.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }
}

impl Measured {
    fn end(&mut self) {
        let Some((name, wall, cpu)) = self.running.take() else { return };
        let memory = memory_stats::memory_stats().map(|stats| stats.physical_mem as u64);
        let (wall, cpu) = (wall.elapsed(), cpu.elapsed());
        self.phases.push(Phase { name, wall, cpu, memory, files: None });
    }
}

#[cfg(test)]
mod tests {
    use super::Timings;

    #[test]
    fn phases_follow_each_other() {
        let timings = Timings::measuring();
        timings.begin("read");
        timings.count(3, 700);
        timings.begin("write");
        let phases = timings.phases().expect("it measures");
        let names: Vec<_> = phases.iter().map(|one| (one.name, one.files)).collect();
        assert_eq!(names, [("read", Some((3, 700))), ("write", None)]);
        assert_eq!(Timings::default().phases(), None);
    }
}
