// What has to be known before anyone counts: high numbers fall by themselves, and the limits are nobody's.
import { html, nothing, type TemplateResult } from "lit";
import type { ListProtocol, ListSource } from "virtual:lists";

/** Health care hotspotting, a randomized trial: NEJM 2020. */
const CAMDEN = "https://pmc.ncbi.nlm.nih.gov/articles/PMC7046127";

export function warningView(): TemplateResult {
  return html`<section class="caution" aria-labelledby="vanzelf">
    <h2 id="vanzelf">Wie nu veel komt, komt later vanzelf minder</h2>
    <p>
      Hoge aantallen dalen ook als u niets doet. In een Amerikaans onderzoek met loting (800 mensen) werd in de groep met extra hulp 62,3 procent opnieuw
      opgenomen, en in de groep zonder 61,7 procent: geen verschil. Wie alleen voor en na had vergeleken, had ten onrechte een daling van 38 procentpunten gezien.
      Noem een daling na het gesprek dus geen effect.
      <a href=${CAMDEN} target="_blank" rel="noopener noreferrer">Het onderzoek in Camden (NEJM, 2020)<span class="visually-hidden">, nieuw venster</span></a>
    </p>
    <p>Dit is een lijst om na te lopen, geen besluit. Er staat niets in over veiligheid: wie er niet op staat, kan in nood zijn.</p>
  </section>`;
}

/** Every limit and rule with where it comes from; where nothing was published it says why it is there. */
export function limitsView(list: ListProtocol): TemplateResult {
  const source = (id: string) => list.sources.find((one) => one.id === id);
  const from = (ids: readonly string[]) => {
    const known = ids.map(source).filter((one): one is ListSource => one !== undefined);
    return html`<ul class="plain">${known.map(sourceView)}</ul>`;
  };
  return html`<details class="limits">
    <summary>Grenzen en regels, met waar ze vandaan komen</summary>
    <p>Van deze aanpak zijn geen Nederlandse grenzen gepubliceerd. Stel ze als praktijk zelf vast, in een eigen protocol, en open dat hieronder.</p>
    <div class="scroll" tabindex="0" role="region" aria-label="Grenzen">
      <table>
        <caption>Grenzen</caption>
        <thead><tr><th scope="col">Grens</th><th scope="col">In het protocol</th><th scope="col">Waarom deze grens</th></tr></thead>
        <tbody>${list.limits.map(({ title, condition, sources }) => html`<tr><th scope="row">${title}</th><td><code>${condition}</code></td><td>${from(sources)}</td></tr>`)}</tbody>
      </table>
    </div>
    <div class="scroll" tabindex="0" role="region" aria-label="Regels">
      <table>
        <caption>Regels</caption>
        <thead><tr><th scope="col">Regel</th><th scope="col">Doet</th><th scope="col">Bron</th></tr></thead>
        <tbody>${list.rules.map((rule) => html`<tr><th scope="row">${rule.reason}</th><td>${does(list, rule)}</td><td>${from(rule.sources)}</td></tr>`)}</tbody>
      </table>
    </div>
  </details>`;
}

function does(list: ListProtocol, { indicates, against, signals }: ListProtocol["rules"][number]): string {
  const route = (id: string) => list.routes.find((one) => one.id === id)?.title ?? id;
  const signal = (id: string) => list.signals.find((one) => one.id === id)?.title ?? id;
  return [...indicates.map((id) => `voor: ${route(id)}`), ...against.map((id) => `tegen: ${route(id)}`), ...signals.map((id) => `signaal: ${signal(id)}`)].join("; ");
}

function sourceView({ title, url, note }: ListSource): TemplateResult {
  const named = url?.startsWith("https://") === true ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${title}<span class="visually-hidden">, nieuw venster</span></a>` : html`<strong>${title}</strong>`;
  return html`<li>${named}${note === null ? nothing : html`. <span class="range">${note}</span>`}</li>`;
}
