// Text and controls; a page around the element may adopt it too.
import { css } from "lit";

export const base = css`
*,
*::before,
*::after {
  box-sizing: border-box;
}

/* What is still of the answer before. */
details[data-stale] > :not(summary) {
  display: none;
}

h1,
h2,
h3 {
  font-family: var(--domeinwijzer-heading-font-family, var(--nl-heading-level-2-font-family, var(--utrecht-heading-font-family, inherit)));
  margin: 0;
  line-height: 1.25;
  text-wrap: balance;
}

h1 {
  font-size: calc(var(--_size) * 1.25);
}

h2 {
  font-size: calc(var(--_size) * 1.375);
}

h3 {
  font-size: calc(var(--_size) * 1.0625);
}

p,
ul,
dl {
  margin: calc(var(--_size) * 0.5) 0;
  max-width: var(--_line);
}

ul {
  padding-left: calc(var(--_size) * 1.25);
}

a {
  color: var(--_accent);
  text-underline-offset: 0.15em;
}

code {
  font: 0.9em var(--_mono);
  overflow-wrap: anywhere;
}

kbd {
  display: inline-block;
  border: 1px solid currentcolor;
  border-radius: 3px;
  font: calc(var(--_size) * 0.75)/1 var(--_mono);
  padding: calc(var(--_size) * 0.1) calc(var(--_size) * 0.3);
  text-decoration: none;
}

summary {
  cursor: pointer;
}

:focus-visible {
  outline: 3px solid var(--_focus);
  outline-offset: 2px;
}

button,
input,
select,
textarea {
  font: inherit;
  color: inherit;
}

input:is([type="text"]),
select,
textarea {
  background: var(--_paper);
  border: 1px solid var(--_edge);
  border-radius: var(--_radius);
  padding: calc(var(--_size) * 0.4) calc(var(--_size) * 0.5);
  max-width: 100%;
}

input:is([type="radio"], [type="checkbox"]) {
  accent-color: var(--_accent);
  flex: none;
  width: calc(var(--_size) * 1.25);
  height: calc(var(--_size) * 1.25);
  margin: 0;
}

textarea {
  display: block;
  field-sizing: content;
  max-height: calc(var(--_size) * 26);
  width: 100%;
  line-height: 1.45;
  resize: vertical;
}

/* A choice has a border; what only helps is underlined text. */
.choice {
  background: var(--_paper);
  border: 2px solid var(--_accent);
  border-radius: var(--_radius);
  color: var(--_accent);
  cursor: pointer;
  font-weight: 600;
  min-height: calc(var(--_size) * 2.75);
  min-width: calc(var(--_size) * 2.75);
  padding: calc(var(--_size) * 0.35) calc(var(--_size) * 0.9);
}

/* No filling on hover: under a pointer that stayed where it was, the next question would look answered. */
@media (hover: hover) {
  .choice:hover {
    background: var(--_sheet);
  }
}

:disabled {
  cursor: not-allowed;
  opacity: 0.6;
}

.choice:active {
  background: var(--_accent);
  color: var(--_on-accent);
}

.quiet {
  background: none;
  border: 0;
  color: var(--_accent);
  cursor: pointer;
  margin-right: calc(var(--_size) * 0.75);
  min-height: calc(var(--_size) * 1.75);
  padding: calc(var(--_size) * 0.2) 0;
  text-decoration: underline;
  text-underline-offset: 0.15em;
}

.quiet:last-child {
  margin-right: 0;
}

.label {
  font-weight: 600;
}

dt {
  font-weight: 600;
}

.kicker {
  color: var(--_accent);
  font-size: calc(var(--_size) * 0.9375);
  font-weight: 600;
  margin: 0 0 calc(var(--_size) * 0.25);
}

.help,
.why,
.range,
.ends,
.count,
.version,
.idle-why,
.sources {
  color: var(--_soft);
  font-size: calc(var(--_size) * 0.9375);
}

.wrong,
.warning {
  color: var(--_warning);
  font-weight: 600;
}

.visually-hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  margin: -1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

@media (prefers-reduced-motion: reduce) {
  * {
    scroll-behavior: auto !important;
    transition: none !important;
  }
}

button kbd,
label kbd {
  margin-left: calc(var(--_size) * 0.4);
}

/* Without a keyboard at hand, hints about keys only take room. */
@media (hover: none) and (pointer: coarse) {
  button kbd,
  label kbd,
  .keys {
    display: none;
  }
}
`;
