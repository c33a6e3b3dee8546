// The line along which a surface is 0.5.

/** Trace where P is 0.5. */
function contour(brush, P, rows, columns, box) {
  const [w, h] = [box.width / (columns - 1), box.height / (rows - 1)];
  for (const way of halfway(P, rows, columns))
    way.forEach(([c, r], k) => {
      const [x, y] = [box.left + w * c, box.top + box.height - h * r];
      k ? brush.lineTo(x, y) : brush.moveTo(x, y);
    });
}

/** Lines along which P is 0.5, as [column, row], cut through the edges of the cells. */
export function halfway(P, rows, columns) {
  const place = (edge) => {
    const [cell, upwards] = [edge >> 1, edge & 1];
    const [from, to] = [P[cell], P[cell + (upwards ? columns : 1)]];
    const part = (0.5 - from) / (to - from);
    const [r, c] = [Math.floor(cell / columns), cell % columns];
    return upwards ? [c, r + part] : [c + part, r];
  };
  return ways(crossed(P, rows, columns)).map((way) => way.map(place));
}

/** For each edge that the line crosses, the edges that it comes from and goes to.
    The edge from cell k to the right is 2k, the one upwards is 2k + 1. */
function crossed(P, rows, columns) {
  const joined = new Map();
  const join = (edge, other) => joined.set(edge, [...(joined.get(edge) ?? []), other]);
  for (let r = 0; r + 1 < rows; r++)
    for (let c = 0; c + 1 < columns; c++) {
      const k = r * columns + c;
      const [a, b, d, e] = [P[k] < 0.5, P[k + 1] < 0.5, P[k + columns] < 0.5, P[k + columns + 1] < 0.5];
      if (a === b && b === d && d === e) continue;
      const found = [];
      if (a !== b) found.push(2 * k);
      if (b !== e) found.push(2 * k + 3);
      if (d !== e) found.push(2 * (k + columns));
      if (a !== d) found.push(2 * k + 1);
      for (let i = 0; i + 1 < found.length; i += 2) {
        join(found[i], found[i + 1]);
        join(found[i + 1], found[i]);
      }
    }
  return joined;
}

/** Lists of edges that follow each other, first those that begin at a side. */
function ways(joined) {
  const follow = (edge) => {
    const way = [edge];
    for (let next; (next = joined.get(edge).pop()) !== undefined; edge = next) {
      joined.set(next, joined.get(next).filter((one) => one !== edge));
      way.push(next);
    }
    return way;
  };
  const edges = [...joined.keys()];
  const ends = edges.filter((edge) => joined.get(edge).length === 1);
  return [...ends, ...edges].flatMap((edge) => (joined.get(edge).length ? [follow(edge)] : []));
}
