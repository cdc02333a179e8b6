// The instruments, in the page or in a shadow root: every colour comes from the tokens around them.
import { css } from "lit";

export const instrumentStyle = css`
  .instrument {
    --instrument-ink: var(--_ink, light-dark(#1d1b16, #efebe2));
    --instrument-soft: var(--_soft, light-dark(#47433a, #cfc9bc));
    --instrument-rule: var(--_edge, light-dark(#746c5c, #9a9a94));
    --instrument-accent: var(--_accent, light-dark(#0a4a60, #9ad6ee));
    --instrument-on-accent: var(--_on-accent, light-dark(#fff, #0c1a20));
    --instrument-paper: var(--_paper, light-dark(#fbf9f4, #181a1b));
    container: instrument / inline-size;
  }

  .instrument-body {
    display: grid;
    gap: 1.5rem;
  }

  .instrument figure {
    margin: 0;
  }

  .instrument-drawing {
    display: block;
    height: auto;
    max-width: 34rem;
    overflow: visible;
    width: 100%;
  }

  .instrument-drawing text {
    fill: var(--instrument-ink);
    font-size: 13px;
  }

  .instrument-drawing :is(.tick) {
    fill: var(--instrument-soft);
    font-size: 11px;
  }

  .instrument-drawing :is(.score, .domain, .tick.here) {
    fill: var(--instrument-ink);
    font-weight: 700;
  }

  .instrument :is(.grid, .edge) {
    fill: none;
    stroke: var(--instrument-rule);
    stroke-width: 0.75;
  }

  .instrument .edge {
    stroke-width: 1.25;
  }

  .instrument :is(.rail, .rung) {
    stroke: var(--instrument-rule);
    stroke-width: 2.5;
  }

  .instrument .rung.here {
    stroke: var(--instrument-accent);
    stroke-width: 6;
  }

  .instrument .outline {
    fill: none;
    stroke: var(--instrument-accent);
    stroke-linejoin: round;
    stroke-width: 2.5;
  }

  .instrument .outline.now.closed {
    fill: var(--instrument-accent);
    fill-opacity: 0.12;
  }

  .instrument .outline.before {
    stroke: var(--instrument-soft);
    stroke-dasharray: 6 4;
    stroke-width: 2;
  }

  .instrument .mark {
    fill: var(--instrument-accent);
    stroke: var(--instrument-paper);
    stroke-width: 1.5;
  }

  .instrument .mark.before {
    fill: var(--instrument-paper);
    stroke: var(--instrument-soft);
    stroke-width: 2;
  }

  .instrument .person {
    fill: var(--instrument-paper);
    stroke: var(--instrument-rule);
    stroke-width: 1.25;
  }

  .instrument .step {
    fill: none;
    stroke: var(--instrument-rule);
    stroke-width: 1.25;
  }

  .instrument .ring {
    fill: none;
    stroke: var(--instrument-accent);
    stroke-width: 3;
  }

  .instrument [data-first="true"] .step-text {
    font-weight: 700;
  }

  .instrument-table {
    border-collapse: collapse;
    margin: 1rem 0;
    width: 100%;
  }

  .instrument-table caption {
    font-weight: 600;
    padding-bottom: 0.25rem;
    text-align: left;
  }

  .instrument-table :is(th, td) {
    border-bottom: 1px solid var(--_rule, light-dark(#cbc3b2, #474a4b));
    font-weight: 400;
    hyphens: auto;
    overflow-wrap: break-word;
    padding: 0.3rem 0.75rem 0.3rem 0;
    text-align: left;
    vertical-align: top;
  }

  .instrument-table thead th {
    font-weight: 600;
  }

  .instrument-question {
    border: 0;
    margin: 0 0 1rem;
    min-width: 0;
    padding: 0;
  }

  .instrument-question legend {
    font-weight: 600;
    padding: 0;
  }

  .instrument-ends,
  .instrument-owner,
  .instrument-legend {
    color: var(--instrument-soft);
    font-size: 0.9375rem;
    margin: 0.25rem 0;
  }

  .instrument-owner a {
    overflow-wrap: anywhere;
  }

  .instrument-options {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    margin-top: 0.35rem;
  }

  .instrument-options label {
    cursor: pointer;
    display: inline-flex;
    position: relative;
  }

  .instrument-options input {
    height: 100%;
    inset: 0;
    margin: 0;
    opacity: 0;
    position: absolute;
    width: 100%;
  }

  .instrument-options span {
    align-items: center;
    border: 1px solid var(--instrument-rule);
    border-radius: 4px;
    display: inline-flex;
    justify-content: center;
    min-height: 2.25rem;
    min-width: 2.25rem;
    padding: 0.2rem 0.6rem;
  }

  .instrument-options.scores span {
    padding: 0.2rem 0;
  }

  .instrument-options input:checked + span {
    background: var(--instrument-accent);
    border-color: var(--instrument-accent);
    color: var(--instrument-on-accent);
    font-weight: 700;
  }

  /* That nothing was said is no answer, and does not look like one. */
  .instrument-options .none span {
    padding-inline: 0.6rem;
  }

  .instrument-options .none input:checked + span {
    background: none;
    border-color: currentColor;
    color: inherit;
    font-weight: 400;
  }

  .instrument-options input:focus-visible + span {
    outline: 3px solid var(--instrument-accent);
    outline-offset: 2px;
  }

  .instrument-legend {
    display: flex;
    flex-wrap: wrap;
    gap: 1.25rem;
  }

  .instrument-legend span {
    align-items: center;
    display: inline-flex;
    gap: 0.4rem;
  }

  .instrument-sample {
    height: 1rem;
    width: 2.75rem;
  }

  .instrument-hint {
    border-left: 3px solid var(--instrument-accent);
    padding-left: 0.75rem;
  }

  @container instrument (min-width: 52rem) {
    .instrument-body {
      align-items: start;
      grid-template-columns: 1fr 1fr;
    }

    .instrument-result {
      position: sticky;
      top: 1rem;
    }
  }

  @media (forced-colors: active) {
    .instrument {
      --instrument-ink: CanvasText;
      --instrument-soft: CanvasText;
      --instrument-rule: CanvasText;
      --instrument-accent: Highlight;
      --instrument-on-accent: HighlightText;
      --instrument-paper: Canvas;
    }

    .instrument-options input:checked + span {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }

  @media print {
    .instrument {
      --instrument-ink: #000;
      --instrument-soft: #000;
      --instrument-rule: #555;
      --instrument-accent: #000;
      --instrument-paper: #fff;
      break-inside: avoid;
    }

    .instrument-inputs {
      display: none;
    }

    .instrument-drawing {
      max-width: 11cm;
    }
  }
`;
