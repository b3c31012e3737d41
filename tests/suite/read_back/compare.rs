//! A target as a page shows it, held against what follows from it.

use super::exact::{Ratio, Relation, Span};
use super::judge::{Judge, Method, Outcome, measured};
use super::ledger::{Direction, Written};
use super::page::Card;
use super::reader::{
    Figure, Lang, POINTS, Printed, Unit, amount, bare, day, figure, percent, points,
};
use super::tables::is_missing;
use super::words;
use super::words::read_status;

/// What was found to contradict itself.
pub(crate) type Faults = Vec<String>;

/// One target on one page in one language.
pub(crate) struct Comparison<'c> {
    pub(crate) judge: &'c Judge<'c>,
    pub(crate) lang: Lang,
    pub(crate) card: &'c Card,
    pub(crate) faults: &'c mut Faults,
}

/// Whether a printed figure says what a ledger says: the same amounts. In English "more than 30"
/// may stand for 30余, which ends below 40: the words say less than the figure, and contradict it
/// no more than they must.
pub(crate) fn says(lang: Lang, text: &str, unit: &Unit, span: Span, is_some_over: bool) -> bool {
    figure(lang, text, unit).is_some_and(|found| is_said(lang, found, span, is_some_over))
}

/// The same of a figure that has been read.
pub(crate) fn is_said(lang: Lang, found: Figure, span: Span, is_some_over: bool) -> bool {
    let is_shorter = lang == Lang::En && found.is_more_than && is_some_over;
    found.span == span || (is_shorter && found.span.low == span.low)
}

impl Comparison<'_> {
    fn fault(&mut self, words: impl Into<String>) {
        self.faults.push(words.into());
    }

    fn word(&self, pair: [&'static str; 2]) -> &'static str {
        self.lang.of(pair[0], pair[1])
    }

    fn unit(&self) -> &'static Unit {
        self.judge.case.unit
    }

    /// Whether a text is a figure of the indicator, or a difference of two of them, of that size.
    fn is_size(&self, text: &str, size: Ratio) -> bool {
        let unit = if self.unit().id == "\"%\"" { &POINTS } else { self.unit() };
        amount(self.lang, text, unit).is_some_and(|found| found.value == size)
    }

    pub(crate) fn run(mut self) {
        let (judge, card) = (self.judge, self.card);
        let goal = judge.target.value.span();
        self.target();
        let outcome = judge.outcome();
        let expected = match &outcome {
            Some(outcome) => judge.status(goal, outcome),
            None => judge.without_result(),
        };
        self.result(outcome.as_ref());
        let Some(said) = read_status(self.lang, &card.status) else {
            return self.fault(format!("`{}` is no status", card.status));
        };
        if !said.keys.contains(&expected) {
            self.fault(format!("status `{}` where {expected} follows", card.status));
        }
        self.reason(expected, outcome.as_ref());
        let Some(outcome) = outcome else { return };
        if said.lacks_final != judge.lacks_final(outcome.covers) {
            self.fault(format!("`{}`: the final result is or is not published", card.status));
        }
        self.day(&outcome, expected);
        self.size(expected, said.size.as_deref(), (goal, outcome.possible));
        self.shares(goal, &outcome);
        self.left(goal, &outcome, expected);
        self.projection(&outcome);
        self.counted();
    }

    fn target(&mut self) {
        let target = self.judge.target;
        let text = self.card.measure(self.word(words::TARGET)).unwrap_or_default();
        let text = match self.lang {
            Lang::En => text.strip_suffix(" throughout the period").unwrap_or(text),
            Lang::Zh => text.strip_prefix("全期保持").unwrap_or(text),
        };
        let text = without_side(self.lang, text, target.value, target.direction);
        let promised = promised(target.value, target.direction);
        let is_some_over = target.value.relation == Relation::SomeOver;
        if !says(self.lang, text, self.unit(), promised, is_some_over) {
            self.fault(format!("target `{text}` is not {promised}"));
        }
        if let Some((value, _)) = &target.baseline {
            let text = self.card.measure(self.word(words::BASELINE)).unwrap_or_default();
            if !says(self.lang, text, self.unit(), value.span(), false) {
                self.fault(format!("baseline `{text}` is not {}", value.span()));
            }
        }
    }

    fn result(&mut self, outcome: Option<&Outcome>) {
        let text = self.card.result.as_str();
        let is_missing = is_missing(text);
        let Some(outcome) = outcome else {
            if !is_missing {
                self.fault(format!("result `{text}` where there is none"));
            }
            return;
        };
        let span = outcome.span;
        // Some sums may be anything.
        let is_vague =
            is_missing || text.contains(self.word(["not calculated, because", "不确切"]));
        if span.low.is_none() && span.high.is_none() && is_vague {
            return;
        }
        // What is counted or invested is not negative, so "at most 30" of it begins at 0, whether
        // the words say so or not.
        let case = self.judge.case;
        let is_measured = case.unit.is_count || case.unit.id == "mu" || case.measure.is_some();
        let spans = match is_measured {
            true => vec![span, span.not_negative(), span.untold_zero()],
            false => vec![span],
        };
        let is_some_over = outcome.n_pages == 1
            && case.observations.iter().any(|found| found.value.relation == Relation::SomeOver);
        if !spans.iter().any(|span| says(self.lang, text, self.unit(), *span, is_some_over)) {
            self.fault(format!("result `{text}` is not {span}"));
        }
    }

    /// The reason stands there if there is no status, and is one that can be.
    fn reason(&mut self, expected: &str, outcome: Option<&Outcome>) {
        let sentence = self.card.sentences.first().cloned().unwrap_or_default();
        let given = words::REASONS.iter().position(|pair| sentence.ends_with(self.word(*pair)));
        if given.is_some() != (expected == "not-assessable") {
            return self.fault(format!("a reason stands or lacks in `{sentence}`"));
        }
        let spans = self.judge.case.observations.iter().map(|found| found.value.span());
        let is_exact =
            spans.chain(outcome.map(|outcome| outcome.possible)).all(|span| span.exact().is_some());
        let target = self.judge.target;
        let from = target.baseline.iter().map(|(value, _)| value.span());
        let is_wrong = match given {
            Some(10 | 13) => is_exact,
            Some(11) => target.value.span().exact().is_some(),
            Some(12) => from.into_iter().all(|span| span.exact().is_some()),
            _ => false,
        };
        if is_wrong {
            self.fault(format!("everything is exact, but: `{sentence}`"));
        }
    }

    /// The day that the result covers.
    fn day(&mut self, outcome: &Outcome, expected: &str) {
        let sentence = self.card.sentences.first().cloned().unwrap_or_default();
        let marks: &[(&str, &str)] = match self.lang {
            Lang::En => &[("Result by ", ": "), ("Result on ", ": "), ("one by ", ".")],
            Lang::Zh => &[("（截至", "）"), ("（", "）"), ("不晚于", "已完成"), ("截至", "未完成")],
        };
        let found = marks.iter().find_map(|(start, end)| {
            let mut places = sentence.split(start).skip(1).map(|rest| rest.split(end).next());
            places.find_map(|place| day(self.lang, place?))
        });
        if found != Some(outcome.covers) {
            self.fault(format!("{expected} by {found:?} where {:?} is covered", outcome.covers));
        }
    }

    /// How far a result is from its target, in the words of the status.
    fn size(&mut self, status: &str, size: Option<&str>, (goal, result): (Span, Span)) {
        if status == "broken" {
            let Some(text) = size else { return };
            let found = day(self.lang, text);
            let ends = self.judge.case.observations.iter().map(|found| Some(found.period.last));
            if !ends.into_iter().any(|end| end == found) {
                self.fault(format!("`{text}` is the day of no result"));
            }
            return;
        }
        if !matches!(status, "missed" | "exceeded" | "not-met-now") {
            return;
        }
        let apart = goal.exact().zip(result.exact()).map(|(goal, result)| (goal - result).abs());
        match (apart, size) {
            (Some(apart), Some(size)) if self.is_size(size, apart) => {}
            (None, None) => {}
            (apart, size) => {
                let apart = apart.map(|apart| apart.to_string());
                self.fault(format!("{status} by {size:?} where {apart:?} follows"));
            }
        }
        let is_limit = self.judge.target.direction.is_limit();
        let word = if is_limit { ["above", "高于"] } else { ["below", "低于"] };
        if status == "not-met-now" && size.is_some() && !self.card.status.contains(self.word(word))
        {
            self.fault(format!("`{}` is in the wrong direction", self.card.status));
        }
    }

    /// Completion, planned share, pace and gap, in the list and in the sentence.
    fn shares(&mut self, goal: Span, outcome: &Outcome) {
        let judge = self.judge;
        let exact = goal.exact().zip(outcome.possible.exact());
        let done = exact.and_then(|(goal, result)| judge.done(goal, result));
        let label = match (judge.method, judge.target.direction) {
            (Method::Limit, _) => 1,
            (Method::Level, Direction::AtMost) => 2,
            (Method::Way, _) => 3,
            _ => 0,
        };
        let printed = self.percentage(words::SHARES[label]);
        match (printed, done) {
            (Some(printed), Some(done)) => self.whole(printed, done),
            (None, None) => {}
            (printed, done) => {
                let done = done.map(|done| done.to_string());
                self.fault(format!("share {printed:?} where {done:?} follows"));
            }
        }
        let planned = judge.planned(outcome.covers);
        let printed_plan = self.percentage(words::PLANNED);
        for found in printed_plan.into_iter().chain(self.planned_in_words()) {
            if !found.is_rounded_from(planned) {
                self.fault(format!("planned share {} where {planned} follows", found.value));
            }
        }
        let is_paced = matches!(judge.method, Method::Pace | Method::Limit | Method::Way);
        // What is decided has no pace any more.
        let is_decided = judge.is_over(outcome.covers) || judge.expected() == "exceeded";
        let done = done.filter(|_| is_paced && !is_decided);
        self.pace(done, planned, printed.zip(printed_plan));
        self.gap(done, planned);
    }

    fn percentage(&mut self, label: [&'static str; 2]) -> Option<Printed> {
        let text = self.card.measure(self.word(label))?.to_owned();
        let found = percent(self.lang, &text);
        if found.is_none() {
            self.fault(format!("`{text}` is no percentage"));
        }
        found
    }

    /// 100 % is what is reached and nothing else, and 0 % is nothing.
    fn whole(&mut self, printed: Printed, done: Ratio) {
        if !printed.is_rounded_from(done) {
            self.fault(format!("share {} where {done} follows", printed.value));
        }
        for limit in [Ratio::ZERO, Ratio::ONE] {
            if printed.value.cmp(&limit) != done.cmp(&limit) {
                self.fault(format!("share {} where {done} follows", printed.value));
            }
        }
    }

    /// The planned shares that the sentence names.
    fn planned_in_words(&mut self) -> Vec<Printed> {
        let sentence = self.card.sentences.first().cloned().unwrap_or_default();
        let labels: &[&str] =
            self.lang.of(&["lanned share ", "share of the time "], &["序时进度", "时间比例"]);
        let mut found = Vec::new();
        for label in labels {
            for rest in sentence.split(label).skip(1) {
                // 与序时进度之差 is something else.
                let end = rest.find('%').map(|at| &rest[..=at]);
                let text = end.filter(|text| text.chars().count() < 20);
                let Some(text) = text.filter(|_| !rest.starts_with("之差")) else { continue };
                match percent(self.lang, text) {
                    Some(printed) => found.push(printed),
                    None => self.fault(format!("`{text}` is no percentage")),
                }
            }
        }
        found
    }

    /// The pace, and that it is on the same side of every cut-off as what it was rounded from, and
    /// so is what a reader makes of the two shares.
    fn pace(&mut self, done: Option<Ratio>, planned: Ratio, shares: Option<(Printed, Printed)>) {
        let judge = self.judge;
        let pace = done.and_then(|done| judge.pace(done, planned));
        let text = self.card.measure(self.word(words::PACE)).map(str::to_owned);
        let (pace, text) = match (pace, text) {
            (Some(pace), Some(text)) => (pace, text),
            (None, None) => return,
            (pace, text) => {
                let pace = pace.map(|pace| pace.to_string());
                return self.fault(format!("pace {text:?} where {pace:?} follows"));
            }
        };
        let Some(printed) = bare(self.lang, &text) else {
            return self.fault(format!("`{text}` is no pace"));
        };
        if !printed.is_rounded_from(pace) {
            self.fault(format!("pace {text} where {pace} follows"));
        }
        let cutoffs = judge.ledger.cutoffs;
        let steps = match judge.method {
            Method::Limit => vec![Ratio::ONE],
            _ => {
                let steps = [cutoffs.ahead, cutoffs.on_track, cutoffs.behind, 0];
                steps.map(|step| Ratio::new(step, 100)).to_vec()
            }
        };
        for step in steps {
            if printed.value.cmp(&step) != pace.cmp(&step) {
                self.fault(format!("pace {text} is on the other side of {step} than {pace}"));
            }
            let Some((done, planned)) = shares else { continue };
            let again = judge.pace(done.value, planned.value);
            if again.is_some_and(|again| (again >= step) != (pace >= step)) {
                self.fault(format!(
                    "{} and {} do not make a pace on the same side of {step} as {text}",
                    done.value, planned.value
                ));
            }
        }
    }

    fn gap(&mut self, done: Option<Ratio>, planned: Ratio) {
        let gap = done.map(|done| match self.judge.method {
            Method::Limit => planned - done,
            _ => done - planned,
        });
        let text = self.card.measure(self.word(words::GAP)).map(str::to_owned);
        let printed = text.as_ref().and_then(|text| points(self.lang, text));
        let is_right = match (gap, printed) {
            (Some(gap), Some(printed)) => printed.is_rounded_from(gap),
            (None, None) => text.is_none(),
            _ => false,
        };
        if !is_right {
            let gap = gap.map(|gap| gap.to_string());
            self.fault(format!("gap {text:?} where {gap:?} follows"));
        }
    }

    /// What is left to do.
    fn left(&mut self, goal: Span, outcome: &Outcome, expected: &str) {
        let judge = self.judge;
        let exact = goal.exact().zip(outcome.possible.exact());
        let is_to_do = match judge.method {
            Method::Pace => true,
            Method::Level => judge.target.direction != Direction::AtMost,
            Method::Way => judge.base().is_some(),
            _ => false,
        };
        let is_open = is_to_do && !judge.is_over(outcome.covers);
        let rest = exact.filter(|_| is_open).and_then(|(goal, result)| {
            let is_met = match judge.method {
                Method::Way => judge.done(goal, result).is_none_or(|done| done >= Ratio::ONE),
                _ => result >= goal,
            };
            (!is_met).then(|| (goal - result).abs())
        });
        let text = self.card.measure(self.word(words::REMAINING)).map(str::to_owned);
        let is_right = match (rest, &text) {
            (Some(rest), Some(text)) => self.is_size(text, rest),
            // Of a way that begins nowhere exactly, it may be told or not.
            (None, Some(_)) => judge.method == Method::Way && judge.base().is_none(),
            (None, None) => true,
            (Some(_), None) => false,
        };
        if !is_right {
            let rest = rest.map(|rest| rest.to_string());
            self.fault(format!("{expected}: left {text:?} where {rest:?} follows"));
        }
    }

    /// `result ÷ (gone ÷ whole) = projection` is true as printed, or with ≈ as far as it is rounded.
    fn projection(&mut self, outcome: &Outcome) {
        let start = self.lang.of("At the same pace: ", "按现有进度，");
        let sentences = self.card.sentences.iter();
        let found = sentences.filter_map(|sentence| sentence.strip_prefix(start)).next();
        let Some(sentence) = found.map(str::to_owned) else { return };
        if self.equation(&sentence, outcome).is_none() {
            self.fault(format!("`{sentence}` is not true, or cannot be read"));
        }
    }

    fn equation(&self, sentence: &str, outcome: &Outcome) -> Option<()> {
        let (lang, unit) = (self.lang, self.unit());
        let end = lang.of(" by the end of the period", "（期末）");
        let sentence = sentence.split(end).next()?.replace('（', " (").replace('）', ") ");
        let (left, right) = sentence
            .split_once(" = ")
            .or_else(|| sentence.split_once(" ≈ "))
            .or_else(|| sentence.split_once(")= ").or_else(|| sentence.split_once(")≈ ")))?;
        let is_exact = sentence.contains('=');
        let (result, share) = left.split_once(" ÷ ")?;
        let result = amount(lang, result.trim(), unit)?.value;
        let projected = amount(lang, right.trim(), unit)?.value;
        let (low, high) = match share.trim().trim_matches(['(', ')']).split_once(" ÷ ") {
            Some((gone, whole)) => {
                let [gone, whole] = [gone, whole].map(|part| number_before(lang, part));
                let (gone, whole) = (gone?, whole?);
                let (known_gone, known_whole, _) = self.judge.time(outcome.covers);
                if gone != Ratio::whole(known_gone) || whole != Ratio::whole(known_whole) {
                    return None;
                }
                (gone / whole, gone / whole)
            }
            None => {
                let share = percent(lang, share.trim())?;
                match is_exact {
                    true => (share.value, share.value),
                    false => (share.value - share.step.half(), share.value + share.step.half()),
                }
            }
        };
        let slack = if is_exact { Ratio::ZERO } else { outcome.step.half() };
        let ends = if low.is_zero() { [result / high; 2] } else { [result / low, result / high] };
        let (least, most) = (ends[0].min(ends[1]) - slack, ends[0].max(ends[1]) + slack);
        (least <= projected && projected <= most).then_some(())
    }

    /// What a measure leaves out.
    fn counted(&mut self) {
        let judge = self.judge;
        let Some(measure) = &judge.case.measure else { return };
        let found = measured(judge.ledger, measure, judge.target);
        let marks = [
            (found.n_without, ["no published investment", "未公布投资额"]),
            (found.n_other, ["in another currency", "以其他货币计"]),
            (found.n_uncertain, ["not exact enough", "投资额不够确切"]),
            (found.n_undated, ["dated too vaguely", "日期不够确切"]),
        ];
        for (n, words) in marks {
            let word = self.word(words);
            let caveat = self.card.caveats.iter().find(|caveat| caveat.contains(word)).cloned();
            let said = caveat.as_ref().map(|caveat| {
                let digits = caveat.chars().skip_while(|c| !c.is_ascii_digit());
                digits.take_while(char::is_ascii_digit).collect::<String>()
            });
            if said.as_deref().unwrap_or("0") != n.to_string() {
                self.fault(format!("`{caveat:?}` where {n} follow"));
            }
        }
    }
}

/// A target with its direction, as it is read.
pub(crate) fn promised(value: Written, direction: Direction) -> Span {
    let is_exact = value.relation == Relation::Exactly && value.upper.is_none();
    match direction {
        Direction::AtLeast | Direction::KeepAtLeast if is_exact => {
            Span::of(Relation::AtLeast, value.value())
        }
        Direction::AtMost | Direction::KeepAtMost if is_exact => {
            Span::of(Relation::AtMost, value.value())
        }
        _ => value.span(),
    }
}

/// What is promised of `at most about RMB 800 million`; nothing that can be read if the side is
/// missing.
fn without_side(lang: Lang, text: &str, value: Written, direction: Direction) -> &str {
    let sides: &[&str] = match direction {
        Direction::Reach => return text,
        Direction::AtLeast | Direction::KeepAtLeast => {
            lang.of(&["at least "], &["不低于", "不少于"])
        }
        Direction::AtMost | Direction::KeepAtMost => lang.of(&["at most "], &["不超过"]),
    };
    match value.relation {
        Relation::About | Relation::Nearly | Relation::SomeOver => {
            sides.iter().find_map(|side| text.strip_prefix(side)).unwrap_or_default()
        }
        _ => text,
    }
}

/// The number at the start of `181 days`, `181天`.
fn number_before(lang: Lang, text: &str) -> Option<Ratio> {
    let digits: String =
        text.trim().chars().take_while(|c| c.is_ascii_digit() || *c == ',').collect();
    Some(bare(lang, &digits)?.value)
}
