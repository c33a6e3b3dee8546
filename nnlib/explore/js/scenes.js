// Each scene is a function (fixed, numbers, now, kept, setup) -> frame, under its name.
// It makes the same frame as `frame` of its explorer in Python. `frames` (film.js) shows
// those that Python has made.
const SCENES = {};

const whenKept = (...marks) => ({ kind: "kept", marks });
const either = (draw) => [whenKept(...draw("kept")), ...draw("main")];
const line = (x, y, look = "main", name = "") => ({ kind: "line", x, y, look, name });
const dots = (x, y, look = "main", name = "") => ({ kind: "dots", x, y, look, name });
const points = (x, y, labels, names = []) => ({ kind: "points", x, y, labels, names });
const segments = (x0, y0, x1, y1, look) => ({ kind: "segments", x0, y0, x1, y1, look });
const heat = (P, shape, contour = "main") => ({ kind: "heat", P, shape, contour });
const bars = (x, heights, look = "main", width = 0.8) => ({ kind: "bars", x, heights, look, width });
const text = (x, y, words, look = "main", align = "center") => ({ kind: "text", x, y, words, look, align });
const node = (x, y, letter, above = "", below = "", look = "main") =>
  ({ kind: "node", x, y, letter, above, below, look });
const arrow = (x0, y0, x1, y1, look = "faint") => ({ kind: "arrow", x0, y0, x1, y1, look });
const image = (values, shape, x, y, look = "ink") => ({ kind: "image", values, shape, x, y, look });

/** The panels of a scene, as Python has made them, with other marks and what differs. */
const panelsOf = (setup, marks, ...more) =>
  setup.panels.map((panel, k) => ({ ...panel, marks: marks[k], ...more[k] }));

/** Put values into a sentence of Python, where their names stand in braces. */
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** Control of a name; `setup.controls` is their list. */
const controlled = (setup, name) => setup.controls.find((one) => one.name === name);
