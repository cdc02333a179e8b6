// Registers the element under its own name, once.
import { DomeinWijzerElement } from "./element";

export * from "./index";

export const TAG = "domein-wijzer";

if (customElements.get(TAG) === undefined) customElements.define(TAG, DomeinWijzerElement);
