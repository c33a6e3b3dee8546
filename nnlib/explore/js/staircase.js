// One hidden layer of steep sigmoids; as staircase.py.

SCENES.staircase = (fixed, numbers, now, kept, setup) => {
  const counts = controlled(setup, "pieces").values;
  const { curve } = now;
  const target = fixed.curves[curve];
  const cells = target.length - 1;
  const x = Array.from({ length: cells + 1 }, (_, k) => k / cells);
  const unitsOf = (shape, n) => (shape === "steps" ? n - 1 : 2 * n);

  /** What each piece adds to the output, and the bias. */
  const layerOf = ({ shape, pieces, steepness }) => {
    const heights = fixed.middles[curve][counts.indexOf(pieces)];
    const rise = (edge) => x.map((one) => ACTIVATIONS.sigmoid(steepness * (one - edge)));
    const edges = Array.from({ length: pieces + 1 }, (_, k) => k / pieces);
    if (shape === "bumps") {
      const rises = edges.map(rise);
      const part = (height, k) => x.map((_, i) => height * (rises[k][i] - rises[k + 1][i]));
      return { parts: Array.from(heights, part), bias: 0 };
    }
    const part = (edge, k) => rise(edge).map((one) => (heights[k + 1] - heights[k]) * one);
    return { parts: edges.slice(1, -1).map(part), bias: heights[0] };
  };
  const output = (state) => {
    const { parts, bias } = layerOf(state);
    const total = new Float64Array(cells + 1).fill(bias);
    for (const part of parts) for (let i = 0; i <= cells; i++) total[i] += part[i];
    return total;
  };
  const error = (state) =>
    output(state).reduce((most, one, i) => Math.max(most, Math.abs(one - target[i])), 0);
  const said = (state) => {
    const n = unitsOf(state.shape, state.pieces);
    const units = `${n} hidden unit${n === 1 ? "" : "s"}`;
    return `${units} of weight ${general(state.steepness, 6)} as ${state.shape}: largest error ${error(state).toFixed(3)}.`;
  };

  const old = kept?.now;
  const states = old ? [[old, "kept"], [now, "main"]] : [[now, "main"]];
  const followed = [line(x, target, "other", "curve")];
  const missed = [];
  for (const [state, look] of states) {
    followed.push(line(x, output(state), look, look === "main" ? "network" : "kept"));
    const units = counts.map((n) => unitsOf(state.shape, n));
    const errors = counts.map((pieces) => Math.max(error({ ...state, pieces }), 1e-3));
    const k = counts.indexOf(state.pieces);
    missed.push(line(units, errors, look), dots([units[k]], [errors[k]], look));
  }
  const [low, high] = fixed.limits[curve];
  const far = Math.max(-low, high);
  const title = now.shape === "steps" ? "each unit's part" : "each pair's part";
  return {
    sentence: said(now) + (old ? ` Kept: ${said(old)}` : ""),
    panels: [
      panel([0, 1], [low, high], followed, { names: ["x", "output"], share: 1.4 }),
      panel([0, 1], [-far, far], layerOf(now).parts.slice(0, 30).map((part) => line(x, part)), { names: ["x", "part"], title }),
      panel([0.8, 250], [1e-3, 5], missed, { names: ["hidden units", "largest error"], title: "error", log: [true, true] }),
    ],
  };
};
