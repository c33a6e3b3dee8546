// A frame on a canvas: panels side by side, axes, marks, and what is under the pointer.

const WIDEST = 760;
const NARROW = 520; // below it, panels stand one above the other
const MARGIN = { left: 54, right: 14, top: 34, bottom: 42 };
const BARE = { left: 10, right: 10, top: 30, bottom: 12 };
const LEGEND = 20; // height of a row of names
const SAMPLE = 27; // room for a sample of a line, before its name
const BETWEEN = 16; // between two names
const MOST_TICKS = 7;
const DOT_RIM = 8; // a dot on the edge of a panel is drawn whole

/** Where each panel is, in pixels of the page. */
function placed(brush, frame, width, height, font) {
  const stacked = width < NARROW;
  const total = frame.panels.reduce((all, panel) => all + panel.share, 0);
  const wide = (panel) => (stacked ? width : (width * panel.share) / total);
  brush.font = `12px ${font}`;
  const rows = frame.panels.map((panel) => rowsOfNames(brush, panel, wide(panel)));
  const legend = LEGEND * Math.max(...rows);
  let [left, top] = [0, 0];
  return frame.panels.map((panel) => {
    const room = wide(panel);
    const margin = panel.axes ? MARGIN : BARE;
    const box = {
      left: left + margin.left,
      top: top + margin.top + legend,
      width: room - margin.left - margin.right,
      height: height - margin.top - margin.bottom - legend,
    };
    if (square(panel)) box.width = Math.min(box.width, (box.height * span(panel.x)) / span(panel.y));
    stacked ? (top += height) : (left += room);
    return { panel, box, legend, ...scales(panel, box) };
  });
}

// Pictures made of squares, and a sheet to draw on, are not stretched.
const square = ({ click, marks }) => click === "draw" || marks.some(({ kind }) => kind === "image");
const span = ([low, high]) => high - low;

const namesOf = (mark) => (mark.names?.length ? mark.names : mark.name ? [mark.name] : []);

/** Where each name goes, row by row: [words, x, row] from the left end of the panel. */
function namesInRows(brush, names, room) {
  let [x, row] = [0, 0];
  return names.map((words) => {
    const wide = SAMPLE + brush.measureText(words).width;
    if (x && x + wide > room) [x, row] = [0, row + 1];
    const place = [words, x, row];
    x += wide + BETWEEN;
    return place;
  });
}

function rowsOfNames(brush, panel, wide) {
  const names = panel.marks.flatMap(namesOf);
  const room = wide - (panel.axes ? MARGIN : BARE).left;
  return names.length ? 1 + namesInRows(brush, names, room).at(-1)[2] : 0;
}

function scales({ x, y, log }, box) {
  const [f, g] = log.map((yes) => (yes ? Math.log10 : (v) => v));
  const [back, up] = log.map((yes) => (yes ? (v) => 10 ** v : (v) => v));
  const [x0, x1, y0, y1] = [f(x[0]), f(x[1]), g(y[0]), g(y[1])];
  return {
    X: (v) => box.left + (box.width * (f(v) - x0)) / (x1 - x0),
    Y: (v) => box.top + box.height * (1 - (g(v) - y0) / (y1 - y0)),
    fromX: (px) => back(x0 + ((px - box.left) / box.width) * (x1 - x0)),
    fromY: (py) => up(y0 + (1 - (py - box.top) / box.height) * (y1 - y0)),
  };
}

/** Draw a frame; gives the panels with their places. */
function paint(canvas, frame, width, height, colours, font) {
  const ratio = window.devicePixelRatio || 1;
  const rows = width < NARROW ? frame.panels.length : 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * rows * ratio)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  // A style that is written anew costs a layout, even if it is the same.
  const size = [`${width}px`, `${height * rows}px`];
  if (canvas.style.width !== size[0]) canvas.style.width = size[0];
  if (canvas.style.height !== size[1]) canvas.style.height = size[1];
  const brush = canvas.getContext("2d");
  brush.setTransform(ratio, 0, 0, ratio, 0, 0);
  brush.fillStyle = colours.paper;
  brush.fillRect(0, 0, width, height * rows);
  const panels = placed(brush, frame, width, height, font);
  for (const place of panels) {
    // What a mark does to the brush ends with its panel.
    brush.save();
    paintPanel(brush, { ...place, font }, colours, font);
    brush.restore();
  }
  return panels;
}

// A box with a rim all round.
function grown(box, rim) {
  const path = new Path2D();
  path.rect(box.left - rim, box.top - rim, box.width + 2 * rim, box.height + 2 * rim);
  return path;
}

function paintPanel(brush, place, colours, font) {
  const { panel, box } = place;
  const behind = panel.marks.filter((mark) => mark.kind === "heat");
  const before = panel.marks.filter((mark) => mark.kind !== "heat");
  const open = grown(box, panel.axes ? 0 : 60);
  const whole = grown(box, panel.axes ? DOT_RIM : 60);
  brush.save();
  brush.clip(open);
  for (const mark of behind) if (mark.contour !== "kept") shade(brush, mark, box, colours);
  brush.restore();
  if (panel.axes) axes(brush, place, colours, font, behind.length > 0);
  for (const mark of before) {
    brush.save();
    brush.clip(mark.kind === "dots" ? whole : open);
    MARKS[mark.kind](brush, mark, place, colours);
    brush.restore();
  }
  brush.save();
  brush.clip(open);
  for (const mark of behind) MARKS.heat(brush, mark, place, colours);
  brush.restore();
  // The titles of all panels stand on one line, whatever is above the panel.
  const above = box.top - place.legend - (panel.axes ? MARGIN : BARE).top;
  write(brush, panel.title, box.left, above + 14, colours.ink, `600 14px ${font}`, "left");
  if (place.legend) legend(brush, place, colours, font);
}

function axes(brush, { panel, box, X, Y }, colours, font, filled) {
  const [bottom, right] = [box.top + box.height, box.left + box.width];
  brush.setLineDash([]);
  brush.lineWidth = 1;
  brush.strokeStyle = colours.grid;
  const small = `12px ${font}`;
  const across = (words) => 7.4 * Math.max(...words.map(({ length }) => length)) + 14;
  for (const [v, words] of ticks(panel.x, panel.log[0], box.width, across)) {
    if (!filled) rule(brush, X(v), box.top, X(v), bottom);
    write(brush, words, X(v), bottom + 12, colours.ink, small);
  }
  for (const [v, words] of ticks(panel.y, panel.log[1], box.height, () => 30)) {
    if (!filled) rule(brush, box.left, Y(v), right, Y(v));
    write(brush, words, box.left - 7, Y(v), colours.ink, small, "right");
  }
  brush.strokeStyle = colours.faint;
  rule(brush, box.left, bottom, right, bottom);
  rule(brush, box.left, box.top, box.left, bottom);
  write(brush, panel.names[0], box.left + box.width / 2, bottom + 30, colours.soft, `13px ${font}`);
  brush.save();
  brush.translate(box.left - 42, box.top + box.height / 2);
  brush.rotate(-Math.PI / 2);
  write(brush, panel.names[1], 0, 0, colours.soft, `13px ${font}`);
  brush.restore();
}

function rule(brush, x0, y0, x1, y1) {
  brush.beginPath();
  brush.moveTo(x0, y0);
  brush.lineTo(x1, y1);
  brush.stroke();
}

/** Round numbers between two ends, as closely as their words fit: [number, words]. */
function ticks([low, high], log, pixels, room) {
  const [from, to] = log ? [Math.log10(low), Math.log10(high)] : [low, high];
  if (!(to - from > 0 && to - from < Infinity)) return [];
  const smallest = log ? 1 : 10 ** Math.floor(Math.log10((to - from) / MOST_TICKS));
  for (let power = smallest; ; power *= 10)
    for (const step of [1, 2, 5].map((d) => d * power)) {
      const places = multiples(step, from, to);
      const values = log ? places.map((k) => 10 ** k) : places;
      const words = values.map(log ? decimals(values) : linear);
      if (values.length <= MOST_TICKS && (step / (to - from)) * pixels >= room(words))
        return values.map((v, k) => [v, words[k]]);
    }
}

function multiples(step, low, high) {
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, k) => (first + k) * step);
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const power = (k) => `10${k < 0 ? "⁻" : ""}${[...String(Math.abs(k))].map((d) => RAISED[d]).join("")}`;
/** How powers of ten are written: all of an axis in the same way. */
const decimals = (values) =>
  values.every((v) => v > 0.9e-3 && v < 1.1e4) ? linear : (v) => power(Math.round(Math.log10(v)));
const linear = (v) =>
  Math.abs(v) >= 1e5 || (v !== 0 && Math.abs(v) < 1e-3)
    ? general(v, 3).replaceAll("-", "−").replace("e+0", "e")
    : String(Number(v.toPrecision(6))).replace("-", "−");

function legend(brush, { panel, box, legend: high }, colours, font) {
  const all = panel.marks.flatMap((mark) => entries(mark, colours));
  brush.font = `12px ${font}`;
  const room = box.width + (panel.axes ? MARGIN : BARE).right;
  const places = namesInRows(brush, all.map(([words]) => words), room);
  places.forEach(([words, x, row], k) => {
    const y = box.top - 13 - (high - LEGEND) + LEGEND * row;
    all[k][1](brush, box.left + x + 11, y);
    write(brush, words, box.left + x + SAMPLE, y, colours.ink, `12px ${font}`, "left");
  });
}

/** The lines of the legend that belong to a mark: words, and how to draw the sample. */
function entries(mark, colours) {
  const at = (x, y) => ({ X: (v) => x + v, Y: (v) => y + v });
  const sample = (kind, more) => (brush, x, y) =>
    MARKS[kind](brush, { ...mark, ...more }, at(x, y), colours);
  if (mark.names?.length)
    return mark.names.map((words, k) => [words, sample("points", { x: [0], y: [0], labels: [k] })]);
  if (!mark.name) return [];
  const line = mark.kind === "dots" ? { x: [0], y: [0] } : { x: [-10, 10], y: [0, 0] };
  return [[mark.name, sample(mark.kind === "bars" ? "line" : mark.kind, line)]];
}

const NEAR = 14; // pixels

/** What is under the pointer: { x, y, words } in pixels, or null. */
function under(panels, px, py) {
  const place = panels.find(({ box }) => inside(box, px, py));
  if (!place) return null;
  const near = place.panel.axes ? nearestMark(place, px, py) : null;
  return near ?? bar(place, px) ?? shadeUnder(place, px, py) ?? probability(place, px, py);
}

function nearestMark(place, px, py) {
  let best = null;
  for (const mark of place.panel.marks)
    for (let k = 0; mark.x && mark.y && mark.kind !== "text" && k < mark.x.length; k++) {
      const [x, y] = [place.X(mark.x[k]), place.Y(mark.y[k])];
      const away = Math.hypot(x - px, y - py);
      if (away < (best?.away ?? NEAR))
        best = { away, x, y, words: values(place.panel, mark.x[k], mark.y[k]) };
    }
  return best;
}

/** The bar of the present state above or below a place. */
function bar({ panel, X, Y }, px) {
  for (const mark of panel.marks) {
    if (mark.kind !== "bars" || mark.look === "kept") continue;
    for (let k = 0; k < mark.x.length; k++)
      if (Math.abs(X(mark.x[k]) - px) <= Math.abs(X(mark.width / 2) - X(0)))
        return { x: X(mark.x[k]), y: Y(mark.heights[k]), words: values(panel, mark.x[k], mark.heights[k]) };
  }
  return null;
}

/** The number behind one cell of an image. */
function shadeUnder({ panel, X, Y }, px, py) {
  for (const mark of panel.marks) {
    if (mark.kind !== "image") continue;
    const [rows, columns] = mark.shape;
    const [left, right, bottom, top] = [...mark.x.map(X), ...mark.y.map(Y)];
    const c = Math.floor((columns * (px - left)) / (right - left));
    const r = Math.floor((rows * (py - top)) / (bottom - top));
    if (c < 0 || r < 0 || c >= columns || r >= rows) continue;
    const ends = mark.look === "signed" ? "from −1 to 1" : "of 1";
    return { x: px, y: py, words: `${brief(mark.values[r * columns + c])} ${ends}` };
  }
  return null;
}

const inside = (box, x, y) =>
  x >= box.left - 2 && x <= box.left + box.width + 2 && y >= box.top - 2 && y <= box.top + box.height + 2;

const values = ({ names }, x, y) =>
  `${names[0] || "x"} ${brief(x)}, ${names[1] || "y"} ${brief(y)}`;

function probability({ panel, box, fromX, fromY }, px, py) {
  const heat = panel.marks.find((mark) => mark.kind === "heat");
  if (!heat) return null;
  const [rows, columns] = heat.shape;
  const c = Math.round(((px - box.left) / box.width) * (columns - 1));
  const r = Math.round((1 - (py - box.top) / box.height) * (rows - 1));
  const p = heat.P[Math.min(Math.max(r, 0), rows - 1) * columns + Math.min(Math.max(c, 0), columns - 1)];
  return { x: px, y: py, words: `${values(panel, fromX(px), fromY(py))}: probability ${brief(p)}` };
}
