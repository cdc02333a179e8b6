// Draws the icons of the installed page from one SVG: `node xtask/js/icons.mjs`, and commit them.
// A maskable icon may be cut to a circle of 80 %, so there the drawing is smaller and the ground full.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const { chromium } = createRequire(new URL("../../www/package.json", import.meta.url))("playwright-core");
const folder = fileURLToPath(new URL("../../www/public/icons/", import.meta.url));
const drawing = readFileSync(`${folder}icon.svg`, "utf8");

const ICONS = [
  { name: "icon-192", size: 192, scale: 1, round: true },
  { name: "icon-512", size: 512, scale: 1, round: true },
  { name: "maskable-512", size: 512, scale: 0.8, round: false },
  { name: "apple-180", size: 180, scale: 0.9, round: false },
];

const named = process.env.CHROMIUM_PATH;
const executablePath = named || (existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : chromium.executablePath());
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
for (const { name, size, scale, round } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const ground = round ? "transparent" : "#0a4a60";
  const side = Math.round(size * scale);
  await page.setContent(`<style>body{margin:0;background:${ground};display:grid;place-items:center;height:${size}px}svg{display:block;width:${side}px;height:${side}px}</style>${drawing}`);
  await page.screenshot({ path: `${folder}${name}.png`, omitBackground: true });
  await page.close();
  console.log(`www/public/icons/${name}.png`);
}
await browser.close();
