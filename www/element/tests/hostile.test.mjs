// Under a strict policy, without a connection, with texts from an ill-willed protocol.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heading, unfold, unsafeHome, walk, widow } from "../../tests/support/walk.mjs";
import { open, picture, settled, start } from "./support/host.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

const ELEMENT = `<domein-wijzer id="een" gemeente="GM0718" date="${widow.date}"></domein-wijzer>`;

test("a whole case refuses nothing and asks for nothing", async () => {
  const page = await open(world, ELEMENT);
  const requests = [];
  page.context().on("request", (request) => requests.push(request.url()));
  await page.context().setOffline(true);
  await walk(page, widow.answers);
  assert.equal(await heading(page), "Welzijn op recept");
  await unfold(page);
  await page.getByRole("button", { name: "Kopieer brief" }).click();
  await page.evaluate(() => document.querySelector("#een").clear());
  await settled(page);
  assert.deepEqual(requests, []);
  assert.deepEqual(await page.evaluate(() => window.refused), []);
  const inline = await page.evaluate(() => document.querySelector("#een").shadowRoot.querySelectorAll("style, link, script, [style], [onclick]").length);
  assert.equal(inline, 0);
  const sheets = await page.evaluate(() => document.querySelector("#een").shadowRoot.adoptedStyleSheets.length);
  assert.ok(sheets > 0);
  assert.deepEqual(page.faults, []);
});

/** Every text of a protocol, turned against whoever reads it. */
const hostile = async (page, text, answers = widow.answers) => {
  await page.evaluate(
    ([bad, date, answers]) => {
      const harmless = new Set(["id", "question", "kind", "verdict", "outcome", "code", "date", "validFrom", "validUntil", "version", "met", "status", "next", "possible", "rules", "for", "against", "signals", "alsoSuitable", "supersededBy", "question", "score", "irrelevant"]);
      const turn = (value, key = "") => {
        if (typeof value === "string") return harmless.has(key) ? value : bad;
        if (Array.isArray(value)) return value.map((one) => (typeof one === "string" ? one : turn(one, key)));
        if (value === null || typeof value !== "object") return ["help", "explanation", "url", "website", "email", "phone", "channel", "unit", "feedback"].includes(key) && value === null ? bad : value;
        return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, turn(inner, name)]));
      };
      const good = window.host.handle("GM0718", date);
      const bent = {
        info: () => turn(good.info()),
        form: () => turn(good.form()),
        decide: (patient) => turn(good.decide(patient)),
        next: (patient) => good.next(patient),
      };
      Object.assign(document.querySelector("#een"), { protocol: { ...good, ...bent }, answers });
    },
    [text, widow.date, answers],
  );
  await settled(page);
  await unfold(page);
};

const shadow = (page, read) => page.evaluate(`(() => { const root = document.querySelector("#een").shadowRoot; return (${read})(root); })()`);

test("markup, links, directions and endless texts show as text", async () => {
  const texts = [
    `<img src=x onerror="window.owned=1"><script>window.owned=1</script>`,
    "javascript:window.owned=1",
    "data:text/html,<script>window.owned=1</script>",
    `" onfocus="window.owned=1" autofocus="`,
    "\${window.owned=1}{{constructor.constructor('window.owned=1')()}}",
    "\u202Eteroper\u2066 sdrawkcab",
    "https:evil\u0000.example/\u202E",
  ];
  const page = await open(world, ELEMENT, { viewport: { width: 1280, height: 900 } });
  for (const text of texts) {
    await hostile(page, text);
    const found = await shadow(page, `(root) => ({
      title: root.querySelector("#advies-titel").textContent,
      foreign: root.querySelectorAll("img, script, iframe, object, embed, [onfocus], [autofocus]").length,
      links: [...root.querySelectorAll("a")].map((link) => link.protocol),
      asked: root.querySelector("legend").textContent,
    })`);
    assert.equal(found.title, text);
    assert.equal(found.asked, text);
    assert.equal(found.foreign, 0, text);
    assert.deepEqual(found.links.filter((protocol) => !["https:", "mailto:", "tel:"].includes(protocol)), [], text);
    assert.equal(await page.evaluate(() => window.owned), undefined, text);
  }
  await hostile(page, texts[0], unsafeHome);
  assert.ok((await page.locator(".signal-title").first().innerText()).includes(texts[0]));
  assert.deepEqual(await page.evaluate(() => window.refused), []);
  // A direction that a text sets ends with that text.
  const directions = await shadow(page, `(root) => [...new Set([...root.querySelectorAll(".desk *")].map((one) => getComputedStyle(one).unicodeBidi))]`);
  assert.deepEqual(directions.filter((value) => !value.includes("isolate")), []);
  assert.deepEqual(page.faults, []);
});

test("a word without end breaks, and a megabyte does not hold the page up", async () => {
  const page = await open(world, ELEMENT, { viewport: { width: 320, height: 640 } });
  await page.evaluate(() => document.querySelector("#een").focusAdvice());
  await hostile(page, "onafgebroken".repeat(60));
  const wide = await shadow(page, `(root) => [document.documentElement.scrollWidth - innerWidth, ...[...root.querySelectorAll(".questions, .advice, .advice-body")].map((one) => one.scrollWidth - one.clientWidth)]`);
  assert.deepEqual(wide, [0, 0, 0, 0]);
  await picture(page, "element-endless-word");
  const bare = await open(world, ELEMENT);
  const begun = Date.now();
  await bare.evaluate((date) => {
    const good = window.host.handle("GM0718", date);
    const decide = (patient) => {
      const advice = good.decide(patient);
      return { ...advice, route: { ...advice.route, title: "a".repeat(1 << 20) } };
    };
    Object.assign(document.querySelector("#een"), { protocol: { ...good, decide } });
  }, widow.date);
  await bare.evaluate((answers) => Object.assign(document.querySelector("#een"), { answers }), widow.answers);
  await settled(bare);
  assert.equal((await shadow(bare, `(root) => root.querySelector("#advies-titel").textContent.length`)), 1 << 20);
  assert.ok(Date.now() - begun < 20_000);
});
