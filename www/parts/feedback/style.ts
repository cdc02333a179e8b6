// The panel for what comes back.
import { css } from "lit";

export const feedbackStyle = css`
  .feedback label {
    display: block;
    font-weight: 600;
  }

  .feedback-line {
    border: 1px solid var(--_edge, light-dark(#746c5c, #9a9a94));
    overflow-wrap: anywhere;
    padding: 0.6rem 0.75rem;
    unicode-bidi: isolate;
  }

  @media print {
    .feedback {
      display: none;
    }
  }
`;
