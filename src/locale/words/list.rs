//! What stands between the parts of a list.

use crate::locale::decode::words;

words! {
    /// Separators of lists.
    #[derive(Debug)]
    ListWords {
        /// Between the parts of a list, but for the last.
        middle: Box<str>,
        /// Before the last of three or more.
        last: Box<str>,
        /// Between two.
        two: Box<str>,
    }
}
