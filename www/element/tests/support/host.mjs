// A host page under a strict content policy, with whatever a test puts in it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { open as openPage, start as startBrowser } from "../../../tests/support/browser.mjs";

export { picture } from "../../../tests/support/browser.mjs";

const folder = fileURLToPath(new URL("../../../test-output/element/", import.meta.url));
const tokens = new URL("../../../node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css", import.meta.url);

/** Without connections, and without any style or script in the page itself. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'none'; img-src data:; " +
  "form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

const EVENTS = ["change", "advice", "handover", "override", "error"].map((name) => `domeinwijzer-${name}`);

const SCRIPT = `
import * as host from "/host.js";
window.host = host;
window.told = [];
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective + " " + event.sample));
for (const name of ${JSON.stringify(EVENTS)}) {
  document.addEventListener(name, ({ type, detail, bubbles, composed, target }) => told.push({ type, detail, bubbles, composed, target: target.id }));
}
`;

const REGISTER = `
host.startEngine();
host.DomeinWijzerElement.protocols = host.protocolFiles;
await host.define();
document.documentElement.dataset.ready = "";
`;

export async function start() {
  const pages = new Map([
    ["/import.js", SCRIPT],
    ["/register.js", SCRIPT + REGISTER],
    ["/theme.css", readFileSync(tokens, "utf8")],
    ["/dark.css", ":root { color-scheme: light dark; } html { background: canvas; }"],
  ]);
  const world = await startBrowser({ folder, pages, headers: { "content-security-policy": POLICY } });
  return { ...world, pages };
}

/** Opens a page with some markup; `style` names a sheet, `script` what it does with the element. */
export async function open(world, markup, { style = null, script = "register", theme = "", ...options } = {}) {
  const path = `page-${world.pages.size}.html`;
  world.pages.set(
    `/${path}`,
    `<!doctype html><html lang="nl" class="${theme}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Gastheer</title><link rel="icon" href="data:,">${style === null ? "" : `<link rel="stylesheet" href="/${style}.css">`}</head>
    <body><main><h1>Gastheer</h1>${markup}</main><script type="module" src="/${script}.js"></script></body></html>`,
  );
  const page = await openPage(world, { path, ...options });
  await page.waitForFunction((registered) => (registered ? "ready" in document.documentElement.dataset : "host" in window), script === "register");
  return page;
}

/** The events so far, in short. */
export const told = (page, type = null) => page.evaluate((wanted) => window.told.filter((one) => wanted === null || one.type === `domeinwijzer-${wanted}`), type);

/** Waits until every element has drawn what it knows. */
export const settled = (page) => page.evaluate(async () => {
  for (const element of document.querySelectorAll("domein-wijzer")) await element.updateComplete;
});
