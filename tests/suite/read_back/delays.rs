//! How far what happened is from its plan, worked out from the dates that stand beside it.

use super::build_files;
use super::ledger::{Dice, Ledger, Period};
use super::page::all_between;
use super::reader::{Day, Lang};
use crate::page_text::text_of;

/// How many projects a ledger has here.
const N_PROJECTS: usize = 12;

/// A stage of a project: when it was to be reached, and when it was.
struct Stage {
    id: String,
    plan: Period,
    actual: Period,
}

/// A date as exact as sources are.
fn date(dice: &mut Dice) -> Period {
    let month = i64::try_from(dice.between(1, 12)).expect("a month");
    match dice.below(6) {
        0 => Period::month(2029, month),
        1 => Period::quarter(2029, (month + 2) / 3),
        2 => Period::half(2029, (month + 5) / 6),
        3 => Period::year(2029),
        _ => {
            let day = i64::try_from(dice.between(1, 28)).expect("a day");
            let day = Day::new(2029, month, day);
            Period { code: day.iso(), first: day, last: day }
        }
    }
}

/// What the two dates say, in whole days with the least and the most that they allow.
fn words(lang: Lang, plan: &Period, actual: &Period) -> String {
    let days = |from: Day, to: Day| to.number() - from.number();
    let (least, most, word) = if actual.first > plan.last {
        (days(plan.last, actual.first), days(plan.first, actual.last), ["late", "晚"])
    } else if actual.last < plan.first {
        (days(actual.last, plan.first), days(actual.first, plan.last), ["early", "早"])
    } else if plan.holds(actual) {
        return lang.of("on plan", "按计划").to_owned();
    } else {
        let words = ["the dates do not show whether early or late", "现有日期无法判断早晚"];
        return lang.of(words[0], words[1]).to_owned();
    };
    let word = lang.of(word[0], word[1]);
    let plural = if most == 1 { "" } else { "s" };
    match (lang, least == most) {
        (Lang::En, true) => format!("{most} day{plural} {word}"),
        (Lang::En, false) => format!("{least} to {most} day{plural} {word}"),
        (Lang::Zh, true) => format!("比计划{word}{most}天"),
        (Lang::Zh, false) => format!("比计划{word}{least}至{most}天"),
    }
}

/// Whether a text has these words, and not as the end of others: "5 days" of "3 to 15 days".
fn has(text: &str, words: &str) -> bool {
    let is_whole = |at: usize| {
        let before = &text[..at];
        !before.ends_with(|c: char| c.is_ascii_digit()) && !before.ends_with("to ")
    };
    text.match_indices(words).any(|(at, _)| is_whole(at))
}

fn contradictions(ledger: &Ledger) -> Vec<String> {
    let mut dice = Dice(ledger.seed);
    let stages: Vec<_> = (0..N_PROJECTS)
        .map(|number| Stage {
            id: format!("q{number}"),
            plan: date(&mut dice),
            actual: date(&mut dice),
        })
        .collect();
    let line = |Stage { id, plan, actual }: &Stage| {
        format!(
            "- {{ id: {id}, name: {{ zh: 项目{id}, en: Project {id} }}, milestones: [{{ stage: started, date: {}, planned: true, source: report }}, {{ stage: started, date: {}, source: report }}] }}\n",
            plan.code, actual.code
        )
    };
    let mut files = ledger.files();
    files.insert("content/data/projects.yaml", stages.iter().map(line).collect());
    let pages = match build_files(ledger.seed, &files, |path| path.ends_with("schedule/index.html"))
    {
        Ok(pages) => pages,
        Err(errors) => return errors,
    };
    let mut all = Vec::new();
    for lang in Lang::ALL {
        let html = &pages[&format!("{}/projects/schedule/index.html", lang.code())];
        let rows = all_between(html, "<tr>", "</tr>");
        for stage in &stages {
            let name = format!("/{}/index.html", stage.id);
            let row = rows.iter().find(|row| row.contains(&name));
            let text = row.map(|row| text_of(row)).unwrap_or_default();
            let expected = words(lang, &stage.plan, &stage.actual);
            if !has(&text, &expected) {
                all.push(format!("`{text}` where `{expected}` follows\n{}", line(stage)));
            }
        }
    }
    all
}

#[test]
fn delays_follow_from_the_dates_beside_them() {
    super::try_all(25, contradictions);
}
