//! Days as a calendar file, RFC 5545: lines end with CRLF and are folded at 75 octets, text is escaped, a day without an hour
//! is an all-day event, and one with an hour has the time as clocks show it there, whatever their zone.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};

/// What becomes an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Always the same for the same event, so that a calendar replaces it when it is read again.
    pub uid: String,
    /// Which day.
    pub day: NaiveDate,
    /// The hour of that day, 1 to 24, at which it ends.
    pub hour: Option<u8>,
    /// The line that a calendar shows.
    pub summary: String,
    /// What stands below it.
    pub description: String,
}

/// The longest line, in octets without its end.
const LINE: usize = 75;

/// A calendar file. `made`: when.
pub fn ics(events: &[Event], made: DateTime<Utc>) -> String {
    let mut text = String::new();
    let lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Shenbao//Shenbao//ZH", "CALSCALE:GREGORIAN"];
    lines.iter().for_each(|line| push(&mut text, line));
    let stamp = made.format("%Y%m%dT%H%M%SZ").to_string();
    for event in events {
        push(&mut text, "BEGIN:VEVENT");
        push(&mut text, &format!("UID:{}", escaped(&event.uid)));
        push(&mut text, &format!("DTSTAMP:{stamp}"));
        times(event).iter().for_each(|line| push(&mut text, line));
        push(&mut text, &format!("SUMMARY:{}", escaped(&event.summary)));
        push(&mut text, &format!("DESCRIPTION:{}", escaped(&event.description)));
        push(&mut text, "TRANSP:TRANSPARENT");
        push(&mut text, "END:VEVENT");
    }
    push(&mut text, "END:VCALENDAR");
    text
}

/// The end of a day without an hour is the day after it; one with an hour is the hour before it.
fn times(event: &Event) -> [String; 2] {
    let hour = event.hour.map(|hour| NaiveDateTime::from(event.day) + Duration::hours(i64::from(hour)));
    match hour {
        None => {
            let after = event.day.succ_opt().unwrap_or(event.day);
            let day = |name, day: NaiveDate| format!("{name};VALUE=DATE:{}", day.format("%Y%m%d"));
            [day("DTSTART", event.day), day("DTEND", after)]
        }
        Some(end) => {
            let begin = (end - Duration::hours(1)).max(event.day.and_time(NaiveTime::MIN));
            let time = |name, at: NaiveDateTime| format!("{name}:{}", at.format("%Y%m%dT%H%M%S"));
            [time("DTSTART", begin), time("DTEND", end)]
        }
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Folds between characters, never inside one.
fn push(text: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(c);
        used += c.len_utf8();
    }
    text.push_str("\r\n");
}
