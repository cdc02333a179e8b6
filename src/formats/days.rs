//! Working days.

use crate::protocol::version::Date;

/// The day so many working days later. Saturdays and Sundays do not count; holidays do, because
/// which days are holidays is not known here.
///
/// # Examples
///
/// ```
/// use domeinwijzer::formats::working_days_after;
/// use domeinwijzer::protocol::version::parse_date;
/// // From a Friday.
/// let due = working_days_after(parse_date("2026-11-20").unwrap(), 5);
/// assert_eq!(due.to_string(), "2026-11-27");
/// ```
pub fn working_days_after(date: Date, days: i64) -> Date {
    let mut day = date;
    let mut left = days;
    while left > 0 {
        day = next(day);
        if weekday(day) < 5 {
            left -= 1;
        }
    }
    day
}

fn next(date: Date) -> Date {
    let Date { year, month, day } = date;
    if day < length(year, month) {
        Date {
            year,
            month,
            day: day + 1,
        }
    } else if month < 12 {
        Date {
            year,
            month: month + 1,
            day: 1,
        }
    } else {
        Date {
            year: year.saturating_add(1),
            month: 1,
            day: 1,
        }
    }
}

fn length(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The day of the week: 0 is Monday, 6 is Sunday.
fn weekday(date: Date) -> u32 {
    // Zeller's rule: January and February belong to the year before.
    let late = date.month <= 2;
    let month = u32::from(date.month) + if late { 12 } else { 0 };
    // A year more at the start of the calendar keeps the numbers above zero; 400 years are whole weeks.
    let year = u32::from(date.year) + 400 - u32::from(late);
    let shifted = u32::from(date.day) + 13 * (month + 1) / 5 + year + year / 4 + year / 400;
    // Zeller counts from Saturday.
    (shifted + 6 * (year / 100) + 5) % 7
}

#[cfg(test)]
mod tests {
    use super::{weekday, working_days_after};
    use crate::protocol::version::parse_date;

    #[test]
    fn weekends_do_not_count() {
        let cases = [
            ("2026-11-22", 0, "2026-11-22"),
            ("2026-11-22", 1, "2026-11-23"),
            ("2026-11-20", 1, "2026-11-23"),
            ("2026-11-23", 5, "2026-11-30"),
            ("2026-12-31", 1, "2027-01-01"),
            ("2028-02-28", 2, "2028-03-01"),
            ("2026-02-27", 1, "2026-03-02"),
        ];
        for (from, days, expected) in cases {
            let from = parse_date(from).unwrap();
            assert_eq!(working_days_after(from, days).to_string(), expected);
        }
    }

    #[test]
    fn days_of_the_week_are_known() {
        let days = [
            ("2026-11-22", 6),
            ("2026-11-23", 0),
            ("2024-02-29", 3),
            ("2000-01-01", 5),
            ("2100-03-01", 0),
        ];
        for (day, expected) in days {
            assert_eq!(weekday(parse_date(day).unwrap()), expected, "{day}");
        }
    }
}
