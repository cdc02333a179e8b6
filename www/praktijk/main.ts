import "../src/style/page.css";
import "./style.css";
import "../element/define";
import { render } from "lit";
import wasm from "../pkg-list/list_bg.wasm?url&inline";
import { failure } from "../element/failure";
import { base } from "../element/style/base";
import { tokens } from "../element/style/tokens";
import { failed } from "../element/view/advice";
import { startUpdates } from "../parts/offline/updates";
import { instrumentStyle } from "../parts/instruments/style";
import { outStyle } from "../parts/out/style";
import { bytesOf } from "../src/bytes";
import { allowWorkers } from "../werkbank/engine/trusted";
import { startPractice } from "./app";

const root = document.querySelector<HTMLElement>("#page");
if (root === null) throw new Error("the page has no element to draw in");

root.replaceChildren();
const shared = [tokens, base, instrumentStyle, outStyle].map(({ styleSheet }) => styleSheet).filter((sheet) => sheet !== undefined);
document.adoptedStyleSheets = [...shared, ...document.adoptedStyleSheets];
try {
  allowWorkers();
  startPractice(root, await WebAssembly.compile(bytesOf(wasm)));
  // Never swapped while there is a list: the next visit has it.
  void startUpdates({ worker: "../sw.js", busy: () => true });
} catch (thrown) {
  render(failed(failure(thrown)), root);
}
