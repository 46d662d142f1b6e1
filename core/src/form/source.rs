//! Reads one TOML file of a pack, keeping for everything the line where it stands.
//!
//! Nothing here stops at a mistake: each getter reports what is wrong and gives a harmless value, so that one reading
//! finds every mistake. Whoever collects must refuse the result if [`Gathered::mistakes`] is not empty.

use super::mistake::{Mistake, Place};
use super::near::nearest;
use super::uses::{Use, Used};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What the reading of a whole pack brings to light.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// In the order found.
    pub(crate) mistakes: RefCell<Vec<Mistake>>,
    /// Every name of a field, clause, variant or option; looked up when the whole pack is read.
    pub(crate) uses: RefCell<Vec<Used>>,
    /// Whether some file is not TOML throughout, so that parts of it are lost.
    pub(crate) damaged: Cell<bool>,
}

impl Gathered {
    /// Adds a mistake.
    pub(crate) fn report(&self, mistake: Mistake) {
        self.mistakes.borrow_mut().push(mistake);
    }
}

/// One file's text.
#[derive(Debug)]
pub(crate) struct Source<'t> {
    file: Rc<str>,
    text: &'t str,
    line_starts: Vec<usize>,
    broken_lines: RefCell<BTreeSet<u32>>,
    gathered: &'t Gathered,
}

impl<'t> Source<'t> {
    /// `file` is how mistakes name it.
    pub(crate) fn new(file: &str, text: &'t str, gathered: &'t Gathered) -> Source<'t> {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(breaks).collect();
        Source { file: file.into(), text, line_starts, broken_lines: RefCell::default(), gathered }
    }

    /// The file as a tree, as far as it can be read; reports the first syntax error of each line.
    pub(crate) fn parse(&self) -> Spanned<DeTable<'t>> {
        let (tree, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            let place = self.place(error.span().map_or(0, |span| span.start));
            if self.broken_lines.borrow_mut().insert(place.line) {
                let message = error.message().replace('\n', "; ");
                let (says, hint) = if message.contains("recurs") {
                    ("括号嵌套过深。".to_owned(), "请减少嵌套的层数，或分写为几条。")
                } else {
                    let hint = "请检查这一行和上一行的引号、括号、等号和逗号。";
                    (format!("不是正确的 TOML（{message}）。"), hint)
                };
                self.gathered.report(place.mistake(says, hint));
                self.gathered.damaged.set(true);
            }
        }
        tree
    }

    /// Adds a mistake, unless a syntax error of the same line may have caused it.
    fn report(&self, mistake: Mistake) {
        if !self.broken_lines.borrow().contains(&mistake.line) {
            self.gathered.report(mistake);
        }
    }

    /// Adds a mistake about something that is not there, unless a syntax error may have swallowed it.
    fn report_missing(&self, mistake: Mistake) {
        if self.broken_lines.borrow().is_empty() {
            self.gathered.report(mistake);
        }
    }

    fn place(&self, offset: usize) -> Place {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        Place { file: self.file.clone(), line: u32::try_from(line).unwrap_or(u32::MAX) }
    }
}

/// A table of the file: its keys are asked for one by one, and [`Entry::finish`] reports the others.
///
/// Where a pack extends another, it lies over the entry of that one and answers with that one's keys where it has none.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'s> {
    source: &'s Source<'s>,
    table: &'s DeTable<'s>,
    offset: usize,
    asked: Vec<&'static str>,
    below: Option<Box<Entry<'s>>>,
}

impl<'s> Entry<'s> {
    /// The file itself.
    pub(crate) fn root(source: &'s Source<'s>, tree: &'s Spanned<DeTable<'s>>) -> Entry<'s> {
        Entry { source, table: tree.get_ref(), offset: 0, asked: Vec::new(), below: None }
    }

    /// The same entry, lying over `below`.
    pub(crate) fn over(self, below: Option<Entry<'s>>) -> Entry<'s> {
        Entry { below: below.map(Box::new), ..self }
    }

    /// The entry that it lies over.
    pub(crate) fn below(&self) -> Option<&Entry<'s>> {
        self.below.as_deref()
    }

    /// Where it begins.
    pub(crate) fn place(&self) -> Place {
        self.source.place(self.offset)
    }

    /// Where a key's value stands; where the table begins if the key is missing.
    pub(crate) fn place_of(&self, key: &str) -> Place {
        match (self.table.get(key), &self.below) {
            (Some(value), _) => self.source.place(value.span().start),
            (None, Some(below)) if below.has(key) => below.place_of(key),
            (None, _) => self.place(),
        }
    }

    /// The keys that it has itself.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.table.keys().map(|key| key.get_ref().as_ref())
    }

    /// Whether the key is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.has_itself(key) || self.below.as_ref().is_some_and(|below| below.has(key))
    }

    /// Whether the key is there, and not only in what it lies over.
    pub(crate) fn has_itself(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// The text at a key as it stands, without asking for it.
    pub(crate) fn peek(&self, key: &str) -> Option<&'s str> {
        let own = self.table.get(key).and_then(|value| value.get_ref().as_str());
        own.or_else(|| self.below.as_ref()?.peek(key))
    }

    /// Reports a mistake at the value of `key`, or where the table begins.
    pub(crate) fn report(&self, key: &str, says: impl Into<String>, hint: impl Into<String>) {
        self.source.report(self.place_of(key).mistake(says, hint));
    }

    /// Reports that something is not there.
    pub(crate) fn report_missing(&self, says: impl Into<String>, hint: impl Into<String>) {
        self.source.report_missing(self.place().mistake(says, hint));
    }

    /// The value of a key.
    pub(crate) fn item(&mut self, key: &'static str) -> Option<Item<'s>> {
        self.asked.push(key);
        match (self.table.get(key), &mut self.below) {
            (Some(value), _) => Some(Item { source: self.source, key, is_member: false, value }),
            (None, Some(below)) => below.item(key),
            (None, None) => None,
        }
    }

    /// The value of a key, if it has it itself.
    pub(crate) fn own_item(&mut self, key: &'static str) -> Option<Item<'s>> {
        self.asked.push(key);
        let value = self.table.get(key)?;
        Some(Item { source: self.source, key, is_member: false, value })
    }

    /// The value of a key that must be there.
    pub(crate) fn needed(&mut self, key: &'static str) -> Option<Item<'s>> {
        let item = self.item(key);
        if item.is_none() {
            self.report_missing(format!("缺少 `{key}`。"), format!("请补上 `{key} = …`。"));
        }
        item
    }

    /// Text, not empty.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<String> {
        self.item(key)?.text()
    }

    /// Text that must be there.
    pub(crate) fn needed_text(&mut self, key: &'static str) -> String {
        self.needed(key).and_then(|item| item.text()).unwrap_or_default()
    }

    /// A whole number.
    pub(crate) fn integer<T: TryFrom<i64>>(&mut self, key: &'static str) -> Option<T> {
        self.item(key)?.integer()
    }

    /// An exact decimal.
    pub(crate) fn decimal(&mut self, key: &'static str) -> Option<Decimal> {
        self.item(key)?.decimal()
    }

    /// `true` or `false`; absent: false.
    pub(crate) fn flag(&mut self, key: &'static str) -> bool {
        self.item(key).and_then(|item| item.flag()).unwrap_or(false)
    }

    /// A list of texts; absent: empty.
    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<String> {
        self.items(key).into_iter().filter_map(|item| item.text()).collect()
    }

    /// One of several words, each with what it means.
    pub(crate) fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        self.item(key)?.word(words)
    }

    /// The members of a list; absent: none.
    pub(crate) fn items(&mut self, key: &'static str) -> Vec<Item<'s>> {
        self.item(key).map_or_else(Vec::new, |item| item.items())
    }

    /// A table.
    pub(crate) fn entry(&mut self, key: &'static str) -> Option<Entry<'s>> {
        self.item(key)?.entry()
    }

    /// A table, lying over the same one of what this entry lies over.
    pub(crate) fn layered_entry(&mut self, key: &'static str) -> Option<Entry<'s>> {
        let below = self.below.as_mut().and_then(|below| below.entry(key));
        match self.own_item(key) {
            Some(own) => Some(own.entry()?.over(below)),
            None => below,
        }
    }

    /// A table with names of its own for keys.
    pub(crate) fn pairs(&mut self, key: &'static str) -> Vec<(String, Item<'s>)> {
        let Some(entry) = self.entry(key) else { return Vec::new() };
        let item = |value| Item { source: entry.source, key, is_member: true, value };
        let mut pairs: Vec<_> = entry.table.iter().collect();
        pairs.sort_by_key(|(name, _)| name.span().start);
        pairs.into_iter().map(|(name, value)| (name.get_ref().to_string(), item(value))).collect()
    }

    /// A list of tables, `[[key]]` or inline; absent: none.
    pub(crate) fn entries(&mut self, key: &'static str) -> Vec<Entry<'s>> {
        self.items(key).into_iter().filter_map(|item| item.entry()).collect()
    }

    /// Notes that a name is used at the value of `key`, to be looked up when the whole pack is read.
    pub(crate) fn note_use(&self, key: &str, what: Use) {
        self.source.gathered.uses.borrow_mut().push(Used { what, place: self.place_of(key) });
    }

    /// Reports every key that nobody asked for.
    pub(crate) fn finish(self) {
        let mut unknown: Vec<_> =
            self.table.keys().filter(|key| !self.asked.contains(&key.get_ref().as_ref())).collect();
        unknown.sort_by_key(|key| key.span().start);
        for key in unknown {
            let name = key.get_ref();
            let free = self.asked.iter().copied().filter(|asked| !self.has(asked));
            let hint = match nearest(name, free) {
                Some(meant) => format!("是否应为 `{meant}`？"),
                None => format!("这里可以写：{}。", quoted(&self.asked)),
            };
            self.source
                .gathered
                .report(self.source.place(key.span().start).mistake(format!("不认识 `{name}`。"), hint));
        }
    }
}

/// A value of the file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item<'s> {
    source: &'s Source<'s>,
    key: &'static str,
    is_member: bool,
    value: &'s Spanned<DeValue<'s>>,
}

impl<'s> Item<'s> {
    /// Where it stands.
    pub(crate) fn place(&self) -> Place {
        self.source.place(self.value.span().start)
    }

    /// Reports a mistake here.
    pub(crate) fn report(&self, says: impl Into<String>, hint: impl Into<String>) {
        self.source.report(self.place().mistake(says, hint));
    }

    /// Notes that a name is used here.
    pub(crate) fn note_use(&self, what: Use) {
        self.source.gathered.uses.borrow_mut().push(Used { what, place: self.place() });
    }

    /// Whether it is a table, as tests and composed figures are.
    pub(crate) fn is_table(&self) -> bool {
        self.value.get_ref().is_table()
    }

    /// Whether it is `true` or `false`.
    pub(crate) fn is_flag(&self) -> bool {
        self.value.get_ref().is_bool()
    }

    /// Text, not empty.
    pub(crate) fn text(&self) -> Option<String> {
        let Some(text) = self.value.get_ref().as_str() else {
            return self.wrong("一段文字", "\"…\"");
        };
        if text.trim().is_empty() {
            self.report(format!("`{}` 是空的。", self.key), "请写上内容，不需要时请删去这一行。");
            return None;
        }
        Some(text.to_owned())
    }

    /// A whole number that fits.
    pub(crate) fn integer<T: TryFrom<i64>>(&self) -> Option<T> {
        let number = self.value.get_ref().as_integer();
        let Some(number) =
            number.and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok())
        else {
            return self.wrong("整数", "30");
        };
        let fits = T::try_from(number).ok();
        if fits.is_none() {
            self.report(format!("`{}` 的数值 {number} 超出范围。", self.key), "请改用合理的数值。");
        }
        fits
    }

    /// An exact decimal: a whole number, or text.
    pub(crate) fn decimal(&self) -> Option<Decimal> {
        let written = match self.value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::String(text) => text,
            _ => return self.wrong("整数或加引号的小数", "\"0.5\""),
        };
        let is_plain = written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
        let decimal = Decimal::from_str_exact(written).ok().filter(|_| is_plain);
        if decimal.is_none() {
            return self.wrong("整数或加引号的小数", "\"0.5\"");
        }
        decimal
    }

    /// `true` or `false`.
    pub(crate) fn flag(&self) -> Option<bool> {
        match self.value.get_ref().as_bool() {
            Some(flag) => Some(flag),
            None => self.wrong(" true 或 false", "true"),
        }
    }

    /// A day, written `"2023-12-15"`.
    pub(crate) fn date(&self) -> Option<NaiveDate> {
        let text = self.value.get_ref().as_str().filter(|text| text.len() == 10);
        match text.and_then(|text| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()) {
            Some(date) => Some(date),
            None => self.wrong("存在的日期", "\"2023-12-15\""),
        }
    }

    /// One of several words, each with what it means.
    pub(crate) fn word<T: Copy>(&self, words: &[(&str, T)]) -> Option<T> {
        let text = self.text()?;
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*meaning);
        }
        let names: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        let hint = match nearest(&text, names.iter().copied()) {
            Some(meant) => format!("是否应为 \"{meant}\"？"),
            None => format!("可以写：{}。", quoted(&names)),
        };
        self.report(format!("`{}` 不能是 \"{text}\"。", self.key), hint);
        None
    }

    /// The members of a list.
    pub(crate) fn items(&self) -> Vec<Item<'s>> {
        match self.value.get_ref().as_array() {
            Some(list) => list.iter().map(|value| Item { is_member: true, value, ..*self }).collect(),
            None => {
                let _: Option<()> = self.wrong("列表", "[…]");
                Vec::new()
            }
        }
    }

    /// A table.
    pub(crate) fn entry(&self) -> Option<Entry<'s>> {
        match self.value.get_ref().as_table() {
            Some(table) => Some(Entry {
                source: self.source,
                table,
                offset: self.value.span().start,
                asked: Vec::new(),
                below: None,
            }),
            None => self.wrong("表", "{ … }"),
        }
    }

    fn wrong<T>(&self, expected: &str, example: &str) -> Option<T> {
        let key = self.key;
        if self.is_member {
            self.report(
                format!("`{key}` 的每一项应当是{expected}。"),
                format!("请写成 `{key} = [{example}, …]`。"),
            );
        } else {
            self.report(format!("`{key}` 应当是{expected}。"), format!("请写成 `{key} = {example}`。"));
        }
        None
    }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join("、")
}
