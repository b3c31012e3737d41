//! How a language reads and prints figures, dates and lists, and its interface strings.
