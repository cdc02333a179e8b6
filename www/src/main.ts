import "./style/page.css";
import { startEngine } from "./engine/engine";
import { failure } from "./engine/failure";
import { protocolFiles } from "./engine/files";
import { showFailure, startPage } from "./page";

const root = document.querySelector<HTMLElement>("#page");
if (root === null) throw new Error("the page has no element to draw in");

// What stands in the page for readers without script goes first; lit draws beside what it finds.
root.replaceChildren();
try {
  startPage(root, startEngine(protocolFiles));
} catch (thrown) {
  showFailure(root, failure(thrown));
}
