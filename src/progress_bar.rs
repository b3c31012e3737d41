//! A progress bar on the terminal, for work that takes longer than half a second.

use crate::diag::MessageLanguage;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::thread;
use std::time::Duration;

/// Work that takes less shows no bar: it would only flicker.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the bar moves where nothing is counted.
const TICK: Duration = Duration::from_millis(100);

/// How far the work is. The bar goes away when this is dropped.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    /// Nothing is shown, on a terminal or elsewhere.
    is_hidden: bool,
    language: MessageLanguage,
}

impl Progress {
    /// Shows nothing.
    #[must_use]
    pub fn hidden() -> Self {
        Self { bar: ProgressBar::hidden(), is_hidden: true, language: MessageLanguage::default() }
    }

    /// Shows a bar on stderr once half a second has gone; nothing if stderr is no terminal.
    #[must_use]
    pub fn on_stderr(language: MessageLanguage) -> Self {
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
        Self { bar, is_hidden: false, language }
    }

    /// Begins work of which nothing is counted.
    pub fn begin(&self, what: &'static str) {
        self.bar.set_style(style("{spinner} {msg}"));
        self.bar.set_message(self.language.say(what));
    }

    /// Begins work on so many things.
    pub fn begin_many(&self, what: &'static str, n: usize) {
        self.bar.set_style(style("{spinner} {msg} {bar:32} {pos}/{len}"));
        self.bar.set_message(self.language.say(what));
        self.bar.set_length(n as u64);
    }

    /// Says something above the bar at once; nothing if hidden.
    pub fn say(&self, text: &str) {
        if !self.is_hidden {
            let text = self.language.say_lines(text);
            self.bar.suspend(|| {
                let _ = anstream::stderr().write_all(format!("{text}\n").as_bytes());
            });
        }
    }

    /// One of them is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the templates of this file are good")
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
