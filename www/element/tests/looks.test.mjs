// Slots, parts, tokens, light and dark, and every width.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { clean } from "../../tests/support/axe.mjs";
import { heading, unfold, widow } from "../../tests/support/walk.mjs";
import { open, picture, settled, start } from "./support/host.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const ELEMENT = `<domein-wijzer id="een" gemeente="GM0718" date="${widow.date}"></domein-wijzer>`;
const fill = (page, answers = widow.answers) => page.evaluate((given) => Object.assign(document.querySelector("#een"), { answers: given }), answers);
const css = (page, selector, name) => page.locator(selector).first().evaluate((element, one) => getComputedStyle(element)[one], name);

test("slots take what a host puts in, where it belongs", async () => {
  const names = ["start", "end", "actions", "advice", "record", "letter", "patient"];
  const page = await open(world, `<domein-wijzer id="een" gemeente="GM0718" date="${widow.date}">${names.map((name) => `<b slot="${name}">in ${name}</b>`).join("")}</domein-wijzer>`);
  await fill(page);
  await settled(page);
  for (const name of names) assert.ok(await page.getByText(`in ${name}`, { exact: true }).isVisible(), name);
  const around = (name, selector) => page.getByText(`in ${name}`, { exact: true }).evaluate((element, one) => element.assignedSlot.closest(one) !== null, selector);
  assert.ok(await around("start", ".questions"));
  assert.ok(await around("actions", ".decide"));
  assert.ok(await around("patient", ".text"));
  await page.evaluate(() => document.querySelector("#een").removeAttribute("gemeente"));
  await settled(page);
  assert.match(await page.locator("slot[name=empty]").innerText(), /nog geen gemeente gekozen/);
});

test("every documented part is there, and can be styled", async () => {
  const { readFile } = await import("node:fs/promises");
  const manifest = JSON.parse(await readFile(new URL("../custom-elements.json", import.meta.url)));
  const { cssParts, slots } = manifest.modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === "domein-wijzer");
  world.pages.set("/parts.css", "domein-wijzer::part(choice) { text-transform: uppercase; } domein-wijzer::part(unknown) { letter-spacing: 7px; }");
  const page = await open(world, ELEMENT, { style: "parts" });
  assert.equal(await css(page, ".ask .choice", "textTransform"), "uppercase");
  assert.equal(await css(page, ".ask button[value=null]", "letterSpacing"), "7px");
  const collect = () =>
    page.evaluate(() => {
      const root = document.querySelector("#een").shadowRoot;
      const of = (selector, name) => [...root.querySelectorAll(selector)].flatMap((element) => element.getAttribute(name).split(" "));
      return { parts: of("[part]", "part"), slots: of("slot", "name") };
    });
  const seen = { parts: new Set(), slots: new Set() };
  const look = async () => {
    await settled(page);
    const found = await collect();
    for (const part of found.parts) seen.parts.add(part);
    for (const slot of found.slots) seen.slots.add(slot.replace(/^groep-.*/, "groep-…"));
  };
  await look();
  await fill(page, { veiligheidssignaal: true, zelfdoding: "dreigend" });
  await look();
  await fill(page);
  await look();
  // The reasons come a moment after the advice.
  await page.locator("[part~=sufficient]").first().waitFor({ state: "attached" });
  await look();
  await page.locator("[part~=try]").first().dispatchEvent("click");
  await look();
  await page.locator("[part~=stop]").first().dispatchEvent("click");
  await page.evaluate((date) => {
    const reasons = { overrideReasons: [{ id: "wens", title: "Wens van de patiënt" }] };
    const bare = window.host.handle("GM0718", date);
    const change = { form: () => ({ ...bare.form(), ...reasons }), prefill: () => ({ answers: { leeftijd: 72 }, origins: [{ question: "leeftijd", answer: 72, from: "leeftijd" }] }) };
    Object.assign(document.querySelector("#een"), { protocol: window.host.handle("GM0718", date, change), prefill: { age: 72 } });
  }, widow.date);
  await look();
  await page.getByRole("button", { name: "Wijk af" }).click();
  await look();
  await page.getByLabel("Welke route").selectOption("schuldhulp");
  await page.getByLabel("Waarom?").selectOption("wens");
  await page.getByRole("button", { name: "Leg vast" }).click();
  await look();
  await page.evaluate(() => Object.assign(document.querySelector("#een"), { protocol: null, gemeente: null }));
  await look();
  await page.evaluate(() => Object.assign(document.querySelector("#een"), { gemeente: "GM9999" }));
  await look();
  assert.deepEqual([...seen.parts].sort(), cssParts.map(({ name }) => name).sort());
  assert.deepEqual([...seen.slots].sort(), slots.map(({ name }) => name).sort());
});

test("tokens of NL Design System reach in; own properties go before them", async () => {
  world.pages.set("/own.css", ".eigen { --domeinwijzer-accent-color: rgb(1, 2, 3); --domeinwijzer-background: rgb(250, 251, 252); --domeinwijzer-border-radius: 9px; }");
  const page = await open(world, ELEMENT.replace("<domein-wijzer", `<domein-wijzer class="eigen"`), { style: "own" });
  assert.equal(await css(page, ".ask .choice", "color"), "rgb(1, 2, 3)");
  assert.equal(await css(page, ".ask .choice", "borderRadius"), "9px");
  assert.equal(await css(page, "#een", "backgroundColor"), "rgb(250, 251, 252)");

  const themed = await open(world, ELEMENT, { style: "theme", theme: "voorbeeld-theme" });
  const token = (name) => themed.evaluate((one) => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = `var(${one})`;
    return getComputedStyle(probe).color;
  }, name);
  assert.equal(await css(themed, ".ask .choice", "color"), await token("--nl-link-color"));
  assert.equal(await css(themed, "#een", "color"), await token("--nl-paragraph-color"));
  assert.match(await css(themed, "#een", "fontFamily"), /Noto Sans/);
  assert.match(await css(themed, ".ask h2", "fontFamily"), /Noto Serif/);
  await fill(themed, { ...widow.answers, onveilig_thuis: "vermoeden", veiligheidssignaal: true });
  await settled(themed);
  await clean(themed, "theme", { enhanced: false });
  await picture(themed, "element-theme");
});

/** The same screen in other colours: those are looked at again, and nothing else. */
const SCHEMES = { light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, "high contrast": { colorScheme: "light", forcedColors: "active" } };

test("no violations: light, dark, high contrast", async () => {
  const page = await open(world, ELEMENT, { style: "dark" });
  const inEveryScheme = async (state, shown = true) => {
    for (const [scheme, media] of Object.entries(SCHEMES)) {
      await page.emulateMedia({ forcedColors: "none", ...media });
      const dark = (await css(page, "#een", "backgroundColor")) === "rgb(24, 26, 27)";
      if (scheme !== "high contrast") assert.equal(dark, scheme === "dark");
      await clean(page, `${state}, ${scheme}`, { colours: scheme !== "light" });
      if (shown) await picture(page, `element-${scheme.replace(" ", "-")}-${state}`);
    }
  };
  await inEveryScheme("open");
  await fill(page, Object.fromEntries(await page.evaluate(() => document.querySelector("#een").questions.groups.flatMap(({ questions }) => questions.map(({ id }) => [id, null])))));
  await settled(page);
  await inEveryScheme("unknown", false);
  await fill(page);
  await settled(page);
  await unfold(page);
  await inEveryScheme("advised");
  await page.evaluate(() => Object.assign(document.querySelector("#een"), { answers: "{" }));
  await settled(page);
  await inEveryScheme("failed");
});

test("a page that says nothing about dark stays light; two on a page have no violations", async () => {
  const second = ELEMENT.replace('id="een"', 'id="twee"');
  const page = await open(world, `${ELEMENT}${second}`, { colorScheme: "dark" });
  assert.equal(await css(page, "#een", "backgroundColor"), "rgb(251, 249, 244)");
  await fill(page);
  await settled(page);
  await clean(page, "two on a page");
});

test("nothing is wider than 320 px, a panel of a wide page, or 400 %", async () => {
  world.pages.set("/panel.css", "html { font-size: 62.5%; } body { margin: 0; } main { display: flex; } h1 { flex: 1; } domein-wijzer { flex: none; inline-size: 320px; }");
  const widths = {
    phone: [{ viewport: { width: 320, height: 640 } }, null],
    panel: [{ viewport: { width: 1280, height: 800 } }, "panel"],
    "400": [{ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }, null],
  };
  for (const [name, [options, style]] of Object.entries(widths)) {
    const page = await open(world, ELEMENT, { ...options, style });
    const over = () =>
      page.evaluate(() => {
        const element = document.querySelector("#een");
        const limit = element.getBoundingClientRect().right + 1;
        const wide = [...element.shadowRoot.querySelectorAll("*:not(.visually-hidden)")].filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > limit);
        return [document.documentElement.scrollWidth - innerWidth, ...wide.map((one) => one.outerHTML.slice(0, 80))];
      });
    await unfold(page);
    assert.deepEqual(await over(), [0], `${name}, open`);
    await picture(page, `element-${name}-open`);
    await fill(page);
    await settled(page);
    const strip = page.locator(".strip");
    assert.match(await strip.innerText(), /Welzijn op recept/);
    await strip.click();
    await unfold(page);
    assert.deepEqual(await over(), [0], `${name}, advised`);
    assert.equal(await heading(page), "Welzijn op recept");
    // A root of 62.5 % makes a rem 10 px: that is not the size of a text, nor of a button.
    assert.ok(Number.parseFloat(await css(page, ".lead", "fontSize")) >= 16, name);
    assert.ok(Number.parseFloat(await css(page, ".decide button", "height")) >= 44, name);
    await picture(page, `element-${name}-advised`);
    await page.context().close();
  }
});
