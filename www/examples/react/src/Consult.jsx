import { useMemo, useState } from "react";
import { today, useProtocol } from "./useProtocol.js";

/** Asks what matters most, until the advice is decided. */
export function Consult({ municipality }) {
  const { protocol, failure } = useProtocol(municipality);
  const [answers, setAnswers] = useState({});
  const consult = useMemo(() => {
    if (protocol === undefined) return undefined;
    const given = { answers, date: today() };
    const advice = protocol.decide(given);
    const open = protocol.next(given).next.map((it) => it.question).find((id) => !(id in answers));
    return { advice, question: protocol.questions.find((it) => it.id === open) };
  }, [protocol, answers]);

  if (failure) return <p role="alert">Domeinwijzer kan niet rekenen: {failure.message}</p>;
  if (consult === undefined) return <p>Bezig met laden…</p>;
  const { advice, question } = consult;
  const decided = advice.outcome === "decided";
  return (
    <main data-outcome={advice.route?.id ?? advice.outcome}>
      <h1>Welke route past?</h1>
      {!decided && question && (
        <Question key={question.id} question={question} onAnswer={(answer) => setAnswers({ ...answers, [question.id]: answer })} />
      )}
      <section role="status">
        {advice.route && <h2>{advice.route.title}</h2>}
        {advice.route && <p>{advice.route.explanation}</p>}
        {!decided && !question && <p>Er is te weinig bekend voor een advies.</p>}
        {advice.signals.map((signal) => <p key={signal.id}>Let op: {signal.title}</p>)}
      </section>
      <button type="button" onClick={() => setAnswers({})}>Opnieuw beginnen</button>
    </main>
  );
}

/** One question. What is not known stays open, and is never a "nee". */
function Question({ question, onAnswer }) {
  const [chosen, setChosen] = useState([]);
  const [number, setNumber] = useState("");
  const button = (text, answer) => <button key={text} type="button" onClick={() => onAnswer(answer)}>{text}</button>;
  const toggle = (id) => setChosen(chosen.includes(id) ? chosen.filter((it) => it !== id) : [...chosen, id]);
  return (
    <fieldset>
      <legend>{question.text}</legend>
      {question.kind === "yesNo" && [button("Ja", true), button("Nee", false)]}
      {question.kind === "choice" && question.choices.map(({ id, label }) => button(label, id))}
      {question.kind === "multiChoice" && question.choices.map(({ id, label }) => (
        <label key={id}><input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} /> {label}</label>
      ))}
      {question.kind === "multiChoice" && button("Verder", chosen)}
      {(question.kind === "number" || question.kind === "scale") && (
        <form onSubmit={(event) => { event.preventDefault(); onAnswer(Number(number)); }}>
          <input type="number" required min={question.min} max={question.max} value={number} aria-label={question.short} onChange={(event) => setNumber(event.target.value)} />
          <button>Verder</button>
        </form>
      )}
      {button("Weet ik niet", null)}
    </fieldset>
  );
}
