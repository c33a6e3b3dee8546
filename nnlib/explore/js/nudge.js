// A nudge at one node of J = 3 (a + bc), beside the derivatives.

SCENES.nudge = ({ places, edges, formulas, reached, words }, numbers, now, kept, setup) => {
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
  const changed = (one) => reached[name].includes(one);

  const marks = edges.map(([x, y]) => arrow(...places[x], ...places[y], changed(x) ? "other" : "faint"));
  for (const [one, place] of Object.entries(places)) {
    let above = brief(values[one]);
    if (changed(one)) above = `${above} → ${fine(after[one])}`;
    if (formulas[one]) above = `${formulas[one]}\n${above}`;
    const below = one in slopes ? `d${one} = ${brief(slopes[one])}` : "";
    marks.push(node(...place, one, above, below, changed(one) ? "other" : "main"));
  }
  const path = [...reached[name]].map((one) =>
    fill(words.way, { name: one, before: brief(values[one]), after: fine(after[one]) }));
  const ratio = Math.round(((after.J - values.J) / nudge) * 1e6) / 1e6;
  const said = { name, nudge: written(controlled(setup, "nudge"), nudge), path: path.join(", ") };
  [said.measured, said.mine] = [brief(ratio), brief(slopes[name])];
  const differ = said.measured === said.mine ? 0 : 1;
  said.verdict = words.verdicts[differ];
  marks.push(
    text(7.45, 1.2, fill(words.measured, said), "other"),
    text(7.45, 0.8, fill(words.mine, said), "back"),
    text(7.45, 0.4, words.signs[differ]),
  );
  return { sentence: fill(words.said, said), panels: panelsOf(setup, [marks]) };
};
