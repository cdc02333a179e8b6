import { css } from "lit";

export const advice = css`
.advice {
  background: var(--_sheet);
}

.advice-body {
  padding: calc(var(--_size) * 1.25) clamp(calc(var(--_size) * 0.75), 2vw, calc(var(--_size) * 1.5)) calc(var(--_size) * 2);
}

.advice h2 {
  font-size: calc(var(--_size) * 1.625);
}

.advice h3 {
  border-top: 1px solid var(--_rule);
  margin-top: calc(var(--_size) * 1.25);
  padding-top: calc(var(--_size) * 0.75);
}

.lead {
  font-size: calc(var(--_size) * 1.0625);
}

.practical {
  display: grid;
  gap: calc(var(--_size) * 0.2) var(--_size);
  grid-template-columns: max-content minmax(0, 1fr);
}

.practical dd {
  margin: 0;
}

.practical dd > ul {
  margin-top: 0;
}

.decide {
  display: flex;
  flex-wrap: wrap;
  gap: 0 calc(var(--_size) * 0.75);
}

.decide > button,
.decide ::slotted(*) {
  margin-block: calc(var(--_size) * 0.4);
}

/* On a line of its own, which takes no room until there is something to say. */
.decide > .copied {
  flex-basis: 100%;
}

.overridden {
  border-inline-start: 4px solid var(--_accent);
  margin-block: var(--_size);
  padding-inline-start: calc(var(--_size) * 0.9);
}

.override label {
  display: block;
  font-weight: 600;
}

.override select {
  min-height: calc(var(--_size) * 2.75);
  width: 100%;
}

.signal {
  background: var(--_warning-ground);
  border-left: 6px solid var(--_warning);
  margin-bottom: var(--_size);
  padding: calc(var(--_size) * 0.6) calc(var(--_size) * 0.9);
}

.signal p {
  margin: calc(var(--_size) * 0.2) 0;
}

.signal-title {
  color: var(--_warning);
  font-size: calc(var(--_size) * 1.125);
  font-weight: 700;
}

.reasons {
  list-style: none;
  padding: 0;
}

.reasons > li {
  margin: calc(var(--_size) * 0.6) 0;
}

.reasons p {
  margin: 0;
}

.seen {
  color: var(--_soft);
  font-size: calc(var(--_size) * 0.9375);
  margin: calc(var(--_size) * 0.1) 0;
}

.seen strong {
  color: var(--_ink);
}

.origin {
  font-size: calc(var(--_size) * 0.9375);
}

.origin > summary,
.why-not > summary,
.also > summary {
  color: var(--_accent);
  padding: calc(var(--_size) * 0.15) 0;
}

.why-not[open],
.also[open],
.origin[open] {
  border-left: 2px solid var(--_rule);
  margin-bottom: calc(var(--_size) * 0.75);
  padding-left: calc(var(--_size) * 0.75);
}

.own {
  border: 1px solid var(--_edge);
  border-radius: var(--_radius);
  font-size: calc(var(--_size) * 0.875);
  padding: 0 calc(var(--_size) * 0.4);
}

.trial {
  border: 2px dashed var(--_accent);
  margin-bottom: var(--_size);
  padding: calc(var(--_size) * 0.6) calc(var(--_size) * 0.9);
}

.trial-title:focus:not(:focus-visible) {
  outline: none;
}

.trial p {
  margin: calc(var(--_size) * 0.4) 0;
}

.trial-row {
  align-items: center;
  display: grid;
  gap: 0 calc(var(--_size) * 0.75);
  grid-template-columns: minmax(0, 1fr) max-content;
}

.trial-row > :is(label, select, .trial-own) {
  grid-column: 1 / -1;
}

.trial-row > label {
  font-weight: 600;
}

.trial-row > input {
  accent-color: var(--_accent);
  min-height: calc(var(--_size) * 2);
  width: 100%;
}

.trial-row > select {
  min-height: calc(var(--_size) * 2.75);
}

.trial-row > output {
  font-weight: 600;
  min-width: calc(var(--_size) * 4);
}

.trial-own {
  color: var(--_soft);
  font-size: calc(var(--_size) * 0.9375);
}

.text {
  margin: calc(var(--_size) * 0.75) 0 var(--_size);
}

.text label {
  font-weight: 600;
}

.text p {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: calc(var(--_size) * 0.5) calc(var(--_size) * 0.75);
}

.strip {
  display: none;
}

.print-only {
  display: none;
}
`;
