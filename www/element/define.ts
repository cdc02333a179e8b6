// Registers the element under its own name, once.
import { DomeinWijzerElement } from "./element";

export * from "./index";

if (customElements.get("domein-wijzer") === undefined) customElements.define("domein-wijzer", DomeinWijzerElement);
