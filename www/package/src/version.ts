/** The version of this package, which is that of the engine in it. */
export const version = "0.1.0";
