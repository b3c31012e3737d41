//! What a column is, guessed from its head and its cells.

use super::cue::{FoundPeriod, Now, Reach, Year};
use super::dictionary::{Meaning, Name};
use super::head_text::{Candidate, HeadText, Time};
use super::sample::Sample;
use super::site::Site;
use super::yaml;
use crate::schema::Shape;
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
    /// Its cells are units of another column.
    pub(super) is_unit: bool,
    /// Its cells are the periods of other columns.
    pub(super) is_period: bool,
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
            is_unit: false,
            is_period: false,
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
        let is_name = |key: &str| !matches!(key, "unit" | "by" | "split" | "unit_in");
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
            return Guess::never(column, format!("{} phone numbers or addresses", self.of(sample, sample.n_contacts)));
        }
        if let Some(guess) = self.as_unit(column) {
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
            if let Some(guess) = self.said(column, candidate, &meaning, &known) {
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
            return Some((Meaning::Field(id.clone()), format!("{} is a field of this site", quoted())));
        }
        if let Some(id) = site.indicator_named(&text).filter(|_| self.has_figures()) {
            let figure = Meaning::Figure(id.to_owned());
            return Some((figure, format!("{} is an indicator of this site", quoted())));
        }
        if let Some(meaning) = site.dictionary.find(collection, &text) {
            return Some((meaning.clone(), format!("{} is a known name of it", quoted())));
        }
        let heads = site.labels.heads(collection, site.setting, site.shapes);
        let target = heads.get(&text)?;
        let usable = !matches!(&target.shape, Shape::Parts)
            && !matches!(&target.shape, Shape::List(items) if **items == Shape::Parts);
        let field = Meaning::Field(target.path.join("."));
        usable.then(|| (field, format!("{} is the field’s own name", quoted())))
    }

    fn has_figures(&self) -> bool {
        matches!(self.around.collection, "projects" | "observations" | "targets")
    }

    /// A column of units is read with the one beside it.
    fn as_unit(&self, column: &Column) -> Option<Guess> {
        let is_called = column.text.candidates.iter().any(|one| {
            squeezed(&one.text) != "" && matches!(self.site.dictionary.find("", &one.text), Some(Meaning::Unit))
        });
        let cues = self.site.cues();
        let values = column.sample.parts(None);
        let is_unit = !values.is_empty() && values.iter().all(|value| cues.unit(value).is_some());
        (is_called && is_unit && self.around.collection != "indicators").then(|| {
            let why = format!("units: {}", values.join(", "));
            Guess { is_unit: true, ..Guess::never(column, why) }
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
            Meaning::Period => (sample.n() > 0 && sample.is_mostly(sample.n_dates)).then(|| {
                Guess { is_period: true, ..Guess::never(column, "the period of other columns") }
            }),
            Meaning::Field(path)
                if path == "investment" && candidate.period.is_some()
                    || path == "investment" && candidate.time == Time::Actual =>
            {
                let time = match candidate.time {
                    Time::Open if self.is_planned(&candidate.text) => Time::Planned,
                    time => time,
                };
                let candidate = Candidate { time, ..candidate.clone() };
                let figure = self.figure(column, &candidate, "done", with_cells())?;
                Some(if time == Time::Open { figure.doubt("it may be planned or done") } else { figure })
            }
            Meaning::Field(path) => self.field(column, path, with_cells()),
            Meaning::Milestone(stage) => self.milestone(column, candidate, stage, with_cells()),
            Meaning::Figure(id) => self.figure(column, candidate, id, with_cells()),
            Meaning::Target(id) => {
                let time = match candidate.time {
                    Time::LastYear => Time::LastYear,
                    _ => Time::Planned,
                };
                self.figure(column, &Candidate { time, ..candidate.clone() }, id, with_cells())
            }
            Meaning::Forecast(id) => {
                let actual = Candidate { time: Time::Actual, ..candidate.clone() };
                let mut guess = self.figure(column, &actual, id, with_cells())?;
                guess.said.push(("status", "forecast".to_owned()));
                Some(guess)
            }
            Meaning::Stage => self.stage(column, with_cells()),
            Meaning::Party(role, name) => self.party(column, role, name, with_cells()),
            Meaning::Categories(name) => self.categories(column, name, with_cells()),
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

    fn is_planned(&self, text: &str) -> bool {
        let text = squeezed(text);
        self.site.dictionary.planned.iter().any(|word| text.contains(word.as_str()))
    }

    /// By what its cells name: parks, regions and the like that the site has.
    fn by_values(&self, column: &Column) -> Option<Guess> {
        let values = column.sample.parts(None);
        if values.is_empty() {
            return None;
        }
        let collection = self.around.collection;
        let fields = match collection {
            "observations" | "targets" => ["where.park", "where.region", "where.industry", "indicator"],
            _ => ["park", "region", "industries", "categories"],
        };
        for field in fields {
            let Some(shape) = self.site.shape(collection, field) else { continue };
            let Some(of) = shape.collection().and_then(|of| self.site.names.of(of)) else { continue };
            let n = values.iter().filter(|value| of.find(value).is_some()).count();
            if n * 10 >= values.len() * 9 {
                let of = shape.collection().unwrap_or_default();
                let why = format!("{n} of {} values are names of {of}", values.len());
                return self.field(column, field, why).map(|guess| guess.doubt("the head says nothing"));
            }
        }
        None
    }

    /// By a known name that is most of its head.
    fn by_part(&self, column: &Column) -> Option<Guess> {
        let candidates = column.text.candidates.iter().filter(|one| one.is_whole);
        for candidate in candidates {
            let found = self.site.dictionary.find_inside(self.around.collection, &candidate.text);
            let Some((known, meaning)) = found else { continue };
            let why = format!("“{}” has the known name “{known}” in it", candidate.text);
            let guess = self.said(column, candidate, &meaning.clone(), &why);
            // What is unsure makes no records.
            if let Some(guess) = guess.filter(|guess| guess.needs.is_empty()) {
                return Some(guess.doubt("more than that stands in the head"));
            }
        }
        None
    }

    /// A field of a record.
    fn field(&self, column: &Column, path: &str, why: String) -> Option<Guess> {
        let site = self.site;
        let shape = site.shape(self.around.collection, path)?;
        let sample = &column.sample;
        let mut guess =
            Guess::new(column, vec![("field", path.to_owned())], why, Certainty::Sure);
        match &shape {
            Shape::Parts => return None,
            Shape::Text => {
                if let Some(code) = site.language_of(&sample.texts) {
                    guess.said[0].1 = format!("{path}.{code}");
                }
            }
            Shape::Quantity => guess = self.with_unit(column, guess),
            Shape::Period if !sample.is_mostly(sample.n_dates) => {
                guess = guess.doubt("not all of these are dates");
            }
            Shape::Reference(_) | Shape::Party => guess = self.named(column, guess, &shape),
            Shape::List(items) => match &**items {
                Shape::Parts => return None,
                Shape::Text => {
                    let code = site.language_of(&sample.texts);
                    if let Some(code) = code {
                        guess.said[0].1 = format!("{path}.{code}");
                    }
                }
                items => guess = self.named(column, guess, items),
            },
            Shape::Word if path == "id" => {
                if !sample.is_key() {
                    let why = format!("{} different keys in {} rows, so it is no id", sample.n_distinct, sample.n_rows);
                    return self.fact(column, &Vec::new(), false, why).map(|guess| guess.doubt("it looks like a key"));
                }
            }
            Shape::Word => {
                // Words that the program knows are in the letters of ids.
                let is_word = |text: &String| text.bytes().all(|b| b.is_ascii_graphic());
                if path != "url" && !sample.texts.iter().all(is_word) {
                    return None;
                }
            }
            Shape::Period => {}
        }
        Some(guess)
    }

    /// A reference by names, with the records that are not there yet.
    fn named(&self, column: &Column, mut guess: Guess, shape: &Shape) -> Guess {
        let sample = &column.sample;
        let Some(collection) = shape.collection() else { return guess };
        let of = self.site.names.of(collection);
        let is_known = |text: &str| of.is_some_and(|of| of.find(text).is_some() || of.has_id(text));
        // Commas stand in names of companies.
        let split = [',', '，'].into_iter().find(|separator| {
            let n = sample.separators.get(separator).copied().unwrap_or(0);
            n > 0 && *shape != Shape::Party && matches!(self.site.shape(self.around.collection, &guess.said[0].1), Some(Shape::List(_)))
        });
        let is_list = matches!(self.site.shape(self.around.collection, &guess.said[0].1), Some(Shape::List(_)));
        let values = match is_list {
            true => sample.parts(split),
            false => sample.parts(Some('\u{0}')),
        };
        let by_id = of.is_some_and(|of| !values.is_empty() && values.iter().all(|one| of.has_id(one)));
        if !by_id {
            guess.said.push(("by", "name".to_owned()));
        }
        if let Some(split) = split {
            guess.said.push(("split", yaml::scalar(&split.to_string())));
        }
        let unknown: Vec<&String> = values.iter().filter(|value| !is_known(value)).collect();
        if *shape == Shape::Party || unknown.is_empty() {
            return guess;
        }
        // A name is short; a text of many words is none.
        let is_text = unknown.iter().any(|name| name.chars().count() > 60);
        let is_listed = matches!(collection, "parks" | "regions" | "industries" | "sources");
        if !is_listed || is_text {
            let names: Vec<&str> = unknown.iter().take(3).map(|name| name.as_str()).collect();
            return guess.doubt(&format!("{collection} lack {}", names.join(", ")));
        }
        let need = |name: &&String| Need::Named { collection: collection.to_owned(), name: (*name).clone() };
        guess.needs.extend(unknown.iter().map(need));
        guess
    }

    /// A quantity with the unit of its head, of its sheet, or none.
    pub(super) fn with_unit(&self, column: &Column, mut guess: Guess) -> Guess {
        let sample = &column.sample;
        let bare = sample.n_numbers;
        // Nothing is nothing in any unit: that of the other cells will do.
        let zeros = sample.texts.iter().filter(|text| text.trim_matches(['0', '.']).is_empty());
        if bare > 0 && bare == zeros.count() && column.text.unit.is_none() {
            let read = |text: &String| {
                let number = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
                self.site.cues().unit(number).map(|_| number.to_owned())
            };
            if let Some(unit) = sample.texts.iter().find_map(read) {
                guess.said.push(("unit", yaml::scalar(&unit)));
                return guess;
            }
        }
        let head_unit = column.text.unit.as_deref();
        if let Some(unit) = head_unit.filter(|unit| self.around.unit != Some(unit)) {
            guess.said.push(("unit", yaml::scalar(unit)));
        }
        if head_unit.is_none() && self.around.unit.is_none() && bare > 0 {
            let remark = column.text.remark.as_deref();
            guess.lacks_unit = Some(match remark {
                Some(remark) => format!("the unit may be told by “{remark}”"),
                None => "no unit is said: add `unit: …`".to_owned(),
            });
        }
        if !sample.is_mostly(sample.n_amounts()) && sample.n() > 0 {
            guess = guess.doubt("not all of these are amounts");
        }
        guess
    }

    fn milestone(
        &self,
        column: &Column,
        candidate: &Candidate,
        stage: &str,
        why: String,
    ) -> Option<Guess> {
        let sample = &column.sample;
        let has_list = self.site.shape(self.around.collection, "milestones").is_some();
        if !has_list {
            return None;
        }
        if !self.site.has_stage(stage) {
            let label = Vec::new();
            return self.fact(column, &label, false, format!("{why}; this site has no stage `{stage}`"));
        }
        if sample.n() > 0 && sample.n_dates * 2 < sample.n() {
            return None;
        }
        let mut said = vec![("milestone", stage.to_owned())];
        if candidate.time == Time::Planned {
            said.push(("planned", "true".to_owned()));
        }
        let guess = Guess::new(column, said, why, Certainty::Sure);
        match sample.n() == 0 || sample.is_mostly(sample.n_dates) {
            true => Some(guess),
            false => Some(guess.doubt("not all of these are dates")),
        }
    }

    /// A figure or a target of an indicator.
    fn figure(
        &self,
        column: &Column,
        candidate: &Candidate,
        id: &str,
        why: String,
    ) -> Option<Guess> {
        let sample = &column.sample;
        if sample.n() > 0 && sample.n_amounts() * 2 < sample.n() {
            return None;
        }
        let reach = candidate.period.as_ref().map(|period| period.reach);
        let is_planned = candidate.time == Time::Planned;
        let total = self.site.dictionary.totals.get(id).filter(|_| reach == Some(Reach::Total) && !is_planned);
        let id = total.map_or(id, String::as_str);
        let own = self.site.indicator_of(id).map(str::to_owned);
        let key = if is_planned { "target" } else { "figure" };
        let mut guess = Guess::new(column, Vec::new(), why, Certainty::Sure);
        let mut period = candidate.period.as_ref().map(|period| period.period.clone());
        let is_relative = candidate.period.as_ref().is_some_and(|period| period.is_relative);
        let mut reach = reach;
        // What a plan is of is the whole year, whatever part of it the table has reached.
        if let Some(of_table) = self.around.period.filter(|_| period.is_none() && !is_planned) {
            period = Some(of_table.period.clone());
            reach = Some(of_table.reach);
        }
        let is_level = self.site.dictionary.indicator(id).is_some_and(|known| known.kind == "level");
        let mut is_guessed = !self.around.says_year;
        if period.is_none() && !is_planned
            && let Some(now) = self.around.now.filter(|now| self.around.year == Some(now.year))
        {
            // The year is not over: what is said of it is of the months that are.
            period = Some(if is_level { now.month.clone() } else { now.to_date.clone() });
            reach = Some(if is_level { Reach::Period } else { Reach::ToDate });
            is_guessed = true;
        }
        if period.is_none() {
            period = self.around.year.map(|year| year.to_string());
        }
        let is_of_table = candidate.period.is_none() || is_relative;
        if candidate.time == Time::LastYear {
            period = period.as_deref().and_then(a_year_before);
        }
        let Some(period) = period else {
            return Some(guess.doubt("no period is said anywhere").into_not_placed());
        };
        if is_of_table && is_guessed && self.around.period.is_none() {
            guess.lacks_period = Some(format!("no period is said: {period} is that of the site"));
        }
        guess.said.push((key, own.clone().unwrap_or_else(|| id.to_owned())));
        guess.said.push(("period", period.clone()));
        if reach == Some(Reach::ToDate) && !is_planned {
            guess.said.push(("basis", "to_date".to_owned()));
        }
        guess.is_of_targets = is_planned;
        let is_share = column.text.unit.as_deref() == Some("%");
        if own.is_none() {
            let known = self.site.dictionary.indicator(id)?;
            if known.is_money && is_share {
                return None;
            }
            let unit = self.indicator_unit(column).or_else(|| self.site.currency.clone());
            guess.needs.push(Need::Indicator {
                id: id.to_owned(),
                name: self.site.name(&known.name),
                kind: known.kind.clone(),
                unit: unit?,
            });
        }
        Some(self.with_unit(column, guess))
    }

    /// The unit that an indicator of a column has: the currency of money, or the name of its unit.
    fn indicator_unit(&self, column: &Column) -> Option<String> {
        let said = column.text.unit.as_deref().or(self.around.unit)?;
        self.site.unit_id(said)
    }

    /// The stage that rows are at, by its name.
    fn stage(&self, column: &Column, why: String) -> Option<Guess> {
        let sample = &column.sample;
        let has_list = self.site.shape(self.around.collection, "milestones").is_some();
        if !has_list {
            return None;
        }
        if sample.n() > 0 && sample.n_stages == sample.n() {
            let said = vec![("field", "stage".to_owned()), ("by", "name".to_owned())];
            let why = format!("{why}; all are names of stages");
            return Some(Guess::new(column, said, why, Certainty::Sure));
        }
        let unknown: Vec<String> = column.sample.parts(None);
        let unknown: Vec<&str> = unknown.iter().map(String::as_str)
            .filter(|text| self.site.stage_of(text).is_none()).take(3).collect();
        let label: Name = Vec::new();
        let why = format!("{why}; no stages: {}", unknown.join(", "));
        self.fact(column, &label, false, why)
    }

    fn party(&self, column: &Column, role: &str, name: &Name, why: String) -> Option<Guess> {
        let texts = column.text.candidates.iter().map(|one| squeezed(&one.text));
        let texts: Vec<String> = texts.collect();
        let is_it = |(id, names): &&(String, Vec<String>)| {
            id == role || names.iter().any(|name| texts.contains(name))
        };
        let own = self.site.roles.iter().find(is_it).map(|(id, _)| id.clone());
        match own {
            Some(role) => self.field(column, &format!("parties.{role}"), why),
            None => self.fact(column, name, false, why),
        }
    }

    fn categories(&self, column: &Column, name: &Name, why: String) -> Option<Guess> {
        let values = column.sample.parts(None);
        let of = self.site.names.of("categories");
        let is_known = |value: &String| of.is_some_and(|of| of.find(value).is_some());
        match !values.is_empty() && values.iter().all(is_known) {
            true => self.field(column, "categories", why),
            false => self.fact(column, name, false, why),
        }
    }

    /// A fact of each record, under a label: its name, or else its head.
    pub(super) fn fact(
        &self,
        column: &Column,
        name: &Name,
        is_money: bool,
        why: String,
    ) -> Option<Guess> {
        self.site.shape(self.around.collection, "facts")?;
        let sample = &column.sample;
        let head = column.parts.last().cloned().unwrap_or_default();
        let mut label = self.site.name(name);
        let unit = column.text.unit.as_deref();
        // A unit that cannot be read is said in the label, as it is in the head.
        let is_of_unit = |remark: &String| {
            remark.split('/').any(|part| self.site.cues().unit(part).is_some())
        };
        let is_plain = !column.text.remark.as_ref().is_some_and(is_of_unit);
        if label.is_empty() || !is_plain {
            // A label must be there in every language: a head stands for all.
            label = Vec::new();
        }
        // The unit of the sheet would be that of any number: people and land are no money.
        let is_read = unit.is_some() || self.around.unit.is_none() || is_money;
        let is_amount = sample.n() > 0 && sample.n_amounts() == sample.n() && is_read;
        let fact = yaml::text(&label, &head);
        let said = if is_amount {
            let unit = unit.map(|unit| ("unit", yaml::scalar(unit)));
            [("fact", fact)].into_iter().chain(unit).collect()
        } else {
            let field = match self.site.language_of(&sample.texts) {
                Some(code) => format!("text.{code}"),
                None => "text".to_owned(),
            };
            // A unit that is said in the head would be lost.
            let fact = if unit.is_some() { yaml::scalar(&head) } else { fact };
            vec![("fact", fact), ("field", field)]
        };
        let guess = Guess::new(column, said, why, Certainty::Sure);
        Some(guess)
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
        let kinds = [
            (sample.n_amounts(), "numbers"),
            (sample.n_dates, "dates"),
        ];
        let best = kinds.into_iter().filter(|(of, _)| of * 2 > n).max_by_key(|(of, _)| *of);
        match best {
            Some((of, what)) => format!("{} {what}", self.of(sample, of)),
            None => format!("{n} of {} rows have a text", sample.n_rows),
        }
    }
}

impl Guess {
    fn into_not_placed(self) -> Self {
        Self { said: Vec::new(), is_unknown: true, needs: Vec::new(), ..self }
    }

    fn without_unit(self) -> Self {
        Self { lacks_unit: Some("no unit is said: add `unit: …`".to_owned()), ..self }
    }
}

/// The same period a year before.
pub(super) fn a_year_before(period: &str) -> Option<String> {
    let part = |part: &str| {
        let year: Year = part.get(..4)?.parse().ok()?;
        Some(format!("{}{}", year.checked_sub(1)?, &part[4..]))
    };
    let parts: Option<Vec<String>> = period.split('/').map(part).collect();
    Some(parts?.join("/"))
}
