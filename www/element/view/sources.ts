// Where a question or a rule comes from.
import { html, nothing, type TemplateResult } from "lit";
import type { SourceInfo } from "../engine/module";
import { safeLink } from "../links";

export function sources(list: readonly SourceInfo[]): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  return html`<p class="sources">
    <span class="label">${list.length === 1 ? "Bron:" : "Bronnen:"}</span>
    ${list.map(({ title, url }, at) => html`${at === 0 ? nothing : "; "}${link(url === null ? null : safeLink(url), title)}`)}
  </p>`;
}

/** A link that opens elsewhere, so that the answers on this page are not lost; text without one. */
export function link(address: string | null, text: string | TemplateResult): TemplateResult {
  if (address === null) return html`<span>${text}</span>`;
  return address.startsWith("https:")
    ? html`<a href=${address} target="_blank" rel="noopener noreferrer">${text}</a>`
    : html`<a href=${address}>${text}</a>`;
}
