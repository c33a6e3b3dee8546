// Sizes of activations and gradients, layer by layer; as first_weights.py.

SCENES.first_weights = (fixed, found, now, kept, setup) => {
  const spread = controlled(setup, "spread");
  const named = (state) => `${state.activation}, ${written(spread, state.spread)}`;
  const fate = (sizes) => {
    const [first, last] = [sizes[0], sizes.at(-1)];
    let word = "keep their size";
    if (!Number.isFinite(last) || last > 30 * first) word = "explode";
    else if (last < first / 30) word = "die out";
    return `${word}, from ${brief(first)} to ${brief(last)}`;
  };
  const said = (state, { up, down }) =>
    `${named(state)}: going up, the activations ${fate(up)}; ` +
    `coming down, the gradients ${fate(Array.from(down).reverse())}.`;
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
    sentence: said(now, found) + (kept ? ` Kept: ${said(kept.now, kept.numbers)}` : ""),
    panels: [way("activations, going up", "up"), way("gradients dA, coming down", "down")],
  };
};
