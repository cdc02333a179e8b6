//! Bytes that a page hands over when they are asked for.

use domeinwijzer::export::Bytes;
use js_sys::{Function, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// A function of the page: takes a number, and gives at most so many bytes of UTF-8.
pub(crate) struct FromPage(pub(crate) Function);

impl Bytes for FromPage {
    fn read(&mut self, into: &mut [u8]) -> Result<usize, String> {
        let wanted = u32::try_from(into.len()).unwrap_or(u32::MAX);
        let given = self.0.call1(&JsValue::UNDEFINED, &JsValue::from(wanted));
        let given = given.map_err(|_| "het bestand kan niet verder gelezen worden".to_owned())?;
        let given: Uint8Array = given
            .dyn_into()
            .map_err(|_| "het bestand geeft geen bytes".to_owned())?;
        let length = usize::try_from(given.length()).unwrap_or(usize::MAX);
        let place = into
            .get_mut(..length)
            .ok_or("het bestand geeft te veel bytes")?;
        given.copy_to(place);
        Ok(length)
    }
}
