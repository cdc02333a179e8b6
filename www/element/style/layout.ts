// The element looks at its own width, not at that of the window: a HIS may give it a panel.
import { css } from "lit";

export const layout = css`
:host {
  container: domeinwijzer / inline-size;
  display: block;
}

:host([hidden]) {
  display: none;
}

/* Texts come from files: a direction that one of them sets stays within it. */
.desk * {
  unicode-bidi: isolate;
}

.desk {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
}

.questions {
  padding: calc(var(--_size) * 1.25) var(--_padding) calc(var(--_size) * 2);
}

.failed,
slot[name="empty"] {
  display: block;
  padding: calc(var(--_size) * 1.5) var(--_padding);
}

h2[tabindex="-1"]:focus:not(:focus-visible) {
  outline: none;
}

@container domeinwijzer (width >= 58em) {
  .desk {
    gap: clamp(calc(var(--_size) * 1.5), 3vw, calc(var(--_size) * 3));
    padding-inline-start: var(--_padding);
    grid-template-columns: minmax(0, 1fr) minmax(calc(var(--_size) * 24), 1fr);
  }

  .questions {
    padding-inline: 0;
  }

  /* Always in sight: the advice scrolls by itself and stays beside the questions. */
  .advice {
    align-self: start;
    block-size: calc(100vh - var(--domeinwijzer-inset, 0px));
    overflow: auto;
    position: sticky;
    top: var(--domeinwijzer-inset, 0);
  }
}

@container domeinwijzer (width < 58em) {
  .desk {
    display: block;
  }

  /* What has the focus is never below the strip. */
  .questions :is(a, button, input, summary, h2) {
    scroll-margin-block-end: calc(var(--_size) * 8);
  }

  /* A strip at the bottom of the window, as long as the element is in sight. */
  .advice {
    border-top: 3px solid var(--_accent);
    bottom: 0;
    display: flex;
    flex-direction: column;
    max-block-size: calc(88vh - var(--domeinwijzer-inset, 0px));
    position: sticky;
    z-index: 2;
  }

  .strip {
    align-items: center;
    background: var(--_sheet);
    border: 0;
    display: flex;
    flex: none;
    gap: calc(var(--_size) * 0.75);
    justify-content: space-between;
    min-height: calc(var(--_size) * 3.5);
    padding: calc(var(--_size) * 0.5) clamp(calc(var(--_size) * 0.75), 3vw, calc(var(--_size) * 2));
    position: relative;
    text-align: start;
  }

  /* Three lines each: the strip stays a strip, and below it stands the whole. */
  .strip-text > * {
    display: block;
    max-block-size: 4.65em;
    overflow: hidden;
  }

  .strip-action {
    flex: none;
    background: none;
    border: 0;
    color: var(--_accent);
    cursor: pointer;
    font: inherit;
    font-weight: 600;
    min-block-size: calc(var(--_size) * 2.75);
    padding: 0;
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }

  /* One tap anywhere on the strip; the button itself covers little of what scrolls below it. */
  .strip-action::after {
    content: "";
    inset: 0;
    position: absolute;
  }

  .strip-action:focus-visible {
    outline: none;
  }

  .strip:has(.strip-action:focus-visible) {
    outline: 3px solid var(--_focus);
    outline-offset: -4px;
  }

  .advice-body {
    border-top: 1px solid var(--_rule);
    overflow: auto;
  }

  .advice[data-open="false"] .advice-body {
    display: none;
  }
}

/* Of a low window, such as one at 200 %, the strip takes one line each for a signal and the advice. */
@media (height < 30em) {
  @container domeinwijzer (width < 58em) {
    .questions :is(a, button, input, summary, h2) {
      scroll-margin-block-end: calc(var(--_size) * 5);
    }

    .strip {
      min-height: 0;
      padding-block: 0;
    }

    .strip-text {
      min-inline-size: 0;
    }

    .strip-text > * {
      max-block-size: none;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  }
}

/* At 400 % there is room for the question only: the strip stands below the questions, and covers nothing. */
@media (height < 20em) {
  @container domeinwijzer (width < 58em) {
    .questions :is(a, button, input, summary, h2) {
      scroll-margin-block-end: 0;
    }

    .advice {
      max-block-size: none;
      position: static;
    }

    .advice-body {
      overflow: visible;
    }

    .strip-text > * {
      white-space: normal;
    }
  }
}
`;
