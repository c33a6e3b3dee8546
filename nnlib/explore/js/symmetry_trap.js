// Hidden units as points in the plane of their weights; as symmetry_trap.py.

SCENES.symmetry_trap = (fixed, run, now, kept, setup) => {
  const W = run.weights.W1;
  const n = W.shape[1];
  const k = nearest(run.steps, now.step);
  const waysOf = (weights) => {
    const of = (unit, one) =>
      Array.from({ length: k + 1 }, (_, step) => weights[(step * n + unit) * 2 + one]);
    return Array.from({ length: n }, (_, unit) => [of(unit, 0), of(unit, 1)]);
  };
  const ways = waysOf(W);
  const here = ways.map((way) => way.map((values) => values[k]));

  const marks = kept ? waysOf(kept.numbers.weights.W1).map(([x, y]) => line(x, y, "kept")) : [];
  ways.forEach(([x, y], unit) => {
    marks.push(line(x, y, fixed.looks[unit]));
    marks.push(dots(x.slice(k), y.slice(k), fixed.looks[unit]));
  });
  const groups = [];
  here.forEach(([x, y], unit) => {
    const near = groups.find(([first]) => Math.hypot(here[first][0] - x, here[first][1] - y) < 0.14 * fixed.far);
    near ? near.push(unit) : groups.push([unit]);
  });
  for (const group of groups) {
    const [x, y] = here[group[0]];
    const units = group.map((unit) => unit + 1).join(", ");
    const words = `unit${group.length > 1 ? "s" : ""} ${units}`;
    const left = x + (0.1 + 0.08 * words.length) * fixed.far > fixed.far;
    marks.push(text(x + (left ? -0.1 : 0.1) * fixed.far, y, words, "main", left ? "right" : "left"));
  }
  const spread = (weight) => {
    const values = here.map((place) => place[weight]);
    return Math.fround(Math.max(...values) - Math.min(...values));
  };
  const apart = brief(Number(general(Math.max(spread(0), spread(1)), 3)));
  const ends = [-fixed.far, fixed.far];
  const names = ["weight of feature 1", "weight of feature 2"];
  const plane = panel(ends, ends, marks, { names, title: "each unit is a point", share: 1.25 });
  const { sentence, panels } = networkFrame(plane, fixed, run, now, kept, setup);
  return { sentence: `The units differ by ${apart}. ${sentence}`, panels };
};
