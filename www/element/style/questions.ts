import { css } from "lit";

export const questions = css`
/* The place of the question of now keeps its height, so that the groups below stay where they are. */
.ask {
  border-left: 4px solid var(--_accent);
  min-height: 18rem;
  padding: 0.25rem 0 0.25rem 1rem;
}

.ask .choices,
.ask .scale {
  display: flex;
  flex-wrap: wrap;
  gap: 0.5rem;
  margin: 0.9rem 0 0.6rem;
}

.ask .scale {
  gap: 0.35rem;
  margin-bottom: 0.2rem;
}

.ask .scale .choice {
  padding-inline: 0.5rem;
}

.ends {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: 0 1.5rem;
  margin: 0;
  max-width: 38rem;
}

.ticks {
  display: grid;
  gap: 0.25rem;
  margin: 0.75rem 0;
}

.ticks label {
  display: flex;
  align-items: center;
  gap: 0.6rem;
  min-height: 2.25rem;
}

.number input {
  width: 5.5rem;
}

.last {
  border-top: 1px solid var(--_rule);
  font-size: calc(var(--_size) * 0.9375);
  margin-top: 0.75rem;
  padding-top: 0.35rem;
}

.prefill {
  border-block: 1px solid var(--_rule);
  margin-bottom: 1.25rem;
  padding-block: 0.4rem;
}

.prefill .quiet {
  margin-inline-start: 0.5rem;
}

.origin-of,
.changed {
  color: var(--_soft);
  font-size: calc(var(--_size) * 0.9375);
}

.groups {
  margin-top: 1.75rem;
}

.bar {
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  justify-content: space-between;
  gap: 0 1rem;
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
  padding: 0.6rem 0;
}

.group > summary h3 {
  display: inline;
}

.group > summary .count {
  margin-left: 0.75rem;
}

.row {
  border-top: 1px dotted var(--_rule);
  padding: 0.75rem 0 0.75rem 1rem;
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
  gap: 0.15rem 1.25rem;
  margin-top: 0.25rem;
}

.options label {
  display: inline-flex;
  align-items: center;
  gap: 0.45rem;
  min-height: 2.25rem;
}

.options.scale {
  gap: 0.15rem 0.9rem;
}

.about {
  font-size: calc(var(--_size) * 0.9375);
}

.about summary {
  color: var(--_accent);
}

.idle-why {
  margin: 0.15rem 0 0;
}

.fields {
  display: flex;
  flex-wrap: wrap;
  gap: 0 1.5rem;
  padding-bottom: 0.75rem;
}

.fields label,
.fields input,
.fields span {
  display: block;
}

.context {
  margin-top: 1.5rem;
}
`;
