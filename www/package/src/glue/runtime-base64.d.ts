/** The wasm file of the runtime build as base64. build/build.mjs writes the file that this describes. */
export const base64: string;
