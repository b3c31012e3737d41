//! The words that pages use for statuses, reasons and measures: what a reader knows.

use super::reader::Lang;

/// A status with its words in English and in Chinese, and those that count it.
struct StatusWords {
    key: &'static str,
    en: &'static [&'static str],
    zh: &'static [&'static str],
    counted: [&'static str; 2],
}

const fn status(
    key: &'static str,
    en: &'static [&'static str],
    zh: &'static [&'static str],
    counted: [&'static str; 2],
) -> StatusWords {
    StatusWords { key, en, zh, counted }
}

/// `#` stands for a figure or a day, in counts for the number.
const STATUSES: [StatusWords; 24] = [
    status("achieved", &["Achieved"], &["已完成"], ["# achieved", "已完成#项"]),
    status("done", &["Done"], &["已完成"], ["# done", "已完成#项"]),
    status("kept", &["Kept"], &["未超上限"], ["# kept", "未超上限#项"]),
    status("held", &["Kept throughout"], &["全期达标"], ["# kept throughout", "全期达标#项"]),
    status("ahead", &["Ahead"], &["进度超前"], ["# ahead", "进度超前#项"]),
    status("on-track", &["On track"], &["进度正常"], ["# on track", "进度正常#项"]),
    status("within-plan", &["Within plan"], &["计划之内"], ["# within plan", "计划之内#项"]),
    status("met-now", &["Met now"], &["现已达标"], ["# met now", "现已达标#项"]),
    status("holds", &["Kept so far"], &["持续达标"], ["# kept so far", "持续达标#项"]),
    status("holds-again", &["Kept again"], &["恢复达标"], ["# kept again", "恢复达标#项"]),
    status("behind", &["Behind"], &["进度滞后"], ["# behind", "进度滞后#项"]),
    status("above-plan", &["Above plan"], &["超出计划"], ["# above plan", "超出计划#项"]),
    status(
        "not-met-now",
        &["Not met now", "# below target", "# above target"],
        &["尚未达标", "低于目标#", "高于目标#"],
        ["# not met now", "尚未达标#项"],
    ),
    status("far-behind", &["Far behind"], &["严重滞后"], ["# far behind", "严重滞后#项"]),
    status("deteriorating", &["Moving away"], &["偏离目标"], ["# moving away", "偏离目标#项"]),
    status(
        "exceeded",
        &["Exceeded", "Exceeded by #"],
        &["突破上限", "突破上限#"],
        ["# exceeded", "突破上限#项"],
    ),
    status(
        "broken",
        &["Not kept", "Not kept on #"],
        &["未达标", "#未达标"],
        ["# not kept", "未达标#项"],
    ),
    status(
        "missed",
        &["Missed", "Missed by #"],
        &["未完成", "未完成，差#"],
        ["# missed", "未完成#项"],
    ),
    status("not-done", &["Not done"], &["未完成"], ["# not done", "未完成#项"]),
    status("overdue", &["Overdue"], &["逾期未完成"], ["# overdue", "逾期未完成#项"]),
    status("due", &["Due"], &["本期到期"], ["# due", "本期到期#项"]),
    status("not-due", &["Not due yet"], &["未到期"], ["# not due yet", "未到期#项"]),
    status("no-result", &["No result yet"], &["暂无结果"], ["# with no result yet", "暂无结果#项"]),
    status(
        "not-assessable",
        &["Not assessable"],
        &["无法评估"],
        ["# not assessable", "无法评估#项"],
    ),
];

/// Every status.
pub(crate) fn keys() -> impl Iterator<Item = &'static str> {
    STATUSES.iter().map(|words| words.key)
}

/// A status as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// What it may be; some words stand for two.
    pub(crate) keys: Vec<&'static str>,
    /// By how much, or when.
    pub(crate) size: Option<String>,
    /// That the final result is not published.
    pub(crate) lacks_final: bool,
}

/// What stands for `#`; `None` if the text is another one.
fn filled<'t>(pattern: &str, text: &'t str) -> Option<&'t str> {
    match pattern.split_once('#') {
        None => (pattern == text).then_some(""),
        Some((before, after)) => {
            text.strip_prefix(before)?.strip_suffix(after).filter(|size| !size.is_empty())
        }
    }
}

pub(crate) fn read_status(lang: Lang, text: &str) -> Option<Said> {
    let note = lang.of(" (final result not published)", "（最终结果未公布）");
    let (text, lacks_final) = match text.strip_suffix(note) {
        Some(text) => (text, true),
        None => (text, false),
    };
    let mut said = Said { keys: Vec::new(), size: None, lacks_final };
    for words in &STATUSES {
        let patterns = lang.of(words.en, words.zh);
        let exactly = patterns.contains(&text);
        // A word alone goes before a pattern that could hold it.
        if exactly {
            said.keys.push(words.key);
            said.size = None;
        }
    }
    if said.keys.is_empty() {
        for words in &STATUSES {
            let patterns = lang.of(words.en, words.zh);
            let size = patterns.iter().find_map(|pattern| filled(pattern, text));
            if let Some(size) = size {
                said.keys.push(words.key);
                said.size = Some(size.to_owned());
            }
        }
    }
    (!said.keys.is_empty()).then_some(said)
}

/// How many targets have a status, in words: `2 on track`.
pub(crate) fn counted(lang: Lang, key: &str, n: usize) -> String {
    let words = STATUSES.iter().find(|words| words.key == key).expect("a known status");
    words.counted[lang.of(0, 1)].replace('#', &n.to_string())
}

/// Why a target is not assessed.
pub(crate) const REASONS: [[&str; 2]; 14] = [
    ["The published result has a different definition.", "已公布的结果与目标口径不同。"],
    ["Too early to assess.", "为时尚早，暂不评估。"],
    ["No result has been published since the baseline.", "基期以后未公布结果。"],
    ["There is no growth rate from or to zero.", "以零为起点或终点的，没有增速。"],
    [
        "There is no growth rate from a negative to a positive value.",
        "由负转正或由正转负的，没有增速。",
    ],
    ["These two figures do not give a percentage.", "这两个数字不能计算比例。"],
    ["A figure has too many digits to calculate with.", "数字位数过多，无法计算。"],
    ["This kind of target cannot be assessed for this indicator.", "此类目标不适用于该指标。"],
    ["No result from the start of the period has been published.", "未公布自期初起的结果。"],
    ["The result has been published in words only.", "结果只有文字说法，未公布数值。"],
    ["The result is not exact enough to decide.", "结果不够确切，无法判定。"],
    ["The target is not exact enough to decide.", "目标不够确切，无法判定。"],
    ["The baseline is not exact enough to decide.", "基期值不够确切，无法判定。"],
    [
        "An earlier result in the period is not exact enough to decide.",
        "本期较早的结果不够确切，无法判定。",
    ],
];

pub(crate) const TARGET: [&str; 2] = ["Target", "目标"];
pub(crate) const BASELINE: [&str; 2] = ["Baseline", "基期值"];
pub(crate) const PLANNED: [&str; 2] = ["Planned share", "序时进度"];
pub(crate) const PACE: [&str; 2] = ["Pace", "进度系数"];
pub(crate) const GAP: [&str; 2] = ["Gap to plan", "与序时进度之差"];
pub(crate) const REMAINING: [&str; 2] = ["Remaining", "距目标"];
/// Completion, of a limit, of a level that is a limit, of a way.
pub(crate) const SHARES: [[&str; 2]; 4] = [
    ["Completion", "完成率"],
    ["Share used", "已用比例"],
    ["Share of the limit", "占上限比例"],
    ["Share of the way", "已走完比例"],
];
