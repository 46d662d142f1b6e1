//! Findings about single answers: missing, badly written, too long, not printable; and how far each section is.

use super::facts::{Facts, Scope, YEAR};
use super::lengths::source;
use super::{FieldFinding, SectionProgress, Setting, Standing, TextLength};
use crate::answers::read::{self, Reading};
use crate::answers::{Path, Value};
use crate::form::{Binding, Extent, Field, FieldKind, Section, Test};
use crate::identity;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Goes through the whole form once.
pub(super) fn check<'a>(
    facts: &Facts<'a>,
    setting: &Setting<'a>,
    lengths: &[TextLength],
) -> (Vec<FieldFinding>, Vec<SectionProgress>) {
    let mut pass = Pass { facts, setting, lengths, findings: Vec::new() };
    if !facts.form.variants.iter().any(|variant| variant.id == facts.draft.variant) {
        pass.add(
            Path::field("variant"),
            Standing::NotMet,
            "申报类型不在可选项之中，请重新选择申报类型。".into(),
        );
    }
    let sections = facts.form.sections.iter().map(|section| pass.section(section)).collect();
    (pass.findings, sections)
}

struct Pass<'f, 'a> {
    facts: &'f Facts<'a>,
    setting: &'f Setting<'a>,
    lengths: &'f [TextLength],
    findings: Vec<FieldFinding>,
}

/// Limits of the regulation decide; others never keep a draft from being ready.
struct Weight {
    standing: Standing,
    /// 按惯例
    by: String,
    ask: &'static str,
}

impl<'a> Pass<'_, 'a> {
    fn section(&mut self, section: &'a Section) -> SectionProgress {
        let mut progress =
            SectionProgress { id: section.id.clone(), required: 0, answered: 0, wrong: 0, carried: 0 };
        for field in &section.fields {
            let shown = self.facts.shown(&field.id);
            if shown == Standing::NotMet {
                continue;
            }
            // A question that may still fall away is not yet missing; what decides it is.
            let required = field.required && shown == Standing::Met;
            let before = self.findings.len();
            let answered = self.field(field, required);
            let found = self.findings.get(before..).unwrap_or_default();
            let missing = found.iter().any(|finding| finding.standing == Standing::Unknown);
            let wrong = found.iter().filter(|finding| finding.standing == Standing::NotMet).count();
            progress.required += u32::from(required);
            progress.answered += u32::from(required && answered && !missing);
            progress.wrong += u32::try_from(wrong).unwrap_or(u32::MAX);
        }
        progress
    }

    /// Whether it was answered at all.
    fn field(&mut self, field: &'a Field, required: bool) -> bool {
        let path = || Path::field(&field.id);
        if let FieldKind::Attachment { many } = field.kind {
            return self.attachment(field, many, required);
        }
        let value = self.facts.draft.answers.get(&field.id);
        let answered = self.value(field, value, required, &path);
        match (&field.kind, read::rows(value)) {
            (FieldKind::Table { columns, .. }, Reading::Given(rows)) => self.table(field, columns, rows),
            (FieldKind::Years { columns, .. }, Reading::Given(rows)) => {
                self.years(field, columns, rows, required)
            }
            (FieldKind::Declaration { .. }, _) => self.declaration(field, value),
            _ => {}
        }
        answered
    }

    fn attachment(&mut self, field: &Field, many: bool, required: bool) -> bool {
        let count = self.facts.draft.attachments.iter().filter(|file| file.field == field.id).count();
        let path = Path::field(&field.id);
        if count == 0 && required {
            self.add(path, Standing::Unknown, format!("缺少“{}”，请上传。", field.label));
        } else if count > 1 && !many {
            self.add(path, Standing::NotMet, format!("“{}”只能有一份文件，请删去多余的。", field.label));
        }
        count > 0
    }

    /// One answer, of a field or a cell: whether it was answered at all.
    fn value(
        &mut self,
        field: &'a Field,
        value: Option<&'a Value>,
        required: bool,
        path: &dyn Fn() -> Path,
    ) -> bool {
        match read::any(value, &field.kind) {
            Reading::Absent => {
                if required {
                    self.add(path(), Standing::Unknown, missing(field));
                }
                return false;
            }
            Reading::Wrong(why) => {
                self.add(path(), Standing::NotMet, format!("“{}”有误：{why}", field.label));
                return true;
            }
            Reading::Given(_) => {}
        }
        self.future_birth(field, value, path);
        self.length(field, value, path);
        self.pages(field, path);
        self.unprintable(field, value, path);
        true
    }

    fn table(&mut self, table: &'a Field, columns: &'a [Field], rows: &'a [Value]) {
        let lines = read::lines(table, Some(rows));
        for (at, row) in rows.iter().enumerate() {
            let Value::Row(cells) = row else {
                continue;
            };
            let line = lines.iter().find(|line| line.at == Some(at));
            self.cells(table, columns, at, cells, &|| match line {
                Some(line) => line.option.label.clone(),
                None => format!("第 {} 行", at + 1),
            });
        }
        self.lines(table, columns, rows, &lines);
    }

    /// Where a table has one row for each option: none twice, none missing.
    fn lines(&mut self, table: &'a Field, columns: &'a [Field], rows: &[Value], lines: &[read::Line<'a>]) {
        let FieldKind::Table { row_for_each: Some(key), .. } = &table.kind else { return };
        let Some(column) = columns.iter().find(|column| column.id == *key) else { return };
        let mut said = Vec::new();
        for (at, row) in
            rows.iter().enumerate().filter(|(at, _)| lines.iter().all(|line| line.at != Some(*at)))
        {
            let Value::Row(cells) = row else { continue };
            if let Reading::Given(chosen) = read::choice(cells.get(key), &column.kind)
                && !said.contains(&&chosen.id)
            {
                let says = format!("“{}”中“{}”写了不止一次，请只保留一行。", table.label, chosen.label);
                self.add(Path::cell(&table.id, at, key), Standing::NotMet, says);
                said.push(&chosen.id);
            }
        }
        let missing: Vec<&str> =
            lines.iter().filter(|line| line.at.is_none()).map(|line| line.option.label.as_str()).collect();
        if !missing.is_empty() {
            let says = format!("“{}”缺少 {}，请补上。", table.label, missing.join("、"));
            self.add(Path::field(&table.id), Standing::Unknown, says);
        }
    }

    fn cells(
        &mut self,
        table: &Field,
        columns: &'a [Field],
        at: usize,
        cells: &'a BTreeMap<String, Value>,
        place: &dyn Fn() -> String,
    ) {
        for column in columns {
            let value = cells.get(&column.id);
            // Most cells are fine, and their place is never said.
            let plain = value.is_none() && !column.required;
            if !plain {
                let path = || Path::cell(&table.id, at, &column.id);
                let before = self.findings.len();
                self.value(column, value, column.required, &path);
                for finding in self.findings.iter_mut().skip(before) {
                    finding.says = format!("“{}”{}：{}", table.label, place(), finding.says);
                }
            }
        }
    }

    /// Rows outside of the window are kept and ignored; a year's row without any figure counts as missing.
    fn years(&mut self, table: &'a Field, columns: &'a [Field], rows: &'a [Value], required: bool) {
        let mut seen: BTreeMap<i32, usize> = BTreeMap::new();
        let years = self.facts.years(table);
        for (at, row) in rows.iter().enumerate() {
            let Value::Row(cells) = row else {
                continue;
            };
            let year = match read::year(cells.get(YEAR)) {
                Reading::Given(year) => year,
                Reading::Absent | Reading::Wrong(_) => {
                    let says = format!("“{}”第 {} 行没有写明年份，请补上或者删去此行。", table.label, at + 1);
                    self.add(Path::row(&table.id, at), Standing::NotMet, says);
                    continue;
                }
            };
            let times = seen.entry(year).or_default();
            *times += 1;
            if *times > 1 {
                // Said once, at the first row that is too many.
                if *times == 2 {
                    let says = format!("“{}”中 {year} 年写了不止一次，请只保留一行。", table.label);
                    self.add(Path::row(&table.id, at), Standing::NotMet, says);
                }
                continue;
            }
            let counts = years
                .as_ref()
                .is_none_or(|years| years.window.iter().skip(years.skipped.0).any(|y| *y == year));
            if counts && cells.len() > 1 {
                self.cells(table, columns, at, cells, &|| format!(" {year} 年"));
            }
        }
        let Some(years) = years.filter(|_| required) else {
            return;
        };
        for year in years.window.iter().skip(years.skipped.1) {
            let scope = self.facts.year_scope(table, *year);
            if scope.cells.is_none_or(|cells| cells.len() <= 1) {
                self.missing_year(table, *year, scope);
            }
        }
    }

    fn missing_year(&mut self, table: &Field, year: i32, scope: Scope<'_>) {
        let first = read::columns(table).first();
        let path = match (scope.at, first) {
            (Some(at), Some(column)) => Path::cell(&table.id, at, &column.id),
            _ => Path::field(&table.id),
        };
        self.add(path, Standing::Unknown, format!("“{}”缺少 {year} 年的数据，请填写。", table.label));
    }

    /// A no is said by the clause that turns on it; where none does, the form itself cannot be filed with it.
    fn declaration(&mut self, field: &Field, value: Option<&Value>) {
        let no = read::yes_no(value) == Reading::Given(false);
        if no && !self.facts.form.conditions.iter().any(|condition| declares(&condition.test, &field.id)) {
            let says = format!("“{}”声明为“否”，不能申报；情况属实的，请先改正后再申报。", field.label);
            self.add(Path::field(&field.id), Standing::NotMet, says);
        }
    }

    fn future_birth(&mut self, field: &Field, value: Option<&Value>, path: &dyn Fn() -> Path) {
        if !matches!(field.kind, FieldKind::IdentityNumber | FieldKind::IdentityDocument) {
            return;
        }
        let number = read::code(value, &field.kind).given();
        let born =
            number.and_then(|number| identity::identity_number(&number).ok()).map(|number| number.born);
        if born.is_some_and(|born| born > self.setting.today) {
            let says = format!("“{}”中的出生日期晚于今天，请对照证件核对。", field.label);
            self.add(path(), Standing::NotMet, says);
        }
    }

    fn length(&mut self, field: &Field, value: Option<&Value>, path: &dyn Fn() -> Path) {
        let Some(Extent { min, max, binding, .. }) = field.kind.extent() else { return };
        let Reading::Given(text) = read::text(value) else {
            return;
        };
        // No text has more characters than bytes: names in long tables need no counting.
        if min.is_none() && max.is_none_or(|max| text.len() <= max as usize) {
            return;
        }
        let length = read::length(&text);
        let long = max.map(|max| max as usize).filter(|max| length > *max);
        let short = min.map(|min| min as usize).filter(|min| length < *min);
        let label = &field.label;
        let Weight { standing, by, ask } = self.weight(field, binding);
        if let Some(max) = long {
            let says =
                format!("“{label}”有 {length} 字，{by}不超过 {max} 字，{ask}删减 {} 字。", length - max);
            self.add(path(), standing, says);
        }
        if let Some(min) = short {
            let says =
                format!("“{label}”有 {length} 字，{by}不少于 {min} 字，{ask}补充 {} 字。", min - length);
            self.add(path(), standing, says);
        }
    }

    fn pages(&mut self, field: &Field, path: &dyn Fn() -> Path) {
        let length = self.lengths.iter().find(|length| length.field == field.id && length.pages_over());
        let Some(TextLength { pages: Some(pages), max_pages: Some(max), binding, .. }) = length else {
            return;
        };
        let Weight { standing, by, ask } = self.weight(field, *binding);
        let says = format!("“{}”印出来约 {pages} 页，{by}不超过 {max} 页，{ask}删减。", field.label);
        self.add(path(), standing, says);
    }

    /// What a limit on a text does, and how it is said.
    fn weight(&self, field: &Field, binding: Binding) -> Weight {
        match binding {
            Binding::Regulation => Weight { standing: Standing::NotMet, by: String::new(), ask: "请" },
            Binding::Practice => Weight {
                standing: Standing::Met,
                by: format!("按{}", source(self.facts.form, &field.id, binding)),
                ask: "建议",
            },
        }
    }

    /// A character that no font holds would print as an empty box.
    fn unprintable(&mut self, field: &Field, value: Option<&Value>, path: &dyn Fn() -> Path) {
        let (Some(charset), Some(Value::Text(text))) = (self.setting.charset, value) else {
            return;
        };
        if text.chars().all(|c| charset.contains(c)) {
            return;
        }
        let mut missing: Vec<char> = text.chars().filter(|c| !charset.contains(*c)).collect();
        missing.sort_unstable();
        missing.dedup();
        let shown: Vec<String> =
            missing.iter().take(5).map(|c| format!("“{c}”（U+{:04X}）", *c as u32)).collect();
        let says = format!("“{}”中的{}无法打印，请换用其他写法。", field.label, shown.join("、"));
        self.add(path(), Standing::NotMet, says);
    }

    fn add(&mut self, field: Path, standing: Standing, says: String) {
        self.findings.push(FieldFinding { field, standing, says });
    }
}

fn missing(field: &Field) -> String {
    let label = &field.label;
    let todo: Cow<'_, str> = match field.kind {
        FieldKind::YesNo | FieldKind::Choice { .. } | FieldKind::Choices { .. } | FieldKind::Region => {
            "请选择".into()
        }
        FieldKind::Declaration { .. } => "请如实声明".into(),
        FieldKind::Table { .. } => "请逐行填写；确实没有的，请确认为“无”".into(),
        _ => "请填写".into(),
    };
    format!("“{label}”尚未填写，{todo}。")
}

fn declares(test: &Test, field: &str) -> bool {
    matches!(test, Test::Declared { of } if of == field)
        || test.inner().iter().any(|inner| declares(inner, field))
}
