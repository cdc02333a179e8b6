// Who, how and when: the practical side of one route.
import { html, nothing, type TemplateResult } from "lit";
import type { ContactInfo, RouteAdvice } from "../engine/module";
import { mailLink, phoneLink, safeLink } from "../links";
import { term } from "../words";
import { link } from "./sources";

export function routeDetails(route: RouteAdvice): TemplateResult {
  const { contact, responseDays, offerings, feedback } = route;
  return html`<dl class="practical" part="practical">
    ${contact === null ? nothing : contactRows(contact)}
    ${responseDays === null ? nothing : html`<dt>Reactie</dt><dd>${term(responseDays)}</dd>`}
    ${offerings.length === 0
      ? nothing
      : html`<dt>Aanbod</dt>
          <dd>
            <ul>
              ${offerings.map(
                ({ title, explanation, pointedTo }) =>
                  html`<li>${pointedTo ? html`<strong>${title}</strong> (past bij deze antwoorden)` : title}${explanation === null ? nothing : html`: ${explanation}`}</li>`,
              )}
            </ul>
          </dd>`}
    ${feedback === null ? nothing : html`<dt>Terugkoppeling</dt><dd>${feedback}</dd>`}
  </dl>`;
}

/** Where there is no room for it, an address is broken after its sign rather than within a word. */
function mail(address: string): TemplateResult {
  const [name, ...host] = address.split("@");
  return html`${name}${host.length === 0 ? nothing : html`@<wbr />${host.join("@")}`}`;
}

function contactRows({ function: role, organisation, channel, phone, email, website }: ContactInfo): TemplateResult {
  return html`<dt>Contact</dt>
    <dd>${role}${organisation === null ? nothing : html`, ${organisation}`}</dd>
    ${channel === null ? nothing : html`<dt>Via</dt><dd>${channel}</dd>`}
    ${phone === null ? nothing : html`<dt>Telefoon</dt><dd>${link(phoneLink(phone), phone)}</dd>`}
    ${email === null ? nothing : html`<dt>E-mail</dt><dd>${link(mailLink(email), mail(email))}</dd>`}
    ${website === null ? nothing : html`<dt>Website</dt><dd>${link(safeLink(website), website)}</dd>`}`;
}
