//! What a form pack says: sections, fields, conditions, documents.
//!
//! Types only here; [`load`] reads a pack's folder and reports every mistake at once. No form is written in Rust:
//! a new field, threshold or form is an edit in `forms/`, whose README.md is the specification of these types.

mod carry;
mod layers;
mod lint;
mod load;
mod mentions;
mod mistake;
mod names;
mod near;
mod purpose;
mod read_test;
mod schema;
mod season;
mod source;
mod test;
pub mod user;
mod uses;

pub use carry::Carry;
pub(crate) use carry::misfit;
pub(crate) use layers::Except;
pub use load::{Found, find, load, load_all, load_profiles};
pub(crate) use mentions::whole_field;
pub use mistake::Mistake;
pub(crate) use names::{Names, Spelling};
pub use purpose::{Filer, Purpose};
pub use schema::schema;
pub use season::{Season, SeasonWork, Somebody};
pub(crate) use source::{Entry, Item};
pub use test::{Number, Party, Test};
pub(crate) use uses::{Spot, Use, Wants};

use crate::answers::{Draft, Value};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;

/// Ids of what is kept of organisations and people begin with this; no pack's id can.
pub const PROFILE: &str = "profile.";

/// A field's id: `section.field` (`team.headcount`), or a column's plain id inside a table (`name`).
pub type FieldId = String;

/// One edition of a form, as its pack says it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Form {
    /// The pack's folder name, `design-center`.
    pub id: String,
    /// The edition's folder name, `2023`.
    pub edition: String,
    /// What the application is called, 上海市设计创新中心认定申请.
    pub title: String,
    /// A user brought it: its title is marked, and everything printed says so.
    pub unofficial: bool,
    /// Said once, on the form's first page: where this arrangement comes from and what overrides it.
    pub arranged: String,
    /// What it is filed for; `None`: anything.
    #[serde(skip)]
    pub purpose: Option<Purpose>,
    /// The measure that the form serves.
    pub source: Source,
    /// The kinds of applicant; at least one.
    pub variants: Vec<Variant>,
    /// Texts by the first of which, once it is answered, people tell drafts apart.
    pub named_by: Vec<FieldId>,
    /// In the order in which they are filled in.
    pub sections: Vec<Section>,
    /// One for each clause that decides.
    pub conditions: Vec<Condition>,
    /// Figures that must agree with each other.
    pub cross_checks: Vec<CrossCheck>,
    /// Clauses with nothing to decide: deadlines, consequences, later duties.
    pub notices: Vec<Notice>,
    /// What happens to the application, from filing on.
    #[serde(skip)]
    pub procedure: Vec<Step>,
    /// Which older drafts it can be made from.
    #[serde(skip)]
    pub carries: Vec<Carry>,
    /// What is printed, in bundle order.
    #[serde(skip)]
    pub documents: crate::compose::DocumentSpecs,
    /// What makes drafts of one year a season; `None`: each stands alone.
    #[serde(skip)]
    pub season: Option<Season>,
    /// The year's notice, where one lies over the pack; no pack brings its own.
    #[serde(skip)]
    pub year_notice: Option<crate::notice::YearNotice>,
}

impl Form {
    /// What people call a draft: the applicant, the project, the candidate. `None`: not answered yet.
    pub fn name_of<'d>(&self, draft: &'d Draft) -> Option<&'d str> {
        self.named_by.iter().find_map(|id| match draft.answers.get(id) {
            Some(Value::Text(name)) => Some(name.as_str()),
            _ => None,
        })
    }

    /// Whether it is what is kept of an organisation or a person, and nothing that is filed.
    pub fn is_profile(&self) -> bool {
        self.id.starts_with(PROFILE)
    }

    /// Every field of every section, in the order in which they are asked; columns are in their tables.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }
}

/// The published measure.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Source {
    /// 上海市设计创新中心认定管理办法
    pub title: String,
    /// 沪经信规范〔2023〕9号
    pub number: String,
    /// Who issued it.
    pub authority: String,
    /// First day in force.
    pub in_force_from: NaiveDate,
    /// Last day in force, that day included; `None`: no end is published.
    pub in_force_until: Option<NaiveDate>,
}

/// A kind of applicant.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Variant {
    /// `in-house`
    pub id: String,
    /// 企业设计创新中心
    pub title: String,
    /// Who should choose it.
    pub hint: String,
    /// Who files it; empty: anyone.
    pub filers: Vec<Filer>,
}

/// A page of the form.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Section {
    /// The first half of its fields' ids.
    pub id: String,
    /// 设计团队
    pub title: String,
    /// What to have at hand, what happens with it.
    pub hint: Option<String>,
    /// The shared block whose fields come first.
    #[serde(skip)]
    pub block: Option<String>,
    /// In the order in which they are asked.
    pub fields: Vec<Field>,
}

/// One question, or one column of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Field {
    /// `team.headcount`, or `name` for a column.
    pub id: FieldId,
    /// 设计团队人数
    pub label: String,
    /// What can be answered.
    #[serde(flatten)]
    pub kind: FieldKind,
    /// Needed for a complete application (when it is shown).
    pub required: bool,
    /// The variants that ask it; empty: all.
    pub variants: Vec<String>,
    /// Shown only when this is met, or holds an answer while it is not known; `None`: always.
    #[serde(skip)]
    pub when: Option<Test>,
    /// Where people hesitate.
    pub hint: Option<String>,
    /// An example in grey.
    pub example: Option<String>,
    /// The clause that asks for it.
    pub cite: Option<String>,
    /// Identity numbers, money: masked in lists and never logged.
    pub private: bool,
    /// What leaving it empty says, as it is printed: 至今.
    #[serde(skip)]
    pub open: Option<String>,
}

/// What can be answered. Limits are inclusive.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FieldKind {
    /// One line. `max`: characters as people count them.
    Text {
        /// Longest, in characters.
        max: Option<u32>,
        /// Where the limit comes from; a practice limit only advises.
        binding: Binding,
    },
    /// Paragraphs. Length as people count Chinese: each character that is not a space.
    LongText {
        /// Shortest advised.
        min: Option<u32>,
        /// Longest.
        max: Option<u32>,
        /// Longest in print, in pages of the form.
        max_pages: Option<u32>,
        /// Where the limits come from; a practice limit only advises.
        binding: Binding,
    },
    /// A whole number.
    Integer {
        /// Smallest.
        min: Option<i32>,
        /// Largest.
        max: Option<i32>,
        /// 人, 项
        unit: Option<String>,
    },
    /// An exact decimal.
    Decimal {
        /// Digits after the point, at most.
        scale: u32,
        /// Smallest.
        min: Option<Decimal>,
        /// Largest.
        max: Option<Decimal>,
        /// m², %
        unit: Option<String>,
    },
    /// Yuan with two decimals, everywhere; only shown and typed in another unit.
    Money {
        /// How people type it.
        shown_in: MoneyUnit,
        /// Profit can be below zero, revenue cannot.
        negative: bool,
    },
    /// `2024-03-15`
    Date,
    /// `2024`
    Year,
    /// 是 / 否
    YesNo,
    /// One of the options.
    Choice {
        /// In the order shown.
        options: Vec<Choice>,
    },
    /// Any number of the options.
    Choices {
        /// In the order shown.
        options: Vec<Choice>,
    },
    /// A district of Shanghai by its code, or `outside`.
    Region,
    /// Unified social credit code, GB 32100-2015.
    CreditCode,
    /// Mainland identity number, GB 11643.
    IdentityNumber,
    /// Identity number, travel or residence permit, or passport.
    IdentityDocument,
    /// Mobile or landline.
    Phone {
        /// Mobile only.
        mobile: bool,
    },
    /// E-mail address.
    Email,
    /// Six digits.
    Postcode,
    /// A statement shown in full; answered yes (it holds) or no.
    Declaration {
        /// What is declared.
        statement: String,
    },
    /// Rows that the applicant adds, or one for each option of a column.
    Table {
        /// Left to right; plain ids.
        columns: Vec<Field>,
        /// A `choice` column: one row for each of its options stands there by itself (months of a year).
        row_for_each: Option<FieldId>,
    },
    /// One row for each of the calendar years before the filing year, the column `year` filled in by itself.
    Years {
        /// How many years; 3.
        count: u32,
        /// Years before this date's year do not apply.
        since: Option<FieldId>,
        /// Left to right, without `year`.
        columns: Vec<Field>,
    },
    /// Files.
    Attachment {
        /// More than one file.
        many: bool,
    },
}

impl FieldKind {
    /// As a pack writes it, `long_text`.
    pub fn name(&self) -> &'static str {
        match self {
            FieldKind::Text { .. } => "text",
            FieldKind::LongText { .. } => "long_text",
            FieldKind::Integer { .. } => "integer",
            FieldKind::Decimal { .. } => "decimal",
            FieldKind::Money { .. } => "money",
            FieldKind::Date => "date",
            FieldKind::Year => "year",
            FieldKind::YesNo => "yes_no",
            FieldKind::Choice { .. } => "choice",
            FieldKind::Choices { .. } => "choices",
            FieldKind::Region => "region",
            FieldKind::CreditCode => "credit_code",
            FieldKind::IdentityNumber => "identity_number",
            FieldKind::IdentityDocument => "identity_document",
            FieldKind::Phone { .. } => "phone",
            FieldKind::Email => "email",
            FieldKind::Postcode => "postcode",
            FieldKind::Declaration { .. } => "declaration",
            FieldKind::Table { .. } => "table",
            FieldKind::Years { .. } => "years",
            FieldKind::Attachment { .. } => "attachment",
        }
    }

    /// The limits of what is written freely, of a field or of a column; of others none.
    pub fn extent(&self) -> Option<Extent> {
        match *self {
            FieldKind::Text { max, binding } => Some(Extent { min: None, max, max_pages: None, binding }),
            FieldKind::LongText { min, max, max_pages, binding } => {
                Some(Extent { min, max, max_pages, binding })
            }
            _ => None,
        }
    }

    /// The columns of a table or a three-year table; of others none.
    pub fn columns(&self) -> &[Field] {
        match self {
            FieldKind::Table { columns, .. } | FieldKind::Years { columns, .. } => columns,
            _ => &[],
        }
    }
}

/// How an amount of money is typed and shown; kept in yuan always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum MoneyUnit {
    /// 元
    Yuan,
    /// 万元
    TenThousandYuan,
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Choice {
    /// Kept in the draft.
    pub id: String,
    /// Shown and printed.
    pub label: String,
}

/// How long a text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Shortest, in characters.
    pub min: Option<u32>,
    /// Longest, in characters.
    pub max: Option<u32>,
    /// Longest in print, in pages.
    pub max_pages: Option<u32>,
    /// Decides or advises.
    pub binding: Binding,
}

/// Whether a limit decides or advises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Binding {
    /// Printed in the measure: decides.
    Regulation,
    /// From comparable forms or earlier years: only advises.
    Practice,
}

/// What a clause asks, and the test that decides it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Condition {
    /// `DC-5-2-a`
    pub clause: String,
    /// 第五条(二)
    pub cite: String,
    /// In our own words.
    pub asks: String,
    /// How the clause is read where its wording leaves room.
    pub reading: Option<String>,
    /// Decides or advises.
    pub binding: Binding,
    /// The variants it binds; empty: all. Others: not applicable.
    pub variants: Vec<String>,
    /// Not applicable where this is not met.
    #[serde(skip)]
    pub when: Option<Test>,
    /// Met, not met or not yet known.
    #[serde(skip)]
    pub test: Test,
}

/// Two figures of one draft that must agree. No clause.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct CrossCheck {
    /// `headcount-roster`
    pub id: String,
    /// What should agree.
    pub says: String,
    /// `Regulation`: a contradiction keeps the draft from being ready. `Practice`: it only advises.
    pub binding: Binding,
    /// The variants it concerns; empty: all.
    pub variants: Vec<String>,
    /// Not applicable where this is not met.
    #[serde(skip)]
    pub when: Option<Test>,
    /// The agreement.
    #[serde(skip)]
    pub test: Test,
}

/// A clause with nothing to decide.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Notice {
    /// `DC-9-1`
    pub clause: String,
    /// 第九条(一)
    pub cite: String,
    /// What the user is told.
    pub says: String,
    /// The variants it concerns; empty: all.
    pub variants: Vec<String>,
    /// Shown only when this is met; `None`: always.
    #[serde(skip)]
    pub when: Option<Test>,
}

/// A step of the procedure.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// `district`
    pub id: String,
    /// 区级初审
    pub title: String,
    /// 第六条(二)
    pub cite: String,
    /// What happens, and how long it takes where the measure says so.
    pub says: String,
    /// The variants it concerns; empty: all.
    pub variants: Vec<String>,
    /// The day that follows from the draft; `None`: the authority sets it.
    pub day: Option<StepDay>,
}

/// A day of the draft's, or the end of a period that begins on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepDay {
    /// A date field, or `"filing_date"`.
    pub on: FieldId,
    /// The period's length; 0: the day itself.
    pub years: u32,
}
