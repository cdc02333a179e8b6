import "../src/style/page.css";
import "./style.css";
import "../element/define";
import wasm from "../pkg/domeinwijzer_bg.wasm?url&inline";
import { initSync } from "../pkg/domeinwijzer.js";
import { failure } from "../element/failure";
import { base } from "../element/style/base";
import { tokens } from "../element/style/tokens";
import { failed } from "../element/view/advice";
import { startUpdates } from "../parts/offline/updates";
import { bytesOf } from "../src/bytes";
import { protocolFiles } from "./files";
import { render } from "lit";
import { startWorkbench } from "./app/workbench";
import { defineEditor } from "./editor/editor";
import { allowWorkers } from "./engine/trusted";

const root = document.querySelector<HTMLElement>("#page");
if (root === null) throw new Error("the page has no element to draw in");

root.replaceChildren();
const shared = [tokens, base].map(({ styleSheet }) => styleSheet).filter((sheet) => sheet !== undefined);
document.adoptedStyleSheets = [...shared, ...document.adoptedStyleSheets];
try {
  allowWorkers();
  defineEditor();
  // Compiled once, beside the page: the page and both workers use the same module.
  const module = await WebAssembly.compile(bytesOf(wasm));
  initSync({ module });
  await startWorkbench(root, module, protocolFiles);
  // Never swapped while someone writes: the next visit has it.
  void startUpdates({ worker: "../sw.js", busy: () => true });
} catch (thrown) {
  render(failed(failure(thrown)), root);
}
