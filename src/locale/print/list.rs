//! Printing lists.

use crate::locale::Locale;

impl Locale {
    /// The parts as a list in running text: `a, b and c`.
    #[must_use]
    pub fn list<S: AsRef<str>>(&self, parts: &[S]) -> String {
        let words = &self.words.list;
        match parts {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first, second] => format!("{}{}{}", first.as_ref(), words.two, second.as_ref()),
            [most @ .., last] => {
                let mut out = String::new();
                for (index, part) in most.iter().enumerate() {
                    if index > 0 {
                        out.push_str(&words.middle);
                    }
                    out.push_str(part.as_ref());
                }
                out.push_str(&words.last);
                out.push_str(last.as_ref());
                out
            }
        }
    }
}
