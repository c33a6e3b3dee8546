// Arrays as they come from Python, and a network's forward pass on many points.

/** Read what `encode.py` wrote: plain values and typed arrays. */
export function read(text) {
  const { value, arrays } = JSON.parse(text);
  return revived(value, arrays.map(bytes));
}

function revived(value, arrays) {
  if (Array.isArray(value)) return value.map((one) => revived(one, arrays));
  if (value === null || typeof value !== "object") return value;
  if ("array" in value) return arrays[value.array];
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, revived(v, arrays)]));
}

function bytes({ shape, f4, f8 }) {
  const raw = Uint8Array.from(atob(f8 ?? f4), (letter) => letter.charCodeAt(0));
  const values = f8 === undefined ? new Float32Array(raw.buffer) : new Float64Array(raw.buffer);
  values.shape = shape;
  return shape.length ? values : values[0];
}

const size = (shape) => shape.reduce((all, one) => all * one, 1);

/** Take entry k along the first axis of an array with a shape. */
export function entry(values, k) {
  const shape = values.shape.slice(1);
  const length = size(shape);
  if (!shape.length) return values[k];
  const found = values.subarray(k * length, (k + 1) * length);
  found.shape = shape;
  return found;
}

export const sigmoid = (z) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));

/** Change a list of z into one of a. Each has a loop of its own: a function that is
    called for every number costs more than all products. */
const ACTIVATE = {
  identity() {},
  sigmoid(A) {
    for (let k = 0; k < A.length; k++) A[k] = sigmoid(A[k]);
  },
  tanh(A) {
    for (let k = 0; k < A.length; k++) A[k] = Math.tanh(A[k]);
  },
  relu(A) {
    for (let k = 0; k < A.length; k++) if (!(A[k] > 0)) A[k] = 0;
  },
  leaky_relu(A) {
    for (let k = 0; k < A.length; k++) if (!(A[k] > 0)) A[k] *= 0.01;
  },
  step(A) {
    for (let k = 0; k < A.length; k++) A[k] = A[k] > 0 ? 1 : 0;
  },
};

/** One layer: W (n, n_before) and b (n), X flat (n_before, m); gives A flat (n, m). */
export function layer(W, b, X, m, activation) {
  const n = b.length;
  const before = W.length / n;
  const A = new Float64Array(n * m);
  const rows = Array.from({ length: before }, (_, j) => X.subarray(j * m, (j + 1) * m));
  for (let i = 0; i < n; i++) {
    const out = A.subarray(i * m, (i + 1) * m).fill(b[i]);
    for (let j = before % 2; j < before; j += 2) {
      const [w, v, x, y] = [W[i * before + j], W[i * before + j + 1], rows[j], rows[j + 1]];
      for (let k = 0; k < m; k++) out[k] += w * x[k] + v * y[k];
    }
    if (before % 2) for (let k = 0; k < m; k++) out[k] += W[i * before] * X[k];
  }
  ACTIVATE[activation](A);
  return A;
}

/** All layers, as [{W, b, activation}]; gives the outputs of every layer. */
export function forward(layers, X, m) {
  const outputs = [];
  let A = X;
  for (const { W, b, activation } of layers) {
    A = layer(W, b, A, m, activation);
    outputs.push(A);
  }
  return outputs;
}

/** The layers of a network from its weights W1, b1, ..., for `forward`. */
function layersOf({ weights, hidden }, last = "sigmoid") {
  const L = Object.keys(weights).length / 2;
  const activation = (l) => (l + 1 === L ? last : hidden);
  const layerOf = (_, l) => ({ W: weights[`W${l + 1}`], b: weights[`b${l + 1}`], activation: activation(l) });
  return Array.from({ length: L }, layerOf);
}

const grids = new Map(); // the same few panels are asked for again and again

/** The points of a grid over a panel, flat (2, columns * rows), lowest row first. */
export function grid(x, y, columns, rows) {
  const name = [...x, ...y, columns, rows].join();
  if (!grids.has(name)) grids.set(name, newGrid(x, y, columns, rows));
  return grids.get(name);
}

function newGrid(x, y, columns, rows) {
  const X = new Float64Array(2 * columns * rows);
  for (let r = 0, k = 0; r < rows; r++)
    for (let c = 0; c < columns; c++, k++) {
      X[k] = x[0] + ((x[1] - x[0]) * c) / (columns - 1);
      X[columns * rows + k] = y[0] + ((y[1] - y[0]) * r) / (rows - 1);
    }
  return X;
}

/** Give the position of the value that is nearest to a number. */
export function nearest(steps, step) {
  let best = 0;
  for (let k = 1; k < steps.length; k++)
    if (Math.abs(steps[k] - step) < Math.abs(steps[best] - step)) best = k;
  return best;
}
