//! The number formats of cells, in the language in which Excel keeps them.

use rust_decimal::Decimal;
use std::iter::Peekable;
use std::str::Chars;

/// Excel takes formats of at most 255 characters.
pub(super) const MOST_FORMAT_BYTES: usize = 2_000;

/// A part of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A place of a digit: `0`, `#`, `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    /// The whole number in no format, or the text of a cell.
    Whole,
    /// An exponent or a fraction: the number is only written in another way.
    OtherForm,
    /// What stands there as it is.
    Literal(String),
}

/// Which numbers a section is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Condition {
    sign: Sign,
    than: Decimal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Less,
    AtMost,
    Equal,
    NotEqual,
    AtLeast,
    More,
}

impl Condition {
    fn read(text: &str) -> Option<Self> {
        let signs = [
            ("<=", Sign::AtMost),
            (">=", Sign::AtLeast),
            ("<>", Sign::NotEqual),
            ("<", Sign::Less),
            (">", Sign::More),
            ("=", Sign::Equal),
        ];
        let (rest, sign) =
            signs.iter().find_map(|(word, sign)| Some((text.strip_prefix(word)?, *sign)))?;
        Some(Self { sign, than: Decimal::from_str_exact(rest.trim()).ok()? })
    }

    fn holds(self, value: Decimal) -> bool {
        match self.sign {
            Sign::Less => value < self.than,
            Sign::AtMost => value <= self.than,
            Sign::Equal => value == self.than,
            Sign::NotEqual => value != self.than,
            Sign::AtLeast => value >= self.than,
            Sign::More => value > self.than,
        }
    }
}

/// How numbers of a kind are shown.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) tokens: Vec<Token>,
    condition: Option<Condition>,
}

impl Section {
    /// Whether it shows a number, and not only words.
    pub(super) fn has_number(&self) -> bool {
        let is_number =
            |token: &Token| !matches!(token, Token::Literal(_) | Token::Percent | Token::Comma);
        self.tokens.iter().any(is_number)
    }
}

/// The sections of a format.
pub(super) fn sections(format: &str) -> Vec<Section> {
    let mut all = vec![Section::default()];
    let mut rest = format.chars().peekable();
    while let Some(c) = rest.next() {
        let Some(section) = all.last_mut() else { break };
        let token = match c {
            ';' => {
                all.push(Section::default());
                continue;
            }
            '[' => match bracket(&mut rest, section) {
                Some(symbol) => Token::Literal(symbol),
                None => continue,
            },
            '"' => Token::Literal(rest.by_ref().take_while(|c| *c != '"').collect()),
            // What is skipped is as wide as the next character, or filled with it.
            '_' | '*' => {
                rest.next();
                continue;
            }
            '\\' | '!' => Token::Literal(rest.next().map(String::from).unwrap_or_default()),
            '0' | '#' | '?' => Token::Digit(c),
            '.' => Token::Point,
            ',' => Token::Comma,
            '%' => Token::Percent,
            '@' => Token::Whole,
            'G' | 'g' if is_general(&mut rest) => Token::Whole,
            'E' | 'e' if matches!(rest.peek(), Some('+' | '-')) => {
                rest.next();
                Token::OtherForm
            }
            '/' if matches!(section.tokens.last(), Some(Token::Digit(_))) => Token::OtherForm,
            c => Token::Literal(c.to_string()),
        };
        match (section.tokens.last_mut(), token) {
            (Some(Token::Literal(text)), Token::Literal(more)) => text.push_str(&more),
            (_, token) => section.tokens.push(token),
        }
    }
    all
}

/// Goes through brackets: a currency, a condition, or a colour, a language or numerals, which say
/// nothing of the number.
fn bracket(rest: &mut Peekable<Chars<'_>>, section: &mut Section) -> Option<String> {
    let inner: String = rest.by_ref().take_while(|c| *c != ']').collect();
    if let Some(currency) = inner.strip_prefix('$') {
        let symbol = currency.split('-').next().unwrap_or_default();
        return Some(symbol.to_owned()).filter(|symbol| !symbol.is_empty());
    }
    section.condition = Condition::read(&inner).or(section.condition);
    None
}

/// Goes through the word for no format, in English or as Excel in China writes it.
fn is_general(rest: &mut Peekable<Chars<'_>>) -> bool {
    let ahead: String = rest.clone().take("eneral".len()).collect();
    let length = match ahead {
        ahead if ahead.eq_ignore_ascii_case("eneral") => ahead.chars().count(),
        ahead if ahead.starts_with("/通用格式") => "/通用格式".chars().count(),
        _ => return false,
    };
    rest.nth(length - 1);
    true
}

/// The section that a number is shown by; `None` if none is for it.
pub(super) fn section_of(sections: &[Section], value: Decimal) -> Option<&Section> {
    let numbers = &sections[..sections.len().min(3)];
    let is_plain = numbers.iter().all(|section| section.condition.is_none());
    if is_plain {
        let at = match numbers.len() {
            2.. if value < Decimal::ZERO => 1,
            3.. if value.is_zero() => 2,
            _ => 0,
        };
        return numbers.get(at);
    }
    let last = numbers.len() - 1;
    numbers.iter().enumerate().find_map(|(at, section)| {
        let is_for = match section.condition {
            Some(condition) => condition.holds(value),
            None if at == last => true,
            None if at == 0 => value > Decimal::ZERO,
            None => value < Decimal::ZERO,
        };
        is_for.then_some(section)
    })
}

/// How the text of a cell is shown: what stands around it.
pub(super) fn around_text(format: &str) -> Option<(String, String)> {
    let all = sections(format);
    let section = all.get(3).or_else(|| all.last())?;
    let literal = |token: Option<&Token>| match token {
        Some(Token::Literal(text)) => text.clone(),
        _ => String::new(),
    };
    let (before, after) = match section.tokens.as_slice() {
        [Token::Whole] => return None,
        [Token::Whole, after] => (None, Some(after)),
        [before, Token::Whole] => (Some(before), None),
        [before, Token::Whole, after] => (Some(before), Some(after)),
        _ => return None,
    };
    Some((literal(before), literal(after)))
}
