//! What a test asks, in a sentence.

use super::facts::{Facts, Scope};
use crate::answers::{Value, show};
use crate::form::{Field, FieldKind, Number, Test};
use crate::identity::district_name;
use rust_decimal::Decimal;

/// Longer lists of options are not said one by one.
const MOST_NAMED: usize = 3;

/// “设计团队人数”不少于 30 人
pub(super) fn asks<'a>(facts: &Facts<'a>, test: &Test, scope: Scope<'a>) -> String {
    let label = |id: &str| match id {
        Test::FILING_DATE => "申报日期".to_owned(),
        id => format!("“{}”", facts.label(id, scope)),
    };
    let figure = |number: &Number| name(facts, number, scope);
    let limit = |limit: &Decimal, number: &Number| match facts.figure(number, scope) {
        Some(figure) => figure.write(*limit),
        None => show::thousands(*limit),
    };
    match test {
        Test::AtLeast { limit: least, of } => format!("{}不少于 {}", figure(of), limit(least, of)),
        Test::AtMost { limit: most, of } => format!("{}不多于 {}", figure(of), limit(most, of)),
        Test::Equal { left, right } => format!("{}等于{}", figure(left), figure(right)),
        Test::NotMore { left, right } => format!("{}不多于{}", figure(left), figure(right)),
        Test::Share { percent, part, whole } => {
            format!("{}等于{}占{}的比例", figure(percent), figure(part), figure(whole))
        }
        Test::Same { left, right } => format!("{}与{}一致", label(left), label(right)),
        Test::Elapsed { years, since } => format!("自{}至申报日期满 {years} 年", label(since)),
        Test::NotWithin { years, of } => format!("自{}至申报日期已过 {years} 年", label(of)),
        Test::Within { years, of } => format!("自{}至申报日期不超过 {years} 年", label(of)),
        Test::NotAfter { earlier, later } => format!("{}不晚于{}", label(earlier), label(later)),
        Test::Younger { years, on, .. } => format!("至{}未满 {years} 周岁", label(on)),
        Test::BirthAgrees { number, born } => {
            format!("{}中的出生日期与{}一致", label(number), label(born))
        }
        Test::Distinct { left, right } => {
            format!("{}与{}不是同一人或者同一单位", label(&left.name), label(&right.name))
        }
        Test::OneOf { values, of } => format!("{}{}", label(of), options(facts, of, values, scope)),
        Test::Includes { value, of } => {
            format!("{}包括“{}”", label(of), option(facts.column_or_field(of, scope), value))
        }
        Test::Declared { of } => format!("{}已作肯定声明", label(of)),
        Test::Given { of } => format!("已填写{}", label(of)),
        Test::Written { of, min, max } => {
            let least = min.map(|min| format!("，不少于 {min} 字")).unwrap_or_default();
            let most = max.map(|max| format!("，不多于 {max} 字")).unwrap_or_default();
            format!("已写{}{least}{most}", label(of))
        }
        Test::Attached { of } => format!("已附{}", label(of)),
        Test::RegistrarAgrees { code, region } => {
            format!("{}中的登记机关与{}一致", label(code), label(region))
        }
        Test::All(_) => "以下各项同时满足".to_owned(),
        Test::Any(_) => "以下至少有一项满足".to_owned(),
        Test::Not(test) if test.inner().is_empty() => {
            format!("没有这种情形：{}", asks(facts, test, scope))
        }
        Test::Not(_) => "没有以下情形".to_owned(),
        Test::Each { table, row } => {
            let row_scope = Scope { table: facts.field(table), ..Scope::default() };
            format!("{}的每一行：{}", label(table), asks(facts, row, row_scope))
        }
        Test::Unique { table, column } => {
            let column = facts.field(table).and_then(|table| facts.column(table, column));
            format!("{}各行的“{}”不重复", label(table), column.map_or("", |column| &column.label))
        }
        Test::Tally { typed, table, .. } => {
            let typed = facts.split_column(typed).map_or("", |(_, column)| &column.label);
            format!("各年的“{typed}”与{}的行数一致", label(table))
        }
        Test::Clause { clause } => {
            facts.condition(clause).map_or_else(|| clause.clone(), |condition| condition.asks.clone())
        }
        Test::Variant { variant } => {
            let title = facts.form.variants.iter().find(|known| known.id == *variant);
            format!("申报类型为“{}”", title.map_or(variant.as_str(), |variant| &variant.title))
        }
        Test::Open { reason } => reason.trim_end_matches('。').to_owned(),
    }
}

fn name<'a>(facts: &Facts<'a>, number: &Number, scope: Scope<'a>) -> String {
    let label = facts.figure(number, scope).map(|figure| figure.label);
    let label = label.or_else(|| number.fields().first().map(|id| facts.label(id, scope).to_owned()));
    format!("“{}”", label.unwrap_or_default())
}

/// 为“甲”、“乙”之一
fn options<'a>(facts: &Facts<'a>, of: &str, values: &[Value], scope: Scope<'a>) -> String {
    let field = facts.column_or_field(of, scope);
    if field.is_some_and(|field| matches!(field.kind, FieldKind::Region)) && values.len() > MOST_NAMED {
        return "为本市的一个区".to_owned();
    }
    let named: Vec<String> =
        values.iter().take(MOST_NAMED).map(|value| format!("“{}”", option(field, value))).collect();
    let named = named.join("、");
    match values.len() {
        1 => format!("为{named}"),
        2..=MOST_NAMED => format!("为{named}之一"),
        count => format!("为{named}等 {count} 项之一"),
    }
}

fn option(field: Option<&Field>, value: &Value) -> String {
    match (field.map(|field| &field.kind), value) {
        (_, Value::YesNo(yes)) => if *yes { "是" } else { "否" }.to_owned(),
        (Some(FieldKind::Choice { options } | FieldKind::Choices { options }), Value::Text(id)) => {
            options.iter().find(|option| option.id == *id).map_or(id, |option| &option.label).clone()
        }
        (_, Value::Text(text)) => district_name(text).map_or_else(|| text.clone(), Into::into),
        _ => String::new(),
    }
}
