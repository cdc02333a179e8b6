import { Engine } from "./core/engine.js";
import { glue } from "./glue/full.js";

/** The one instance of the full build. */
export const engine = /* @__PURE__ */ new Engine(glue);
