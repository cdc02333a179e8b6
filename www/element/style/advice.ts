import { css } from "lit";

export const advice = css`
.advice {
  background: var(--_sheet);
}

.advice-body {
  padding: 1.25rem clamp(0.75rem, 2vw, 1.5rem) 2rem;
}

.advice h2 {
  font-size: calc(var(--_size) * 1.625);
}

.advice h3 {
  border-top: 1px solid var(--_rule);
  margin-top: 1.25rem;
  padding-top: 0.75rem;
}

.lead {
  font-size: calc(var(--_size) * 1.0625);
}

.practical {
  display: grid;
  gap: 0.2rem 1rem;
  grid-template-columns: max-content minmax(0, 1fr);
}

.practical dd {
  margin: 0;
}

.decide {
  display: flex;
  flex-wrap: wrap;
  gap: 0 0.75rem;
}

.decide > button,
.decide ::slotted(*) {
  margin-block: 0.4rem;
}

.overridden {
  border-inline-start: 4px solid var(--_accent);
  margin-block: 1rem;
  padding-inline-start: 0.9rem;
}

.override label {
  display: block;
  font-weight: 600;
}

.override select {
  min-height: 2.75rem;
  width: 100%;
}

.signal {
  background: var(--_warning-ground);
  border-left: 6px solid var(--_warning);
  margin-bottom: 1rem;
  padding: 0.6rem 0.9rem;
}

.signal p {
  margin: 0.2rem 0;
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
  margin: 0.6rem 0;
}

.reasons p {
  margin: 0;
}

.seen {
  color: var(--_soft);
  font-size: calc(var(--_size) * 0.9375);
  margin: 0.1rem 0;
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
  padding: 0.15rem 0;
}

.why-not[open],
.also[open],
.origin[open] {
  border-left: 2px solid var(--_rule);
  margin-bottom: 0.75rem;
  padding-left: 0.75rem;
}

.text {
  margin: 0.75rem 0 1rem;
}

.text label {
  font-weight: 600;
}

.text p {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.5rem 0.75rem;
}

.strip {
  display: none;
}

.print-only {
  display: none;
}
`;
