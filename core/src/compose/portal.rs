//! The answers as they are copied into an authority's platform: in the order of the form, tables cell by cell.
//!
//! Dates and choices are copied as the form prints them. Figures are copied without separators and without their unit:
//! input boxes for figures take digits only, and the unit stands beside them.

use super::blocks::{cell_of, year_row};
use super::context::Context;
use super::{Setting, answer};
use crate::answers::{Draft, Path, Value, read};
use crate::check::Report;
use crate::check::lengths::source;
use crate::form::{Extent, Field, FieldKind, Form};
use rust_decimal::Decimal;
use serde::Serialize;

/// One answer to copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PortalLine {
    /// The section's id.
    pub section: String,
    /// The field, the cell, or for a file its place among the field's files.
    pub path: Path,
    /// The field's label, or the column's.
    pub label: String,
    /// In a table: which table, and which of its rows.
    pub row: Option<PortalRow>,
    /// As the form prints it, with its unit.
    pub shown: String,
    /// What is copied.
    pub text: String,
    /// Of what is written freely.
    pub length: Option<PortalLength>,
    /// The number of an identity document.
    pub is_identity: bool,
    /// The file's content where the line is a file, lower-case hexadecimal; its text is the file's name.
    pub file: Option<String>,
}

/// The row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PortalRow {
    /// The table's label.
    pub table: String,
    /// 第 3 行, 2024 年, or what the line is for.
    pub name: String,
}

/// How long a text is, as the form counts it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PortalLength {
    /// Characters but spaces and line breaks.
    pub characters: u32,
    /// At most so many.
    pub max: Option<u32>,
    /// Printed pages, where the form counts those.
    pub pages: Option<Decimal>,
    /// At most so many.
    pub max_pages: Option<u32>,
    /// Where the limits come from, in a word: 规定, 惯例, or the year's notice; without a limit nothing.
    pub source: Option<String>,
}

/// Every answer of the questions that this applicant is asked; those without an answer are left out.
pub fn portal(form: &Form, draft: &Draft, report: &Report, setting: &Setting) -> Vec<PortalLine> {
    let context = Context::new(form, draft, report, setting, "");
    let mut lines = Vec::new();
    for section in &form.sections {
        let shown = section.fields.iter().filter_map(|field| context.shown(&field.id));
        for field in shown {
            let of = Of { context: &context, section: &section.id, field };
            match &field.kind {
                FieldKind::Attachment { .. } => of.files(&mut lines),
                FieldKind::Table { columns, row_for_each: None } => of.rows(columns, &mut lines),
                FieldKind::Table { columns, row_for_each: Some(key) } => {
                    of.fixed_rows(columns, key, &mut lines);
                }
                FieldKind::Years { columns, count, .. } => of.years(columns, *count, &mut lines),
                _ => lines.extend(of.line(field, context.answer(&field.id), Path::field(&*field.id), None)),
            }
        }
    }
    lines
}

/// One question of one section.
struct Of<'a> {
    context: &'a Context<'a>,
    section: &'a str,
    field: &'a Field,
}

impl Of<'_> {
    fn rows(&self, columns: &[Field], lines: &mut Vec<PortalLine>) {
        let rows = self.context.rows(&self.field.id);
        if rows.is_some_and(<[Value]>::is_empty) {
            let none = Some(&Value::List(Vec::new()));
            lines.extend(self.line(self.field, none, Path::field(&*self.field.id), None));
        }
        for (at, row) in rows.unwrap_or_default().iter().enumerate() {
            let Value::Row(cells) = row else { continue };
            for column in self.asked(columns) {
                let path = Path::cell(&*self.field.id, at, &*column.id);
                let name = format!("第 {} 行", at + 1);
                lines.extend(self.line(column, cells.get(&column.id), path, Some(name)));
            }
        }
    }

    fn fixed_rows(&self, columns: &[Field], key: &str, lines: &mut Vec<PortalLine>) {
        for line in read::lines(self.field, self.context.rows(&self.field.id)) {
            let Some(at) = line.at else { continue };
            for column in self.asked(columns).filter(|column| column.id != key) {
                let path = Path::cell(&*self.field.id, at, &*column.id);
                lines.extend(self.line(column, line.cell(&column.id), path, Some(line.option.label.clone())));
            }
        }
    }

    fn years(&self, columns: &[Field], count: u32, lines: &mut Vec<PortalLine>) {
        let rows = self.context.rows(&self.field.id).unwrap_or_default();
        for year in self.context.window(count).unwrap_or_default() {
            let Some((at, row)) = year_row(rows, year) else { continue };
            for column in self.asked(columns) {
                let path = Path::cell(&*self.field.id, at, &*column.id);
                lines.extend(self.line(column, cell_of(row, &column.id), path, Some(format!("{year} 年"))));
            }
        }
    }

    fn asked<'f>(&self, columns: &'f [Field]) -> impl Iterator<Item = &'f Field> {
        let variant = &self.context.draft.variant;
        columns.iter().filter(move |column| column.variants.is_empty() || column.variants.contains(variant))
    }

    fn files(&self, lines: &mut Vec<PortalLine>) {
        let own = self.context.draft.attachments.iter().filter(|file| file.field == self.field.id);
        for (at, file) in own.enumerate() {
            let name = file.path.rsplit(['/', '\\']).next().unwrap_or(&file.path);
            lines.push(PortalLine {
                path: Path::row(&*self.field.id, at),
                file: Some(file.sha256.clone().unwrap_or_default()),
                ..self.plain(self.field, name.to_owned())
            });
        }
    }

    fn line(
        &self,
        field: &Field,
        value: Option<&Value>,
        path: Path,
        row: Option<String>,
    ) -> Option<PortalLine> {
        let printed = answer::lines(&field.kind, value).join("\n");
        if printed.is_empty() {
            return None;
        }
        let number = value
            .filter(|_| answer::is_number(&field.kind))
            .and_then(|it| answer::shown_number(&field.kind, it));
        let text = number.map_or(printed, |number| number.normalize().to_string());
        Some(PortalLine {
            path,
            row: row.map(|name| PortalRow { table: self.field.label.clone(), name }),
            shown: answer::lines_with_unit(&field.kind, value).join("\n"),
            length: self.length(field, &text),
            is_identity: matches!(field.kind, FieldKind::IdentityNumber | FieldKind::IdentityDocument),
            ..self.plain(field, text)
        })
    }

    fn plain(&self, field: &Field, text: String) -> PortalLine {
        PortalLine {
            section: self.section.to_owned(),
            path: Path::field(&*self.field.id),
            label: field.label.clone(),
            row: None,
            shown: text.clone(),
            text,
            length: None,
            is_identity: false,
            file: None,
        }
    }

    fn length(&self, field: &Field, text: &str) -> Option<PortalLength> {
        let Extent { max, max_pages, binding, .. } = field.kind.extent()?;
        if matches!(field.kind, FieldKind::Text { .. }) && max.is_none() {
            return None;
        }
        let is_limited = max.is_some() || max_pages.is_some();
        let measured = self.context.report.lengths.iter().find(|length| length.field == field.id);
        Some(PortalLength {
            characters: u32::try_from(read::length(text)).unwrap_or(u32::MAX),
            max,
            pages: measured.and_then(|length| length.pages),
            max_pages,
            source: is_limited.then(|| source(self.context.form, &field.id, binding).to_owned()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{Attachment, read_draft};
    use crate::{check, form};
    use std::path::Path as FilePath;

    fn lines(change: impl FnOnce(&mut Draft)) -> Vec<PortalLine> {
        let pack = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("../forms/design-center/2023");
        let form = form::load(&pack).unwrap();
        let json = std::fs::read_to_string(pack.join("examples/in-house.shenbao.json")).unwrap();
        let mut draft = read_draft(&json).unwrap();
        change(&mut draft);
        let today = "2026-06-15".parse().unwrap();
        let report = check::check(&form, &draft, &check::Setting { today, charset: None, pages: None });
        portal(&form, &draft, &report, &Setting { day: today, app_version: String::new() })
    }

    fn at(lines: &[PortalLine], path: &str) -> Option<PortalLine> {
        lines.iter().find(|line| line.path.to_string() == path).cloned()
    }

    #[test]
    fn answers_come_in_the_order_of_the_form() {
        let lines = lines(|_| ());
        let sections: Vec<&str> = lines.iter().map(|line| line.section.as_str()).collect();
        let pack = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("../forms/design-center/2023");
        let form = form::load(&pack).unwrap();
        let mut seen = sections.clone();
        seen.dedup();
        let order: Vec<&str> = form.sections.iter().map(|section| section.id.as_str()).collect();
        assert!(order.iter().filter(|id| seen.contains(id)).eq(&seen), "{seen:?}");
        let paths: std::collections::BTreeSet<String> =
            lines.iter().map(|line| line.path.to_string()).collect();
        assert_eq!(paths.len(), lines.len(), "each place once");
        // A table's row is finished before the next one begins.
        let roster: Vec<usize> = lines
            .iter()
            .filter(|line| line.path.field == "team.roster")
            .filter_map(|line| line.path.row)
            .collect();
        assert!(roster.len() > 60 && roster.is_sorted());
        assert!(lines.iter().all(|line| !line.text.is_empty()));
    }

    #[test]
    fn each_kind_is_copied_as_a_platform_takes_it() {
        let lines = lines(|draft| {
            draft.answers.insert("organisation.established".into(), Value::Text("2012-05-08".into()));
            draft.answers.insert("centre.floor_area".into(), Value::Text("12800.50".into()));
        });
        insta::assert_debug_snapshot!(
            lines
                .iter()
                .filter(|line| line.path.row.is_none_or(|row| row == 0))
                .map(|line| {
                    let row = line.row.as_ref().map(|row| format!(" [{} {}]", row.table, row.name));
                    let cut = |text: &str| text.chars().take(40).collect::<String>();
                    let length = line.length.as_ref().map(|it| format!("{}/{:?}", it.characters, it.max));
                    let (text, shown) = (cut(&line.text), cut(&line.shown));
                    format!("{}{}: {text} ({shown}) {length:?}", line.label, row.unwrap_or_default())
                })
                .collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_question_that_is_not_asked_or_not_answered_has_no_line() {
        let whole = lines(|_| ());
        assert!(at(&whole, "organisation.name").is_some());
        assert!(
            at(&lines(|draft| _ = draft.answers.remove("organisation.name")), "organisation.name").is_none()
        );
        let empty = lines(|draft| _ = draft.answers.insert("team.roster".into(), Value::List(Vec::new())));
        assert_eq!(at(&empty, "team.roster").map(|line| line.text), Some("无".into()));
        assert!(at(&empty, "team.roster[0].name").is_none());
    }

    #[test]
    fn a_file_is_named_by_its_place_among_the_files_of_its_field() {
        let file = |name: &str| Attachment {
            field: "evidence.business_licence".into(),
            path: name.into(),
            sha256: None,
        };
        let lines = lines(|draft| draft.attachments = vec![file("一/营业执照.pdf"), file("副本.pdf")]);
        let files: Vec<(String, &str)> = lines
            .iter()
            .filter(|line| line.file.is_some())
            .map(|line| (line.path.to_string(), line.text.as_str()))
            .collect();
        let expected = ["营业执照.pdf", "副本.pdf"];
        assert_eq!(files.iter().map(|(_, name)| *name).collect::<Vec<_>>(), expected);
        assert!(files[0].0.ends_with("[0]") && files[1].0.ends_with("[1]"));
    }
}
