/** The wasm file of the full build as base64. build/build.mjs writes the file that this describes. */
export const base64: string;
