//! Whether a measure is in force: said wherever its form is offered, opened or printed, never mixed into the clauses.

use super::{InForce, Standing};
use crate::form::Source;
use chrono::NaiveDate;

/// How people go on all the same.
const GO_ON: &str = "仍可以继续填写和准备，申报以届时有效的规定和通知为准";

/// Whether the measure is in force on the filing date; without one, whether it is today.
pub fn in_force(source: &Source, filing_date: Option<NaiveDate>, today: NaiveDate) -> InForce {
    let (from, until) = (source.in_force_from, source.in_force_until);
    let day = filing_date.unwrap_or(today);
    let lapsed = until.filter(|until| day > *until);
    let title = &source.title;
    let (standing, says) = match (filing_date, lapsed) {
        (Some(day), Some(until)) => (
            Standing::NotMet,
            Some(format!("《{title}》有效期至 {until}，申报日期 {day} 已在有效期之外；{GO_ON}。")),
        ),
        (None, Some(until)) => {
            (Standing::NotMet, Some(format!("《{title}》有效期至 {until}，现已失效；{GO_ON}。")))
        }
        (Some(day), None) if day < from => (
            Standing::NotMet,
            Some(format!("申报日期 {day} 早于《{title}》的施行日期 {from}，请核对申报日期。")),
        ),
        (None, None) if day < from => {
            (Standing::NotMet, Some(format!("《{title}》自 {from} 起施行，目前尚未施行；{GO_ON}。")))
        }
        (Some(_), None) => (Standing::Met, None),
        (None, None) => (Standing::Unknown, Some("申报日期尚未确定，请先填写申报日期。".to_owned())),
    };
    InForce { from, until, standing, says }
}

impl InForce {
    /// What is said loudly; `None`: it is in force, or that is not known yet.
    pub fn out_of_force(&self) -> Option<&str> {
        self.says.as_deref().filter(|_| self.standing == Standing::NotMet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filing_date_decides_and_today_where_there_is_none() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let source = Source {
            title: "办法".into(),
            in_force_from: day("2024-01-01"),
            in_force_until: Some(day("2026-01-01")),
            ..Source::default()
        };
        let check = |filing: Option<&str>, today: &str, standing: Standing, says: &str| {
            let found = in_force(&source, filing.map(day), day(today));
            assert_eq!(found.standing, standing, "{filing:?} {today}");
            assert!(found.says.as_deref().unwrap_or_default().contains(says), "{found:?}");
            assert_eq!(found.out_of_force().is_some(), standing == Standing::NotMet);
        };
        check(Some("2023-12-31"), "2025-01-01", Standing::NotMet, "早于");
        check(Some("2024-01-01"), "2027-01-01", Standing::Met, "");
        check(Some("2026-01-01"), "2027-01-01", Standing::Met, "");
        check(Some("2026-01-02"), "2025-01-01", Standing::NotMet, "2026-01-02 已在有效期之外");
        check(None, "2023-12-31", Standing::NotMet, "尚未施行");
        check(None, "2024-01-01", Standing::Unknown, "请先填写申报日期");
        check(None, "2026-01-01", Standing::Unknown, "请先填写申报日期");
        check(None, "2026-01-02", Standing::NotMet, "现已失效");
    }
}
