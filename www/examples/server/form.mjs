// HTML from a protocol, and answers from a form. All text is escaped: a protocol is not markup.

const escaped = (text) =>
  String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The answers in a form; an empty field is an open question, and never a "nee". */
export function read(form, questions) {
  const answers = {};
  for (const { id, kind } of questions) {
    const fields = form.getAll(id);
    if (fields.length === 0) continue;
    const [text] = fields;
    if (text === "") answers[id] = null;
    else if (kind === "yesNo") answers[id] = text === "ja" ? true : text === "nee" ? false : text;
    else if (kind === "multiChoice") answers[id] = fields.filter((field) => field !== "geen_van_deze");
    else answers[id] = kind === "choice" ? text : Number(text);
  }
  return answers;
}

/** The fields in which an answer that was given comes back. */
function kept(id, answer) {
  const texts =
    answer === null ? [""] : answer === true ? ["ja"] : answer === false ? ["nee"] : Array.isArray(answer) ? ["geen_van_deze", ...answer] : [answer];
  return texts.map((text) => `<input type="hidden" name="${escaped(id)}" value="${escaped(text)}">`).join("");
}

/** How one question is answered. */
function control({ id, kind, text, choices, min, max }) {
  const button = (value, label) => `<button name="${escaped(id)}" value="${escaped(value)}">${escaped(label)}</button>`;
  const unknown = button("", "Weet ik niet");
  const ways = {
    yesNo: () => button("ja", "Ja") + button("nee", "Nee"),
    choice: () => choices.map((it) => button(it.id, it.label)).join(""),
    multiChoice: () =>
      `<input type="hidden" name="${escaped(id)}" value="geen_van_deze">` +
      choices.map((it) => `<label><input type="checkbox" name="${escaped(id)}" value="${escaped(it.id)}"> ${escaped(it.label)}</label>`).join("<br>") +
      "<br><button>Verder</button>",
  };
  if (kind in ways) return fieldset(text, ways[kind]() + (kind === "multiChoice" ? "" : unknown));
  const limits = [min === null ? "" : ` min="${min}"`, max === null ? "" : ` max="${max}"`].join("");
  return fieldset(text, `<input type="number" name="${escaped(id)}"${limits} aria-label="${escaped(text)}"> <button>Verder</button> (leeg: weet ik niet)`);
}

const fieldset = (legend, inside) => `<fieldset><legend>${escaped(legend)}</legend>${inside}</fieldset>`;

/** The whole page. */
export function page({ protocol, answers = {}, advice, question, failure }) {
  const outcome = failure
    ? `<p role="alert">Domeinwijzer kan niet rekenen: ${escaped(failure)}</p>`
    : advice.route
      ? `<h2>${escaped(advice.route.title)}</h2><p>${escaped(advice.route.explanation)}</p>`
      : question
        ? ""
        : "<p>Er is te weinig bekend voor een advies.</p>";
  const signals = (advice?.signals ?? []).map(({ title }) => `<p>Let op: ${escaped(title)}</p>`).join("");
  const fields = Object.entries(answers).map(([id, answer]) => kept(id, answer)).join("");
  return `<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Domeinwijzer van de server</title></head>
<body><h1>Welke route past?</h1>
${protocol ? `<p>Voorbeeld: ${escaped(protocol.info.title)} ${escaped(protocol.info.version)}</p>` : ""}
${question ? `<form method="post" action="/">${fields}${control(question)}</form>` : ""}
<section data-route="${escaped(advice?.route?.id ?? "")}">${outcome}${signals}</section>
<p><a href="/">Opnieuw beginnen</a></p></body></html>
`;
}
