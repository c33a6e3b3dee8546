// A nudge at one node of J = 3 (a + bc), beside the derivatives.

SCENES.nudge = (fixed, numbers, now, kept, setup) => {
  const PLACES = { a: [0.8, 3.4], b: [0.8, 1.9], c: [0.8, 0.4], u: [3.3, 1.15], v: [6.1, 2.9], J: [8.8, 2.9] };
  const FORMULAS = { u: "u = bc", v: "v = a + u", J: "J = 3v" };
  const REACHED = { a: "avJ", b: "buvJ", c: "cuvJ", u: "uvJ", v: "vJ" };
  const { a, b, c, node: name, nudge } = now;
  const compute = (add) => {
    const values = { a: a + (add.a ?? 0), b: b + (add.b ?? 0), c: c + (add.c ?? 0) };
    values.u = values.b * values.c + (add.u ?? 0);
    values.v = values.a + values.u + (add.v ?? 0);
    values.J = 3 * values.v;
    return values;
  };
  const fine = (value) =>
    value.toFixed(4).replace(/0+$/, "").replace(/\.$/, "").replace("-", "−");
  const [values, after] = [compute({}), compute({ [name]: nudge })];
  const slopes = { v: 3, u: 3, a: 3, b: 3 * c, c: 3 * b };
  const changed = (one) => REACHED[name].includes(one);

  const marks = ["bu", "cu", "av", "uv", "vJ"].map(([x, y]) =>
    arrow(...PLACES[x], ...PLACES[y], changed(x) ? "other" : "faint"));
  for (const [one, place] of Object.entries(PLACES)) {
    let above = brief(values[one]);
    if (changed(one)) above = `${above} → ${fine(after[one])}`;
    if (FORMULAS[one]) above = `${FORMULAS[one]}\n${above}`;
    const below = one in slopes ? `d${one} = ${brief(slopes[one])}` : "";
    marks.push(node(...place, one, above, below, changed(one) ? "other" : "main"));
  }
  const path = [...REACHED[name]].map((one) => `${one} from ${brief(values[one])} to ${fine(after[one])}`);
  const ratio = Math.round(((after.J - values.J) / nudge) * 1e6) / 1e6;
  const [measured, mine] = [brief(ratio), brief(slopes[name])];
  const verdict = measured === mine ? "They agree" : "They differ";
  marks.push(
    text(7.45, 1.45, `change of J over nudge: ${measured}`, "other"),
    text(7.45, 1.05, `derivative d${name}: ${mine}`, "back"),
    text(7.45, 0.65, measured === mine ? "✓ they agree" : "✗ they differ"),
  );
  const size = written(controlled(setup, "nudge"), nudge);
  return {
    sentence: `Nudge ${name} by ${size}: ${path.join(", ")}. ${verdict}: change over nudge is ${measured}, d${name} is ${mine}.`,
    panels: [panel([0, 10], [-0.2, 4], marks, { axes: false })],
  };
};
