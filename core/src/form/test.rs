//! The closed set of typed tests. There is no expression language: each test knows how to be evaluated, explained and
//! how to name its gap (`check/`), and stands in the specification (`forms/README.md`).

use super::FieldId;
use crate::answers::Value;
use rust_decimal::Decimal;

/// A test over one draft. The same tests decide conditions, cross-checks, and when a field or a document applies.
///
/// Field ids are full (`team.headcount`); inside [`Test::Each`] and row filters a leading dot names a column of the
/// row (`.name`). Where [`Test::Each`] goes through a three-year table, the full id of another three-year table's column
/// is that table's cell of the same year.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each variant shows its own keys, as a pack writes them")]
pub enum Test {
    /// `{ at_least = 30, of = "team.headcount" }`
    AtLeast { limit: Decimal, of: Number },
    /// `{ at_most = 30, of = … }`
    AtMost { limit: Decimal, of: Number },
    /// `{ equal = NUMBER, to = NUMBER }`
    Equal { left: Number, right: Number },
    /// `{ not_more = NUMBER, than = NUMBER }`: left ≤ right.
    NotMore { left: Number, right: Number },
    /// `{ share = ".share", of = ".design_revenue", in = "finance.years.revenue" }`: the typed percentage is what the
    /// part makes of the whole, rounded to the digits typed. A whole of zero: unknown.
    Share { percent: Number, part: Number, whole: Number },
    /// `{ same = "centre.founder", as = "organisation.name" }`: two texts agree, spaces aside.
    Same { left: FieldId, right: FieldId },
    /// `{ elapsed = "2 years", since = "centre.operating_since" }`: met from the corresponding day on, counted to the
    /// filing date as the Civil Code counts.
    Elapsed { years: u32, since: FieldId },
    /// `{ not_within = "2 years", of = "integrity.revoked_on" }`: bars through the corresponding day.
    NotWithin { years: u32, of: FieldId },
    /// `{ within = "3 years", of = "recognition.valid_from" }`: met through the corresponding day.
    Within { years: u32, of: FieldId },
    /// `{ not_after = "a.date", than = "b.date" }`; `"filing_date"` may stand on either side.
    NotAfter { earlier: FieldId, later: FieldId },
    /// `{ younger_than = "45 years", born = ["candidate.born", "candidate.id_number"], on = "nomination.year" }`: not yet so
    /// many years old on a day; a year stands for its 1 January. Each field says the day of birth, itself or by an identity number;
    /// where they differ it is unknown.
    Younger { years: u32, born: Vec<FieldId>, on: FieldId },
    /// `{ birth_of = "candidate.id_number", is = "candidate.born" }`: the day of birth in an identity number is this one.
    BirthAgrees { number: FieldId, born: FieldId },
    /// `{ distinct = { name = FIELD, number = FIELD }, from = { name = …, number = … } }`: two people, or two organisations, by
    /// their numbers; the same name without numbers that can be compared is unknown.
    Distinct { left: Party, right: Party },
    /// `{ one_of = ["a", "b"], of = FIELD }`; for several choices: all chosen ones are among them, and at least one is
    /// chosen. Also for yes/no: `one_of = [true]`.
    OneOf { values: Vec<Value>, of: FieldId },
    /// `{ includes = "other", of = FIELD }`: among several choices.
    Includes { value: Value, of: FieldId },
    /// `{ declared = FIELD }`: the statement was answered yes.
    Declared { of: FieldId },
    /// `{ given = FIELD }`: answered (a table: at least one row).
    Given { of: FieldId },
    /// `{ written = FIELD, min = 200, max = 600 }`: a text is there, of at least and at most so many characters.
    Written { of: FieldId, min: Option<u32>, max: Option<u32> },
    /// `{ attached = FIELD }`
    Attached { of: FieldId },
    /// `{ district_of = CREDIT_CODE_FIELD, is = REGION_FIELD }`: the first registrar's code agrees with the district.
    RegistrarAgrees { code: FieldId, region: FieldId },
    /// `{ all = [TEST, …] }`
    All(Vec<Test>),
    /// `{ any = [TEST, …] }`
    Any(Vec<Test>),
    /// `{ not = TEST }`
    Not(Box<Test>),
    /// `{ each = TABLE, row = TEST }`: every row meets it. An empty table meets it, an unanswered one is unknown.
    Each { table: FieldId, row: Box<Test> },
    /// `{ unique = COLUMN, in = TABLE }`: no two rows with the same value; empty cells do not count.
    Unique { table: FieldId, column: FieldId },
    /// `{ tally = "ip.years.granted", rows = "ip.list", date = "granted_on", where = TEST }`: each year's typed number
    /// is the count of the rows of that year that meet the filter.
    Tally { typed: FieldId, table: FieldId, date: FieldId, filter: Option<Box<Test>> },
    /// `{ clause = "DC-I-team" }`: another clause's standing.
    Clause { clause: String },
    /// `{ variant = "in-house" }`
    Variant { variant: String },
    /// `{ open = "reason" }`: what the published text leaves open. Never decided; says why.
    Open { reason: String },
}

/// Somebody, by name and number.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// A text.
    pub name: FieldId,
    /// A credit code, an identity number or the number of an identity document.
    pub number: FieldId,
}

/// A figure that tests compare.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each variant shows its own keys, as a pack writes them")]
pub enum Number {
    /// `"team.headcount"` or `".sum"`
    Field(FieldId),
    /// `{ rows = TABLE, where = TEST }`: how many rows (meet the filter).
    Rows { table: FieldId, filter: Option<Box<Test>> },
    /// `{ sum = "finance.years.revenue" }`: over a table's column.
    Sum { column: FieldId },
    /// `{ mean = "finance.years.revenue" }`: over the years that apply.
    Mean { column: FieldId },
    /// `{ total = [FIGURE, …] }`: several figures together.
    Total(Vec<Number>),
    /// `{ between = [FIGURE, …] }`: one figure that is told in several places: somewhere from the smallest to the largest.
    Between(Vec<Number>),
    /// `{ rows = TABLE, told_apart_by = ["credit_code", "name"] }`: how many different things the rows are. The first of the
    /// columns that a row has tells it apart; a row that has only a later one may be one of the others.
    Distinct { table: FieldId, by: Vec<FieldId> },
}

impl Test {
    /// Stands for the filing date where a test takes days.
    pub const FILING_DATE: &'static str = "filing_date";
}
