// Scores, probabilities and cost; as logits.py.

SCENES.logits = ({ words }, numbers, now, kept, setup) => {
  const K = setup.controls.filter(({ name }) => /^z\d$/.test(name)).length;
  const classes = Array.from({ length: K }, (_, k) => k);
  const answers = (state) => {
    const z = classes.map((k) => state[`z${k}`] + state.shift);
    const most = Math.max(...z);
    const e = z.map((one) => Math.exp(one - most));
    const all = e.reduce((sum, one) => sum + one, 0);
    const a = e.map((one) => one / all);
    return { z, a, cost: -Math.log(Math.max(a[now.right], 1e-300)) };
  };
  const seen = (value) => {
    if (value > 0 && value < 0.0005) return "< 0.001";
    return value >= 0.9995 && value < 1 ? "> 0.999" : brief(value);
  };
  const row = (values) => values.map(seen).join(", ");

  const barMarks = (values, old, y) => {
    const [room, right] = [y[1] - y[0], now.right];
    const wrong = classes.filter((k) => k !== right);
    const marks = [
      bars(wrong, wrong.map((k) => values[k]), "main", 0.62),
      bars([right], [values[right]], "other", 0.62),
    ];
    if (old) marks.push(bars(classes, old, "kept", 0.76));
    marks.push(segments([-0.6], [0], [K - 0.4], [0], "faint"));
    values.forEach((value, k) => {
      const other = (old ?? values)[k];
      const end = value >= 0 ? Math.max(value, other) + 0.05 * room : Math.min(value, other) - 0.05 * room;
      marks.push(text(k, end, seen(value)));
    });
    const foot = y[0] - 0.07 * room;
    for (const k of classes)
      marks.push(text(k, foot, k === right ? `${k} ✓` : String(k), k === right ? "other" : "main"));
    return marks;
  };

  const costMarks = (share, cost, old) => {
    const x = Array.from({ length: 200 }, (_, k) => 0.002 + (0.998 * k) / 199);
    const marks = [line(x, x.map((one) => -Math.log(one)), "faint")];
    if (old !== undefined) marks.push(segments([0], [old], [1], [old], "kept"));
    marks.push(segments([0], [cost], [share], [cost], "level"), dots([share], [cost]));
    return marks;
  };

  const { z, a, cost } = answers(now);
  const old = kept ? answers(kept.now) : null;
  const said = { z: row(z), a: row(a), right: now.right, share: seen(a[now.right]), cost: amount(cost) };
  let sentence = fill(words.said, said);
  if (old) sentence += fill(words.kept, { a: row(old.a), cost: amount(old.cost) });
  const marks = [
    barMarks(z, old?.z, [-9, 9]),
    barMarks(a, old?.a, [0, 1.12]),
    costMarks(a[now.right], cost, old?.cost),
  ];
  return { sentence, panels: panelsOf(setup, marks) };
};
