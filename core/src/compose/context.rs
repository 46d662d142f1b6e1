//! What every block looks at: the form, the draft, the report, and which of it is shown.

use super::answer;
use super::{Applies, Fact, Paragraph, Part, Setting, Style, Template, Warning};
use crate::answers::{Draft, Path, Value, read};
use crate::check::{DraftStanding, Facts, KnownFigure, Report, Standing};
use crate::form::{Field, FieldId, Form, Number, user};
use chrono::Datelike;
use std::collections::{BTreeMap, BTreeSet};

/// Room to write in a sentence, where nothing was answered.
const TO_WRITE: &str = "＿＿＿＿＿＿";

/// Everything that a document is composed from.
pub(super) struct Context<'a> {
    pub(super) form: &'a Form,
    pub(super) draft: &'a Draft,
    pub(super) report: &'a Report,
    pub(super) setting: &'a Setting,
    pub(super) check_code: &'a str,
    /// Printed where a question is not answered.
    pub(super) unanswered: &'a str,
    facts: Facts<'a>,
    fields: BTreeMap<&'a str, &'a Field>,
    not_shown: BTreeSet<&'a str>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        form: &'a Form,
        draft: &'a Draft,
        report: &'a Report,
        setting: &'a Setting,
        check_code: &'a str,
    ) -> Context<'a> {
        let fields = form.fields();
        Context {
            form,
            draft,
            report,
            setting,
            check_code,
            unanswered: "",
            facts: Facts::new(form, draft),
            fields: fields.map(|field| (field.id.as_str(), field)).collect(),
            not_shown: report.not_shown.iter().map(String::as_str).collect(),
        }
    }

    /// The same for a document that prints `unanswered` where nothing was answered.
    pub(super) fn with_unanswered(&self, unanswered: &'a str) -> Context<'a> {
        Context {
            unanswered,
            ..Context::new(self.form, self.draft, self.report, self.setting, self.check_code)
        }
    }

    /// How a report calls what was filled in: 本单位, 本提名.
    pub(super) fn subject(&self) -> &'a str {
        self.form.documents.subject.as_deref().unwrap_or("本单位")
    }

    /// Whether every page is marked 草稿.
    pub(super) fn is_draft(&self) -> bool {
        self.report.standing != DraftStanding::Ready
    }

    /// What is said on the first page.
    pub(super) fn warnings(&self) -> Vec<Warning> {
        let unofficial =
            self.form.unofficial.then(|| Warning { mark: user::MARK, says: user::SAYS.to_owned() });
        let out_of_force = self.report.in_force.out_of_force().map(Warning::out_of_force);
        unofficial.into_iter().chain(out_of_force).collect()
    }

    /// A document's title, as every page carries it.
    pub(super) fn title(&self, template: &Template) -> String {
        let title = self.fill(template);
        if self.form.unofficial { user::marked(&title) } else { title }
    }

    /// A field that this applicant is asked, and that is shown at present.
    pub(super) fn shown(&self, id: &str) -> Option<&'a Field> {
        let field = self.fields.get(id).copied()?;
        let is_asked = field.variants.is_empty() || field.variants.contains(&self.draft.variant);
        (is_asked && !self.not_shown.contains(id)).then_some(field)
    }

    /// Every field of the form, shown or not.
    pub(super) fn field(&self, id: &str) -> Option<&'a Field> {
        self.fields.get(id).copied()
    }

    /// The answer to a shown field.
    pub(super) fn answer(&self, id: &str) -> Option<&'a Value> {
        self.shown(id)?;
        self.draft.answers.get(id)
    }

    /// A table's rows; `None`: not answered.
    pub(super) fn rows(&self, table: &str) -> Option<&'a [Value]> {
        match self.answer(table)? {
            Value::List(rows) => Some(rows),
            _ => None,
        }
    }

    /// A figure, as far as it is known; `None`: it is taken from something that is not shown.
    pub(super) fn figure(&self, number: &Number) -> Option<KnownFigure<'a>> {
        self.facts.known_figure(number)
    }

    /// Whether something is printed for this draft; like a field, also where its test is not decided yet.
    pub(super) fn applies(&self, applies: &Applies) -> bool {
        let is_asked = applies.variants.is_empty() || applies.variants.contains(&self.draft.variant);
        let is_met = |test| matches!(self.facts.standing(test), Standing::Met | Standing::Unknown);
        is_asked && applies.when.as_ref().is_none_or(is_met)
    }

    /// The calendar years before the filing date's year, oldest first; `None`: no filing date.
    pub(super) fn window(&self, count: u32) -> Option<Vec<i32>> {
        let filing_year = self.draft.filing_date?.year();
        let count = i32::try_from(count).ok()?;
        Some((filing_year - count..filing_year).collect())
    }

    /// The first year that applies where years count from this field's date on.
    pub(super) fn first_year(&self, since: Option<&FieldId>) -> Option<i32> {
        read::date(self.answer(since?)).given().map(|day| day.year())
    }

    /// A template's lines with its placeholders filled in.
    pub(super) fn fill(&self, template: &Template) -> String {
        self.fill_with(template, self.unanswered)
    }

    /// The same with `blank` where nothing was answered.
    fn fill_with(&self, template: &Template, blank: &str) -> String {
        template.parts.iter().map(|part| self.fill_part(part, blank)).collect()
    }

    /// A template as paragraphs, one for each line. A template that is one field carries that field's path.
    pub(super) fn paragraphs(&self, template: &Template, style: Style) -> Vec<Paragraph> {
        let source = match template.parts.as_slice() {
            [Part::Field(field)] => Some(Path::field(field.as_str())),
            _ => None,
        };
        let is_sentence = style == Style::Body && template.parts.len() > 1 && self.unanswered.is_empty();
        let text = self.fill_with(template, if is_sentence { TO_WRITE } else { self.unanswered });
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| Paragraph { text: line.to_owned(), style, source: source.clone() }).collect()
    }

    fn fill_part(&self, part: &Part, blank: &str) -> String {
        match part {
            Part::Plain(text) => text.clone(),
            Part::Field(id) => self.fill_field(id, blank),
            Part::Fact(fact) => self.fact(*fact, blank),
        }
    }

    fn fill_field(&self, id: &str, blank: &str) -> String {
        let Some(field) = self.shown(id) else { return String::new() };
        let lines = answer::lines_in_sentence(&field.kind, self.answer(id));
        if lines.is_empty() { blank.to_owned() } else { lines.join("\n") }
    }

    fn fact(&self, fact: Fact, blank: &str) -> String {
        match fact {
            Fact::FilingDate => self.draft.filing_date.map_or_else(|| blank.to_owned(), answer::day),
            Fact::Variant => self.variant_title(),
            Fact::FormTitle => self.form.title.clone(),
            Fact::SourceTitle => self.form.source.title.clone(),
            Fact::SourceNumber => self.form.source.number.clone(),
            Fact::SourceAuthority => self.form.source.authority.clone(),
            Fact::Arranged => self.form.arranged.clone(),
            Fact::CheckCode => self.check_code.to_owned(),
            Fact::Day => answer::day(self.setting.day),
            Fact::AppVersion => self.setting.app_version.clone(),
        }
    }

    fn variant_title(&self) -> String {
        let variant = self.form.variants.iter().find(|variant| variant.id == self.draft.variant);
        variant.map_or(&self.draft.variant, |variant| &variant.title).clone()
    }
}
