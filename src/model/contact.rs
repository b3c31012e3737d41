//! Whom to ask. Contacts are internal unless the site says otherwise: then they are left out when
//! they are read, so that nothing that comes later can publish them.

use super::declared::{Input, Item, Visit};
use super::resolve::phrase;
use super::{Phrase, Text};
use crate::diag::{Code, Diagnostic};
use crate::parse::fields::Fields;
use crate::parse::node::Node;
use serde_json::{Value, json};

/// Somebody to ask.
#[derive(Debug, Clone)]
pub struct Contact {
    /// A person or an office.
    pub name: Option<Text>,
    /// What they are there.
    pub post: Option<Text>,
    /// The number, as people write it.
    pub phone: Option<Phrase>,
    /// The address.
    pub email: Option<Phrase>,
}

impl Item for Contact {
    fn read(node: &Node, input: &mut Input<'_, '_>) -> Option<Self> {
        let (cx, sink) = (input.cx, &mut *input.sink);
        let mut fields = Fields::new(node, "a contact", sink)?;
        let contact = Self {
            name: cx.text_opt(fields.optional("name"), "`name`", sink),
            post: cx.text_opt(fields.optional("post"), "`post`", sink),
            phone: phrase(fields.optional("phone"), "`phone`", sink),
            email: phrase(fields.optional("email"), "`email`", sink),
        };
        let start = fields.start();
        let says_nothing =
            ["name", "post", "phone", "email"].iter().all(|key| fields.peek(key).is_none());
        fields.finish(sink);
        if says_nothing {
            let message = "a contact needs a `name`, a `post`, a `phone` or an `email`";
            sink.push(Diagnostic::new(Code::MissingField, start, message));
        }
        (cx.publishes_contacts && !says_nothing).then_some(contact)
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
        self.name.iter().chain(&self.post).for_each(|text| visitor.text(text));
    }

    fn schema() -> Value {
        json!({ "$ref": "#/$defs/contact" })
    }
}
