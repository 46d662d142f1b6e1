//! Signs that nobody sees and that turn the direction of writing: with them a title is shown as another one.

use super::UserPack;
use crate::bundle::is_invisible;
use crate::form::Mistake;
use crate::form::load::FILES;

/// Where such signs stand, written as they are or by their numbers; one for each line.
pub(super) fn hidden(pack: &UserPack) -> Vec<Mistake> {
    let files = FILES.iter().zip(&pack.files);
    let lines = files.flat_map(|(name, text)| text.lines().zip(1..).map(move |(line, at)| (name, line, at)));
    lines
        .filter_map(|(name, line, at)| {
            let sign = sign_in(line)?;
            Some(Mistake {
                file: format!("{pack}/{name}"),
                line: at,
                says: format!("含有看不见的字符（U+{:04X}）。", u32::from(sign)),
                hint: "请删去这个字符。".to_owned(),
            })
        })
        .collect()
}

fn sign_in(line: &str) -> Option<char> {
    let is_hidden = |sign: &char| is_invisible(*sign) || (sign.is_control() && *sign != '\t');
    line.chars().chain(numbered(line)).find(is_hidden)
}

/// The characters that a text names by their numbers, as in `\u202e`, `\U0000202e` and `\x1b`; and `\e`.
fn numbered(line: &str) -> impl Iterator<Item = char> {
    line.match_indices('\\').filter_map(|(at, _)| {
        let rest = &line[at + 1..];
        let digits = match rest.chars().next()? {
            'e' => return Some('\u{1b}'),
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => return None,
        };
        char::from_u32(u32::from_str_radix(rest.get(1..1 + digits)?, 16).ok()?)
    })
}
