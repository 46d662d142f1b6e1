//! Every name that tests and documents use must lead to something that fits.

use super::super::mistake::Mistake;
use super::super::near::nearest;
use super::super::uses::{Spot, Use, Used, Wants};
use super::super::{Field, FieldId, FieldKind, Form, Number};
use crate::answers::{Value, read};
use crate::identity;
use std::collections::BTreeMap;

/// Looks up each use.
pub(super) fn lookup(form: &Form, uses: &[Used]) -> Vec<Mistake> {
    let index = Index::new(form);
    uses.iter().filter_map(|used| index.wrong(used)).collect()
}

/// A field, or a column with its table.
#[derive(Clone, Copy)]
struct Known<'f> {
    kind: &'f FieldKind,
    table: Option<&'f Field>,
}

struct Index<'f> {
    form: &'f Form,
    fields: BTreeMap<String, Known<'f>>,
}

impl<'f> Index<'f> {
    fn new(form: &'f Form) -> Index<'f> {
        let mut fields = BTreeMap::new();
        for field in form.fields() {
            fields.insert(field.id.clone(), Known { kind: &field.kind, table: None });
            for column in field.kind.columns() {
                let known = Known { kind: &column.kind, table: Some(field) };
                fields.insert(format!("{}.{}", field.id, column.id), known);
            }
        }
        Index { form, fields }
    }

    fn wrong(&self, used: &Used) -> Option<Mistake> {
        let (says, hint) = match &used.what {
            Use::Field { id, spot, wants } => self.wrong_field(id, spot, *wants)?,
            Use::Answer { field, value } => self.wrong_answer(field, value)?,
            Use::Clause(clause) => {
                let clauses = self.form.conditions.iter().map(|condition| condition.clause.as_str());
                unknown("条款", clause, clauses)?
            }
            Use::CrossCheck(id) => {
                unknown("核对项", id, self.form.cross_checks.iter().map(|check| check.id.as_str()))?
            }
            Use::Variant(variant) => {
                unknown("申报类型", variant, self.form.variants.iter().map(|variant| variant.id.as_str()))?
            }
            Use::OneUnit(numbers) => self.wrong_unit(numbers)?,
            Use::Comparison { left, right, table } => self.wrong_comparison(left, right, table.as_deref())?,
        };
        Some(used.place.mistake(says, hint))
    }

    fn wrong_field(&self, id: &FieldId, spot: &Spot, wants: Wants) -> Option<(String, String)> {
        let Some(known) = self.fields.get(id) else {
            let same_spot =
                self.fields.iter().filter(|(_, known)| fits(known, spot) || self.is_same_year(known, spot));
            return unknown("字段", id, same_spot.map(|(id, _)| id.as_str()));
        };
        if !fits(known, spot) && !self.is_same_year(known, spot) {
            return Some(if known.table.is_some() {
                let hint = "请写整个字段；要逐行检查，请用 `each` 或 `where`。";
                (format!("\"{id}\" 是表的一列，没有单一的值。"), hint.to_owned())
            } else {
                (format!("\"{id}\" 不是表的列。"), "请写成 \"部分.表.列\"。".to_owned())
            });
        }
        if wants.takes(known.kind, known.table.map(|table| &table.kind)) {
            return None;
        }
        let says = format!("\"{id}\" 的类型是 {}，这里应当是{}。", known.kind.name(), wants.name());
        Some((says, "请换一个字段，或换一种条件。".to_owned()))
    }

    /// Beside the rows of a `years` table, another one's column is its cell of the same year.
    fn is_same_year(&self, known: &Known<'_>, spot: &Spot) -> bool {
        let is_years = |kind: &FieldKind| matches!(kind, FieldKind::Years { .. });
        let Spot::Beside(table) = spot else {
            return false;
        };
        let around = self.fields.get(table);
        known.table.is_some_and(|table| is_years(&table.kind))
            && around.is_some_and(|table| is_years(table.kind))
    }

    fn wrong_answer(&self, field: &str, value: &Value) -> Option<(String, String)> {
        let known = self.fields.get(field)?;
        match (known.kind, value) {
            (FieldKind::YesNo, Value::YesNo(_)) => None,
            (FieldKind::YesNo, _) => {
                Some((format!("\"{field}\" 只能答是或否。"), "请写 true 或 false，不加引号。".to_owned()))
            }
            (FieldKind::Choice { options } | FieldKind::Choices { options }, Value::Text(id)) => {
                unknown("选项", id, options.iter().map(|option| option.id.as_str()))
            }
            (FieldKind::Choice { .. } | FieldKind::Choices { .. } | FieldKind::Region, Value::YesNo(_)) => {
                Some((format!("\"{field}\" 的答案不是 true 或 false。"), "请写加引号的选项标识。".to_owned()))
            }
            (FieldKind::Region, Value::Text(code)) if !is_region(code) => {
                let hint = "请写本市十六个区之一的区划代码，如 \"310104\"，或 \"outside\"。";
                Some((format!("\"{code}\" 不是本市的区划代码。"), hint.to_owned()))
            }
            _ => None,
        }
    }

    fn wrong_comparison(
        &self,
        left: &Number,
        right: &Number,
        table: Option<&str>,
    ) -> Option<(String, String)> {
        let left = self.is_money(left, table)?;
        let right = self.is_money(right, table)?;
        let hint = "请换成同一种数值，或检查字段的类型。";
        (left != right).then(|| ("比较的一边是金额，另一边不是。".to_owned(), hint.to_owned()))
    }

    fn wrong_unit(&self, numbers: &[Number]) -> Option<(String, String)> {
        let unit = |number: &Number| match number {
            Number::Rows { .. } => Some(""),
            _ => self.fields.get(*number.fields().first()?).map(|known| read::unit(known.kind)),
        };
        let mut units = numbers.iter().filter_map(unit);
        let first = units.next()?;
        let other = units.find(|unit| *unit != first)?;
        let says = format!("同一张图里既有“{first}”又有“{other}”，没有共同的单位。");
        Some((says, "请把单位不同的数值分到几张图里。".to_owned()))
    }

    fn is_money(&self, number: &Number, table: Option<&str>) -> Option<bool> {
        let id = match number {
            Number::Rows { .. } | Number::Distinct { .. } => return Some(false),
            // Its parts are compared with each other where they stand.
            Number::Total(parts) | Number::Between(parts) => return self.is_money(parts.first()?, table),
            Number::Field(id) | Number::Sum { column: id } | Number::Mean { column: id } => id,
        };
        let id = match id.strip_prefix('.') {
            Some(column) => format!("{}.{column}", table?),
            None => id.clone(),
        };
        self.fields.get(&id).map(|known| matches!(known.kind, FieldKind::Money { .. }))
    }
}

fn fits(known: &Known<'_>, spot: &Spot) -> bool {
    match spot {
        Spot::Field | Spot::Beside(_) => known.table.is_none(),
        Spot::Column => known.table.is_some(),
    }
}

fn is_region(code: &str) -> bool {
    code == identity::OUTSIDE || identity::DISTRICTS.iter().any(|(district, _)| *district == code)
}

fn unknown<'a>(
    what: &str,
    name: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Option<(String, String)> {
    if known.clone().any(|other| other == name) {
        return None;
    }
    let hint = match nearest(name, known) {
        Some(meant) => format!("是否应为 \"{meant}\"？"),
        None => format!("请核对名称，或先写上这个{what}。"),
    };
    Some((format!("没有{what} \"{name}\"。"), hint))
}
