// Sizes of activations and gradients, layer by layer; as first_weights.py.

SCENES.first_weights = (fixed, found, now, kept, setup) => {
  const spread = controlled(setup, "spread");
  const named = (state) => `${state.activation}, ${written(spread, state.spread)}`;
  const size = (value) => {
    const plain = Math.abs(value) >= 0.001 && Math.abs(value) < 1000;
    if (!Number.isFinite(value) || plain || !value)
      return Math.abs(value) < 100 ? general(value, 2) : Number.isFinite(value) ? value.toFixed(0) : general(value, 2);
    const [digits, exponent] = value.toExponential(1).split("e");
    return `${digits}·${power(Number(exponent))}`;
  };
  const wordOf = (sizes) => {
    const [first, last] = [sizes[0], sizes.at(-1)];
    if (!Number.isFinite(last) || last > 30 * first) return "explode";
    return last < first / 30 ? "die out" : "keep their size";
  };
  const fate = (sizes) => `${wordOf(sizes)}, from ${size(sizes[0])} to ${size(sizes.at(-1))}`;
  const upwards = (sizes) => Array.from(sizes).reverse();
  const said = (state, { up, down }) =>
    `${named(state)}: going up, activations ${fate(up)}; coming down, gradients ${fate(upwards(down))}.`;
  const beside = ({ now: state, numbers: { up, down } }) =>
    ` Kept, ${named(state)}: activations ${wordOf(up)}, gradients ${wordOf(upwards(down))}.`;
  const visible = (values) => Array.from(values, (v) => (Number.isFinite(v) && v > 0 ? v : NaN));
  const way = (title, name) => {
    const layers = Array.from(found[name], (_, k) => k + 1);
    const marks = [];
    const both = [[found, "main", now]];
    if (kept) both.unshift([kept.numbers, "kept", kept.now]);
    for (const [sizes, look, state] of both) {
      const seen = visible(sizes[name]);
      marks.push(line(layers, seen, look, named(state)), dots(layers, seen, look));
    }
    return panel([0.7, layers.length + 0.3], [1e-10, 1e7], marks, {
      names: ["layer", "spread"], title, log: [false, true],
    });
  };
  return {
    sentence: said(now, found) + (kept ? beside(kept) : ""),
    panels: [way("activations, going up", "up"), way("gradients dA, coming down", "down")],
  };
};
