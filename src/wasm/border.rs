//! What crosses the border: values in, values out, faults as one kind of error.

use crate::diagnostic::Diagnostic;
use crate::present;
use crate::text::Sources;
use crate::wire;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// What is thrown.
pub(super) type Thrown = js_sys::Error;

/// Objects for maps, and null for what is absent: the same as JSON.
pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, Thrown> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|error| Thrown::new(&error.to_string()))
}

/// An error with all faults.
pub(super) fn thrown(faults: &[Diagnostic], sources: &Sources) -> Thrown {
    let report = present::report(faults, sources);
    let first = report
        .diagnostics
        .iter()
        .find(|it| it.severity == wire::SeverityWord::Error);
    let first = first.or(report.diagnostics.first());
    let message = first.map(|it| it.message.clone()).unwrap_or_default();
    let error = Thrown::new(&message);
    error.set_name("DomeinwijzerError");
    let code = first.map(|it| it.code.clone()).unwrap_or_default();
    let diagnostics = to_js(&report.diagnostics).unwrap_or(JsValue::NULL);
    for (key, value) in [
        ("code", JsValue::from_str(&code)),
        ("diagnostics", diagnostics),
    ] {
        // A fresh error object takes any property: there is nothing to do when it does not.
        let _ = js_sys::Reflect::set(&error, &JsValue::from_str(key), &value);
    }
    error
}
