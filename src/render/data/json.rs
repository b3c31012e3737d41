//! Data sets as JSON: a list of objects with the fields of the CSV file, one row a line, so that two
//! editions can be compared line by line.

use super::cell::Atom;
use super::column::Field;
use super::{For, Set};
use crate::render::scope::Scope;
use serde::Serialize;

/// The whole file. Numbers are written with all their digits, as numbers.
pub(super) fn file(scope: &Scope<'_>, set: &Set, fields: &[Field]) -> Vec<u8> {
    let mut out = b"[".to_vec();
    (set.each_row)(scope, For::Programs, &mut |atoms| {
        out.extend_from_slice(if out.len() == 1 { b"\n" } else { b",\n" });
        for (number, (field, atom)) in fields.iter().zip(atoms).enumerate() {
            out.push(if number == 0 { b'{' } else { b',' });
            append(&mut out, &field.name);
            out.push(b':');
            match atom {
                Atom::Empty => out.extend_from_slice(b"null"),
                Atom::Text(text) => append(&mut out, text),
                Atom::List(words) => append(&mut out, words),
                Atom::Number(number) => out.extend_from_slice(number.as_bytes()),
                Atom::Flag(flag) => append(&mut out, flag),
            }
        }
        out.push(b'}');
    });
    out.extend_from_slice(b"\n]\n");
    out
}

fn append(out: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) {
    serde_json::to_writer(out, value).expect("texts and flags can be written to memory");
}
