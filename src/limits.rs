//! How much of anything is read. A site that holds more is not one: a limit ends with a
//! diagnostic that names it, never with a machine without memory. `SECURITY.md` lists them.

/// Bytes of one text: settings, a file of records, a page. 100 000 projects have some 60 MB, in
/// many files; and what is read is held several times over.
pub const MAX_TEXT_BYTES: u64 = 16_000_000;

/// Bytes of an archived text of a source: a larger one is no text of a publication.
pub const MAX_ARCHIVE_BYTES: u64 = 5_000_000;

/// Bytes of a workbook as it lies on the disk; 100 000 rows of 30 columns have some 15 MB.
pub const MAX_WORKBOOK_BYTES: u64 = 40_000_000;

/// Bytes of a workbook unpacked: a small file may stand for endless zeros.
pub const MAX_UNPACKED_BYTES: u64 = 1_000_000_000;

/// Cells of a workbook, those that merged cells are filled into too. Each takes some 50 bytes.
pub const MAX_CELLS: usize = 4_000_000;

/// Rows of a sheet, as many as spreadsheets have.
pub const MAX_ROWS_OF_SHEET: u32 = 1_048_576;

/// Rows of a sheet of the workbook that a site offers to people; its first sheet says how many there
/// are, and the CSV file has all. A million rows took 10 GB of memory and opened in no spreadsheet.
pub const MAX_PUBLISHED_ROWS: usize = 50_000;

/// What a cell holds, in units of UTF-16, as spreadsheets count.
pub const MAX_CELL_UNITS: usize = 32_767;

/// Bytes of a picture as it lies on the disk; what a large camera writes at its best has some 30 MB.
pub const MAX_PICTURE_BYTES: u64 = 40_000_000;

/// Dots of a picture, width by height. Each takes three or four bytes when it is unpacked: a small
/// file may stand for a picture of gigabytes.
pub const MAX_PICTURE_DOTS: u64 = 64_000_000;

/// Pictures of one record or written page; a page with more is an album.
pub const MAX_PICTURES: usize = 30;

/// Bytes of a typeface; one with all Chinese characters has some 20 MB.
pub const MAX_FONT_BYTES: u64 = 40_000_000;

/// Typefaces of a site: two languages in two weights, and some room.
pub const MAX_FONTS: usize = 8;

/// Folders inside folders. A path on Windows ends at 260 characters, and a page of a report has
/// three or four parts.
pub const MAX_FOLDERS: usize = 32;

/// Bytes of an id or a part of an address. With `.html.br` and what marks a temporary file it must
/// still be a name that a disk takes, which is one of 255 bytes.
pub const MAX_ID_BYTES: usize = 120;

/// Values of one YAML text. Each takes some 100 bytes while the text is read.
pub const MAX_YAML_VALUES: usize = 1_500_000;

/// Collections inside collections of a YAML text, aliases expanded. A ledger needs about eight;
/// the limit keeps code that walks a tree recursively far from the end of the stack.
pub const MAX_YAML_DEPTH: usize = 64;

/// Values that the aliases of a YAML text may add to it. Small texts can stand for billions of
/// values; a ledger that repeats a citation in 10 000 records stays below.
pub const MAX_ALIAS_VALUES: usize = 100_000;

/// Elements of a Markdown text inside one another: quotes, lists, emphasis. Browsers nest 512, and
/// a page has some twenty of its own.
pub const MAX_MARKDOWN_DEPTH: usize = 100;

/// Columns of a table: HTML ends at 1000.
pub const MAX_TABLE_COLUMNS: usize = 1_000;

/// Pieces of one Markdown text, such as words between marks, cells and links. A page of 1 MB has
/// some 100 000.
pub const MAX_MARKDOWN_PIECES: usize = 2_000_000;

/// Problems of the raw HTML of one text that are told one by one; the rest is counted.
pub const MAX_HTML_PROBLEMS: usize = 100;

/// Problems that are printed for people; the rest is counted. Fifty thousand would be 37 MB.
pub const MAX_PRINTED_PROBLEMS: usize = 500;

/// Characters of a message about a problem: a value that it quotes may be very long.
pub const MAX_MESSAGE_CHARS: usize = 600;

/// Elements inside elements of a file of translations; XLIFF needs about ten.
pub const MAX_XML_DEPTH: usize = 64;

/// Points of the areas of a map as it is drawn, some 40 kB; a map that has more is thinned out further.
pub const MAX_DRAWN_POINTS: usize = 4_000;

/// Pages that wait for news of the server that shows a site; each holds a connection.
pub const MAX_RELOAD_CLIENTS: usize = 64;

/// Connections to that server at a time; of more, the one that has said nothing for longest is ended.
/// A system may let a program have no more than 256 files open.
pub const MAX_CONNECTIONS: usize = 200;

/// Bytes of the head of a request to that server; browsers send one or two kB.
pub const MAX_HEAD_BYTES: usize = 16_384;

/// Fields of such a head; browsers send some twenty.
pub const MAX_HEAD_FIELDS: usize = 100;
