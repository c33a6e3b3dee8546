// One hidden layer of steep sigmoids; as staircase.py.

const DRAWN = 30; // pieces that are drawn by themselves
const ERRORS = new WeakMap(); // largest errors, once computed, of each explorer

SCENES.staircase = composed((fixed, numbers, now, setup) => {
  const counts = controlled(setup, "pieces").values;
  const { curve } = now;
  const target = fixed.curves[curve];
  const cells = target.length - 1;
  const x = Array.from({ length: cells + 1 }, (_, k) => k / cells);
  const unitsOf = (shape, n) => (shape === "steps" ? n - 1 : 2 * n);

  /** Where a unit rises and by how much, and the bias; a bump rises and falls. */
  const layerOf = ({ shape, pieces }) => {
    const heights = fixed.middles[curve][counts.indexOf(pieces)];
    const bumps = shape === "bumps";
    const row = bumps ? [0, ...heights, 0] : heights;
    const jumps = Array.from(row.slice(1), (height, k) => height - row[k]);
    const edges = jumps.map((_, k) => (bumps ? k : k + 1) / pieces);
    return { edges, jumps, bias: bumps ? 0 : heights[0], heights };
  };
  const rise = (steepness, edge) => x.map((one) => sigmoid(steepness * (one - edge)));
  const partsOf = (state) => {
    const { edges, jumps, heights } = layerOf(state);
    const drawn = edges.slice(0, DRAWN + 1).map((edge) => rise(state.steepness, edge));
    const bump = (k) => x.map((_, i) => heights[k] * (drawn[k][i] - drawn[k + 1][i]));
    const step = (k) => drawn[k].map((one) => jumps[k] * one);
    const many = Math.min(state.shape === "bumps" ? heights.length : jumps.length, DRAWN);
    return Array.from({ length: many }, (_, k) => (state.shape === "bumps" ? bump(k) : step(k)));
  };
  const output = (state) => {
    const { edges, jumps, bias } = layerOf(state);
    const total = new Float64Array(cells + 1).fill(bias);
    edges.forEach((edge, k) => {
      for (let i = 0; i <= cells; i++)
        total[i] += jumps[k] * sigmoid(state.steepness * (i / cells - edge));
    });
    return total;
  };
  const farthest = (state) =>
    output(state).reduce((most, one, i) => Math.max(most, Math.abs(one - target[i])), 0);
  const error = (state) => {
    const name = [curve, state.shape, state.pieces, state.steepness].join();
    if (!ERRORS.has(fixed)) ERRORS.set(fixed, new Map());
    const known = ERRORS.get(fixed);
    if (!known.has(name)) known.set(name, farthest(state));
    return known.get(name);
  };
  const said = (state) => {
    const { shape, pieces, steepness } = state;
    const weight = written(controlled(setup, "steepness"), steepness);
    const units = fixed.units[shape][counts.indexOf(pieces)];
    return fill(fixed.words.said, { units, weight, shape, error: error(state).toFixed(3) });
  };

  const total = output(now);
  const units = counts.map((n) => unitsOf(now.shape, n));
  const errors = counts.map((pieces) => Math.max(error({ ...now, pieces }), 1e-3));
  const k = counts.indexOf(now.pieces);
  const followed = [line(x, target, "other", "curve"), whenKept(line(x, total, "kept", "kept")), line(x, total, "main", "network")];
  const missed = either((look) => [line(units, errors, look), dots([units[k]], [errors[k]], look)]);
  const [low, high] = fixed.limits[curve];
  const far = Math.max(-low, high);
  const sentence = said(now);
  return {
    sentence,
    aside: ` Kept: ${sentence}`,
    panels: panelsOf(
      setup,
      [followed, partsOf(now).map((part) => line(x, part, "thin")), missed],
      { y: [low, high] },
      { y: [-far, far], title: fixed.words.parts[now.shape] },
    ),
  };
});
