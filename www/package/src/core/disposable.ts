// `using` needs two names that older settings of TypeScript lack. They are declared in the very words
// of TypeScript itself, so that it does not matter whether they are already there.
declare global {
  interface SymbolConstructor {
    /** A method that is used to release resources held by an object. */
    readonly dispose: unique symbol;
  }
  interface Disposable {
    /** Gives the memory back; `using` calls it at the end of the block. */
    [Symbol.dispose](): void;
  }
}

/** Lets `using` free an object of this class, where the platform knows `using`. */
export function disposable(made: { readonly prototype: { free(): void } }): void {
  const key = (Symbol as { readonly dispose?: symbol }).dispose;
  if (key === undefined) return;
  Object.defineProperty(made.prototype, key, {
    value(this: { free(): void }) {
      this.free();
    },
    configurable: true,
    writable: true,
  });
}
