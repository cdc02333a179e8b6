// The engine beside the page: one question after the other. It stores nothing and has no way to send anything.
import { check, diff, initSync, municipalities, Protocol, Workbench, type Draft as Read } from "../../pkg/domeinwijzer.js";
import { initSync as startTidy, tidy } from "../../pkg-tidy/tidy.js";
import { bytesOf } from "../../src/bytes";
import type { Draft, FromWorker, Kind, Questions, ToWorker } from "./protocol";

let tidies = false;
let bench: Workbench | null = null;
/** The text that was read last: most questions are about the same one. */
let last: { readonly path: string; readonly text: string; readonly read: Read } | null = null;

const say = (message: FromWorker) => self.postMessage(message);

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "compile") void compile(data.base64);
  else if (data.type === "start") initSync({ module: data.module });
  else if (data.type === "files") {
    forget();
    bench?.free();
    bench = new Workbench([...data.files]);
  } else {
    const started = performance.now();
    try {
      const gives = ANSWERS[data.kind](data.takes as never);
      say({ type: "answer", id: data.id, gives, took: performance.now() - started });
    } catch (thrown) {
      const error = thrown as Error;
      say({ type: "refused", id: data.id, message: error.message, broken: error instanceof WebAssembly.RuntimeError });
    }
  }
});

async function compile(base64: string): Promise<void> {
  try {
    say({ type: "compiled", module: await WebAssembly.compile(bytesOf(base64)) });
  } catch (thrown) {
    say({ type: "refused", id: 0, message: (thrown as Error).message, broken: true });
  }
}

function forget(): void {
  last?.read.free();
  last = null;
}

function read({ path, text }: Draft): Read {
  if (bench === null) throw new Error("er zijn nog geen bestanden");
  if (last === null || last.text !== text || last.path !== path) {
    forget();
    last = { path, text, read: bench.read(path, text) };
  }
  return last.read;
}

/** Gives back what was made, whatever happens. */
function lent<Handle extends { free(): void }, Given>(handle: Handle, use: (handle: Handle) => Given): Given {
  try {
    return use(handle);
  } finally {
    handle.free();
  }
}

function compared(old: Protocol | undefined, draft: Read, samples: number): ReturnType<typeof diff> | null {
  if (old === undefined) return null;
  return lent(old, (before) => lent(draft.protocol(), (now) => diff(before, now, samples)));
}

type Answers = { readonly [One in Kind]: (takes: Questions[One]["takes"]) => Questions[One]["gives"] };

const ANSWERS: Answers = {
  faults(draft) {
    const it = read(draft);
    const report = it.faults();
    if (!it.sound()) return { report, info: null, form: null };
    return lent(it.protocol(), (protocol) => ({ report, info: protocol.info(), form: protocol.form() }));
  },
  examples(draft) {
    const it = read(draft);
    return it.sound() ? it.examples() : null;
  },
  findings: (draft) => read(draft).findings(),
  deviations: (draft) => read(draft).deviations(),
  diff({ draft, old, samples }) {
    const it = read(draft);
    if (!it.sound()) return null;
    if (old === "base") return compared(it.base(), it, samples);
    if (bench === null) return null;
    return lent(bench.read(old.path, old.text), (before) => compared(before.protocol(), it, samples));
  },
  bundle(draft) {
    const it = read(draft);
    if (!it.sound()) return null;
    return lent(it.protocol(), (protocol) => protocol.bundle());
  },
  tidy({ text, base64 }) {
    if (!tidies) startTidy({ module: bytesOf(base64) });
    tidies = true;
    return tidy(text) ?? null;
  },
  municipalities: () => municipalities(),
  start({ name, date, alone }) {
    if (bench === null) throw new Error("er zijn nog geen bestanden");
    return bench.start(name, date, alone);
  },
  receive({ files, path, bundle }) {
    const report = check([...files]);
    const wanted = files.find((one) => one.path === path);
    if (wanted === undefined || report.diagnostics.some((one) => one.file === path && one.severity === "error")) {
      return { report, examples: null, digest: null, bundleDigest: null };
    }
    return lent(new Workbench(files.filter((one) => one.path !== path)), (others) =>
      lent(others.read(path, wanted.text), (it) => {
        const digest = lent(it.protocol(), (protocol) => protocol.info().digest);
        const bundleDigest = lent(Protocol.load(bundle), (loaded) => loaded.info().digest);
        return { report, examples: it.examples(), digest, bundleDigest };
      }),
    );
  },
};
