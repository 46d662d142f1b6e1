//! Names that may mean the same.

use crate::identity::folded_name;

/// As many characters make a name long enough to be near another one.
const NEAR_FROM: usize = 6;

/// As it was written, spaces aside.
pub(super) fn written(name: &str) -> String {
    name.split_whitespace().collect()
}

/// Two folded names that differ by one character at most, written longer than by chance.
pub(super) fn are_near(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let (short, long) = if left.len() <= right.len() { (&left, &right) } else { (&right, &left) };
    if short.len() < NEAR_FROM || long.len() - short.len() > 1 {
        return false;
    }
    let head = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    head + tail + 1 >= long.len()
}

/// Everyone in a list of names as people write it, folded.
pub(super) fn listed(names: &str) -> Vec<String> {
    let parts = names.split(['，', ',', '、', '；', ';', '/', '\n']);
    let folded = parts.map(|part| {
        // 张三（通讯作者）, 李四*
        let name = part.split(['（', '(', '*', '[']).next().unwrap_or(part);
        folded_name(name)
    });
    folded.filter(|name| !name.is_empty()).collect()
}

/// Whether it is written in Chinese characters.
pub(super) fn is_chinese(name: &str) -> bool {
    name.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c))
}
