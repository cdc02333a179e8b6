//! Counting: what was read comes back as decided, open or bad.

use super::outcome::{NONE, OPEN, Outcome};
use crate::check::Checked;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many rows came out how.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Rows that were read: the next three together.
    #[serde(rename = "gelezen")]
    pub read: u64,
    /// Rows with a route.
    #[serde(rename = "vastgesteld")]
    pub decided: u64,
    /// Rows for which there are too few data.
    #[serde(rename = "onvoldoendeGegevens")]
    pub open: u64,
    /// Rows that could not be read.
    #[serde(rename = "fout")]
    pub bad: u64,
    /// Rows per route.
    #[serde(rename = "routes")]
    pub routes: BTreeMap<String, u64>,
    /// Rows for which each rule holds.
    #[serde(rename = "regels")]
    pub rules: BTreeMap<String, u64>,
    /// Rows with each signal.
    #[serde(rename = "signalen")]
    pub signals: BTreeMap<String, u64>,
    /// Open rows in which the answer to each question is missing.
    #[serde(rename = "ontbreekt")]
    pub missing: BTreeMap<String, u64>,
}

impl Counts {
    /// Counts the rows of an outcome, and lets it begin anew.
    pub fn take(&mut self, checked: &Checked, outcome: &mut Outcome) {
        let rows = std::mem::take(&mut outcome.rows);
        self.add(checked, outcome, rows);
    }

    /// Counts so many rows with an outcome.
    pub fn add(&mut self, checked: &Checked, outcome: &Outcome, rows: u64) {
        if rows == 0 {
            return;
        }
        *(if outcome.decided {
            &mut self.decided
        } else {
            &mut self.open
        }) += rows;
        let add = |to: &mut BTreeMap<String, u64>, id: Option<&str>| {
            if let Some(id) = id {
                *to.entry(id.to_owned()).or_default() += rows;
            }
        };
        add(&mut self.routes, Some(&outcome.route));
        for at in &outcome.rules {
            add(
                &mut self.rules,
                checked.rules().get(*at).map(|it| it.id.as_str()),
            );
        }
        for at in &outcome.signals {
            add(
                &mut self.signals,
                checked.signals().get(*at).map(|it| it.id.as_str()),
            );
        }
        for at in &outcome.missing {
            add(
                &mut self.missing,
                checked.questions().get(*at).map(|it| it.id.as_str()),
            );
        }
    }

    /// Adds what was counted elsewhere.
    pub fn join(&mut self, other: Self) {
        self.read += other.read;
        self.decided += other.decided;
        self.open += other.open;
        self.bad += other.bad;
        for (own, its) in [
            (&mut self.routes, other.routes),
            (&mut self.rules, other.rules),
            (&mut self.signals, other.signals),
            (&mut self.missing, other.missing),
        ] {
            for (id, rows) in its {
                *own.entry(id).or_default() += rows;
            }
        }
    }

    /// The summary for people.
    pub fn text(&self, checked: &Checked) -> String {
        let Self {
            read,
            decided,
            open,
            bad,
            ..
        } = self;
        let rows = if *read == 1 { "rij" } else { "rijen" };
        let mut out = format!(
            "{read} {rows} gelezen: {decided} vastgesteld, {open} met onvoldoende gegevens, {bad} fout\n"
        );
        let share = |rows: u64| rows * 1000 / self.decided.saturating_add(self.open).max(1);
        let mut table =
            |title: &str, all: Vec<(&str, &str)>, counts: &BTreeMap<String, u64>, zero: bool| {
                let shown = all
                    .into_iter()
                    .map(|(id, title)| (id, title, counts.get(id).copied().unwrap_or_default()));
                let shown: Vec<_> = shown.filter(|(.., rows)| zero || *rows > 0).collect();
                if shown.is_empty() {
                    return;
                }
                out.push_str(&format!("\n{title}\n"));
                for (id, title, rows) in shown {
                    let share = share(rows);
                    let name = if title.is_empty() {
                        id.to_owned()
                    } else {
                        format!("{title} [{id}]")
                    };
                    out.push_str(&format!(
                        "{rows:>10} {:>3},{} %  {name}\n",
                        share / 10,
                        share % 10
                    ));
                }
            };
        let mut routes: Vec<(&str, &str)> = checked
            .routes()
            .iter()
            .map(|it| (&*it.id, &*it.title))
            .collect();
        routes.push((OPEN, "Onvoldoende gegevens"));
        if self.routes.contains_key(NONE) {
            routes.push((NONE, "Geen advies"));
        }
        table("Routes", routes, &self.routes, true);
        let rules = checked
            .rules()
            .iter()
            .map(|it| (&*it.id, &*it.reason))
            .collect();
        table("Regels die gelden", rules, &self.rules, true);
        let signals = checked
            .signals()
            .iter()
            .map(|it| (&*it.id, &*it.title))
            .collect();
        table("Signalen", signals, &self.signals, true);
        let missing = checked
            .questions()
            .iter()
            .map(|it| (&*it.id, &*it.short))
            .collect();
        table(
            "Ontbreekt bij onvoldoende gegevens",
            missing,
            &self.missing,
            false,
        );
        out
    }
}
