import "../src/style/page.css";
import "./style.css";
import wasm from "../pkg/domeinwijzer_bg.wasm?url&inline";
import { failure } from "../element/failure";
import { base } from "../element/style/base";
import { tokens } from "../element/style/tokens";
import { failed } from "../element/view/advice";
import { startUpdates } from "../parts/offline/updates";
import { protocolFiles } from "./files";
import { render } from "lit";
import { startWorkbench } from "./app/workbench";
import { compile } from "./engine/compile";
import { allowWorkers } from "./engine/trusted";

const root = document.querySelector<HTMLElement>("#page");
if (root === null) throw new Error("the page has no element to draw in");

root.replaceChildren();
const shared = [tokens, base].map(({ styleSheet }) => styleSheet).filter((sheet) => sheet !== undefined);
document.adoptedStyleSheets = [...shared, ...document.adoptedStyleSheets];
try {
  allowWorkers();
  // Compiled once, beside the page: the page and all workers use the same module. The editor is a task of its own.
  const [module, { defineEditor }] = await Promise.all([compile(wasm), import("./editor/editor")]);
  defineEditor();
  await startWorkbench(root, module, protocolFiles);
  // Never swapped while someone writes: the next visit has it.
  void startUpdates({ worker: "../sw.js", busy: () => true });
} catch (thrown) {
  render(failed(failure(thrown)), root);
}
