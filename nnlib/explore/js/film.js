// Frames that Python has made, all those of a run at once, and what is kept beside them.

const FILM = { $each: (all, k) => (ArrayBuffer.isView(all) ? entry(all, k) : all[k]) };
FILM.$cut = (longest, k, { ends }) => longest.subarray(0, ends[k]);
FILM.$list = (head, k, { rest }) => [...head.map((one) => at(one, k)), ...rest[k]];
FILM.$words = (parts, k) => parts.map((part) => at(part, k)).join(" ");

/** Take one of many values that `together` in encode.py wrote as one. */
export function at(value, k) {
  if (Array.isArray(value)) return value.map((one) => at(one, k));
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  for (const [way, take] of Object.entries(FILM)) if (way in value) return take(value[way], k, value);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, at(one, k)]));
}

SCENES.frames = composed((fixed, { frames }, now, setup) =>
  at(frames, controlled(setup, setup.along)?.values.indexOf(now[setup.along]) ?? 0));

/** A scene from a function (fixed, numbers, now, setup) that makes each state alone. */
function composed(alone) {
  return (fixed, numbers, now, kept, setup) => {
    if (!kept) return compared(alone(fixed, numbers, now, setup));
    const words = differing(setup.controls, now, kept.now);
    return compared(alone(fixed, numbers, now, setup), alone(fixed, kept.numbers, kept.now, setup), words);
  };
}

/** A state, and what is kept beside it; as `compared` in frame.py. */
function compared(now, kept, differing) {
  const rooms = (panel) => panel.marks.filter(({ kind }) => kind === "kept").map(({ marks }) => marks);
  const panels = now.panels.map((panel, p) => {
    const olds = kept ? rooms(kept.panels[p]) : [];
    const filled = (mark) => {
      if (mark.kind === "kept") return olds.shift() ?? [];
      return kept && mark.beside ? [{ ...mark, name: mark.beside }] : [mark];
    };
    return { ...panel, marks: panel.marks.flatMap(filled) };
  });
  const added = kept ? kept.aside.replace("{differing}", differing) : "";
  return { sentence: now.sentence + added, panels };
}

/** In which settings a kept state differs, but for those that a run goes through. */
function differing(controls, now, kept) {
  const words = controls
    .filter(({ name }) => kept[name] !== now[name])
    .map((one) => `${one.label} ${written(one, kept[one.name])}`);
  return words.join(", ") || "the same settings";
}

/** A panel whose networks have answered; as `answered` in layers.py. */
export function answered(panel) {
  return { ...panel, marks: panel.marks.flatMap((mark) => ASKED[mark.kind]?.(mark, panel) ?? [mark]) };
}

const ASKED = {
  border({ net, shape, contour }, { x, y }) {
    const places = grid(x, y, shape[1], shape[0]);
    return [heat(forward(layersOf(net), places, shape[0] * shape[1]).at(-1), shape, contour)];
  },

  units({ net, x, y, side, places }) {
    const size = side * side;
    const seen = forward(layersOf(net), grid(x, y, side, side), size);
    return Array.from({ length: places.length / 4 }, (_, k) => {
      const [layer, unit, left, top] = places.subarray(4 * k, 4 * k + 4);
      const values = signed(seen[layer].subarray(unit * size, (unit + 1) * size), net.hidden);
      const ends = [[left + 0.05, left + 0.95], [top - 0.95, top - 0.05]];
      return image(upsideDown(values, side), [side, side], ...ends, "signed");
    });
  },
};

function upsideDown(values, side) {
  const turned = new Float32Array(values.length);
  for (let r = 0; r < side; r++)
    turned.set(values.subarray(r * side, (r + 1) * side), (side - 1 - r) * side);
  return turned;
}

/** Activations between -1 and 1: sigmoid around its middle, relu by its largest. */
function signed(unit, hidden) {
  if (hidden === "sigmoid") return unit.map((a) => 2 * a - 1);
  if (hidden !== "relu") return unit;
  let most = 1e-12;
  for (let k = 0; k < unit.length; k++) if (unit[k] > most) most = unit[k];
  return unit.map((a) => a / most);
}
