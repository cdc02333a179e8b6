// Defining an element is a side effect, and so stands apart from its class.
import { FeedbackPanel } from "./panel";

customElements.define("domeinwijzer-feedback", FeedbackPanel);

declare global {
  interface HTMLElementTagNameMap {
    "domeinwijzer-feedback": FeedbackPanel;
  }
}
