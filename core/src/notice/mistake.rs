//! What cannot stand in a notice.

use super::{YearNotice, limits};
use crate::form::Form;
use chrono::Datelike;

/// Why a notice is not kept: what is wrong, then what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says itself what is wrong")]
pub enum NoticeMistake {
    #[error("年度无法识别，请填写四位年份。")]
    Year,
    #[error("通知名称还没有填写，请填写。")]
    Title,
    #[error("内容过长，请每项控制在 200 字、材料控制在 50 项以内。")]
    Long,
    #[error("开始日期晚于截止日期，请核对。")]
    Order,
    #[error("截止日期离所填年度太远，请核对年度和日期。")]
    Far,
    #[error("截止时间应当为 1 至 24 时，并填写截止日期，请核对。")]
    Hour,
    #[error("纸质份数应当为 1 至 99，请核对。")]
    Copies,
    #[error("有一项材料没有名称，请填写名称或者删去该项。")]
    Material,
    #[error("规定本身的数值不能由通知改动，请改为填写可调整的各项。")]
    NotALimit,
    #[error("调整后的数值应当为 1 至 100000，请核对。")]
    Limit,
}

const LONGEST: usize = 200;
const MOST_MATERIALS: usize = 50;

pub(super) fn find(notice: &YearNotice, form: &Form) -> Option<NoticeMistake> {
    let allowed = limits(form);
    let texts = [&notice.title, &notice.number, &notice.authority, &notice.contact];
    let of_materials = notice.materials.iter().flat_map(|material| [&material.name, &material.form]);
    let is_long = |text: &String| text.chars().count() > LONGEST;
    let days = || [notice.opens, notice.deadline].into_iter().flatten();
    let holds = [
        ((1990..=2200).contains(&notice.year), NoticeMistake::Year),
        (!notice.title.is_empty(), NoticeMistake::Title),
        (
            !texts.into_iter().chain(of_materials).any(is_long) && notice.materials.len() <= MOST_MATERIALS,
            NoticeMistake::Long,
        ),
        (notice.opens.zip(notice.deadline).is_none_or(|(from, until)| from <= until), NoticeMistake::Order),
        (days().all(|day| (day.year() - notice.year).abs() <= 1), NoticeMistake::Far),
        (
            notice.deadline_hour.is_none_or(|hour| (1..=24).contains(&hour) && notice.deadline.is_some()),
            NoticeMistake::Hour,
        ),
        (notice.copies.is_none_or(|copies| (1..=99).contains(&copies)), NoticeMistake::Copies),
        (notice.materials.iter().all(|material| !material.name.is_empty()), NoticeMistake::Material),
        (
            notice.limits.keys().all(|key| allowed.iter().any(|limit| limit.key == *key)),
            NoticeMistake::NotALimit,
        ),
        (notice.limits.values().all(|value| (1..=100_000).contains(value)), NoticeMistake::Limit),
    ];
    holds.into_iter().find_map(|(holds, mistake)| (!holds).then_some(mistake))
}
