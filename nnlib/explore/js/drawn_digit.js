// A drawing, what a network sees of it, and what it says; as drawn_digit.py, scan.py.

const SCAN = { side: 32, block: 4, ink: 0.305, widest: 26, firstPen: 8, rounds: 3 };

/** From strokes (x, y, joined) to 8 by 8 numbers, the first row on top. */
function scanned(strokes) {
  const { side, block, rounds } = SCAN;
  let pen = SCAN.firstPen;
  let black = [];
  for (let round = 0; round < rounds; round++) {
    const away = inkDistances(placedStrokes(strokes, pen), strokes);
    const rounded = away.map((one) => Math.round(1e6 * one));
    const order = Array.from(rounded.keys()).sort((one, other) => rounded[one] - rounded[other] || one - other);
    black = order.slice(0, Math.round(SCAN.ink * side * side));
    pen = 2 * away[black.at(-1)];
  }
  const found = new Float64Array((side / block) ** 2);
  for (const pixel of black) {
    const [r, c] = [Math.floor(pixel / side / block), Math.floor((pixel % side) / block)];
    found[(r * side) / block + c] += 1 / block ** 2;
  }
  return found;
}

/** Move and stretch a drawing so that its ink is as tall as the square. */
function placedStrokes(strokes, pen) {
  const ends = [0, 1].map((k) => strokes.map((one) => one[k])).map((all) => [Math.min(...all), Math.max(...all)]);
  const [width, height] = ends.map(([low, high]) => high - low);
  let up = height > 0.25 * width ? (SCAN.side - pen) / height : Infinity;
  let across = Math.min(up, width ? (SCAN.widest - pen) / width : Infinity);
  if (!Number.isFinite(up)) up = across;
  if (!Number.isFinite(up)) [up, across] = [0, 0];
  const [mx, my] = ends.map(([low, high]) => (low + high) / 2);
  const half = SCAN.side / 2;
  return strokes.map(([x, y]) => [half + (x - mx) * across, half - (y - my) * up]);
}

/** The distance of every pixel's middle to the drawing, row by row. */
function inkDistances(places, strokes) {
  const { side } = SCAN;
  const found = new Float64Array(side * side);
  const pieces = places.map((end, k) => {
    const start = strokes[k][2] && k ? places[k - 1] : end;
    const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
    return { start, dx, dy, length: Math.max(dx * dx + dy * dy, 1e-12) };
  });
  for (let pixel = 0; pixel < side * side; pixel++) {
    const [x, y] = [(pixel % side) + 0.5, Math.floor(pixel / side) + 0.5];
    let best = Infinity;
    for (const { start, dx, dy, length } of pieces) {
      const [ax, ay] = [x - start[0], y - start[1]];
      const share = Math.min(Math.max((ax * dx + ay * dy) / length, 0), 1);
      best = Math.min(best, (ax - share * dx) ** 2 + (ay - share * dy) ** 2);
    }
    found[pixel] = Math.sqrt(best);
  }
  return found;
}

SCENES.drawn_digit = (fixed, numbers, now, kept, setup) => {
  const { words } = fixed;
  const strokes = now.points;
  const picture = strokes.length ? scanned(strokes) : entry(fixed.X, now.example);
  const Z = forward(layersOf({ weights: fixed.weights, hidden: "relu" }, "identity"), picture, 1).at(-1);
  const most = Z.reduce((one, other) => Math.max(one, other));
  const E = Z.map((z) => Math.exp(z - most));
  const all = E.reduce((sum, one) => sum + one, 0);
  const A = E.map((one) => one / all);
  const order = Array.from(A.keys()).sort((one, other) => A[other] - A[one] || one - other);
  const [first, second] = order;
  const share = (p) => (p >= 0.995 ? "> 0.99" : p < 0.005 ? "< 0.01" : p.toFixed(2));
  const what = strokes.length ? words.drawn : fixed.names[now.example];
  const sentence = fill(words.said, { what, first, second, p: share(A[first]), q: share(A[second]) });

  const sheet = [line([0, 100, 100, 0, 0], [0, 0, 100, 100, 0], "faint")];
  if (!strokes.length) sheet.push(text(50, 50, words.empty, "faint"));
  const separate = [];
  for (const place of strokes)
    place[2] && separate.length ? separate.at(-1).push(place) : separate.push([place]);
  for (const stroke of separate)
    sheet.push(line(stroke.map((p) => p[0]), stroke.map((p) => p[1]), "pen"));

  const rest = Array.from(A.keys()).filter((k) => k !== first);
  const opinion = [
    bars(rest, rest.map((k) => A[k])),
    bars([first], [A[first]], "other"),
    segments([-0.6], [0], [9.6], [0], "faint"),
    text(first, A[first] + 0.05, share(A[first]), "other"),
    ...Array.from(A, (_, k) => text(k, -0.06, String(k), k === first ? "other" : "main")),
  ];
  const sight = [image(picture, [8, 8], [0, 8], [0, 8])];
  return { sentence, panels: panelsOf(setup, [sheet, sight, opinion]) };
};
