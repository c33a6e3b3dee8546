// One function for each kind of mark; a place is { X, Y, box } of its panel.

const DASHES = { main: [], other: [7, 4], kept: [2, 3], faint: [], level: [4, 4], third: [9, 3, 2, 3], thin: [], back: [13, 4] };
const WIDTHS = { main: 2.2, other: 2, kept: 2, faint: 1.2, level: 1, third: 2, thin: 1, pen: 8 };

function pen(brush, look, colours) {
  brush.strokeStyle = brush.fillStyle = colours[look] ?? colours.main;
  brush.lineWidth = WIDTHS[look] ?? 2;
  brush.setLineDash(DASHES[look] ?? []);
  brush.lineJoin = brush.lineCap = "round";
}

const SLIM = 420; // pixels: in a panel below it, words of two nodes would meet
const CLOSE = 0.5; // pixels: a place that is nearer to the one before changes nothing

function trace(brush, xs, ys) {
  brush.beginPath();
  let [open, lastX, lastY] = [false, 0, 0];
  for (let k = 0; k < xs.length; k++) {
    const seen = Number.isFinite(xs[k]) && Number.isFinite(ys[k]);
    // Far outside, a canvas loses its precision.
    const y = Math.min(Math.max(ys[k], -1e5), 1e5);
    const same = open && Math.abs(xs[k] - lastX) < CLOSE && Math.abs(y - lastY) < CLOSE;
    if (seen && !(same && k + 1 < xs.length)) {
      open ? brush.lineTo(xs[k], y) : brush.moveTo(xs[k], y);
      [lastX, lastY] = [xs[k], y];
    }
    open = seen;
  }
}

const MARKS = {
  line(brush, mark, { X, Y }, colours) {
    pen(brush, mark.look, colours);
    trace(brush, Array.from(mark.x, X), Array.from(mark.y, Y));
    brush.stroke();
  },

  segments(brush, mark, { X, Y }, colours) {
    pen(brush, mark.look, colours);
    brush.beginPath();
    for (let k = 0; k < mark.x0.length; k++) {
      brush.moveTo(X(mark.x0[k]), Y(mark.y0[k]));
      brush.lineTo(X(mark.x1[k]), Y(mark.y1[k]));
    }
    brush.stroke();
  },

  dots(brush, mark, { X, Y }, colours) {
    pen(brush, mark.look, colours);
    brush.setLineDash([]);
    brush.lineWidth = 1.4;
    const hollow = mark.look === "kept" || mark.look === "level";
    brush.fillStyle = hollow ? colours.paper : colours[mark.look];
    brush.strokeStyle = hollow ? colours[mark.look] : colours.paper;
    const radius = mark.x.length > 1 ? 3.4 : 5.5;
    for (let k = 0; k < mark.x.length; k++) {
      const [x, y] = [X(mark.x[k]), Y(mark.y[k])];
      if (!Number.isFinite(x) || !(Math.abs(y) < 1e5)) continue;
      brush.beginPath();
      brush.arc(x, y, radius, 0, 7);
      brush.fill();
      brush.stroke();
    }
  },

  points(brush, mark, { X, Y }, colours) {
    const radius = Math.min(5.2, Math.max(2.6, 60 / Math.sqrt(mark.x.length + 60)));
    brush.setLineDash([]);
    for (const label of [0, 1]) {
      brush.beginPath();
      for (let k = 0; k < mark.x.length; k++)
        if (mark.labels[k] === label) shape(brush, X(mark.x[k]), Y(mark.y[k]), label, radius);
      brush.fillStyle = colours[`label${label}`];
      brush.strokeStyle = colours[`edge${label}`];
      brush.lineWidth = mark.x.length > 150 ? 0.6 : 1;
      brush.fill();
      brush.stroke();
    }
  },

  // Its shades lie below all other marks, its line above them.
  heat(brush, mark, { box }, colours) {
    if (!mark.contour) return;
    const [rows, columns] = mark.shape;
    brush.beginPath();
    contour(brush, mark.P, rows, columns, box);
    if (mark.contour !== "kept") {
      brush.setLineDash([]);
      brush.strokeStyle = colours.paper;
      brush.lineWidth = 4;
      brush.stroke();
    }
    pen(brush, mark.contour, { ...colours, main: colours.ink });
    brush.lineWidth = 2;
    brush.stroke();
  },

  bars(brush, mark, { X, Y }, colours) {
    pen(brush, mark.look, colours);
    if (mark.look === "main") brush.fillStyle = colours.bar;
    const floor = Y(0);
    for (let k = 0; k < mark.x.length; k++) {
      const left = X(mark.x[k] - mark.width / 2);
      const right = X(mark.x[k] + mark.width / 2);
      const top = Y(mark.heights[k]);
      if (mark.look === "kept") brush.strokeRect(left, Math.min(top, floor), right - left, Math.abs(floor - top));
      else brush.fillRect(left, Math.min(top, floor), right - left, Math.abs(floor - top));
    }
  },

  text(brush, mark, { X, Y, font }, colours) {
    const colour = ink(mark.look, colours);
    write(brush, mark.words, X(mark.x), Y(mark.y), colour, `13px ${font}`, mark.align, colours.paper);
  },

  node(brush, mark, { X, Y, box, font }, colours) {
    const [x, y] = [X(mark.x), Y(mark.y)];
    brush.setLineDash([]);
    brush.beginPath();
    brush.arc(x, y, 19, 0, 7);
    brush.fillStyle = colours.paper;
    brush.fill();
    brush.strokeStyle = colours[mark.look] ?? colours.main;
    brush.lineWidth = mark.look === "main" ? 1.6 : 3;
    brush.stroke();
    write(brush, mark.letter, x, y, colours.ink, `italic 16px ${font}`);
    const rows = box.width < SLIM ? mark.above.replace(" → ", " →\n") : mark.above;
    const above = rows.split("\n").reverse();
    above.forEach((words, k) => {
      const [colour, weight] = k ? [colours.soft, ""] : [ink(mark.look, colours), "bold"];
      write(brush, words, x, y - 31 - 18 * k, colour, `${weight} 13px ${font}`, "center", colours.paper);
    });
    write(brush, mark.below, x, y + 32, colours.back, `13px ${font}`, "center", colours.paper);
  },

  arrow(brush, mark, { X, Y }, colours) {
    const [x0, y0, x1, y1] = [X(mark.x0), Y(mark.y0), X(mark.x1), Y(mark.y1)];
    const turn = Math.atan2(y1 - y0, x1 - x0);
    const [dx, dy] = [Math.cos(turn), Math.sin(turn)];
    pen(brush, mark.look, colours);
    brush.setLineDash([]);
    brush.beginPath();
    brush.moveTo(x0 + 22 * dx, y0 + 22 * dy);
    brush.lineTo(x1 - 27 * dx, y1 - 27 * dy);
    brush.stroke();
    brush.beginPath();
    brush.moveTo(x1 - 21 * dx, y1 - 21 * dy);
    for (const side of [0.35, -0.35])
      brush.lineTo(x1 - 21 * dx - 10 * Math.cos(turn + side), y1 - 21 * dy - 10 * Math.sin(turn + side));
    brush.fill();
  },

  image(brush, mark, { X, Y }, colours) {
    const [rows, columns] = mark.shape;
    const signed = mark.look === "signed";
    const row = signed ? [colours.label0, colours.paper, colours.label1] : [colours.paper, colours.ink];
    const sheet = coloured(mark.values, rows, columns, signed ? -1 : 0, row, false);
    const [left, right] = [X(mark.x[0]), X(mark.x[1])];
    const [bottom, top] = [Y(mark.y[0]), Y(mark.y[1])];
    brush.imageSmoothingEnabled = false;
    brush.drawImage(sheet, left, top, right - left, bottom - top);
    brush.setLineDash([]);
    brush.strokeStyle = colours.faint;
    brush.lineWidth = 1;
    brush.strokeRect(left, top, right - left, bottom - top);
  },
};

const ink = (look, colours) =>
  ({ main: colours.ink, faint: colours.soft, level: colours.soft })[look] ?? colours[look];

function write(brush, words, x, y, colour, font, align = "center", halo = "") {
  if (!words) return;
  brush.font = font;
  brush.textAlign = align;
  brush.textBaseline = "middle";
  if (halo) {
    // So that words stay readable on a line that runs through them.
    brush.setLineDash([]);
    brush.lineJoin = "round";
    brush.lineWidth = 4;
    brush.strokeStyle = halo;
    brush.strokeText(words, x, y);
  }
  brush.fillStyle = colour;
  brush.fillText(words, x, y);
}

function shape(brush, x, y, label, radius) {
  if (label === 0) {
    brush.moveTo(x + radius, y);
    brush.arc(x, y, radius, 0, 7);
    return;
  }
  const side = 1.25 * radius;
  brush.moveTo(x, y - side);
  brush.lineTo(x + side, y + 0.8 * side);
  brush.lineTo(x - side, y + 0.8 * side);
  brush.closePath();
}

function shade(brush, { P, shape }, box, colours) {
  const [rows, columns] = shape;
  const sheet = coloured(P, rows, columns, 0, colours.shades, true);
  const [w, h] = [box.width / (columns - 1), box.height / (rows - 1)];
  brush.imageSmoothingEnabled = true;
  brush.drawImage(sheet, box.left - w / 2, box.top - h / 2, box.width + w, box.height + h);
}
