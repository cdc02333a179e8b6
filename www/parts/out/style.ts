// The sheets to print, and the consent step.
import { css } from "lit";

export const outStyle = css`
  .sheet {
    background: var(--_paper, light-dark(#fff, #181a1b));
    color: var(--_ink, light-dark(#1d1b16, #efebe2));
    line-height: 1.5;
    max-width: 46rem;
  }

  .sheet :is(h2, h3) {
    line-height: 1.25;
  }

  .sheet h3 {
    margin: 1rem 0 0.25rem;
  }

  .sheet :is(p, ul, ol, dl) {
    margin: 0.35rem 0;
    max-width: none;
  }

  .sheet-lead {
    font-size: 1.0625rem;
  }

  .sheet-contact {
    display: grid;
    gap: 0.1rem 1rem;
    grid-template-columns: max-content 1fr;
  }

  .sheet-contact dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .sheet-contact dt,
  .sheet-plan dt {
    font-weight: 600;
  }

  .sheet-room {
    border-bottom: 1px solid var(--_edge, light-dark(#746c5c, #9a9a94));
    height: 2.1rem;
    margin: 0 0 0.5rem;
  }

  .sheet-blank {
    border-bottom: 1px solid var(--_edge, light-dark(#746c5c, #9a9a94));
    display: inline-block;
    min-width: 8rem;
  }

  .sheet-signals {
    border-left: 6px solid var(--_warning, light-dark(#8c1c13, #ffb8ab));
    padding-left: 0.75rem;
  }

  .sheet-signals h3 {
    color: var(--_warning, light-dark(#8c1c13, #ffb8ab));
  }

  .sheet-table {
    border-collapse: collapse;
    width: 100%;
  }

  .sheet-table :is(th, td) {
    border: 1px solid var(--_edge, light-dark(#746c5c, #9a9a94));
    hyphens: auto;
    overflow-wrap: break-word;
    padding: 0.25rem 0.5rem;
    text-align: left;
    vertical-align: top;
  }

  .sheet-agreed td {
    height: 2rem;
  }

  .sheet-agreed :is(th, td):not(:first-child) {
    width: 24%;
  }

  .sheet-ticks {
    list-style: "☐ ";
    padding-left: 1.5rem;
  }

  .sheet-foot {
    border-top: 1px solid var(--_edge, light-dark(#746c5c, #9a9a94));
    font-size: 0.9375rem;
    margin-top: 1rem;
  }

  .consent fieldset {
    border: 0;
    margin: 0.75rem 0;
    padding: 0;
  }

  .consent legend {
    font-weight: 600;
    padding: 0;
  }

  .consent-tick {
    align-items: start;
    display: flex;
    gap: 0.6rem;
    padding: 0.35rem 0;
  }

  .consent-text {
    border: 1px solid var(--_edge, light-dark(#746c5c, #9a9a94));
    font: inherit;
    margin: 0.5rem 0;
    overflow-wrap: anywhere;
    padding: 0.75rem;
    white-space: pre-wrap;
  }

  .consent-exact .consent-text {
    max-height: 18rem;
    overflow: auto;
  }

  .consent-buttons {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1.25rem;
  }

  @media print {
    @page {
      margin: 14mm;
      size: A4;
    }

    /* Who prints a sheet marks it, and hides the rest. */
    .sheet {
      --_ink: #000;
      --_soft: #000;
      --_edge: #444;
      --_warning: #000;
      --_paper: #fff;
      background: none;
      color: #000;
      font-size: 11pt;
      line-height: 1.4;
      max-width: none;
    }

    .sheet section {
      break-inside: avoid;
    }

    .sheet[data-sheet="patient"] {
      font-size: 12pt;
    }

    .sheet[data-sheet="overview"] {
      font-size: 9pt;
      line-height: 1.3;
    }

    .sheet[data-sheet="overview"] :is(h2, p, ul) {
      margin-block: 0.2rem;
    }

    .sheet-ticks {
      columns: 2;
    }

    .sheet-agreed td {
      height: 1.6rem;
    }

    .sheet[data-sheet="overview"] .sheet-foot {
      font-size: 8pt;
      margin-top: 0.4rem;
    }

    .sheet[data-sheet="overview"] :is(h3) {
      margin: 0.5rem 0 0.15rem;
    }

    .sheet .instrument .instrument-table {
      display: none;
    }

    .sheet .instrument-drawing {
      max-width: 6.6cm;
    }

    .consent {
      display: none;
    }
  }
`;
