import { Engine } from "./core/engine.js";
import { glue } from "./glue/runtime.js";

/** The one instance of the runtime build. */
export const engine = /* @__PURE__ */ new Engine(glue);
