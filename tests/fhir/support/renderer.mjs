// LHC-Forms in a browser that reaches nothing but this folder.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const lforms = fileURLToPath(new URL("../node_modules/lforms/dist/lforms/", import.meta.url));
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const TYPES = { ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8" };
// Its scripts look for the body.
const SCRIPTS = ["webcomponent/assets/lib/zone.min.js", "webcomponent/lhc-forms.js", "fhir/R4/lformsFHIR.min.js"];
const PAGE = `<!doctype html><html lang="nl"><meta charset="utf-8"><title>Vragenlijst</title>
<link rel="stylesheet" href="/webcomponent/styles.css">
<body><div id="form"></div>${SCRIPTS.map((it) => `<script src="/${it}"></script>`).join("")}</body></html>`;

function executable() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  return existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : chromium.executablePath();
}

/** Starts the server and the browser; `close` ends both. */
export async function start() {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://page").pathname;
    if (path === "/") return response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(PAGE);
    const file = normalize(join(lforms, path));
    try {
      if (!file.startsWith(lforms)) throw new Error("outside the folder");
      const body = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const address = `http://127.0.0.1:${server.address().port}/`;
  const browser = await chromium.launch({ executablePath: executable(), args: FLAGS });
  return {
    /** A page with the questionnaire, ready to fill in; what it asks of other machines ends up in `page.elsewhere`. */
    async open(questionnaire) {
      const page = await browser.newPage({ viewport: { width: 1200, height: 2400 } });
      page.faults = [];
      page.elsewhere = [];
      page.on("pageerror", (error) => page.faults.push(String(error)));
      await page.route("**", (route) => {
        const url = route.request().url();
        if (url.startsWith(address) || url.startsWith("data:")) return route.continue();
        page.elsewhere.push(url);
        return route.abort();
      });
      await page.goto(address);
      await page.waitForFunction(() => globalThis.LForms?.Util?.addFormToPage !== undefined && globalThis.LForms?.FHIR?.R4 !== undefined);
      await page.evaluate((it) => LForms.Util.addFormToPage(it, "form", { fhirVersion: "R4" }), questionnaire);
      await page.waitForSelector("#form .lhc-form-title, #form .lhc-item");
      return page;
    },
    async close() {
      await browser.close();
      await new Promise((done) => server.close(done));
    },
  };
}
