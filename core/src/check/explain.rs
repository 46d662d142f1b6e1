//! Why a test stands as it does: the figure, the gap, the day, the fields to go to.

use super::Standing;
use crate::answers::Path;
use chrono::NaiveDate;

/// The most fields that one finding names; nobody walks through more.
const MOST_FIELDS: usize = 50;
/// Stands between figures.
const BETWEEN: &str = "；";

/// What a finding says beside its standing.
#[derive(Debug, Default)]
pub(super) struct Explanation {
    /// The applicant's own figure.
    pub(super) have: Option<String>,
    /// What is lacking.
    pub(super) gap: Option<String>,
    /// From which day on it is met.
    pub(super) earliest: Option<NaiveDate>,
    /// How it was counted or read.
    pub(super) advice: Option<String>,
    /// What would decide it when unknown, what it turns on otherwise.
    pub(super) fields: Vec<Path>,
}

impl Explanation {
    /// Several tests' explanations as one; `joined` stands between gaps.
    pub(super) fn merged(parts: impl IntoIterator<Item = Explanation>, joined: &str) -> Explanation {
        let (mut have, mut gap, mut advice) = (Vec::new(), Vec::new(), Vec::new());
        let mut fields = Vec::new();
        for part in parts {
            // What was joined before is parted, so that nothing is said twice.
            let said = part.have.as_deref().unwrap_or_default().split(BETWEEN);
            said.filter(|text| !text.is_empty()).for_each(|text| add(&mut have, Some(text.to_owned())));
            add(&mut gap, part.gap);
            add(&mut advice, part.advice);
            for field in part.fields {
                if fields.len() < MOST_FIELDS && !fields.contains(&field) {
                    fields.push(field);
                }
            }
        }
        let join = |texts: Vec<String>, between: &str| (!texts.is_empty()).then(|| texts.join(between));
        Explanation {
            have: join(have, BETWEEN),
            gap: join(gap, joined),
            earliest: None,
            advice: join(advice, ""),
            fields,
        }
    }
}

/// A test's standing with its explanation.
pub(super) struct Judged {
    pub(super) standing: Standing,
    pub(super) explanation: Explanation,
}

/// `第 1、2、3 行`, `第 1、2、3 等 20 行`; rows count from 0 here and from 1 for people.
pub(super) fn row_list(rows: &[usize]) -> String {
    let named: Vec<String> = rows.iter().take(5).map(|row| (row + 1).to_string()).collect();
    let named = named.join("、");
    if rows.len() > 5 { format!("第 {named} 行等 {} 行", rows.len()) } else { format!("第 {named} 行") }
}

/// Adds a text that is not there yet.
fn add(texts: &mut Vec<String>, text: Option<String>) {
    if let Some(text) = text.filter(|text| !texts.contains(text)) {
        texts.push(text);
    }
}
