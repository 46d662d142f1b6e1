//! The nearest known name to a mistyped one.

/// Characters; nobody mistypes a longer name, and comparing two costs the product of their lengths.
const LONGEST: usize = 80;

/// The known name that `word` was probably meant to be; `None` where nothing is near.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    if length > LONGEST {
        return None;
    }
    let allowed = (length / 3).clamp(1, 3);
    let near = |name: &&str| name.chars().count().abs_diff(length) <= allowed || is_part(word, name);
    known
        .into_iter()
        .filter(near)
        .map(|name| (distance(word, name), name))
        .filter(|(distance, name)| *distance <= allowed || is_part(word, name))
        .min()
        .map(|(_, name)| name)
}

/// The last piece of a dotted name, written alone or under another first piece: `headcount` for `team.headcount`.
fn is_part(word: &str, name: &str) -> bool {
    let last = |text: &str| text.rsplit('.').next().map(str::to_owned);
    name.contains('.') && word.len() > 2 && last(word) == last(name)
}

/// Insertions, deletions, replacements and swaps of neighbours between two words.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    let mut previous = None;
    for (row, a) in left.chars().enumerate() {
        let mut current = vec![row + 1];
        for (column, &b) in right.iter().enumerate() {
            let mut least =
                (last[column] + usize::from(a != b)).min(last[column + 1] + 1).min(current[column] + 1);
            if column > 0 && row > 0 && previous == Some(b) && right[column - 1] == a {
                least = least.min(before_last[column - 1] + 1);
            }
            current.push(least);
        }
        before_last = std::mem::replace(&mut last, current);
        previous = Some(a);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    fn check(word: &str, known: &[&str], expected: Option<&str>) {
        assert_eq!(nearest(word, known.iter().copied()), expected, "{word} among {known:?}");
    }

    #[test]
    fn a_name_that_nobody_would_type_has_no_neighbour() {
        let [short, long] = [79, 80].map(|length| "a".repeat(length));
        check(&long, &[&short], Some(&short));
        check(&format!("{long}a"), &[&long], None);
    }

    #[test]
    fn finds_the_nearest_name() {
        check("lable", &["id", "label", "kind"], Some("label"));
        check("at_lest", &["at_least", "at_most"], Some("at_least"));
        check("headcount", &["team.headcount", "team.roster"], Some("team.headcount"));
        check("center.area", &["centre.area", "centre.name"], Some("centre.area"));
        check("colour", &["id", "label"], None);
        check("", &["id", "label"], None);
        check("字段", &["id"], None);
    }
}
