//! Reads tests, and the names of fields and variants, as every file of a pack writes them.

use super::near::nearest;
use super::source::{Entry, Item};
use super::uses::{Spot, Use, Wants};
use super::{FieldId, Number, Party, Test};
use crate::answers::Value;

/// The keys that tell the tests apart.
const HEADS: [&str; 29] = [
    "at_least",
    "at_most",
    "equal",
    "not_more",
    "share",
    "same",
    "elapsed",
    "not_within",
    "within",
    "not_after",
    "younger_than",
    "birth_of",
    "distinct",
    "one_of",
    "includes",
    "declared",
    "given",
    "written",
    "attached",
    "district_of",
    "all",
    "any",
    "not",
    "each",
    "unique",
    "tally",
    "clause",
    "variant",
    "open",
];

impl Entry<'_> {
    /// A test; absent: `None`.
    pub(crate) fn test(&mut self, key: &'static str) -> Option<Test> {
        self.item(key)?.test(None)
    }

    /// The variants that something concerns; absent: empty, which means all.
    pub(crate) fn variants(&mut self) -> Vec<String> {
        let named = self.items("variants");
        named.iter().filter_map(|item| item.noted(Use::Variant)).collect()
    }

    /// The full id of a field that is what `wants` says; absent: `None`.
    pub(crate) fn field(&mut self, key: &'static str, wants: Wants) -> Option<FieldId> {
        self.item(key)?.field(wants)
    }

    /// The full id of a column, `table.column`.
    pub(crate) fn column(&mut self, key: &'static str, wants: Wants) -> Option<FieldId> {
        self.item(key)?.column(wants)
    }
}

impl Item<'_> {
    /// The full id of a field that is what `wants` says.
    pub(crate) fn field(&self, wants: Wants) -> Option<FieldId> {
        self.noted(|id| Use::Field { id, spot: Spot::Field, wants })
    }

    /// The full id of a column, `table.column`.
    pub(crate) fn column(&self, wants: Wants) -> Option<FieldId> {
        self.noted(|id| Use::Field { id, spot: Spot::Column, wants })
    }

    /// A test; `table` is the table whose rows it looks at, if it does.
    pub(crate) fn test(&self, table: Option<&str>) -> Option<Test> {
        let entry = self.entry()?;
        let heads: Vec<_> = HEADS.into_iter().filter(|head| entry.has(head)).collect();
        match heads[..] {
            [head] => {
                let mut reader = TestReader { entry, table };
                let test = reader.read(head);
                reader.entry.finish();
                test
            }
            [] => {
                let meant = entry.keys().find_map(|key| nearest(key, HEADS));
                let hint = match meant {
                    Some(meant) => format!("是否应为 `{meant}`？"),
                    None => "可用的条件见 forms/README.md 的 Tests 一节。".to_owned(),
                };
                self.report("这里没有写明是哪一种条件。", hint);
                None
            }
            _ => {
                self.report(
                    format!("一个条件里同时写了 `{}`。", heads.join("`、`")),
                    "请只留一个，或用 `all`、`any` 连接。",
                );
                None
            }
        }
    }

    fn noted(&self, what: impl FnOnce(String) -> Use) -> Option<String> {
        let text = self.text()?;
        self.note_use(what(text.clone()));
        Some(text)
    }

    /// A field's id, or `.column` of the row at hand.
    fn field_or_cell(&self, table: Option<&str>, wants: Wants) -> Option<FieldId> {
        let text = self.text()?;
        let Some(column) = text.strip_prefix('.') else {
            let spot = table.map_or(Spot::Field, |table| Spot::Beside(table.to_owned()));
            return self.noted(|id| Use::Field { id, spot, wants });
        };
        let Some(table) = table else {
            self.report(
                format!("\"{text}\" 指的是某一行的列，但这里不是逐行检查。"),
                "请写字段的全名，如 \"team.headcount\"。",
            );
            return None;
        };
        self.note_use(Use::Field { id: format!("{table}.{column}"), spot: Spot::Column, wants });
        Some(text)
    }

    /// A figure; `table` as in [`Item::test`].
    pub(crate) fn figure(&self, table: Option<&str>) -> Option<Number> {
        if !self.is_table() {
            return self.field_or_cell(table, Wants::Figure).map(Number::Field);
        }
        let mut entry = self.entry()?;
        let number = if entry.has("told_apart_by") {
            let (rows, by) = (entry.needed("rows"), entry.items("told_apart_by"));
            let rows = rows?.field(Wants::Table)?;
            let by: Vec<_> = by.iter().filter_map(|column| column.column_of(&rows, Wants::Answer)).collect();
            if by.is_empty() {
                entry.report(
                    "told_apart_by",
                    "没有写明用哪一列区分各行。",
                    "请写成 `[\"credit_code\", \"name\"]`。",
                );
            }
            Number::Distinct { table: rows, by }
        } else if entry.has("rows") {
            let (rows, filter) = (entry.field("rows", Wants::Rows), entry.item("where"));
            let rows = rows?;
            let filter = filter.and_then(|item| item.test(Some(&rows)));
            Number::Rows { table: rows, filter: filter.map(Box::new) }
        } else if entry.has("sum") {
            Number::Sum { column: entry.column("sum", Wants::Figure)? }
        } else if entry.has("mean") {
            Number::Mean { column: entry.column("mean", Wants::YearlyFigure)? }
        } else if entry.has("total") {
            Number::Total(figures(&mut entry, "total", table)?)
        } else if entry.has("between") {
            Number::Between(figures(&mut entry, "between", table)?)
        } else {
            self.report(
                "这里没有写明是哪个数值。",
                "请写字段的全名，或 `{ rows = … }`、`{ sum = … }` 等，见 forms/README.md 的 Figures 一节。",
            );
            return None;
        };
        entry.finish();
        Some(number)
    }

    /// A column's plain id.
    fn column_of(&self, table: &str, wants: Wants) -> Option<FieldId> {
        let column = self.text()?;
        self.note_use(Use::Field { id: format!("{table}.{column}"), spot: Spot::Column, wants });
        Some(column)
    }

    /// A whole number of years, `"2 years"`.
    pub(crate) fn years(&self) -> Option<u32> {
        let text = self.text()?;
        let years = text.strip_suffix(" years").or_else(|| text.strip_suffix(" year"));
        let years = years.and_then(|years| years.parse().ok()).filter(|years| (1..=100).contains(years));
        if years.is_none() {
            self.report(format!("\"{text}\" 不是整年数。"), "请写成 \"2 years\"。");
        }
        years
    }

    /// An option's id, or yes/no.
    fn answer(&self) -> Option<Value> {
        if self.is_flag() { self.flag().map(Value::YesNo) } else { self.text().map(Value::Text) }
    }
}

/// Several figures of one kind.
fn figures(entry: &mut Entry<'_>, key: &'static str, table: Option<&str>) -> Option<Vec<Number>> {
    let items = entry.items(key);
    let figures: Vec<Number> = items.iter().filter_map(|item| item.figure(table)).collect();
    if items.len() < 2 {
        entry.report(key, format!("`{key}` 至少要有两个数值。"), "只有一个数值的，请直接写它。");
    }
    if let Some((first, others)) = figures.split_first() {
        for other in others {
            let (left, right) = (first.clone(), other.clone());
            entry.note_use(key, Use::Comparison { left, right, table: table.map(str::to_owned) });
        }
    }
    (figures.len() >= 2).then_some(figures)
}

/// A test's own keys, read in the light of its table of rows.
struct TestReader<'s, 't> {
    entry: Entry<'s>,
    table: Option<&'t str>,
}

impl TestReader<'_, '_> {
    fn read(&mut self, head: &str) -> Option<Test> {
        Some(match head {
            "at_least" => {
                let limit = self.entry.decimal("at_least");
                let of = self.number("of");
                Test::AtLeast { limit: limit?, of: of? }
            }
            "at_most" => {
                let limit = self.entry.decimal("at_most");
                let of = self.number("of");
                Test::AtMost { limit: limit?, of: of? }
            }
            "equal" => {
                let (left, right) = self.comparison("equal", "to")?;
                Test::Equal { left, right }
            }
            "not_more" => {
                let (left, right) = self.comparison("not_more", "than")?;
                Test::NotMore { left, right }
            }
            "share" => {
                let (percent, part, whole) = (self.number("share"), self.number("of"), self.number("in"));
                Test::Share { percent: percent?, part: part?, whole: whole? }
            }
            "same" => {
                let (left, right) = (self.field("same", Wants::Text), self.field("as", Wants::Text));
                Test::Same { left: left?, right: right? }
            }
            "elapsed" => {
                let years = self.years("elapsed");
                let since = self.field("since", Wants::Date);
                Test::Elapsed { years: years?, since: since? }
            }
            "not_within" => {
                let years = self.years("not_within");
                let of = self.field("of", Wants::Date);
                Test::NotWithin { years: years?, of: of? }
            }
            "within" => {
                let years = self.years("within");
                let of = self.field("of", Wants::Date);
                Test::Within { years: years?, of: of? }
            }
            "not_after" => {
                let earlier = self.day("not_after");
                let later = self.day("than");
                Test::NotAfter { earlier: earlier?, later: later? }
            }
            "younger_than" => self.younger()?,
            "birth_of" => {
                let number = self.field("birth_of", Wants::PersonNumber);
                let born = self.field("is", Wants::Date);
                Test::BirthAgrees { number: number?, born: born? }
            }
            "distinct" => {
                let (left, right) = (self.party("distinct"), self.party("from"));
                Test::Distinct { left: left?, right: right? }
            }
            "one_of" => self.one_of()?,
            "includes" => {
                let value = self.entry.item("includes").and_then(|item| item.answer());
                let of = self.field("of", Wants::Choices);
                let (value, of) = (value?, of?);
                self.note_answer("includes", &of, &value);
                Test::Includes { value, of }
            }
            "declared" => Test::Declared { of: self.field("declared", Wants::Declaration)? },
            "given" => Test::Given { of: self.field("given", Wants::Answer)? },
            "written" => {
                let of = self.field("written", Wants::Written);
                let (min, max) = (self.entry.integer("min"), self.entry.integer("max"));
                Test::Written { of: of?, min, max }
            }
            "attached" => Test::Attached { of: self.field("attached", Wants::Attachment)? },
            "district_of" => {
                let code = self.field("district_of", Wants::CreditCode);
                let region = self.field("is", Wants::Region);
                Test::RegistrarAgrees { code: code?, region: region? }
            }
            "all" => Test::All(self.joined("all")?),
            "any" => Test::Any(self.joined("any")?),
            "not" => Test::Not(Box::new(self.entry.item("not")?.test(self.table)?)),
            "each" => {
                let (table, row) = (self.entry.field("each", Wants::Rows), self.entry.needed("row"));
                let table = table?;
                let row = row?.test(Some(&table))?;
                Test::Each { table, row: Box::new(row) }
            }
            "unique" => {
                let (column, table) = (self.entry.item("unique"), self.needed_field("in", Wants::Table));
                let table = table?;
                let column = column?.column_of(&table, Wants::Answer)?;
                Test::Unique { table, column }
            }
            "tally" => self.tally()?,
            "clause" => Test::Clause { clause: self.entry.item("clause")?.noted(Use::Clause)? },
            "variant" => Test::Variant { variant: self.entry.item("variant")?.noted(Use::Variant)? },
            "open" => Test::Open { reason: self.entry.text("open")? },
            _ => return None,
        })
    }

    fn number(&mut self, key: &'static str) -> Option<Number> {
        self.entry.needed(key)?.figure(self.table)
    }

    fn comparison(&mut self, left: &'static str, right: &'static str) -> Option<(Number, Number)> {
        let (first, second) = (self.number(left), self.number(right));
        let (first, second) = (first?, second?);
        let table = self.table.map(str::to_owned);
        self.entry.note_use(left, Use::Comparison { left: first.clone(), right: second.clone(), table });
        Some((first, second))
    }

    fn years(&mut self, key: &'static str) -> Option<u32> {
        self.entry.needed(key)?.years()
    }

    fn field(&mut self, key: &'static str, wants: Wants) -> Option<FieldId> {
        self.entry.needed(key)?.field_or_cell(self.table, wants)
    }

    fn needed_field(&mut self, key: &'static str, wants: Wants) -> Option<FieldId> {
        self.entry.needed(key)?.field(wants)
    }

    /// A date field, or the filing date.
    fn day(&mut self, key: &'static str) -> Option<FieldId> {
        let item = self.entry.needed(key)?;
        let text = item.text()?;
        if text == Test::FILING_DATE { Some(text) } else { item.field_or_cell(self.table, Wants::Date) }
    }

    fn younger(&mut self) -> Option<Test> {
        let years = self.years("younger_than");
        let born: Vec<_> = self.entry.items("born");
        let born: Vec<_> =
            born.iter().filter_map(|item| item.field_or_cell(self.table, Wants::Birth)).collect();
        if born.is_empty() {
            self.entry.report("born", "没有写明出生日期在哪个字段。", "请写成 `born = [\"…\"]`。");
        }
        let on = self.entry.needed("on")?;
        let text = on.text()?;
        let on =
            if text == Test::FILING_DATE { text } else { on.field_or_cell(self.table, Wants::DayOrYear)? };
        Some(Test::Younger { years: years?, born, on })
    }

    fn party(&mut self, key: &'static str) -> Option<Party> {
        let table = self.table;
        let mut entry = self.entry.needed(key)?.entry()?;
        let name = entry.needed("name").and_then(|item| item.field_or_cell(table, Wants::Text));
        let number = entry.needed("number").and_then(|item| item.field_or_cell(table, Wants::PartyNumber));
        entry.finish();
        Some(Party { name: name?, number: number? })
    }

    fn one_of(&mut self) -> Option<Test> {
        let values: Vec<_> = self.entry.items("one_of").iter().filter_map(|item| item.answer()).collect();
        let of = self.field("of", Wants::Pick)?;
        if values.is_empty() {
            self.entry.report("one_of", "`one_of` 里没有可接受的答案。", "请写成 `one_of = [\"…\"]`。");
        }
        for value in &values {
            self.note_answer("one_of", &of, value);
        }
        Some(Test::OneOf { values, of })
    }

    fn tally(&mut self) -> Option<Test> {
        let typed = self.entry.column("tally", Wants::YearlyFigure);
        let table = self.needed_field("rows", Wants::Table);
        let (date, filter) = (self.entry.needed("date"), self.entry.item("where"));
        let table = table?;
        let date = date.and_then(|date| date.column_of(&table, Wants::Date));
        let filter = filter.and_then(|item| item.test(Some(&table))).map(Box::new);
        Some(Test::Tally { typed: typed?, table, date: date?, filter })
    }

    fn joined(&mut self, key: &'static str) -> Option<Vec<Test>> {
        let items = self.entry.items(key);
        if items.is_empty() {
            self.entry.report(
                key,
                format!("`{key}` 里没有条件。"),
                format!("请写成 `{key} = [{{ … }}, {{ … }}]`。"),
            );
            return None;
        }
        Some(items.iter().filter_map(|item| item.test(self.table)).collect())
    }

    fn note_answer(&self, key: &str, of: &str, value: &Value) {
        let field = match (of.strip_prefix('.'), self.table) {
            (Some(column), Some(table)) => format!("{table}.{column}"),
            _ => of.to_owned(),
        };
        self.entry.note_use(key, Use::Answer { field, value: value.clone() });
    }
}
