// What `npm run manifest` writes: the public face of the element, for editors and catalogues.

/** What nobody outside can use does not belong in it. */
const publicOnly = {
  name: "public-only",
  packageLinkPhase({ customElementsManifest }) {
    const callbacks = /^form\w+Callback$/;
    const shown = ({ name, privacy }) => privacy !== "private" && privacy !== "protected" && name !== undefined && !name.startsWith("#") && !callbacks.test(name);
    for (const { declarations } of customElementsManifest.modules) {
      for (const declaration of declarations ?? []) {
        if (declaration.members === undefined) continue;
        // The analyzer also counts the one place where events are sent, whatever their names.
        declaration.events = declaration.events?.filter(({ description }) => description !== undefined);
        const first = (member, at, all) => all.findIndex(({ name }) => name === member.name) === at;
        declaration.members = declaration.members.filter(shown).filter(first);
      }
    }
  },
};

export default {
  globs: ["define", "element", "events", "form", "index", "reading", "settings"].map((name) => `element/${name}.ts`),
  outdir: "element",
  litelement: true,
  packagejson: false,
  plugins: [publicOnly],
};
