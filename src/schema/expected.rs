//! What may stand at a place of a file, for who completes it or looks for what it names.

use super::{About, collections, one_or_list, parts, whole};
use crate::model::OF_SETTINGS;
use crate::parse::records::MAPPING_ENDING;
use serde_json::{Map, Value, json};

/// The schemas of all files of a site.
#[derive(Debug)]
pub struct FileSchemas {
    site: Value,
    page: Value,
    mapping: Value,
    records: Vec<(&'static str, Value)>,
}

/// What may stand at a place: one of several things.
#[derive(Debug, Clone)]
pub struct Expected<'s> {
    definitions: Option<&'s Map<String, Value>>,
    ways: Vec<Way<'s>>,
}

/// One of the things that may stand at a place, with the names of the definitions that led to it.
#[derive(Debug, Clone)]
struct Way<'s> {
    names: Vec<&'s str>,
    schema: &'s Value,
}

/// A key that may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExpectedKey<'s> {
    /// The key.
    pub key: &'s str,
    /// Its documentation.
    pub doc: &'s str,
    /// It must be there.
    pub is_required: bool,
}

impl FileSchemas {
    /// The schemas of a site.
    #[must_use]
    pub fn new(about: &About) -> Self {
        let mut parts = parts();
        // Records of the settings are told from other mappings as those of the ledger are.
        for collection in OF_SETTINGS.iter().chain([&"stages"]) {
            let items = &mut parts["site"]["properties"][collection]["items"];
            let record = items.take();
            *items = json!({ "$ref": format!("#/$defs/one-of-{collection}") });
            parts["definitions"][format!("one-of-{collection}")] = record;
        }
        let mut records = Vec::new();
        for (collection, mut record) in collections(&parts) {
            for own in about.fields.iter().filter(|own| own.collection == collection) {
                record["properties"][&own.id] = own.schema.clone();
            }
            let mut file = whole(one_or_list(record.clone()), about, &parts);
            let one = json!({ "$ref": format!("#/$defs/one-of-{collection}") });
            file["anyOf"] = one_or_list(one)["anyOf"].take();
            file["$defs"][format!("one-of-{collection}")] = record;
            records.push((collection, file));
        }
        let of = |name: &str| whole(parts[name].clone(), about, &parts);
        Self { site: of("site"), page: of("page"), mapping: of("mapping"), records }
    }

    /// What a file holds, by its path in the site; of a page, what its front matter holds.
    #[must_use]
    pub fn of_file(&self, path: &str) -> Option<Expected<'_>> {
        let path = path.strip_prefix("content/")?;
        let schema = match path.split_once('/') {
            None if path == "site.yaml" => &self.site,
            Some(("data", _)) if path.ends_with(MAPPING_ENDING) => &self.mapping,
            Some(("data", rest)) => {
                let name = rest.split(['/', '.']).next()?;
                &self.records.iter().find(|(collection, _)| *collection == name)?.1
            }
            Some(("pages", _)) => &self.page,
            _ => return None,
        };
        let mut expected = Expected { definitions: schema["$defs"].as_object(), ways: Vec::new() };
        expected.add(schema, &[]);
        Some(expected)
    }
}

impl<'s> Expected<'s> {
    fn add(&mut self, schema: &'s Value, names: &[&'s str]) {
        let mut names = names.to_vec();
        if let Some(name) = schema["$ref"].as_str().and_then(|to| to.strip_prefix("#/$defs/")) {
            // A definition that leads to itself says nothing more.
            let is_new = !names.contains(&name);
            names.push(name);
            if let Some(meant) = self.definitions.and_then(|all| all.get(name)).filter(|_| is_new) {
                self.add(meant, &names);
            }
            return;
        }
        match schema["anyOf"].as_array() {
            Some(several) => several.iter().for_each(|one| self.add(one, &names)),
            None => self.push(Way { names, schema }),
        }
    }

    /// A record may be all of a file or an item of its list, which is one thing that it may be.
    fn push(&mut self, way: Way<'s>) {
        let is_same =
            |one: &Way<'_>| std::ptr::eq(one.schema, way.schema) && one.names == way.names;
        if !self.ways.iter().any(is_same) {
            self.ways.push(way);
        }
    }

    fn nothing(&self) -> Self {
        Self { definitions: self.definitions, ways: Vec::new() }
    }

    /// What may stand under a key.
    #[must_use]
    pub fn under(&self, key: &str) -> Self {
        let mut found = self.nothing();
        for way in self.one().ways {
            let own = way.schema["properties"].get(key);
            let any = || way.schema.get("additionalProperties").filter(|any| any.is_object());
            if let Some(schema) = own.or_else(any) {
                found.add(schema, &[]);
            }
        }
        found
    }

    /// What the items of a list may be.
    #[must_use]
    pub fn item(&self) -> Self {
        let mut found = self.nothing();
        for way in &self.ways {
            if let Some(items) = way.schema.get("items") {
                found.add(items, &[]);
            }
        }
        found
    }

    /// What may stand there as it is, or as the only item of a list that is written without marks.
    #[must_use]
    pub fn one(&self) -> Self {
        let mut found = self.clone();
        self.item().ways.into_iter().for_each(|way| found.push(way));
        found
    }

    /// The collections of the records that may be named there.
    #[must_use]
    pub fn collections(&self) -> Vec<&'s str> {
        self.named("id-of-")
    }

    /// The collections of the records that may stand there.
    #[must_use]
    pub fn records(&self) -> Vec<&'s str> {
        self.named("one-of-")
    }

    fn named(&self, prefix: &str) -> Vec<&'s str> {
        let names = self.ways.iter().flat_map(|way| &way.names);
        let mut found: Vec<_> = names.filter_map(|name| name.strip_prefix(prefix)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether what a definition describes may stand there, such as `quantity`.
    #[must_use]
    pub fn is(&self, definition: &str) -> bool {
        self.ways.iter().any(|way| way.names.contains(&definition))
    }

    /// The words that may stand there, where they are few.
    #[must_use]
    pub fn words(&self) -> Vec<&'s str> {
        let mut found = Vec::new();
        for way in &self.ways {
            let words = way.schema["enum"].as_array().into_iter().flatten();
            found.extend(words.filter_map(Value::as_str));
            if way.schema["type"] == "boolean" {
                found.extend(["true", "false"]);
            }
        }
        found
    }

    /// The keys that may stand there.
    #[must_use]
    pub fn keys(&self) -> Vec<ExpectedKey<'s>> {
        let mut found: Vec<ExpectedKey<'s>> = Vec::new();
        for way in &self.one().ways {
            let required = way.schema["required"].as_array();
            let is_required =
                |key: &str| required.is_some_and(|keys| keys.iter().any(|one| *one == *key));
            for (key, schema) in way.schema["properties"].as_object().into_iter().flatten() {
                if found.iter().all(|one| one.key != key) {
                    let doc = self.documentation(schema);
                    found.push(ExpectedKey { key, doc, is_required: is_required(key) });
                }
            }
        }
        found
    }

    fn documentation(&self, schema: &'s Value) -> &'s str {
        let own = schema["description"].as_str();
        let name = || schema["$ref"].as_str()?.strip_prefix("#/$defs/");
        let meant = || self.definitions?.get(name()?)?["description"].as_str();
        own.or_else(meant).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{About, FileSchemas};

    #[test]
    fn what_is_expected_is_found_by_file_and_path() {
        let about = About { languages: vec!["zh".to_owned()], ..About::default() };
        let schemas = FileSchemas::new(&about);
        let project = schemas.of_file("content/data/projects/a.yaml").expect("there are projects");
        assert_eq!(project.records(), ["projects"]);
        assert_eq!(project.under("park").collections(), ["parks"]);
        assert_eq!(project.under("industries").one().collections(), ["industries"]);
        assert_eq!(project.under("source").one().under("ref").collections(), ["sources"]);
        assert_eq!(project.under("figures").one().records(), ["observations"]);
        assert!(project.under("name").keys().iter().any(|key| key.key == "zh"));
        assert!(
            project.under("investment").is("money") || project.under("investment").is("quantity")
        );
        let indicator = schemas.of_file("content/data/indicators.yaml").expect("there are some");
        assert_eq!(indicator.under("group").collections(), ["groups"]);
        let facts = project.under("facts").one();
        assert!(facts.keys().iter().any(|key| key.key == "label" && key.is_required));
        assert_eq!(facts.under("status").words(), ["estimate", "reported", "claim", "forecast"]);
        let site = schemas.of_file("content/site.yaml").expect("there are settings");
        assert_eq!(site.under("categories").one().records(), ["categories"]);
        assert_eq!(site.under("home").under("figures").one().collections(), ["indicators"]);
        assert!(
            schemas.of_file("content/pages/a.zh.md").expect("pages").under("source").is("citation")
        );
        assert!(schemas.of_file("themes/own/page.html").is_none());
    }
}
