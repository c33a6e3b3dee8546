// A frame on a canvas: panels side by side, axes, marks, and what is under the pointer.

const WIDEST = 760;
const NARROW = 520; // below it, panels stand one above the other
const MARGIN = { left: 54, right: 14, top: 34, bottom: 42 };
const BARE = { left: 10, right: 10, top: 30, bottom: 12 };
const LEGEND = 20;
const DOT_RIM = 8; // a dot on the edge of a panel is drawn whole

/** Where each panel is, in pixels of the page. */
function placed(frame, width, height) {
  const stacked = width < NARROW;
  const total = frame.panels.reduce((all, panel) => all + panel.share, 0);
  const legend = frame.panels.some(named) ? LEGEND : 0;
  let [left, top] = [0, 0];
  return frame.panels.map((panel) => {
    const room = stacked ? width : (width * panel.share) / total;
    const margin = panel.axes ? MARGIN : BARE;
    const box = {
      left: left + margin.left,
      top: top + margin.top + legend,
      width: room - margin.left - margin.right,
      height: height - margin.top - margin.bottom - legend,
    };
    stacked ? (top += height) : (left += room);
    return { panel, box, legend, ...scales(panel, box) };
  });
}

const named = (panel) => panel.marks.some((mark) => mark.name || mark.names?.length);

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
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height * rows}px`;
  const brush = canvas.getContext("2d");
  brush.setTransform(ratio, 0, 0, ratio, 0, 0);
  brush.fillStyle = colours.paper;
  brush.fillRect(0, 0, width, height * rows);
  const panels = placed(frame, width, height);
  for (const place of panels) paintPanel(brush, { ...place, font }, colours, font);
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
  write(brush, panel.title, box.left, box.top - place.legend - 16, colours.ink, `600 14px ${font}`, "left");
  if (place.legend) legend(brush, place, colours, font);
}

function axes(brush, { panel, box, X, Y }, colours, font, filled) {
  const [bottom, right] = [box.top + box.height, box.left + box.width];
  brush.setLineDash([]);
  brush.lineWidth = 1;
  brush.strokeStyle = colours.grid;
  const small = `12px ${font}`;
  for (const v of ticks(panel.x, panel.log[0], box.width / 70)) {
    if (!filled) rule(brush, X(v), box.top, X(v), bottom);
    write(brush, label(v, panel.log[0]), X(v), bottom + 12, colours.ink, small);
  }
  for (const v of ticks(panel.y, panel.log[1], box.height / 45)) {
    if (!filled) rule(brush, box.left, Y(v), right, Y(v));
    write(brush, label(v, panel.log[1]), box.left - 7, Y(v), colours.ink, small, "right");
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

/** Round numbers between two ends. */
function ticks([low, high], log, most) {
  if (log) {
    const first = Math.ceil(Math.log10(low) - 1e-9);
    const last = Math.floor(Math.log10(high) + 1e-9);
    const every = Math.max(1, Math.ceil((last - first + 1) / Math.max(2, most)));
    const powers = [];
    for (let k = first; k <= last; k += every) powers.push(10 ** k);
    return powers;
  }
  const rough = (high - low) / Math.max(2, Math.min(6, most));
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((d) => d * power >= rough * 0.999);
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++)
    found.push(k * step);
  return found;
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const power = (k) => `10${k < 0 ? "⁻" : ""}${[...String(Math.abs(k))].map((d) => RAISED[d]).join("")}`;
const label = (v, log) =>
  log && (v < 0.01 || v > 1e4) ? power(Math.round(Math.log10(v))) : linear(v);
const linear = (v) =>
  Math.abs(v) >= 1e5 || (v !== 0 && Math.abs(v) < 1e-3)
    ? general(v, 3).replaceAll("-", "−").replace("e+0", "e")
    : String(Number(v.toPrecision(6))).replace("-", "−");

function legend(brush, { panel, box }, colours, font) {
  let x = box.left;
  const y = box.top - 13;
  brush.font = `12px ${font}`;
  for (const mark of panel.marks)
    for (const [words, draw] of entries(mark, colours)) {
      draw(brush, x + 11, y);
      write(brush, words, x + 27, y, colours.ink, `12px ${font}`, "left");
      x += 27 + brush.measureText(words).width + 16;
    }
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
  const place = panels.find(({ box, panel }) => panel.axes && inside(box, px, py));
  if (!place) return null;
  let best = null;
  for (const mark of place.panel.marks)
    for (let k = 0; mark.x && mark.y && mark.kind !== "text" && k < mark.x.length; k++) {
      const [x, y] = [place.X(mark.x[k]), place.Y(mark.y[k])];
      const away = Math.hypot(x - px, y - py);
      if (away < (best?.away ?? NEAR))
        best = { away, x, y, words: values(place.panel, mark.x[k], mark.y[k]) };
    }
  return best ?? probability(place, px, py);
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
