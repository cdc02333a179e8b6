//! A case, or other data, as JavaScript hands it in, whatever that is.
//!
//! Read property by property: a reader of any type would bring its own messages, and the code that
//! writes decimal numbers in them, into every download.

use super::border::{Thrown, thrown};
use crate::decide::{Loose, Room};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Sources;
use js_sys::{Array, Reflect, Symbol};
use wasm_bindgen::{JsCast, JsValue};

/// Takes a value as it is; a getter or proxy that throws, or something that is no data, is refused.
pub(super) fn loose(value: &JsValue) -> Result<Loose, Thrown> {
    loose_but(value, None)
}

/// The same, with nothing in the object that stands in it under this name.
pub(super) fn loose_but(value: &JsValue, left_out: Option<&str>) -> Result<Loose, Thrown> {
    read(value, 0, &mut Room::default(), left_out).map_err(|why| {
        let message = format!("deze invoer kan niet gelezen worden: {why}");
        let fault = Diagnostic::error(Code::InvalidCase, message);
        thrown(&[fault], &Sources::default())
    })
}

/// Whether it is an object whose data are its properties. A Map or a Set has none: what is in it would
/// silently be left out.
pub(super) fn is_plain(value: &JsValue) -> bool {
    value.is_object() && Reflect::has(value, &Symbol::iterator()) == Ok(false)
}

fn read(
    value: &JsValue,
    depth: usize,
    room: &mut Room,
    left_out: Option<&str>,
) -> Result<Loose, &'static str> {
    room.at_depth(depth)?;
    if let Some(yes) = value.as_bool() {
        return Ok(Loose::YesNo(yes));
    }
    if let Some(number) = value.as_f64() {
        return Ok(Loose::number(number));
    }
    if let Some(text) = value.as_string() {
        return Ok(Loose::Text(text));
    }
    if value.is_null() || value.is_undefined() {
        return Ok(Loose::Nothing);
    }
    if let Some(list) = value.dyn_ref::<Array>() {
        // The elements are asked for one by one: a list may claim any length.
        room.items(usize::try_from(list.length()).unwrap_or(usize::MAX))?;
        let items = (0..list.length()).map(|at| {
            let item = Reflect::get_u32(list, at).map_err(|_| UNREADABLE)?;
            read(&item, depth + 1, room, None)
        });
        return Ok(Loose::List(items.collect::<Result<_, _>>()?));
    }
    if !is_plain(value) {
        return Err("dit zijn geen gewone gegevens");
    }
    let keys = Reflect::own_keys(value).map_err(|_| UNREADABLE)?;
    room.items(usize::try_from(keys.length()).unwrap_or(usize::MAX))?;
    let mut entries = Vec::new();
    for key in keys.iter() {
        let Some(name) = key.as_string() else {
            continue;
        };
        if left_out == Some(name.as_str()) {
            entries.push((name, Loose::Object(Vec::new())));
        } else {
            let property = Reflect::get(value, &key).map_err(|_| UNREADABLE)?;
            entries.push((name, read(&property, depth + 1, room, None)?));
        }
    }
    Ok(Loose::Object(entries))
}

const UNREADABLE: &str = "een eigenschap ervan geeft een fout";
