// A trained network over the plane: border, hidden units, cost; as network_frame.py.

const NETWORK = { fine: 60, coarse: 24, highest: 1.4, tallest: 4 };

SCENES.network = (fixed, run, now, kept, setup) => {
  const set = fixed.sets[now.data ?? ""];
  const border = borderPanel(run, kept?.numbers, set, withOwn(set, now.points), now.step);
  return networkFrame(border, fixed, run, now, kept, setup);
};

/** A first panel, and beside it hidden units and cost. */
function networkFrame(first, fixed, run, now, kept, setup) {
  const set = fixed.sets[now.data ?? ""];
  const data = withOwn(set, now.points);
  const old = kept?.numbers;
  const { step } = now;
  let sentence = `${networkState(run, data, step)} ${networkCourse(run)}`;
  if (kept) {
    const said = networkState(old, data, step).toLowerCase();
    sentence += ` Kept, with ${differing(setup.controls, now, kept.now)}: ${said}`;
  }
  return { sentence, panels: [first, unitsPanel(run, set, step), networkCosts(run, old, step)] };
}

/** The layers of a run at a step, for `forward`. */
function layersAt(run, step) {
  const k = nearest(run.steps, step);
  const L = Object.keys(run.weights).length / 2;
  return Array.from({ length: L }, (_, l) => ({
    W: entry(run.weights[`W${l + 1}`], k),
    b: entry(run.weights[`b${l + 1}`], k),
    activation: l + 1 === L ? "sigmoid" : run.hidden,
  }));
}

/** The examples with one's own behind them. */
function withOwn({ X, Y }, own) {
  const m = Y.length;
  const row = (k) => [...X.subarray(k * m, (k + 1) * m), ...own.map((one) => one[k])];
  const labels = [...Y, ...own.map((one) => one[2])];
  return { X: Float64Array.from([...row(0), ...row(1)]), Y: labels, m: labels.length };
}

function networkState(run, { X, Y, m }, step) {
  const A = forward(layersAt(run, step), X, m).at(-1);
  let right = 0;
  for (let k = 0; k < m; k++) right += A[k] > 0.5 === (Y[k] === 1);
  return `Step ${step}: cost ${amount(run.costs[step])}, ${right} of ${m} points right.`;
}

const networkCourse = (run) =>
  `All ${run.costs.length - 1} steps: ${told(Array.from(run.costs))}.`;

/** In which settings a kept state differs, the step apart. */
function differing(controls, now, kept) {
  const words = controls
    .filter(({ name }) => name !== "step" && kept[name] !== now[name])
    .map((one) => `${one.label} ${written(one, kept[one.name])}`);
  return words.join(", ") || "the same settings";
}

function borderPanel(run, kept, { x, y, labels }, { X, Y, m }, step) {
  const side = NETWORK.fine;
  const places = grid(x, y, side, side);
  const answers = (one, contour) =>
    heat(forward(layersAt(one, step), places, side * side).at(-1), [side, side], contour);
  const marks = [answers(run, "main")];
  if (kept) marks.push(answers(kept, "kept"));
  marks.push(points(X.subarray(0, m), X.subarray(m), Y, labels));
  return panel(x, y, marks, { names: ["feature 1", "feature 2"], title: "probability of label 1", click: "points", share: 1.25 });
}

function unitsPanel(run, { x, y }, step) {
  const side = NETWORK.coarse;
  const size = side * side;
  const layers = forward(layersAt(run, step), grid(x, y, side, side), size).slice(0, -1);
  const columns = layers.map((A) => unitColumns(A, size, layers.length));
  const tall = Math.max(1, ...columns.flat().map((column) => column.length));
  const marks = [];
  let left = 0;
  columns.forEach((inner, l) => {
    if (columns.length > 1)
      marks.push(text(left + inner.length / 2, tall + 0.25, columns.length > 2 && l ? String(l + 1) : `layer ${l + 1}`, "faint"));
    for (const column of inner) marks.push(...unitImages(column, left++, tall, run.hidden, side));
    left += 0.35;
  });
  if (!columns.length) marks.push(text(0.5, 0.5, "no hidden layer", "faint"));
  const top = tall + (columns.length > 1 ? 0.5 : 0);
  const room = Math.max(left - 0.35, 1, top);
  return panel([0, room], [top - room, top], marks, { title: "what hidden units see", axes: false });
}

/** The units of a layer in columns that are not too tall. */
function unitColumns(A, size, layers) {
  const n = A.length / size;
  const most = layers > 1 ? NETWORK.tallest : Math.ceil(Math.sqrt(n));
  const units = Array.from({ length: n }, (_, k) => A.subarray(k * size, (k + 1) * size));
  return Array.from({ length: Math.ceil(n / most) }, (_, k) => units.slice(k * most, (k + 1) * most));
}

function unitImages(column, left, top, hidden, side) {
  return column.map((unit, k) => {
    const [x, y] = [[left + 0.05, left + 0.95], [top - k - 0.95, top - k - 0.05]];
    return image(upsideDown(signedUnit(unit, hidden), side), [side, side], x, y, "signed");
  });
}

function upsideDown(values, side) {
  const turned = new Float32Array(values.length);
  for (let r = 0; r < side; r++)
    turned.set(values.subarray(r * side, (r + 1) * side), (side - 1 - r) * side);
  return turned;
}

/** Activations between -1 and 1: sigmoid around its middle, relu by its largest. */
function signedUnit(unit, hidden) {
  if (hidden === "sigmoid") return unit.map((a) => 2 * a - 1);
  if (hidden !== "relu") return unit;
  const most = unit.reduce((one, other) => Math.max(one, other), 1e-12);
  return unit.map((a) => a / most);
}

function networkCosts(run, kept, step) {
  const n = run.costs.length;
  const x = Array.from({ length: n }, (_, k) => k);
  const top = NETWORK.highest;
  const below = (costs) => Array.from(costs, (c) => (Number.isFinite(c) ? Math.min(c, 2 * top) : NaN));
  const costs = below(run.costs);
  const marks = [line(x, costs, "faint")];
  if (kept) marks.push(line(x, below(kept.costs), "kept", "kept"));
  marks.push(line(x.slice(0, step + 1), costs.slice(0, step + 1), "main", kept ? "now" : ""));
  marks.push(dots([step], costs.slice(step, step + 1)));
  return panel([0, n - 1], [0, top], marks, { names: ["step", "cost"], title: `cost: ${course(run.costs)}`, click: "step" });
}
