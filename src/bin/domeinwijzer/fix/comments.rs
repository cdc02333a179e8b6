//! Whether a changed file can still be read and holds the same comments.

use toml_edit::{Array, Decor, DocumentMut, InlineTable, Item, Key, RawString, Table, Value};

/// Whether `after` is TOML with the comments of `before`, in the same order.
///
/// A file that was no TOML before may remain so; nothing can be said of its comments.
pub(super) fn kept(before: &[u8], after: &[u8]) -> bool {
    match (read(before), read(after)) {
        (Some(before), Some(after)) => before == after,
        (None, _) => true,
        (Some(_), None) => false,
    }
}

fn read(bytes: &[u8]) -> Option<Vec<String>> {
    let document: DocumentMut = std::str::from_utf8(bytes).ok()?.parse().ok()?;
    let mut comments = Comments(Vec::new());
    comments.table(document.as_table());
    comments.raw(Some(document.trailing()));
    Some(comments.0)
}

struct Comments(Vec<String>);

impl Comments {
    fn raw(&mut self, raw: Option<&RawString>) {
        let text = raw.and_then(RawString::as_str).unwrap_or_default();
        let lines = text.lines().map(str::trim);
        self.0
            .extend(lines.filter(|it| !it.is_empty()).map(str::to_owned));
    }

    fn decor(&mut self, decor: &Decor) {
        self.raw(decor.prefix());
        self.raw(decor.suffix());
    }

    fn key(&mut self, key: Option<&Key>) {
        if let Some(key) = key {
            self.decor(key.leaf_decor());
            self.decor(key.dotted_decor());
        }
    }

    fn table(&mut self, table: &Table) {
        self.decor(table.decor());
        for (name, item) in table {
            self.key(table.key(name));
            match item {
                Item::None => {}
                Item::Value(value) => self.value(value),
                Item::Table(inner) => self.table(inner),
                Item::ArrayOfTables(tables) => tables.iter().for_each(|it| self.table(it)),
            }
        }
    }

    fn value(&mut self, value: &Value) {
        self.decor(value.decor());
        match value {
            Value::Array(array) => self.array(array),
            Value::InlineTable(table) => self.inline(table),
            _ => {}
        }
    }

    fn array(&mut self, array: &Array) {
        array.iter().for_each(|it| self.value(it));
        self.raw(Some(array.trailing()));
    }

    fn inline(&mut self, table: &InlineTable) {
        for (name, value) in table {
            self.key(table.key(name));
            self.value(value);
        }
        self.raw(Some(table.trailing()));
    }
}
