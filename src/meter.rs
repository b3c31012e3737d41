//! A progress bar on the terminal, for work that takes longer than half a second.

use indicatif::ProgressBar;
use indicatif::ProgressDrawTarget;
use indicatif::ProgressStyle;
use std::io::IsTerminal;
use std::thread;
use std::time::Duration;

/// Work that takes less shows no bar: it would only flicker.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the bar moves where nothing is counted.
const TICK: Duration = Duration::from_millis(100);

/// How far the work is. The bar goes away when this is dropped.
#[derive(Debug)]
pub struct Meter(ProgressBar);

impl Meter {
    /// Shows nothing.
    #[must_use]
    pub fn hidden() -> Self {
        Self(ProgressBar::hidden())
    }

    /// Shows a bar on stderr once half a second has gone; nothing if stderr is no terminal.
    #[must_use]
    pub fn on_stderr() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if std::io::stderr().is_terminal() {
            let bar = bar.clone();
            thread::spawn(move || {
                thread::sleep(PATIENCE);
                if !bar.is_finished() {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    bar.enable_steady_tick(TICK);
                }
            });
        }
        Self(bar)
    }

    /// Begins work of which nothing is counted.
    pub fn begin(&self, what: &'static str) {
        self.0.set_style(style("{spinner} {msg}"));
        self.0.set_message(what);
    }

    /// Begins work on so many things.
    pub fn begin_many(&self, what: &'static str, n: usize) {
        self.0.set_style(style("{spinner} {msg} {bar:32} {pos}/{len}"));
        self.0.set_message(what);
        self.0.set_length(n as u64);
    }

    /// One of them is done.
    pub fn step(&self) {
        self.0.inc(1);
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the templates of this file are good")
}

impl Drop for Meter {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
