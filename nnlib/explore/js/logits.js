// Scores, probabilities and cost; as logits.py.

SCENES.logits = (fixed, numbers, now, kept, setup) => {
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

  const barPanel = (title, values, old, y) => {
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
    return panel([-0.6, K - 0.4], [foot - 0.05 * room, y[1]], marks, { names: ["class", title], title, axes: false });
  };

  const costPanel = (share, cost, old) => {
    const x = Array.from({ length: 200 }, (_, k) => 0.002 + (0.998 * k) / 199);
    const marks = [line(x, x.map((one) => -Math.log(one)), "faint")];
    if (old !== undefined) marks.push(segments([0], [old], [1], [old], "kept"));
    marks.push(segments([0], [cost], [share], [cost], "level"), dots([share], [cost]));
    const names = ["probability", "cost"];
    return panel([0, 1], [0, 10], marks, { names, title: "cost of the right class" });
  };

  const { z, a, cost } = answers(now);
  const old = kept ? answers(kept.now) : null;
  let sentence = `Scores ${row(z)} become probabilities ${row(a)}. `;
  sentence += `Class ${now.right} is right and gets ${seen(a[now.right])}: cost ${amount(cost)}.`;
  if (old) sentence += ` Kept: probabilities ${row(old.a)}, cost ${amount(old.cost)}.`;
  return {
    sentence,
    panels: [
      barPanel("scores", z, old?.z, [-9, 9]),
      barPanel("probabilities", a, old?.a, [0, 1.12]),
      costPanel(a[now.right], cost, old?.cost),
    ],
  };
};
