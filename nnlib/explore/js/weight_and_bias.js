// A neuron with one feature: its curve over examples, and the loss of each.

SCENES.weight_and_bias = composed((fixed, numbers, now, setup) => {
  const { words } = fixed;
  const own = (k) => now.points.map((point) => point[k]);
  const x = [...fixed.x, ...own(0)];
  const y = [...fixed.y, ...own(2)];
  const asked = ({ w, b }, places) => places.map((one) => sigmoid(w * one + b));
  const loss = (a, k) => Math.min(-Math.log(y[k] === 1 ? a : 1 - a) + 0, fixed.worst);
  const mean = (values) => values.reduce((all, one) => all + one, 0) / values.length;
  const called = ({ w, b }) => fill(words.called, { w: brief(w), b: brief(b) });

  const said = (state, A, cost) => {
    const right = A.filter((a, k) => a > 0.5 === y[k] > 0.5).length;
    const place = () => ({ name: fixed.name, place: brief(-state.b / state.w + 0) });
    const where = state.w ? fill(words.crossing, place()) : words.flat;
    return fill(words.said, { called: called(state), cost: amount(cost), where, right, m: y.length });
  };

  const [low, high] = fixed.range;
  const places = Array.from({ length: 121 }, (_, k) => low + ((high - low) * k) / 120);
  const A = asked(now, x);
  const losses = A.map(loss);
  const cost = mean(losses);
  const curve = asked(now, places);
  const each = x.map((_, k) => k + 1);
  const heights = [0, 1].map((label) => {
    const chosen = each.filter((k) => y[k - 1] === label);
    return bars(chosen, chosen.map((k) => losses[k - 1]), `label${label}`);
  });
  const ends = [0.4, x.length + 0.6];
  const left = [
    line(fixed.range, [0.5, 0.5], "level"),
    segments(x, y, x, A, "faint"),
    { ...line(places, curve, "main", called(now)), beside: "now" },
    whenKept(line(places, curve, "kept", "kept")),
    points(x, y, y, fixed.labels),
  ];
  const right = [
    ...heights,
    whenKept(bars(each, losses, "kept")),
    line(ends, [cost, cost], "other", "their mean J"),
    points(each, each.map(() => -0.3), y),
  ];
  const sentence = said(now, A, cost);
  return {
    sentence,
    aside: ` Kept: ${sentence}`,
    panels: panelsOf(setup, [left, right], {}, { x: ends, title: fill(words.cost, { cost: amount(cost) }) }),
  };
});
