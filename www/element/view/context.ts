// The practice and the postcode: they choose the contact only; the advice is the same without them.
import { html, type TemplateResult } from "lit";
import { isPostcode } from "../consult";
import type { Actions } from "../session";
import type { Model } from "./model";

export function contextView({ state: { consult } }: Model, actions: Actions): TemplateResult {
  const wrong = consult.postcode !== "" && !isPostcode(consult.postcode);
  const text = (event: Event) => (event.currentTarget as HTMLInputElement).value;
  return html`<details class="context" part="context">
    <summary>Praktijk en postcode (voor de juiste contactpersoon)</summary>
    <div class="fields">
      <p>
        <label for="praktijk">Praktijk</label>
        <input id="praktijk" type="text" autocomplete="off" .value=${consult.practice} @change=${(event: Event) => actions.setPractice(text(event))} />
      </p>
      <p>
        <label for="postcode">Postcode van de patiënt, alleen de 4 cijfers</label>
        <input
          id="postcode"
          type="text"
          inputmode="numeric"
          maxlength="4"
          autocomplete="off"
          aria-describedby="postcode-hulp"
          aria-invalid=${wrong ? "true" : "false"}
          .value=${consult.postcode}
          @change=${(event: Event) => actions.setPostcode(text(event))}
        />
        <span id="postcode-hulp" class=${wrong ? "wrong" : "range"}>${wrong ? "Vier cijfers, en niet met een 0 vooraan." : "Mag leeg blijven; wordt niet bewaard."}</span>
      </p>
    </div>
  </details>`;
}
