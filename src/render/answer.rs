//! What is said first of a target: how far it is, in a few words.

use super::progress::{completion_key, percent, progress_view, result};
use super::scope::Scope;
use super::view::AnswerView;
use crate::model::{Digits, Direction, Method, Progress};
use crate::value::Period;

/// What stands in place of the share in a sentence until it is split there.
const SHARE: &str = "\u{e002}";

/// The answer of the home page: how far the target is that it is about.
pub(super) fn answer<'a>(scope: &Scope<'a>, progress: &'a Progress<'a>) -> AnswerView<'a> {
    let view = progress_view(scope, progress);
    let period = scope.date(*progress.target.period);
    let (before, share, after) = headline(scope, progress, &period);
    let name = view.indicator.text.as_ref();
    let words = match &progress.actual {
        Some(actual) if share.is_some() => {
            let day = scope.date(Period::Day(actual.covers));
            scope.t("answer-by", &[("indicator", name), ("day", &day)])
        }
        _ => name.to_owned(),
    };
    let link = scope.own_link(scope.page_of(*progress.target.period), words);
    AnswerView { before, share, after, link, progress: view }
}

/// The first sentence, around the share that it is about.
fn headline(
    scope: &Scope<'_>,
    progress: &Progress<'_>,
    period: &str,
) -> (String, Option<String>, String) {
    let whole = |text: String| (text, None, String::new());
    let Some(actual) = &progress.actual else {
        return whole(scope.t("headline-none", &[("period", period)]));
    };
    let key = match progress.method {
        Some(Method::Pace) => Some("answer-reached"),
        Some(Method::Limit) => Some("answer-used"),
        _ => None,
    };
    let digits = Digits::of(progress, scope.site.model.site.cutoffs);
    if let (Some(key), Some(share)) = (key, progress.completion) {
        let text = scope.t(key, &[("completion", SHARE), ("period", period)]);
        if let Some((before, after)) = text.split_once(SHARE) {
            let share = percent(scope, share, digits);
            return (before.to_owned(), Some(share), after.to_owned());
        }
    }
    let (result, target) =
        (result(scope, progress).unwrap_or_default(), scope.promised(progress.target));
    let day = scope.date(Period::Day(actual.covers));
    let args = [("result", &*result), ("day", &*day), ("period", period), ("target", &*target)];
    whole(scope.t("headline-result", &args))
}

/// Under a target: how much of it is done, and by when; nothing where no result is published.
pub(super) fn verdict(scope: &Scope<'_>, progress: &Progress<'_>) -> Option<String> {
    let actual = progress.actual.as_ref()?;
    let day = scope.date(Period::Day(actual.covers));
    let digits = Digits::of(progress, scope.site.model.site.cutoffs);
    let is_limit = progress.target.promise.direction == Direction::AtMost;
    if let Some(share) = progress.completion {
        let key = match completion_key(progress) {
            "share-used" => "verdict-used",
            "share-of-way" if share.is_sign_negative() && !share.is_zero() => "verdict-away",
            "share-of-way" => "verdict-way",
            _ if is_limit => "verdict-of-limit",
            _ => "verdict-reached",
        };
        let share = percent(scope, share, digits);
        return Some(scope.t(key, &[("completion", &share), ("day", &day)]));
    }
    let (result, target) = (result(scope, progress)?, scope.promised(progress.target));
    let args = [("result", &*result), ("target", &*target), ("day", &*day)];
    Some(scope.t("verdict-result", &args))
}
