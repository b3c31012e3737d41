//! The macros that declarations are written in.

/// Declares a kind of record. What stands in it looks like a struct, with three things more: the
/// key of a field where it differs from its name, `(“date”)`; what it is where the file says
/// nothing, `= …`; and `#[kept(…)]`, how much of the record has to be known for the field to be
/// there (all of it, if nothing is said). A field with the key `""` takes keys of its own.
///
/// A record of a kind without a name is named by its id. `then` is what completes a record when
/// all its fields are there, `unless` what tells that it cannot be known yet on a day, `tells` what
/// notes for other records what they depend on.
macro_rules! record {
    (
        $(#[doc = $about:literal])+
        pub struct $record:ident in $collection:literal, $what:literal
        $(with $name_key:literal)? $(then $complete:ident)? $(unless $ahead:ident)?
        $(tells $tell:ident)? {
            $(
                $(#[doc = $doc:literal])+
                $(#[kept($kept:ident)])?
                pub $field:ident $(($key:literal))?: $type:ty $(as $form:ident)? $(= $default:expr)?,
            )*
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone)]
        pub struct $record {
            /// What every record has.
            pub header: $crate::model::Header,
            $($(#[doc = $doc])+ pub $field: $type,)*
        }

        impl $crate::model::Record for $record {
            const COLLECTION: &'static str = $collection;
            const KIND: $crate::model::RecordKind = $crate::model::RecordKind::$record;

            fn header(&self) -> &$crate::model::Header {
                &self.header
            }
        }

        impl $crate::model::declared::Declared for $record {
            const WHAT: &'static str = $what;
            const NAME_KEY: Option<&'static str> = record!(@name $($name_key)?);
            const FIELDS: &'static [$crate::model::declared::FieldInfo] = &[$(
                $crate::model::declared::FieldInfo {
                    key: record!(@key $field $($key)?),
                    doc: concat!($($doc),+),
                    is_required: <$type as $crate::model::declared::Field<record!(@form $($form)?)>>
                        ::IS_REQUIRED && record!(@has_no_default $($default)?),
                    schema: <$type as $crate::model::declared::Field<record!(@form $($form)?)>>
                        ::schema,
                    holds: <$type as $crate::model::declared::Field<record!(@form $($form)?)>>
                        ::HOLDS,
                },
            )*];

            fn visit_fields<'a>(&'a self, visitor: &mut dyn $crate::model::declared::Visit<'a>) {
                $(
                    $crate::model::declared::Field::<record!(@form $($form)?)>
                        ::visit(&self.$field, visitor);
                )*
            }
        }

        impl $crate::model::declared::Decoded for $record {
            fn decode(
                cx: &$crate::model::resolve::Context<'_>,
                id: &$crate::value::Id,
                node: &$crate::parse::node::Node,
                sink: &mut $crate::diag::Sink,
            ) -> Option<Self> {
                let mut fields = $crate::parse::fields::Fields::new(node, $what, sink)?;
                let header = cx.header::<Self>(&mut fields, id, sink);
                $(
                    let mut input = $crate::model::declared::Input {
                        cx,
                        fields: &mut fields,
                        header: &header,
                        key: record!(@key $field $($key)?),
                        what: concat!("`", record!(@key $field $($key)?), "`"),
                        is_required: <$type as $crate::model::declared::Field<
                            record!(@form $($form)?)
                        >>::IS_REQUIRED && record!(@has_no_default $($default)?),
                        sink,
                    };
                    let $field: Option<$type> =
                        $crate::model::declared::Field::<record!(@form $($form)?)>
                            ::decode(&mut input);
                    $(let $field = Some($field.unwrap_or($default));)?
                )*
                fields.finish(sink);
                #[allow(unused_mut, reason = "most records are complete at once")]
                let mut record = Self { $($field: $field?,)* header };
                $(record.$complete(cx, sink);)?
                Some(record)
            }

            fn header_mut(&mut self) -> &mut $crate::model::Header {
                &mut self.header
            }

            $(fn tell(
                records: &$crate::model::Collection<Self>,
                cx: &mut $crate::model::resolve::Context<'_>,
            ) {
                Self::$tell(records, cx);
            })?

            $(fn is_ahead_of(&self, day: jiff::civil::Date) -> bool {
                self.$ahead(day)
            })?

            fn reduce_fields(
                &mut self,
                knowing: &$crate::model::as_of::Knowing<'_>,
                known: $crate::model::declared::Kept,
            ) -> usize {
                let mut n_milestones = 0;
                $(
                    if known < record!(@kept $($kept)?) {
                        $crate::model::declared::Field::<record!(@form $($form)?)>
                            ::clear(&mut self.$field);
                        $(self.$field = $default;)?
                    }
                    n_milestones += $crate::model::declared::Field::<record!(@form $($form)?)>
                        ::reduce(&mut self.$field, knowing, known);
                )*
                n_milestones
            }
        }
    };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
    (@name) => { None };
    (@name $name_key:literal) => { Some($name_key) };
    (@form) => { $crate::model::declared::Usual };
    (@form $form:ident) => { $crate::model::declared::$form };
    (@kept) => { $crate::model::declared::Kept::Whole };
    (@kept $kept:ident) => { $crate::model::declared::Kept::$kept };
    (@has_no_default) => { true };
    (@has_no_default $default:expr) => { false };
}

/// Declares the words that a field takes, or that data files have for something that is found, each
/// with what it stands for; `keys` is what the key of their words on pages starts with, where they
/// have some.
macro_rules! one_of {
    (
        $(#[doc = $about:literal])+
        pub enum $name:ident, keys $prefix:literal {
            $($(#[doc = $doc:literal])+ $variant:ident = $word:literal,)*
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[doc = $doc])+ $variant,)*
        }

        impl $name {
            /// The words of it, in the order of the declaration.
            pub const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$variant),)*];

            /// What its word stands for.
            #[must_use]
            pub const fn about(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc),+),)*
                }
            }

            /// Its word; on pages, the key of its words.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($prefix, $word),)*
                }
            }
        }

        impl $crate::model::declared::Words for $name {
            const WORDS: &'static [(&'static str, Self)] = Self::WORDS;
            const KEYS: &'static str = $prefix;
        }
    };
    (
        $(#[doc = $about:literal])+
        pub enum $name:ident { $($variants:tt)* }
    ) => {
        one_of! {
            $(#[doc = $about])+
            pub enum $name, keys "" { $($variants)* }
        }
    };
}

pub(in crate::model) use {one_of, record};
