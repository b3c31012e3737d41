//! What programs read of a page in the words of schema.org: the way to it, who publishes, what data
//! there are, an event. Pages say all of it to people as well; this says no more.

use super::data::licence_name;
use super::layout::{absolute, title};
use super::scope::Scope;
use super::view::Finished;
use crate::model::{Event, Indicator, Observation, Ref, When};
use crate::plan::{Format, Of, PageId, PagePlan, Role};
use crate::value::Period;
use serde_json::{Map, Value, json};

/// The block of a page with that title, as the inside of a script element of that type; nothing where
/// there is nothing to say. What a browser takes for an end of the element is written otherwise.
pub(super) fn structured(
    scope: &Scope<'_>,
    page: &PagePlan,
    name: &str,
    description: &str,
) -> Option<Finished> {
    let role = page.id.kind.role;
    if role == Role::Error || page.number > 0 || page.id.kind.is_common {
        return None;
    }
    let about = match (page.id.kind.name, page.id.record()) {
        ("home", _) => publisher(scope, page),
        ("data", _) => Some(data(scope, page, description)),
        ("indicator", Some(_)) => indicator(scope, page, name, description),
        ("target period", None) => target_period(scope, page, name, description),
        ("event", Some(_)) => event(scope, page),
        _ => None,
    };
    let mut all: Vec<_> = about.into_iter().chain(breadcrumbs(scope, page, name)).collect();
    let whole = match all.len() {
        0 => return None,
        1 => with("@context", json!("https://schema.org"), all.remove(0)),
        _ => json!({ "@context": "https://schema.org", "@graph": all }),
    };
    Some(Finished::new(&whole.to_string().replace('<', "\\u003c")))
}

/// An object with one more entry, in front.
fn with(key: &str, value: Value, object: Value) -> Value {
    let mut all = Map::from_iter([(key.to_owned(), value)]);
    if let Value::Object(object) = object {
        all.extend(object);
    }
    Value::Object(all)
}

/// The way from the home page; it is made of addresses, so a site without one has none.
fn breadcrumbs(scope: &Scope<'_>, page: &PagePlan, own_name: &str) -> Option<Value> {
    let (model, index) = (scope.site.model, scope.site.index);
    let above = std::iter::successors(page.id.parent(model, index), |id| id.parent(model, index));
    let mut way: Vec<_> = above.collect();
    if way.is_empty() || page.id.kind.role != Role::Usual {
        return None;
    }
    way.reverse();
    way.push(page.id);
    let n_steps = way.len();
    let item = |(number, id): (usize, PageId)| {
        let address = absolute(scope, &id.path(model, scope.lang))?;
        let is_last = number + 1 == n_steps;
        let name = if is_last { own_name.into() } else { title(scope, id).text };
        let mut step = json!({ "@type": "ListItem", "position": number + 1, "name": name });
        // Of the last one it is the address of the page itself.
        put(&mut step, "item", (!is_last).then_some(address));
        Some(step)
    };
    let items = way.into_iter().enumerate().map(item).collect::<Option<Vec<_>>>()?;
    Some(json!({ "@type": "BreadcrumbList", "itemListElement": items }))
}

/// Who publishes the site.
fn publisher(scope: &Scope<'_>, page: &PagePlan) -> Option<Value> {
    let mut about = organization(scope)?;
    put(&mut about, "url", absolute(scope, &page.path));
    Some(about)
}

fn organization(scope: &Scope<'_>) -> Option<Value> {
    let publisher = scope.site.model.site.publisher.as_ref()?;
    Some(json!({ "@type": "Organization", "name": scope.plain(publisher) }))
}

/// Everything that can be downloaded.
fn data(scope: &Scope<'_>, page: &PagePlan, description: &str) -> Value {
    let settings = &scope.site.model.site;
    let name = scope.plain(&settings.title);
    let mut about = json!({ "@type": "Dataset", "name": name, "description": description });
    put(&mut about, "url", absolute(scope, &page.path));
    put(&mut about, "inLanguage", Some(&*settings.language(scope.lang).tag));
    put(&mut about, "dateModified", Some(Period::Day(settings.as_of).to_string()));
    put(
        &mut about,
        "temporalCoverage",
        coverage(scope.site.model.observations.all().map(|(_, found)| found)),
    );
    put(&mut about, "creator", organization(scope));
    let licence = settings.licence.as_ref();
    let licence = licence.map(|one| one.address().unwrap_or_else(|| licence_name(scope, one)));
    put(&mut about, "license", licence);
    let sets = scope.site.index.data_sets.iter();
    let files = sets.filter_map(|name| {
        let file = scope.page_of(Of::DataSet(name, Format::Csv));
        scope.href_opt(file)?;
        let address = absolute(scope, &scope.site.path(file, scope.lang))?;
        Some(json!({
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": address,
        }))
    });
    let files: Vec<_> = files.collect();
    put(&mut about, "distribution", (!files.is_empty()).then_some(files));
    about
}

/// What was reported of one indicator.
fn indicator(scope: &Scope<'_>, page: &PagePlan, name: &str, description: &str) -> Option<Value> {
    let one: Ref<Indicator> = page.id.record()?.try_into().ok()?;
    let all = scope.site.index.figures().of_indicator(one).iter();
    let covered = coverage(all.map(|found| scope.site.model.observations.get(*found)))?;
    let description = if description.is_empty() { name } else { description };
    let mut about = json!({ "@type": "Dataset", "name": name, "description": description });
    put(&mut about, "url", absolute(scope, &page.path));
    put(&mut about, "temporalCoverage", Some(covered));
    let whole = scope.site.path(scope.page("data"), scope.lang);
    put(&mut about, "isPartOf", absolute(scope, &whole));
    Some(about)
}

/// What was to be reached in a period, and what was.
fn target_period(
    scope: &Scope<'_>,
    page: &PagePlan,
    name: &str,
    description: &str,
) -> Option<Value> {
    let Of::Period(period) = page.id.of else { return None };
    let description = if description.is_empty() { name } else { description };
    let mut about = json!({ "@type": "Dataset", "name": name, "description": description });
    put(&mut about, "url", absolute(scope, &page.path));
    let days = format!("{}/{}", period.first_day(), period.last_day());
    put(&mut about, "temporalCoverage", Some(days));
    put(&mut about, "creator", organization(scope));
    let whole = scope.site.path(scope.page("data"), scope.lang);
    put(&mut about, "isPartOf", absolute(scope, &whole));
    Some(about)
}

/// The days that some results are about, from the first to the last.
fn coverage<'a>(found: impl Iterator<Item = &'a Observation>) -> Option<String> {
    let days =
        found.map(|one| one.period.value).map(|period| (period.first_day(), period.last_day()));
    let (first, last) = days.reduce(|(first, last), (from, to)| (first.min(from), last.max(to)))?;
    Some(format!("{first}/{last}"))
}

/// An event with its day; one whose day no source states is none in these words.
fn event(scope: &Scope<'_>, page: &PagePlan) -> Option<Value> {
    let one: Ref<Event> = page.id.record()?.try_into().ok()?;
    let event = scope.site.model.events.get(one);
    let When::Dated(Period::Day(day)) = event.when else { return None };
    let name = title(scope, page.id).text;
    let mut about = json!({ "@type": "Event", "name": name, "startDate": day.to_string() });
    let place = event.place.as_ref().map(|place| scope.plain(place));
    put(&mut about, "location", place.map(|name| json!({ "@type": "Place", "name": name })));
    put(&mut about, "url", absolute(scope, &page.path));
    Some(about)
}

/// Adds what is known.
fn put(object: &mut Value, key: &str, value: Option<impl Into<Value>>) {
    if let (Value::Object(object), Some(value)) = (object, value) {
        object.insert(key.to_owned(), value.into());
    }
}
