//! Events and plans as an iCalendar file (RFC 5545).
//!
//! Written here and not by a library: those that are kept need a clock and random numbers to
//! be built at all, or fold lines one octet too late. Same site, same bytes: an entry was stamped
//! on the as-of day, and its UID is made of the id of its record.

use super::{Content, Page};
use crate::model::{Milestone, MilestoneStatus, Project, Record};
use crate::plan::{PageId, PageKind, Pages, TimelineEntry, calendar as entries};
use crate::render::layout::absolute;
use crate::render::names::stage_name;
use crate::render::scope::Scope;
use crate::render::timeline::standing;
use crate::render::view::TextView;
use crate::value::Period;
use jiff::civil::Date;

pub(super) static PAGE: Page = Page {
    kind: PageKind {
        name: "calendar",
        path: "data/events.ics",
        pages: Pages::One(|model, _| !entries(model).is_empty()),
        has_time: true,
        ..PageKind::USUAL
    },
    content: Content::File(|scope, _| calendar(scope)),
};

/// A line has at most this many octets, its break excluded.
const LINE_OCTETS: usize = 75;

/// The calendar file in the language of the scope.
fn calendar(scope: &Scope<'_>) -> Vec<u8> {
    let mut file = Lines(String::new());
    file.put("BEGIN", "VCALENDAR");
    file.put("VERSION", "2.0");
    file.put("PRODID", "-//Wellspring//Wellspring//EN");
    file.put("CALSCALE", "GREGORIAN");
    let title = scope.text(&scope.site.model.site.title);
    let name = scope.with_part(&title.text, &scope.t("title-timeline", &[]));
    file.text("NAME", tag(scope, &title), &name);
    file.text("X-WR-CALNAME", tag(scope, &title), &name);
    let site = site_name(scope);
    for timeline_entry in crate::plan::calendar(scope.site.model) {
        if let Some(entry) = entry(scope, timeline_entry) {
            entry.write(scope, &site, &mut file);
        }
    }
    file.put("END", "VCALENDAR");
    file.0.into_bytes()
}

/// What follows the `@` in each UID: the host of the site, or else a name that no host can have.
fn site_name(scope: &Scope<'_>) -> String {
    let settings = &scope.site.model.site;
    let host = settings.base_url.as_ref().and_then(|base| {
        let (_, rest) = base.split_once("://")?;
        rest.split(['/', ':']).next().filter(|host| !host.is_empty())
    });
    match host {
        Some(host) => host.to_owned(),
        None => {
            let title = settings.title.get_or_fallback(settings.default_lang()).1;
            let hash = blake3::hash(title.text.as_bytes()).to_hex();
            format!("{}.invalid", &hash[..12])
        }
    }
}

/// An entry of the calendar.
struct Entry<'a> {
    timeline_entry: TimelineEntry,
    uid: String,
    date: Period,
    title: TextView<'a>,
    text: Option<TextView<'a>>,
    category: String,
    place: Option<TextView<'a>>,
    page: PageId,
}

fn entry<'a>(scope: &Scope<'a>, timeline_entry: TimelineEntry) -> Option<Entry<'a>> {
    let model = scope.site.model;
    let date = timeline_entry.when(model).date()?;
    let park = timeline_entry.park(model).map(|park| scope.text(model.parks.get(park).name()));
    Some(match timeline_entry {
        TimelineEntry::Milestone(one, number) => {
            let project = model.projects.get(one);
            let milestone = &project.milestones[number];
            let stage = milestone.stage.map(|stage| stage_name(scope, stage).text);
            let word = stage.unwrap_or_else(|| scope.t("kind-milestone-entry", &[]).into());
            let TextView { text: name, lang } = scope.text(project.name());
            let step = step(scope, project, milestone, number);
            Entry {
                timeline_entry,
                uid: format!("milestone-{}-{step}", project.id()),
                date,
                title: TextView { text: scope.with_part(&name, &word).into(), lang },
                text: scope.text_opt(milestone.text.as_ref()),
                category: word.into_owned(),
                place: park,
                page: scope.page_of(one),
            }
        }
        TimelineEntry::Event(one) => {
            let event = model.events.get(one);
            Entry {
                timeline_entry,
                uid: format!("event-{}", event.id()),
                date,
                title: scope.text(event.name()),
                text: event.summary.as_ref().map(|text| TextView {
                    text: scope.lead_of(text).into(),
                    lang: scope.foreign(text.get_or_fallback(scope.lang).0),
                }),
                category: scope.t(event.kind.key(), &[]),
                place: scope.text_opt(event.place.as_ref()).or(park),
                page: scope.page_of(one),
            }
        }
    })
}

/// What tells a planned milestone from the others of its project: its stage, of which one plan
/// holds; of those that open none, the number.
fn step(scope: &Scope<'_>, project: &Project, milestone: &Milestone, number: usize) -> String {
    let before = project.in_force().filter(|(other, _)| *other < number);
    let alike = before.filter(|(_, other)| other.stage == milestone.stage && other.planned);
    let n_before = alike.count();
    match (milestone.stage, n_before) {
        (Some(stage), 0) => scope.site.model.site.stage(stage).id.to_string(),
        (Some(stage), n) => format!("{}-{}", scope.site.model.site.stage(stage).id, n + 1),
        (None, n) => (n + 1).to_string(),
    }
}

impl<'a> Entry<'a> {
    fn write(&self, scope: &Scope<'a>, site: &str, file: &mut Lines) {
        let is_vague = !matches!(self.date, Period::Day(_) | Period::Interval(..));
        let date = scope.date(self.date);
        file.put("BEGIN", "VEVENT");
        file.put("UID", &format!("{}@{site}", self.uid));
        let at = scope.site.model.site.written_at();
        file.put("DTSTAMP", &at.strftime("%Y%m%dT%H%M%SZ").to_string());
        file.put("DTSTART;VALUE=DATE", &basic(self.date.first_day()));
        // The end is exclusive; the last day of all has no next one, and then needs no end.
        if let Ok(end) = self.date.last_day().tomorrow() {
            file.put("DTEND;VALUE=DATE", &basic(end));
        }
        let summary = match is_vague {
            true => scope.t("calendar-vague", &[("text", &self.title.text), ("date", &date)]),
            false => self.title.text.to_string(),
        };
        file.text("SUMMARY", tag(scope, &self.title), &summary);
        let own = &scope.site.model.site.language(scope.lang).tag;
        let description = self.description(scope, is_vague.then_some(&*date));
        if !description.is_empty() {
            // What is told first, at the greatest length.
            let lang = self.text.as_ref().map_or(&**own, |text| tag(scope, text));
            file.text("DESCRIPTION", lang, &description);
        }
        if let Some(place) = &self.place {
            file.text("LOCATION", tag(scope, place), &place.text);
        }
        file.text("CATEGORIES", own, &self.category);
        let milestone_status = self.timeline_entry.milestone_status(scope.site.model);
        let status =
            if milestone_status == MilestoneStatus::Done { "CONFIRMED" } else { "TENTATIVE" };
        file.put("STATUS", status);
        file.put("TRANSP", "TRANSPARENT");
        // Without an address of its own a site has none that holds outside of it.
        if let Some(address) = absolute(scope, &scope.site.path(self.page, scope.lang)) {
            file.put("URL", &address);
        }
        file.put("END", "VEVENT");
    }

    /// What is known, how exactly, whether it has happened, and who says so.
    fn description(&self, scope: &Scope<'_>, vague: Option<&str>) -> String {
        let mut lines: Vec<String> = self.text.iter().map(|text| text.text.to_string()).collect();
        lines.extend(vague.map(|date| scope.t("calendar-date", &[("date", date)])));
        lines.extend(standing(scope, self.timeline_entry.milestone_status(scope.site.model)));
        let cited = self
            .timeline_entry
            .citations(scope.site.model)
            .iter()
            .filter(|citation| !citation.is_later);
        let mut sources: Vec<_> = cited.map(|citation| citation.source).collect();
        sources.dedup();
        let titles = sources.iter().map(|source| {
            let source = scope.site.model.sources.get(*source);
            scope.plain(source.name())
        });
        let titles: Vec<_> = titles.collect();
        if !titles.is_empty() {
            let names = scope.locale.list(&titles);
            lines.push(scope.t("calendar-sources", &[("names", &names)]));
        }
        lines.join("\n")
    }
}

/// The tag of a text's language.
fn tag<'a>(scope: &Scope<'a>, text: &TextView<'a>) -> &'a str {
    text.lang.unwrap_or(&scope.site.model.site.language(scope.lang).tag)
}

/// A day as iCalendar writes it: `20300630`.
fn basic(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Content lines, folded.
struct Lines(String);

impl Lines {
    /// A property whose value is written as it is.
    fn put(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut rest = &*line;
        let mut room = LINE_OCTETS;
        while rest.len() > room {
            let is_between = |at: &usize| rest.is_char_boundary(*at);
            let at = (0..=room).rev().find(is_between).unwrap_or(room);
            let (start, end) = rest.split_at(at);
            self.0.push_str(start);
            self.0.push_str("\r\n ");
            rest = end;
            // The space that continues a line is a part of it.
            room = LINE_OCTETS - 1;
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }

    /// A property that is a text in a language.
    fn text(&mut self, name: &str, tag: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for c in value.trim().chars() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' => escaped.push_str("\\n"),
                c if c.is_control() => {}
                c => escaped.push(c),
            }
        }
        self.put(&format!("{name};LANGUAGE={tag}"), &escaped);
    }
}

#[cfg(test)]
mod tests {
    use super::{LINE_OCTETS, Lines};

    #[track_caller]
    fn check(value: &str) {
        let mut lines = Lines(String::new());
        lines.put("SUMMARY", value);
        let text = lines.0;
        assert!(text.ends_with("\r\n"), "{text:?}");
        for line in text.trim_end_matches("\r\n").split("\r\n") {
            assert!(line.len() <= LINE_OCTETS, "{} octets: {line:?}", line.len());
            assert!(!line.is_empty(), "{text:?}");
        }
        let unfolded = text.replace("\r\n ", "");
        assert_eq!(unfolded, format!("SUMMARY:{value}\r\n"));
    }

    #[test]
    fn lines_are_folded_between_characters() {
        check("short");
        for n in 60..80 {
            check(&"a".repeat(n));
            check(&format!(
                "{}园区签约活动项目开工竣工投产达效园区签约活动项目开工",
                "a".repeat(n)
            ));
        }
        check(&"𠮷".repeat(60));
        check(&"x".repeat(500));
    }

    #[test]
    fn texts_are_escaped() {
        let mut lines = Lines(String::new());
        lines.text("LOCATION", "en", "Hall 3; east, \\ rear\r\nfloor 2\u{7}");
        assert_eq!(lines.0, "LOCATION;LANGUAGE=en:Hall 3\\; east\\, \\\\ rear\\nfloor 2\r\n");
    }
}
