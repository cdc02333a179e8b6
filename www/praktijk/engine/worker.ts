// The list beside the page. It stores nothing and has no way to send anything; what it holds goes with the page.
import { charsetOf, initSync, List, lookAt, type BadRow, type OutcomeInfo } from "../../pkg-list/list.js";
import type { FromWorker, Kind, Made, Questions, ToWorker } from "./messages";
import { startOf, Text } from "./text";
import { listed } from "./rows";

/** So many rows at a time; between two blocks the worker hears whether it should stop. */
const BLOCK = 1000;

/** The list that was made last. */
let list: List | null = null;
let rows = empty();
let stopped = false;

function empty(): { keys: string[]; lines: number[]; of: number[]; outcomes: OutcomeInfo[]; bad: BadRow[] } {
  return { keys: [], lines: [], of: [], outcomes: [], bad: [] };
}

const say = (message: FromWorker) => self.postMessage(message);
const pause = () => new Promise((done) => setTimeout(done));

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "start") initSync({ module: data.module });
  else if (data.type === "stop") stopped = true;
  else void answer(data);
});

async function answer({ id, kind, takes }: ToWorker & { type: "ask" }): Promise<void> {
  try {
    say({ type: "answer", id, gives: await ANSWERS[kind](takes as never) });
  } catch (thrown) {
    const error = thrown as Error;
    say({ type: "refused", id, message: error.message, broken: error instanceof WebAssembly.RuntimeError });
  }
}

/** The list there is; without one the page asked too early. */
function made(): List {
  if (list === null) throw new Error("er is nog geen lijst");
  return list;
}

async function make({ file, map, bundle, date }: Questions["make"]["takes"]): Promise<Made> {
  list?.free();
  list = null;
  rows = empty();
  stopped = false;
  const start = startOf(file);
  const charset = charsetOf(start.bytes, start.complete, map);
  const text = new Text(file, charset);
  list = new List(bundle, map, new TextDecoder(charset).decode(start.bytes), start.complete, date, (most: number) => text.read(most));
  for (let done = false; !done && !stopped; ) {
    const block = list.take(BLOCK);
    done = block.done;
    rows.keys.push(...block.keys);
    rows.lines.push(...block.lines);
    rows.of.push(...block.outcomes);
    rows.outcomes.push(...block.added);
    rows.bad.push(...block.bad);
    say({ type: "progress", read: text.done, of: file.size, rows: rows.keys.length + rows.bad.length });
    await pause();
  }
  return { counts: list.counts(), stopped };
}

type Answers = { readonly [One in Kind]: (takes: Questions[One]["takes"]) => Questions[One]["gives"] | Promise<Questions[One]["gives"]> };

const ANSWERS: Answers = {
  look({ file, map, date }) {
    const { bytes, complete } = startOf(file);
    const charset = charsetOf(bytes, complete, map);
    return lookAt(new TextDecoder(charset).decode(bytes), complete, map, date);
  },
  make,
  rows: (query) => listed(rows, query),
  bad: ({ from, most }) => rows.bad.slice(from, from + most),
  patient: (row) => made().patient(row),
  csv(notes) {
    const all = notes.size === 0 ? [] : rows.keys.map((_, row) => notes.get(row) ?? "");
    return made().csv(all) as Uint8Array<ArrayBuffer>;
  },
};
