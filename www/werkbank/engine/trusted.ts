// With Trusted Types the address of a worker counts as script. The workers here are made of a text within
// the page itself, under an address that only this page can make.

interface Policies {
  createPolicy(name: string, rules: object): unknown;
}

export function allowWorkers(): void {
  const types = (globalThis as { readonly trustedTypes?: Policies }).trustedTypes;
  types?.createPolicy("default", {
    createScriptURL(text: string) {
      if (!text.startsWith(`blob:${location.origin}/`)) throw new TypeError("not a worker of this page");
      return text;
    },
  });
}
