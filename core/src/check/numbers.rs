//! Tests that compare figures. Exact decimals; what is not known is carried as a range.

use super::Standing;
use super::explain::Explanation;
use super::facts::{Facts, Scope};
use super::figure::Figure;
use super::judge::met;
use super::range::Range;
use crate::answers::show;
use crate::form::{Number, Test};
use rust_decimal::{Decimal, RoundingStrategy};

const HUNDRED: Decimal = Decimal::ONE_HUNDRED;

pub(super) fn judge<'a>(facts: &Facts<'a>, test: &Test, scope: Scope<'a>) -> Standing {
    let of = |number: &Number| facts.range(number, scope);
    let standing = match test {
        Test::AtLeast { limit, of: number } => of(number).map(|range| range.at_least(*limit)),
        Test::AtMost { limit, of: number } => of(number).map(|range| range.not_more(&Range::exactly(*limit))),
        Test::Equal { left, right } => of(left).zip(of(right)).map(|(left, right)| left.equals(&right)),
        Test::NotMore { left, right } => of(left).zip(of(right)).map(|(left, right)| left.not_more(&right)),
        Test::Share { percent, part, whole } => match (of(percent), of(part), of(whole)) {
            (Some(percent), Some(part), Some(whole)) => Some(shares(&percent, &part, &whole)),
            _ => None,
        },
        _ => Some(Standing::Unknown),
    };
    standing.unwrap_or(Standing::NotApplicable)
}

pub(super) fn explain<'a>(
    facts: &Facts<'a>,
    test: &Test,
    scope: Scope<'a>,
    standing: Standing,
) -> Explanation {
    let of = |number: &Number| facts.figure(number, scope);
    match test {
        Test::AtLeast { limit, of: number } => of(number).map(|figure| least(figure, *limit, standing)),
        Test::AtMost { limit, of: number } => of(number).map(|figure| {
            let over = figure.range.low.filter(|_| standing == Standing::NotMet).map(|low| low - *limit);
            let gap = over.map(|over| format!("超出 {}", figure.write(over)));
            one(figure, gap, standing)
        }),
        Test::Equal { left, right } => of(left).zip(of(right)).map(|(left, right)| {
            let apart = left.range.value().zip(right.range.value()).map(|(left, right)| (left - right).abs());
            let gap = match apart {
                Some(apart) => format!("相差 {}", left.write(apart)),
                None => "两数不一致".into(),
            };
            several(vec![left, right], gap, standing)
        }),
        Test::NotMore { left, right } => of(left).zip(of(right)).map(|(left, right)| {
            let over = left.range.low.zip(right.range.high).map(|(left, right)| left - right);
            let gap = over.map(|over| format!("超出 {}", left.write(over))).unwrap_or_default();
            several(vec![left, right], gap, standing)
        }),
        Test::Share { percent, part, whole } => match (of(percent), of(part), of(whole)) {
            (Some(percent), Some(part), Some(whole)) => {
                let share = computed(&percent.range, &part.range, &whole.range);
                let gap = share
                    .map(|share| format!("按金额计算为 {}%", show::thousands(share)))
                    .unwrap_or_default();
                Some(several(vec![percent, part, whole], gap, standing))
            }
            _ => None,
        },
        _ => None,
    }
    .unwrap_or_default()
}

fn shares(percent: &Range, part: &Range, whole: &Range) -> Standing {
    match (percent.value(), computed(percent, part, whole)) {
        (Some(typed), Some(share)) => met(typed == share),
        _ => Standing::Unknown,
    }
}

/// The percentage, with as many digits as the typed one has; of nothing there is none.
fn computed(percent: &Range, part: &Range, whole: &Range) -> Option<Decimal> {
    let whole = whole.value().filter(|whole| !whole.is_zero())?;
    let share = part.value()?.checked_mul(HUNDRED)?.checked_div(whole)?;
    Some(share.round_dp_with_strategy(percent.value()?.scale(), RoundingStrategy::MidpointAwayFromZero))
}

fn least(figure: Figure<'_>, limit: Decimal, standing: Standing) -> Explanation {
    let advice =
        figure.mean().filter(|mean| mean.divisors.len() > 1 && mean.sum.value().is_some()).map(|_| {
            "成立以前的年度不计；年均数除以实际年数还是固定年数，公开文本未写明，以当年申报通知为准。"
                .to_owned()
        });
    let gap = match (figure.mean(), figure.range.high) {
        _ if standing == Standing::Unknown && figure.is_contradictory() => {
            Some("各处填报的数值不一致，请核对一致".to_owned())
        }
        _ if standing != Standing::NotMet => None,
        // The sum's gap is exact, the mean's may have endless digits.
        (Some(mean), _) => mean.divisors.first().zip(mean.sum.high).map(|(divisor, sum)| {
            format!("合计还差 {}", figure.write(limit.saturating_mul(Decimal::from(*divisor)) - sum))
        }),
        (None, high) => high.map(|high| format!("还差 {}", figure.write(limit - high))),
    };
    Explanation { advice, ..one(figure, gap, standing) }
}

fn one(figure: Figure<'_>, gap: Option<String>, standing: Standing) -> Explanation {
    let have = figure.said();
    let fields = if standing == Standing::Unknown && !figure.unknown.is_empty() {
        figure.unknown
    } else {
        figure.sources
    };
    Explanation { have, gap, fields, ..Explanation::default() }
}

fn several(figures: Vec<Figure<'_>>, gap: String, standing: Standing) -> Explanation {
    let named: Vec<String> = figures.iter().filter_map(Figure::named).collect();
    let gap = (standing == Standing::NotMet && !gap.is_empty()).then_some(gap);
    let parts = figures.into_iter().map(|figure| match standing {
        Standing::Unknown if !figure.is_contradictory() => figure.unknown,
        _ => figure.sources,
    });
    let mut fields = Vec::new();
    for path in parts.flatten() {
        if !fields.contains(&path) {
            fields.push(path);
        }
    }
    Explanation {
        have: (!named.is_empty()).then(|| named.join("，")), gap, fields, ..Explanation::default()
    }
}
