//! Every kind of problem, in one table: `explain` and `docs/rules.md` are made from it.

/// How a kind of problem is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not reported.
    Allow,
    /// Reported, never stops anything.
    Note,
    /// Reported; stops publication under `--strict`.
    Warn,
    /// Stops publication; the site may lower it.
    Deny,
    /// Stops publication; cannot be lowered.
    Error,
}

/// What there is to say about a kind of problem.
#[derive(Debug, Clone, Copy)]
pub struct CodeInfo {
    /// The stable name, as in `error[unknown-reference]`.
    pub name: &'static str,
    /// The level if the site says nothing.
    pub level: Level,
    /// One sentence: what is wrong.
    pub summary: &'static str,
    /// Markdown: why it matters, an example, the fix.
    pub explanation: &'static str,
}

macro_rules! codes {
    ($($variant:ident = $name:literal, $level:ident, $summary:literal;)*) => {
        /// A kind of problem. Its name is stable and can be given to `wellspring explain`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $summary] $variant,)* }

        /// Every kind of problem, in the order of the table.
        pub const CODES: &[Code] = &[$(Code::$variant,)*];

        impl Code {
            /// What there is to say about it.
            #[must_use]
            pub const fn info(self) -> CodeInfo {
                match self {
                    $(Self::$variant => CodeInfo {
                        name: $name,
                        level: Level::$level,
                        summary: $summary,
                        explanation: include_str!(concat!("explain/", $name, ".md")),
                    },)*
                }
            }
        }
    };
}

codes! {
    GeneratorVersion = "generator-version", Error, "the site, or its theme, is made for another version of Wellspring.";
    NotUtf8 = "not-utf8", Error, "a text file is not UTF-8.";
    ReplacementCharacter = "replacement-character", Error, "a text holds U+FFFD, the mark of characters lost in a conversion.";
    SpreadsheetError = "spreadsheet-error", Error, "a value is an error of a spreadsheet, such as `#REF!`.";
    UnreadableWorkbook = "unreadable-workbook", Error, "a workbook or another table cannot be read.";
    FormulaWithoutResult = "formula-without-result", Error, "a formula of a workbook has no result in the file.";
    MissingInWorkbook = "missing-in-workbook", Error, "a mapping names something that its workbook does not have.";
    UnmappedInWorkbook = "unmapped-in-workbook", Warn, "a sheet, a column or a row of a workbook is read by nothing.";
    ContactColumn = "contact-column", Note, "columns of a workbook are about people, and are left out.";
    HiddenCells = "hidden-cells", Note, "rows or columns that are read are hidden in the workbook.";
    TotalDiffers = "total-differs", Warn, "a row of a workbook that adds up or counts others says another number.";
    VanishedRow = "vanished-row", Note, "a row of a workbook is not in the next one of the same ledger.";
    SaidTwice = "said-twice", Error, "a record says a field in a workbook and in YAML.";
    YamlSyntax = "yaml-syntax", Error, "a YAML file cannot be read.";
    FrontMatter = "front-matter", Error, "the front matter of a page cannot be read.";
    EmptyFile = "empty-file", Warn, "a file that should hold a record is empty.";
    DuplicateKey = "duplicate-key", Error, "a key stands twice in one mapping.";
    UnknownField = "unknown-field", Error, "a record has a field that nothing reads.";
    MissingField = "missing-field", Error, "a record lacks a field that it must have.";
    WrongType = "wrong-type", Error, "a value is of another type than its field takes.";
    UnknownValue = "unknown-value", Error, "a value is not one of those its field takes.";
    BadId = "bad-id", Error, "an id has characters other than a-z, 0-9 and `-`.";
    DuplicateId = "duplicate-id", Error, "two records of one collection have the same id.";
    UnknownReference = "unknown-reference", Error, "an id names no record.";
    BadQuantity = "bad-quantity", Error, "a quantity cannot be read.";
    MissingUnit = "missing-unit", Error, "a number stands where an amount with its unit is needed.";
    UnitMismatch = "unit-mismatch", Error, "a quantity has another unit than its indicator.";
    BadDate = "bad-date", Error, "a date or a period cannot be read or does not exist.";
    TwoYears = "two-years", Error, "a period reads as a month and as two years.";
    ResultOfFuture = "result-of-future", Error, "a result is of time after the as-of day.";
    UpdateOverdue = "update-overdue", Warn, "an update was due before the day that the site speaks of.";
    ImpossibleValue = "impossible-value", Error, "a value cannot be true, such as a negative count.";
    MilestoneOrder = "milestone-order", Warn, "a later stage is dated before an earlier one.";
    EditionOrder = "edition-order", Error, "editions are not in the order of their days.";
    LaterEdition = "later-edition", Warn, "an edition is of a later day than the site.";
    DuplicateMilestone = "duplicate-milestone", Warn, "a stage of a project is reached twice, or planned twice at one time.";
    UnknownLanguage = "unknown-language", Error, "a text or a page is in a language the site does not have.";
    MissingName = "missing-name", Deny, "the name or title of a record is missing in a language of the site.";
    UnfilledText = "unfilled-text", Warn, "a text is only the `…` that stands for one.";
    MissingTranslation = "missing-translation", Warn, "a text or a page is missing in a language of the site.";
    MissingString = "missing-string", Error, "a theme lacks an interface string in a language of the site.";
    OtherScript = "other-script", Warn, "the interface strings of a language are in another script, or of another region.";
    MissingSource = "missing-source", Warn, "a published figure names no source.";
    BadFileName = "bad-file-name", Error, "a file of the site folder is not named as its place demands.";
    BadPicture = "bad-picture", Error, "a picture cannot be shown: it is broken, too large, or of a format that is not read.";
    BadFont = "bad-font", Error, "a typeface of the site cannot be used.";
    UnusedPicture = "unused-picture", Warn, "nothing names a picture, so it is not published.";
    PictureWithoutAlt = "picture-without-alt", Warn, "a picture in a text has no words for those who do not see it.";
    ProfileField = "profile-field", Warn, "a government site lacks a number that every page must carry, or has one that cannot be right.";
    ProfileUndated = "profile-undated", Warn, "a page, a document or an event of a government site has no date.";
    ProfileEmpty = "profile-empty", Warn, "a column of a government site has no pages.";
    ProfileStale = "profile-stale", Warn, "nothing was added to a column of a government site for longer than inspections allow.";
    UndatedReport = "undated-report", Warn, "a report has no date.";
    EmptySection = "empty-section", Warn, "a section of the site has neither pages nor a text.";
    SectionWithoutTitle = "section-without-title", Note, "a section has no page that names it, and is called by the name of its folder.";
    StaleContent = "stale-content", Warn, "the newest of a section, or the newest source, is older than the site says it may be.";
    DeadLink = "dead-link", Error, "a link leads to a file, a page or a heading that is not there.";
    DeadAddress = "dead-address", Warn, "an address on the web leads to nothing.";
    MovedAddress = "moved-address", Note, "an address on the web has moved for good.";
    PrivateAddress = "private-address", Warn, "a link leads to a host that readers cannot reach.";
    NoNetwork = "no-network", Warn, "no address outside could be reached, so links were not tried.";
    UnsafeLink = "unsafe-link", Error, "a link has a scheme that could run code, or is no address on the web.";
    RawHtml = "raw-html", Warn, "raw HTML in a text is not complete, such as an element that is not closed.";
    MarkdownAsText = "markdown-as-text", Warn, "something in a text looks like Markdown and is printed as it is.";
    NeverClosed = "never-closed", Warn, "a fence of code is never closed, so that all that follows is code.";
    TextNotShown = "text-not-shown", Warn, "something that was written is not shown, such as a cell beyond the heads of its table.";
    UnsafeHtml = "unsafe-html", Warn, "something of the raw HTML in a text is not allowed and taken out.";
    UnsafeHtmlAllowed = "unsafe-html-allowed", Warn, "the site publishes raw HTML without looking at it.";
    BidiControl = "bidi-control", Warn, "a text holds a character that changes the direction of what follows, or cannot be seen.";
    LookAlikeIds = "look-alike-ids", Warn, "two ids of one collection look alike.";
    PathLeavesSite = "path-leaves-site", Error, "a file of the site folder is a link to something outside it.";
    NotAFile = "not-a-file", Error, "something in the site folder is neither a file nor a folder.";
    TooLarge = "too-large", Error, "a file or a text is larger than any site needs, or nested deeper.";
    BadAlias = "bad-alias", Error, "a page cannot have been at the path that its `aliases` name.";
    VanishedPath = "vanished-path", Warn, "a page of the last build is gone, and nothing leads on from its address.";
    MissingBaseUrl = "missing-base-url", Note, "files for hosts are asked for, but the site does not say its address.";
    DoubtfulOrder = "doubtful-order", Note, "a Chinese name may be read in two ways, so that its place in lists is doubtful.";
    DuplicatePath = "duplicate-path", Error, "two pages or files would be written to one path.";
    CallSyntax = "call-syntax", Error, "a `{{ … }}` in a text cannot be read, or cannot stand where it does.";
    UnknownFunction = "unknown-function", Error, "a `{{ … }}` names a function that there is not.";
    UnknownArgument = "unknown-argument", Error, "a `{{ … }}` has an argument that its function does not take.";
    MissingArgument = "missing-argument", Error, "a `{{ … }}` lacks an argument that its function needs.";
    MissingFigure = "missing-figure", Warn, "a `{{ … }}` asks for a figure that is not published.";
    EmptyChart = "empty-chart", Warn, "a `{{ chart(…) }}` draws nothing, because too little is published.";
    NotComparable = "not-comparable", Deny, "a `{{ … }}` takes or compares figures that are not of one kind.";
    TemplateError = "template-error", Error, "a template of the theme cannot be used.";
    UnreadThemeFile = "unread-theme-file", Warn, "a file of a theme, or a text in it, is read by nothing.";
    ValueAgainstQuote = "value-against-quote", Deny, "a value is none of the figures that are quoted for it.";
    StatedShare = "stated-share", Deny, "a stated share is not what its two figures make.";
    ReportedTotal = "reported-total", Deny, "a reported total differs from what the ledger lists.";
    BreakdownSum = "breakdown-sum", Deny, "parts do not add up to the whole that they are parts of.";
    PartsDoNotAddUp = "parts-do-not-add-up", Deny, "what was reported for parts of a period does not add up to what was reported for all of it.";
    EditionChanged = "edition-changed", Error, "a published edition says something else than when it was published.";
    UselessCorrection = "useless-correction", Warn, "a correction corrects nothing.";
    StatedStage = "stated-stage", Warn, "a status says another stage than the milestones do.";
    FallsToDate = "falls-to-date", Warn, "a figure that counts from the beginning of a year becomes less.";
    KindMismatch = "kind-mismatch", Deny, "a target or an observation says what its kind of indicator cannot mean.";
    ConflictingFigures = "conflicting-figures", Deny, "one figure has two values that became known on the same day.";
    QuoteNotFound = "quote-not-found", Warn, "a quotation does not stand in the archived text of its source.";
    BadMap = "bad-map", Error, "the map of the site cannot be read, or a map is named by nothing.";
    BadArchive = "bad-archive", Error, "the archived text of a source is missing or cannot be read.";
    StaleTranslation = "stale-translation", Warn, "the text that a translation was made from has changed.";
    AvoidedTerm = "avoided-term", Warn, "a text uses a form that the glossary says to avoid.";
    TermNotUsed = "term-not-used", Allow, "a translation has none of the renderings of a term of its original.";
    FigureDiffers = "figure-differs", Deny, "a figure is another one in another language.";
    PeriodDiffers = "period-differs", Deny, "a date or period is another one in another language.";
    PeriodMissing = "period-missing", Warn, "a year or a month of a text is not said in another language.";
    FigureMissing = "figure-missing", Deny, "a figure of a text is missing in another language.";
    FigureSwapped = "figure-swapped", Deny, "two figures of a text have changed places in another language.";
    LimitAsResult = "limit-as-result", Deny, "a floor or a ceiling is told as a result in another language.";
    FigureRelationDiffers = "figure-relation-differs", Warn, "a figure is told as exact, about, over or under in another way in another language.";
    FigureRelationNear = "figure-relation-near", Note, "a figure is told in words that are used for each other and are not quite the same.";
    FigureUnitMissing = "figure-unit-missing", Warn, "a figure has its unit in one language only.";
    FigureRounded = "figure-rounded", Warn, "a figure is rounded in one language, and does not say so.";
    FigureRoundedMarked = "figure-rounded-marked", Note, "a figure is rounded in one language, and says so.";
    NoFigureReader = "no-figure-reader", Note, "the figures of a language are compared as plain numerals only.";
    UnboundFigure = "unbound-figure", Allow, "a figure that the ledger knows is typed by hand.";
    FigureAgainstLedger = "figure-against-ledger", Deny, "a figure in a text differs from the ledger.";
}

impl Code {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.info().name
    }

    /// The kind with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        CODES.iter().copied().find(|code| code.name() == name)
    }
}
