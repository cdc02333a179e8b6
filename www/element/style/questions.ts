import { css } from "lit";

export const questions = css`
/* The place of the question of now keeps its height, so that the groups below stay where they are. */
.ask {
  border-left: 4px solid var(--_accent);
  min-height: calc(var(--_size) * 18);
  padding: calc(var(--_size) * 0.25) 0 calc(var(--_size) * 0.25) var(--_size);
}

.ask .choices,
.ask .scale {
  display: flex;
  flex-wrap: wrap;
  gap: calc(var(--_size) * 0.5);
  margin: calc(var(--_size) * 0.9) 0 calc(var(--_size) * 0.6);
}

.ask .scale {
  gap: calc(var(--_size) * 0.35);
  margin-bottom: calc(var(--_size) * 0.2);
}

.ask .scale .choice {
  padding-inline: calc(var(--_size) * 0.5);
}

.ends {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: 0 calc(var(--_size) * 1.5);
  margin: 0;
  max-width: calc(var(--_size) * 38);
}

.ticks {
  display: grid;
  gap: calc(var(--_size) * 0.25);
  margin: calc(var(--_size) * 0.75) 0;
}

.ticks label {
  display: flex;
  align-items: center;
  gap: calc(var(--_size) * 0.6);
  min-height: calc(var(--_size) * 2.25);
}

.number input {
  width: calc(var(--_size) * 5.5);
}

.last {
  border-top: 1px solid var(--_rule);
  font-size: calc(var(--_size) * 0.9375);
  margin-top: calc(var(--_size) * 0.75);
  padding-top: calc(var(--_size) * 0.35);
}

.prefill {
  border-block: 1px solid var(--_rule);
  margin-bottom: calc(var(--_size) * 1.25);
  padding-block: calc(var(--_size) * 0.4);
}

.prefill .quiet {
  margin-inline-start: calc(var(--_size) * 0.5);
}

.origin-of,
.changed {
  color: var(--_soft);
  font-size: calc(var(--_size) * 0.9375);
}

.groups {
  margin-top: calc(var(--_size) * 1.75);
}

.bar {
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  justify-content: space-between;
  gap: 0 var(--_size);
}

details.group,
details.context {
  border-top: 1px solid var(--_rule);
}

details.group:last-of-type {
  border-bottom: 1px solid var(--_rule);
}

details.group > summary,
details.context > summary {
  padding: calc(var(--_size) * 0.6) 0;
}

.group > summary h3 {
  display: inline;
}

.group > summary .count {
  margin-left: calc(var(--_size) * 0.75);
}

.row {
  border-top: 1px dotted var(--_rule);
  padding: calc(var(--_size) * 0.75) 0 calc(var(--_size) * 0.75) var(--_size);
}

.row.idle legend,
.row.idle .options {
  color: var(--_soft);
}

fieldset {
  border: 0;
  margin: 0;
  min-width: 0;
  padding: 0;
}

legend {
  font-weight: 600;
  max-width: var(--_line);
  padding: 0;
}

.options {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: calc(var(--_size) * 0.15) calc(var(--_size) * 1.25);
  margin-top: calc(var(--_size) * 0.25);
}

.options label {
  display: inline-flex;
  align-items: center;
  gap: calc(var(--_size) * 0.45);
  min-height: calc(var(--_size) * 2.25);
}

.options.scale {
  gap: calc(var(--_size) * 0.15) calc(var(--_size) * 0.9);
}

.about {
  font-size: calc(var(--_size) * 0.9375);
}

.about summary {
  color: var(--_accent);
}

.idle-why {
  margin: calc(var(--_size) * 0.15) 0 0;
}

.fields {
  display: flex;
  flex-wrap: wrap;
  gap: 0 calc(var(--_size) * 1.5);
  padding-bottom: calc(var(--_size) * 0.75);
}

.fields label,
.fields input,
.fields span {
  display: block;
}

.context {
  margin-top: calc(var(--_size) * 1.5);
}
`;
