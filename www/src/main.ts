import "./style/page.css";
import "../element/define";
import "../parts/feedback/define";
import { base } from "../element/style/base";
import { tokens } from "../element/style/tokens";
import { feedbackStyle } from "../parts/feedback/style";
import { instrumentStyle } from "../parts/instruments/style";
import { outStyle } from "../parts/out/style";
import { municipalitiesHere } from "./engine";
import { startPage } from "./page";

const root = document.querySelector<HTMLElement>("#page");
if (root === null) throw new Error("the page has no element to draw in");

// What stands in the page for readers without script goes first; lit draws beside what it finds.
root.replaceChildren();
const shared = [tokens, base, instrumentStyle, outStyle, feedbackStyle].map(({ styleSheet }) => styleSheet).filter((sheet) => sheet !== undefined);
document.adoptedStyleSheets = [...shared, ...document.adoptedStyleSheets];
startPage(root, municipalitiesHere());
