// Making the engine ready to run takes a while: a worker does it, and every other one uses what it made.
import type { FromWorker, ToWorker } from "./protocol";
import EngineWorker from "./worker?worker&inline";

/** Throws in words when the browser refuses the engine. */
export function compile(base64: string): Promise<WebAssembly.Module> {
  const worker = new EngineWorker();
  return new Promise<WebAssembly.Module>((done, failed) => {
    worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === "compiled") done(data.module);
      else if (data.type === "refused") failed(new Error(data.message));
    });
    worker.addEventListener("error", ({ message }) => failed(new Error(message)));
    worker.postMessage({ type: "compile", base64 } satisfies ToWorker);
  }).finally(() => worker.terminate());
}
