//! What there is to say about each kind of problem, for the terminal and as a page.

use super::{CODES, Code, Level, MessageLanguage};

/// All about a kind of problem, in Markdown, as `wellspring explain` prints it.
#[must_use]
pub fn explain(code: Code, language: MessageLanguage) -> String {
    let info = code.info();
    let (name, summary) = (language.lead(info.name), language.say(info.summary));
    let level = language.say(&format!("({})", describe(info.level)));
    format!("{name}{summary}\n{level}\n\n{}\n", language.explanation(code).trim())
}

/// The page `docs/rules.md`: a table of all kinds of problems, then one section each.
#[must_use]
pub fn rules_page() -> String {
    let mut page = "# Rules\n\n\
        Every kind of problem that `wellspring check` and `wellspring build` report. This page is \
        made from the program (`UPDATE_DOCS=1 cargo test rules_page`); `wellspring explain CODE` \
        prints one section.\n\n\
        Errors stop publication. The level of a code can be changed under `levels` in `site.yaml`, \
        except where the table says that it is fixed.\n\n\
        | code | level | what is wrong |\n|---|---|---|\n"
        .to_owned();
    for code in CODES {
        let info = code.info();
        let (name, level) = (info.name, describe(info.level));
        page.push_str(&format!("| [`{name}`](#{name}) | {level} | {} |\n", info.summary));
    }
    for code in CODES {
        let info = code.info();
        let text = info.explanation.trim();
        page.push_str(&format!("\n## {}\n\n{text}\n", info.name));
    }
    page
}

/// A level in words.
const fn describe(level: Level) -> &'static str {
    match level {
        Level::Allow => "not reported by default",
        Level::Note => "note by default",
        Level::Warn => "warning by default",
        Level::Deny => "error by default",
        Level::Error => "error, fixed",
    }
}
