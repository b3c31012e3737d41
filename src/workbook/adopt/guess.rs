//! What a column is, guessed from its head and its cells.

use super::cue::{FoundPeriod, Now, Year};
use super::dictionary::Meaning;
use super::head_text::{Candidate, HeadText, Time};
use super::sample::Sample;
use super::site::Site;
use crate::schema::Shape;
use crate::workbook::path::written;
use crate::workbook::pattern::squeezed;

/// A column before it is guessed.
pub(super) struct Column {
    /// Its number, from 0.
    pub(super) number: u32,
    /// Its head, as a mapping names it.
    pub(super) head: String,
    /// The parts of its head.
    pub(super) parts: Vec<String>,
    pub(super) text: HeadText,
    pub(super) sample: Sample,
}

/// How sure a guess is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    Sure,
    Unsure,
    /// Nothing is known of it.
    NotPlaced,
}

/// Why a column of results is not read with plans.
pub(super) const RESULT_ELSEWHERE: &str = "a figure: read as an observation";

/// What a column says of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tells {
    Unit,
    Period,
}

/// What a column is taken for.
#[derive(Debug, Clone)]
pub(super) struct Guess {
    /// Its head, as a mapping names it.
    pub(super) head: String,
    pub(super) number: u32,
    /// What a mapping says of it, key by key, as YAML; nothing if it is never read.
    pub(super) said: Vec<(&'static str, String)>,
    pub(super) why: String,
    /// Why it is not sure.
    pub(super) doubts: Vec<String>,
    /// Nothing is known of it.
    pub(super) is_unknown: bool,
    /// Its numbers have no unit, and why that may be; a column beside it may have it.
    pub(super) lacks_unit: Option<String>,
    /// No period is said of it, but that of the site stands for it.
    pub(super) lacks_period: Option<String>,
    /// What its cells say of other columns.
    pub(super) tells: Option<Tells>,
    /// The period of its rows, and whether they count from the beginning of the year.
    pub(super) row_period: Option<(String, bool)>,
    /// Records that must be there for it.
    pub(super) needs: Vec<Need>,
    /// It is of targets, in a sheet whose rows are observations.
    pub(super) is_of_targets: bool,
}

/// A record that a column names and the site lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Need {
    /// A record of a collection by its name.
    Named { collection: String, name: String },
    /// An indicator.
    Indicator { id: String, name: Vec<(String, String)>, kind: String, unit: String },
}

/// What is known of a sheet when its columns are guessed.
pub(super) struct Around<'a> {
    pub(super) collection: &'a str,
    /// The unit that is said above the table.
    pub(super) unit: Option<&'a str>,
    /// The year of the table, and whether it says so.
    pub(super) year: Option<Year>,
    pub(super) says_year: bool,
    /// The period in the title of the table, if it is a part of a year.
    pub(super) period: Option<&'a FoundPeriod>,
    /// The part of the site's year that is over.
    pub(super) now: Option<&'a Now>,
    /// The indicator that a table of numbers is of, by what stands above it.
    pub(super) subject: Option<&'a str>,
    /// Each of its rows is of an indicator.
    pub(super) has_indicators: bool,
    /// Its columns are figures of different indicators or periods.
    pub(super) is_matrix: bool,
}

impl Guess {
    fn never(column: &Column, why: impl Into<String>) -> Self {
        Self::new(column, Vec::new(), why, Certainty::Sure)
    }

    pub(super) fn new(
        column: &Column,
        said: Vec<(&'static str, String)>,
        why: impl Into<String>,
        certainty: Certainty,
    ) -> Self {
        Self {
            head: column.head.clone(),
            number: column.number,
            said,
            why: why.into(),
            doubts: Vec::new(),
            is_unknown: certainty == Certainty::NotPlaced,
            lacks_unit: None,
            lacks_period: None,
            tells: None,
            row_period: None,
            needs: Vec::new(),
            is_of_targets: false,
        }
    }

    /// A column that is nothing known.
    pub(super) fn not_placed(column: &Column, why: impl Into<String>) -> Self {
        Self::new(column, Vec::new(), why, Certainty::NotPlaced)
    }

    /// It with a doubt.
    pub(super) fn doubt(mut self, why: &str) -> Self {
        self.doubts.push(why.to_owned());
        self
    }

    /// Whether it is read with the other half of a sheet with plans and results.
    pub(super) fn is_elsewhere(&self) -> bool {
        self.said.is_empty() && self.why == RESULT_ELSEWHERE
    }

    /// Whether it is a plan or a result.
    pub(super) fn is_figure(&self) -> bool {
        let mut keys = self.said.iter().map(|(key, _)| *key);
        self.row_period.is_some() || keys.any(|key| matches!(key, "target" | "figure"))
    }

    /// How sure it is.
    pub(super) fn certainty(&self) -> Certainty {
        let has_doubts =
            !self.doubts.is_empty() || self.lacks_unit.is_some() || self.lacks_period.is_some();
        match (self.is_unknown, has_doubts) {
            (true, _) => Certainty::NotPlaced,
            (false, true) => Certainty::Unsure,
            (false, false) => Certainty::Sure,
        }
    }

    /// The reason, with all doubts behind it.
    pub(super) fn reason(&self) -> String {
        let lacks = self.lacks_unit.iter().chain(&self.lacks_period);
        let all = std::iter::once(&self.why).chain(&self.doubts).chain(lacks);
        all.map(String::as_str).collect::<Vec<_>>().join("; ")
    }

    /// What two columns must not both be; `None` for what several may be.
    pub(super) fn identity(&self) -> Option<String> {
        // Facts are told apart by their labels.
        let is_fact = self.said.iter().any(|(key, _)| *key == "fact");
        let is_name = |key: &str| match is_fact {
            true => key == "fact",
            false => !matches!(key, "unit" | "by" | "split" | "unit_in" | "until"),
        };
        let parts = self.said.iter().filter(|(key, _)| is_name(key));
        let text: Vec<String> = parts.map(|(key, value)| format!("{key}={value}")).collect();
        (!text.is_empty()).then(|| text.join(" "))
    }
}

/// Guesses the columns of a sheet.
pub(super) struct Guesser<'g> {
    pub(super) site: &'g Site<'g>,
    pub(super) around: &'g Around<'g>,
}

impl Guesser<'_> {
    /// What a column is.
    pub(super) fn guess(&self, column: &Column) -> Guess {
        let sample = &column.sample;
        let leaf = column.parts.last().map_or("", String::as_str);
        if self.site.labels.is_contact(&column.head) {
            return Guess::never(column, format!("“{leaf}” is about people"));
        }
        if sample.n_contacts > 0 && sample.n_contacts * 2 >= sample.n() {
            return Guess::never(
                column,
                format!("{} phone numbers or addresses", self.of(sample, sample.n_contacts)),
            );
        }
        if let Some(guess) = self.as_unit(column).or_else(|| self.value_of_period(column)) {
            return guess;
        }
        for candidate in &column.text.candidates {
            let Some((meaning, known)) = self.meaning(candidate) else { continue };
            if self.around.is_matrix
                && !matches!(meaning, Meaning::Never(_))
                && let Some(series) = self.series(column)
            {
                return series;
            }
            // An original or a forecast date is one; of other things too little is known.
            let is_dated = matches!(meaning, Meaning::Milestone(_) | Meaning::Span(_));
            let is_forecast = matches!(meaning, Meaning::Figure(_) | Meaning::Forecast(_));
            match candidate.time {
                Time::Replanned if !is_dated => continue,
                Time::Forecast if !is_dated && !is_forecast => continue,
                _ => {}
            }
            let guess = self.said(column, candidate, &meaning, &known).or_else(|| {
                // “Completion” is a date, or a share that others tell.
                let other = self.site.dictionary.find("", &candidate.text)?;
                let is_never = matches!(other, Meaning::Never(_));
                is_never.then(|| self.said(column, candidate, other, &known))?
            });
            if let Some(guess) = guess {
                return match candidate.is_whole {
                    true => guess,
                    false => guess.doubt("known by what stands above it alone"),
                };
            }
        }
        if self.around.is_matrix
            && let Some(series) = self.series(column)
        {
            return series;
        }
        if let Some(guess) = self.by_title(column) {
            return guess;
        }
        self.by_values(column).or_else(|| self.by_part(column)).unwrap_or_else(|| {
            let why = format!("no name that is known; {}", self.kind_of_cells(sample));
            Guess::new(column, Vec::new(), why, Certainty::NotPlaced)
        })
    }

    /// What a text is known as, exactly.
    fn meaning(&self, candidate: &Candidate) -> Option<(Meaning, String)> {
        let (site, collection) = (self.site, self.around.collection);
        let text = squeezed(&candidate.text);
        if text.is_empty() {
            return None;
        }
        let quoted = || format!("“{}”", candidate.text);
        if let Some(id) = site.fields.get(&(collection.to_owned(), text.clone())) {
            return Some((
                Meaning::Field(id.clone()),
                format!("{} is a field of this site", quoted()),
            ));
        }
        if let Some(id) = site.indicator_named(&text).filter(|_| self.has_figures()) {
            let figure = Meaning::Figure(id.to_owned());
            return Some((figure, format!("{} is an indicator of this site", quoted())));
        }
        if let Some(meaning) = site.dictionary.find(collection, &text) {
            return Some((meaning.clone(), format!("{} is a known name of it", quoted())));
        }
        let heads = site.labels.heads(collection, None, site.setting, site.shapes);
        let target = heads.get(&text)?;
        let usable = !matches!(&target.shape, Shape::Parts)
            && !matches!(&target.shape, Shape::List(items) if **items == Shape::Parts);
        let field = Meaning::Field(written(&target.path));
        usable.then(|| (field, format!("{} is the field’s own name", quoted())))
    }

    fn has_figures(&self) -> bool {
        matches!(self.around.collection, "projects" | "observations" | "targets")
    }

    /// A column of units is read with the one beside it.
    fn as_unit(&self, column: &Column) -> Option<Guess> {
        let is_called = column.text.candidates.iter().any(|one| {
            !squeezed(&one.text).is_empty()
                && matches!(self.site.dictionary.find("", &one.text), Some(Meaning::Unit))
        });
        let cues = self.site.cues();
        let values = column.sample.parts(None);
        let is_unit = !values.is_empty() && values.iter().all(|value| cues.unit(value).is_some());
        (is_called && is_unit && self.around.collection != "indicators").then(|| {
            let why = format!("units: {}", values.join(", "));
            Guess { tells: Some(Tells::Unit), ..Guess::never(column, why) }
        })
    }

    /// What a meaning makes of a column; `None` if its cells cannot be that.
    fn said(
        &self,
        column: &Column,
        candidate: &Candidate,
        meaning: &Meaning,
        known: &str,
    ) -> Option<Guess> {
        let sample = &column.sample;
        let with_cells = || format!("{known}; {}", self.kind_of_cells(sample));
        match meaning {
            Meaning::Never(why) => Some(Guess::never(column, why.clone())),
            Meaning::Unit => None,
            Meaning::Period => {
                (sample.n() > 0 && sample.is_mostly(sample.n_dates)).then(|| Guess {
                    tells: Some(Tells::Period),
                    ..Guess::never(column, "the period of other columns")
                })
            }
            Meaning::Field(path)
                if path == "investment"
                    && (candidate.period.is_some() || candidate.time == Time::Actual) =>
            {
                let time = match candidate.time {
                    Time::Open if self.is_planned(&candidate.text) => Time::Planned,
                    time => time,
                };
                let candidate = Candidate { time, ..candidate.clone() };
                let figure = self.figure(column, &candidate, "done", with_cells())?;
                Some(if time == Time::Open {
                    figure.doubt("it may be planned or done")
                } else {
                    figure
                })
            }
            Meaning::Field(path) if path == "at_least" => {
                let (path, doubt) = self.bound(column);
                let mut guess = self.field(column, path, with_cells())?;
                guess.row_period = self.period_of_rows(candidate, true);
                guess.doubts.extend(doubt);
                Some(guess)
            }
            Meaning::Field(path) => {
                let mut guess = self.field(column, path, with_cells())?;
                if path == "value" {
                    guess.row_period = self.period_of_rows(candidate, false);
                }
                Some(guess)
            }
            Meaning::Milestone(stage) => {
                let why = match sample.n() {
                    0 => with_cells(),
                    _ => format!("{known}; {} dates", self.of(sample, sample.n_dates)),
                };
                self.milestone(column, candidate, stage, why)
            }
            Meaning::Figure(id) if candidate.time == Time::Forecast => {
                self.said(column, candidate, &Meaning::Forecast(id.clone()), known)
            }
            Meaning::Figure(id) => self.figure(column, candidate, id, with_cells()),
            Meaning::Target(id) => {
                let time = match candidate.time {
                    Time::LastYear => Time::LastYear,
                    _ => Time::Planned,
                };
                self.figure(column, &Candidate { time, ..candidate.clone() }, id, with_cells())
            }
            Meaning::Forecast(id) => {
                // Like a plan, it is of the whole period.
                let planned = Candidate { time: Time::Planned, ..candidate.clone() };
                let mut guess = self.figure(column, &planned, id, with_cells())?;
                guess.is_of_targets = false;
                for (key, _) in guess.said.iter_mut().filter(|(key, _)| *key == "target") {
                    *key = "figure";
                }
                guess.said.retain(|(key, _)| *key != "field");
                guess.said.push(("status", "forecast".to_owned()));
                Some(guess)
            }
            Meaning::Stage => self.stage(column, with_cells()),
            Meaning::Party(role, name) => self.party(column, role, name, with_cells()),
            Meaning::Categories(name) => self.categories(column, name, with_cells()),
            Meaning::Span(name) => self
                .span(column, candidate, with_cells())
                .or_else(|| self.fact(column, name, false, with_cells())),
            Meaning::Place(name) => match sample.is_choice() && sample.longest <= 12 {
                true => self.field(column, "region", with_cells()),
                false => self.fact(column, name, false, with_cells()),
            },
            Meaning::Fact(name, is_money) => {
                let guess = self.fact(column, name, *is_money, with_cells())?;
                let is_bare = *is_money && sample.n_numbers > 0;
                let has_unit = column.text.unit.is_some() || self.around.unit.is_some();
                Some(if is_bare && !has_unit { guess.without_unit() } else { guess })
            }
            Meaning::Link(part) => {
                let shape = self.site.shape(self.around.collection, "links.url")?;
                (shape != Shape::Parts).then(|| {
                    Guess::new(column, vec![("link", part.clone())], with_cells(), Certainty::Sure)
                })
            }
        }
    }

    /// A column that says a period and nothing else, in a table whose title says of what: 1月, 2月 …
    fn by_title(&self, column: &Column) -> Option<Guess> {
        let subject = self.around.subject.filter(|_| self.around.collection == "projects")?;
        let empty = &self.site.dictionary.empty;
        let is_bare = |one: &&Candidate| {
            let text = squeezed(&one.text);
            one.period.is_some() && (text.is_empty() || empty.contains(&text))
        };
        let candidate = column.text.candidates.iter().find(is_bare)?;
        let own = self.site.indicator_named(subject);
        let id = own.or_else(|| self.site.dictionary.figure_in_title(subject))?.to_owned();
        let why = format!("“{subject}” stands above it");
        self.figure(column, candidate, &id, why)
    }

    /// By what its cells name: parks, regions and the like that the site has.
    fn by_values(&self, column: &Column) -> Option<Guess> {
        let values = column.sample.parts(None);
        if values.is_empty() {
            return None;
        }
        let collection = self.around.collection;
        let fields = match collection {
            "observations" | "targets" => {
                ["where.park", "where.region", "where.industry", "indicator"]
            }
            _ => ["park", "region", "industries", "categories"],
        };
        for field in fields {
            let Some(shape) = self.site.shape(collection, field) else { continue };
            let Some(of) = shape.collection().and_then(|of| self.site.names.of(of)) else {
                continue;
            };
            let n = values.iter().filter(|value| of.find(value).is_some()).count();
            if n * 10 >= values.len() * 9 {
                let of = shape.collection().unwrap_or_default();
                let why = format!("{n} of {} values are names of {of}", values.len());
                return self
                    .field(column, field, why)
                    .map(|guess| guess.doubt("the head says nothing"));
            }
        }
        None
    }

    /// By a known name that is most of its head.
    fn by_part(&self, column: &Column) -> Option<Guess> {
        let mut candidates: Vec<Candidate> =
            column.text.candidates.iter().filter(|one| one.is_whole).cloned().collect();
        // One of which the period was taken away says more of it.
        candidates.sort_by_key(|one| one.period.is_none());
        for candidate in &mut candidates {
            if candidate.time == Time::Open && self.is_ahead(&candidate.text) {
                candidate.time = Time::Planned;
            }
            let candidate = &*candidate;
            let found = self.site.dictionary.find_inside(self.around.collection, &candidate.text);
            let Some((known, meaning)) = found else { continue };
            // Of numbers a word among others, such as “created”, says too little to leave them out.
            let is_never = matches!(meaning, Meaning::Never(_));
            if is_never && column.sample.is_mostly(column.sample.n_numbers) {
                continue;
            }
            let why = format!("“{}” has the known name “{known}” in it", candidate.text);
            let guess = self.said(column, candidate, &meaning.clone(), &why);
            // What is unsure makes no records.
            if let Some(guess) = guess.filter(|guess| guess.needs.is_empty()) {
                return Some(guess.doubt("more than that stands in the head"));
            }
        }
        None
    }

    fn of(&self, sample: &Sample, n: usize) -> String {
        format!("{n} of {} cells are", sample.n())
    }

    /// What its cells are, in a few words.
    fn kind_of_cells(&self, sample: &Sample) -> String {
        let n = sample.n();
        if n == 0 {
            return "its cells are empty".to_owned();
        }
        let kinds = [(sample.n_dates, "dates"), (sample.n_amounts(), "numbers")];
        let best = kinds.into_iter().filter(|(of, _)| of * 2 > n).max_by_key(|(of, _)| *of);
        match best {
            Some((of, what)) => format!("{} {what}", self.of(sample, of)),
            None => format!("{n} of {} rows have a text", sample.n_rows),
        }
    }
}

impl Guess {
    pub(super) fn into_not_placed(self) -> Self {
        Self { said: Vec::new(), is_unknown: true, needs: Vec::new(), ..self }
    }

    fn without_unit(self) -> Self {
        Self { lacks_unit: Some("no unit is said: add `unit: …`".to_owned()), ..self }
    }
}
