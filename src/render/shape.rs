//! A view as its shape and its texts, told apart while it is serialized.

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use std::fmt::Display;
use std::ops::Range;

/// A word that stands in classes or decides what a component prints; part of a shape.
pub(super) fn word<S: Serializer>(word: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(WORD, word)
}

/// The same as a value.
pub(super) struct Word<'w>(pub(super) &'w str);

impl Serialize for Word<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        word(self.0, serializer)
    }
}

/// A number that a component only prints, as a text.
pub(super) fn digits<S: Serializer>(
    number: &impl Display,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(number)
}

/// [`digits`], where there may be none.
pub(super) fn some_digits<S: Serializer>(
    number: &Option<u32>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    number.map(|number| number.to_string()).serialize(serializer)
}

/// HTML that stands in a view finished.
pub(super) fn finished<S: Serializer>(
    html: &tera::Value,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let kind = if html.is_safe() { HTML } else { TEXT };
    serializer.serialize_newtype_struct(kind, html)
}

/// HTML that was made of Markdown.
pub(super) fn html<S: Serializer>(html: &str, serializer: S) -> Result<S::Ok, S::Error> {
    finished(&tera::Value::safe_string(html), serializer)
}

/// The name under which a newtype holds a word of the shape,
const WORD: &str = "$word";
/// finished HTML,
const HTML: &str = "$html";
/// the key of a field,
const KEY: &str = "$key";
/// or a text, as every other string is.
const TEXT: &str = "$text";

/// A string of a view.
#[derive(Debug, Clone)]
pub(super) enum Hole {
    /// Part of the shape.
    Word,
    /// To be escaped.
    Text(Range<usize>),
    /// To be printed as it is.
    Html(Range<usize>),
}

/// A view as what a component may branch on, and what it can only print.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Everything but texts.
    pub(super) bytes: Vec<u8>,
    /// All texts, one behind the other.
    pub(super) texts: String,
    /// The strings of the view in its order.
    pub(super) holes: Vec<Hole>,
    /// What the string at hand is, where a newtype says so.
    kind: Option<&'static str>,
}

impl Shape {
    /// Begins with another view, in a language whose words a component may print.
    pub(super) fn begin(&mut self, lang: &str) {
        self.bytes.clear();
        self.texts.clear();
        self.holes.clear();
        self.kind = None;
        self.part(b'l', lang.as_bytes());
    }

    fn part(&mut self, kind: u8, bytes: &[u8]) {
        self.bytes.push(kind);
        self.bytes.extend_from_slice(&bytes.len().to_le_bytes()[..4]);
        self.bytes.extend_from_slice(bytes);
    }

    fn string(&mut self, text: &str) {
        let kind = self.kind.take();
        if kind == Some(KEY) {
            return self.part(b'k', text.as_bytes());
        }
        if kind == Some(WORD) {
            self.part(b'w', text.as_bytes());
            self.holes.push(Hole::Word);
            return;
        }
        // A component may branch on whether there is a text.
        self.bytes.push(if text.is_empty() { b'e' } else { b't' });
        let start = self.texts.len();
        self.texts.push_str(text);
        let at = start..self.texts.len();
        self.holes.push(if kind == Some(HTML) { Hole::Html(at) } else { Hole::Text(at) });
    }
}

/// Something that no piece has.
#[derive(Debug)]
pub(super) struct NotInPieces;

impl Display for NotInPieces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not in pieces")
    }
}

impl std::error::Error for NotInPieces {}

impl serde::ser::Error for NotInPieces {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

type Done = Result<(), NotInPieces>;

macro_rules! numbers {
    ($($name:ident: $number:ty),*) => {
        $(fn $name(self, number: $number) -> Done {
            self.part(b'n', &number.to_le_bytes());
            Ok(())
        })*
    };
}

impl Serializer for &mut Shape {
    type Ok = ();
    type Error = NotInPieces;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64
    }

    fn serialize_bool(self, is: bool) -> Done {
        self.bytes.push(if is { b'+' } else { b'-' });
        Ok(())
    }

    fn serialize_f32(self, _: f32) -> Done {
        Err(NotInPieces)
    }

    fn serialize_f64(self, _: f64) -> Done {
        Err(NotInPieces)
    }

    fn serialize_char(self, one: char) -> Done {
        self.string(one.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Done {
        self.string(text);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Done {
        Err(NotInPieces)
    }

    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, some: &T) -> Done {
        self.bytes.push(b's');
        some.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.bytes.push(b'0');
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, word: &'static str) -> Done {
        self.kind = Some(WORD);
        self.string(word);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Done {
        if [WORD, HTML, TEXT].contains(&name) {
            self.kind = Some(name);
        }
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        number: u32,
        _: &'static str,
        value: &T,
    ) -> Done {
        self.part(b'v', &number.to_le_bytes());
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self, NotInPieces> {
        let length = length.ok_or(NotInPieces)?;
        self.part(b'[', &length.to_le_bytes());
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, NotInPieces> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, NotInPieces> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        number: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, NotInPieces> {
        self.part(b'v', &number.to_le_bytes());
        Ok(self)
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self, NotInPieces> {
        self.serialize_seq(length)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, NotInPieces> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        number: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, NotInPieces> {
        self.part(b'v', &number.to_le_bytes());
        Ok(self)
    }
}

macro_rules! items {
    ($($form:ident, $item:ident;)*) => {
        $(impl $form for &mut Shape {
            type Ok = ();
            type Error = NotInPieces;

            fn $item<T: Serialize + ?Sized>(&mut self, item: &T) -> Done {
                item.serialize(&mut **self)
            }

            fn end(self) -> Done {
                Ok(())
            }
        })*
    };
}

items! {
    SerializeSeq, serialize_element;
    SerializeTuple, serialize_element;
    SerializeTupleStruct, serialize_field;
    SerializeTupleVariant, serialize_field;
}

macro_rules! fields {
    ($($form:ident;)*) => {
        $(impl $form for &mut Shape {
            type Ok = ();
            type Error = NotInPieces;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, field: &T) -> Done {
                field.serialize(&mut **self)
            }

            fn end(self) -> Done {
                Ok(())
            }
        })*
    };
}

fields! { SerializeStruct; SerializeStructVariant; }

impl SerializeMap for &mut Shape {
    type Ok = ();
    type Error = NotInPieces;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        self.kind = Some(KEY);
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        Ok(())
    }
}
