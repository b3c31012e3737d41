//! Values of the ledger, exact and typed: numbers, quantities, periods, languages, ids.
//!
//! Nothing here knows of files. Reading returns a [`ValueError`] with the place inside the text;
//! the caller adds the file.
