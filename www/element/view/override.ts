// Choosing otherwise than advised, with a reason from the list of the protocol; and handing over.
import { html, nothing, type TemplateResult } from "lit";
import type { Recommendation } from "../engine/module";
import type { Actions } from "../session";
import type { Model } from "./model";
import { copyRecord } from "./texts";

/** No id of a route looks like this. */
const NO_ROUTE = "-";

/** What can be done with the outcome. */
export function decideView(model: Model, recommendation: Recommendation, actions: Actions): TemplateResult | typeof nothing {
  const { state, settings } = model;
  // What is tried out is nobody's choice.
  if (state.trial !== null) return nothing;
  const canHandOver = settings.handover && (recommendation.route !== null || state.override !== null);
  const canCopy = !settings.handover && recommendation.route !== null && recommendation.texts !== null;
  const canOverride = settings.override && state.override === null && !state.overriding;
  return html`
    ${state.override === null ? nothing : overridden(model, actions)}
    <div class="decide" part="actions">
      ${canHandOver
        ? html`<button type="button" class="choice" part="button handover" ?disabled=${settings.disabled} @click=${() => actions.handover()}>
            ${state.override === null ? "Neem advies over" : "Neem keuze over"}
          </button>`
        : nothing}
      ${canCopy ? copyRecord() : nothing}
      <slot name="actions"></slot>
      ${canOverride
        ? html`<button type="button" class="choice" part="button override" ?disabled=${settings.disabled} @click=${() => actions.startOverride(true)}>
            ${recommendation.route === null ? "Kies zelf een route" : "Wijk af van het advies"}
          </button>`
        : nothing}
      ${canCopy ? html`<span class="copied" role="status"></span>` : nothing}
    </div>
    ${state.overriding ? form(model, recommendation, actions) : nothing}
  `;
}

function overridden({ state: { override }, names, settings }: Model, actions: Actions): TemplateResult | typeof nothing {
  if (override === null) return nothing;
  const { advised, chosen, reason, note } = override;
  const choice = chosen === null ? "geen van de routes" : names.title(chosen);
  return html`<div class="overridden" part="overridden">
    <p>
      <strong>U koos ${choice}</strong>${advised === null ? "; er was nog geen advies." : html` in plaats van ${names.title(advised)}.`}
      ${reason === null ? nothing : html`Reden: ${reason.title}.`} ${note === null ? nothing : html`Toelichting: ${note}`}
    </p>
    <p><button type="button" class="quiet" ?disabled=${settings.disabled} @click=${() => actions.withdrawOverride()}>Volg toch het advies</button></p>
  </div>`;
}

function form({ state, protocol, settings }: Model, { routes, route: advised }: Recommendation, actions: Actions): TemplateResult {
  const reasons = protocol.overrideReasons;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(data.get(name) ?? "").trim() || null;
    const route = text("route");
    const choice = { route: route === NO_ROUTE ? null : route, reason: text("reden"), note: text("toelichting") };
    // Without a list the note is the reason.
    const needsNote = reasons.length === 0 || (reasons.find(({ id }) => id === choice.reason)?.needsNote ?? false);
    if (needsNote && choice.note === null) missing(event.currentTarget as HTMLFormElement, "Licht deze keuze kort toe.");
    else actions.override(choice);
  };
  const mended = (event: Event) => missing(event.currentTarget as HTMLFormElement, "");
  const others = routes.filter(({ id }) => id !== advised?.id);
  return html`<form class="override" part="override-form" @submit=${submit} @input=${mended} @change=${mended}>
    <h3>${advised === null ? "Zelf een route kiezen" : "Afwijken van het advies"}</h3>
    <fieldset ?disabled=${settings.disabled}>
      <p>
        <label for="afwijking-route">Welke route kiest u?</label>
        <select id="afwijking-route" name="route" required>
          <option value="">Kies een route</option>
          ${others.map(({ id, title }) => html`<option value=${id}>${title}</option>`)}
          <option value=${NO_ROUTE}>Geen van deze routes</option>
        </select>
      </p>
      ${reasons.length === 0
        ? nothing
        : html`<p>
            <label for="afwijking-reden">Waarom?</label>
            <select id="afwijking-reden" name="reden" required>
              <option value="">Kies een reden</option>
              ${reasons.map(({ id, title }) => html`<option value=${id}>${title}</option>`)}
            </select>
          </p>`}
      <p>
        <label for="afwijking-toelichting">${reasons.length === 0 ? "Waarom?" : "Toelichting"}</label>
        <textarea id="afwijking-toelichting" name="toelichting" rows="2" maxlength="2000"></textarea>
      </p>
      ${state.refused === null ? nothing : html`<p class="wrong" role="alert">${state.refused.message} ${state.refused.details.join(" ")}</p>`}
      <p>
        <button type="submit" class="choice" part="button">Leg vast</button>
        <button type="button" class="quiet" @click=${() => actions.startOverride(false)}>Toch niet</button>
      </p>
    </fieldset>
  </form>`;
}

/** Says at the note what is missing; empty takes it back. */
function missing(form: HTMLFormElement, message: string): void {
  const note = form.querySelector("textarea");
  note?.setCustomValidity(message);
  if (message !== "") note?.reportValidity();
}
