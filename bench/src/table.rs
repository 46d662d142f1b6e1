//! The table at the end, and how figures are taken.

use std::fs;
use std::time::{Duration, Instant};

/// One line: what, ours, compared with.
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) ours: String,
    pub(crate) target: String,
    pub(crate) other: String,
    /// Ours divided by the other or the target: below 1 is better. `None`: nothing to compare with.
    pub(crate) ratio: Option<f64>,
}

impl Row {
    /// A figure against its target.
    pub(crate) fn against_target(what: &str, ours: f64, target: f64, unit: &str) -> Row {
        let (ours_text, target_text) = (format!("{ours:.2} {unit}"), format!("{target:.0} {unit}"));
        Row {
            what: what.into(),
            ours: ours_text,
            target: target_text,
            other: "—".into(),
            ratio: Some(ours / target),
        }
    }

    /// A figure that stands for itself.
    pub(crate) fn figure(what: &str, ours: f64, unit: &str) -> Row {
        Row {
            what: what.into(),
            ours: format!("{ours:.2} {unit}"),
            target: "—".into(),
            other: "—".into(),
            ratio: None,
        }
    }

    /// A figure against another program doing the same work.
    pub(crate) fn against(what: &str, ours: f64, other: (&str, f64), target: &str, unit: &str) -> Row {
        let other_text = format!("{}: {:.2} {unit}", other.0, other.1);
        Row {
            what: what.into(),
            ours: format!("{ours:.2} {unit}"),
            target: target.into(),
            other: other_text,
            ratio: Some(ours / other.1),
        }
    }
}

/// How a time grows: for as much, ten times and a hundred times as much. The ratio is the worst step against ten times the
/// one before: up to 1 is linear.
pub(crate) fn growth(what: &str, medians: &[f64]) -> Row {
    let worst = medians.windows(2).map(|pair| pair[1] / (10.0 * pair[0])).fold(0.0, f64::max);
    let all: Vec<String> = medians.iter().map(|median| format!("{median:.2}")).collect();
    Row {
        what: format!("growth of {what}"),
        ours: format!("{} ms", all.join(" / ")),
        target: "linear".into(),
        other: "—".into(),
        ratio: Some(worst),
    }
}

pub(crate) fn print(rows: &[Row]) {
    println!("| what | ours | target | compared with | ratio |");
    println!("|---|---|---|---|---|");
    for row in rows {
        let ratio = row.ratio.map_or_else(|| "—".to_owned(), |ratio| format!("{ratio:.2}"));
        println!("| {} | {} | {} | {} | {ratio} |", row.what, row.ours, row.target, row.other);
    }
}

/// The time of each of so many turns, sorted; one turn before them is not counted.
pub(crate) fn times(turns: usize, mut turn: impl FnMut(usize)) -> Vec<Duration> {
    turn(0);
    let mut times: Vec<Duration> = (1..=turns)
        .map(|number| {
            let started = Instant::now();
            turn(number);
            started.elapsed()
        })
        .collect();
    times.sort();
    times
}

/// In milliseconds.
pub(crate) fn percentile(times: &[Duration], percent: usize) -> f64 {
    times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3
}

/// The most memory that this process ever held, in KiB (Linux); 0 where it is not known.
pub(crate) fn peak_memory_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).unwrap_or(0)
}
