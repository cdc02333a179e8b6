// A screen as a HIS of fifteen years ago makes it: the server renders HTML, the browser posts a form
// back, and no script is needed. The answers so far travel in hidden fields; nothing is kept.
import { createServer } from "node:http";
import { DomeinwijzerError, initSync, Registry } from "domeinwijzer";
import { files } from "domeinwijzer/protocols";
import { page, read } from "./form.mjs";

const POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** A consult fits in a fraction of this. */
const BYTES = 100_000;

initSync();
const registry = new Registry(files);
const today = () => new Date().toLocaleDateString("sv"); // year-month-day, in local time

/** What the screen shows for the answers so far. */
function screen(protocol, answers) {
  const given = { answers, date: today() };
  const advice = protocol.decide(given);
  const asked = protocol.next(given).next.map((it) => it.question);
  const open = advice.outcome === "decided" ? undefined : asked.find((id) => !(id in answers));
  return page({ protocol, answers, advice, question: protocol.questions.find((it) => it.id === open) });
}

/** The text of a form, up to a limit. */
async function body(request) {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > BYTES) throw new RangeError("the form is too large");
  }
  return text;
}

const server = createServer(async (request, response) => {
  const send = (status, html) =>
    response.writeHead(status, { "content-type": "text/html; charset=utf-8", "content-security-policy": POLICY, "cache-control": "no-store" }).end(html);
  try {
    if (new URL(request.url, "http://localhost").pathname !== "/") return send(404, "Niet gevonden");
    const protocol = registry.find("GM0718", today());
    try {
      const form = new URLSearchParams(request.method === "POST" ? await body(request) : "");
      send(200, screen(protocol, read(form, protocol.questions)));
    } finally {
      protocol.free();
    }
  } catch (error) {
    // Someone changed a hidden field, or the protocol changed under an open screen.
    const known = error instanceof DomeinwijzerError;
    if (!known) console.error(error);
    send(known ? 400 : 500, page({ failure: known ? error.message : "Er ging iets mis." }));
  }
});
server.listen(Number(process.env.PORT ?? 8081), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});
