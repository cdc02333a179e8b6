// What brings a text into form: a small engine of its own, which comes when it is first asked for.
import wasm from "../../pkg-tidy/tidy_bg.wasm?url&inline";

export const base64 = wasm;
