// Nothing leaves: no request after loading, nothing stored but the municipality.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, start } from "./support/browser.mjs";
import { heading, never, VLISSINGEN, walk, whole, widow } from "./support/walk.mjs";

let world;
before(async () => {
  world = await start();
});
after(() => world.close());

test("a whole case without a connection and without a request", async () => {
  const page = await open(world, { hash: VLISSINGEN, date: widow.date });
  await whole(page);
  const requests = [];
  page.context().on("request", (request) => requests.push(request.url()));
  const served = world.site.requests.length;
  await page.context().setOffline(true);
  await page.context().route("**/*", (route) => route.abort());

  await walk(page, widow.answers, { done: never });
  assert.equal(await heading(page), "Welzijn op recept");
  for (const details of await page.locator("details").all()) await details.evaluate((element) => (element.open = true));
  await page.getByRole("button", { name: "Kopieer voor dossier" }).first().click();
  await page.getByRole("button", { name: "Wissen" }).click();

  assert.deepEqual(requests, []);
  assert.equal(world.site.requests.length, served);
  assert.deepEqual(page.faults, []);
});

test("only the page itself is loaded, from its own server", async () => {
  const before = world.site.requests.length;
  const page = await open(world, { hash: VLISSINGEN });
  const loaded = world.site.requests.slice(before);
  assert.ok(loaded.every((url) => url === "/" || /^\/(assets\/|icons\/|manifest\.webmanifest$)/.test(url)), loaded.join(", "));
  const hosts = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).origin));
  assert.deepEqual(hosts.filter((host) => host !== new URL(world.site.address).origin), []);
});

test("nothing of the patient is stored or in the address", async () => {
  const page = await open(world, { hash: VLISSINGEN, date: widow.date });
  await walk(page, widow.answers);
  const stored = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    history: history.state,
  }));
  assert.deepEqual(stored, {
    local: { "domeinwijzer.gemeente": "GM0718" },
    session: {},
    cookies: "",
    databases: 0,
    history: null,
  });
  assert.equal(page.url(), world.site.address + VLISSINGEN);
});

test("the policy of the page refuses every connection, foreign script and markup from text", async () => {
  const page = await open(world, { hash: VLISSINGEN });
  const refused = await page.evaluate(async (address) => {
    const violations = new Set();
    document.addEventListener("securitypolicyviolation", (event) => violations.add(event.effectiveDirective));
    await fetch(address).catch(() => {});
    await new Promise((done) => {
      const image = new Image();
      image.onload = image.onerror = done;
      image.src = "https://example.org/pixel.png";
    });
    const attempt = (act) => {
      try {
        act();
        return "done";
      } catch (error) {
        return error.name;
      }
    };
    const markup = attempt(() => (document.createElement("p").innerHTML = "<b>x</b>"));
    const script = attempt(() => (document.createElement("script").text = "window.foreign = true"));
    await new Promise((done) => setTimeout(done, 50));
    return { violations: [...violations].sort(), markup, script };
  }, world.site.address);
  assert.deepEqual(refused, {
    violations: ["connect-src", "img-src", "require-trusted-types-for"],
    markup: "TypeError",
    script: "TypeError",
  });
});
