// The same protocol as somebody would write it who needs nothing but speed: by hand, in JavaScript.

/** Believes whatever it is given. `least` is 25; another number makes a mutant. */
export function unchecked(least = 25) {
  return (a) => {
    const fired = [];
    let on = 0;
    let off = 0;
    if (a.f1 && a.s1 >= 8) fired.push("r01"), (on |= 1);
    if (a.f2 && a.f3 && !a.f4) fired.push("r02"), (on |= 1);
    if (a.c1 === "matig" && a.s2 >= 9) fired.push("r03"), (on |= 1);
    if (a.f5 && a.s3 >= 7 && a.c2 === "zwaar") fired.push("r04"), (on |= 1);
    if (!a.f6 && a.s4 >= 9) fired.push("r05"), (off |= 16);
    if (a.c3 === "anders") fired.push("r06"), (off |= 24);
    if (a.f7 && !a.f8) fired.push("r07"), (off |= 4);
    if (a.s5 < 1 || (a.f9 && a.f10 && a.f11)) fired.push("r08"), (off |= 8);
    if (a.f12 && a.f13 && a.s6 <= 1) fired.push("r09"), (off |= 2);
    if (a.f6 && a.s7 >= 9) fired.push("r10"), (on |= 2);
    if (a.c4 === "matig" && a.s8 >= 8) fired.push("r11"), (on |= 2);
    if (!a.f14 && a.s9 <= 0) fired.push("r12"), (on |= 2);
    if (a.c2 === "matig" && a.s2 >= 6) fired.push("r13"), (on |= 4);
    if (a.f15 && a.s3 >= 8) fired.push("r14"), (on |= 4);
    if (a.c5 === "zwaar" && a.c1 !== "geen" && a.s10 >= 7) fired.push("r15"), (on |= 4);
    if (a.f9 && a.s5 >= 7) fired.push("r16"), (on |= 8);
    if (a.f10 && a.c3 === "matig" && a.s6 >= 5) fired.push("r17"), (on |= 8);
    if (a.f11 && a.s4 >= 8 && a.c4 !== "geen") fired.push("r18"), (on |= 8);
    if (a.s1 >= 6 && a.c5 === "licht") fired.push("r19"), (on |= 16);
    if (a.s10 <= 2 && a.f13) fired.push("r20"), (on |= 16);
    if ((a.f7 && a.s9 >= 9) || (a.c3 === "licht" && a.s8 <= 1)) fired.push("r21"), (on |= 16);
    let count = 0;
    if (a.f1) count += 1;
    if (a.f3) count += 1;
    if (a.f5) count += 1;
    if (a.f7) count += 1;
    if (a.f9) count += 1;
    if (a.f11) count += 1;
    if (a.s7 >= 7) count += 1;
    if (a.s8 >= 7) count += 1;
    if (count >= 3 && !a.f2) fired.push("r22"), (on |= 16);
    count = 0;
    if (a.s1 >= 9) count += 1;
    if (a.s2 >= 9) count += 1;
    if (a.s3 >= 9) count += 1;
    if (a.s4 >= 9) count += 1;
    if (a.s5 >= 9) count += 1;
    if (count >= 2 && a.f14) fired.push("r23"), (on |= 2);
    count = 0;
    if (a.c1 === "matig") count += 1;
    if (a.c2 === "zwaar") count += 1;
    if (a.c3 === "zwaar") count += 1;
    if (a.c4 === "matig") count += 1;
    if (count >= 2 && a.f8) fired.push("r24"), (on |= 4);
    const sum = 2 * a.s1 + a.s2 + a.s3 + 2 * a.s4 + a.s5 + a.s6;
    if (sum >= least && !a.f12 && !a.f6) fired.push("r25"), (on |= 16);
    on &= ~off;
    const route =
      on & 1 ? "spoed" : on & 2 ? "huisarts" : on & 4 ? "ggz" : on & 8 ? "schuldhulp" : on & 16 ? "welzijn" : "gesprek";
    return { route, fired };
  };
}

/** The same, after a look at every answer: unknown questions, wrong types, numbers out of range, all absent ones. */
export function checked(questions) {
  const decide = unchecked();
  const known = new Map(questions.map((it) => [it.id, it]));
  return (answers) => {
    let count = 0;
    for (const id of Object.keys(answers)) {
      const question = known.get(id);
      if (question === undefined) throw new TypeError(`unknown question ${id}`);
      const answer = answers[id];
      if (question.kind === "flag") {
        if (typeof answer !== "boolean") throw new TypeError(`${id} takes true or false`);
      } else if (question.kind === "scale") {
        if (!Number.isInteger(answer) || answer < 0 || answer > 10) throw new RangeError(`${id} takes 0 to 10`);
      } else if (!question.choices.includes(answer)) {
        throw new RangeError(`${id} takes one of its choices`);
      }
      count += 1;
    }
    if (count !== questions.length) throw new TypeError("not everything is answered");
    return decide(answers);
  };
}
