// The questionnaire opens in a form renderer of someone else, without a network; what is filled in there
// is decided as the same answers are.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { start } from "./support/renderer.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** The program itself, or how Cargo starts it. */
const engine = process.env.DOMEINWIJZER_ENGINE ? [process.env.DOMEINWIJZER_ENGINE] : ["cargo", "run", "-q", "--"];
const folder = mkdtempSync(join(tmpdir(), "domeinwijzer-"));

/** Cases of the project. */
const CASES = [
  ["vlissingen", "weduwe_72"],
  ["utrecht", "multiprobleem"],
  ["s_gravenhage", "zelfdoding_acuut"],
  ["middelburg", "mantelzorger_overbelast"],
];
/** What opens the question with several choices. */
const SEVERAL = { psychische_ernst: "licht", veiligheidssignaal: false, medisch_beoordeeld: true };

let renderer;
before(async () => {
  renderer = await start();
});
after(() => {
  rmSync(folder, { recursive: true, force: true });
  return renderer?.close();
});

function domeinwijzer(...args) {
  const [program, ...before] = engine;
  const { status, stdout, stderr } = spawnSync(program, [...before, ...args], { cwd: root, encoding: "utf8" });
  assert.equal(status, 0, `${args.join(" ")}\n${stdout}${stderr}`);
  return JSON.parse(stdout);
}

function decide(protocol, name, content) {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(content));
  return domeinwijzer("decide", "--protocol", protocol, "--case", file, "--on", "2026-11-22", "--format", "json");
}

/** Fills in a form as a person does, from top to bottom; what is not asked is left alone. */
async function fill(page, questionnaire, answers) {
  const filled = {};
  for (const item of questionnaire.item.flatMap((group) => group.item)) {
    const answer = answers[item.linkId];
    if (answer === undefined || !(await page.locator(`[id="item-${item.linkId}/1/1"]`).isVisible())) continue;
    filled[item.linkId] = answer;
    const choose = (code) => {
      const system = item.answerOption?.[0].valueCoding.system;
      return page.locator(`[id="${item.linkId}/1/1|${system ? `${system}|${code}` : code}"]`).click();
    };
    if (item.type === "integer") {
      await page.locator(`[id="${item.linkId}/1/1"]`).fill(String(answer));
      await page.keyboard.press("Tab");
    } else if (item.repeats) {
      for (const code of answer.length === 0 ? ["geen-van-deze"] : answer) await choose(code);
    } else await choose(answer);
  }
  return filled;
}

async function throughTheForm(protocol, name, answers) {
  const questionnaire = domeinwijzer("fhir", "questionnaire", "--protocol", protocol, "--on", "2026-11-22");
  const page = await renderer.open(questionnaire);
  const filled = await fill(page, questionnaire, answers);
  const response = await page.evaluate(() => LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4"));
  assert.deepEqual([page.faults, page.elsewhere], [[], []]);
  await page.close();
  return { filled, back: decide(protocol, `${name}-formulier`, response), same: decide(protocol, name, { answers: filled }) };
}

for (const [protocol, name] of CASES) {
  test(`${name} in ${protocol}: the form gives the same decision`, async () => {
    const { answers } = JSON.parse(readFileSync(join(root, "tests/cases", `${name}.json`), "utf8"));
    const { filled, back, same } = await throughTheForm(protocol, name, answers);
    // What the form does not ask does not count either.
    assert.deepEqual(Object.keys(answers).filter((id) => !(id in filled)), []);
    assert.notEqual(back.route, null);
    assert.deepEqual(back, same);
  });
}

for (const [kind, chosen] of [["several", ["stemming", "middelen"]], ["none", []]]) {
  test(`${kind} of many choices comes back`, async () => {
    const questionnaire = domeinwijzer("fhir", "questionnaire", "--protocol", "nederland", "--on", "2026-11-22");
    const many = questionnaire.item.flatMap((group) => group.item).find((it) => it.repeats).linkId;
    const answers = { ...SEVERAL, [many]: chosen };
    const { filled, back, same } = await throughTheForm("nederland", kind, answers);
    assert.deepEqual(filled[many], chosen);
    assert.deepEqual(back, same);
  });
}

test("a form that is left open is open", async () => {
  const { back } = await throughTheForm("vlissingen", "leeg", { leeftijd: 72 });
  assert.equal(back.outcome, "open");
});
