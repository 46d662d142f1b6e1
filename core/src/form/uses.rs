//! Names that a pack's tests and documents use. They are noted while reading and looked up when the whole pack is
//! known, so that the order of files and sections does not matter.

use super::mistake::Place;
use super::{FieldId, FieldKind, Number};
use crate::answers::Value;

/// A name and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Used {
    pub(crate) what: Use,
    pub(crate) place: Place,
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Use {
    /// A field, or a column `table.column` of it.
    Field { id: FieldId, spot: Spot, wants: Wants },
    /// An option's id, or yes/no, of a field or column.
    Answer { field: FieldId, value: Value },
    /// A condition's clause.
    Clause(String),
    /// A cross-check's id.
    CrossCheck(String),
    /// A kind of applicant.
    Variant(String),
    /// Figures that are drawn along one axis.
    OneUnit(Vec<Number>),
    /// Two figures of one comparison.
    Comparison { left: Number, right: Number, table: Option<FieldId> },
}

/// Which part of the answers a name must reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Spot {
    /// A field as a whole.
    Field,
    /// A field as a whole, named beside the rows of this table; beside a `years` table also another one's cell of the
    /// same year.
    Beside(FieldId),
    /// A column over all rows, or a cell of the row at hand.
    Column,
}

/// What a field must be for its use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wants {
    /// Anything.
    Any,
    /// Anything that is answered in the draft's answers.
    Answer,
    /// A figure.
    Figure,
    /// A figure in a `years` table.
    YearlyFigure,
    /// A day.
    Date,
    /// Something with a closed set of answers.
    Pick,
    /// Several choices.
    Choices,
    /// A statement.
    Declaration,
    /// One line.
    Text,
    /// A written section.
    LongText,
    /// A line or a written section.
    Written,
    /// A day of birth, itself or in an identity number.
    Birth,
    /// A person's number that may hold the day of birth.
    PersonNumber,
    /// The number of a person or an organisation.
    PartyNumber,
    /// A day, or a year for its 1 January.
    DayOrYear,
    /// Files.
    Attachment,
    /// A credit code.
    CreditCode,
    /// A district.
    Region,
    /// Rows, added by the applicant or one for each year.
    Rows,
    /// Rows that the applicant adds.
    Table,
    /// One row for each year.
    Years,
    /// One row for each year, or for each option.
    Series,
}

impl Wants {
    /// Whether a field of this kind will do; `table` is the kind of the table around a column.
    pub(crate) fn takes(self, kind: &FieldKind, table: Option<&FieldKind>) -> bool {
        use FieldKind as K;
        match self {
            Wants::Any => true,
            Wants::Answer => !matches!(kind, K::Attachment { .. }),
            Wants::Figure => is_figure(kind),
            Wants::YearlyFigure => is_figure(kind) && matches!(table, Some(K::Years { .. })),
            Wants::Date => matches!(kind, K::Date),
            Wants::Pick => matches!(kind, K::Choice { .. } | K::Choices { .. } | K::Region | K::YesNo),
            Wants::Choices => matches!(kind, K::Choices { .. }),
            Wants::Declaration => matches!(kind, K::Declaration { .. }),
            Wants::Text => matches!(kind, K::Text { .. }),
            Wants::LongText => matches!(kind, K::LongText { .. }),
            Wants::Written => matches!(kind, K::Text { .. } | K::LongText { .. }),
            Wants::Birth => matches!(kind, K::Date | K::IdentityNumber | K::IdentityDocument),
            Wants::PersonNumber => matches!(kind, K::IdentityNumber | K::IdentityDocument),
            Wants::PartyNumber => {
                matches!(kind, K::CreditCode | K::IdentityNumber | K::IdentityDocument)
            }
            Wants::DayOrYear => matches!(kind, K::Date | K::Year),
            Wants::Attachment => matches!(kind, K::Attachment { .. }),
            Wants::CreditCode => matches!(kind, K::CreditCode),
            Wants::Region => matches!(kind, K::Region),
            Wants::Rows => matches!(kind, K::Table { .. } | K::Years { .. }),
            Wants::Table => matches!(kind, K::Table { .. }),
            Wants::Years => matches!(kind, K::Years { .. }),
            Wants::Series => matches!(kind, K::Years { .. } | K::Table { row_for_each: Some(_), .. }),
        }
    }

    /// How a mistake names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Wants::Any => "字段",
            Wants::Answer => "附件以外的字段",
            Wants::Figure => "数值字段（integer、decimal、money、year）",
            Wants::YearlyFigure => "三年表（years）的数值列",
            Wants::Date => "日期字段（date）",
            Wants::Pick => "选择类字段（choice、choices、region、yes_no）",
            Wants::Choices => "多选字段（choices）",
            Wants::Declaration => "声明字段（declaration）",
            Wants::Text => "单行文字（text）",
            Wants::LongText => "大段文字（long_text）",
            Wants::Written => "文字字段（text、long_text）",
            Wants::Birth => "日期字段（date）或身份证件字段（identity_number、identity_document）",
            Wants::PersonNumber => "身份证件字段（identity_number、identity_document）",
            Wants::PartyNumber => "号码字段（credit_code、identity_number、identity_document）",
            Wants::DayOrYear => "日期或年份字段（date、year）",
            Wants::Attachment => "附件字段（attachment）",
            Wants::CreditCode => "信用代码字段（credit_code）",
            Wants::Region => "区划字段（region）",
            Wants::Rows => "表（table 或 years）",
            Wants::Table => "表（table）",
            Wants::Years => "三年表（years）",
            Wants::Series => "三年表（years）或者写有 row_for_each 的表（table）",
        }
    }
}

fn is_figure(kind: &FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Integer { .. } | FieldKind::Decimal { .. } | FieldKind::Money { .. } | FieldKind::Year
    )
}
