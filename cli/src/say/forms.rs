//! `shenbao forms`.

use chrono::NaiveDate;
use shenbao_core::check::in_force;
use shenbao_core::form::{Field, FieldKind, Form, user};
use std::fmt::Write;

/// Every form with its fields and conditions.
pub(crate) fn forms(forms: &[Form], today: NaiveDate) -> String {
    forms.iter().map(|form| self::form(form, today)).collect::<Vec<_>>().join("\n")
}

fn form(form: &Form, today: NaiveDate) -> String {
    let mut text = String::new();
    let source = &form.source;
    let until = source.in_force_until.map(|day| day.to_string()).unwrap_or_else(|| "未定".to_owned());
    let _ = writeln!(text, "{}/{}  {}", form.id, form.edition, form.title);
    let _ = writeln!(
        text,
        "  依据  {}（{}），有效期 {} 至 {until}",
        source.title, source.number, source.in_force_from
    );
    if form.unofficial {
        let _ = writeln!(text, "  注意  {}", user::SAYS);
    }
    if let Some(says) = in_force(source, None, today).out_of_force() {
        let _ = writeln!(text, "  注意  {says}");
    }
    for variant in &form.variants {
        let _ = writeln!(text, "  类型  {}  {}", variant.id, variant.title);
    }
    for section in &form.sections {
        let _ = writeln!(text, "\n  {}", section.title);
        for field in &section.fields {
            write_field(&mut text, field, "    ");
        }
    }
    let _ = writeln!(text, "\n  条款");
    for condition in &form.conditions {
        let _ = writeln!(text, "    {}  {}  {}", condition.clause, condition.cite, condition.asks);
    }
    text
}

fn write_field(text: &mut String, field: &Field, indent: &str) {
    let required = if field.required { " *" } else { "" };
    let _ = writeln!(text, "{indent}{}  {}  {}{required}", field.id, field.label, field.kind.name());
    if let FieldKind::Table { columns, .. } | FieldKind::Years { columns, .. } = &field.kind {
        for column in columns {
            write_field(text, column, &format!("{indent}  ."));
        }
    }
}
