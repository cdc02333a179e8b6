// The panel for what comes back.
import { css } from "lit";

export const feedbackStyle = css`
  .feedback label {
    display: block;
    font-weight: 600;
  }

  .feedback textarea {
    min-block-size: 6lh;
  }

  /* The browser's own button for files is in its own language and looks: the label is what is pressed. */
  .open-file,
  .feedback .open-file {
    align-items: center;
    color: var(--_accent, light-dark(#00485e, #8fd3f0));
    cursor: pointer;
    display: inline-flex;
    font-weight: inherit;
    min-block-size: 1.75rem;
    position: relative;
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }

  .open-file:focus-within {
    outline: 3px solid var(--_focus, currentcolor);
    outline-offset: 2px;
  }

  .open-file input {
    clip-path: inset(50%);
    inline-size: 1px;
    margin: 0;
    position: absolute;
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
