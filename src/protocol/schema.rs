//! The JSON Schema of a protocol file, for editors.
//!
//! In: the structs of [`mod@file`] and the Dutch texts of `data/sleutels.csv`. Out: one schema, draft
//! 2020-12, in which every key has a description and an example, and unknown keys are refused.
//!
//! Not here: what only a whole protocol can tell, such as whether a name exists, a condition can be
//! read, or a key is missing that the base does not give either. See [`crate::check`].

use super::fields::{Field, Mixed, OneOrMany, Table, Text};
use super::file::{self, Header};
use super::names::{FORMAT, FORMAT_KEY, HEADER, REASON, REMOVED, SECTIONS};
use super::version::{Date, Status};
use crate::answer::Answer;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// Table, key, example and explanation of every key, with a header line.
const TEXTS: &str = include_str!("../../data/sleutels.csv");

/// What an id looks like.
const ID: &str = "^[a-z][a-z0-9_]*$";
/// A version, three numbers.
const VERSION: &str = r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$";
/// An id with a version.
const REFERENCE: &str = r"^[a-z][a-z0-9_]*@(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$";
/// A code of ICPC-1, or a range of them.
const ICPC: &str = r"^[ABDFHKLNPRSTUWXYZ][0-9]{2}(\.[0-9]{2})?(-[ABDFHKLNPRSTUWXYZ][0-9]{2})?$";
/// A link that a page may offer.
const LINK: &str = "^https://[^\\s\"<>]+$";

/// A code of ICPC-1 for a complaint or a diagnosis, with or without a part of the NHG.
const EPISODE: &str = "^[ABDFHKLNPRSTUWXYZ](0[1-9]|[12][0-9]|[7-9][0-9])([.][0-9]{2})?$";

/// The grammar, as short as it fits beside a key.
const GRAMMAR: &str = "\
Een voorwaarde:\n\
- `naam` of `niet naam` (ja/nee-vraag of kenmerk)\n\
- `naam >= 6`, ook `<=`, `>`, `<`, `=`, `<>` (schaal, getal, score)\n\
- `naam tussen 3 en 6` (grenzen tellen mee)\n\
- `naam = 'keuze'`, `naam <> 'keuze'`, `naam in ('a', 'b')` (keuze)\n\
- `naam bevat 'keuze'` (meerkeuze)\n\
- `minstens 2 van (a, b, c)`, ook `hoogstens` en `precies`\n\
- delen verbinden met `en`, `of` en haakjes; `en` gaat voor `of`";

/// The key that only applies to an entry that is removed, in every section.
const ANY: &str = "*";

/// A key of a protocol file, as it is explained to its author.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The table it stands in: `vraag`, `voorbeeld.verwacht`, `*` for every table with ids, or
    /// nothing for the top of the file.
    pub table: &'static str,
    /// The key; nothing for the table itself.
    pub key: &'static str,
    /// A value as it can be written; nothing for a table.
    pub example: &'static str,
    /// What it means.
    pub explanation: &'static str,
}

/// All tables and keys with their explanations, in the order in which they are best read.
pub fn keys() -> impl Iterator<Item = Key> {
    // The file is ours and has no quotes: a split at the separator is all there is to it.
    TEXTS.lines().skip(1).filter_map(|line| {
        let mut cells = line.splitn(4, ';');
        Some(Key {
            table: cells.next()?,
            key: cells.next()?,
            example: cells.next()?,
            explanation: cells.next()?,
        })
    })
}

/// The schema of a protocol file.
///
/// # Examples
///
/// ```
/// let schema = domeinwijzer::protocol::schema::schema();
/// assert_eq!(schema.get("$schema").unwrap(), "https://json-schema.org/draft/2020-12/schema");
/// ```
pub fn schema() -> Schema {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let mut root = json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Domeinwijzer: protocolbestand",
        "description": "Eén versie van de triageregels van één gemeente, of een landelijke basis.",
        "type": "object",
        "required": [FORMAT_KEY, HEADER],
        "additionalProperties": false,
        // Editors accept newer TOML where a file does not say so; the engine does not.
        "x-tombi-toml-version": "v1.0.0",
        "properties": { FORMAT_KEY: { "type": "integer", "enum": [FORMAT] } },
    });
    explain(&mut root, "");
    let sections = SECTIONS.map(|section| (section, entry(section, &mut generator)));
    let header = generator.subschema_for::<Header>();
    if let Some(properties) = root.get_mut("properties").and_then(|it| it.as_object_mut()) {
        properties.insert(HEADER.to_owned(), header.to_value());
        for (section, entry) in sections {
            let mut table = json_schema!({
                "type": "object",
                "patternProperties": { ID: entry },
                "additionalProperties": false,
            });
            describe(&mut table, section, "");
            properties.insert(section.to_owned(), table.to_value());
        }
    }
    let mut definitions = generator.take_definitions(true);
    for (name, definition) in &mut definitions {
        if let Ok(definition) = <&mut Schema>::try_from(definition) {
            finish(definition, name);
        }
    }
    root.insert("$defs".to_owned(), definitions.into());
    root
}

/// The schema of an entry of a section, as a reference to its definition.
fn entry(section: &str, generator: &mut SchemaGenerator) -> Schema {
    match section {
        "bron" => generator.subschema_for::<file::Source>(),
        "groep" => generator.subschema_for::<file::Group>(),
        "vraag" => generator.subschema_for::<file::Question>(),
        "kenmerk" => generator.subschema_for::<file::Finding>(),
        "score" => generator.subschema_for::<file::Score>(),
        "route" => generator.subschema_for::<file::Route>(),
        "aanbod" => generator.subschema_for::<file::Offering>(),
        "contact" => generator.subschema_for::<file::Contact>(),
        "signaal" => generator.subschema_for::<file::Signal>(),
        "regel" => generator.subschema_for::<file::Rule>(),
        "onmogelijk" => generator.subschema_for::<file::Impossible>(),
        "afwijking" => generator.subschema_for::<file::OverrideReason>(),
        _ => generator.subschema_for::<file::Example>(),
    }
}

/// Makes the derived schema of a table complete.
fn finish(table: &mut Schema, name: &str) {
    table.insert("additionalProperties".to_owned(), false.into());
    if name == HEADER {
        let required = json_schema!({
            "required": ["id", "titel", "versie", "status", "geldig_vanaf"],
        });
        merge(table, required);
    } else {
        // Only what differs from the base has to be written, so no key is required by itself.
        merge(
            table,
            json_schema!({ "dependentRequired": { REMOVED: [REASON] } }),
        );
        if let Some(properties) = table
            .get_mut("properties")
            .and_then(|it| it.as_object_mut())
        {
            for (key, kind) in [(REMOVED, "boolean"), (REASON, "string")] {
                if !properties.contains_key(key) {
                    let mut schema = json_schema!({ "type": kind });
                    describe(&mut schema, ANY, key);
                    properties.insert(key.to_owned(), schema.to_value());
                }
            }
        }
    }
    describe(table, name, "");
    explain(table, name);
}

/// Adds to every key of a table what it means and what it takes.
fn explain(table: &mut Schema, name: &str) {
    let Some(properties) = table
        .get_mut("properties")
        .and_then(|it| it.as_object_mut())
    else {
        return;
    };
    for (key, schema) in properties {
        let Ok(schema) = <&mut Schema>::try_from(schema) else {
            continue;
        };
        without_null(schema);
        narrow(schema, name, key);
        describe(schema, name, key);
    }
}

/// Adds the Dutch description and example of a key, or of a table when the key is empty.
fn describe(schema: &mut Schema, table: &str, key: &str) {
    let found = keys().find(|it| it.key == key && it.table == table);
    let Some(it) = found else {
        return;
    };
    let mut description = it.explanation.to_owned();
    if !it.example.is_empty() {
        description.push_str(&format!("\n\nVoorbeeld: `{key} = {}`", it.example));
    }
    if matches!(key, "als" | "alleen_als") {
        description.push_str("\n\n");
        description.push_str(GRAMMAR);
    }
    schema.insert("description".to_owned(), description.into());
    if let Some(example) = example(it.example) {
        merge(schema, json_schema!({ "examples": [example] }));
    }
}

/// The value that an example stands for; a date is a text in JSON.
fn example(written: &str) -> Option<toml::Value> {
    let document: toml::Table = format!("x = {written}").parse().ok()?;
    Some(match document.get("x")? {
        toml::Value::Datetime(date) => toml::Value::String(date.to_string()),
        value => value.clone(),
    })
}

/// Says of some keys more exactly what they take.
fn narrow(schema: &mut Schema, table: &str, key: &str) {
    let more = match (table, key) {
        (HEADER, "id") | ("vraag", "groep") => json_schema!({ "pattern": ID }),
        (HEADER, "gemeente") => json_schema!({ "pattern": "^GM[0-9]{4}$" }),
        (HEADER, "versie") => json_schema!({ "pattern": VERSION }),
        (HEADER, "basis") => json_schema!({ "pattern": REFERENCE }),
        (HEADER, "status") => json_schema!({ "enum": Status::ALL.map(Status::word) }),
        (HEADER, "voorrang") => json_schema!({
            "items": { "type": "string", "pattern": ID }, "uniqueItems": true,
        }),
        ("vraag", "type") => json_schema!({
            "enum": ["ja_nee", "schaal", "getal", "keuze", "meerkeuze"],
        }),
        ("vraag", "domein") => json_schema!({
            "enum": ["lichamelijk", "geestelijk", "sociaal", "maatschappelijk"],
        }),
        ("groep", "tekening") => json_schema!({ "enum": ["web", "kaart", "ladder"] }),
        ("groep", "profielen") => json_schema!({
            "required": ["hoog_hoog", "hoog_laag", "laag_hoog", "laag_laag"],
        }),
        ("route" | "regel", "icpc") => json_schema!({
            "patternProperties": { EPISODE: { "type": "string" } },
        }),
        ("vraag", "soep") => json_schema!({ "enum": ["S", "O"] }),
        ("vraag", "moeite") => json_schema!({ "minimum": 1, "maximum": 100 }),
        (_, "termijn_werkdagen") => json_schema!({ "minimum": 1, "maximum": 366 }),
        ("bron", "url") | ("contact", "website") | ("groep", "koppeling") => {
            json_schema!({ "pattern": LINK })
        }
        ("contact", "werkgebied") => json_schema!({
            "items": { "type": "string", "pattern": "^[1-9][0-9]{3}$" },
        }),
        (_, "als" | "alleen_als") => json_schema!({ "minLength": 1 }),
        ("vraag", "his") => {
            schema.remove("patternProperties");
            fixed("vraag.his")
        }
        ("voorbeeld", "context" | "verwacht") => {
            // The derived schema takes any key.
            schema.remove("patternProperties");
            fixed(&format!("{table}.{key}"))
        }
        _ => return,
    };
    merge(schema, more);
}

/// A table inside an entry whose keys are fixed.
fn fixed(name: &str) -> Schema {
    let mut table = json_schema!({
        "type": "object", "properties": {}, "additionalProperties": false,
    });
    let ids = || json_schema!({ "type": "array", "items": { "type": "string", "pattern": ID } });
    if let Some(properties) = table
        .get_mut("properties")
        .and_then(|it| it.as_object_mut())
    {
        for it in keys().filter(|it| it.table == name) {
            let schema = match it.key {
                "icpc" => json_schema!({
                    "type": "array", "items": { "type": "string", "pattern": ICPC }, "minItems": 1,
                }),
                "maanden" => json_schema!({ "type": "integer", "minimum": 1, "maximum": 600 }),
                "leeftijd" | "contacten" => json_schema!({ "type": "boolean", "enum": [true] }),
                "van" | "tot" => json_schema!({ "type": "integer" }),
                "keuzes" => json_schema!({
                    "type": "object",
                    "patternProperties": { ID: fixed("vraag.his.keuzes") },
                    "additionalProperties": false,
                }),
                "practice" => json_schema!({ "type": "string" }),
                "postcode4" => json_schema!({ "type": "string", "pattern": "^[1-9][0-9]{3}$" }),
                "feit" | "route" | "contact" => json_schema!({ "type": "string", "pattern": ID }),
                _ => ids(),
            };
            properties.insert(it.key.to_owned(), schema.to_value());
        }
    }
    explain(&mut table, name);
    table
}

fn merge(schema: &mut Schema, more: Schema) {
    for (key, value) in more.to_value().as_object().into_iter().flatten() {
        schema.insert(key.clone(), value.clone());
    }
}

/// TOML has no null: an absent key is absent.
fn without_null(schema: &mut Schema) {
    if let Some(kinds) = schema.get_mut("type").and_then(|it| it.as_array_mut()) {
        kinds.retain(|kind| kind != "null");
        if let [kind] = kinds.as_slice() {
            let kind = kind.clone();
            schema.insert("type".to_owned(), kind);
        }
    }
    if let Some(kinds) = schema.get_mut("anyOf").and_then(|it| it.as_array_mut()) {
        kinds.retain(|it| it.get("type").is_none_or(|kind| kind != "null"));
        if let [only] = kinds.as_slice()
            && let Ok(only) = Schema::try_from(only.clone())
        {
            schema.remove("anyOf");
            merge(schema, only);
        }
    }
}

/// What a kind of value looks like to an editor.
trait Shape {
    fn shape(generator: &mut SchemaGenerator) -> Schema;
}

impl<T: Shape> JsonSchema for Field<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("waarde")
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::shape(generator)
    }
}

impl Shape for String {
    fn shape(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

impl Shape for i64 {
    fn shape(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer" })
    }
}

impl Shape for bool {
    fn shape(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "boolean" })
    }
}

impl Shape for Date {
    fn shape(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

impl Shape for Vec<Text> {
    fn shape(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": { "type": "string" } })
    }
}

impl Shape for OneOrMany {
    fn shape(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [
            { "type": "string", "pattern": ID },
            { "type": "array", "items": { "type": "string", "pattern": ID } },
        ] })
    }
}

impl Shape for Mixed {
    fn shape(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["boolean", "integer", "string", "array", "object"] })
    }
}

impl Shape for Answer {
    fn shape(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [
            { "type": "boolean" },
            { "type": "integer" },
            { "type": "string", "pattern": ID },
            { "type": "array", "items": { "type": "string", "pattern": ID } },
        ] })
    }
}

impl<T: JsonSchema> Shape for Table<T> {
    fn shape(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "patternProperties": { ID: generator.subschema_for::<T>() },
            "additionalProperties": false,
        })
    }
}
