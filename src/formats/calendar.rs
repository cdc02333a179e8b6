//! Reminders for a calendar: iCalendar, RFC 5545.

use super::ids::Ids;
use crate::protocol::version::{Date, next_day};

/// Something to think of on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// What to do.
    pub what: String,
    /// Who does it, where that is agreed.
    pub who: Option<String>,
    /// The day.
    pub on: Date,
}

/// The longest line, in bytes, without what ends it.
const LINE: usize = 75;

/// A calendar with an event for each reminder, all day, with an alarm at nine; `made` is the day it was made.
/// The same reminders give the same text, and the same ids: taken in twice, they stand there once.
///
/// # Examples
///
/// ```
/// use domeinwijzer::formats::{Reminder, calendar};
/// use domeinwijzer::protocol::version::parse_date;
/// let day = |text| parse_date(text).unwrap();
/// let call = Reminder { what: "Bellen, en vragen".to_owned(), who: None, on: day("2026-12-31") };
/// let text = calendar(&[call], day("2026-11-22"));
/// assert!(text.contains("\r\nSUMMARY:Bellen\\, en vragen\r\n"));
/// assert!(text.contains("\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"));
/// ```
pub fn calendar(reminders: &[Reminder], made: Date) -> String {
    let mut out = String::new();
    let mut line = |text: &str| folded(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Domeinwijzer//Eigen plan//NL");
    for it in reminders {
        let (on, after) = (basic(it.on), basic(next_day(it.on)));
        let summary = match &it.who {
            Some(who) => format!("{} ({who})", it.what),
            None => it.what.clone(),
        };
        let id = Ids::of([on.as_str(), &summary]).uuid("reminder");
        line("BEGIN:VEVENT");
        line(&format!("UID:{id}@domeinwijzer"));
        line(&format!("DTSTAMP:{}T000000Z", basic(made)));
        line(&format!("DTSTART;VALUE=DATE:{on}"));
        line(&format!("DTEND;VALUE=DATE:{after}"));
        line(&format!("SUMMARY:{}", escaped(&summary)));
        line("CLASS:PRIVATE");
        line("TRANSP:TRANSPARENT");
        line("BEGIN:VALARM");
        line("ACTION:DISPLAY");
        line(&format!("DESCRIPTION:{}", escaped(&summary)));
        line("TRIGGER:PT9H");
        line("END:VALARM");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

fn basic(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year, date.month, date.day)
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Adds a line, cut into pieces that are short enough and never within a character.
fn folded(out: &mut String, text: &str) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_short_and_whole_again_when_unfolded() {
        for text in [
            "kort".to_owned(),
            "x".repeat(300),
            "één ".repeat(60),
            "é".repeat(75),
        ] {
            let mut out = String::new();
            folded(&mut out, &text);
            assert!(out.split("\r\n").all(|it| it.len() <= LINE), "{out}");
            assert_eq!(out.replace("\r\n ", ""), text.clone() + "\r\n");
        }
    }

    #[test]
    fn nothing_in_a_text_ends_its_line() {
        assert_eq!(escaped("a;b,c\\d\r\ne\u{7}"), "a\\;b\\,c\\\\d\\ne");
    }
}
