// On paper: only the text for the patient, when there is one.
import { css } from "lit";

export const print = css`
@media print {
  .questions,
  .strip {
    display: none;
  }

  .desk {
    display: block;
  }

  .advice,
  .advice[data-open="false"] .advice-body {
    background: none;
    block-size: auto;
    border: 0;
    display: block;
    max-block-size: none;
    overflow: visible;
    position: static;
  }

  .advice:has(.print-only) .advice-body > :not(.print-only) {
    display: none;
  }

  .print-only {
    display: block;
    font-size: 14pt;
    line-height: 1.6;
    max-width: calc(var(--_size) * 40);
    white-space: pre-wrap;
  }
}
`;
