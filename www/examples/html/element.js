// The whole consult in one tag: the element asks, advises and explains; the page only listens.
// In this folder the package lies under /domeinwijzer/; see serve.mjs.
import { initSync } from "./domeinwijzer/inline.js";
import { DomeinWijzerElement } from "./domeinwijzer/element.js";
import { files } from "./domeinwijzer/protocols.js";

initSync();
DomeinWijzerElement.protocols = files;

document.addEventListener("domeinwijzer-advice", ({ detail }) => {
  document.documentElement.dataset.outcome = detail.recommendation.route?.id ?? detail.recommendation.outcome;
});
document.addEventListener("domeinwijzer-handover", ({ detail }) => {
  document.querySelector("#overgedragen").value = detail.recommendation.route?.title ?? "geen advies";
});
