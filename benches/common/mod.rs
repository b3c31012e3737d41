//! A site folder taken through the steps of a build one by one, as `pipeline::compile` calls them.

use std::path::Path;
use std::sync::Arc;
use wellspring::diag::Sink;
use wellspring::load::{Loaded, load};
use wellspring::locale::{Lexicon, Locale};
use wellspring::model::resolve::Sinks;
use wellspring::model::{Model, resolve};
use wellspring::parse::records::Parsed;
use wellspring::render::Theme;
use wellspring::source::Sources;
use wellspring::theme::{BuiltinThemes, ThemeFiles, locales};

/// The texts of a site, with those of the built-in theme.
pub(crate) struct Input {
    /// All texts.
    pub(crate) sources: Sources,
    /// The built-in theme.
    pub(crate) builtin: ThemeFiles,
}

impl Input {
    /// Reads a site folder that has no theme of its own.
    pub(crate) fn read(root: &Path) -> Self {
        let Loaded { mut sources, .. } =
            load(root, None, &mut Sink::default()).expect("the site can be read");
        let builtin = BuiltinThemes::new(&mut sources).below("default").clone();
        Self { sources, builtin }
    }

    /// Makes the model of what was parsed.
    pub(crate) fn resolve(&self, parsed: Parsed) -> (Model, Arc<Vec<(String, Locale)>>) {
        let sink = &mut Sink::default();
        let site_node = parsed.site.as_ref().expect("the site has settings");
        let preamble = resolve::preamble(site_node, sink).expect("the settings are whole");
        let units = resolve::units(site_node, &preamble.languages, sink);
        let languages =
            locales::load(None, &self.builtin, &preamble.languages, &self.sources, sink)
                .expect("the languages are built in");
        let lexicon = Lexicon::new(languages.all(), &units);
        let setting = resolve::Setting {
            sources: &self.sources,
            preamble: &preamble,
            lexicon: &lexicon,
            units,
            drafts: false,
            days: &std::collections::BTreeMap::new(),
        };
        let sinks = &mut Sinks { local: &mut Sink::default(), site: sink };
        let (model, _) =
            resolve::resolve(parsed, setting, None, sinks).expect("the settings are whole");
        (model, languages.own)
    }

    /// Compiles the built-in theme.
    pub(crate) fn theme(&self, locales: &Arc<Vec<(String, Locale)>>) -> Theme {
        Theme::new(None, &self.builtin, locales, &self.sources, &mut Sink::default())
            .expect("the built-in templates compile")
    }
}
