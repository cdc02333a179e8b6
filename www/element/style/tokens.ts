// One paper, one ink, one accent for what to do now, one warning colour for safety only. Every pair of
// text and ground of our own values is at least 7:1. A host sets the first name of each, a theme of NL
// Design System the next ones; light or dark is that of the page
// (`color-scheme`). Sizes follow one size and not that of the root, which some pages make very small.
import { css } from "lit";

export const tokens = css`
:host,
:root {
  --_paper: var(--domeinwijzer-background, var(--nl-page-body-background-color, var(--utrecht-page-body-background-color, var(--utrecht-document-background-color, light-dark(#fbf9f4, #181a1b)))));
  --_ink: var(--domeinwijzer-color, var(--nl-paragraph-color, var(--utrecht-document-color, light-dark(#1d1b16, #efebe2))));
  --_soft: var(--domeinwijzer-subtle-color, color-mix(in srgb, var(--_ink) 82%, var(--_paper)));
  --_sheet: var(--domeinwijzer-advice-background, color-mix(in srgb, var(--_ink) 4%, var(--_paper)));
  --_rule: var(--domeinwijzer-border-color, var(--nl-separator-color, var(--utrecht-separator-color, color-mix(in srgb, var(--_ink) 22%, var(--_paper)))));
  --_edge: var(--domeinwijzer-control-border-color, var(--nl-form-control-border-color, var(--utrecht-form-control-border-color, color-mix(in srgb, var(--_ink) 60%, var(--_paper)))));
  --_accent: var(--domeinwijzer-accent-color, var(--nl-link-color, var(--utrecht-link-color, light-dark(#0a4a60, #9ad6ee))));
  --_on-accent: var(--domeinwijzer-on-accent-color, var(--_paper));
  --_warning: var(--domeinwijzer-warning-color, var(--nl-form-field-error-message-color, var(--utrecht-form-field-error-message-color, light-dark(#8c1c13, #ffb8ab))));
  --_warning-ground: var(--domeinwijzer-warning-background, color-mix(in srgb, var(--_warning) 8%, var(--_paper)));
  --_focus: var(--domeinwijzer-focus-color, var(--nl-focus-outline-color, var(--utrecht-focus-outline-color, var(--_accent))));
  --_radius: var(--domeinwijzer-border-radius, var(--nl-button-border-radius, var(--utrecht-button-border-radius, 4px)));
  --_padding: var(--domeinwijzer-padding, var(--_size));
  --_line: var(--domeinwijzer-line-length, 66ch);
  --_size: var(--domeinwijzer-font-size, var(--nl-paragraph-font-size, var(--utrecht-document-font-size, max(1rem, 16px))));
  --_mono: ui-monospace, "Cascadia Mono", Consolas, Menlo, monospace;
  background: var(--_paper);
  color: var(--_ink);
  font-family: var(--domeinwijzer-font-family, var(--nl-paragraph-font-family, var(--utrecht-document-font-family, inherit)));
  font-size: var(--_size);
  font-variant-numeric: tabular-nums;
  line-height: 1.55;
  overflow-wrap: anywhere;
  text-size-adjust: 100%;
  -webkit-tap-highlight-color: transparent;
}
`;
